import { sql } from 'kysely'
import { changedSince, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findOpenWorkFile, findWorkFile, workFileList } from './find-work-file.ts'

/** Changes what is said of a file. */
export async function changeWorkFile(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { version: number; title: string; summary: string; keepYears: number | null },
): Promise<{ version: number }> {
  await findOpenWorkFile(tx, id)
  const { version, title, summary, keepYears } = wanted
  return act(tx, actor, id, version, { title, summary, keep_years: keepYears }, 'work-file.changed', { title })
}

/**
 * Closes a file (Decree 30/2020, Art. 30: when the matter is done and its papers are complete). Refused while any document or task
 * in it is open, also one that who closes it may not see.
 */
export async function closeWorkFile(tx: Tx, actor: Actor, id: string, version: number): Promise<{ version: number }> {
  await findOpenWorkFile(tx, id)
  const { rows } = await sql<{ documents: number; tasks: number }>`
    select app.open_in_work_file(${id}) as documents, app.open_tasks_in_work_file(${id}) as tasks`.execute(tx)
  const { documents = 0, tasks = 0 } = rows[0] ?? {}
  if (documents + tasks > 0) throw refuse('work-file.not-empty-of-work', { documents, tasks })
  const closed = { state: 'closed', closed_at: clock.now().toISOString(), closed_by: actor.personId }
  return act(tx, actor, id, version, closed, 'work-file.closed', {})
}

/** Opens a closed file again; the reason stays in its trail. */
export async function reopenWorkFile(
  tx: Tx,
  actor: Actor,
  id: string,
  wanted: { version: number; reason: string },
): Promise<{ version: number }> {
  const opened = { state: 'open', closed_at: null, closed_by: null }
  return act(tx, actor, id, wanted.version, opened, 'work-file.reopened', { reason: wanted.reason })
}

/** Changes the version that who asks has seen; else says who changed it meanwhile. */
async function act(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: object,
  kind: string,
  data: Record<string, unknown>,
) {
  await findWorkFile(tx, id)
  const changed = await tx
    .updateTable('work_file')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw await changedSince(tx, id)
  await record(tx, actor, { kind, recordId: id, recordList: workFileList, data })
  return { version: changed.version }
}
