import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Database, often, posted, type Tx } from '../../platform/database/index.ts'
import type { FileStore, StoredFile } from '../../platform/files/index.ts'
import { gather } from '../../platform/gather.ts'
import { RefusalError } from '../../platform/http/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { signEnvelope } from '../messages/signature.ts'
import { writeMessage } from '../messages/write-message.ts'
import { step } from '../receiving/take-in.ts'
import type { OpenedWay } from '../ways/open-ways.ts'
import { WayError } from '../ways/way.ts'
import { buildMessage, type Outgoing, readFacts } from './build-message.ts'

export interface SendHouse {
  worker: Database
  files: FileStore
  key: SigningKey
}

/** Messages on their way at once; what each asks of the database meanwhile is asked together. */
const inFlight = 16
/** Seconds to the next try of a message: a short trouble is over soon, a long one is not made longer by asking. */
const pauseAfter = (tries: number) => Math.min(2 ** tries, 3600)
/** Its registry is told after this many tries without success: a good minute. Given up after days. */
const triesUntilTold = 6
const givenUpAfter = '3 days'

/** Ways over which three in a row did not go rest, longer each time, up to ten seconds; then one message tries, and what waits behind it is not tried one by one. */
const resting = new Map<string, { until: number; failures: number; trying: boolean }>()
const rest = (wayId: string) => {
  const failures = (resting.get(wayId)?.failures ?? 0) + 1
  const until = failures < 3 ? 0 : Date.now() + Math.min(250 * 2 ** (failures - 2), 10_000)
  resting.set(wayId, { until, failures, trying: false })
}
/** Whether a message must wait for its way; where it may try alone, others wait for it. */
function mustWait(wayId: string): boolean {
  const rest = resting.get(wayId)
  if (!rest || rest.failures < 3) return false
  if (rest.until > Date.now() || rest.trying) return true
  rest.trying = true
  return false
}

/** What a failure says of the way: that nothing goes over it; that somebody answers there; or nothing. */
function noteOfWay(wayId: string, error: unknown): void {
  const trial = resting.get(wayId)
  if (error instanceof WayError && error.ofWay) rest(wayId)
  else if (error instanceof WayError && error.code === 'exchange.refused-there') resting.delete(wayId)
  else if (trial) trial.trying = false
}

/** Sends what is due, as many at once as the other sides bear. Runs in one program at a time: what is still being sent is of one that died. Answers how many went. */
export async function sendWaiting(house: SendHouse, ways: OpenedWay[]): Promise<number> {
  let sent = 0
  const desk = deskOf(house)
  await sql`update exchange_message set state = 'waiting' where state = 'sending'`.execute(house.worker)
  for (;;) {
    const down = ways.filter((one) => (resting.get(one.id)?.until ?? 0) > Date.now()).map((one) => one.id)
    const due = await claim(house.worker, down)
    if (due.length === 0) return sent
    const queue = [...due]
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) if (await sendOne(desk, ways, next)) sent += 1
      }),
    )
  }
}

/** What the messages in flight ask of the database, each lot of them at once. */
function deskOf(house: SendHouse) {
  const { worker } = house
  return {
    ...house,
    facts: gather((outs: Outgoing[]) => readFacts(worker, outs)),
    freeze: gather((frozen: Frozen[]) => keepFrozen(worker, frozen)),
    noteSent: gather((sent: Sent[]) => noteSent(worker, sent)),
    putBack: gather(async (ids: string[]) => {
      await sql`update exchange_message set state = 'waiting' where id = any (${ids}::uuid[]) and state = 'sending'`.execute(
        worker,
      )
      return ids
    }),
  }
}
type Desk = ReturnType<typeof deskOf>

