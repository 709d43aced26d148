import { reorganisation } from '@mocban/contract/reorganisation'
import type { Question } from '@mocban/contract/reorganisation-check'
import type { Operation, PlannedUnit, PlanView } from '@mocban/contract/reorganisation-plan'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'

export const plannedUnit = (
  key: string,
  name: string,
  more: Partial<PlannedUnit> & Pick<PlannedUnit, 'parent'>,
): PlannedUnit => ({
  key,
  name,
  shortName: name,
  abbreviation: 'UBND',
  nameEn: name,
  kind: 'ward',
  isAgency: true,
  ...more,
})

/** Two wards of the small province become a new one. */
export const twoWardsIntoOne = (units: SmallProvince['units']): Operation => ({
  kind: 'merge',
  from: [{ unitId: units.kinhBac }, { unitId: units.tuSon }],
  into: {
    new: plannedUnit('moi', 'Ủy ban nhân dân phường Mới', {
      parent: { unitId: units.ubnd },
      exchangeCode: 'H05.90',
    }),
  },
  fate: { registers: 'close', delegations: 'end', divisions: 'match' },
})

/** The same two under a name of both. */
export const kinhBacTuSon = (units: SmallProvince['units']) => ({
  kind: 'merge' as const,
  from: [{ unitId: units.kinhBac }, { unitId: units.tuSon }],
  into: {
    new: plannedUnit('kinh-bac', 'Ủy ban nhân dân phường Kinh Bắc Từ Sơn', {
      parent: { unitId: units.ubnd },
      exchangeCode: 'H05.99',
    }),
  },
  fate: { registers: 'close' as const, delegations: 'end' as const, divisions: 'match' as const },
})

/** A plan with its operations, not checked yet. */
export async function makePlan(
  server: TestServer,
  who: Standing,
  effectiveOn: string,
  operations: Operation[],
  more: Partial<{ title: string; rules: object; oldCodesUntil: string }> = {},
): Promise<{ id: string; version: number }> {
  const plan = await server.ask(who, reorganisation.create, {
    body: {
      title: 'Sắp xếp đơn vị hành chính',
      basis: 'Nghị quyết số 1658/NQ-UBTVQH15',
      effectiveOn,
      oldCodesUntil: `${Number(effectiveOn.slice(0, 4)) + 1}-12-31`,
      ...more,
    } as never,
  })
  for (const operation of operations) {
    const { version } = await server.ask(who, reorganisation.addOperation, {
      params: { id: plan.id },
      body: { version: plan.version, operation },
    })
    plan.version = version
  }
  return plan
}

export async function checkPlan(server: TestServer, who: Standing, id: string): Promise<PlanView> {
  const { version } = await server.ask(who, reorganisation.read, { params: { id } })
  await server.ask(who, reorganisation.check, { params: { id }, body: { version } })
  await server.jobs.runWaiting()
  return server.ask(who, reorganisation.read, { params: { id } })
}

export async function questionsOf(
  server: TestServer,
  who: Standing,
  id: string,
  settled?: 'yes' | 'no',
): Promise<Question[]> {
  const { items } = await server.ask(who, reorganisation.questions, { params: { id }, query: { limit: 100, settled } })
  return items
}

/** Takes the first suggestion of everything that is open, until nothing is. */
export async function settleAll(server: TestServer, who: Standing, id: string): Promise<PlanView> {
  for (let round = 0; round < 6; round++) {
    const plan = await checkPlan(server, who, id)
    const open = await questionsOf(server, who, id, 'no')
    if (open.length === 0) return plan
    let { version } = plan
    for (const one of open) {
      const value = one.suggestions[0]?.value
      if (!value) throw new Error(`nothing suggests itself: ${JSON.stringify(one)}`)
      const answer = await server.ask(who, reorganisation.settle, {
        params: { id },
        body: { version, key: one.key, value },
      })
      version = answer.version
    }
  }
  throw new Error('something stays open')
}

export async function carryOutPlan(server: TestServer, who: Standing, id: string): Promise<PlanView> {
  const { version } = await server.ask(who, reorganisation.read, { params: { id } })
  await server.ask(who, reorganisation.carryOut, { params: { id }, body: { version } })
  await server.jobs.runWaiting()
  return server.ask(who, reorganisation.read, { params: { id } })
}
