import type { Tx } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'

/** The refusal that tells the second of two people who acted before them, and when. */
export async function changedSince(tx: Tx, recordId: string) {
  const last = await tx
    .selectFrom('event as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .where('e.record_id', '=', recordId)
    .orderBy('e.id', 'desc')
    .select(['p.full_name', 'e.at', 'e.kind'])
    .executeTakeFirst()
  const at = last ? new Date(new Date(last.at).getTime() + 7 * 3_600_000).toISOString() : ''
  return refuse('record.changed', {
    who: last?.full_name ?? '—',
    when: at ? `${at.slice(11, 16)} ${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}` : '—',
    kind: last?.kind ?? '',
  })
}
