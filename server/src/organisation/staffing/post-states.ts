import { type RawBuilder, sql } from 'kysely'

export interface StatesInput {
  on: string
  /** Only posts of these agencies. */
  agencies?: string[] | undefined
  personId?: string | undefined
  /** Only posts that need training in this field. */
  field?: string | undefined
}

/**
 * Two parts of a query: `held`, everybody in a post with what they miss on the day, and `posts`, a row a post with its state. The states close:
 * every post is in exactly one; that it is doubled is told besides.
 */
export const postStates = (input: StatesInput): RawBuilder<unknown> => sql`
  held as materialized (
    select * from app.staffing(${input.on}::date, ${input.agencies ?? null}::uuid[], ${input.personId ?? null}::uuid, ${postsOf(input)})
     where ${input.field ?? null}::text is null
        or exists (select from unnest(fields) f where starts_with(f, ${input.field ?? ''}) or starts_with(${input.field ?? ''}, f))
  ),
  posts as materialized (
    select position_id, unit_id, agency_id, requirement_id, fields, least_level, certificates,
           case when count(person_id) = 0 then 'vacant'
                when requirement_id is null or (fields = '{}' and least_level is null and certificates = '{}') then 'free'
                when bool_or(known and (lacks_field or lacks_level or lacks <> '{}')) then 'misses'
                when not bool_and(known) then 'unknown' else 'fits' end as state,
           case when max(main_holders) > 1 then 'two-holders'
                when bool_or(posts_held > 1 and held_as in ('main', 'concurrent')) then 'several-posts' end as doubled
      from held group by position_id, unit_id, agency_id, requirement_id, fields, least_level, certificates
  )`

/** Of one person the posts are named, so that they are not looked for among all. */
const postsOf = ({ personId, on }: StatesInput) =>
  personId
    ? sql`array(select x.position_id from appointment x where x.person_id = ${personId}::uuid and x.valid @> ${on}::date)`
    : sql`null::uuid[]`

/** How far a place in a course is on a day: by what came of it, else by the course's days. */
export const placeState = (outcome: string, valid: string, on: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  coalesce(${sql.ref(outcome)}, case when lower(${sql.ref(valid)}) > ${on} then 'planned' when upper(${sql.ref(valid)}) > ${on} then 'under-way' else 'ended' end)`
