import { reorganisation } from '@mocban/contract/reorganisation'
import type { Operation } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { newId, type Standing } from '../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { cookieFor } from '../testing/people-online.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { carryOut } from './carry-out/carry-out.ts'
import { makePlan, plannedUnit, settleAll } from './testing/plans.ts'
import { faultsOf } from './testing/what-must-hold.ts'
import { carryOutWhile } from './testing/while-carried-out.ts'

/** Two administrators in the same moment, two carryings out in the same moment: one of them is told, and nothing is half done. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let second: Standing

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  second = await anotherAdministrator()
  return served.close
})

async function anotherAdministrator(): Promise<Standing> {
  const standing = { personId: newId(), positionId: newId() }
  const { owner } = database
  await owner
    .insertInto('person')
    .values({ id: standing.personId, full_name: 'Bùi Thị Vân', user_name: 'van' })
    .execute()
  await owner
    .insertInto('position')
    .values({
      id: standing.positionId,
      unit_id: province.units.office,
      agency_id: province.units.ubnd,
      title: 'Quản trị hệ thống',
      capabilities: ['administer'],
    })
    .execute()
  await owner
    .insertInto('appointment')
    .values({ person_id: standing.personId, position_id: standing.positionId, valid: '[2025-07-01,)' })
    .execute()
  return standing
}

const both = () => [province.people.administrator, second] as const
const rules = { rules: { heads: 'of-main', formerHeads: null } } as const
const fate = { registers: 'close', delegations: 'end', divisions: 'match' } as const
const mergeOf = (from: string[], key: string): Operation => ({
  kind: 'merge',
  from: from.map((unitId) => ({ unitId })),
  into: {
    new: plannedUnit(key, `Ủy ban nhân dân ${key}`, { parent: { unitId: province.units.ubnd }, exchangeCode: key }),
  },
  fate,
})
/** Plans that are settled, and then ordered; nothing carries them out yet. */
async function ordered(...operations: Operation[]): Promise<string[]> {
  const who = province.people.administrator
  const plans = await Promise.all(operations.map((one) => makePlan(server, who, clock.today(), [one], rules)))
  const orders: [string, number][] = []
  for (const { id } of plans) orders.push([id, (await settleAll(server, who, id)).version])
  for (const [id, version] of orders)
    await server.ask(who, reorganisation.carryOut, { params: { id }, body: { version } })
  return orders.map(([id]) => id)
}
const read = (id: string) => server.ask(second, reorganisation.read, { params: { id } })
const endings = async (unitId: string) =>
  (await sql`select from succession where unit_id = ${unitId}`.execute(database.owner)).rows.length

describe('two administrators', () => {
  it('who change a plan in the same moment: one does, the other is told that it was changed', async () => {
    const who = province.people.administrator
    const plan = await makePlan(server, who, clock.today(), [], rules)
    for (let round = 0; round < 5; round++) {
      const { version } = await read(plan.id)
      const outcomes = await Promise.all(
        both().map((one, n) =>
          server.call(one, reorganisation.addOperation, {
            params: { id: plan.id },
            body: {
              version,
              operation: {
                kind: 'change',
                unitId: province.units.office,
                facts: { name: `Văn phòng ${round}.${n}` },
              } as Operation,
            },
          }),
        ),
      )
      expect(outcomes.map((one) => one.status).sort()).toEqual([200, 409])
      const told = outcomes.find((one) => one.status === 409)?.problem
      expect(told?.code).toBe('reorganisation.changed')
      // By whom, what and when.
      expect(told?.detail).toMatch(
        /^(Bùi Thị Vân|Trịnh Văn Tú) đã thêm thao tác “.+” lúc \d\d:\d\d \d\d\/\d\d\/\d{4}\. Việc bạn vừa làm/,
      )
    }
    expect((await read(plan.id)).operations).toBe(5)
    const { version } = await read(plan.id)
    const late = await server.call(second, reorganisation.change, {
      params: { id: plan.id },
      body: { version: version - 3, title: 'Khác' },
    })
    expect(late.problem.detail).toContain('sau 2 thay đổi khác')
  })

  it('who answer, place and order in the same moment do it once', async () => {
    const who = province.people.administrator
    const plan = await makePlan(server, who, clock.today(), [
      { kind: 'change', unitId: province.units.office, facts: { name: 'Văn phòng tỉnh' } },
    ])
    const { version } = await settleAll(server, who, plan.id)
    const orders = await Promise.all(
      both().map((one) => server.call(one, reorganisation.carryOut, { params: { id: plan.id }, body: { version } })),
    )
    expect(orders.map((one) => one.status).sort()).toEqual([200, 409])
    expect(orders.find((one) => one.status === 409)?.problem.code).toBe('reorganisation.not-now')
    // Two programs take the job, too.
    await Promise.all([carryOut(database.worker, plan.id), carryOut(database.worker, plan.id)])
    await server.jobs.runWaiting()
    expect((await read(plan.id)).state).toBe('done')
    const { rows } =
      await sql`select from event where kind = 'reorganisation.carried-out' and record_id = ${plan.id}`.execute(
        database.owner,
      )
    expect(rows).toHaveLength(1)
  })
})

