import { changeKinds, type chart, comparedFacts, type Difference } from '@mocban/contract/organisation-chart'
import type { RouteAnswer, RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

const columns: Record<(typeof comparedFacts)[number], string> = {
  kind: 'kind',
  shortName: 'short_name',
  abbreviation: 'abbreviation',
  nameEn: 'name_en',
  nameUr: 'name_ur',
  exchangeCode: 'exchange_code',
  statisticsCode: 'statistics_code',
  sealText: 'seal_text',
  sealCertificate: 'seal_certificate',
  foundedBy: 'founded_by',
  regulations: 'regulations',
}

type Counts = Record<(typeof changeKinds)[number], number>

/** How many are answered at once: a reorganisation moves thousands. */
const shown = 100

/**
 * What is different in the organisation between two days. Somebody whose posts are others is `transferred` where they had one before, `came` or
 * `left` where they had none on one of the days. A new unit is told with those it
 * came from, one that ended with its successor; agencies before what is inside them. A page goes on after a place, the kind and the number within it: all of them are found to be counted
 * anyway, and two days that are past differ by the same for ever.
 */
export async function chartDifferences(
  tx: Tx,
  input: RouteInput<typeof chart.differences>['query'],
): Promise<RouteAnswer<typeof chart.differences>> {
  // A division with its agency: every commune has one of each name.
  const inFullOf = (unit: string) => {
    const of = (column: string) => sql.ref(`${unit}.${column}`)
    return sql`${of('name')} || case when ${of('is_agency')} or ${of('parent_name')} is null then '' else ', ' || ${of('parent_name')} end`
  }
  const inFull = inFullOf('v')
  const [place = 0, number = 0] = /^\d{1,2} \d{1,9}$/.test(input.after ?? '')
    ? (input.after ?? '').split(' ').map(Number)
    : []
  const { rows } = await sql<Difference & { counts: Partial<Counts>; place: number; n: number }>`
    with before as (select v.*, (select p.name from unit_version p where p.unit_id = v.parent_id and p.valid @> ${input.from}::date) as parent_name
                      from unit_version v where v.valid @> ${input.from}::date),
         after as (select v.*, (select p.name from unit_version p where p.unit_id = v.parent_id and p.valid @> ${input.to}::date) as parent_name
                     from unit_version v where v.valid @> ${input.to}::date),
         -- Whose posts began or ended between the two days: all others hold what they held. Each is looked up by their keys.
         moved as materialized (select m as person_id from app.people_moved(${input.from}::date, ${input.to}::date) m),
         posts_before as (select m.person_id, array_agg(q.id order by q.id) as posts, min(u.unit_id::text)::uuid as unit_id, min(u.name) as unit_name,
                                 string_agg(distinct q.title || ', ' || ${inFullOf('u')}, '; ') as told
                            from moved m cross join lateral (
                              select q.id, q.title, q.unit_id from appointment x join position q on q.id = x.position_id
                               where x.person_id = m.person_id and x.valid @> ${input.from}::date offset 0) q
                            join before u on u.unit_id = q.unit_id group by m.person_id),
         posts_after as (select m.person_id, array_agg(q.id order by q.id) as posts, min(u.unit_id::text)::uuid as unit_id, min(u.name) as unit_name,
                                 string_agg(distinct q.title || ', ' || ${inFullOf('u')}, '; ') as told
                            from moved m cross join lateral (
                              select q.id, q.title, q.unit_id from appointment x join position q on q.id = x.position_id
                               where x.person_id = m.person_id and x.valid @> ${input.to}::date offset 0) q
                            join after u on u.unit_id = q.unit_id group by m.person_id),
         -- Worked out once for each unit, and joined as a whole: a reorganisation ends thousands of them on one day.
         came_from as materialized (
           select s.successor_id as unit_id, string_agg(${inFull}, '; ' order by v.name, v.unit_id) as told
             from succession s join before v on v.unit_id = s.unit_id where s.from_day <= ${input.to}::date group by 1),
         ended as materialized (
           select b.*, app.successor_of(b.unit_id, ${input.to}::date) as heir_id from before b where not exists (select from after a where a.unit_id = b.unit_id)),
         found as (
      select 'created' as kind, a.unit_id, a.name as unit_name, a.is_agency, null::uuid as person_id, null::text as full_name,
             c.told as before, a.parent_name as after, null::jsonb as facts
        from after a left join came_from c on c.unit_id = a.unit_id where not exists (select from before b where b.unit_id = a.unit_id)
      union all
      select 'dissolved', b.unit_id, b.name, b.is_agency, null, null, b.parent_name, case when v.unit_id is not null then ${inFull} end, null
        from ended b left join after v on v.unit_id = b.heir_id and v.unit_id <> b.unit_id
      union all
      select 'renamed', a.unit_id, a.name, a.is_agency, null, null, b.name, a.name, null from before b join after a using (unit_id) where a.name <> b.name
      union all
      select 'moved', a.unit_id, a.name, a.is_agency, null, null, b.parent_name, a.parent_name, null from before b join after a using (unit_id)
       where a.parent_id is distinct from b.parent_id
      union all
      select 'changed', a.unit_id, a.name, a.is_agency, null, null, null, null, other.facts
        from before b join after a using (unit_id)
       cross join lateral (
         select jsonb_agg(jsonb_build_object('fact', f.fact, 'before', f.was, 'after', f.becomes) order by n) as facts
           from (values ${sql.join(comparedFacts.map((fact, n) => sql`(${n}::int, ${fact}::text, b.${sql.ref(columns[fact])}, a.${sql.ref(columns[fact])})`))}) f (n, fact, was, becomes)
          where f.was is distinct from f.becomes) other
       where other.facts is not null
      union all
      select case when b.person_id is null then 'came' when a.person_id is null then 'left' else 'transferred' end,
             coalesce(a.unit_id, b.unit_id), coalesce(a.unit_name, b.unit_name), false, h.id, h.full_name, b.told, a.told, null
        from posts_before b full join posts_after a using (person_id) join person h on h.id = person_id and not h.service
       where a.posts is distinct from b.posts
    )
    select c.counts, f.* from (select coalesce(jsonb_object_agg(k.kind, k.n), '{}') as counts from (select kind, count(*) as n from found group by kind) k) c
      left join lateral (
        select n.kind, n.unit_id as "unitId", n.unit_name as "unitName", n.person_id as "personId", n.full_name as "fullName", n.before, n.after, n.facts, n.place, n.n from (
          select o.*, array_position(${changeKinds}::text[], o.kind) as place,
                 row_number() over (partition by o.kind order by o.is_agency desc, o.unit_name, o.full_name, o.unit_id, o.person_id)::int as n
            from found o where ${input.kind ?? null}::text is null or o.kind = ${input.kind ?? null}) n
         where (n.place, n.n) > (${place}, ${number}) order by n.place, n.n limit ${shown + 1}) f on true
     order by f.place, f.n`.execute(tx)
  const none = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Counts
  const items = rows.slice(0, shown).filter((row) => row.kind)
  const last = rows.length > shown ? items.at(-1) : undefined
  return {
    counts: { ...none, ...rows[0]?.counts },
    items: items.map(({ counts: _counts, place: _place, n: _n, ...one }) => one),
    ...(last ? { next: `${last.place} ${last.n}` } : {}),
  }
}