async function claim(db: Database, down: string[]): Promise<Outgoing[]> {
  const { rows } = await sql<Outgoing>`
    with due as (
      select m.id, coalesce(o.way_id, m.way_id) as way_id from exchange_message m left join outside_agency o on o.id = m.outside_id
       where m.state = 'waiting' and m.next_try_at <= now() and not coalesce(coalesce(o.way_id, m.way_id) = any (${down}::uuid[]), false)
       order by m.next_try_at, m.id limit 128 for update of m skip locked)
    update exchange_message m set state = 'sending' from due where m.id = due.id
    returning m.id, m.business, m.agency_id as "agencyId", m.own_code as "ownCode", m.partner_code as "partnerCode", m.partner_name as "partnerName", due.way_id as "wayId",
      m.delivery_id as "deliveryId", m.document_key as "documentKey", m.symbol, m.status_code as "statusCode", m.happened_at as "happenedAt", m.note, m.sha256, m.size, m.tries, m.at`.execute(
    db,
  )
  return rows
}

async function sendOne(desk: Desk, ways: OpenedWay[], out: Outgoing): Promise<boolean> {
  const way = ways.find((one) => one.id === out.wayId)
  if (way && mustWait(way.id)) {
    await desk.putBack(out.id)
    return false
  }
  try {
    if (!way) throw new WayError('exchange.no-way', { recipient: out.partnerName }, true)
    const file: Written = out.sha256 ? { sha256: out.sha256, size: out.size ?? 0 } : await freeze(desk, out)
    await way.way.send({
      ...out,
      sha256: file.sha256,
      size: file.size,
      ownCode: out.ownCode ?? '',
      open: async () => (file.bytes ? Readable.from([file.bytes]) : desk.files.read(file.sha256)),
    })
    resting.delete(way.id)
    await desk.noteSent({ out, wayId: way.id })
    return true
  } catch (error) {
    if (way) noteOfWay(way.id, error)
    await noteFailure(desk.worker, out, error, way?.id ?? null)
    return false
  }
}

/** Writes and signs the message, once for all tries: whoever gets it twice gets the same bytes. */
async function freeze(desk: Desk, out: Outgoing): Promise<Written> {
  const { files, key } = desk
  const message = buildMessage(out, await desk.facts(out))
  const envelope = await signEnvelope(message, key)
  const parts = writeMessage(message, envelope, (sha256) => files.read(sha256))
  const large = message.kind === 'document' && message.attachments.reduce((sum, one) => sum + one.size, 0) > heldAtMost
  if (large) return desk.freeze({ id: out.id, ...(await files.put(Readable.from(parts))) })
  const bytes = await whole(parts)
  const file = await files.putBytes(bytes)
  const kept = await desk.freeze({ id: out.id, ...file })
  return kept.sha256 === file.sha256 ? { ...kept, bytes } : kept
}

/** A message of which no more is attached is not read again from the disk to be sent. */
const heldAtMost = 1_000_000
interface Written extends StoredFile {
  bytes?: Buffer
}

async function whole(parts: AsyncIterable<string>): Promise<Buffer> {
  let text = ''
  for await (const part of parts) text += part
  return Buffer.from(text)
}

type Frozen = StoredFile & { id: string }

async function keepFrozen(db: Database, frozen: Frozen[]): Promise<StoredFile[]> {
  const { rows } = await sql<Frozen>`${often}
    with given as materialized (
      select x.*, app.add_file(x.sha256, x.size, 'application/xml') from (
        select * from jsonb_to_recordset(${JSON.stringify(frozen)}::jsonb) x (id uuid, sha256 text, size bigint) order by sha256) x)
    update exchange_message m set sha256 = x.sha256, size = x.size from given x where m.id = x.id and m.sha256 is null returning m.id, m.sha256, m.size`.execute(
    db,
  )
  if (rows.length < frozen.length) {
    // Another program was faster with the same message: its bytes are the ones.
    const { rows: kept } = await sql<Frozen>`
      select id, sha256, size from exchange_message where id = any (${frozen.map((one) => one.id)}::uuid[])`.execute(db)
    rows.push(...kept)
  }
  return frozen.map(({ id }) => rows.find((row) => row.id === id) as StoredFile)
}

interface Sent {
  out: Outgoing
  wayId: string
}

async function noteSent(db: Database, sent: Sent[]): Promise<undefined[]> {
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

async function noteFailure(db: Database, out: Outgoing, error: unknown, wayId: string | null): Promise<void> {
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
