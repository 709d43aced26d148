import type { TrailEntry, WhyReason } from '@mocban/contract/trail'
import { sql } from 'kysely'
import { heldAs } from '../../platform/access/index.ts'
import { after, page, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readReasons } from '../access/read-reasons.ts'

/**
 * Who did what with a record, when and acting for whom; newest first. Events are read under the policies: of a record that the person may not see
 * there is no trail, and that is answered like a record that does not exist.
 */
export async function readTrail(tx: Tx, recordId: string, query: { after?: string | undefined; limit: number }) {
  await mustSee(tx, recordId)
  const place = after(query.after)
  let asked = tx
    .selectFrom('event as e')
    .leftJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('position as q', 'q.id', 'e.position_id')
    .leftJoin('person as f', 'f.id', 'e.acting_for')
    .where('e.record_id', '=', recordId)
    .where(putInIsSeen)
    .select([
      'e.id',
      'e.at',
      'e.kind',
      'p.full_name as who',
      'q.title as position',
      sql<string | null>`app.unit_short_name(q.unit_id, e.at)`.as('unit'),
      // In one's own agency everybody knows whose division it is.
      sql<string | null>`case when e.agency_id <> all ((select app.agencies())::uuid[]) and e.agency_id <> q.unit_id
        then app.unit_name(e.agency_id, e.at) end`.as('agency'),
      heldAs('e').as('heldAs'),
      'f.full_name as actingFor',
      'e.data',
    ])
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1)
  if (place) asked = asked.where(sql<boolean>`(e.at, e.id) < (${place.at}::timestamptz, ${place.id}::uuid)`)
  return page(
    await asked.execute(),
    query.limit,
    (row) => row,
    (row) => row as TrailEntry,
  )
}

/** That something was put into a work file or taken out is told to those who may see it: a work file opens nothing to its people. */
const putInIsSeen = sql<boolean>`(e.kind not like 'work-file.%' or coalesce(e.data ->> 'documentId', e.data ->> 'recordId') is null
  or exists (select from audience a where a.record_id = coalesce(e.data ->> 'documentId', e.data ->> 'recordId')::uuid))`

/** Why the record is in front of who asks. */
export async function readWhy(tx: Tx, recordId: string): Promise<WhyReason[]> {
  await mustSee(tx, recordId)
  return readReasons(tx, recordId)
}

async function mustSee(tx: Tx, recordId: string) {
  const seen = await tx
    .selectFrom('audience')
    .select('record_id')
    .where('record_id', '=', recordId)
    .limit(1)
    .executeTakeFirst()
  if (!seen) throw refuse('request.not-found')
}
