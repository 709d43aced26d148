import { appendFile, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { clock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import type { Works } from '../http/index.ts'

/** The head of an agency's chain at a moment. Kept outside the database, it betrays whoever rewrites the chain. */
export interface Checkpoint {
  at: string
  agency: string
  seq: number
  hash: string
}

const batch = 2000

/** Seals what is not sealed yet; `everything` also looks at what should have been sealed long ago. */
export async function sealEvents(worker: Database, everything = false): Promise<number> {
  // The smallest identifier of two hours ago: no act takes longer to commit.
  const since = everything
    ? null
    : `${(Date.now() - 7_200_000)
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

/** The sealer: every few seconds what is new, every hour everything, then a checkpoint. */
export function sealJobs({ jobs, worker }: Pick<Works, 'jobs' | 'worker'>, checkpointFile?: string): void {
  let first = true
  jobs.eachSeconds('events.seal', 3, async () => {
    await sealEvents(worker, first)
    first = false
  })
  jobs.every('events.checkpoint', '7 * * * *', async () => {
    await sealEvents(worker, true)
    if (checkpointFile) await keepCheckpoints(worker, checkpointFile)
  })
}

/** The heads of all chains. */
export async function readHeads(db: Database): Promise<Checkpoint[]> {
  const { rows } = await sql<Checkpoint>`
    select distinct on (agency_id) agency_id as agency, seq, encode(hash, 'hex') as hash from event_seal order by agency_id, seq desc`.execute(
    db,
  )
  const at = clock.now().toISOString()
  return rows.map((row) => ({ ...row, at }))
}

/** Adds the heads that moved since they were last kept. */
export async function keepCheckpoints(db: Database, file: string): Promise<void> {
  const kept = new Map((await readCheckpoints(file)).map((one) => [one.agency, one.hash]))
  const moved = (await readHeads(db)).filter((head) => kept.get(head.agency) !== head.hash)
  if (moved.length > 0)
    await appendFile(file, moved.map((head) => `${JSON.stringify(head)}\n`).join(''), { flush: true, mode: 0o640 })
}

export async function readCheckpoints(file: string): Promise<Checkpoint[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Checkpoint)
}
