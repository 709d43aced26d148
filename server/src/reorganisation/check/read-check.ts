import type { ComparisonRow, Question, UnitCounts } from '@mocban/contract/reorganisation-check'
import type { PlacementRow } from '@mocban/contract/reorganisation-plan'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { unsettled } from '../plan/order-plan.ts'
import { ordinalAfter, pageOf } from '../plan/ordinal-pages.ts'

interface Page {
  after?: string | undefined
  limit: number
}

/** What the lists and the last check leave to a person: unsettled first, then choices that were taken for them, then what is only to be known. */
export async function listQuestions(
  tx: Tx,
  planId: string,
  query: Page & { kind?: string | undefined; weight?: string | undefined; settled?: string | undefined },
) {
  const { rows } = await sql<Question & { place: number }>`
    select t.place, t.data || jsonb_build_object('settled', not t.open, 'answer', t.answer) as question from (
      select q.data, ${unsettled} as open,
             q.ordinal + case when ${unsettled} then 0 else 100000000 * (1 + array_position('{must,may,note}'::text[], q.weight)) end as place,
             (select jsonb_build_object('value', a.value, 'label', a.label, 'by', jsonb_build_object('id', h.id, 'name', h.full_name),
                       'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                from reorganisation_answer a join person h on h.id = a.person_id
               where a.reorganisation_id = q.reorganisation_id and a.key = q.key) as answer
        from reorganisation_question q
       where q.reorganisation_id = ${planId} and not q.moot
         ${query.kind ? sql`and q.kind = ${query.kind}` : sql``}
         ${query.weight ? sql`and q.weight = ${query.weight}` : sql``}
         ${query.settled ? sql`and ${unsettled} = ${query.settled === 'no'}` : sql``}
    ) t where t.place > ${ordinalAfter(query.after)} order by t.place limit ${query.limit + 1}`.execute(tx)
  const { items, next } = pageOf(
    rows as unknown as { place: number; question: Question }[],
    query.limit,
    (row) => row.place,
  )
  return { items: items.map((row) => row.question), ...(next ? { next } : {}) }
}

async function lines<T>(
  tx: Tx,
  planId: string,
  list: 'counts' | 'comparison' | 'people',
  query: Page,
  where = sql`true`,
) {
  const { rows } = await sql<{ ordinal: number; data: T }>`
    select l.ordinal, l.data from reorganisation_line l
     where l.reorganisation_id = ${planId} and l.list = ${list} and l.ordinal > ${ordinalAfter(query.after)} and ${where}
     order by l.ordinal limit ${query.limit + 1}`.execute(tx)
  const { items, next } = pageOf(rows, query.limit, (row) => row.ordinal)
  return { items: items.map((row) => row.data), ...(next ? { next } : {}) }
}

export const listCounts = (tx: Tx, planId: string, query: Page) => lines<UnitCounts>(tx, planId, 'counts', query)

export const listComparison = (tx: Tx, planId: string, query: Page & { change?: string | undefined }) =>
  lines<ComparisonRow>(
    tx,
    planId,
    'comparison',
    query,
    query.change ? sql`l.data ->> 'change' = ${query.change}` : sql`true`,
  )

export const listPlacements = (tx: Tx, planId: string, query: Page & { q?: string | undefined }) =>
  lines<PlacementRow>(tx, planId, 'people', query, query.q ? sql`l.words like ${`%${bare(query.q)}%`}` : sql`true`)
