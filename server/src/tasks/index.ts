import { sql } from 'kysely'
import { linkedRecords } from '../documents/index.ts'
import type { App, Works } from '../platform/http/index.ts'
import { calendarSource, declareSubjects } from '../platform/notifications/index.ts'
import { declareTaskExports } from './export-tasks.ts'
import { remind } from './remind.ts'
import { reportRoutes } from './report/routes.ts'
import { tasksRoutes as routes } from './routes.ts'

export { passOnTasks } from './pass-on-tasks.ts'

/** Every route of the tasks module, its deadlines in people's calendars, and what a task is in a work file. */
export function tasksRoutes(app: App): void {
  routes(app)
  reportRoutes(app)
  declareTaskExports()
  declareTaskSubjects()
  calendarSource('tasks', async (tx, actor) => {
    const due = { vi: 'Hạn', en: 'Due', ur: 'آخری تاریخ' }[actor.language]
    const { rows } = await sql<{ id: string; title: string; due_on: string }>`
      select k.id, k.title, k.due_on from task k
      where k.closed_at is null and k.delivered_at is null and k.due_on is not null and k.holder = any ((select app.principals())::uuid[])
      order by k.due_on limit 500`.execute(tx)
    return rows.map((row) => ({
      uid: `task-${row.id}@mocban`,
      date: row.due_on,
      title: `${due}: ${row.title}`,
      detail: '',
      path: `/tasks/${row.id}`,
    }))
  })
  linkedRecords('task', async (tx, ids) => {
    const rows = await tx
      .selectFrom('task')
      .where('id', 'in', ids)
      .select(['id', 'title', 'state', 'closed_at', 'due_on as dueOn'])
      .execute()
    return rows.map(({ closed_at, ...row }) => ({ ...row, list: 'task', open: closed_at === null }))
  })
}

/** How a task is called where only a line is shown: in the bell and in a letter. */
function declareTaskSubjects(): void {
  declareSubjects(['task'], async (tx, ids) => {
    const rows = await tx.selectFrom('task').where('id', 'in', ids).select(['id', 'title']).execute()
    return new Map(rows.map((row) => [row.id, row.title]))
  })
}

/** Reminders, every working morning. */
export function tasksJobs(works: Works): void {
  declareTaskExports()
  declareTaskSubjects()
  works.jobs.every('tasks.remind', '0 7 * * *', async () => {
    await remind(works.worker)
  })
}
