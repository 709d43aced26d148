import { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { usePages } from '../shell/queries.ts'
import { TaskLines } from './desk-tasks.tsx'
import type vi from './messages/vi.ts'
import './tasks.css'

const columns = ['assigned', 'accepted', 'blocked', 'waiting', 'delivered', 'closed'] as const

/** Tasks in columns by state; a column of its own for those that were refused and wait to be given to somebody else, where there are some. */
export function Board({ filters }: { filters: Record<string, string> }) {
  return (
    <div className="board">
      {columns.map((state) => (
        <Column key={state} state={state} filters={filters} />
      ))}
      <Column state="refused" filters={filters} ifAny />
    </div>
  )
}

function Column({
  state,
  filters,
  ifAny = false,
}: {
  state: (typeof columns)[number] | 'refused'
  filters: Record<string, string>
  ifAny?: boolean
}) {
  const t = useText<typeof vi>('tasks')
  const words = useCodeText('shell')
  const list = usePages(tasks.list, { ...filters, state })
  const rows: TaskRow[] = list.rows
  if (ifAny && rows.length === 0) return null
  return (
    <section aria-label={t(`state.${state}`)}>
      <h2 style={{ fontSize: 13, borderBottom: '2px solid var(--rule)', paddingBottom: 4, margin: 0 }}>
        {t(`state.${state}`)} <span className="quiet">{list.hasNextPage ? `${rows.length}+` : rows.length}</span>
      </h2>
      {!list.isPending && rows.length === 0 && !list.hasNextPage && <EmptyState>—</EmptyState>}
      <TaskLines rows={rows} label={t(`state.${state}`)} withState={false} />
      {list.hasNextPage && (
        <button
          type="button"
          onClick={() => void list.fetchNextPage()}
          style={{
            background: 'none',
            border: 0,
            color: 'var(--act)',
            cursor: 'pointer',
            font: 'inherit',
            minHeight: 32,
          }}
        >
          {words('loadMore')}
        </button>
      )}
    </section>
  )
}
