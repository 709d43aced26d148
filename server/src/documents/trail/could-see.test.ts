import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId } from '../../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.ts'

/**
 * Lets some days pass in which records are opened and closed, people move and posts change. On every day everybody looks with the product's own
 * `act_as` and policies, and what they saw is written down; afterwards the database is asked who could see what on each of those days. The two know
 * nothing of each other.
 */
let database: TestDatabase
let province: SmallProvince

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  await endedBefore()
  // One class of confidentiality in each agency.
  await sql`insert into confidentiality_class (id, agency_id, name)
    select app.everyone_of(id), id, 'Khiếu nại, tố cáo' from unit_known where is_agency`.execute(database.owner)
})
afterAll(() => database.drop())

/** An agency with a division and a post, all gone before the story begins; somebody may turn out to be their heir. */
const gone = { agency: newId(), division: newId(), post: newId() }
async function endedBefore() {
  const { owner } = database
  for (const id of [gone.agency, gone.division]) {
    await sql`insert into unit (id) values (${id})`.execute(owner)
    await sql`insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
      values (${id}, '[2020-01-01,2025-07-01)', ${id === gone.agency ? 'commune' : 'division'}, ${id === gone.agency}, ${gone.agency},
        ${id === gone.agency ? null : gone.agency}, 'x', 'x', 'x', 'x')`.execute(owner)
  }
  await sql`insert into position (id, unit_id, agency_id, title, valid) values (${gone.post}, ${gone.division}, ${gone.agency}, 'x', '[2020-01-01,2025-07-01)')`.execute(
    owner,
  )
}

const act = fc.record({
  what: fc.constantFrom(
    'open',
    'open',
    'open',
    'until',
    'until',
    'withdraw',
    'close',
    'move',
    'leads',
    'clerk',
    'delegate',
    'scope',
    'join',
    'belong',
    'succeed',
    'succeed',
  ),
  who: fc.nat(5),
  record: fc.nat(1),
  group: fc.constantFrom(
    'person',
    'position',
    'leaders',
    'clerks',
    'everyone',
    'members',
    'classed leaders',
    'classed clerks',
    'gone leaders',
    'gone clerks',
    'gone everyone',
    'gone post',
    'gone classed',
  ),
})
const days = fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 })

it('answers for each day what people saw on it, however records were opened and closed and people moved', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(days, async (story) => {
      const records = [newId(), newId()]
      await database.owner
        .transaction()
        .execute(async (tx) => {
          const people = Object.values(province.people)
          const run = (statement: ReturnType<typeof sql>) => statement.execute(tx)
          /** Everybody looks at everything now: in each post they hold, and for whom they act. */
          const look = async (at: string) => {
            const seen: string[] = []
            const { rows: standings } = await sql<{ person: string; position: string; delegation: string | null }>`
              select person_id as person, position_id as position, null as delegation from appointment
              union select to_person_id, from_position_id, id from delegation`.execute(tx)
            for (const one of standings) {
              const { rows } = await sql<{ id: string }>`
                select a.person_id as id from app.act_as(${one.person}, ${one.position}, ${one.delegation}, ${at}) a`.execute(
                tx,
              )
              if (rows.length === 0) continue
              await run(sql`set local role mocban_app`)
              const { rows: found } = await sql<{ id: string }>`
                select distinct record_id as id from audience where record_id = any (${records}::uuid[])`.execute(tx)
              await run(sql`reset role`)
              seen.push(
                ...found.map(({ id }) => `${id} ${one.person} ${one.position} ${one.delegation ? 'for' : 'self'}`),
              )
            }
            return seen
          }
          const written: { day: string; seen: Set<string> }[] = []
          for (const [n, acts] of story.entries()) {
            const day = `2025-09-${String(n + 10).padStart(2, '0')}`
            const seen = new Set(await look(`${day}T00:30:00+07:00`))
            for (const [hour, one] of acts.entries()) {
              const at = `${day}T${String(hour + 8).padStart(2, '0')}:00:00+07:00`
              await run(sql`select set_config('app.now', ${at}, true)`)
              await change(run, one, {
                person: people[one.who]!,
                other: people[(one.who + 5) % 18]!,
                record: records[one.record]!,
                at,
                day,
              })
              for (const who of await look(at.replace(':00:00', ':30:00'))) seen.add(who)
            }
            written.push({ day, seen })
          }
          for (const { day, seen } of written) {
            const answered = new Set<string>()
            for (const record of records) {
              const { rows } = await sql<{ who: string }>`
                select distinct concat_ws(' ', ${record}::text, person_id, position_id, case when acting_for is null then 'self' else 'for' end) as who
                from app.who_could_see(${record}, ${day})`.execute(tx)
              for (const { who } of rows) answered.add(who)
            }
            expect([...answered].sort(), day).toEqual([...seen].sort())
          }
          throw new Undone()
        })
        .catch((error) => {
          if (!(error instanceof Undone)) throw error
        })
    }),
    { numRuns: 20 },
  )
})

/** Each story begins with the same province. */
class Undone extends Error {}

interface Place {
  person: { personId: string; positionId: string }
  other: { personId: string; positionId: string }
  record: string
  at: string
  day: string
}

