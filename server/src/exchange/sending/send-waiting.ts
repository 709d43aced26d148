import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Database, posted, type Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { RefusalError } from '../../platform/http/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { signEnvelope } from '../messages/signature.ts'
import { writeMessage } from '../messages/write-message.ts'
import { step } from '../receiving/take-in.ts'
import type { OpenedWay } from '../ways/open-ways.ts'
import { WayError } from '../ways/way.ts'
import { buildMessage, type Outgoing } from './build-message.ts'

export interface SendHouse {
  worker: Database
  files: FileStore
  key: SigningKey
}

const together = 8
/** Seconds to the next try of a message: a short trouble is over soon, a long one is not made longer by asking. */
const pauseAfter = (tries: number) => Math.min(2 ** tries, 3600)
/** Its registry is told after this many tries without success: a good minute. Given up after days. */
const triesUntilTold = 6
const givenUpAfter = '3 days'

/** Ways over which three in a row did not go rest, longer each time, up to half a minute; what waits for them is not tried one by one meanwhile. */
const resting = new Map<string, { until: number; failures: number }>()
const rest = (wayId: string) => {
  const failures = (resting.get(wayId)?.failures ?? 0) + 1
  resting.set(wayId, { until: failures < 3 ? 0 : Date.now() + Math.min(250 * 2 ** (failures - 2), 30_000), failures })
}

/** Sends what is due, as many at once as the other sides bear. Runs in one program at a time: what is still being sent is of one that died. Answers how many went. */
export async function sendWaiting(house: SendHouse, ways: OpenedWay[]): Promise<number> {
  let sent = 0
  await sql`update exchange_message set state = 'waiting' where state = 'sending'`.execute(house.worker)
  for (;;) {
    const down = ways.filter((one) => (resting.get(one.id)?.until ?? 0) > Date.now()).map((one) => one.id)
    const due = await claim(house.worker, down)
    if (due.length === 0) return sent
    const queue = [...due]
    await Promise.all(
      Array.from({ length: together }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) if (await sendOne(house, ways, next)) sent += 1
      }),
    )
  }
}

async function claim(db: Database, down: string[]): Promise<Outgoing[]> {
  const { rows } = await sql<Outgoing>`
    with due as (
      select m.id, coalesce(o.way_id, m.way_id) as way_id from exchange_message m left join outside_agency o on o.id = m.outside_id
       where m.state = 'waiting' and m.next_try_at <= now() and not coalesce(coalesce(o.way_id, m.way_id) = any (${down}::uuid[]), false)
       order by m.next_try_at, m.id limit 64 for update of m skip locked)
    update exchange_message m set state = 'sending' from due where m.id = due.id
    returning m.id, m.business, m.agency_id as "agencyId", m.own_code as "ownCode", m.partner_code as "partnerCode", m.partner_name as "partnerName", due.way_id as "wayId",
      m.delivery_id as "deliveryId", m.document_key as "documentKey", m.symbol, m.status_code as "statusCode", m.happened_at as "happenedAt", m.note, m.sha256, m.size, m.tries, m.at`.execute(
    db,
  )
  return rows
}

async function sendOne(house: SendHouse, ways: OpenedWay[], out: Outgoing): Promise<boolean> {
  const way = ways.find((one) => one.id === out.wayId)
  // Another message found meanwhile that the way is down.
  if (way && (resting.get(way.id)?.until ?? 0) > Date.now()) {
    await sql`update exchange_message set state = 'waiting' where id = ${out.id} and state = 'sending'`.execute(
      house.worker,
    )
    return false
  }
  try {
    if (!way) throw new WayError('exchange.no-way', { recipient: out.partnerName }, true)
    const file = out.sha256 ? { sha256: out.sha256, size: out.size ?? 0 } : await freeze(house, out)
    await way.way.send({
      ...out,
      ...file,
      ownCode: out.ownCode ?? '',
      open: () => house.files.read(file.sha256),
    })
    resting.delete(way.id)
    await noteSent(house.worker, out, way.id)
    return true
  } catch (error) {
    await noteFailure(house.worker, out, error, way?.id ?? null)
    return false
  }
}

/** Writes and signs the message, once for all tries: whoever gets it twice gets the same bytes. */
async function freeze({ worker, files, key }: SendHouse, out: Outgoing): Promise<{ sha256: string; size: number }> {
  const message = await buildMessage(worker, out)
  const envelope = await signEnvelope(message, key)
  const file = await files.put(Readable.from(writeMessage(message, envelope, (sha256) => files.read(sha256))))
  const { rows } = await sql<{ sha256: string; size: number }>`
    with f as (select app.add_file(${file.sha256}, ${file.size}, 'application/xml'))
    update exchange_message m set sha256 = ${file.sha256}, size = ${file.size} from f where m.id = ${out.id} and m.sha256 is null returning m.sha256, m.size`.execute(
    worker,
  )
  if (rows[0]) return rows[0]
  // Another program was faster with the same message: its bytes are the ones.
  const kept = await worker
    .selectFrom('exchange_message')
    .select(['sha256', 'size'])
    .where('id', '=', out.id)
    .executeTakeFirstOrThrow()
  return { sha256: kept.sha256 ?? file.sha256, size: kept.size ?? file.size }
}

async function noteSent(db: Database, out: Outgoing, wayId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`${posted}update exchange_message set state = 'sent', settled_at = now(), reason = null, tries = tries + 1 where id = ${out.id} and state = 'sending'`.execute(
      tx,
    )
    if (out.business === 'new' || out.business === 'replace')
      await sql`${posted}
        with d as (update delivery set status = 'sent', status_at = now() where id = ${out.deliveryId} and status in ('queued', 'failed') returning id, sender_agency_id)
        insert into delivery_status (delivery_id, code, by_agency_id, by_name) select d.id, 'sent', d.sender_agency_id, app.unit_name(d.sender_agency_id, app.today()) from d`.execute(
        tx,
      )
    await step(tx, out.id, 'sent')
    await sql`${posted}update exchange_way set good_at = now(), bad_since = null, last_error = null, told_at = null
      where id = ${wayId} and (bad_since is not null or good_at is null or good_at < now() - interval '10 seconds')`.execute(
      tx,
    )
  })
}

async function noteFailure(db: Database, out: Outgoing, error: unknown, wayId: string | null): Promise<void> {
  const why =
    error instanceof WayError || error instanceof RefusalError
      ? { code: error.code, values: error.values }
      : { code: 'exchange.program-error', values: { said: (error as Error).message } }
  const reason = JSON.stringify(why)
  if (wayId && error instanceof WayError && error.ofWay) {
    rest(wayId)
    return noteWayDown(db, out, reason, wayId)
  }
  const permanent = error instanceof WayError && error.permanent
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ state: string; tries: number }>`
      update exchange_message set tries = tries + 1, reason = ${reason}::jsonb,
        state = case when ${permanent} then 'refused' when at < now() - ${givenUpAfter}::interval then 'failed' else 'waiting' end,
        settled_at = case when ${permanent} or at < now() - ${givenUpAfter}::interval then now() end,
        next_try_at = now() + make_interval(secs => ${pauseAfter(out.tries + 1)})
       where id = ${out.id} and state = 'sending' returning state, tries`.execute(tx)
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

/** The message waits without counting a try. Whoever waits for the way is told once, when it has been down for a minute and a half. */
async function noteWayDown(db: Database, out: Outgoing, reason: string, wayId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`update exchange_message set state = 'waiting', reason = ${reason}::jsonb, next_try_at = now() + interval '1 second' where id = ${out.id} and state = 'sending'`.execute(
      tx,
    )
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
