import type { Outcome } from '@mocban/contract/reorganisation-plan'
import { type SqlBool, sql } from 'kysely'
import { passOnDocuments } from '../../documents/index.ts'
import { passOnSeats, passOnSessions, reorganise } from '../../organisation/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import { passOnTasks } from '../../tasks/index.ts'
import { heldByPosts, writtenSince } from '../check/count-held.ts'
import { askWritten } from '../check/notes.ts'
import { modelOf } from '../model/index.ts'
import type { Model, PlanInput } from '../model/plan-model.ts'
import { inputOf } from '../plan/input.ts'
import { type PlanRow, planColumns } from '../plan/lock-plan.ts'
import { notReady } from '../plan/order-plan.ts'
import { type Tell, teller } from '../progress.ts'
import { makeMovedTables, openToNewLeaders, tellRecords } from './moved-tables.ts'
import { type Rows, rowsOf } from './rows-of-model.ts'
import { tellPeople } from './tell-people.ts'

type Ordered = PlanRow & { orderedBy: string; orderedPosition: string }

/**
 * Carries a plan out in one transaction: all of it, or nothing. Killed at any moment, nothing has happened and it can be run again; run twice, the
 * second finds it done. Readers are served throughout, writers wait.
 */
export async function carryOut(worker: Database, id: string): Promise<void> {
  const tell = teller(worker, id)
  try {
    await worker.transaction().execute((tx) => carryOutIn(tx, id, tell))
  } catch (error) {
    const refusal = asRefusal(error)
    if (!refusal) throw error
    await fail(worker, id, refusal)
  } finally {
    await tell(null)
  }
}

