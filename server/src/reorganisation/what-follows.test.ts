import { access } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { bulk } from '@mocban/contract/documents-bulk'
import { reorganisation } from '@mocban/contract/reorganisation'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { carryOutPlan, makePlan, plannedUnit, settleAll } from './testing/plans.ts'
import { plantWhatHangs } from './testing/plant-what-hangs.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/** What hangs on a unit and its posts beside work: rules, accounts, classes, openings, feeds, training. Two wards become one, and nothing of it hangs in the air. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']
let units: SmallProvince['units']

const day = '2026-03-03'
const at = (on: string) => clock.set(`${on}T03:00:00Z`)
const rowsOf = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(database.owner)).rows

/** Where a person stands today, in their first post. */
const now = async ({ personId }: Standing): Promise<Standing & { unitId: string; agencyId: string }> => {
  const [row] = await rowsOf(sql<{ positionId: string; unitId: string; agencyId: string }>`
    select q.id as "positionId", q.unit_id as "unitId", q.agency_id as "agencyId" from appointment x join position q on q.id = x.position_id
     where x.person_id = ${personId} and x.valid @> ${clock.today()}::date order by q.rank limit 1`)
  return { personId, ...(row as { positionId: string; unitId: string; agencyId: string }) }
}

let planted: Awaited<ReturnType<typeof plantWhatHangs>>
let heir: string

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  ;({ people, units } = province)
  at('2026-03-02')
  planted = await plantWhatHangs(served)
  const plan = await makePlan(server, people.administrator, day, [
    {
      kind: 'merge',
      from: [{ unitId: units.kinhBac }, { unitId: units.tuSon }],
      into: {
        new: plannedUnit('moi', 'Ủy ban nhân dân phường Kinh Bắc Từ Sơn', {
          parent: { unitId: units.ubnd },
          exchangeCode: 'H05.99',
        }),
      },
      fate: { registers: 'close', delegations: 'carry', divisions: 'match' },
    },
  ])
  await settleAll(server, people.administrator, plan.id)
  at(day)
  const done = await carryOutPlan(server, people.administrator, plan.id)
  expect(done.failure).toBeNull()
  heir = (await now(people.wardChairman)).agencyId
  return served.close
})

