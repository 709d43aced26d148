import { organisation } from '@mocban/contract/organisation'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import type { SmallProvince } from './testing/small-province.ts'

let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ server, province } = served)
  return served.close
})

describe('people in their positions', () => {
  it('are found by name without diacritics, those who lead first', async () => {
    const found = await server.ask(province.people.officeClerk, organisation.holders, { query: { q: 'do van khanh' } })
    expect(found.map((one) => one.fullName)).toEqual(['Đỗ Văn Khánh'])
    const all = await server.ask(province.people.officeClerk, organisation.holders, {
      query: { agencyId: province.units.skhcn },
    })
    expect(all[0]?.title).toBe('Giám đốc')
  })

  it('are not told to a stranger', async () => {
    const { status, problem } = await server.call(null, organisation.holders, { query: {} })
    expect(status).toBe(401)
    expect(problem.code).toBe('session.needed')
  })

  it('are not told to somebody who no longer holds the position', async () => {
    const { personId } = province.people.officeClerk
    const { positionId } = province.people.director
    const { status } = await server.call({ personId, positionId }, organisation.units, {})
    expect(status).toBe(401)
  })

  it('include every unit of the chart', async () => {
    const units = await server.ask(province.people.officeClerk, organisation.units, {})
    expect(units).toHaveLength(Object.keys(province.units).length)
  })
})
