import { SegmentedControl } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { ComparisonRow } from '@mocban/contract/reorganisation-check'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { DataTable } from '../shell/data-table.tsx'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useFilters } from '../shell/navigate.tsx'
import { usePages } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

const changes = ['created', 'ended', 'renamed', 'moved', 'changed'] as const satisfies ComparisonRow['change'][]

/** The chart before and after, side by side: who is new and of whom, who ends and into whom, what else is otherwise. */
export function ComparisonStep({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const [filters, setFilters] = useFilters()
  const change = changes.find((one) => one === filters.change)
  const list = usePages(reorganisation.comparison, { ...(change ? { change } : {}), limit: 100 }, { id: plan.id })
  return (
    <section aria-label={t('step.comparison')}>
      <div style={{ overflowX: 'auto', marginBottom: 10 }}>
        <SegmentedControl
          aria-label={t('change')}
          value={change ?? ''}
          onChange={(value) => setFilters({ change: value || undefined })}
          data={[{ value: '', label: t('all') }, ...changes.map((one) => ({ value: one, label: t(`change.${one}`) }))]}
        />
      </div>
      <DataTable<ComparisonRow>
        label={t('step.comparison')}
        rows={list.rows}
        idOf={(row) => `${row.change} ${row.unit.unitId ?? row.unit.key}`}
        loading={list.isPending}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={<EmptyState>{plan.check.at ? t('nothingDiffers') : t('comparisonLater')}</EmptyState>}
        columns={[
          { key: 'change', title: t('change'), width: 130, cell: (row) => t(`change.${row.change}`) },
          { key: 'before', title: t('before'), main: true, cell: (row) => <Before row={row} /> },
          { key: 'after', title: t('after'), named: true, cell: (row) => <After row={row} /> },
        ]}
      />
    </section>
  )
}

function Before({ row }: { row: ComparisonRow }) {
  const t = useText<typeof vi>('reorganisation')
  if (row.nameBefore === null)
    return row.predecessors.length > 0 ? (
      <ul className="reorganisation-list" lang="vi">
        {row.predecessors.map((one) => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ul>
    ) : (
      <span className="quiet">–</span>
    )
  return (
    <>
      <span lang="vi" className={row.change === 'ended' ? 'reorganisation-before' : undefined}>
        {row.nameBefore}
      </span>
      <Under parent={row.parentBefore} code={row.codeBefore} t={t} />
    </>
  )
}

function After({ row }: { row: ComparisonRow }) {
  const t = useText<typeof vi>('reorganisation')
  if (row.nameAfter === null)
    return row.successor ? (
      <span>
        {t('goesInto')} <strong lang="vi">{row.successor}</strong>
      </span>
    ) : (
      <span className="quiet">–</span>
    )
  return (
    <>
      <strong lang="vi">{row.nameAfter}</strong>
      <Under parent={row.parentAfter} code={row.codeAfter} t={t} />
      {row.nameBefore !== null && row.predecessors.length > 0 && (
        <div className="quiet" lang="vi">
          {t('takesIn', { names: row.predecessors.map((one) => one.name).join(', ') })}
        </div>
      )}
    </>
  )
}

function Under({
  parent,
  code,
  t,
}: {
  parent: string | null
  code: string | null
  t: ReturnType<typeof useText<typeof vi>>
}) {
  return (
    <div className="quiet">
      {parent && <span lang="vi">{t('under', { name: parent })}</span>}
      {parent && code && ' · '}
      {code && <span dir="ltr">{code}</span>}
    </div>
  )
}