describe('what hangs on units and posts follows', () => {
  it('leaves everything as it must be', async () => {
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })

  it('accounts of systems work on in the post that follows', async () => {
    const [account] = await rowsOf(sql<{ agency: string; position: string }>`
      select agency_id as agency, position_id as position from service_account where client_id = 'cong-dich-vu'`)
    expect(account).toEqual({ agency: heir, position: (await now(planted.machine)).positionId })
    const [acting] = await rowsOf(sql<{ agency: string; capabilities: string[] }>`
      select agency_id as agency, capabilities from app.act_as(${planted.machine.personId}, ${account?.position}, null, ${clock.now().toISOString()})`)
    expect(acting).toEqual({ agency: heir, capabilities: ['register'] })
  })

  it('the new agency has the templates and rules of its main predecessor, and only those', async () => {
    const of = async (table: string, column: string) =>
      (
        await rowsOf(
          sql<{
            value: unknown
          }>`select ${sql.ref(column)} as value from ${sql.table(table)} where agency_id = ${heir}`,
        )
      ).map((row) => row.value)
    expect(await of('document_template', 'name')).toEqual([`mẫu của ${units.kinhBac}`])
    expect(await of('numbering_rule', 'series')).toEqual(['quyet-dinh'])
    expect(await of('reminder_rule', 'days_before')).toEqual([9])
    expect(await of('recorded_reading', 'every_minutes')).toEqual([30])
    expect(await of('calendar_day', 'name')).toEqual(['Của Kinh Bắc'])
    expect(await of('sign_in_rule', 'idle_minutes')).toEqual([25])
    expect(await of('period_report_template', 'name')).toEqual([`báo cáo của ${units.kinhBac}`])
    expect(await of('staffing_requirement', 'basis')).toEqual(['Quy định của Kinh Bắc'])
    expect(await of('form_rule', 'level')).toEqual(['stop'])
    expect(await of('signature_rule', 'type_code')).toEqual([null])
    // Seals of agencies that are no more seal nothing, and are nobody’s.
    expect(await of('signing_key', 'label')).toEqual([])
    expect(await rowsOf(sql`select from signing_key where ended_at is null`)).toHaveLength(0)
    expect(await of('confidentiality_class', 'name')).toEqual(['Nhân sự'])
    expect(await of('confidentiality_type', 'type_code')).toEqual(['giay-moi'])
  })

  it('a chain of review goes over the unit and the post that follow', async () => {
    const rules = await rowsOf(sql<{ unit: string | null; post: string | null }>`
      select unit_id as unit, position_id as post from review_rule where agency_id = ${heir} order by step_no`)
    const specialist = await now(people.wardSpecialist)
    const chairman = await now(people.wardChairman)
    expect(rules).toEqual([
      { unit: specialist.unitId, post: null },
      { unit: null, post: chairman.positionId },
    ])
  })

  it('who belonged to a class belongs to it, and nobody else sees its records', async () => {
    const sees = async (who: Standing) =>
      (await server.call(await now(who), documents.record, { params: { id: planted.document } })).status
    expect(await sees(people.wardClerk)).toBe(200)
    // The clerk of the other ward is a clerk of the same agency now, and belongs to no class.
    expect(await sees(people.otherWardClerk)).toBe(404)
    expect(
      (await server.call(await now(people.otherWardClerk), documents.record, { params: { id: planted.opened } }))
        .status,
    ).toBe(200)
    const members = await rowsOf(sql<{ post: string | null; unit: string | null; classes: number }>`
      select m.position_id as post, m.unit_id as unit, count(*)::int as classes from confidentiality_member m join confidentiality_class c on c.id = m.class_id
       where c.name = 'Nhân sự' and m.valid @> ${clock.now().toISOString()}::timestamptz group by 1, 2 order by 1 nulls last`)
    // In the old class, whose records stay, and in the one for what is new.
    expect(members).toEqual([
      { post: (await now(people.wardClerk)).positionId, unit: null, classes: 2 },
      { post: null, unit: (await now(people.wardSpecialist)).unitId, classes: 2 },
    ])
  })

  it('an opening holds until its day, for whom it was made', async () => {
    const look = async () =>
      (await server.call(people.digitalHead, documents.record, { params: { id: planted.opened } })).status
    expect(await look()).toBe(200)
    const told = await server.ask(await now(people.wardChairman), access.ofRecord, { params: { id: planted.opened } })
    expect(told.openings).toMatchObject([{ state: 'open', mayWithdraw: true }])
    at('2026-03-21')
    expect(await look()).toBe(404)
    at(day)
  })

  it('the calendar and the saved search ask as the post that follows', async () => {
    const [feed] = await rowsOf(sql<{ post: string }>`select position_id as post from calendar_feed`)
    expect(feed?.post).toBe((await now(people.wardSpecialist)).positionId)
    const [saved] = await rowsOf(sql<{ post: string }>`select position_id as post from saved_search`)
    expect(saved?.post).toBe((await now(people.otherWardChairman)).positionId)
  })

  it('a post’s own requirement, also one that begins later, and its open course are those of the post that follows', async () => {
    const { positionId } = await now(people.wardSpecialist)
    const needs = await rowsOf(sql<{ level: string; valid: string }>`
      select least_level as level, valid::text from staffing_requirement where position_id = ${positionId} order by valid`)
    expect(needs).toEqual([
      { level: 'university', valid: '[2026-03-03,2026-06-01)' },
      { level: 'master', valid: '[2026-06-01,)' },
    ])
    const old = await rowsOf(sql<{ valid: string }>`
      select valid::text from staffing_requirement where position_id = ${people.wardSpecialist.positionId} and valid @> '2026-03-02'::date`)
    expect(old).toEqual([{ valid: '[2026-01-01,2026-03-03)' }])
    const courses = await rowsOf(sql<{ id: string; agency: string; post: string }>`
      select c.id, c.agency_id as agency, p.position_id as post from course c join course_place p on p.course_id = c.id order by c.valid desc`)
    expect(courses).toEqual([
      { id: planted.course, agency: heir, post: positionId },
      { id: planted.over, agency: units.kinhBac, post: people.wardSpecialist.positionId },
    ])
  })

  it('what was asked for in the background is done in the post that follows', async () => {
    for (const [queue, data] of [
      ['documents.bulk', { id: planted.bulk }],
      ['documents.export', { exportId: planted.exported }],
    ] as const)
      await sql`select app.enqueue(${queue}, ${JSON.stringify(data)}::jsonb, null, null, 0)`.execute(database.owner)
    await server.jobs.runWaiting()
    const clerk = await now(people.wardClerk)
    const progress = await server.ask(clerk, bulk.progress, { params: { id: planted.bulk } })
    expect(progress).toMatchObject({ done: 1, refused: 0, ended: true })
    const { steps } = await server.ask(await now(people.wardChairman), documents.record, {
      params: { id: planted.opened },
    })
    expect(steps.find((one) => one.mine)).toBeDefined()
    const [written] = await rowsOf(sql<{ state: string; rows: number }>`
      select state, rows_done as rows from export where id = ${planted.exported}`)
    expect(written).toEqual({ state: 'done', rows: 2 })
  })

  it('a delegation that is carried on holds for the post that follows, within the same scope', async () => {
    const chairman = await now(people.wardChairman)
    const clerk = await now(people.wardClerk)
    const held = await rowsOf(sql<{ id: string; scope: string[]; capabilities: string[] }>`
      select id, scope_units as scope, capabilities from delegation where from_position_id = ${chairman.positionId} and valid @> ${clock.now().toISOString()}::timestamptz`)
    expect(held).toMatchObject([{ scope: [(await now(people.wardSpecialist)).unitId], capabilities: ['direct'] }])
    const acting = { personId: clerk.personId, positionId: chairman.positionId, delegationId: held[0]?.id }
    expect((await server.call(acting, documents.list, { query: {} } as never)).status).toBe(200)
  })
})

