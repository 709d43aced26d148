import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/** A unit's attributes from the day on, under the names of its columns. */
export interface UnitColumns {
  unit_id: string
  kind: string
  is_agency: boolean
  agency_id: string
  parent_id: string | null
  name: string
  short_name: string
  abbreviation: string
  name_en: string
  name_ur: string | null
  exchange_code: string | null
  statistics_code: string | null
  seal_text: string | null
  seal_certificate: string | null
  founded_by: string | null
  regulations: string | null
  ordinal: number
}

/** What a reorganisation makes of the organisation on its day. */
export interface Reorganised {
  id: string
  day: string
  oldCodesUntil: string
  basis: string
  made: UnitColumns[]
  changed: UnitColumns[]
  ended: { unit_id: string; successor_id: string }[]
  madePosts: {
    id: string
    unit_id: string
    agency_id: string
    title: string
    title_en: string | null
    leads: boolean
    rank: number
    capabilities: string[]
  }[]
  endedPosts: { id: string; successor_id: string | null }[]
  /** Each appointment to a post that ends, and the post where it goes on; null: not. */
  moves: { appointment_id: string; position_id: string | null; kind: string }[]
}

const rows = (values: object[]) => sql`${JSON.stringify(values)}::jsonb`

/** Writes the units, posts and appointments of a reorganisation as of its day. What was before stays as it was. */
export async function reorganise(tx: Tx, given: Reorganised): Promise<void> {
  const day = sql`${given.day}::date`
  await endUnits(tx, given, day)
  await sql`insert into unit (id) select (r ->> 'unit_id')::uuid from jsonb_array_elements(${rows(given.made)}) r`.execute(
    tx,
  )
  await sql`
    insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en, name_ur, exchange_code,
                              statistics_code, seal_text, seal_certificate, founded_by, regulations, ordinal)
    select r.unit_id, daterange(${day}, null), r.kind, r.is_agency, r.agency_id, r.parent_id, r.name, r.short_name, r.abbreviation, r.name_en, r.name_ur,
           r.exchange_code, r.statistics_code, r.seal_text, r.seal_certificate, r.founded_by, r.regulations, r.ordinal
      from jsonb_populate_recordset(null::unit_version, ${rows([...given.made, ...given.changed])}) r`.execute(tx)
  await sql`
    insert into position (id, unit_id, agency_id, title, title_en, leads, rank, capabilities, valid)
    select r.id, r.unit_id, r.agency_id, r.title, r.title_en, r.leads, r.rank, r.capabilities, daterange(${day}, null)
      from jsonb_populate_recordset(null::public.position, ${rows(given.madePosts)}) r`.execute(tx)
  await movePeople(tx, given, day)
  await sql`
    update position q set valid = daterange(lower(q.valid), ${day})
      from jsonb_to_recordset(${rows(given.endedPosts)}) r (id uuid) where q.id = r.id`.execute(tx)
  await sql`
    insert into succession (unit_id, successor_id, from_day, reorganisation_id)
    select r.unit_id, r.successor_id, ${day}, ${given.id} from jsonb_to_recordset(${rows(given.ended)}) r (unit_id uuid, successor_id uuid)`.execute(
    tx,
  )
  await sql`
    insert into post_succession (position_id, successor_id, from_day, reorganisation_id)
    select r.id, r.successor_id, ${day}, ${given.id} from jsonb_to_recordset(${rows(given.endedPosts)}) r (id uuid, successor_id uuid)
     where r.successor_id is not null`.execute(tx)
}

/** Ends what ends and closes the version of what is otherwise from the day on; old exchange codes answer for the successors for a time. */
async function endUnits(tx: Tx, given: Reorganised, day: ReturnType<typeof sql>): Promise<void> {
  const ids = [...given.ended, ...given.changed].map((one) => one.unit_id)
  const codes = [...given.made, ...given.changed].flatMap((one) => one.exchange_code ?? [])
  await sql`
    insert into exchange_code_alias (code, unit_id, valid)
    select v.exchange_code, v.unit_id, daterange(${day}, ${given.oldCodesUntil}::date, '[]')
      from unit_version v where v.unit_id = any (${ids}::uuid[]) and v.valid @> ${day} and v.exchange_code is not null
       and v.exchange_code <> all (${codes}::text[])
       and not exists (select from exchange_code_alias x where x.code = v.exchange_code and x.valid && daterange(${day}, ${given.oldCodesUntil}::date, '[]'))`.execute(
    tx,
  )
  await sql`
    update unit_version v set valid = daterange(lower(v.valid), ${day}) where v.unit_id = any (${ids}::uuid[]) and v.valid @> ${day}`.execute(
    tx,
  )
}

/** Appointments to posts that end go on in those that follow, by the decision the reorganisation rests on. */
async function movePeople(tx: Tx, given: Reorganised, day: ReturnType<typeof sql>): Promise<void> {
  const moves = sql`jsonb_to_recordset(${rows(given.moves)}) r (appointment_id uuid, position_id uuid, kind text)`
  await sql`
    insert into appointment (person_id, position_id, kind, valid, decision)
    select x.person_id, r.position_id, r.kind, daterange(greatest(lower(x.valid), ${day}), upper(x.valid)), ${given.basis}
      from ${moves} join appointment x on x.id = r.appointment_id where r.position_id is not null`.execute(tx)
  await sql`
    update appointment x set valid = daterange(lower(x.valid), ${day}) from ${moves} where x.id = r.appointment_id and coalesce(lower(x.valid) < ${day}, true)`.execute(
    tx,
  )
  // What had not begun was no appointment to the old post.
  await sql`delete from appointment x using ${moves} where x.id = r.appointment_id and lower(x.valid) >= ${day}`.execute(
    tx,
  )
}
