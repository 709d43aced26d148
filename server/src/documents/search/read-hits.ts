import type { SearchHit } from '@mocban/contract/search'
import { bare } from '@mocban/contract/vietnamese'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { shownName } from '../reading/file-name.ts'
import { markMatches, snippetOf } from './mark-matches.ts'
import type { SearchQuery } from './parse-query.ts'

/** Pages of one document that are looked through for the place to show; what stands later is found, but opens at its first page. */
const mostPages = 400

/** What the page of results shows of each document, in the order given. Read under the policies: what is not visible is not here. */
export async function readHits(tx: Tx, ids: string[], query: SearchQuery): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('document as d')
    .where('d.id', 'in', ids)
    .select([
      'd.id',
      'd.travel',
      'd.state',
      'd.type_code',
      'd.number',
      'd.symbol',
      'd.abstract',
      'd.issuer_name',
      sql<string>`app.unit_name(d.agency_id, d.listed_at)`.as('agency_name'),
      'd.issued_on',
      'd.due_on',
      'd.urgency',
      'd.listed_at',
    ])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const [pages, holders] = [await bestPages(tx, ids, query), await holdersOf(tx, ids)]
  const factMarks = query.marks
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const page = pages.get(id)
    return {
      documentId: row.id,
      travel: row.travel as SearchHit['travel'],
      state: row.state as SearchHit['state'],
      typeCode: row.type_code,
      number: row.number,
      symbol: row.symbol === null ? null : markMatches(row.symbol, factMarks),
      abstract: markMatches(row.abstract, factMarks),
      issuerName: row.issuer_name,
      agencyName: row.agency_name,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      urgency: row.urgency as SearchHit['urgency'],
      listedAt: row.listed_at,
      holders: holders.get(id) ?? [],
      page: page
        ? {
            fileId: page.file_id,
            fileName: shownName(page.name),
            page: page.page,
            snippet: snippetOf(page.text, query.marks),
          }
        : null,
    }
  })
}

interface PageRow {
  document_id: string
  file_id: string
  name: string
  page: number
  text: string
}

/** For each document the page with most of the words; as typed before bare letters, earlier before later. */
async function bestPages(tx: Tx, ids: string[], query: SearchQuery): Promise<Map<string, PageRow>> {
  const words = query.marks.map((mark) => ` ${mark.bare}${mark.prefix ? '' : ' '}`)
  if (words.length === 0) return new Map()
  const phrase = query.phraseLines[0] ?? query.nearLine
  const { rows } = await sql<PageRow>`
    select i.id as document_id, b.* from unnest(${ids}::uuid[]) i (id) cross join lateral (
      select p.file_id, p.name, p.page, p.text from (
        select f.id as file_id, f.name, t.page, t.text, t.word_line, t.bare_line, f.version_no
          from document_file f join page_text t on t.sha256 = f.sha256 where f.document_id = i.id
          order by f.version_no desc, f.ordinal, t.page limit ${mostPages}) p
      cross join lateral (select count(*) as found from unnest(${words}::text[]) w (word) where position(w.word in p.bare_line) > 0) c
      where c.found > 0
      order by ${phrase === null ? sql`c.found = 0` : sql`position(${phrase} in ${phrase === bare(phrase) ? sql`p.bare_line` : sql`p.word_line`}) = 0`},
        c.found desc, p.version_no desc, p.page limit 1) b`.execute(tx)
  return new Map(rows.map((row) => [row.document_id, row]))
}

/** Who has each document now. */
async function holdersOf(tx: Tx, ids: string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ document_id: string; names: string[] }>`
    select h.document_id, array_agg(distinct coalesce(p.full_name, u.short_name)) as names
      from handling h join unit_known u on u.id = h.unit_id left join person p on p.id = h.person_id
     where h.document_id = any (${ids}::uuid[]) and h.ended_at is null and h.role <> 'inform' group by h.document_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.document_id, row.names]))
}
