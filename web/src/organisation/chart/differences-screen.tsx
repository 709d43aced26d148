import { SegmentedControl } from '@mantine/core'
import { changeKinds, chart, type Difference } from '@mocban/contract/organisation-chart'
import { DataTable } from '../../shell/data-table.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { formatNumber, todayInVietnam } from '../../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters } from '../../shell/navigate.tsx'
import { usePages } from '../../shell/queries.ts'
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
  const list = usePages(chart.differences, { from, to, ...(kind ? { kind } : {}) })
  const counts = list.data?.pages[0]?.counts
  const kinds = changeKinds.filter((one) => one === kind || (counts?.[one] ?? 0) > 0)
  const dayOf = (one: Difference) => (one.kind === 'dissolved' || one.kind === 'left' ? from : to)
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
                label: `${t(`change.${one}`)} ${formatNumber(counts?.[one] ?? 0, language)}`,
              })),
            ]}
          />
        </div>
      )}
      <DataTable<Difference>
        label={t('differences')}
        rows={list.rows}
        idOf={(one) => `${one.kind} ${one.unitId} ${one.personId ?? ''}`}
        loading={list.isPending}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={<EmptyState>{t('sameDays')}</EmptyState>}
        columns={[
          { key: 'change', title: t('change'), width: 190, cell: (one) => t(`change.${one.kind}`) },
          {
            key: 'whom',
            title: t('whom'),
            main: true,
            cell: (one) => (
              <Link to={`/organisation?unit=${one.unitId}&on=${dayOf(one)}`}>
                <span lang="vi">{one.fullName ?? one.unitName}</span>
              </Link>
            ),
          },
          ...(['before', 'after'] as const).map((side) => ({
            key: side,
            title: t(side),
            named: true,
            cell: (one: Difference) => <Side one={one} side={side} />,
          })),
        ]}
      />
    </div>
  )
}

/** What it was, or is: one line, or one for each attribute that is another. */
function Side({ one, side }: { one: Difference; side: 'before' | 'after' }) {
  const t = useText<typeof vi>('chart')
  const words = useCodeText('chart')
  const shown = (fact: string, value: string | null) => (fact === 'kind' ? words(`kind.${value}`) : value) ?? '–'
  return (
    <div className="difference-side">
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
    </div>
  )
}
