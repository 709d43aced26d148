import { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { lazy, type ReactNode } from 'react'
import { DeskLine } from '../shell/desk-line.tsx'
import { formatDate } from '../shell/format.ts'
import { useHeldRows } from '../shell/held-rows.tsx'
import { useText } from '../shell/languages.ts'
import { Apart, DeadlineText, Section } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { UrgedNote } from '../shell/urged-note.tsx'
import type vi from './messages/vi.ts'

const ActsInPlace = lazy(() => import('./acts-in-place.tsx'))

/** Tasks on the desk: mine, those in which I collaborate, those that wait for my verdict, those I assigned that are late. */
export function DeskTasks() {
  const t = useText<typeof vi>('tasks')
  const desk = useRoute(tasks.desk, {}, { refetchInterval: 60_000 })
  if (!desk.data) return null
  const parts = [
    ['toJudge', desk.data.toJudge],
    ['myTasks', desk.data.mine],
    ['tasksTogether', desk.data.together],
    ['lateTasks', desk.data.late],
  ] as const
  return parts.map(([key, rows]) => (
    <TaskLines
      key={key}
      rows={rows}
      label={t(key)}
      asked={key === 'myTasks' || key === 'tasksTogether'}
      inPlace={(lines) => <Section title={`${t(key)} (${rows.length})`}>{lines}</Section>}
    />
  ))
}

/** Tasks as lines: title, lead, deadline; `asked`: of who looks, to whom it says most who asks: of what two agencies call the same, nothing else on the line tells one from the other; `inPlace`: dealt with where they stand, under what it puts over them where there are some. */
export function TaskLines({
  rows,
  label,
  withState = true,
  asked = false,
  inPlace,
}: {
  rows: (TaskRow & { wantedOn?: string | null })[]
  label: string
  withState?: boolean
  asked?: boolean
  inPlace?: (lines: ReactNode) => ReactNode
}) {
  const t = useText<typeof vi>('tasks')
  const me = useMe()
  const held = useHeldRows(rows, (row) => row.id)
  if (inPlace && held.rows.length === 0) return null
  const lines = (
    <ul className="desk-list" aria-label={label}>
      {held.rows.map((row) =>
        held.line(
          row,
          <DeskLine
            to={`/tasks/${row.id}`}
            title={<span lang="vi">{row.title}</span>}
            note={
              <>
                {asked ? (
                  t('askedBy', { name: row.agencyName === me.agencyName ? row.assignedByName : row.agencyName })
                ) : (
                  <span lang="vi">{row.leadPersonName ?? row.leadUnitName}</span>
                )}
                {withState && <Apart>{t(`state.${row.state}`)}</Apart>}
                {row.progress > 0 && ` ${row.progress}%`}
                <DeadlineText on={row.dueOn} ended={row.deliveredAt !== null || row.closedAt !== null} apart />
                {row.wantedOn && <Apart>{t('wantsMoreTime', { date: formatDate(row.wantedOn) })}</Apart>}
                {row.urged && (
                  <div>
                    <UrgedNote urged={row.urged} />
                  </div>
                )}
                {row.standstill && (
                  <div>
                    <span lang="vi">{row.standstill}</span>
                  </div>
                )}
              </>
            }
            {...(inPlace ? { acts: () => <ActsInPlace taskId={row.id} /> } : {})}
          />,
        ),
      )}
    </ul>
  )
  return inPlace ? inPlace(lines) : lines
}
