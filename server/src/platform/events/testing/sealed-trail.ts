import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../../testing/index.ts'
import {
  type CheckpointKey,
  type EventProblem,
  keepCheckpoints,
  makeCheckpoint,
  openCheckpointKey,
  publicKeysFile,
  readCheckpointLog,
  readPublicKeys,
  sealEvents,
  verifyEvents,
} from '../index.ts'

/** Two agencies with ten sealed events each, the first six of each under a checkpoint and all under a second; and a folder outside the database. */
export interface SealedTrail {
  database: TestDatabase
  folder: string
  key: CheckpointKey
  agencies: [string, string]
  act(count: number): Promise<unknown>
  /** As the owner of the server, with its checks off: the strongest hand there is inside the database. */
  tamper(statement: string): Promise<void>
  /** What is found from the database alone after it; then the database is as it was. */
  foundAfter(statement: string): Promise<EventProblem[]>
  checkpoint(): Promise<unknown>
  /** What is found, with the checkpoints that were kept outside or from the database alone. */
  found(alone?: 'alone'): Promise<EventProblem[]>
  remove(): Promise<void>
}

export async function makeSealedTrail(): Promise<SealedTrail> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'mocban-seal-'))
  const log = join(folder, 'checkpoints.jsonl')
  const key = await openCheckpointKey(folder)
  const { rows } = await sql<{ id: string }>`
    insert into unit values ('00000000-0000-4000-8000-00000000000a'), ('00000000-0000-4000-8000-00000000000b') returning id`.execute(
    database.owner,
  )
  const agencies = rows.map((row) => row.id) as [string, string]
  let n = 0
  const act = async (count: number) => {
    // Their identifiers run as they were written, so that tests know each one's place.
    await sql`insert into event (id, agency_id, kind, record_list, data, concerns, request_id, address)
      select overlay(left(app.new_id()::text, 13) || '-7000-8000-000000000000' placing lpad(n::text, 12, '0') from 25)::uuid, (${agencies}::uuid[])[1 + n % 2], 'test.done', 'test', jsonb_build_object('n', n), array[app.new_id()], 'request', '10.0.0.1'
      from generate_series(${n}::int, ${n + count - 1}::int) n`.execute(database.owner)
    n += count
  }
  const checkpoint = async () => {
    await sealEvents(database.worker, Number.POSITIVE_INFINITY)
    await makeCheckpoint(database.worker, key)
    await keepCheckpoints(database.worker, log)
  }
  await act(12)
  await checkpoint()
  await act(8)
  await checkpoint()
  return {
    database,
    folder,
    key,
    agencies,
    act,
    checkpoint,
    tamper: async (statement) => {
      await sql.raw(`begin; set local session_replication_role = replica; ${statement}; commit`).execute(database.owner)
    },
    foundAfter: async (statement) => {
      const undone = new Error('undone')
      let problems: EventProblem[] = []
      const work = database.owner.transaction().execute(async (tx) => {
        await sql.raw(`set local session_replication_role = replica; ${statement}`).execute(tx)
        await sql.raw('set local session_replication_role = origin').execute(tx)
        problems = (await verifyEvents(tx)).problems
        throw undone
      })
      await work.catch((error) => {
        if (error !== undone) throw error
      })
      return problems
    },
    found: async (alone) => {
      const outside = alone
        ? {}
        : { outside: await readCheckpointLog(log), keys: await readPublicKeys(publicKeysFile(folder)) }
      return (await verifyEvents(database.owner, outside)).problems
    },
    remove: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
