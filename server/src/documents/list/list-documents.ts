import type { DocumentRow, documents } from '@mocban/contract/documents'
import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import { type RawBuilder, sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { after, often, page, placeBefore, type Tx } from '../../platform/database/index.ts'
import { askedOfMe } from '../handling/desk.ts'
import { heldDocuments } from '../handling/units-at-work.ts'

type Filter = RouteInput<typeof documents.list>['query']

/**
 * A page of the documents that who asks may see, newest first. It starts from their audience, one ordered run for each principal, merged,
 * so that it costs the same for a specialist and a chairman; the filters apply inside the run (`app.newest_visible`, `app.look_back`). A filter, or the scope of a
 * delegation, that little fits is answered with how far back was looked, and from where to look further.
 */
export async function listDocuments(tx: Tx, filter: Filter): Promise<RouteAnswer<typeof documents.list>> {
  const place = after(filter.after)
  const lists = sql.join(
    (filter.travel ? [filter.travel] : ['incoming', 'outgoing', 'internal']).map((list) => sql.lit(list)),
  )
  const most = sql.lit(filter.limit + 1)
  const conditions = conditionsOf(filter)
  const filters = conditions.length ? sql.join(conditions, sql` `) : sql``
  const behind = place ? sql`and (a.at, a.record_id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``
  const audienceRun = sql`
      select n.record_id, n.at from app.look_back(array[${lists}], ${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid, ${most},
        ${filter.from ?? null}::date::timestamp at time zone 'Asia/Ho_Chi_Minh', (${filter.to ?? null}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh',
        ${filter.state?.length ? filter.state : null}::text[], ${filter.type ?? null}::text, ${filter.urgency ?? null}::text, ${Boolean(filter.open)}::boolean,
        ${filter.late ? clock.today() : null}::date, ${filter.q ? likeOf(filter.q) : null}::text) n`
  // What one unit, or who asks, holds is little beside all that a leader may see: its run starts from the open steps.
  const heldRun = sql`
      select distinct a.record_id, a.at
        from (${filter.heldBy ? heldDocuments({ heldBy: filter.heldBy, ...(filter.held ? { held: filter.held } : {}) }) : askedOfMe}) h
        join audience a on a.record_id = h.document_id
        join document d on d.id = a.record_id
       where a.list = any (array[${lists}]) ${behind} ${filters}
       order by a.at desc, a.record_id desc limit ${most}`
  // Filters want plans of their own; the plain page, which everybody opens, keeps one.
  const held = Boolean(filter.heldBy ?? filter.mine)
  const plain = !held && conditions.length === 0
  const plainRun = sql`
      select n.record_id, n.at from app.newest_visible(array[${lists}], ${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid, ${most}) n`
  const { rows } = await sql<DocumentRow & { at: string; lookedBack: boolean }>`${plain ? often : sql``}
    select v.at, v.record_id is null as "lookedBack", ${rowColumns} from (
      ${plain ? plainRun : held ? heldRun : audienceRun}
    ) v
    left join document d on d.id = v.record_id where d.id is not null or v.record_id is null
    order by v.at desc, v.record_id desc`.execute(tx)
  const end = rows.find((row) => row.lookedBack)
  const found = page(
    rows.filter((row) => !row.lookedBack),
    filter.limit,
    (row) => ({ at: row.at, id: row.id }),
    ({ at: _, lookedBack: __, ...row }) => row,
  )
  if (!end || found.next) return found
  return { ...found, next: placeBefore(end.at), lookedBack: end.at }
}

const likeOf = (q: string) => `%${q.replace(/[\\%_]/g, '\\$&')}%`

function conditionsOf(filter: Filter): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = []
  if (filter.state?.length) all.push(sql`and d.state = any (${filter.state}::text[])`)
  if (filter.type) all.push(sql`and d.type_code = ${filter.type}`)
  if (filter.urgency) all.push(sql`and d.urgency = ${filter.urgency}`)
  if (filter.from) all.push(sql`and a.at >= ${filter.from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`)
  if (filter.to) all.push(sql`and a.at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`)
  if (filter.open) all.push(sql`and d.finished_at is null and d.state not in ('cancelled', 'recalled', 'replaced')`)
  if (filter.late) all.push(sql`and d.finished_at is null and d.due_on < ${clock.today()}::date`)
  if (filter.q)
    all.push(
      sql`and unaccent(coalesce(d.symbol, '') || ' ' || d.abstract || ' ' || coalesce(d.issuer_name, '')) ilike unaccent(${likeOf(filter.q)})`,
    )
  return all
}

/** The columns of a row, from `document d`, with the name its drafting unit had then; who holds it is read for the rows shown only. */
export const rowColumns = sql`
  d.id, d.travel, d.state, d.type_code as "typeCode", d.number, d.symbol, d.issued_on as "issuedOn", d.arrived_on as "arrivedOn",
  d.issuer_name as "issuerName", app.unit_name(d.drafting_unit_id, d.listed_at) as "draftingUnitName", d.abstract, d.urgency, d.due_on as "dueOn", d.listed_at as "listedAt",
  d.finished_at as "finishedAt",
  coalesce((
    select json_agg(json_build_object('handlingId', h.id, 'role', h.role, 'unitId', h.unit_id, 'unitName', u.name, 'personName', x.full_name,
      'positionTitle', q.title, 'since', to_char(h.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'dueOn', h.due_on) order by h.asked_at)
    from handling h join unit_known u on u.id = h.unit_id left join position q on q.id = h.position_id left join person x on x.id = h.person_id
    where h.document_id = d.id and h.ended_at is null and h.role in ('present', 'lead')), '[]') as holders`
