import type { DeskItem, handling } from '@mocban/contract/documents-handling'
import type { RouteAnswer } from '@mocban/contract/route'
import { urgencies } from '@mocban/contract/values'
import { sql } from 'kysely'
import { often, type Tx } from '../../platform/database/index.ts'

const shown = 50

/** Counting everything somebody has open would cost what they have, not what is shown. */
const mostCounted = 100

/** Within how many days a deadline is soon. */
const soon = 3

const principals = sql`(select app.principals())::uuid[]`
const mine = sql`h.role <> 'inform' and h.delivery_id is null`
const newest = sql`h.asked_at desc, h.id desc`
const soonest = sql`h.due_on nulls last, h.asked_at, h.id`

type Sql = ReturnType<typeof sql>
/** The first lines of an ordered list of open steps. */
const first = (of: Sql, order: Sql) =>
  sql`select h.* from handling h where h.ended_at is null and ${of} order by ${order} limit ${sql.lit(shown)}`
/** The same of what is asked of me: one ordered run for each principal, merged, so that it costs what is shown, not all that lies there. */
const firstOfMine = (of: Sql, order: Sql) => sql`
  select h.* from unnest(${principals}) p (id) cross join lateral (${first(sql`h.holder = p.id and ${of}`, order)}) h
   order by ${order} limit ${sql.lit(shown)}`

/** The documents of which something is asked of me: for the list that shows all of what the desk shows the first of. */
export const askedOfMe = sql`
  select distinct h.document_id from handling h where h.ended_at is null and h.holder = any (${principals}) and ${mine}`

/** What lies on the desk, each list as it is ordered. */
const lists = {
  toDo: firstOfMine(mine, newest),
  due: firstOfMine(sql`${mine} and h.due_on <= app.today() + ${sql.lit(soon)}`, soonest),
  toKnow: firstOfMine(sql`h.role = 'inform' and h.delivery_id is null`, newest),
  // What is late comes first, not what was asked last: that is what one asks after.
  waiting: first(
    sql`h.asked_by = (select app.person()) and h.role <> 'inform' and not h.holder = any (${principals})`,
    soonest,
  ),
}
type List = keyof typeof lists

/** The desk with documents: what is asked of me, what of it is due, what I asked and wait for, what is new to know; each list bounded by what is shown. */
export async function desk(tx: Tx): Promise<RouteAnswer<typeof handling.desk>> {
  const lines = sql.join(
    Object.entries(lists).map(
      ([list, steps]) => sql`(select ${sql.lit(list)} as list, row_number() over () as place, h.* from (${steps}) h)`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<DeskItem & { list: List }>`${often}
    select h.list, h.id as "handlingId", h.document_id as "documentId", h.version, h.role, h.state, d.type_code as "typeCode", d.symbol, d.number, d.abstract,
      d.issuer_name as "issuerName", d.urgency, p.full_name as "askedByName", h.asked_at as "askedAt", h.instruction, h.due_on as "dueOn",
      u.name as "unitName", h.seen_at as "seenAt", coalesce(w.full_name, q.title || ' ' || u.short_name, u.name) as "holderName"
    from (${lines}) h
    join document d on d.id = h.document_id
    join person p on p.id = h.asked_by
    join unit_known u on u.id = h.unit_id
    left join position q on q.id = h.position_id
    left join person w on w.id = h.person_id
    order by h.list, h.place`.execute(tx)
  const items = (wanted: List): DeskItem[] => rows.flatMap(({ list, ...item }) => (list === wanted ? [item] : []))
  const toDo = items('toDo')
  return {
    toDo: byUrgency(toDo),
    due: items('due'),
    waiting: items('waiting'),
    toKnow: items('toKnow'),
    ...(toDo.length < shown ? { toDoTotal: toDo.length, toDoComplete: true } : await countMine(tx)),
  }
}

async function countMine(tx: Tx): Promise<Pick<RouteAnswer<typeof handling.desk>, 'toDoTotal' | 'toDoComplete'>> {
  const { rows } = await sql<{ n: number }>`${often}
    select count(*)::int as n from (
      select from handling h where h.ended_at is null and h.holder = any (${principals}) and ${mine} limit ${sql.lit(mostCounted + 1)}) counted`.execute(
    tx,
  )
  const n = rows[0]?.n ?? 0
  return { toDoTotal: Math.min(n, mostCounted), toDoComplete: n <= mostCounted }
}

/** The most urgent first, then what is due soonest; otherwise as they came. */
function byUrgency(items: DeskItem[]): DeskItem[] {
  const rank = (item: DeskItem) => urgencies.length - urgencies.indexOf(item.urgency)
  const due = (item: DeskItem) => item.dueOn ?? '9999'
  return items.toSorted((a, b) => rank(a) - rank(b) || due(a).localeCompare(due(b)))
}

/** The instructions this leader used most in the last year, those that are used by all leaders filling up. */
export async function phrases(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from direction where person_id = (select app.person()) and at > app.now() - interval '1 year'
    group by text order by count(*) desc, max(at) desc limit 8`.execute(tx)
  return [...new Set([...rows.map((row) => row.text), ...usual])].slice(0, 8)
}

/** Instructions as leaders of Vietnamese agencies write them. */
const usual = [
  'Chủ trì, phối hợp với các đơn vị liên quan tham mưu giải quyết theo quy định.',
  'Nghiên cứu, tham mưu đề xuất, báo cáo trước thời hạn.',
  'Tham mưu văn bản triển khai thực hiện.',
  'Chuẩn bị nội dung, báo cáo để dự họp.',
  'Biết, theo dõi, chỉ đạo.',
  'Tổng hợp, báo cáo kết quả thực hiện.',
]
