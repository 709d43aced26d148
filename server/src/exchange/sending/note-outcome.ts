import { sql } from 'kysely'
import { type Database, often, posted, type Tx } from '../../platform/database/index.ts'
import { RefusalError } from '../../platform/http/index.ts'
import { step } from '../receiving/take-in.ts'
import { WayError } from '../ways/way.ts'
import type { Outgoing } from './build-message.ts'

/** Seconds to the next try of a message: a short trouble is over soon, a long one is not made longer by asking. */
const pauseAfter = (tries: number) => Math.min(2 ** tries, 3600)
/** Its registry is told after this many tries without success: a good minute. Given up after days. */
const triesUntilTold = 6
const givenUpAfter = '3 days'

/** A message that is about to be sent: as it was made now, or null as it was made at an earlier try. */
export interface Begun {
  id: string
  sha256: string | null
  size: number | null
  bytes?: Buffer
}
export interface Frozen {
  id: string
  sha256: string
  size: number
  bytes?: Buffer | undefined
}

/** Notes that they are being sent, and as which bytes; null for those that are not to be sent any more. */
export async function begin(db: Database, begun: Begun[]): Promise<(Frozen | null)[]> {
  const given = begun.map(({ id, sha256, size }) => ({ id, sha256, size }))
  // By their identifiers: joined with what is given alone, they were looked for among all messages that ever went.
  const ids = begun.map(({ id }) => id)
  const { rows } = await sql<Frozen>`${often}
    with given as materialized (
      select x.*, case when x.sha256 is not null then app.add_file(x.sha256, x.size, 'application/xml') end from (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) x (id uuid, sha256 text, size bigint) order by sha256, id) x)
    update exchange_message m set state = 'sending', sha256 = coalesce(m.sha256, x.sha256), size = coalesce(m.size, x.size)
      from given x where m.id = any (${ids}::uuid[]) and m.id = x.id and m.state = 'waiting' returning m.id, m.sha256, m.size`.execute(
    db,
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  return begun.map(({ id, sha256, bytes }) => {
    const kept = found.get(id)
    // Another program may have made it before: its bytes are the ones.
    return kept ? { ...kept, bytes: kept.sha256 === sha256 ? bytes : undefined } : null
  })
}

export interface Sent {
  out: Outgoing
  wayId: string
}

export async function noteSent(db: Database, sent: Sent[]): Promise<undefined[]> {
  const ids = sent.map(({ out }) => out.id)
  const delivered = sent.flatMap(({ out }) =>
    out.business === 'new' || out.business === 'replace' ? [out.deliveryId] : [],
  )
  await db.transaction().execute(async (tx) => {
    await sql`${posted}${often}update exchange_message set state = 'sent', settled_at = now(), reason = null, tries = tries + 1 where id = any (${ids}::uuid[]) and state = 'sending'`.execute(
      tx,
    )
    if (delivered.length)
      await sql`${posted}${often}
        with mine as materialized (select id from delivery where id = any (${delivered}::uuid[]) and status in ('queued', 'failed') order by id for no key update),
        d as (update delivery set status = 'sent', status_at = now() from mine where delivery.id = mine.id returning delivery.id, sender_agency_id)
        insert into delivery_status (delivery_id, code, by_agency_id, by_name) select d.id, 'sent', d.sender_agency_id, app.unit_name(d.sender_agency_id, app.today()) from d`.execute(
        tx,
      )
    await sql`${posted}${often}insert into exchange_step (message_id, kind) select id, 'sent' from unnest(${ids}::uuid[]) id`.execute(
      tx,
    )
    await sql`${posted}${often}update exchange_way set good_at = now(), bad_since = null, last_error = null, told_at = null
      where id = any (${sent.map(({ wayId }) => wayId)}::uuid[]) and (bad_since is not null or good_at is null or good_at < now() - interval '10 seconds')`.execute(
      tx,
    )
  })
  return sent.map(() => undefined)
}

/** That a try failed, and when the next is; who must know is told. */
export async function noteFailure(db: Database, out: Outgoing, error: unknown, wayId: string | null): Promise<void> {
  const why =
    error instanceof WayError || error instanceof RefusalError
      ? { code: error.code, values: error.values }
      : { code: 'exchange.program-error', values: { said: (error as Error).message } }
  const reason = JSON.stringify(why)
  if (wayId && error instanceof WayError && error.ofWay) return noteWayDown(db, out, reason, wayId)
  const permanent = error instanceof WayError && error.permanent
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ state: string; tries: number }>`
      update exchange_message set tries = tries + 1, reason = ${reason}::jsonb,
        state = case when ${permanent} then 'refused' when at < now() - ${givenUpAfter}::interval then 'failed' else 'waiting' end,
        settled_at = case when ${permanent} or at < now() - ${givenUpAfter}::interval then now() end,
        next_try_at = now() + make_interval(secs => ${pauseAfter(out.tries + 1)})
       where id = ${out.id} and state in ('waiting', 'sending') returning state, tries`.execute(tx)
    const now = rows[0]
    if (!now) return
    await step(tx, out.id, now.state === 'waiting' ? 'not-sent' : now.state, why)
    if (now.state !== 'waiting' || now.tries === triesUntilTold) await tellUndelivered(tx, out, why.code, now.state)
  })
}

