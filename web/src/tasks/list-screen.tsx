import { Button, SegmentedControl } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import { taskScopes } from '@mocban/contract/tasks-lists'
import { importances, type TaskRow, taskStates } from '@mocban/contract/tasks-record'
import { ExportButton } from '../around/export-button.tsx'
import { HeldBy } from '../desk/held-by.tsx'
import { DataTable } from '../shell/data-table.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { LookFurther, moreOf } from '../shell/look-further.tsx'
import { DeadlineText, EmptyState } from '../shell/marks.tsx'
import { Link, useFilters, useGo } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import { UrgedNote } from '../shell/urged-note.tsx'
import { Board } from './board.tsx'
import { BulkTasks } from './bulk-tasks.tsx'
import { ImportanceMark } from './importance-mark.tsx'
import { useMayAssign } from './may-assign.ts'
import type vi from './messages/vi.ts'
import { MonthCalendar } from './month-calendar.tsx'
import { Origins } from './origins.tsx'
import './tasks.css'

/** Tasks as a list, by what they came from, a board by state, or a month; mine, my agency's, those I assigned. */
export default function TasksScreen() {
  const t = useText<typeof vi>('tasks')
  const go = useGo()
  const [{ view = 'list', month, ...filters }, change] = useFilters()
  const scope = useScope(filters.scope)
  const units = useRoute(tasks.units, filters.heldBy ? {} : undefined)
  return (
    <div className="screen">
      <div className="tasks-head">
        <h1>{t('place')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('place')}
          value={scope}
          onChange={(value) => change({ scope: value })}
          data={taskScopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
        />
        <span className="tasks-head-gap" />
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={view}
          onChange={(value) => change({ view: value === 'list' ? undefined : value })}
          data={(['list', 'origin', 'board', 'calendar'] as const).map((one) => ({
            value: one,
            label: t(`view.${one}`),
          }))}
        />
        <Link to="/tasks/statistics">{t('statistics')}</Link>
        <ExportButton kind="tasks" name={t('place')} query={{ ...filters, scope }} />
        <Button size="xs" className="tasks-head-act" onClick={() => go('/tasks/new')}>
          {t('newTask')}
        </Button>
      </div>
      <FilterBar
        words={t('filterWords')}
        choices={[
          {
            key: 'state',
            label: t('state'),
            options: taskStates.map((one) => ({ value: one, label: t(`state.${one}`) })),
          },
          {
            key: 'importance',
            label: t('importance'),
            options: importances.map((one) => ({ value: one, label: t(`importance.${one}`) })),
          },
          {
            key: 'origin',
            label: t('origin'),
            options: (['direction', 'document', 'task', 'own'] as const).map((one) => ({
              value: one,
              label: t(`origin.${one}`),
            })),
          },
          { key: 'late', label: t('late'), options: [{ value: 'true', label: t('lateOnly') }] },
          { key: 'open', label: t('openOnly'), options: [{ value: 'true', label: t('openOnly') }] },
        ]}
      />
      {filters.figure && filters.from && filters.to && (
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('periodShown', {
            figure: t(filters.figure as 'assigned'),
            from: formatDate(filters.from),
            to: formatDate(filters.to),
          })}
        </p>
      )}
      {view === 'list' && filters.dueFrom && filters.dueFrom === filters.dueTo && (
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('dueShown', { day: formatDate(filters.dueFrom) })}
        </p>
      )}
      <HeldBy filters={filters} units={units.data} />
      {view === 'board' ? (
        <Board filters={{ ...filters, scope }} />
      ) : view === 'calendar' ? (
        <MonthCalendar filters={{ ...filters, scope }} month={month} turn={(value) => change({ month: value })} />
      ) : view === 'origin' ? (
        <Origins filters={{ ...filters, scope }} />
      ) : (
        <List filters={{ ...filters, scope }} />
      )}
    </div>
  )
}

/** What the address says; else what is mine, or for who gives work to others and has none to do, what they gave. */
function useScope(chosen: string | undefined): string {
  const mine = useRoute(
    tasks.list,
    useMayAssign() && !chosen ? { query: { scope: 'mine', open: 'true', limit: 1 } } : undefined,
  )
  return chosen ?? (mine.data?.items.length === 0 ? 'assigned' : 'mine')
}

/** Nothing is here; of a list that nothing else narrows, where there may be something. */
function Nothing({ filters: { scope, ...narrowing } }: { filters: Record<string, string> }) {
  const t = useText<typeof vi>('tasks')
  const others = Object.keys(narrowing).length > 0 ? [] : taskScopes.filter((one) => one !== scope)
  return (
    <EmptyState>
      {t('empty')}
      {others.length > 0 && (
        <div className="tasks-elsewhere">
          <span>{t('lookElsewhere')}</span>
          {others.map((one) => (
            <Link key={one} to={`/tasks?scope=${one}`}>
              {t(`scope.${one}`)}
            </Link>
          ))}
        </div>
      )}
    </EmptyState>
  )
}

function List({ filters }: { filters: Record<string, string> }) {
  const t = useText<typeof vi>('tasks')
  const list = usePages(tasks.list, filters)
  const none = list.rows.length === 0
  const looking = list.lookedBack && (
    <LookFurther
      list={list}
      none={none}
      said={t(none ? 'lookedBackNone' : 'lookedBack', { day: formatDate(list.lookedBack) })}
      further={t('lookFurther')}
    />
  )
  return (
    <>
      <DataTable<TaskRow>
        label={t('place')}
        rows={list.rows}
        idOf={(row) => row.id}
        open={(row) => `/tasks/${row.id}`}
        loading={list.isPending}
        more={moreOf(list)}
        empty={list.lookedBack ? looking : <Nothing filters={filters} />}
        bulk={(rows, done) => <BulkTasks rows={rows} done={done} />}
        columns={[
          {
            key: 'title',
            title: t('title'),
            main: true,
            cell: (row) => (
              <>
                <span lang="vi">
                  <ImportanceMark importance={row.importance} />{' '}
                  <Link to={`/tasks/${row.id}`} style={{ color: 'inherit', textDecoration: 'none' }}>
                    {row.title}
                  </Link>{' '}
                  {row.originSymbol && <bdi className="quiet">{row.originSymbol}</bdi>}
                </span>
                {row.urged && (
                  <div className="quiet">
                    <UrgedNote urged={row.urged} />
                  </div>
                )}
                {row.standstill && (
                  <div className="quiet">
                    <span lang="vi">{row.standstill}</span>
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'lead',
            title: t('lead'),
            width: 220,
            cell: (row) => <span lang="vi">{row.leadPersonName ?? row.leadUnitName}</span>,
          },
          {
            key: 'by',
            title: t('assignedBy'),
            named: true,
            width: 150,
            cell: (row) => <span lang="vi">{row.assignedByName}</span>,
          },
          { key: 'state', title: t('state'), width: 120, cell: (row) => t(`state.${row.state}`) },
          { key: 'progress', title: t('progress'), width: 76, cell: (row) => `${row.progress}%` },
          {
            key: 'due',
            title: t('due'),
            width: 120,
            cell: (row) => <DeadlineText on={row.dueOn} ended={row.deliveredAt !== null || row.closedAt !== null} />,
          },
          {
            key: 'on',
            title: t('assignedOn'),
            named: true,
            width: 92,
            cell: (row) => <span className="quiet">{formatDate(row.listedAt)}</span>,
          },
        ]}
      />
      {!none && looking}
    </>
  )
}