async function change(
  run: (statement: ReturnType<typeof sql>) => Promise<unknown>,
  { what, group }: { what: string; group: string },
  { person, other, record, at, day }: Place,
) {
  const post = sql`(select unit_id from position where id = ${person.positionId})`
  const agency = sql`(select agency_id from position where id = ${person.positionId})`
  const principals: Record<string, ReturnType<typeof sql>> = {
    person: sql`${person.personId}::uuid`,
    position: sql`${person.positionId}::uuid`,
    leaders: sql`app.leaders_of(${post})`,
    clerks: sql`app.clerks_of(${agency})`,
    everyone: sql`app.everyone_of(${agency})`,
    members: sql`app.members_of(${province.units.group})`,
    'classed leaders': sql`app.classed(app.everyone_of(${agency}), app.leaders_of(${post}))`,
    'gone leaders': sql`app.leaders_of(${gone.division})`,
    'gone clerks': sql`app.clerks_of(${gone.agency})`,
    'gone everyone': sql`app.everyone_of(${gone.agency})`,
    'gone post': sql`${gone.post}::uuid`,
    'gone classed': sql`app.classed(app.everyone_of(${gone.agency}), app.leaders_of(${gone.division}))`,
    'classed clerks': sql`app.classed(app.everyone_of(${agency}), app.clerks_of(${agency}))`,
  }
  const principal = principals[group]!
  if (what === 'open')
    await run(sql`insert into audience (record_id, principal, list, reason, at) values (${record}, ${principal}, 'incoming', 'handles', ${at})
                  on conflict do nothing`)
  if (what === 'succeed') {
    await run(sql`insert into succession (unit_id, successor_id, from_day)
      select g.id, g.heir, ${day} from (values (${gone.agency}::uuid, ${agency}), (${gone.division}::uuid, ${post})) g (id, heir)
      on conflict do nothing`)
    await run(
      sql`insert into post_succession (position_id, successor_id, from_day) values (${gone.post}, ${person.positionId}, ${day}) on conflict do nothing`,
    )
  }
  if (what === 'close') await run(sql`delete from audience where record_id = ${record}`)
  if (what === 'leads') await run(sql`update position set leads = not leads where id = ${person.positionId}`)
  if (what === 'clerk')
    await run(sql`update position set capabilities = case when 'register' = any (capabilities) then '{draft}' else '{register,number}'::text[] end
                   where id = ${person.positionId}`)
  // Who holds a post is known by the day: the change counts for the whole of the next one.
  if (what === 'move')
    await run(sql`insert into appointment (person_id, position_id, valid)
      select ${person.personId}, ${other.positionId}, daterange(${day}::date + 1, null)
       where not exists (select from appointment where person_id = ${person.personId} and position_id = ${other.positionId})`)
  // To the person, everybody of the post's unit, or the committee; to the end of this day or of the next but one.
  const target =
    { person: sql`${person.personId}::uuid`, members: sql`${province.units.group}::uuid` }[group] ??
    (group.startsWith('gone') ? sql`${gone.division}::uuid` : post)
  const last = sql`${day}::date + case when ${group} < 'e' then 0 else 2 end`
  if (what === 'until')
    await run(sql`with opened as (
        insert into opening (record_id, list, target_kind, target, last_day, reason, opened_by, opened_position, first_day)
        select ${record}, 'incoming', 'unit', ${target}, ${last}, 'để biết', ${person.personId}, ${person.positionId}, ${day}
         where not exists (select from opening where record_id = ${record} and target = ${target} and withdrawn_at is null) returning principal)
      insert into audience (record_id, principal, list, reason, at) select ${record}, principal, 'incoming', 'opened-until', ${at} from opened
      on conflict do nothing`)
  if (what === 'withdraw')
    await run(sql`with withdrawn as (
        update opening set withdrawn_at = ${at} where record_id = ${record} and withdrawn_at is null and last_day >= ${day} returning principal)
      delete from audience where record_id = ${record} and principal in (select principal from withdrawn)`)
  if (what === 'belong')
    await run(sql`insert into confidentiality_member (class_id, position_id, unit_id, valid)
      select c.id, case when ${group} = 'position' then ${person.positionId}::uuid end,
             case when ${group} = 'position' then null when ${group} = 'members' then ${province.units.group}::uuid
                  when ${group} like 'gone %' then ${gone.division}::uuid else ${post} end,
             tstzrange(${at}, ${at}::timestamptz + interval '26 hours')
        from confidentiality_class c where c.agency_id = case when ${group} like 'gone %' then ${gone.agency}::uuid else ${agency} end on conflict do nothing`)
  if (what === 'scope')
    await run(sql`insert into delegation (from_person_id, from_position_id, to_person_id, valid, capabilities, scope_units)
      select ${person.personId}, ${person.positionId}, ${other.personId}, tstzrange(${at}, ${at}::timestamptz + interval '30 hours'), '{draft}', array[q.unit_id]
        from position q where q.id = ${group < 'm' ? person.positionId : other.positionId}`)
  if (what === 'delegate')
    await run(sql`insert into delegation (from_person_id, from_position_id, to_person_id, valid, capabilities)
      values (${person.personId}, ${person.positionId}, ${other.personId}, tstzrange(${at}, ${at}::timestamptz + interval '20 hours'), '{draft}')`)
  if (what === 'join')
    await run(sql`insert into committee_member (unit_id, person_id, role, valid)
      select ${province.units.group}, ${person.personId}, 'member', daterange(${day}::date + 1, ${day}::date + 3)
       where not exists (select from committee_member where unit_id = ${province.units.group} and person_id = ${person.personId})`)
}
