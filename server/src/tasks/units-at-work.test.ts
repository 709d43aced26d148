import { tasks } from '@mocban/contract/tasks'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'

let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
type Who = keyof SmallProvince['people']
const past = '2025-08-15'
const future = '2029-08-14'

beforeAll(async () => {
  const served = await serveSmallProvince()
  server = served.server
  ;({ people, units } = served.province)
  clock.set('2025-08-04T02:00:00Z')
  return served.close
})

const create = async (who: Who, unit: keyof SmallProvince['units'], dueOn: string) =>
  (
    await server.ask(people[who], tasks.create, {
      body: { facts: { title: 'Triển khai tổ công nghệ số', lead: { unitId: units[unit] }, dueOn } },
    })
  ).taskId
const act = async (who: Who, id: string, name: 'accept' | 'deliver' | 'refuse', text = '') => {
  const { version } = await server.ask(people[who], tasks.read, { params: { id } })
  await server.ask(people[who], tasks.act, { params: { id }, body: { version, act: name, text } })
}
const band = async (who: Who) =>
  (await server.ask(people[who], tasks.units, {})).map((row) => [
    row.unitName,
    row.inside,
    row.held,
    row.late,
    row.onTime,
  ])

describe('the leader’s band of tasks', () => {
  it('counts what units are at work on; delivered and refused work is held no more; each number is its list', async () => {
    await create('viceChairman', 'office', past)
    await create('viceChairman', 'skhcn', future)
    await create('viceChairman', 'skhcn', past)
    const delivered = await create('viceChairman', 'kinhBac', past)
    const refused = await create('viceChairman', 'kinhBac', future)
    await create('director', 'skhcnDigital', past)
    clock.set('2025-08-18T02:00:00Z')
    await act('wardChairman', refused, 'refuse', 'Không thuộc thẩm quyền')
    await act('wardChairman', delivered, 'accept')
    expect(await band('chairman')).toEqual([
      ['Sở Khoa học và Công nghệ', false, 2, 1, 1],
      ['Ủy ban nhân dân phường Kinh Bắc', false, 1, 1, 0],
      ['Văn phòng Ủy ban nhân dân tỉnh', true, 1, 1, 0],
    ])
    await act('wardChairman', delivered, 'deliver', 'Đã hoàn thành')
    expect(await band('chairman')).toEqual([
      ['Sở Khoa học và Công nghệ', false, 2, 1, 1],
      ['Văn phòng Ủy ban nhân dân tỉnh', true, 1, 1, 0],
    ])
    expect(await band('director')).toEqual([
      ['Sở Khoa học và Công nghệ', true, 2, 1, 1],
      ['Phòng Chuyển đổi số', true, 1, 1, 0],
    ])
    expect(await band('digitalSpecialist')).toEqual([])
    for (const who of ['chairman', 'officeChief', 'director', 'digitalHead', 'wardChairman'] as const)
      for (const row of await server.ask(people[who], tasks.units, {})) {
        const listed = async (held?: 'late' | 'on-time') =>
          (
            await server.ask(people[who], tasks.list, {
              query: { scope: 'all', heldBy: row.unitId, ...(held ? { held } : {}) },
            })
          ).items.length
        expect([await listed(), await listed('late'), await listed('on-time')]).toEqual([
          row.held,
          row.late,
          row.onTime,
        ])
      }
  })

  it('shows nothing behind a number to those whose number it is not', async () => {
    const { items } = await server.ask(people.digitalSpecialist, tasks.list, {
      query: { scope: 'all', heldBy: units.skhcn },
    })
    expect(items).toEqual([])
  })
})
