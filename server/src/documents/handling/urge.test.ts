import { documents } from '@mocban/contract/documents'
import { bulk } from '@mocban/contract/documents-bulk'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { notifications } from '@mocban/contract/notifications'
import { trail } from '@mocban/contract/trail'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId } from '../../platform/database/index.ts'
import { notifyConcerned } from '../../platform/notifications/index.ts'
import { type ServedProvince, serveSmallProvince } from '../../testing/serve-small-province.ts'
import { type OnItsWay, onItsWay } from '../testing/on-its-way.ts'
import { registerSome } from '../testing/register.ts'

let database: ServedProvince['database']
let server: ServedProvince['server']
let province: SmallProvince
let way: OnItsWay
beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  way = onItsWay(server, province)
  return served.close
})
type Who = keyof SmallProvince['people']

const text = 'Đề nghị hoàn thành trước thứ Sáu'
const urge = (who: Who, id: string, more: { stepIds?: string[] } = {}) =>
  server.call(province.people[who], handling.urge, { params: { id }, body: { text, ...more } })
const assign = async (
  who: Who,
  id: string,
  body: { lead: { unitId: string }; collaborators?: { unitId: string }[] },
) => {
  const { version, ...step } = await way.openStep(who, id)
  await server.ask(province.people[who], handling.assign, {
    params: { id: step.id },
    body: { version, text: 'Xử lý theo thẩm quyền', ...body },
  })
}
/** What the director directed, and the head of the division passed on to a specialist. */
async function withSpecialist() {
  const { people, units } = province
  const { id, version } = await registerSome(server, people.departmentClerk, {
    abstract: `Về việc đôn đốc ${newId().slice(-6)}`,
    symbol: `${newId().slice(-6)}/CV`,
  })
  await server.ask(people.departmentClerk, handling.present, {
    params: { id },
    body: { version, to: way.post('director', 'skhcn') },
  })
  await assign('director', id, {
    lead: { unitId: units.skhcnDigital },
    collaborators: [way.post('otherSpecialist', 'skhcnOffice')],
  })
  await assign('digitalHead', id, { lead: way.post('digitalSpecialist', 'skhcnDigital') })
  return id
}
const bell = async (who: Who) => {
  await notifyConcerned(database.worker)
  const { items } = await server.ask(province.people[who], notifications.list, { query: {} })
  return items.filter((one) => one.topic === 'urged')
}

describe('urging those who hold a document', () => {
  it('reaches the specialist to whom it was passed on: desk, bell and trail say by whom and how', async () => {
    const id = await withSpecialist()
    expect((await urge('director', id)).answer).toEqual({ steps: 2 })
    const { toDo } = await server.ask(province.people.digitalSpecialist, handling.desk, {})
    const line = toDo.find((one) => one.documentId === id)
    expect(line?.urged).toMatchObject({ byName: 'Vũ Thị Giang', actingForName: null, text })
    const [rung] = await bell('digitalSpecialist')
    expect(rung).toMatchObject({ kind: 'document.urged', recordId: id, blocking: true, who: 'Vũ Thị Giang' })
    expect(await bell('digitalHead')).toEqual([])
    const { items } = await server.ask(province.people.digitalHead, trail.ofRecord, { params: { id }, query: {} })
    expect(items[0]).toMatchObject({ kind: 'document.urged', data: { text, to: ['Dương Văn Minh', 'Ngô Thị Lan'] } })
    const steps = (await way.read('departmentClerk', id)).steps.filter((one) => one.urged)
    expect(steps.every((one) => one.endedAt === null)).toBe(true)
  })

  it('is for whoever directed it, the leaders above and the clerks of the agency; not for who holds it, nor for others', async () => {
    const id = await withSpecialist()
    for (const who of ['director', 'deputyDirector', 'digitalHead', 'departmentClerk'] as const)
      expect([who, (await urge(who, id)).status]).toEqual([who, 200])
    expect((await urge('digitalSpecialist', id)).problem).toMatchObject({
      code: 'document.act-not-now',
      extra: { because: 'nobody-to-urge' },
    })
    for (const who of ['wardClerk', 'viceChairman', 'administrator'] as const)
      expect([who, (await urge(who, id)).problem.code]).toEqual([who, 'request.not-found'])
    const own = (await way.read('digitalSpecialist', id)).steps.find((one) => one.mine && one.endedAt === null)
    expect(own?.acts.urge).toEqual({ allowed: false, because: 'already-yours' })
  })

  it('reaches only those who are named, and nobody whose part has ended', async () => {
    const id = await withSpecialist()
    const { id: stepId } = await way.openStep('digitalSpecialist', id)
    expect((await urge('director', id, { stepIds: [stepId] })).answer).toEqual({ steps: 1 })
    const { version } = await way.openStep('digitalSpecialist', id)
    await server.ask(province.people.digitalSpecialist, handling.finish, {
      params: { id: stepId },
      body: { version, kind: 'reported', note: 'Đã xong' },
    })
    expect((await urge('director', id, { stepIds: [stepId] })).problem).toMatchObject({
      extra: { because: 'nobody-to-urge' },
    })
  })

  it('keeps nobody from going on, or from taking back what they had just done', async () => {
    const id = await withSpecialist()
    const step = await way.openStep('digitalSpecialist', id)
    await urge('director', id)
    await server.ask(province.people.digitalSpecialist, handling.finish, {
      params: { id: step.id },
      body: { version: step.version, kind: 'reported', note: 'Đã xong' },
    })
    await urge('director', id)
    const undone = await server.call(province.people.digitalSpecialist, handling.undo, {
      params: { id: step.id },
      body: { version: step.version + 1 },
    })
    expect(undone.status).toBe(200)
  })

  it('is done once where the same request comes twice', async () => {
    const id = await withSpecialist()
    const key = newId()
    for (let times = 0; times < 2; times++)
      await server.call(
        province.people.director,
        handling.urge,
        { params: { id }, body: { text } },
        { 'idempotency-key': key },
      )
    const { items } = await server.ask(province.people.director, trail.ofRecord, { params: { id }, query: {} })
    expect(items.filter((one) => one.kind === 'document.urged')).toHaveLength(1)
  })

  it('offers the sentences one urges with most', async () => {
    const { people } = province
    const phrases = (who: Who) => server.ask(people[who], handling.phrases, { query: { act: 'urge' } })
    expect((await phrases('director'))[0]).toBe(text)
    expect(await phrases('chairman')).not.toContain(text)
    expect(await server.ask(people.director, handling.phrases, { query: {} })).not.toContain(text)
  })

  it('goes over many documents as other acts do', async () => {
    const ids = [
      await withSpecialist(),
      await withSpecialist(),
      (await registerSome(server, province.people.departmentClerk, { symbol: '901/CV' })).id,
    ]
    const id = newId()
    await server.ask(province.people.director, bulk.begin, {
      body: { id, act: { kind: 'urge', text }, documentIds: ids },
    })
    await server.jobs.runWaiting()
    const progress = await server.ask(province.people.director, bulk.progress, { params: { id } })
    expect(progress).toMatchObject({ done: 2, refused: 1, ended: true })
  })
})

