import { tasks } from '@mocban/contract/tasks'
import { type App, serve, serveLong } from '../platform/http/index.ts'
import { actOnTask } from './act-on-task.ts'
import { bulkTasks } from './bulk-tasks.ts'
import { changeTask } from './change-task.ts'
import { createTask } from './create-task.ts'
import { answerExtension, askExtension } from './extend-deadline.ts'
import { handOverTasks, heldByPost } from './hand-over.ts'
import { listOrigins } from './list-origins.ts'
import { listTasks } from './list-tasks.ts'
import { readTask } from './read-task.ts'
import { reassign } from './reassign.ts'
import { readReminderRules, setReminderRules } from './reminder-rules.ts'
import { reportProgress } from './report-progress.ts'
import { taskStatistics } from './statistics.ts'
import { taskDesk } from './task-desk.ts'
import { undoTaskAct } from './undo-act.ts'
import { unitsAtWork } from './units-at-work.ts'
import { urgeTask } from './urge-task.ts'

export function tasksRoutes(app: App): void {
  serve(app, tasks.list, ({ tx, query }) => listTasks(tx, query))
  serve(app, tasks.origins, ({ tx, query }) => listOrigins(tx, query))
  serve(app, tasks.desk, ({ tx }) => taskDesk(tx))
  serve(app, tasks.units, ({ tx }) => unitsAtWork(tx))
  serve(app, tasks.statistics, ({ tx, query }) => taskStatistics(tx, query))
  serve(app, tasks.read, ({ tx, params }) => readTask(tx, params.id))
  serve(app, tasks.create, ({ tx, actor, body }) => createTask(tx, actor, body))
  serve(app, tasks.act, ({ tx, actor, params, body }) => actOnTask(tx, actor, params.id, body))
  serve(app, tasks.undo, ({ tx, actor, params, body }) => undoTaskAct(tx, actor, params.id, body))
  serve(app, tasks.urge, ({ tx, actor, params, body }) => urgeTask(tx, actor, params.id, body))
  serve(app, tasks.report, ({ tx, actor, params, body }) => reportProgress(tx, actor, params.id, body))
  serve(app, tasks.askExtension, ({ tx, actor, params, body }) => askExtension(tx, actor, params.id, body))
  serve(app, tasks.answerExtension, ({ tx, actor, params, body }) => answerExtension(tx, actor, params.id, body))
  serve(app, tasks.reassign, ({ tx, actor, params, body }) => reassign(tx, actor, params.id, body))
  serve(app, tasks.change, ({ tx, actor, params, body }) => changeTask(tx, actor, params.id, body))
  serve(app, tasks.held, ({ tx, actor, params }) => heldByPost(tx, actor, params.id))
  serve(app, tasks.handOver, ({ tx, actor, body }) => handOverTasks(tx, actor, body))
  serveLong(app, tasks.bulk, async ({ body, asMe }) => ({ results: await bulkTasks(asMe, body) }))
  serve(app, tasks.reminderRules, ({ tx, actor }) => readReminderRules(tx, actor))
  serve(app, tasks.setReminderRules, ({ tx, actor, body }) => setReminderRules(tx, actor, body.rules))
}
