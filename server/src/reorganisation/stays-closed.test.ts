import { access } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { beforeAll, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { carryOutPlan, makePlan, settleAll } from './testing/plans.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/** Whose unit ends up below leaders who did not see its work brings it to them: what it handles, but neither what keeps them out nor what is another agency's. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
type Who = keyof SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  clock.set('2026-03-02T03:00:00Z')
  return served.close
})

/** Registered at the department, presented to its director, and given by the director. */
async function given(symbol: string, lead: { unitId: string } & object): Promise<string> {
  const { units, people } = province
  const one = await registerSome(server, people.departmentClerk, { abstract: `Văn bản ${symbol}`, symbol })
  await server.ask(people.departmentClerk, handling.present, {
    params: { id: one.id },
    body: { version: one.version, to: { unitId: units.skhcn, ...people.director }, note: '' },
  })
  const [step] = (await server.ask(people.director, documents.record, { params: { id: one.id } })).steps
  await server.ask(people.director, handling.assign, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, lead, text: 'Giao giải quyết' },
  })
  return one.id
}
const sees = async (who: Who, id: string) =>
  (await server.call(province.people[who], documents.record, { params: { id } })).status === 200

it('opens to new leaders what they now answer for: not what another agency sent, not what a class keeps from them', async () => {
  const { units, people } = province
  const digital = { unitId: units.skhcnDigital, ...people.digitalSpecialist }
  const plain = await given('1/BKHCN', digital)
  const classed = await given('2/BKHCN', digital)
  const sent = await given('3/BKHCN', { unitId: units.kinhBac, ...people.wardChairman })
  const { id: classId } = await database.owner
    .insertInto('confidentiality_class')
    .values({ agency_id: units.skhcn, name: 'Khiếu nại' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await server.ask(people.director, access.classify, { params: { id: classed }, body: { classId, reason: 'Đơn' } })
  const leaders: Who[] = ['chairman', 'viceChairman']
  for (const who of leaders) for (const id of [plain, classed, sent]) expect(await sees(who, id)).toBe(false)
  // A division of the department and a whole ward go to the Office, above whose head the province's leaders stand.
  const plan = await makePlan(server, people.administrator, '2026-03-03', [
    { kind: 'dissolve', unitId: units.skhcnDigital, successor: { unitId: units.office }, fate: {} as never },
    { kind: 'dissolve', unitId: units.kinhBac, successor: { unitId: units.office }, fate: {} as never },
  ])
  await settleAll(server, people.administrator, plan.id)
  clock.set('2026-03-03T03:00:00Z')
  expect((await carryOutPlan(server, people.administrator, plan.id)).failure).toBeNull()
  for (const who of leaders) {
    expect(await sees(who, plain)).toBe(true)
    expect(await sees(who, classed)).toBe(false)
    expect(await sees(who, sent)).toBe(false)
  }
  // Whoever belongs to the class sees it as the leader above that they are.
  await database.owner
    .insertInto('confidentiality_member')
    .values({ class_id: classId, position_id: people.chairman.positionId, valid: '[2026-03-03,)' })
    .execute()
  expect(await sees('chairman', classed)).toBe(true)
  expect(await sees('viceChairman', classed)).toBe(false)
  expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
})
