import type { DeskItem, handling } from '@mocban/contract/documents-handling'
import type { RouteAnswer } from '@mocban/contract/route'
import { urgencies } from '@mocban/contract/values'
import { sql } from 'kysely'
import { urgedFrom } from '../../platform/access/index.ts'
import { often, type Tx } from '../../platform/database/index.ts'

const shown = 50

/** Counting everything somebody has open would cost what they have, not what is shown. */
const mostCounted = 100

/** Within how many days a deadline is soon. */
const soon = 3

/** The documents of which something is asked of me: for the list that shows all of what the desk shows the first of. */
export const askedOfMe = sql`
  select distinct h.document_id from handling h
   where h.ended_at is null and h.holder = any ((select app.principals())::uuid[]) and h.role <> 'inform' and h.delivery_id is null`

type List = 'toDo' | 'due' | 'waiting' | 'toKnow'

/**
 * The desk with documents: what is asked of me, what of it is due, what I asked and wait for, what is new to know; each list bounded by what is shown. `app.desk_steps`
 * finds the steps; each is shown with its document, which is read under its policy.
 */
export async function desk(tx: Tx): Promise<RouteAnswer<typeof handling.desk>> {
  const { rows } = await sql<DeskItem & { list: List; counted: number }>`${often}
    select h.list, h.counted, h.id as "handlingId", h.document_id as "documentId", h.version, h.role, h.state, d.type_code as "typeCode", d.symbol, d.number, d.abstract,
      d.issuer_name as "issuerName", d.urgency, p.full_name as "askedByName", h.asked_at as "askedAt", h.instruction, h.due_on as "dueOn",
      u.name as "unitName", h.seen_at as "seenAt", coalesce(w.full_name, q.title || ' ' || u.short_name, u.name) as "holderName", back.returned,
      ${urgedFrom('h')} as urged
    from app.desk_steps(${sql.lit(shown)}, ${sql.lit(mostCounted)}, app.today() + ${sql.lit(soon)}) h
    join document d on d.id = h.document_id
    join person p on p.id = h.asked_by
    join unit_known u on u.id = h.unit_id
    left join position q on q.id = h.position_id
    left join person w on w.id = h.person_id
    -- What followed last from a step that is open again: where it came back, that and why is what there is to read, not who sent the document once.
    left join lateral (
      select case when n.state = 'returned' then jsonb_build_object('byName', coalesce(r.full_name, v.name), 'reason', coalesce(n.end_note, '')) end as returned
        from handling n join unit_known v on v.id = n.unit_id left join person r on r.id = n.person_id
       where h.list = 'toDo' and n.document_id = h.document_id and n.parent_id = h.id and n.ended_at is not null
       order by n.ended_at desc, n.id desc limit 1) back on true
    order by h.list, h.place`.execute(tx)
  const items = (wanted: List): DeskItem[] =>
    rows.flatMap(({ list, counted: _, ...item }) => (list === wanted ? [item] : []))
  const counted = rows[0]?.counted ?? 0
  return {
    toDo: byUrgency(items('toDo')),
    due: items('due'),
    waiting: items('waiting'),
    toKnow: items('toKnow'),
    toDoTotal: Math.min(counted, mostCounted),
    toDoComplete: counted <= mostCounted,
  }
}

/** The most urgent first, then what is due soonest; otherwise as they came. */
function byUrgency(items: DeskItem[]): DeskItem[] {
  const rank = (item: DeskItem) => urgencies.length - urgencies.indexOf(item.urgency)
  const due = (item: DeskItem) => item.dueOn ?? '9999'
  return items.toSorted((a, b) => rank(a) - rank(b) || due(a).localeCompare(due(b)))
}

/** The instructions this leader used most in the last year, or the sentences with which they urge; those that are used by all leaders filling up. */
export async function phrases(tx: Tx, act: 'direct' | 'urge'): Promise<string[]> {
  const { rows } = await (act === 'direct' ? directed : urged).execute(tx)
  return [...new Set([...rows.map((row) => row.text), ...usual[act]])].slice(0, 8)
}

const directed = sql<{ text: string }>`
    select text from direction where person_id = (select app.person()) and at > app.now() - interval '1 year'
    group by text order by count(*) desc, max(at) desc limit 8`

/** Of what one did lately: those who urge most do little else. */
const urged = sql<{ text: string }>`
  select e.text from (select kind, data ->> 'text' as text, id from event where person_id = (select app.person()) order by id desc limit 300) e
   where e.kind in ('document.urged', 'task.urged') group by e.text order by count(*) desc, max(e.id::text) desc limit 8`

/** Sentences as leaders of Vietnamese agencies write them. */
const usual = {
  direct: [
    'Chủ trì, phối hợp với các đơn vị liên quan tham mưu giải quyết theo quy định.',
    'Nghiên cứu, tham mưu đề xuất, báo cáo trước thời hạn.',
    'Tham mưu văn bản triển khai thực hiện.',
    'Chuẩn bị nội dung, báo cáo để dự họp.',
    'Biết, theo dõi, chỉ đạo.',
    'Tổng hợp, báo cáo kết quả thực hiện.',
  ],
  urge: [
    'Đề nghị khẩn trương xử lý, bảo đảm thời hạn được giao.',
    'Việc đã quá hạn, đề nghị hoàn thành ngay và báo cáo nguyên nhân chậm.',
    'Đề nghị báo cáo tiến độ thực hiện trong ngày hôm nay.',
    'Đề nghị báo cáo khó khăn, vướng mắc (nếu có) để kịp thời tháo gỡ.',
    'Sắp đến hạn, đề nghị tập trung hoàn thành.',
  ],
}
