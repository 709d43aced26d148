import type { BookKind, BookRow, books } from '@mocban/contract/documents-books'
import type { RouteAnswer } from '@mocban/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { typeAndAbstract } from './type-and-abstract.ts'

export interface Book {
  kind: BookKind
  year: number
  series: string
  /** One's own where none is named. */
  agency?: string | undefined
}
interface Titled {
  type: { code: string; name: string }
  abstract: string
}
export interface Part {
  /** Numbers below this (newest first) or above it (in the order of the book). */
  after?: number | undefined
  order: 'newest' | 'book'
  limit: number
  from?: string | undefined
  to?: string | undefined
}

/** Lines of a book of one's own agency, or of one it succeeds. Every number given has its line, also a cancelled one; whoever may not see a document sees no line of it. */
export async function readBook(tx: Tx, book: Book, part: Part): Promise<BookRow[]> {
  const travel = book.kind === 'tracking' ? 'incoming' : book.kind
  const arrives = travel === 'incoming'
  const day = arrives ? sql`d.arrived_on` : sql`d.issued_on`
  const after =
    part.after === undefined
      ? sql``
      : part.order === 'newest'
        ? sql`and e.number < ${part.after}`
        : sql`and e.number > ${part.after}`
  const order = part.order === 'newest' ? sql`desc` : sql`asc`
  // The lines of the page first: what became of each is then looked up for them alone.
  const { rows } = await sql<Omit<BookRow, 'typeAndAbstract'> & Titled>`
    with line as materialized (
      select e.number, e.document_id, e.cancelled_at, e.cancel_reason
        from register r join register_entry e on e.register_id = r.id join document d on d.id = e.document_id
       where r.agency_id = ${book.agency ?? sql`(select app.agency())`} and r.agency_id = any ((select app.agencies())::uuid[])
         and r.travel = ${travel} and r.series = ${book.series} and r.year = ${book.year} ${after}
         ${part.from ? sql`and ${day} >= ${part.from}::date` : sql``} ${part.to ? sql`and ${day} <= ${part.to}::date` : sql``}
       order by e.number ${order} limit ${part.limit})
    select d.id as "documentId", e.number, ${day} as day, coalesce(d.symbol, '') as symbol, d.issued_on as "issuedOn", coalesce(d.issuer_name, '') as author,
      d.abstract, jsonb_build_object('code', t.code, 'name', t.name) as type,
      concat_ws(' ', d.signer_authority || '.', d.signer_name) as signer, d.due_on as "dueOn", e.cancelled_at is not null as cancelled,
      case when e.cancelled_at is not null then 'Hủy số: ' || e.cancel_reason
           when d.state = 'recalled' then 'Đã thu hồi' when d.state = 'replaced' then 'Đã được thay thế' else coalesce(d.note, '') end as note,
      ${arrives ? incomingColumns : outgoingColumns}
    from line e join document d on d.id = e.document_id join document_type t on t.code = d.type_code
    ${arrives ? incomingParts : outgoingParts}
    order by e.number ${order}`.execute(tx)
  return rows.map(({ type, abstract, ...row }) => ({ ...row, typeAndAbstract: typeAndAbstract(type, abstract) }))
}

/** Who got an incoming document, when, what became of it, and by which document it was answered. */
const incomingParts: RawBuilder<unknown> = sql`
  left join lateral (
    select string_agg(distinct coalesce(p.full_name || ' (' || u.name || ')', u.name), ', ') as who,
           min(h.asked_at) as passed_at, bool_or(h.accepted_at is not null) as accepted
      from handling h cross join lateral (select app.unit_short_name(h.unit_id, h.asked_at) as name) u left join person p on p.id = h.person_id
     where h.document_id = d.id and h.role in ('lead', 'present')
       -- By the document first, which has an index: by the step alone every step of the province would be looked at.
       and not exists (select from handling n where n.document_id = h.document_id and n.parent_id = h.id and n.role = 'lead')) w on true
  left join lateral (
    select string_agg(a.symbol, ', ') as symbols from document_relation x join document a on a.id = x.from_id
     where x.to_id = d.id and x.kind = 'answers') a on true`
const incomingColumns = sql`
  coalesce(w.who, '') as recipients, '' as "fileCopy", d.copies, (w.passed_at at time zone 'Asia/Ho_Chi_Minh')::date as "passedOn",
  case when w.accepted then 'Đã nhận' else '' end as received, coalesce(a.symbols, '') as answer,
  case d.state when 'registered' then 'Chưa chuyển' when 'presented' then 'Đang trình' when 'directed' then 'Đã giao' when 'processing' then 'Đang giải quyết'
    when 'finished' then 'Đã giải quyết ngày ' || to_char(d.finished_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY')
    when 'cancelled' then 'Đã hủy' when 'replaced' then 'Đã được thay thế' else 'Đã thu hồi' end as progress`

/** To whom an outgoing document went, when, and who has received it. */
const outgoingParts: RawBuilder<unknown> = sql`
  left join unit_version u on u.unit_id = d.drafting_unit_id and u.valid @> (d.listed_at at time zone 'Asia/Ho_Chi_Minh')::date
  left join lateral (
    select count(*)::int as sent, count(*) filter (where y.status in ('03', '04', '05', '06'))::int as received, min(y.sent_at) as sent_at,
           array_agg(y.recipient_name order by y.recipient_name) as names
      from delivery y where y.document_id = d.id) w on true`
const outgoingColumns = sql`
  coalesce(case when w.sent > 12 then array_to_string(w.names[1:10], '; ') || ' và ' || (w.sent - 10) || ' nơi khác' else array_to_string(w.names, '; ') end, '') as recipients,
  'VT' || coalesce(', ' || u.abbreviation, '') as "fileCopy", coalesce(d.copies, w.sent) as copies,
  (w.sent_at at time zone 'Asia/Ho_Chi_Minh')::date as "passedOn",
  case when w.sent > 0 then w.received || '/' || w.sent else '' end as received, '' as answer, '' as progress`

/** All lines of a book in their order, read in pages, each in a transaction of its own. */
export async function* wholeBook(
  asMe: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  book: Book,
  days: { from?: string | undefined; to?: string | undefined },
): AsyncGenerator<BookRow[]> {
  let after: number | undefined
  for (;;) {
    const rows = await asMe((tx) => readBook(tx, book, { ...days, after, order: 'book', limit: 1000 }))
    if (rows.length > 0) yield rows
    if (rows.length < 1000) return
    after = rows.at(-1)?.number
  }
}

/** The books of one's agency and of those it succeeds, newest year first; each incoming book is also followed in a tracking book. */
export async function listBooks(tx: Tx): Promise<RouteAnswer<typeof books.list>> {
  const own = sql<boolean>`agency_id = (select app.agency())`
  const name = sql<string>`app.unit_name(agency_id, least(app.today(), make_date(year, 12, 31)))`
  const rows = await tx
    .selectFrom('register')
    .where(sql<boolean>`agency_id = any ((select app.agencies())::uuid[])`)
    .orderBy('year', 'desc')
    .orderBy(own, 'desc')
    .orderBy(name)
    .orderBy(sql`array_position(array['incoming', 'outgoing', 'internal'], travel)`)
    .orderBy(sql`series <> 'general'`)
    .orderBy('series')
    .select(['agency_id as agencyId', name.as('agencyName'), own.as('own')])
    .select(['travel', 'year', 'series', 'last_number as last'])
    .execute()
  return rows.flatMap(({ travel, ...row }) => [
    { kind: travel as BookKind, ...row },
    ...(travel === 'incoming' ? [{ kind: 'tracking' as const, ...row }] : []),
  ])
}
