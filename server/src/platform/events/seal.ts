import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import type { Works } from '../http/index.ts'
import type { CheckpointKey } from './checkpoint-key.ts'
import { keepCheckpoints } from './checkpoint-log.ts'
import { makeCheckpoint } from './make-checkpoint.ts'

const batch = 2000

/** Seals what is not sealed yet; `everything` also looks at what should have been sealed long ago. */
export async function sealEvents(worker: Database, everything = false): Promise<number> {
  // The smallest identifier of a quarter of an hour ago: what took longer to commit is found within the hour. Looking back costs what was written since.
  const since = everything
    ? null
    : `${(Date.now() - 900_000)
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})(.{4})$/, '$1-$2')}-0000-0000-000000000000`
  let sealed = 0
  for (;;) {
    const { rows } = await sql<{ count: number }>`select app.seal_events(${since}::uuid, ${batch}) as count`.execute(
      worker,
    )
    const count = rows[0]?.count ?? 0
    sealed += count
    if (count < batch) return sealed
  }
}

/** The sealer: every few seconds what is new, every hour everything; every five minutes a signed checkpoint, kept beside the database too. */
export function sealJobs(
  { jobs, worker }: Pick<Works, 'jobs' | 'worker'>,
  checkpoints?: { key: CheckpointKey; file: string },
): void {
  let first = true
  jobs.eachSeconds('events.seal', 3, async () => {
    await sealEvents(worker, first)
    first = false
  })
  jobs.every('events.seal-all', '7 * * * *', () => sealEvents(worker, true))
  if (!checkpoints) return
  jobs.every('events.checkpoint', '*/5 * * * *', async () => {
    await sealEvents(worker)
    await makeCheckpoint(worker, checkpoints.key)
    await keepCheckpoints(worker, checkpoints.file)
  })
}