describe('urging another agency', () => {
  const forwarded = async () => {
    const id = await way.presented()
    await assign('viceChairman', id, { lead: { unitId: province.units.kinhBac } })
    return id
  }
  const register = async (symbol: string) => {
    const { people } = province
    const arrival = (await server.ask(people.wardClerk, incoming.arrivals, {})).at(-1)
    const facts = { arrivedOn: '2025-08-02', issuerName: 'Bộ', symbol, typeCode: 'cong-van', abstract: 'Về việc' }
    return server.ask(people.wardClerk, incoming.register, {
      body: { facts, files: [], deliveryId: arrival?.deliveryId, duplicatesSeen: true },
    })
  }

  it('rings at its clerks while it waits to be registered', async () => {
    const id = await forwarded()
    const sentence = (await urge('viceChairman', id)).answer
    expect(sentence).toEqual({ steps: 1 })
    expect((await bell('wardClerk'))[0]).toMatchObject({
      kind: 'delivery.urged',
      recordId: null,
      data: { text, sender: 'Ủy ban nhân dân tỉnh Bắc Ninh' },
    })
    for (const who of ['wardChairman', 'otherWardClerk', 'director'] as const)
      expect((await bell(who)).filter((one) => one.kind === 'delivery.urged')).toEqual([])
    await register('701/CV')
  })

  it('reaches whoever holds it there, in that agency’s own trail, and opens the sender’s record to nobody', async () => {
    const id = await forwarded()
    const { documentId } = await register('702/CV')
    const { version } = await way.read('wardClerk', documentId)
    await server.ask(province.people.wardClerk, handling.present, {
      params: { id: documentId },
      body: { version, to: way.post('wardChairman', 'kinhBac') },
    })
    await urge('viceChairman', id)
    const { toDo } = await server.ask(province.people.wardChairman, handling.desk, {})
    expect(toDo.find((one) => one.documentId === documentId)?.urged).toMatchObject({ byName: 'Trần Thị Bình', text })
    expect((await bell('wardChairman'))[0]).toMatchObject({ kind: 'document.urged', recordId: documentId })
    const { items } = await server.ask(province.people.wardClerk, trail.ofRecord, {
      params: { id: documentId },
      query: {},
    })
    expect(items[0]).toMatchObject({
      kind: 'document.urged',
      who: 'Trần Thị Bình',
      data: { text, sender: 'Ủy ban nhân dân tỉnh Bắc Ninh' },
    })
    expect((await server.call(province.people.wardChairman, documents.record, { params: { id } })).status).toBe(404)
    // The act is the sender's: nobody of the recipient urges in their name by the delivery.
    const own = await urge('wardChairman', id)
    expect(own.problem.code).toBe('request.not-found')
  })
})
