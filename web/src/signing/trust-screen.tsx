import { Button, Checkbox, FileInput, TextInput } from '@mantine/core'
import { signing, type TrustAnchorRow } from '@mocban/contract/signing'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { base64Of } from '../shell/base64.ts'
import { addressOf } from '../shell/client.ts'
import { DateField } from '../shell/date-field.tsx'
import { formatDate, formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { EmptyState, Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import './signing.css'

/** Whom the installation trusts, for what and why. */
export default function TrustScreen() {
  const t = useText<typeof vi>('signing')
  const { data } = useRoute(signing.trust, {})
  const [ending, setEnding] = useState<TrustAnchorRow | null>(null)
  if (!data) return <div className="screen quiet">…</div>
  return (
    <div className="screen" style={{ maxWidth: 900 }}>
      <h1>{t('trustList')}</h1>
      <p className="quiet">{t('trustLead')}</p>
      {data.anchors.length === 0 && <EmptyState>{t('trustEmpty')}</EmptyState>}
      <ul className="key-list">
        {data.anchors.map((one) => (
          <li key={one.id}>
            <div>
              <strong lang="vi" style={one.endedAt ? { textDecoration: 'line-through' } : undefined}>
                {one.name}
              </strong>{' '}
              <span className="quiet">
                {one.purposes.length > 0
                  ? one.purposes.map((what) => t(`purpose.${what}`)).join(', ')
                  : t('intermediate')}
                {one.from && ` · ${t('from', { date: formatDate(one.from) })}`} ·{' '}
                {t('until', { date: formatDate(one.until ?? one.certificateUntil) })}
              </span>
              <div lang="vi">{one.why}</div>
              <div className="quiet">
                {one.addedByName
                  ? t('addedBy', { name: one.addedByName, when: formatInstant(one.addedAt) })
                  : formatInstant(one.addedAt)}{' '}
                · <bdi title={t('fingerprint')}>{one.fingerprint.slice(0, 16)}…</bdi> ·{' '}
                <a
                  href={addressOf(signing.trustedCertificate, { params: { id: one.id } })}
                  download
                  aria-label={`${t('trustDownload')}: ${one.name}`}
                >
                  {t('trustDownload')}
                </a>
              </div>
              {one.endedAt && (
                <div className="late">{t('trustEnded', { when: formatInstant(one.endedAt), why: one.endWhy })}</div>
              )}
            </div>
            {data.mayKeep && !one.endedAt && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`${t('trustEnd')}: ${one.name}`}
                onClick={() => setEnding(one)}
              >
                {t('trustEnd')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.mayKeep ? <Import /> : <p className="quiet">{t('trustOnly')}</p>}
      {ending && <End anchor={ending} onClose={() => setEnding(null)} />}
    </div>
  )
}

function Import() {
  const t = useText<typeof vi>('signing')
  const [file, setFile] = useState<File | null>(null)
  const [purposes, setPurposes] = useState<('signing' | 'timestamping')[]>(['signing', 'timestamping'])
  const [from, setFrom] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const add = useAct(signing.addTrust, {
    done: ({ added }) => {
      notify.done(t('trustAdded', { count: added }))
      setFile(null)
      setWhy('')
    },
  })
  return (
    <Section title={t('trustAdd')}>
      <form
        className="form-grid"
        onSubmit={async (event) => {
          event.preventDefault()
          if (file) add.mutate({ body: { file: await base64Of(file), purposes, from, until, why } })
        }}
      >
        <FileInput label={t('trustFile')} value={file} onChange={setFile} clearable required />
        <Checkbox.Group
          label={t('trustFor')}
          description={t('trustForWhat')}
          value={purposes}
          onChange={(value) => setPurposes(value as typeof purposes)}
        >
          {(['signing', 'timestamping'] as const).map((what) => (
            <Checkbox key={what} mt={6} value={what} label={t(`purpose.${what}`)} />
          ))}
        </Checkbox.Group>
        <DateField label={t('trustFrom')} value={from} onChange={setFrom} />
        <DateField label={t('trustUntil')} value={until} onChange={setUntil} />
        <TextInput
          label={t('why')}
          lang="vi"
          required
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={add.isPending} disabled={!file || !why.trim()}>
            {t('trustSave')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function End({ anchor, onClose }: { anchor: TrustAnchorRow; onClose: () => void }) {
  const t = useText<typeof vi>('signing')
  const [why, setWhy] = useState('')
  const end = useAct(signing.endTrust, { done: onClose })
  return (
    <ConfirmAct
      title={`${t('trustEnd')}: ${anchor.name}`}
      confirm={t('trustEnd')}
      busy={end.isPending}
      disabled={!why.trim()}
      onClose={onClose}
      onConfirm={() => end.mutate({ params: { id: anchor.id }, body: { why } })}
    >
      <TextInput
        label={t('trustEndWhy')}
        lang="vi"
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
