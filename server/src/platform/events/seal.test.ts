import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { keepCheckpoints, readCheckpoints, sealEvents, verifyEvents } from './index.ts'

let database: TestDatabase
let folder: string
let agencies: string[]

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'mocban-seal-'))
  const { rows } = await sql<{ id: string }>`insert into unit select from generate_series(1, 2) returning id`.execute(
    database.owner,
  )
  agencies = rows.map((row) => row.id)
  await act(20)
  await sealEvents(database.worker)
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const act = (count: number) =>
  sql`insert into event (agency_id, kind, data) select (${agencies}::uuid[])[1 + n % 2], 'test.done', jsonb_build_object('n', n)
      from generate_series(1, ${sql.raw(String(count))}) n`.execute(database.owner)
const verify = async () => verifyEvents(database.owner, await readCheckpoints(join(folder, 'checkpoints.jsonl')))
const found = async () => [...new Set((await verify()).problems.map((problem) => problem.what))].sort()
/** As the owner of the server, with its checks off: the strongest hand there is inside the database. */
const tamper = async (statement: string) => {
  await sql.raw(`begin; set local session_replication_role = replica; ${statement}; commit`).execute(database.owner)
}

describe('sealed events', () => {
  it('are whole, agency by agency, and what is not sealed yet is counted', async () => {
    await act(3)
    expect(await verify()).toEqual({ sealed: 20, unsealed: 3, problems: [] })
    await sealEvents(database.worker, true)
    expect(await verify()).toEqual({ sealed: 23, unsealed: 0, problems: [] })
    const { rows } = await sql<{ n: number }>`select count(distinct agency_id)::int as n from event_seal`.execute(
      database.owner,
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('are sealed once by sealers that run at the same time', async () => {
    await act(200)
    await Promise.all([sealEvents(database.worker), sealEvents(database.worker), sealEvents(database.worker)])
    expect(await verify()).toEqual({ sealed: 220, unsealed: 0, problems: [] })
  })

  it.each([
    ['altered', `update event set data = '{"n": 99}' where data->>'n' = '7'`, 'event-altered'],
    ['given to somebody else', `update event set kind = 'test.undone' where data->>'n' = '8'`, 'event-altered'],
    ['moved in time', `update event set at = at - interval '1 microsecond' where data->>'n' = '9'`, 'event-altered'],
    ['removed', `delete from event where data->>'n' = '7'`, 'event-missing'],
    [
      'removed with its seal',
      `delete from event_seal where seq = 5; delete from event where data->>'n' = '9'`,
      'link-missing',
    ],
    [
      'reordered',
      `alter table event_seal drop constraint event_seal_event_id_key;
       update event_seal s set event_id = (select t.event_id from event_seal t where t.agency_id = s.agency_id and t.seq = 9 - s.seq) where s.seq in (4, 5)`,
      'event-altered',
    ],
    [
      'altered with a new seal',
      `update event set data = '{"n": 99}' where data->>'n' = '7';
       update event_seal s set hash = app.seal_link(s.previous, s.seq, e) from event e where e.id = s.event_id and e.data->>'n' = '99'`,
      'chain-broken',
    ],
  ])('that were %s are found', async (_, statement, what) => {
    await tamper(statement)
    expect(await found()).toContain(what)
  })

  it('cannot be changed by the program or its jobs', async () => {
    for (const role of [database.app, database.worker])
      for (const statement of [
        `update event set kind = 'x'`,
        'delete from event',
        'delete from event_seal',
        'update event_seal set seq = 9',
      ])
        await expect(sql.raw(statement).execute(role)).rejects.toThrow('permission denied')
  })

  it('whose whole chain was rewritten, or cut at its end, are found by a checkpoint kept elsewhere', async () => {
    await keepCheckpoints(database.owner, join(folder, 'checkpoints.jsonl'))
    await keepCheckpoints(database.owner, join(folder, 'checkpoints.jsonl'))
    expect(await readCheckpoints(join(folder, 'checkpoints.jsonl'))).toHaveLength(2)
    expect(await found()).toEqual([])
    await tamper(`update event set data = '{"n": 99}' where data->>'n' = '7'; delete from event_seal`)
    await sealEvents(database.worker, true)
    expect(await found()).toEqual(['checkpoint-differs'])
    await tamper(
      `delete from event_seal where seq = 10; delete from event where not exists (select from event_seal s where s.event_id = event.id)`,
    )
    expect(await found()).toEqual(['checkpoint-differs'])
  })
})
