import type { StaffedPost, staffing } from '@mocban/contract/organisation-staffing'
import type { RouteInput } from '@mocban/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { placeState, postStates, type StatesInput } from './post-states.ts'

type Query = RouteInput<typeof staffing.posts>['query']
/** A post's place in the order of the chart. */
type Place = [agency: number, agencyId: string, unit: number, rank: number, id: string]
type Row = StaffedPost & { place: Place }

/** Of how many posts one page looks where a filter may leave out most of them. */
const looked = 2500

/**
 * The posts behind the figures, in the order of the chart, page by page. Where a filter fits little, a page ends before it is full and says up to which agency it looked.
 */
export async function listPosts(
  tx: Tx,
  { on, ...query }: Query & { on: string },
): Promise<{ items: StaffedPost[]; next?: string; lookedTo?: string }> {
  const after = placeOf(query.after)
  const { figure, lack } = query
  const filtered = Boolean((figure && figure !== 'posts') || lack || query.q || query.field)
  const through = await agenciesFrom(tx, { on, ...query }, after, filtered ? looked : query.limit + 1)
  const conditions = [
    figure === 'doubled' && sql`p.doubled is not null`,
    figure && !['doubled', 'posts'].includes(figure) && sql`p.state = ${figure}`,
    lack &&
      sql`exists (select from held h where h.position_id = p.position_id and h.person_id is not null and ${
        lack === 'field' ? sql`h.lacks_field` : lack === 'level' ? sql`h.lacks_level` : sql`${lack} = any (h.lacks)`
      })`,
    query.q && sql`strpos(app.bare(concat_ws(' ', q.title, u.name, a.name)), app.bare(${query.q})) > 0`,
    after &&
      sql`(a.ordinal, a.unit_id, u.ordinal, q.rank::int, q.id) > (${after[0]}::int, ${after[1]}::uuid, ${after[2]}::int, ${after[3]}::int, ${after[4]}::uuid)`,
  ].filter((one) => one !== undefined && one !== false && one !== '') as RawBuilder<unknown>[]
  const rows = await staffedPosts(
    tx,
    { on, agencies: through.agencies, field: query.field },
    conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`,
    query.limit + 1,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1)?.place : undefined
  const next = last ?? (through.more ? behind(through) : undefined)
  return {
    items: items.map(({ place: _, ...item }) => item),
    ...(next ? { next: Buffer.from(JSON.stringify(next)).toString('base64url') } : {}),
    ...(next && !last && filtered ? { lookedTo: through.name } : {}),
  }
}

interface Through {
  agencies: string[]
  ordinal: number
  name: string
  more: boolean
}

/** The agencies from a place on that together have so many posts. */
async function agenciesFrom(
  tx: Tx,
  query: Omit<Query, 'after'> & { on: string },
  after: Place | undefined,
  posts: number,
) {
  const communes = query.of ? query.of === 'communes' : null
  const { rows } = await sql<Through>`
    select agencies, ordinal, name, more from app.staffed_agencies(
      ${query.on}::date, ${query.agency ?? null}::uuid, ${communes}::boolean, ${after?.[0] ?? null}::int, ${after?.[1] ?? null}::uuid, ${posts}::int)`.execute(
    tx,
  )
  return rows[0] as Through
}

/** Behind the last post of the last agency. */
const behind = ({ agencies, ordinal }: Through): Place => [
  ordinal,
  agencies.at(-1) ?? '',
  2 ** 31 - 1,
  2 ** 31 - 1,
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
]

/** Posts with who holds them, what each misses, and the courses against it; `where` chooses among `p` (state), `q` (post), `u` (unit) and `a` (agency). */
export async function staffedPosts(
  tx: Tx,
  input: StatesInput,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<Row[]> {
  const place = sql`a.ordinal, a.unit_id, u.ordinal, q.rank, q.id`
  const { rows } = await sql<Row>`
    with ${postStates(input)},
    shown as materialized (
      select p.*, q.title, q.title_en, u.name as unit_name, a.name as agency_name, jsonb_build_array(${place}) as place, row_number() over (order by ${place}) as n
        from posts p join position q on q.id = p.position_id
        join unit_version u on u.unit_id = p.unit_id and u.valid @> ${input.on}::date
        join unit_version a on a.unit_id = p.agency_id and a.valid @> ${input.on}::date
       where ${where} order by ${place} limit ${limit}
    ),
    open as materialized (
      select person_id as id from app.trained_of((select array_agg(distinct h.person_id) from shown s join held h on h.position_id = s.position_id))
    )
    select s.position_id as "positionId", s.title, s.title_en as "titleEn", s.unit_id as "unitId", s.unit_name as "unitName", s.agency_id as "agencyId",
           s.agency_name as "agencyName", s.state, s.doubled, s.place, app.administers(s.agency_id) as "mayChange",
           case when s.requirement_id is not null then
             jsonb_build_object('fields', s.fields, 'leastLevel', s.least_level, 'certificates', s.certificates) end as demand,
           coalesce(holding.holders, '[]') as holders, coalesce(learning.courses, '[]') as courses
      from shown s
      left join lateral (
        select jsonb_agg(jsonb_build_object('personId', e.id, 'fullName', e.full_name, 'kind', h.held_as, 'known', h.known, 'lacksField', h.lacks_field,
                 'lacksLevel', h.lacks_level, 'lacks', h.lacks, 'lapsed', h.lapsed, 'posts', h.posts_held, 'open', e.id in (select o.id from open o))
               order by array_position(array['main', 'concurrent', 'secondment', 'acting'], h.held_as), e.full_name) as holders
          from held h join person e on e.id = h.person_id where h.position_id = s.position_id
      ) holding on true
      left join (
        select l.position_id, jsonb_agg(jsonb_build_object('courseId', l.course_id, 'personId', l.person_id, 'name', l.name, 'from', lower(l.valid),
                 'lastDay', upper(l.valid) - 1, 'state', ${placeState('l.outcome', 'l.valid', sql`${input.on}::date`)},
                 'certificateCode', l.certificate_code, 'fieldCode', l.field_code) order by l.valid desc) as courses
          from app.staffing_courses((select array_agg(position_id) from shown)) l group by l.position_id
      ) learning on learning.position_id = s.position_id
     order by s.n`.execute(tx)
  return rows
}

/** Reads the place that a client sent back; nothing where it is none. */
function placeOf(token: string | undefined): Place | undefined {
  if (!token) return undefined
  try {
    const place = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Place
    const [agency, agencyId, unit, rank, id] = place
    const numbers = place.length === 5 && [agency, unit, rank].every((one) => Number.isSafeInteger(one))
    return numbers && [agencyId, id].every((one) => /^[0-9a-f-]{36}$/.test(one)) ? place : undefined
  } catch {
    return undefined
  }
}
