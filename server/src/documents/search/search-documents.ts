import type { SearchAnswer, SearchFilter } from '@mocban/contract/search'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { parseQuery, type SearchQuery } from './parse-query.ts'
import { readHits } from './read-hits.ts'

export interface SearchInput extends SearchFilter {
  typing?: boolean | undefined
  order?: 'relevance' | 'newest' | undefined
  limit?: number | undefined
  after?: string | undefined
}

/** Ranked and counted exactly up to here; beyond it the newest are shown and the count says "at least". */
const mostRanked = 1000

/**
 * Finds documents by their facts and the text of their files. Whatever is found, ranked, counted or offered as a facet is of documents that who asks
 * may open: `app.search` meets the words with the person's principals, and what is shown is read under the policies once more.
 */
export async function searchDocuments(tx: Tx, input: SearchInput): Promise<SearchAnswer> {
  const limit = input.limit ?? 20
  let query = parseQuery(input.q)
  let found = await findDocuments(tx, query, input, limit)
  if (input.typing && found.total === 0) {
    // No such word: the last one may be the beginning of one.
    query = parseQuery(input.q, { typing: true })
    found = await findDocuments(tx, query, input, limit)
  }
  const shown = found.hits.slice(0, limit)
  const last = found.hits.length > limit ? shown.at(-1) : undefined
  return {
    items: await readHits(
      tx,
      shown.map((hit) => hit.document_id),
      query,
    ),
    total: found.total,
    complete: found.complete,
    facets: found.facets,
    ...(last ? { next: Buffer.from(`${last.rank} ${last.at} ${last.document_id}`).toString('base64url') } : {}),
  }
}

/** The identifiers of all that a search finds, best first: for exports and saved searches. At most `most`. */
export async function findDocumentIds(tx: Tx, filter: SearchFilter, most = mostRanked): Promise<string[]> {
  const { rows } = await sql<{ document_id: string }>`
    select document_id from ${found(parseQuery(filter.q), filter, most)} f order by f.rank desc, f.at desc, f.document_id desc`.execute(
    tx,
  )
  return rows.map((row) => row.document_id)
}

interface Hit {
  document_id: string
  rank: number
  at: string
}

/** The rows of `app.search` for a question and what narrows it. */
function found(query: SearchQuery, filter: SearchFilter, most: number): RawBuilder<unknown> {
  // The name of a unit finds what it issued too, under whatever name that was; quoted, only what says the name is meant.
  const named = (part: string | null) =>
    query.phrases.length > 0 || !filter.q?.trim() || part === null
      ? sql`${part}::tsquery`
      : sql`(select coalesce(${part}::tsquery || n.units, ${part}::tsquery) from app.issued_by(${filter.q}) n (units))`
  const list = (values: readonly string[] | undefined) => (values?.length ? values : null)
  return sql`app.search(${named(query.recall)}, ${named(query.typed)}, ${query.symbol}::tsquery, ${query.facts}::tsquery, ${query.near}::tsquery,
    ${query.phrases}::tsquery[], ${query.phraseLines}::text[], ${list(filter.travel)}::text[], ${list(filter.agency)}::uuid[],
    ${list(filter.type)}::text[], ${list(filter.state)}::text[], ${filter.issuer ? [filter.issuer] : null}::text[],
    ${list(filter.unit)}::uuid[], ${filter.from ?? null}::date, ${filter.to ?? null}::date, ${most}::int)`
}

async function findDocuments(tx: Tx, query: SearchQuery, input: SearchInput, limit: number) {
  const rank = input.order === 'newest' ? sql`(0 * f.rank)` : sql`f.rank`
  const place = readPlace(input.after)
  const after = place
    ? sql`where (${rank}, f.at, f.document_id) < (${place.rank}, ${place.at}::timestamptz, ${place.id}::uuid)`
    : sql``
  const { rows } = await sql<{
    hits: Hit[] | null
    total: number
    complete: boolean | null
    facets: SearchAnswer['facets']
  }>`
    with found as materialized (select * from ${found(query, input, mostRanked)}),
    facet as materialized (
      select 'travel' as dimension, f.travel as value, null::text as name, count(*) as count from found f group by f.travel
      union all select 'type', f.type_code, null, count(*) from found f group by f.type_code
      union all select 'state', f.state, null, count(*) from found f group by f.state
      union all (select 'issuer', f.issuer_name, null, count(*) from found f where f.issuer_name is not null group by f.issuer_name order by 4 desc limit 30)
      union all select 'agency', a.id::text, u.name, a.count from (
        select f.agency_id as id, count(*) from found f group by f.agency_id order by 2 desc limit 30) a join unit_known u on u.id = a.id
      union all select 'unit', h.id::text, u.name, h.count from (
        select x.id, count(*) from found f cross join lateral unnest(f.units) x (id) group by x.id order by 2 desc limit 30) h join unit_known u on u.id = h.id
      union all (select 'period', to_char(f.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), null, count(*) from found f group by 2 order by 2 desc limit 36)
    )
    select
      (select json_agg(json_build_object('document_id', h.document_id, 'rank', h.rank, 'at', h.at)) from (
         select f.document_id, ${rank} as rank, f.at from found f ${after} order by ${rank} desc, f.at desc, f.document_id desc limit ${limit + 1}) h) as hits,
      (select coalesce(max(f.total), 0) from found f) as total,
      (select f.complete from found f limit 1) as complete,
      (select json_object_agg(d.dimension, coalesce(x.values, '[]'::json)) from unnest(array['travel', 'type', 'state', 'issuer', 'agency', 'unit', 'period']) d (dimension)
         left join lateral (select json_agg(json_strip_nulls(json_build_object('value', c.value, 'name', c.name, 'count', c.count)) order by c.count desc, c.value desc) as values
           from facet c where c.dimension = d.dimension) x on true) as facets`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a statement without rows')
  return { hits: row.hits ?? [], total: row.total, complete: row.complete ?? true, facets: row.facets }
}

/** Where the page before ended; nothing where what was sent is no such place. */
function readPlace(token: string | undefined) {
  const [rank, at, id] = Buffer.from(token ?? '', 'base64url')
    .toString('utf8')
    .split(' ')
  if (!rank || !at || !id || !/^\d{1,3}$/.test(rank) || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    return undefined
  return { rank: Number(rank), at, id }
}
