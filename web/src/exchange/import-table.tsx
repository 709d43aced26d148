import { Button } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { useState } from 'react'
import { base64Of } from '../shell/base64.ts'
import { addressOf } from '../shell/client.ts'
import { FileDrop } from '../shell/file-drop.tsx'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** The directory as a table: out, changed, and in again, seen before it is done. */
export function ImportTable() {
  const t = useText<typeof vi>('exchange')
  const [given, setGiven] = useState<{ format: 'xlsx' | 'csv'; content: string } | null>(null)
  const look = useAct(exchange.importAgencies)
  const apply = useAct(exchange.importAgencies, {
    done: () => {
      notify.done(t('imported'))
      setGiven(null)
      look.reset()
    },
  })
  const read = async (file?: File) => {
    if (!file) return
    const one = {
      format: file.name.endsWith('.csv') ? ('csv' as const) : ('xlsx' as const),
      content: await base64Of(file),
    }
    setGiven(one)
    look.mutate({ body: { ...one, apply: false } })
  }
  return (
    <Section title={t('table')}>
      <p>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            href={addressOf(exchange.exportAgencies, { query: { format } })}
            download
            style={{ marginInlineEnd: 12 }}
          >
            {t('exportAs', { format: format.toUpperCase() })}
          </a>
        ))}
      </p>
      <FileDrop multiple={false} accept=".xlsx,.csv" onFiles={([file]) => void read(file)}>
        {t('dropTable')}
      </FileDrop>
      {look.data && given && (
        <div aria-live="polite">
          {look.data.faults.map((fault) => (
            <p key={`${fault.line}${fault.column}`} className="late" style={{ margin: '4px 0' }}>
              {t('fault', { line: fault.line, column: fault.column, value: fault.value || '—' })}{' '}
              {t(`fault.${fault.because}`, { other: fault.other })}
            </p>
          ))}
          {look.data.faults.length === 0 && (
            <p>
              {t('wouldDo', { added: look.data.added, changed: look.data.changed, same: look.data.same })}{' '}
              <Button
                size="compact-sm"
                loading={apply.isPending}
                onClick={() => apply.mutate({ body: { ...given, apply: true } })}
              >
                {t('doImport')}
              </Button>
            </p>
          )}
        </div>
      )}
    </Section>
  )
}
