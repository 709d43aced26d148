import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { tasks } from '@mocban/contract/tasks'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'

let server: TestServer
let province: SmallProvince
let documentId: string
type Who = keyof SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ server, province } = served)
  clock.set('2025-08-04T02:00:00Z')
  const registered = await registerSome(server, province.people.departmentClerk)
  documentId = registered.id
  const { positionId, personId } = province.people.director
  await server.ask(province.people.departmentClerk, handling.present, {
    params: { id: documentId },
    body: { version: registered.version, to: { unitId: province.units.skhcn, positionId, personId }, note: '' },
  })
  return served.close
})

const assign = (unit: keyof SmallProvince['units']) =>
  server.ask(province.people.director, tasks.create, {
    body: {
      facts: { title: 'Lập danh sách tổ', lead: { unitId: province.units[unit] }, dueOn: '2025-08-15' },
      documentId,
      place: { page: 1, rects: [{ x: 0.1, y: 0.2, width: 0.5, height: 0.02 }], quote: 'lập danh sách tổ' },
    },
  })
const sees = async (who: Who) =>
  (await server.call(province.people[who], documents.record, { params: { id: documentId } })).status === 200

describe('a task from a place in a document', () => {
  it('keeps the place, and opens the document to who must do it inside the agency', async () => {
    expect(await sees('digitalHead')).toBe(false)
    const { taskId } = await assign('skhcnDigital')
    const task = await server.ask(province.people.digitalHead, tasks.read, { params: { id: taskId } })
    expect(task).toMatchObject({
      origin: 'document',
      originDocumentId: documentId,
      originPlace: { page: 1, quote: 'lập danh sách tổ' },
    })
    expect(await sees('digitalHead')).toBe(true)
    expect(await sees('digitalSpecialist')).toBe(false)
    const { items } = await server.ask(province.people.digitalHead, tasks.list, { query: { documentId } })
    expect(items.map((one) => one.id)).toEqual([taskId])
  })

  it('does not carry the document into another agency, nor tell its symbol there', async () => {
    const { taskId } = await assign('kinhBac')
    const task = await server.ask(province.people.wardChairman, tasks.read, { params: { id: taskId } })
    expect(task).toMatchObject({ originDocumentId: null, originSymbol: null, originAbstract: null })
    expect(await sees('wardChairman')).toBe(false)
  })

  it('is not made from a document one does not see', async () => {
    const { status } = await server.call(province.people.otherWardChairman, tasks.create, {
      body: { facts: { title: 'x', lead: { unitId: province.units.tuSon } }, documentId },
    })
    expect(status).toBe(404)
  })
})

describe('a document that proves how far a task is', () => {
  it('is named to who may open it, and to others only that there is one', async () => {
    const { taskId } = await server.ask(province.people.viceChairman, tasks.create, {
      body: { facts: { title: 'Báo cáo tổ công nghệ số', lead: { unitId: province.units.skhcn } } },
    })
    const read = (who: Who) => server.ask(province.people[who], tasks.read, { params: { id: taskId } })
    const params = { id: taskId }
    await server.ask(province.people.director, tasks.act, { params, body: { version: 1, act: 'accept' } })
    await server.ask(province.people.director, tasks.report, {
      params,
      body: { version: 2, percent: 50, text: 'Đã gửi', documentId },
    })
    const { symbol, abstract } = await server.ask(province.people.director, documents.record, {
      params: { id: documentId },
    })
    expect((await read('director')).reports).toMatchObject([
      { document: { id: documentId, symbol, abstract, typeCode: 'cong-van' }, documentClosed: false },
    ])
    const closed = (await read('viceChairman')).reports
    expect(closed).toMatchObject([{ text: 'Đã gửi', document: null, documentClosed: true }])
    expect(JSON.stringify(closed)).not.toContain(documentId)
  })
})
