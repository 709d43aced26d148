import { exchange } from '@mocban/contract/exchange'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let members: string[]

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  members = []
  for (const code of ['G61', 'G62']) {
    const body = { code, name: `Cơ quan ${code}` }
    members.push((await server.ask(province.people.administrator, exchange.addAgency, { body })).id)
  }
  return served.close
})
beforeEach(async () => {
  await database.owner.deleteFrom('outside_group').execute()
})

const groupsOf = (who: Standing) => server.ask(who, exchange.groups, {})
const add = (who: Standing, name: string, of = members) =>
  server.call(who, exchange.addGroup, { body: { name, members: of } })
const change = (who: Standing, id: string, body: { name: string; members: string[]; version: number }) =>
  server.call(who, exchange.changeGroup, { params: { id }, body })
const remove = (who: Standing, id: string, version: number) =>
  server.call(who, exchange.removeGroup, { params: { id }, query: { version } })

describe('a group of recipients', () => {
  it('is kept under a name, renamed, changed, taken away; each agency has its own', async () => {
    const { departmentClerk, wardClerk, digitalSpecialist } = province.people
    const { id } = (await add(departmentClerk, 'Hai cơ quan')).answer
    await add(departmentClerk, 'Một cơ quan', members.slice(0, 1))
    expect((await add(departmentClerk, 'Một cơ quan')).problem.code).toBe('exchange.group-taken')
    const other = { name: 'Cơ quan thứ hai', members: members.slice(1), version: 1 }
    expect((await change(departmentClerk, id, { ...other, name: 'Một cơ quan' })).problem.code).toBe(
      'exchange.group-taken',
    )
    expect((await change(wardClerk, id, other)).problem.code).toBe('request.not-found')
    expect((await remove(wardClerk, id, 1)).problem.code).toBe('request.not-found')
    expect((await change(digitalSpecialist, id, other)).status).toBe(403)
    expect((await change(departmentClerk, id, other)).status).toBe(200)
    expect(await groupsOf(departmentClerk)).toMatchObject([
      { id, name: 'Cơ quan thứ hai', own: true, version: 2, members: [{ code: 'G62' }] },
      { name: 'Một cơ quan', own: true, version: 1, members: [{ code: 'G61' }] },
    ])
    expect((await remove(departmentClerk, id, 2)).status).toBe(200)
    expect(await groupsOf(departmentClerk)).toMatchObject([{ name: 'Một cơ quan' }])
    expect(await groupsOf(wardClerk)).toEqual([])
    // Its name is free again: taking the deletion back makes it anew.
    expect((await add(departmentClerk, 'Cơ quan thứ hai')).status).toBe(200)
  })

  it('needs somebody who is in the directory today', async () => {
    const nobody = ['00000000-0000-7000-8000-000000000000']
    expect((await add(province.people.departmentClerk, 'Không ai', nobody)).problem.code).toBe('request.invalid')
    expect(await groupsOf(province.people.departmentClerk)).toEqual([])
  })

  it('tells the second of two people who changed it before them', async () => {
    const { departmentClerk } = province.people
    const { id } = (await add(departmentClerk, 'Hai cơ quan')).answer
    const both = await Promise.all(
      ['Nhóm A', 'Nhóm B'].map((name) => change(departmentClerk, id, { name, members, version: 1 })),
    )
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const late = both.find((one) => one.status === 409)
    expect(late?.problem.code).toBe('record.changed')
    expect(late?.problem.detail).toMatch(/chính bạn đã sửa nhóm nơi nhận “Nhóm A”, nay gồm 2 cơ quan/)
    expect((await remove(departmentClerk, id, 1)).problem.code).toBe('record.changed')
    expect(await groupsOf(departmentClerk)).toHaveLength(1)
  })

  it('stands in the trail with each change', async () => {
    const { departmentClerk } = province.people
    const { id } = (await add(departmentClerk, 'Hai cơ quan')).answer
    await change(departmentClerk, id, { name: 'Nhóm A', members: members.slice(0, 1), version: 1 })
    await remove(departmentClerk, id, 2)
    const acts = await database.owner
      .selectFrom('event')
      .where('record_id', '=', id)
      .orderBy('id')
      .select(['kind', 'data', 'person_id', 'agency_id'])
      .execute()
    expect(acts.map(({ kind, data }) => [kind, data])).toEqual([
      ['exchange.group-added', { name: 'Hai cơ quan', count: 2, codes: ['G61', 'G62'] }],
      ['exchange.group-changed', { name: 'Nhóm A', count: 1, codes: ['G61'] }],
      ['exchange.group-removed', { name: 'Nhóm A' }],
    ])
    expect(acts.every((one) => one.agency_id === province.units.skhcn)).toBe(true)
  })
})
