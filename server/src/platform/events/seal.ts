import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import type { Works } from '../http/index.ts'
import type { CheckpointKey } from './checkpoint-key.ts'
import { keepCheckpoints } from './checkpoint-log.ts'
import { makeCheckpoint } from './make-checkpoint.ts'

const batch = 2000

const second = 1000
const quarter = 900 * second

/**
 * Seals what is not sealed yet, as far as it was written in the last so many milliseconds; answers how many. An event is named when it is written and seen when its
 * transaction ends: who looks back further finds what took long. Looking back costs what was written since.
 */
export async function sealEvents(worker: Database, lookBack = quarter): Promise<number> {
  let since = smallestId(lookBack === Number.POSITIVE_INFINITY ? 0 : Date.now() - lookBack)
  let sealed = 0
  for (;;) {
    const { rows } = await sql<{
      sealed: number
      latest: string | null
    }>`select * from app.seal_events(${since}::uuid, ${batch})`.execute(worker)
    const [one] = rows
    sealed += one?.sealed ?? 0
    if (!one?.latest || one.sealed < batch) return sealed
    since = one.latest
  }
}

/** The smallest identifier of a moment (UUIDv7: its first 48 bits are milliseconds). */
const smallestId = (moment: number) =>
  `${moment
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2')}-0000-0000-000000000000`

/**
 * The sealer: every few seconds what is new, every minute what took longer to commit, at the start and every hour everything; every five minutes a signed checkpoint,
 * kept beside the database too.
 */
export function sealJobs(
  { jobs, worker }: Pick<Works, 'jobs' | 'worker'>,
  checkpoints?: { key: CheckpointKey; file: string },
): void {
  let looks = 0
  jobs.eachSeconds('events.seal', 3, async () => {
    await sealEvents(worker, looks === 0 ? Number.POSITIVE_INFINITY : looks % 20 === 0 ? quarter : 20 * second)
    looks++
  })
  jobs.every('events.seal-all', '7 * * * *', () => sealEvents(worker, Number.POSITIVE_INFINITY))
  if (!checkpoints) return
  jobs.every('events.checkpoint', '*/5 * * * *', async () => {
    await sealEvents(worker)
    await makeCheckpoint(worker, checkpoints.key)
    await keepCheckpoints(worker, checkpoints.file)
  })
}
