import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome, someFacts } from '../../documents/testing/register.ts'
import { type ServedProvince, serveSmallProvince } from '../../testing/serve-small-province.ts'

/** One request that is sent twice, and what may come between the two. */

let server: ServedProvince['server']
let database: ServedProvince['database']
let people: ServedProvince['province']['people']
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server } = served)
  people = served.province.people
  // Who keeps an answer under such a key waits with its commit while somebody holds the lock.
  await sql`create function pg_temp_pause() returns trigger language plpgsql security definer as
    'begin perform pg_advisory_xact_lock_shared(7, 42); return null; end'`.execute(database.owner)
  await sql`create constraint trigger pause after insert on idempotency deferrable initially deferred
    for each row when (new.key like 'paused%') execute function pg_temp_pause()`.execute(database.owner)
  return served.close
})

const register = (key: string) =>
  server.call(
    people.officeClerk,
    incoming.register,
    { body: { facts: someFacts({ symbol: `${key.length}/${key.slice(-4)}` }), files: [], duplicatesSeen: true } },
    { 'idempotency-key': key },
  )
const cancel = (document: { id: string; version: number }, key: string) =>
  server.call(
    people.officeClerk,
    incoming.cancel,
    { params: { id: document.id }, body: { version: document.version, reason: 'Vào sổ nhầm' } },
    { 'idempotency-key': key },
  )

interface Waiting {
  pid: number
  pausing: boolean
}
async function waiting(many: number): Promise<Waiting[]> {
  for (;;) {
    const { rows } = await sql<Waiting>`select pid, wait_event = 'advisory' as pausing from pg_stat_activity
      where datname = current_database() and usename = 'mocban_app' and wait_event_type = 'Lock'`.execute(
      database.owner,
    )
    if (rows.length === many) return rows
    await new Promise(setImmediate)
  }
}
const end = (pid: number | undefined) => sql`select pg_terminate_backend(${pid})`.execute(database.owner)

/** Sends both, the second once the first waits with its commit; does `between` while both wait, then lets go. */
async function twice<T>(ask: () => Promise<T>, between: (first: number, second: number) => Promise<unknown>) {
  const { asked } = await database.owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7, 42)`.execute(tx)
    const first = ask()
    const [one] = await waiting(1)
    const second = ask()
    const both = await waiting(2)
    await between(one?.pid ?? 0, both.find(({ pid }) => pid !== one?.pid)?.pid ?? 0)
    return { asked: Promise.all([first, second]) }
  })
  return asked
}
const documents = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from document`.execute(database.owner)).rows[0]?.n ?? 0

describe.each([
  ['whose act keeps its answer itself', 'register'],
  ['whose answer is kept after its act', 'cancel'],
] as const)('a request %s', (_, kind) => {
  const asker = async (key: string): Promise<() => Promise<{ status: number; answer: unknown }>> => {
    if (kind === 'register') return () => register(key)
    const document = await registerSome(server, people.officeClerk, { symbol: `${key.slice(-3)}/KH-BKHCN` })
    return () => cancel(document, key)
  }

  it('that is sent again before the first is committed gets the answer of the first', async () => {
    const ask = await asker(`paused-${kind}-one`)
    const before = await documents()
    const [first, second] = await twice(ask, async () => {})
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.answer).toEqual(first.answer)
    expect(await documents()).toBe(before + (kind === 'register' ? 1 : 0))
  })

  it('is done once, and both are told, where the first loses its connection', async () => {
    const ask = await asker(`paused-${kind}-two`)
    const before = await documents()
    const [first, second] = await twice(ask, (one) => end(one))
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.answer).toEqual(first.answer)
    expect(await documents()).toBe(before + (kind === 'register' ? 1 : 0))
  })

  it('is done once, and both are told, where the second loses its connection', async () => {
    const ask = await asker(`paused-${kind}-few`)
    const before = await documents()
    const [first, second] = await twice(ask, (_, two) => end(two))
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.answer).toEqual(first.answer)
    expect(await documents()).toBe(before + (kind === 'register' ? 1 : 0))
  })
})

it('that waits for another that waits for it begins again, and is done', async () => {
  const crossed = async (n: number) => {
    const document = await registerSome(server, people.officeClerk, { symbol: `9${n}/KH-BKHCN` })
    return database.owner.transaction().execute(async (tx) => {
      // It is the other's waiting that is looked at later.
      await sql`set local deadlock_timeout = '10s'`.execute(tx)
      await sql`select from register_entry where document_id = ${document.id} for update`.execute(tx)
      const asked = Promise.all([cancel(document, `crossed-${n}`), cancel(document, `crossed-${n}`)])
      await waiting(2)
      await sql`select from document where id = ${document.id} for update`.execute(tx)
      return { asked }
    })
  }
  // PostgreSQL looks once, a second after a wait began: on a slow machine it may have looked before this one waits, which is then ended itself. Then once more.
  const { asked } = await crossed(0).catch((error) => {
    if (error.code !== '40P01') throw error
    return crossed(1)
  })
  expect((await asked).map(({ status }) => status)).toEqual([200, 200])
})
