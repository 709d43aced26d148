import type { TaskRow } from '@mocban/contract/tasks'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../platform/clock.ts'
import type { Tx } from '../platform/database/index.ts'
import { rowColumns, rowJoins } from './list-tasks.ts'

/** Tasks on the desk: asked of me, soonest first; delivered and waiting for my verdict; assigned by me and late. Each at most 20. */
export async function taskDesk(tx: Tx): Promise<{ mine: TaskRow[]; toJudge: TaskRow[]; late: TaskRow[] }> {
  const byMe = sql`(k.assigned_by = (select app.person()) or k.assigned_position = any ((select app.principals())::uuid[]))`
  return {
    mine: await some(
      tx,
      sql`k.closed_at is null and k.state in ('assigned', 'accepted', 'blocked', 'waiting') and k.holder = any ((select app.principals())::uuid[])`,
    ),
    toJudge: await some(tx, sql`k.state = 'delivered' and k.closed_at is null and ${byMe}`),
    late: await some(
      tx,
      sql`k.closed_at is null and k.delivered_at is null and k.due_on < ${clock.today()}::date and ${byMe}`,
    ),
  }
}

async function some(tx: Tx, condition: RawBuilder<unknown>): Promise<TaskRow[]> {
  const { rows } =
    await sql<TaskRow>`select ${rowColumns} from task k ${rowJoins} where ${condition} order by k.due_on nulls last, k.listed_at limit 20`.execute(
      tx,
    )
  return rows
}
