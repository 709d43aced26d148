import { reorganisation } from '@mocban/contract/reorganisation'
import type { Operation } from '@mocban/contract/reorganisation-plan'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { plantService } from '../../organisation/testing/plant-service.ts'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { newId } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { checkPlan, makePlan, plannedUnit, twoWardsIntoOne } from '../testing/plans.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  clock.set('2026-03-02T03:00:00Z')
  return served.close
})
const admin = () => province.people.administrator
const rename = (name: string): Operation => ({
  kind: 'change',
  unitId: province.units.skhcn,
  facts: { name },
})

describe('the operations of a plan', () => {
  it('stand in an order; one that was taken out comes back where it was', async () => {
    const { id, version } = await makePlan(server, admin(), '2026-04-01', ['A', 'B', 'C'].map(rename))
    const listed = async () =>
      (await server.ask(admin(), reorganisation.operations, { params: { id }, query: { limit: 100 } })).items
    const names = async () =>
      (await listed()).map(({ operation }) => operation.kind === 'change' && operation.facts.name)
    const [a, b, c] = await listed()
    const inside = (row: { id: string } | undefined) => ({ params: { id, operationId: row?.id ?? '' } })
    const out = await server.ask(admin(), reorganisation.removeOperation, { ...inside(b), body: { version } })
    expect(await names()).toEqual(['A', 'C'])
    const back = await server.ask(admin(), reorganisation.addOperation, {
      params: { id },
      body: { version: out.version, operation: rename('B'), before: c?.id ?? null },
    })
    expect(await names()).toEqual(['A', 'B', 'C'])
    await server.ask(admin(), reorganisation.moveOperation, {
      ...inside(a),
      body: { version: back.version, before: null },
    })
    expect(await names()).toEqual(['B', 'C', 'A'])
  })

  it('move people; another system’s account follows its post and is nobody to place', async () => {
    const { units } = province
    const counts = async (id: string) => {
      const { items } = await server.ask(admin(), reorganisation.counts, { params: { id }, query: { limit: 100 } })
      return items.find((one) => one.unit.id === units.kinhBac)?.counts
    }
    const merge = twoWardsIntoOne(units)
    const { id } = await makePlan(server, admin(), '2026-04-01', [merge])
    await checkPlan(server, admin(), id)
    const before = await counts(id)
    await plantService(database, units.kinhBac, 'Cổng dịch vụ công', '2026-03-01')
    await checkPlan(server, admin(), id)
    expect(await counts(id)).toEqual({ ...before, 'service-accounts': 1 })
    const { items } = await server.ask(admin(), reorganisation.placements, { params: { id }, query: { limit: 100 } })
    expect(items.map((one) => one.person.name)).not.toContain('Cổng dịch vụ công')
    expect(items.map((one) => one.person.name)).toContain('Lý Văn Nam')
    // Every commune has a division of this name: it is told whose it was, and whose it will be.
    const { items: chart } = await server.ask(admin(), reorganisation.comparison, {
      params: { id },
      query: { limit: 100 },
    })
    const told = chart.filter((one) => (one.nameBefore ?? one.nameAfter) === 'Phòng Kinh tế, Hạ tầng và Đô thị')
    expect(told.map((one) => [one.change, one.predecessors[0]?.name ?? one.successor])).toEqual([
      ['created', 'Phòng Kinh tế, Hạ tầng và Đô thị, Ủy ban nhân dân phường Kinh Bắc'],
      ['ended', 'Phòng Kinh tế, Hạ tầng và Đô thị, Ủy ban nhân dân phường Mới'],
    ])
  })

  it('tell two that are called alike by what each stands under', async () => {
    const { units } = province
    await database.owner
      .updateTable('unit_version')
      .set({ name: 'Văn phòng' })
      .where('unit_id', 'in', [units.skhcnOffice, units.kinhBacEconomy])
      .execute()
    const merge = twoWardsIntoOne(units)
    if (merge.kind !== 'merge') throw new Error('a merger is to be made')
    const from = [units.skhcnOffice, units.kinhBacEconomy, units.tuSon].map((unitId) => ({ unitId }))
    const { id } = await makePlan(server, admin(), '2026-04-01', [{ ...merge, from }])
    const { items } = await server.ask(admin(), reorganisation.operations, { params: { id }, query: {} })
    const named = (unit: string) => items[0]?.names[unit]
    expect(named(units.skhcnOffice)).toMatch(/^Văn phòng \(.+\)$/)
    expect(named(units.kinhBacEconomy)).toMatch(/^Văn phòng \(.+\)$/)
    expect(named(units.skhcnOffice)).not.toBe(named(units.kinhBacEconomy))
    expect(named(units.tuSon)).toBe('Ủy ban nhân dân phường Từ Sơn')
  })

  it('tell apart, in the comparison, departments of one name, and divisions of communes of one name', async () => {
    const { units } = province
    const name = (id: string, name: string) =>
      database.owner.updateTable('unit_version').set({ name }).where('unit_id', '=', id).execute()
    // The two communes are called alike; they stand under different ones.
    await name(units.kinhBac, 'Ủy ban nhân dân xã Đông Tiến')
    await name(units.tuSon, 'Ủy ban nhân dân xã Đông Tiến')
    await database.owner
      .updateTable('unit_version')
      .set({ parent_id: units.skhcn })
      .where('unit_id', '=', units.tuSon)
      .execute()
    const tuSonEconomy = newId()
    await database.owner.insertInto('unit').values({ id: tuSonEconomy }).execute()
    await sql`
      insert into unit_version (unit_id, valid, name, short_name, name_en, abbreviation, kind, parent_id, agency_id, is_agency, ordinal)
        select ${tuSonEconomy}::uuid, valid, name, short_name, name_en, abbreviation, kind, ${units.tuSon}::uuid, ${units.tuSon}::uuid, false, ordinal
          from unit_version where unit_id = ${units.kinhBacEconomy}`.execute(database.owner)
    const { id } = await makePlan(server, admin(), '2026-04-01', [twoWardsIntoOne(units)])
    await checkPlan(server, admin(), id)
    const { items } = await server.ask(admin(), reorganisation.comparison, { params: { id }, query: { limit: 100 } })
    const predecessors = (made: string) =>
      items
        .find((one) => one.change === 'created' && one.nameAfter === made)
        ?.predecessors.map((one) => one.name)
        .sort()
    expect(predecessors('Ủy ban nhân dân phường Mới')).toEqual([
      'Ủy ban nhân dân xã Đông Tiến (Sở Khoa học và Công nghệ)',
      'Ủy ban nhân dân xã Đông Tiến (Ủy ban nhân dân tỉnh Bắc Ninh)',
    ])
    expect(predecessors('Văn phòng')).toEqual([
      'Văn phòng, Ủy ban nhân dân xã Đông Tiến (Sở Khoa học và Công nghệ)',
      'Văn phòng, Ủy ban nhân dân xã Đông Tiến (Ủy ban nhân dân tỉnh Bắc Ninh)',
    ])
    const ended = items.filter((one) => one.change === 'ended' && one.nameBefore === 'Văn phòng')
    expect(ended.map((one) => one.parentBefore).sort()).toEqual([
      'Ủy ban nhân dân xã Đông Tiến (Sở Khoa học và Công nghệ)',
      'Ủy ban nhân dân xã Đông Tiến (Ủy ban nhân dân tỉnh Bắc Ninh)',
    ])
  })

  it('show of every part of a split what it comes out of, not of the heir alone', async () => {
    const { skhcn, skhcnDigital } = province.units
    const part = (key: string, name: string) => ({
      new: plannedUnit(key, name, { parent: { unitId: skhcn }, kind: 'division', isAgency: false, abbreviation: key }),
    })
    const { id } = await makePlan(server, admin(), '2026-04-01', [
      {
        kind: 'split',
        unitId: skhcnDigital,
        into: [part('so-a', 'Phòng Chính quyền số'), part('so-b', 'Phòng Kinh tế số')],
        heir: 0,
        divisions: [],
        fate: { registers: 'close', delegations: 'end', divisions: 'match' },
      },
    ])
    await checkPlan(server, admin(), id)
    const { items } = await server.ask(admin(), reorganisation.comparison, { params: { id }, query: { limit: 100 } })
    const made = items.filter((one) => one.change === 'created')
    expect(made.map((one) => [one.nameAfter, one.predecessors.map((from) => from.id)])).toEqual([
      ['Phòng Chính quyền số', [skhcnDigital]],
      ['Phòng Kinh tế số', [skhcnDigital]],
    ])
  })
})