/** The registry is told that a document waits or cannot go, and why; it decides. */
async function tellUndelivered(tx: Tx, out: Outgoing, code: string, state: string): Promise<void> {
  if (state !== 'waiting' && (out.business === 'new' || out.business === 'replace'))
    await sql`update delivery set status = 'failed', status_at = now() where id = ${out.deliveryId} and status = 'queued'`.execute(
      tx,
    )
  await sql`insert into event (agency_id, kind, record_id, record_list, data, concerns)
    select ${out.agencyId}::uuid, ${state === 'waiting' ? 'exchange.waiting' : 'exchange.undelivered'}, y.document_id, case when y.document_id is not null then 'outgoing' end,
      jsonb_build_object('messageId', ${out.id}::text, 'recipient', ${out.partnerName}::text, 'symbol', ${out.symbol}::text, 'code', ${code}::text),
      array[app.clerks_of(${out.agencyId}::uuid)]
      from delivery y where y.id = ${out.deliveryId}`.execute(tx)
}

/** The message waits without counting a try; its history says so once, as long as it is for the same reason. Whoever waits for the way is told once, when it has been down for a minute and a half. */
async function noteWayDown(db: Database, out: Outgoing, reason: string, wayId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      with m as (
        update exchange_message set state = 'waiting', reason = ${reason}::jsonb, next_try_at = now() + interval '1 second'
         where id = ${out.id} and state in ('waiting', 'sending') returning id)
      insert into exchange_step (message_id, kind, data)
      select m.id, 'not-sent', ${reason}::jsonb from m
       where not exists (
         select from (select s.kind, s.data from exchange_step s where s.message_id = m.id order by s.at desc limit 1) last
          where last.kind = 'not-sent' and last.data ->> 'code' = ${reason}::jsonb ->> 'code')`.execute(tx)
    await sql`
      with w as (
        update exchange_way set bad_since = coalesce(bad_since, now()), last_error = ${reason}::jsonb,
          told_at = case when bad_since < now() - interval '90 seconds' then coalesce(told_at, now()) end
         where id = ${wayId} returning id, name, told_at)
      insert into event (agency_id, kind, data, concerns)
      select m.agency_id, 'exchange.way-down', jsonb_build_object('way', w.name, 'count', count(*)), array[app.clerks_of(m.agency_id)]
        from w join outside_agency o on o.way_id = w.id join exchange_message m on m.outside_id = o.id and m.direction = 'out' and m.state in ('waiting', 'sending')
       where w.told_at = now() group by m.agency_id, w.name`.execute(tx)
  })
}
