import { SegmentedControl } from '@mantine/core'
import { changeKinds, chart, type Difference } from '@mocban/contract/organisation-chart'
import { DateField } from '../../shell/date-field.tsx'
import { formatNumber, todayInVietnam } from '../../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import './chart.css'
import type vi from './messages/vi.ts'

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')

/** What is different in the organisation between two days, counted and listed. */
export default function DifferencesScreen() {
  const t = useText<typeof vi>('chart')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const to = isDay(filters.to) ? filters.to : todayInVietnam()
  const from = isDay(filters.from) ? filters.from : `${to.slice(0, 7)}-01`
  const kind = changeKinds.find((one) => one === filters.kind)
  const { data, isPending } = useRoute(chart.differences, { query: { from, to, ...(kind ? { kind } : {}) } })
  const kinds = changeKinds.filter((one) => one === kind || (data?.counts[one] ?? 0) > 0)
  return (
    <div className="screen">
      <h1>{t('differences')}</h1>
      <div className="chart-bar">
        <DateField label={t('from')} value={from} onChange={(day) => change({ from: day ?? undefined })} />
        <DateField label={t('to')} value={to} onChange={(day) => change({ to: day ?? undefined })} />
      </div>
      {kinds.length > 0 && (
        <div style={{ overflowX: 'auto', marginBottom: 10 }}>
          <SegmentedControl
            value={kind ?? ''}
            onChange={(value) => change({ kind: value || undefined })}
            data={[
              { value: '', label: t('all') },
              ...kinds.map((one) => ({
                value: one,
                label: `${t(`change.${one}`)} ${formatNumber(data?.counts[one] ?? 0, language)}`,
              })),
            ]}
          />
        </div>
      )}
      {isPending && (
        <p className="quiet" aria-busy="true">
          …
        </p>
      )}
      {data?.items.length === 0 && <EmptyState>{t('sameDays')}</EmptyState>}
      {data && data.items.length > 0 && (
        <table className="table stacks" aria-label={t('differences')}>
          <thead>
            <tr>
              {(['change', 'whom', 'before', 'after'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((one, n) => (
              <tr key={`${one.kind}${one.unitId}${one.personId ?? n}`}>
                <td>{t(`change.${one.kind}`)}</td>
                <td className="main-cell">
                  <Link
                    to={`/organisation?unit=${one.unitId}&on=${one.kind === 'dissolved' || one.kind === 'left' ? from : to}`}
                  >
                    <span lang="vi">{one.fullName ?? one.unitName}</span>
                  </Link>
                </td>
                <Side one={one} side="before" />
                <Side one={one} side="after" />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data?.more && <p className="quiet">{t('moreDifferences')}</p>}
    </div>
  )
}

/** What it was, or is: one line, or one for each attribute that is another. */
function Side({ one, side }: { one: Difference; side: 'before' | 'after' }) {
  const t = useText<typeof vi>('chart')
  const words = useCodeText('chart')
  const shown = (fact: string, value: string | null) => (fact === 'kind' ? words(`kind.${value}`) : value) ?? '–'
  return (
    <td data-named={t(side)} className="difference-side">
      {one.facts ? (
        one.facts.map(({ fact, ...values }) => (
          <div key={fact}>
            <span className="quiet">{t(fact === 'kind' ? 'kindOf' : fact)}:</span>{' '}
            <bdi {...(fact === 'kind' ? {} : { lang: 'vi' })}>{shown(fact, values[side])}</bdi>
          </div>
        ))
      ) : (
        <span lang="vi" className={one[side] ? '' : 'quiet'}>
          {one[side] ?? '–'}
        </span>
      )}
    </td>
  )
}
