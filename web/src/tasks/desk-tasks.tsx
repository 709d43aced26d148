import { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { lazy } from 'react'
import { DeskLine } from '../shell/desk-line.tsx'
import { useText } from '../shell/languages.ts'
import { DeadlineText, Section } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
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
  return (
    <>
      {parts
        .filter(([, rows]) => rows.length > 0)
        .map(([key, rows]) => (
          <Section key={key} title={`${t(key)} (${rows.length})`}>
            <TaskLines rows={rows} label={t(key)} inPlace />
          </Section>
        ))}
    </>
  )
}

/** Tasks as lines: title, lead, deadline; `inPlace`: dealt with where they stand. */
export function TaskLines({
  rows,
  label,
  withState = true,
  inPlace = false,
}: {
  rows: TaskRow[]
  label: string
  withState?: boolean
  inPlace?: boolean
}) {
  const t = useText<typeof vi>('tasks')
  return (
    <ul className="desk-list" aria-label={label}>
      {rows.map((row) => (
        <DeskLine
          key={row.id}
          to={`/tasks/${row.id}`}
          title={<span lang="vi">{row.title}</span>}
          note={
            <>
              <span lang="vi">{row.leadPersonName ?? row.leadUnitName}</span>{' '}
              {withState && `· ${t(`state.${row.state}`)}`}
              {row.progress > 0 && ` ${row.progress}%`}{' '}
              <DeadlineText on={row.dueOn} ended={row.deliveredAt !== null || row.closedAt !== null} apart />
            </>
          }
          {...(inPlace ? { acts: () => <ActsInPlace taskId={row.id} /> } : {})}
        />
      ))}
    </ul>
  )
}