async function carryOutIn(tx: Tx, id: string, tell: Tell): Promise<void> {
  const began = Date.now()
  await sql`select set_config('app.now', ${clock.fixed()?.toISOString() ?? ''}, true)`.execute(tx)
  const { rows: turn } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(7402, hashtext(${id})) as mine`.execute(tx)
  if (!turn[0]?.mine) return
  const { rows } = await sql<Ordered>`
    select ${planColumns}, r.ordered_by as "orderedBy", r.ordered_position as "orderedPosition" from reorganisation r where r.id = ${id} for no key update`.execute(
    tx,
  )
  const [plan] = rows
  if (plan?.state !== 'carrying-out') return
  if (clock.today() < plan.effectiveOn) throw refuse('reorganisation.too-early', { day: plan.effectiveOn })
  const because = await notReady(tx, plan)
  if (because) throw refuse(because)

  await tell('wait', 0, steps)
  await sql`select app.hold_writers()`.execute(tx)
  await tell('model', 1, steps)
  const input = await inputOf(tx, plan)
  const model = await modelOf(tx, input)
  await stillSettled(tx, model, input)
  const made = rowsOf(model, { ...input, id, oldCodesUntil: plan.oldCodesUntil })
  const held = await heldByPosts(
    tx,
    made.posts.map((post) => post.old),
  )

  await tell('organisation', 2, steps)
  await reorganise(tx, made.reorganised)
  await makeMovedTables(tx, made.units, made.posts)
  await passOnSeats(tx, plan.effectiveOn)
  await tell('documents', 3, steps)
  const documents = await passOnDocuments(tx, plan.effectiveOn)
  await tell('tasks', 4, steps)
  const tasks = await passOnTasks(tx)
  const arrivals = await arrivalsWaiting(tx)
  await tell('trail', 5, steps)
  await openToNewLeaders(tx, made.sights)
  const by = { personId: plan.orderedBy, positionId: plan.orderedPosition }
  await tellRecords(tx, by)
  await tellPeople(tx, plan, by, made, held)
  await tell('verify', 6, steps)
  await sql`set constraints all immediate`.execute(tx)
  await nothingLeftBehind(tx)
  await passOnSessions(tx)
  const outcome: Omit<Outcome, 'by'> = {
    at: clock.now().toISOString(),
    seconds: Math.round((Date.now() - began) / 100) / 10,
    moved: {
      ...documents,
      tasks,
      arrivals,
      people: new Set(made.people.map((one) => one.personId)).size,
      posts: made.posts.length,
    },
  }
  await tx
    .updateTable('reorganisation')
    .set({
      state: 'done',
      carried_out_at: sql`app.now()`,
      failure: null,
      outcome: sql`${JSON.stringify(outcome)}::jsonb || jsonb_build_object('by',
        (select jsonb_build_object('id', h.id, 'name', h.full_name) from person h where h.id = ${plan.orderedBy}))`,
    })
    .where('id', '=', id)
    .execute()
  await sql`
    insert into event (agency_id, person_id, position_id, kind, record_id, data)
    values (app.successor_of(${plan.agencyId}, app.today()), ${by.personId}, ${by.positionId}, 'reorganisation.carried-out', ${id},
            ${JSON.stringify({ name: plan.title, day: plan.effectiveOn, done: outcome.moved })}::jsonb)`.execute(tx)
  await tellOrderer(tx, id, 'reorganisation.done', {})
}

/** Who had it carried out is told how it ended, also at midnight: by the program, since nobody is told what they did themselves. */
const tellOrderer = (db: Tx | Database, id: string, kind: string, data: { code?: string }) =>
  sql`
    insert into event (agency_id, kind, data, concerns)
    select app.successor_of(r.agency_id, app.today()), ${kind}, ${JSON.stringify(data)}::jsonb || jsonb_build_object('name', r.title, 'planId', r.id), array[r.ordered_by]
      from reorganisation r where r.id = ${id}`.execute(db)

const steps = 7

/** The organisation may have changed since the check: whatever is open now and was not answered stands in the way. */
async function stillSettled(tx: Tx, model: Model, input: PlanInput): Promise<void> {
  if (input.effectiveOn < clock.today()) {
    const posts = model.endedPosts.map((one) => one.postId)
    const written = await writtenSince(tx, [...model.ended.keys()], posts, input.effectiveOn)
    for (const [unitId, count] of written) askWritten(model, unitId, count)
  }
  const open = model.questions.filter(
    (one) => one.weight === 'must' && (one.settledBy === 'plan' || !input.answers.has(one.key)),
  )
  if (open.length > 0) throw refuse('reorganisation.open-again', { count: open.length })
}

/** Arrivals wait where they waited; the successor's clerks register them. */
async function arrivalsWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from delivery d join moved_unit u on u.old = d.recipient_agency_id where d.incoming_id is null and d.status = '01'`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** The last look before anything holds: nothing open is asked of a unit or post that has ended. */
async function nothingLeftBehind(tx: Tx): Promise<void> {
  const open: [string, ReturnType<typeof sql<SqlBool>>][] = [
    ['handling', sql`x.ended_at is null`],
    ['review', sql`x.state in ('asked', 'later')`],
    ['task', sql`x.closed_at is null`],
  ]
  for (const [table, isOpen] of open) {
    const { rows } = await sql<{ left: boolean }>`
      select exists (select from ${sql.table(table)} x join moved_holder m on m.old = x.holder and m.holder <> m.old where ${isOpen}) as left`.execute(
      tx,
    )
    if (rows[0]?.left) throw refuse('reorganisation.in-the-way', { what: table })
  }
  const { rows } = await sql<{ left: boolean }>`
    select exists (select from document d join moved_unit u on u.old = d.agency_id
                    where d.travel in ('outgoing', 'internal') and d.state in ('draft', 'in-review', 'approved')) as left`.execute(
    tx,
  )
  if (rows[0]?.left) throw refuse('reorganisation.in-the-way', { what: 'document' })
}

/** What says that the plan cannot be carried out as it is; anything else is a failure of the machine, and the job tries again. */
function asRefusal(error: unknown): RefusalError | null {
  if (error instanceof RefusalError) return error
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '55P03') return refuse('reorganisation.busy')
  if (code?.startsWith('23') && constraint) return refuse('reorganisation.in-the-way', { what: constraint })
  return null
}

/**
 * Nothing has happened; the plan can be changed again, and its page says why. A clock that was turned back only makes it wait. What stands in the way
 * otherwise the last check did not know: it holds no more.
 */
async function fail(worker: Database, id: string, { code, values }: RefusalError): Promise<void> {
  const unknown = code !== 'reorganisation.too-early' && code !== 'reorganisation.busy'
  await worker
    .updateTable('reorganisation')
    .set({
      state: code === 'reorganisation.too-early' ? 'scheduled' : 'draft',
      failure: JSON.stringify({ at: clock.now().toISOString(), code, values }),
      ...(unknown ? { checked_version: null } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', 'carrying-out')
    .execute()
  await tellOrderer(worker, id, 'reorganisation.failed', { code })
}

export type { Rows }
