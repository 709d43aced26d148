import type { SuggestedIssuer } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'

const most = 6

/**
 * Who may have issued a document, by the end of its symbol (`15/QĐ-SYT`): agencies of the province whose abbreviation it was on that day, and issuers whose documents
 * with this ending the agency registered before, most often first. Where many share an abbreviation (every commune is UBND), those that wrote before and those above the own agency.
 */
export async function suggestIssuers(
  tx: Tx,
  given: { symbol: string; issuedOn?: string | null | undefined },
): Promise<SuggestedIssuer[]> {
  const day = given.issuedOn ?? clock.today()
  const { rows } = await sql<Omit<SuggestedIssuer, 'because'> & { times: number; above: boolean }>`
    with recursive word (ending) as (select app.symbol_issuer(${given.symbol})),
    above (id) as (
      select app.agency() union select v.parent_id from above join unit_version v on v.unit_id = above.id and v.valid @> ${day}::date where v.parent_id is not null
    ),
    named as (
      select v.unit_id, v.name from word join unit_version v on v.is_agency and v.valid @> ${day}::date and app.symbol_issuer('1/' || v.abbreviation) = word.ending
       where word.ending <> ''
    ),
    before as (
      select latest.issuer_unit_id, latest.issuer_name, count(*)::int as times from (
        select d.issuer_unit_id, d.issuer_name from document d
         where d.agency_id = any ((select app.agencies())::uuid[]) and d.travel = 'incoming' and d.state <> 'cancelled'
           and d.symbol_issuer = (select nullif(ending, '') from word) order by d.listed_at desc limit 200) latest
       group by 1, 2
    )
    select named.unit_id as "unitId", named.name, coalesce(sum(before.times), 0)::int as times, named.unit_id in (select id from above) as above
      from named left join before on before.issuer_unit_id = named.unit_id or (before.issuer_unit_id is null and app.bare(before.issuer_name) = app.bare(named.name))
     group by 1, 2
    union all
    select null, max(before.issuer_name), sum(before.times)::int, false
      from before where before.issuer_unit_id is null and not exists (select from named where app.bare(named.name) = app.bare(before.issuer_name))
     group by app.bare(before.issuer_name)
     order by times desc, above desc, name`.execute(tx)
  const likely = rows.length > most ? rows.filter((row) => row.times > 0 || row.above) : rows
  return likely
    .slice(0, most)
    .map(({ unitId, name, times }) => ({ unitId, name, because: times > 0 ? 'registered' : 'abbreviation' }))
}
