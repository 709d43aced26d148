import { staffing } from '@mocban/contract/organisation-staffing'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { asActor, type Standing } from '../../platform/database/index.ts'
import { rowsRead } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { plantWardAdministrator } from '../testing/plant-ward-administrator.ts'
import { staffingFigures } from './figures.ts'

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
const { people } = province
const wardAdmin = await plantWardAdministrator(served)
beforeEach(() => clock.set('2025-08-04T02:00:00Z'))

describe('the map of posts', () => {
  it('outlines of communes come from GeoJSON by their code, and say which belong to none', async () => {
    const square = {
      type: 'Polygon',
      coordinates: [
        [
          [106, 21],
          [106.1, 21],
          [106.1, 21.1],
          [106, 21],
        ],
      ],
    }
    const feature = (name: string) => ({ properties: { code: name }, geometry: square })
    await sql`update unit_version set statistics_code = '09190' where unit_id = ${province.units.kinhBac}`.execute(
      database.owner,
    )
    const features = [feature('09190'), feature('00000')]
    const set = (body: object) =>
      server.ask(people.administrator, staffing.setBoundaries, {
        body: { type: 'FeatureCollection', ...body },
      } as never)
    const code = (who: Standing, wrong: object) => server.refusal(who, staffing.setBoundaries, { body: wrong })
    const body = { type: 'FeatureCollection', features, from: '2025-07-01' }
    expect(await code(wardAdmin, body)).toBe('organisation.not-yours')
    expect(await set(body)).toEqual({ set: 2, unmatched: ['00000'] })
    const on = async (day?: string) =>
      (await server.ask(people.wardClerk, staffing.boundaries, { query: day ? { on: day } : {} })).outlines.map(
        (one) => [one.code, one.polygons.length],
      )
    const both = [
      ['00000', 1],
      ['09190', 1],
    ]
    expect(await on()).toEqual(both)
    // Each day has the outlines of that day: before the first there is none, and what is brought in for a time takes the place of what was there.
    expect(await on('2025-06-30')).toEqual([])
    const islands = { type: 'MultiPolygon', coordinates: [square.coordinates, square.coordinates] }
    const larger = [{ properties: { code: '09190' }, geometry: islands }]
    await set({ features: larger, from: '2025-07-10', lastDay: '2025-07-20' })
    await set({ features: larger, from: '2025-07-15', lastDay: '2025-07-31' })
    expect(await on('2025-07-09')).toEqual(both)
    expect(await on('2025-07-15')).toEqual([
      ['00000', 1],
      ['09190', 2],
    ])
    expect(await on('2025-08-01')).toEqual(both)
    const { periods } = await server.ask(people.wardClerk, staffing.boundaries, { query: {} })
    expect(periods).toEqual([
      { from: '2025-08-01', lastDay: null, count: 1 },
      { from: '2025-07-15', lastDay: '2025-07-31', count: 1 },
      { from: '2025-07-10', lastDay: '2025-07-14', count: 1 },
      { from: '2025-07-01', lastDay: null, count: 1 },
      { from: '2025-07-01', lastDay: '2025-07-09', count: 1 },
    ])
    const back = { type: 'FeatureCollection', features, from: '2025-08-02', lastDay: '2025-08-01' }
    expect(await code(people.administrator, back)).toBe('request.invalid')
  })

  it('reads the rows of 99 communes with 500 posts little more than once, and shows them', async () => {
    await sql`
      with u as (insert into unit select app.new_id() from generate_series(1, 99) returning id),
           v as (insert into unit_version (unit_id, valid, kind, is_agency, agency_id, parent_id, name, short_name, abbreviation, name_en)
                 select id, '[2025-07-01,)', 'commune', true, id, ${province.units.ubnd}, 'Xã ' || id, 'Xã', 'UBND', 'Commune' from u),
           q as (insert into position (unit_id, agency_id, title) select id, id, 'Chuyên viên ' || n from u, generate_series(1, 5) n returning id),
           h as (insert into person (full_name, user_name) select 'Người ' || n, 'many' || n from generate_series(1, 460) n returning id),
           x as (insert into appointment (person_id, position_id, valid) select h.id, q.id, '[2025-07-01,)'
                   from (select id, row_number() over () n from h) h join (select id, row_number() over () n from q) q using (n)),
           r as (insert into staffing_requirement (title_pattern, unit_kinds, fields, least_level, certificates, valid)
                 select 'Chuyên viên ' || n, '{commune}', '{48}', 'university', '{cntt-co-ban,an-toan-thong-tin}', '[2025-07-01,)'::daterange from generate_series(1, 5) n)
      insert into qualification (person_id, field_code, level, certificate_code, valid)
      select h.id, case when n < 3 then '4802' end, case when n < 3 then 'university' end, case when n > 2 then 'cntt-co-ban' end, '[2020-01-01,)' from h, generate_series(1, 4) n`.execute(
      database.owner,
    )
    await sql`analyze`.execute(database.owner)
    const tables = ['position', 'appointment', 'qualification', 'staffing_requirement', 'unit_version', 'person']
    const read = await asActor(database.app, people.chairman, async (tx) => {
      const before = await rowsRead(tx, ...tables)
      await staffingFigures(tx, { on: clock.today() })
      return (await rowsRead(tx, ...tables)) - before
    })
    // Some 3,400 rows stand there.
    expect(read).toBeLessThan(8_000)
    expect((await server.ask(people.chairman, staffing.figures, { query: {} })).agencies.length).toBeGreaterThan(100)
    const { items } = await server.ask(people.chairman, staffing.posts, {
      query: { figure: 'vacant', of: 'communes', limit: 100 },
    })
    expect(items.length).toBe(35)
  })
})
