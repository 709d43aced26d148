import { tasks } from '@mocban/contract/tasks'
import { type App, serve } from '../platform/http/index.ts'
import { actOnTask } from './act-on-task.ts'
import { createTask } from './create-task.ts'
import { answerExtension, askExtension } from './extend-deadline.ts'
import { listTasks } from './list-tasks.ts'
import { readTask } from './read-task.ts'
import { reassign } from './reassign.ts'
import { reportProgress } from './report-progress.ts'
import { taskStatistics } from './statistics.ts'
import { taskDesk } from './task-desk.ts'

export function tasksRoutes(app: App): void {
  serve(app, tasks.list, ({ tx, query }) => listTasks(tx, query))
  serve(app, tasks.desk, ({ tx }) => taskDesk(tx))
  serve(app, tasks.statistics, ({ tx, query }) => taskStatistics(tx, query))
  serve(app, tasks.read, ({ tx, params }) => readTask(tx, params.id))
  serve(app, tasks.create, ({ tx, actor, body }) => createTask(tx, actor, body))
  serve(app, tasks.act, ({ tx, actor, params, body }) => actOnTask(tx, actor, params.id, body))
  serve(app, tasks.report, ({ tx, actor, params, body }) => reportProgress(tx, actor, params.id, body))
  serve(app, tasks.askExtension, ({ tx, actor, params, body }) => askExtension(tx, actor, params.id, body))
  serve(app, tasks.answerExtension, ({ tx, actor, params, body }) => answerExtension(tx, actor, params.id, body))
  serve(app, tasks.reassign, ({ tx, actor, params, body }) => reassign(tx, actor, params.id, body))
}
