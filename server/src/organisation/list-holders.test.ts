import { organisation } from '@mocban/contract/organisation'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../platform/clock.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import type { SmallProvince } from './testing/small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
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
    // Who is asked today and is away says so, until when.
    expect(found[0]?.awayUntil).toBeNull()
    await sql`insert into leave (person_id, valid) values (${province.people.digitalHead.personId}, daterange(${clock.today()}, ${clock.today()}, '[]'))`.execute(
      database.owner,
    )
    const [away] = await server.ask(province.people.officeClerk, organisation.holders, { query: { q: 'do van khanh' } })
    expect(away?.awayUntil).toBe(clock.today())
  })

  it('are found in a whole province by a rare name, by a common one those who lead first, and by none', async () => {
    const ask = (query: { q?: string; leads?: boolean }) =>
      server.ask(province.people.officeClerk, organisation.holders, { query: query as never })
    const { units } = province
    await sql`
      with p as materialized (select n, app.new_id() as person, app.new_id() as post from generate_series(1, 400) n),
           people as (insert into person (id, full_name, user_name) select person, 'Trịnh 100%_Đông ' || lpad(n::text, 3, '0'), 'dong' || n from p),
           posts as (insert into position (id, unit_id, agency_id, title, leads, rank, capabilities, valid)
             select post, ${units.skhcnOffice}::uuid, ${units.skhcn}::uuid, 'Chuyên viên', n = 400, 9, '{}', '[2025-07-01,)' from p)
      insert into appointment (person_id, position_id, valid) select person, post, '[2025-07-01,)' from p`.execute(
      database.owner,
    )
    expect((await ask({ q: 'dong 017' })).map((one) => one.fullName)).toEqual(['Trịnh 100%_Đông 017'])
    const common = await ask({ q: '100%_đông' })
    expect(common).toHaveLength(100)
    // The leader comes first, though 399 come before by name.
    expect(common[0]?.fullName).toBe('Trịnh 100%_Đông 400')
    expect((await ask({ q: 'trinh', leads: true })).map((one) => one.fullName)).toEqual(['Trịnh 100%_Đông 400'])
    expect((await ask({})).filter((one) => one.leads).length).toBeGreaterThan(5)
    expect(await ask({ q: '100x_dong' })).toEqual([])
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
