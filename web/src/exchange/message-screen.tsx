import { Button, Textarea } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import type { Explained } from '@mocban/contract/exchange-messages'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { addressOf } from '../shell/client.ts'
import { ScreenFailed } from '../shell/failures.tsx'
import { formatInstant, formatSize } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { Link, useParam } from '../shell/navigate.tsx'
import { notify, sentenceOf } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { Fields, Signature, standing } from './message-parts.tsx'
import type vi from './messages/vi.ts'

/** One message: what became of it, what it says, its signature; and what the registry may decide. */
export default function MessageScreen() {
  const t = useText<typeof vi>('exchange')
  const words = useCodeText('exchange')
  const id = useParam('id')
  const { data: message, error } = useRoute(exchange.read, { params: { id } })
  const [noting, setNoting] = useState(false)
  const resend = useAct(exchange.resend, { done: () => notify.done(t('resent')) })
  if (error) return <ScreenFailed error={error} />
  if (!message) return <div className="screen" aria-busy="true" />
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <p className="quiet" style={{ margin: 0 }}>
        <Link to="/exchange">{t('title')}</Link>
      </p>
      <h1 style={{ overflowWrap: 'anywhere' }}>
        {t(`business.${message.business}`)} <bdi>{message.symbol}</bdi>
      </h1>
      <p>
        {t(`direction.${message.direction}`)} · <span lang="vi">{message.partnerName || message.partnerCode}</span> ·{' '}
        {formatInstant(message.at)} ·{' '}
        <strong className={['refused', 'failed'].includes(message.state) ? 'late' : ''}>
          {words(`state.${message.state}`)}
        </strong>
        {message.wayName && (
          <span className="quiet">
            {' '}
            · <bdi>{message.wayName}</bdi>
          </span>
        )}
      </p>
      {standing(message) && <p role="status">{standing(message)}</p>}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        {message.mayDecide && (
          <>
            <Button color="teal" loading={resend.isPending} onClick={() => resend.mutate({ params: { id }, body: {} })}>
              {t('resend')}
            </Button>
            <Button variant="default" onClick={() => setNoting(true)}>
              {t('otherwise')}
            </Button>
          </>
        )}
        {message.documentId && <Link to={`/documents/${message.documentId}`}>{t('openDocument')}</Link>}
        {message.hasOriginal && (
          <a href={addressOf(exchange.original, { params: { id } })} download>
            {t('original')}
          </a>
        )}
      </div>
      <Section title={t('history')}>
        <ol style={{ paddingInlineStart: 18 }}>
          {message.steps.map((step) => (
            <li key={`${step.at}${step.kind}`}>
              <time dateTime={step.at}>{formatInstant(step.at)}</time> · {words(`step.${step.kind}`)}
              {step.personName && <span lang="vi"> · {step.personName}</span>}
              {step.note && <span lang="vi">: {step.note}</span>}
              {step.reason && <div className="quiet">{step.reason.sentence}</div>}
            </li>
          ))}
          {message.steps.length === 0 && <li className="quiet">{t('noSteps')}</li>}
        </ol>
      </Section>
      {message.fields ? (
        <Content hasOriginal={message.hasOriginal} signature={message.signature} fields={message.fields} />
      ) : (
        <LargeContent id={id} size={message.size ?? 0} />
      )}
      {noting && <Otherwise id={id} close={() => setNoting(false)} />}
    </div>
  )
}

/** By what it was signed, and what it says. */
function Content({
  hasOriginal,
  signature,
  fields,
}: Pick<Explained, 'signature' | 'fields'> & { hasOriginal: boolean }) {
  const t = useText<typeof vi>('exchange')
  return (
    <>
      <Section title={t('signature')}>
        {hasOriginal ? <Signature signature={signature} /> : <p className="quiet">{t('saysNothing')}</p>}
      </Section>
      <Section title={t('says')}>
        {fields.length > 0 ? <Fields fields={fields} /> : <p className="quiet">{t('saysNothing')}</p>}
      </Section>
    </>
  )
}

/** The same of a message of hundreds of megabytes, all of which is read for it. */
function LargeContent({ id, size }: { id: string; size: number }) {
  const t = useText<typeof vi>('exchange')
  const { data, error } = useRoute(exchange.content, { params: { id } }, { once: true })
  if (data) return <Content hasOriginal {...data} />
  return (
    <Section title={t('says')}>
      {error ? (
        <p role="alert">{sentenceOf(error)}</p>
      ) : (
        <p className="quiet" role="status" aria-busy="true">
          {t('readingLarge', { size: formatSize(size) })}
        </p>
      )}
    </Section>
  )
}

function Otherwise({ id, close }: { id: string; close: () => void }) {
  const t = useText<typeof vi>('exchange')
  const [note, setNote] = useState('')
  const act = useAct(exchange.otherwise, { done: close })
  return (
    <ConfirmAct
      title={t('otherwise')}
      confirm={t('otherwise')}
      busy={act.isPending}
      disabled={!note.trim()}
      onClose={close}
      onConfirm={() => act.mutate({ params: { id }, body: { note } })}
    >
      <Textarea
        label={t('otherwiseHow')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        data-autofocus
      />
    </ConfirmAct>
  )
}
