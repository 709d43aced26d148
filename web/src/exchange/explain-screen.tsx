import { Button } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import type { Explained } from '@mocban/contract/exchange-messages'
import { useState } from 'react'
import { call } from '../shell/client.ts'
import { FileDrop } from '../shell/file-drop.tsx'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { useGo } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import { sendFile } from '../shell/send-file.ts'
import { Fields, Signature } from './message-parts.tsx'
import type vi from './messages/vi.ts'

/** A message that somebody brought as a file: explained field by field; it may be taken in where nothing speaks against it. */
export default function ExplainScreen() {
  const t = useText<typeof vi>('exchange')
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<{ name: string; sha256: string; told: Explained } | null>(null)
  const take = useAct(exchange.takeIn, {
    done: ({ outcome, messageIds }) => {
      notify.done(t(outcome === 'taken' ? 'takenIn' : 'takenBefore'))
      go(`/exchange/messages/${messageIds[0]}`)
    },
  })
  const explain = async (file?: File) => {
    if (!file) return
    setBusy(true)
    // What was said of another file would be taken for what is said of this one.
    setFound(null)
    try {
      const { sha256 } = await sendFile(file)
      setFound({ name: file.name, sha256, told: await call(exchange.explain, { body: { sha256 } }) })
    } catch (error) {
      notify.problem(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <h1>{t('explain')}</h1>
      <p className="quiet">{t('explainWhy')}</p>
      <FileDrop multiple={false} accept=".edxml,.xml" onFiles={([file]) => void explain(file)}>
        {busy ? t('reading') : t('dropHere')}
      </FileDrop>
      {found && (
        <div aria-live="polite">
          <h2 style={{ overflowWrap: 'anywhere' }}>
            <bdi>{found.name}</bdi>
          </h2>
          {found.told.refusal ? (
            <p className="late">{found.told.refusal.sentence}</p>
          ) : (
            <p>
              {t('mayTakeIn')}{' '}
              <Button
                size="compact-sm"
                loading={take.isPending}
                onClick={() => take.mutate({ body: { sha256: found.sha256 } })}
              >
                {t('takeIn')}
              </Button>
            </p>
          )}
          {(found.told.signature || found.told.fields.length > 0) && (
            <Section title={t('signature')}>
              <Signature signature={found.told.signature} />
            </Section>
          )}
          {found.told.fields.length > 0 && (
            <Section title={t('says')}>
              <Fields fields={found.told.fields} />
            </Section>
          )}
        </div>
      )}
    </div>
  )
}
