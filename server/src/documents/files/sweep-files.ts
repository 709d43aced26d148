import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'

/** So long who brought a file may wait with attaching it, as long as no form of theirs holds it; what a form holds stays until the form ends. */
const waits = '30 days'
/** So long after a file was attached its bringer still reads it by themselves: an act that was under way has ended then. */
const attached = '2 days'
/** What was stored again so lately may be about to be attached. */
const lately = 86_400_000
const atOnce = 1000

/**
 * Every night: takes files away that were brought and never attached to anything, and what was made of them. First the rows go, in which whatever may refer to
 * a file is heeded by the database, then the bytes, unless they were brought again meanwhile. Safe to run twice, and to be killed anywhere. Answers how many files' bytes are gone.
 */
export async function sweepFiles(worker: Database, files: FileStore): Promise<number> {
  await sql`select app.end_brought(now() - ${attached}::interval, now() - ${waits}::interval)`.execute(worker)
  while ((await forgetFiles(worker)) === atOnce);
  let gone = 0
  for (let last = ''; ; ) {
    const { rows } = await sql<{ sha256: string; needed: boolean }>`
      select l.sha256, exists (select from file f where f.sha256 = l.sha256) or exists (select from rendition r where r.sha256 = l.sha256) as needed
        from file_leaving l where l.sha256 > ${last} order by l.sha256 limit ${atOnce}`.execute(worker)
    for (const { sha256, needed } of rows) {
      // What stays for being touched lately is looked at again the next night.
      if (!needed && !(await files.remove(sha256, Date.now() - lately))) continue
      if (!needed) gone++
      await worker.deleteFrom('file_leaving').where('sha256', '=', sha256).execute()
    }
    last = rows.at(-1)?.sha256 ?? ''
    if (rows.length < atOnce) return gone
  }
}

async function forgetFiles(worker: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select app.forget_files(now() - ${waits}::interval, ${atOnce}) as n`.execute(worker)
  return rows[0]?.n ?? 0
}