describe('a plan that is being carried out', () => {
  it('is not changed, given up, checked or ordered again; whoever tries is told at once', async () => {
    const { digitalSpecialist } = province.people
    await cookieFor(database, digitalSpecialist)
    const [id = ''] = await ordered(mergeOf([province.units.skhcn], 'so-moi'))
    const { version } = await read(id)
    const tries: Promise<{ status: number; problem: { code: string; detail: string } }>[] = []
    await carryOutWhile(database, id, digitalSpecialist.personId, async () => {
      const params = { id }
      tries.push(
        server.call(second, reorganisation.change, { params, body: { version, title: 'Khác' } }),
        server.call(second, reorganisation.addOperation, {
          params,
          body: { version, operation: mergeOf([province.units.tuSon], 'chen-vao') },
        }),
        server.call(second, reorganisation.abandon, { params, body: { version } }),
        server.call(second, reorganisation.carryOut, { params, body: { version } }),
      )
      // Its page is read meanwhile, and tells how far it is.
      const seen = await read(id)
      expect([seen.state, seen.progress?.step, seen.may.change]).toEqual(['carrying-out', 'verify', false])
    })
    const answers = await Promise.all(tries)
    expect(answers.map((one) => one.problem?.code)).toEqual(answers.map(() => 'reorganisation.not-now'))
    expect(answers[0]?.problem.detail).toContain('đã cho thực hiện phương án này và việc đang chạy')
    const done = await read(id)
    expect([done.state, done.operations]).toEqual(['done', 1])
    expect(await endings(province.units.skhcn)).toBe(1)
  })

  it('lets another that has nothing to do with it come after it', async () => {
    const [one = '', other = ''] = await ordered(mergeOf([province.units.tuSon], 'phuong-mot'), {
      kind: 'change',
      unitId: province.units.group,
      facts: { name: 'Tổ công tác về chuyển đổi số' },
    })
    await Promise.all([carryOut(database.worker, one), carryOut(database.worker, other)])
    expect([(await read(one)).state, (await read(other)).state]).toEqual(['done', 'done'])
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })

  it('lets another that ends the same unit not happen, and says why', async () => {
    const [one = '', other = ''] = await ordered(
      mergeOf([province.units.kinhBac], 'phuong-hai'),
      mergeOf([province.units.kinhBac], 'phuong-ba'),
    )
    await Promise.all([carryOut(database.worker, one), carryOut(database.worker, other)])
    const plans = [await read(one), await read(other)]
    expect(plans.map((plan) => plan.state).sort()).toEqual(['done', 'draft'])
    const failed = plans.find((plan) => plan.state === 'draft')
    expect(failed?.failure?.detail).toContain('chưa ai giải quyết')
    // What was checked does not hold: it is not ordered again before it was looked at anew.
    expect([failed?.check.current, failed?.may.because]).toEqual([false, 'reorganisation.not-checked'])
    // The job that tried looks by itself: what stands in the way is a question, with the day from which it could be done.
    await server.jobs.runWaiting()
    const again = await read(failed?.id ?? '')
    expect([again.check.current, again.may.because]).toEqual([true, 'reorganisation.unresolved'])
    expect(again.check.unsettled).toEqual({ 'unit-changed-since': 1 })
    // Who had them carried out is told of both how they ended, by the program.
    const { rows: told } = await sql<{ kind: string; planId: string }>`
      select kind, data ->> 'planId' as "planId" from event where kind in ('reorganisation.done', 'reorganisation.failed') and person_id is null
         and concerns = array[${province.people.administrator.personId}]::uuid[] and data ->> 'planId' = any (${[one, other]}) order by kind`.execute(
      database.owner,
    )
    expect(told).toEqual([
      { kind: 'reorganisation.done', planId: plans.find((plan) => plan.state === 'done')?.id },
      { kind: 'reorganisation.failed', planId: failed?.id },
    ])
    expect(await endings(province.units.kinhBac)).toBe(1)
    const { rows } = await sql<{ name: string }>`
      select name from unit_version where name in ('Ủy ban nhân dân phuong-hai', 'Ủy ban nhân dân phuong-ba')`.execute(
      database.owner,
    )
    expect(rows, 'of the one that did not happen nothing is there').toHaveLength(1)
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
  })
})