describe('a unit that changes its kind', () => {
  it('is the same unit: its records, people and work stay where they are', async () => {
    at('2026-04-01')
    const plan = await makePlan(server, people.administrator, '2026-04-01', [
      {
        kind: 'change',
        unitId: units.skhcnDigital,
        unitKind: 'public-service',
        facts: { name: 'Trung tâm Chuyển đổi số', abbreviation: 'TTCĐS', sealText: 'TRUNG TÂM CHUYỂN ĐỔI SỐ' },
      },
    ])
    await settleAll(server, people.administrator, plan.id)
    const done = await carryOutPlan(server, people.administrator, plan.id)
    expect(done.failure).toBeNull()
    const versions = await rowsOf(sql<{ kind: string; valid: string; seal: string | null }>`
      select kind, valid::text, seal_text as seal from unit_version where unit_id = ${units.skhcnDigital} order by valid`)
    expect(versions).toEqual([
      { kind: 'division', valid: '[2025-07-01,2026-04-01)', seal: null },
      { kind: 'public-service', valid: '[2026-04-01,)', seal: 'TRUNG TÂM CHUYỂN ĐỔI SỐ' },
    ])
    expect((await now(people.digitalHead)).positionId).toBe(people.digitalHead.positionId)
    expect(await rowsOf(sql`select from succession where unit_id = ${units.skhcnDigital}`)).toHaveLength(0)
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })
})

describe('a unit that is dissolved', () => {
  it('alone asks who succeeds it, and leaves its people and work there', async () => {
    at('2026-05-04')
    const plan = await makePlan(server, people.administrator, '2026-05-04', [
      {
        kind: 'dissolve',
        unitId: units.skhcnOffice,
        successor: null,
        fate: { registers: 'close', delegations: 'end', divisions: 'match' },
      },
    ])
    const { version } = await server.ask(people.administrator, reorganisation.read, { params: { id: plan.id } })
    expect(
      (await server.call(people.administrator, reorganisation.carryOut, { params: { id: plan.id }, body: { version } }))
        .problem.code,
    ).toBe('reorganisation.not-checked')
    await settleAll(server, people.administrator, plan.id)
    const done = await carryOutPlan(server, people.administrator, plan.id)
    expect(done.failure).toBeNull()
    const [heirs] = await rowsOf(sql<{ heir: string }>`
      select successor_id as heir from succession where unit_id = ${units.skhcnOffice}`)
    expect(heirs?.heir).toBe(units.skhcn)
    expect((await now(people.departmentClerk)).unitId).toBe(units.skhcn)
    // It registers on in the department's book: only a part of the agency has ended.
    const made = await registerSome(server, await now(people.departmentClerk), {
      symbol: '9/BKH',
      arrivedOn: '2026-05-04',
    })
    expect(made.number).toBe(1)
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })
})
