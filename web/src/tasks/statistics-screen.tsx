import { Button } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import { type StatisticsRow, taskFigures } from '@mocban/contract/tasks-lists'
import { tasksReport } from '@mocban/contract/tasks-report'
import { ExportButton } from '../around/export-button.tsx'
import { TemplateRow } from '../documents/outgoing/template-row.tsx'
import { addressOf } from '../shell/client.ts'
import { DateField } from '../shell/date-field.tsx'
import { formatNumber, todayInVietnam } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState, Section } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useCan } from '../shell/session.tsx'
import type vi from './messages/vi.ts'
import './tasks.css'

/** Tasks by unit in a period; the sums close, and each figure opens its records. */
export default function StatisticsScreen() {
  const t = useText<typeof vi>('tasks')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const from = filters.from ?? `${todayInVietnam().slice(0, 4)}-01-01`
  const to = filters.to ?? todayInVietnam()
  const found = useRoute(tasks.statistics, { query: { from, to } })
  const registry = useCan('issue')
  const replaceTemplate = useAct(tasksReport.replaceTemplate, { done: () => notify.done(t('reportTemplateReplaced')) })
  const rows = found.data?.rows ?? []
  const link = (row: StatisticsRow, figure: (typeof taskFigures)[number]) =>
    `/tasks?scope=all&figure=${figure}&from=${from}&to=${to}${row.unitId ? `&unitId=${row.unitId}` : ''}`
  const line = (row: StatisticsRow, name: string) => {
    const done = row.doneOnTime + row.doneLate
    return (
      <tr key={row.unitId ?? 'total'} style={row.unitId ? undefined : { fontWeight: 600 }}>
        <th scope="row" className="main-cell" lang={row.unitId ? 'vi' : undefined}>
          {name}
        </th>
        {taskFigures.map((figure) => (
          <td key={figure} data-named={t(figure)}>
            {row[figure] > 0 ? (
              <Link to={link(row, figure)} className={figure === 'openLate' || figure === 'doneLate' ? 'late' : ''}>
                {formatNumber(row[figure], language)}
              </Link>
            ) : (
              <span className="quiet">0</span>
            )}
          </td>
        ))}
        <td data-named={t('onTimeRate')}>
          <span>{done > 0 ? `${formatNumber(Math.round((1000 * row.doneOnTime) / done) / 10, language)}%` : '–'}</span>
        </td>
        <td className="bar-cell">
          <Bar row={row} />
        </td>
      </tr>
    )
  }
  return (
    <div className="screen">
      <h1>{t('statistics')}</h1>
      <div style={{ display: 'flex', gap: 12, marginBottom: 12, alignItems: 'end', flexWrap: 'wrap' }}>
        <DateField label={t('from')} value={from} onChange={(value) => change({ from: value ?? undefined })} />
        <DateField label={t('to')} value={to} onChange={(value) => change({ to: value ?? undefined })} />
        <span style={{ flex: 1 }} />
        <ExportButton kind="task-statistics" name={t('statistics')} query={{ from, to }} />
        {(['docx', 'pdf'] as const).map((as) => (
          <Button
            key={as}
            size="xs"
            variant="default"
            component="a"
            href={addressOf(tasksReport.file, { query: { from, to, as } })}
            download
          >
            {t(`periodReport.${as}`)}
          </Button>
        ))}
      </div>
      <p className="quiet" style={{ margin: '0 0 8px' }}>
        {t('sumsClose')}
      </p>
      {found.data && rows.length === 0 && <EmptyState>{t('statisticsEmpty')}</EmptyState>}
      {found.data && rows.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className="table stacks statistics" aria-label={t('statistics')}>
            <thead>
              <tr>
                <th scope="col">{t('unit')}</th>
                {taskFigures.map((figure) => (
                  <th key={figure} scope="col">
                    {t(figure)}
                  </th>
                ))}
                <th scope="col">{t('onTimeRate')}</th>
                <th scope="col" aria-label={t('progress')} />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => line(row, row.unitName))}
              {line(found.data.total, t('total'))}
            </tbody>
          </table>
        </div>
      )}
      {registry && (
        <Section title={t('reportTemplate')}>
          <p className="quiet" style={{ marginTop: 0 }}>
            {t('reportTemplateHint')}
          </p>
          <TemplateRow
            name={t('reportTemplate')}
            address={addressOf(tasksReport.template, {})}
            replace={(file) => replaceTemplate.mutate({ body: { file } })}
          />
        </Section>
      )}
    </div>
  )
}

/** Done and open, in time and late, as parts of one bar; the numbers stand beside it. */
function Bar({ row }: { row: StatisticsRow }) {
  const parts = [
    [row.doneOnTime, 'var(--act)'],
    [row.openInTime, 'color-mix(in srgb, var(--act) 35%, var(--paper))'],
    [row.doneLate, 'color-mix(in srgb, var(--seal) 45%, var(--paper))'],
    [row.openLate, 'var(--seal)'],
  ] as const
  const sum = parts.reduce((total, [count]) => total + count, 0)
  return (
    <div aria-hidden style={{ display: 'flex', height: 10, background: 'var(--paper-2)' }}>
      {parts.map(
        ([count, colour]) =>
          count > 0 && (
            <div key={colour} style={{ width: `${(100 * count) / Math.max(1, sum)}%`, background: colour }} />
          ),
      )}
    </div>
  )
}
