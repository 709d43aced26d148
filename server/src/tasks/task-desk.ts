import type { RouteAnswer } from '@mocban/contract/route'
import type { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/index.ts'
import { rowColumns, rowJoins } from './list-tasks.ts'
import { taskFacts } from './task-for-act.ts'

/** More than a desk holds: whoever takes over from four units finds all that is open on one. */
const most = 100

/** Tasks on the desk: asked of me, soonest first; in which I collaborate; waiting for my decision, be it delivered, refused, or in want of more time; assigned by me to others and late. */
export async function taskDesk(tx: Tx): Promise<RouteAnswer<typeof tasks.desk>> {
  const byMe = sql`(k.assigned_by = (select app.person()) or k.assigned_position = any ((select app.principals())::uuid[]))`
  const askedOfMe = sql`k.holder = any ((select app.principals())::uuid[])`
  return {
    mine: await someTasks(
      tx,
      sql`k.closed_at is null and k.state in ('assigned', 'accepted', 'blocked', 'waiting') and ${askedOfMe}`,
    ),
    together: await someTasks(
      tx,
      sql`k.closed_at is null and k.id in (select c.task_id from task_collaborator c where c.holder = any ((select app.principals())::uuid[]))
        and not ${askedOfMe}`,
    ),
    toJudge: await someTasks<{ wantedOn: string | null }>(
      tx,
      sql`k.closed_at is null and (k.state in ('delivered', 'refused') or ${taskFacts.extensionAsked}) and ${byMe}`,
      sql`, (select e.wanted_on from task_extension e where e.task_id = k.id and e.state = 'asked') as "wantedOn"`,
    ),
    late: await someTasks(
      tx,
      sql`k.closed_at is null and k.delivered_at is null and k.due_on < ${clock.today()}::date and ${byMe} and not ${askedOfMe}`,
    ),
  }
}

/** A desk's worth of tasks, soonest first. */
export async function someTasks<More>(
  tx: Tx,
  condition: RawBuilder<unknown>,
  more = sql``,
): Promise<(TaskRow & More)[]> {
  const { rows } = await sql<
    TaskRow & More
  >`select ${rowColumns} ${more} from task k ${rowJoins} where ${condition} order by k.due_on nulls last, k.listed_at limit ${most}`.execute(
    tx,
  )
  return rows
}
