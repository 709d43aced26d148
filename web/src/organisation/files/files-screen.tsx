import { Button, FileInput, SegmentedControl } from '@mantine/core'
import { fileColumns, fileKinds, type ImportResult, organisationFiles } from '@mocban/contract/organisation-files'
import { useState } from 'react'
import { base64Of } from '../../shell/base64.ts'
import { addressOf } from '../../shell/client.ts'
import { DateField } from '../../shell/date-field.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState, Section } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type labels from './messages/labels.vi.ts'
import type vi from './messages/vi.ts'

/** As much as one request carries, once written as base64. */
const mostBytes = 1_400_000

/** Units, posts, people and their training as tables: take them out, change them, look at what would happen, carry it out. */
export default function FilesScreen() {
  const t = useText<typeof labels & typeof vi>('organisation-files')
  const [filters, change] = useFilters()
  const kind = fileKinds.find((one) => one === filters.kind) ?? 'units'
  const [file, setFile] = useState<File | null>(null)
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [result, setResult] = useState<ImportResult | null>(null)
  const bring = useAct(organisationFiles.import, {
    done: (answer) => {
      setResult(answer)
      if (answer.done) notify.done(t('imported', { count: answer.counts.new + answer.counts.changed }))
    },
  })
  const forget = () => setResult(null)
  const send = async (carryOut: boolean) => {
    if (!file || !from) return
    const format = /\.csv$/i.test(file.name) ? 'csv' : 'xlsx'
    bring.mutate({ params: { kind }, body: { format, content: await base64Of(file), from, carryOut } })
  }
  const changes = result ? result.counts.new + result.counts.changed : 0
  const tooLarge = file !== null && file.size > mostBytes
  return (
    <div className="screen">
      <h1>{t('place')}</h1>
      <SegmentedControl
        aria-label={t('table')}
        value={kind}
        onChange={(value) => {
          change({ kind: value })
          forget()
          setFile(null)
        }}
        data={fileKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        mb={12}
      />
      <Section title={t('export')}>
        <p className="quiet">{t('exportHint')}</p>
        <div style={{ display: 'flex', gap: 8 }}>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              variant="default"
              href={addressOf(organisationFiles.export, { params: { kind }, query: { format } })}
              download
            >
              {t('take', { format: format.toUpperCase() })}
            </Button>
          ))}
        </div>
      </Section>
      <Section title={t('import')}>
        <p className="quiet">
          {t('importHint')} <span lang="vi">{Object.values(fileColumns[kind]).join(' · ')}</span>
        </p>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'flex-end' }}>
          <FileInput
            label={t('file')}
            placeholder={t('chooseFile')}
            accept=".xlsx,.csv"
            value={file}
            onChange={(chosen) => {
              setFile(chosen)
              forget()
            }}
            error={tooLarge ? t('tooLarge') : undefined}
            clearable
            clearButtonProps={{ 'aria-label': t('takeAway') }}
            style={{ minWidth: 260 }}
          />
          <DateField
            label={t('fromDay')}
            value={from}
            onChange={(day) => {
              setFrom(day)
              forget()
            }}
            required
          />
          <Button disabled={!file || !from || tooLarge} loading={bring.isPending} onClick={() => void send(false)}>
            {t('look')}
          </Button>
        </div>
      </Section>
      {result && (
        <Section title={t(result.done ? 'wasDone' : 'wouldDo')}>
          <p aria-live="polite">
            {t('counts', result.counts)}{' '}
            {result.counts.faults > 0 && <span className="late">{t('faults', { count: result.counts.faults })}</span>}
          </p>
          {!result.done && result.faults.length === 0 && changes > 0 && (
            <Button loading={bring.isPending} onClick={() => void send(true)} mb={10}>
              {t('carryOut', { count: changes })}
            </Button>
          )}
          {changes === 0 && result.faults.length === 0 && <EmptyState>{t('nothingNew')}</EmptyState>}
          {result.faults.length > 0 && <Faults result={result} />}
          <Rest shown={result.faults.length} of={result.counts.faults} />
          {result.lines.length > 0 && <Lines result={result} />}
          <Rest shown={result.lines.length} of={changes} />
        </Section>
      )}
    </div>
  )
}

function Faults({ result }: { result: ImportResult }) {
  const t = useText<typeof vi>('organisation-files')
  return (
    <table className="table stacks" aria-label={t('faultsTable')}>
      <thead>
        <tr>
          {(['line', 'column', 'fault', 'value'] as const).map((one) => (
            <th key={one} scope="col">
              {t(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {result.faults.map((one) => (
          <tr key={`${one.line} ${one.column} ${one.code}`}>
            <td>{one.line}</td>
            <td lang="vi">{one.column}</td>
            <td className="late">{t(`fault.${one.code}`, { other: one.other ?? '' })}</td>
            <td lang="vi">{one.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ result }: { result: ImportResult }) {
  const t = useText<typeof vi>('organisation-files')
  return (
    <table className="table stacks" aria-label={t('linesTable')} style={{ marginTop: 12 }}>
      <thead>
        <tr>
          {(['line', 'outcome', 'what'] as const).map((one) => (
            <th key={one} scope="col">
              {t(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {result.lines.map((one) => (
          <tr key={one.line}>
            <td>{one.line}</td>
            <td>{t(`outcome.${one.outcome}`)}</td>
            <td lang="vi">{one.what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Says that there are more than are listed. */
function Rest({ shown, of }: { shown: number; of: number }) {
  const t = useText<typeof vi>('organisation-files')
  return shown > 0 && shown < of ? <p className="quiet">{t('onlyFirst', { shown, of })}</p> : null
}
