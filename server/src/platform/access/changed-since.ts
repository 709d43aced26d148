import { sql } from 'kysely'
import type { Tx } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/** What is noted on a record and leaves it as it was. */
const changesNothing = [
  'document.read',
  'document.commented',
  'document.copied',
  'document.urged',
  'task.reminded',
  'task.urged',
]

/** The refusal that tells the second of two people what was done before them, by whom, and when. */
export async function changedSince(tx: Tx, recordId: string) {
  const last = await tx
    .selectFrom('event as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .where('e.record_id', '=', recordId)
    .where('e.kind', 'not in', changesNothing)
    .orderBy('e.id', 'desc')
    .select(['p.full_name', 'e.at', 'e.kind', 'e.data'])
    .select(sql<boolean>`e.person_id = app.person()`.as('own'))
    .executeTakeFirst()
  if (!last) return refuse('record.changed', { by: 'unknown' })
  const at = new Date(new Date(last.at).getTime() + 7 * 3_600_000).toISOString()
  return refuse('record.changed', {
    by: last.own ? 'yourself' : last.full_name ? 'somebody' : 'nobody',
    who: last.full_name ?? '',
    when: `${at.slice(11, 16)} ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`,
    kind: last.kind,
    act: { kind: last.kind, data: last.data },
  })
}
