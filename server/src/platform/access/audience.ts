import { sql } from 'kysely'
import { often, posted, type Tx } from '../database/index.ts'

/** Why a record is in front of somebody. The words for each are in the languages. */
export type AudienceReason =
  | 'drafted'
  | 'registered'
  | 'clerk'
  | 'handles'
  | 'directs'
  | 'reviews'
  | 'informed'
  | 'assigned'
  | 'leader-above'
  | 'member'
  | 'opened'
  | 'opened-until'

/** A principal as SQL: a person's or position's own id, or a group of posts. */
export const principal = {
  person: (id: string) => sql<string>`${id}::uuid`,
  position: (id: string) => sql<string>`${id}::uuid`,
  leadersOf: (unitId: string) => sql<string>`app.leaders_of(${unitId}::uuid)`,
  clerksOf: (agencyId: string) => sql<string>`app.clerks_of(${agencyId}::uuid)`,
  everyoneOf: (agencyId: string) => sql<string>`app.everyone_of(${agencyId}::uuid)`,
  membersOf: (committeeId: string) => sql<string>`app.members_of(${committeeId}::uuid)`,
}

export interface Grant {
  principal: ReturnType<(typeof principal)['person']>
  reason: AudienceReason
}

/**
 * Opens a record to principals, and where `leadersAbove` names units, to the leaders of each and of the units above it in its agency.
 * `at` is the record's place in lists and the same at every grant. The first reason a principal has stays.
 */
export async function grantAudience(
  tx: Tx,
  record: { id: string; list: string; at: Date | string },
  grants: Grant[],
  leadersAbove: string[] = [],
): Promise<void> {
  const principals = grants.map((grant) => grant.principal)
  const reasons = grants.map((grant) => sql`${grant.reason}::text`)
  const above = leadersAbove.map((unitId) => sql`app.leaders_above(${unitId}::uuid)`)
  const at = typeof record.at === 'string' ? record.at : record.at.toISOString()
  await sql`${posted}${often}
    select app.grant_audience(${record.id}, ${record.list}, ${at}, array_agg(g.principal), array_agg(g.reason)) from (
      select unnest(array[${sql.join(principals.length ? principals : [sql`null::uuid`])}]) as principal,
             unnest(array[${sql.join(reasons.length ? reasons : [sql`null::text`])}]) as reason
      ${above.length ? sql`union all select unnest(${sql.join(above, sql` || `)}), 'leader-above'` : sql``}
    ) g`.execute(tx)
}

/**
 * The first page of records that who asks may see, newest first, as a subquery of (record_id, at): one ordered run of the index for
 * each of their principals, merged; the cost is that of the page, not of what exists.
 */
export function visibleRecords(lists: string[], limit: number, place?: { at: string; id: string }) {
  return sql<{ record_id: string; at: string }>`
    (select distinct on (m.at, m.record_id) m.record_id, m.at
       from unnest((select app.principals())) p (id)
       cross join unnest(${lists}::text[]) l (list)
       cross join lateral (
         select a.record_id, a.at from audience a
          where a.principal = p.id and a.list = l.list
            ${place ? sql`and (a.at, a.record_id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
          order by a.at desc, a.record_id desc limit ${limit}
       ) m
      order by m.at desc, m.record_id desc limit ${limit})`
}
