import { notifications } from '@mocban/contract/notifications'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { beforeAll, expect, it } from 'vitest'
import { actFor } from '../organisation/testing/act-for.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { notifyConcerned } from '../platform/notifications/index.ts'
import { type ServedProvince, serveSmallProvince } from '../testing/serve-small-province.ts'

let database: ServedProvince['database']
let server: ServedProvince['server']
let province: SmallProvince
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})
type Who = keyof SmallProvince['people']

const text = 'Đề nghị báo cáo tiến độ trong hôm nay'
const create = async (who: Who, lead: { unitId: string; positionId?: string; personId?: string }) =>
  (
    await server.ask(province.people[who], tasks.create, {
      body: { facts: { title: 'Phủ sóng 5G các khu công nghiệp', lead, workingDays: 10 } },
    })
  ).taskId
const urge = (who: Who, id: string) => server.call(province.people[who], tasks.urge, { params: { id }, body: { text } })
const read = (who: Who, id: string) => server.ask(province.people[who], tasks.read, { params: { id } })
const act = async (who: Who, id: string, name: 'accept' | 'deliver' | 'return') =>
  server.ask(province.people[who], tasks.act, {
    params: { id },
    body: { version: (await read(who, id)).version, act: name, text: 'Xong' },
  })
const bell = async (who: Who) => {
  await notifyConcerned(database.worker)
  const { items } = await server.ask(province.people[who], notifications.list, { query: {} })
  return items.filter((one) => one.topic === 'urged')
}

it('reaches who leads the task: bell, desk, page and trail say who urged and how; the version stays', async () => {
  const id = await create('viceChairman', { unitId: province.units.skhcn })
  await act('director', id, 'accept')
  const before = await read('director', id)
  expect((await urge('viceChairman', id)).status).toBe(200)
  expect((await read('director', id)).version).toBe(before.version)
  const { mine } = await server.ask(province.people.director, tasks.desk, {})
  const urged = { byName: 'Trần Thị Bình', actingForName: null, text }
  expect(mine.find((one) => one.id === id)?.urged).toMatchObject(urged)
  expect((await read('viceChairman', id)).urged).toMatchObject(urged)
  expect((await bell('director'))[0]).toMatchObject({ kind: 'task.urged', recordId: id, blocking: true })
  expect(await bell('viceChairman')).toEqual([])
  const { items } = await server.ask(province.people.director, trail.ofRecord, { params: { id }, query: {} })
  expect(items[0]).toMatchObject({ kind: 'task.urged', data: { text, to: 'Sở Khoa học và Công nghệ' } })
})

it('is for who assigned it or acts for them, and the leaders above who holds it', async () => {
  const { units, people } = province
  const id = await create('director', { unitId: units.skhcnDigital, ...people.digitalSpecialist })
  for (const who of ['director', 'deputyDirector', 'digitalHead'] as const)
    expect([who, (await urge(who, id)).status]).toEqual([who, 200])
  expect((await urge('digitalSpecialist', id)).problem).toMatchObject({
    code: 'task.act-not-now',
    extra: { because: 'already-yours' },
  })
  for (const who of ['viceChairman', 'wardClerk', 'otherSpecialist'] as const)
    expect([who, (await urge(who, id)).problem.code]).toEqual([who, 'request.not-found'])
  const deputy = await actFor(database, people.director, people.deputyDirector)
  expect((await server.call(deputy, tasks.urge, { params: { id }, body: { text } })).status).toBe(200)
  expect((await read('director', id)).urged).toMatchObject({ byName: 'Đặng Văn Hải', actingForName: 'Vũ Thị Giang' })
})

it('ends with what was delivered: no more is urged then, and what comes back is not marked', async () => {
  const id = await create('viceChairman', { unitId: province.units.skhcn })
  await act('director', id, 'accept')
  await urge('viceChairman', id)
  await act('director', id, 'deliver')
  expect((await urge('viceChairman', id)).problem).toMatchObject({ extra: { because: 'task-delivered' } })
  await act('viceChairman', id, 'return')
  expect((await read('director', id)).urged).toBeNull()
})

it('goes over many tasks, each done or refused on its own', async () => {
  const open = await create('viceChairman', { unitId: province.units.skhcn })
  const own = await create('director', { unitId: province.units.skhcnDigital })
  const { results } = await server.ask(province.people.viceChairman, tasks.bulk, {
    body: { taskIds: [open, own], act: 'urge', text },
  })
  expect(results).toEqual([
    { id: open, done: true, because: null },
    { id: own, done: false, because: 'request.not-found' },
  ])
})
