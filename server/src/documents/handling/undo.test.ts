import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import type { Route } from '@mocban/contract/route'
import { trail } from '@mocban/contract/trail'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftSome } from '../outgoing/testing/draft.ts'
import { type OnItsWay, onItsWay } from '../testing/on-its-way.ts'
import { registerSome, someFacts } from '../testing/register.ts'

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
let province: SmallProvince
let way: OnItsWay
type Who = keyof SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  ;({ people, units } = province)
  way = onItsWay(server, province)
  return served.close
})
const nextYear = `${new Date().getFullYear() + 1}-08-20`
afterEach(() => clock.set(null))

const undo = (who: Who, input: Awaited<ReturnType<OnItsWay['act']>>) => server.call(people[who], handling.undo, input)

/** What people see of a document, without the counters that every act moves and without what was taken back. */
const seen = (record: DocumentRecord) => ({
  state: record.state,
  dueOn: record.dueOn,
  finishedAt: record.finishedAt,
  finishKind: record.finishKind,
  holders: record.holders.map((one) => one.handlingId),
  directions: record.directions.map((one) => one.id),
  relations: record.relations.map((one) => one.kind),
  steps: record.steps
    .filter((one) => one.state !== 'recalled')
    .map((one) => [one.id, one.state, one.endedAt, one.endNote, one.acceptedAt]),
})

async function withSpecialist(): Promise<string> {
  const id = await way.presented()
  await way.act('viceChairman', id, handling.assign, { lead: { unitId: units.office }, text: 'Tham mưu' })
  await way.act('officeChief', id, handling.assign, {
    lead: way.post('officeSpecialist', 'office'),
    text: 'Đồng chí Em soạn',
  })
  return id
}

describe('taking back what one has just done', () => {
  it('puts everything back as it was, whatever was done', async () => {
    const acts: [Who, Route, Record<string, unknown>][] = [
      ['officeSpecialist', handling.returnStep, { reason: 'Không thuộc phạm vi' }],
      ['officeSpecialist', handling.handOver, { to: way.post('officeChief', 'office'), reason: 'Đi học' }],
      ['officeSpecialist', handling.finish, { kind: 'reported', note: 'Đã báo cáo' }],
    ]
    for (const [who, route, body] of acts) {
      const id = await withSpecialist()
      await way.act(who, id, handling.accept)
      const before = seen(await way.read('officeClerk', id))
      const done = await way.act(who, id, route, body)
      expect(seen(await way.read('officeClerk', id))).not.toEqual(before)
      expect((await undo(who, done)).status).toBe(200)
      expect(seen(await way.read('officeClerk', id))).toEqual(before)
      const { items } = await server.ask(people.officeClerk, trail.ofRecord, { params: { id }, query: {} })
      expect(items[0]?.kind).toBe('document.act-undone')
    }
  })

  it('takes back a direction: nobody has it, who was asked by mistake sees it no more, the deadline goes with it', async () => {
    const id = await way.presented()
    const before = seen(await way.read('officeClerk', id))
    const done = await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.office },
      collaborators: [{ unitId: units.kinhBac }],
      informed: [way.post('officeSpecialist', 'office')],
      text: 'Tham mưu',
      dueOn: nextYear,
    })
    expect((await way.read('officeSpecialist', id)).dueOn).toBe(nextYear)
    expect(await server.ask(people.wardClerk, incoming.arrivals, {})).toHaveLength(1)
    expect((await undo('viceChairman', done)).status).toBe(200)
    expect(seen(await way.read('officeClerk', id))).toEqual(before)
    expect(await server.ask(people.wardClerk, incoming.arrivals, {})).toEqual([])
    const stranger = await server.call(people.officeSpecialist, documents.record, { params: { id } })
    expect(stranger.status).toBe(404)
    // The chief of the office sees it as leader of the unit that registered it, as before.
    expect((await way.read('officeChief', id)).because.map((one) => one.reason)).toEqual(['leader-above'])
    // It can be directed anew.
    await way.act('viceChairman', id, handling.assign, { lead: { unitId: units.office }, text: 'Tham mưu lại' })
    expect((await way.openStep('officeChief', id)).instruction).toBe('Tham mưu lại')
  })

  it('closes it to whom it was given by mistake, also when the mistake is made and undone once more', async () => {
    const id = await way.presented()
    const sees = async (who: Who) =>
      (await server.call(people[who], documents.record, { params: { id } })).status === 200
    for (let time = 1; time <= 2; time++) {
      const done = await way.act('viceChairman', id, handling.assign, {
        lead: way.post('officeSpecialist', 'office'),
        text: 'Tham mưu',
      })
      expect(await sees('officeSpecialist')).toBe(true)
      expect((await undo('viceChairman', done)).status).toBe(200)
      expect([time, await sees('officeSpecialist')]).toEqual([time, false])
    }
  })

  it('asks again what was recalled, with all that was passed on from it, in another agency too', async () => {
    const id = await way.presented()
    await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.office },
      collaborators: [{ unitId: units.kinhBac }],
      text: 'Tham mưu',
    })
    await way.act('officeChief', id, handling.assign, {
      lead: way.post('officeSpecialist', 'office'),
      text: 'Đồng chí Em soạn',
    })
    const before = seen(await way.read('officeClerk', id))
    for (const unit of ['office', 'kinhBac'] as const) {
      const step = (await way.read('viceChairman', id)).steps.find((one) => one.unitId === units[unit] && one.parentId)
      if (!step) throw new Error(unit)
      await server.ask(people.viceChairman, handling.recall, {
        params: { id: step.id },
        body: { version: step.version, reason: 'Giao nhầm' },
      })
      expect(seen(await way.read('officeClerk', id))).not.toEqual(before)
      if (unit === 'kinhBac') expect(await server.ask(people.wardClerk, incoming.arrivals, {})).toEqual([])
      const done = { params: { id: step.id }, body: { version: step.version + 1 } }
      expect((await undo('officeChief', done)).problem.extra?.because).toBe('not-your-act')
      expect((await undo('viceChairman', done)).status).toBe(200)
      expect(seen(await way.read('officeClerk', id))).toEqual(before)
    }
    const [arrived] = await server.ask(people.wardClerk, incoming.arrivals, {})
    const refusal = { params: { id: arrived?.deliveryId ?? '' }, body: { reason: 'Không thuộc địa bàn' } }
    expect((await server.call(people.wardClerk, incoming.refuseArrival, refusal)).status).toBe(200)
    expect((await way.openStep('officeSpecialist', id)).instruction).toBe('Đồng chí Em soạn')
  })

  it('gives back what was taken over', async () => {
    const id = await withSpecialist()
    const before = seen(await way.read('officeClerk', id))
    const step = await way.openStep('officeSpecialist', id)
    await server.ask(people.officeChief, handling.takeOver, {
      params: { id: step.id },
      body: { version: step.version, reason: 'Đồng chí Em nghỉ ốm' },
    })
    const done = { params: { id: step.id }, body: { version: step.version + 1 } }
    expect((await undo('officeSpecialist', done)).problem.extra?.because).toBe('not-your-act')
    expect((await undo('officeChief', done)).status).toBe(200)
    expect(seen(await way.read('officeClerk', id))).toEqual(before)
  })

  it('leaves alone what an earlier act had asked', async () => {
    const id = await way.presented()
    await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.office },
      collaborators: [way.post('chairman', 'ubnd')],
      text: 'Phối hợp',
    })
    // The office returns it, the chairman still has his part: the vice-chairman's step is open again beside it.
    await way.act('officeChief', id, handling.returnStep, { reason: 'Đề nghị giao Sở' })
    const before = seen(await way.read('officeClerk', id))
    const done = await way.act('viceChairman', id, handling.finish, { kind: 'filed' })
    expect((await undo('viceChairman', done)).status).toBe(200)
    expect(seen(await way.read('officeClerk', id))).toEqual(before)
    expect((await way.openStep('chairman', id)).state).toBe('waiting')
  })

  it('is refused, by name, once somebody acted further; and changes nothing', async () => {
    const id = await way.presented()
    const done = await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.office },
      text: 'Tham mưu',
    })
    await way.act('officeChief', id, handling.accept)
    const before = await way.read('officeClerk', id)
    const { status, problem } = await undo('viceChairman', done)
    expect([status, problem.code]).toEqual([409, 'record.changed'])
    expect(problem.detail).toContain('Lê Văn Chính')
    expect(await way.read('officeClerk', id)).toEqual(before)
  })

  it('is refused twice, and later than a quarter of an hour', async () => {
    const id = await way.presented()
    const done = await way.act('viceChairman', id, handling.finish, { kind: 'filed' })
    expect((await undo('viceChairman', done)).status).toBe(200)
    expect((await undo('viceChairman', done)).problem.code).toBe('record.changed')
    const again = await way.act('viceChairman', id, handling.finish, { kind: 'filed' })
    clock.set(new Date(Date.now() + 16 * 60_000).toISOString())
    expect((await undo('viceChairman', again)).problem.extra?.because).toBe('undo-too-late')
  })

  it('reaches back over agencies: the sender’s delivery and step are open again', async () => {
    const id = await way.presented()
    await way.act('viceChairman', id, handling.assign, { lead: { unitId: units.kinhBac }, text: 'Phường thực hiện' })
    const [arrival] = await server.ask(people.wardClerk, incoming.arrivals, {})
    const { documentId } = await server.ask(people.wardClerk, incoming.register, {
      body: { facts: someFacts(), files: [], deliveryId: arrival?.deliveryId },
    })
    const own = await way.read('wardClerk', documentId)
    await server.ask(people.wardClerk, handling.present, {
      params: { id: documentId },
      body: { version: own.version, to: way.post('wardChairman', 'kinhBac') },
    })
    const done = await way.act('wardChairman', documentId, handling.finish, { kind: 'reported', note: 'Đã thực hiện' })
    expect(await way.read('officeClerk', id)).toMatchObject({ state: 'finished' })
    expect((await undo('wardChairman', done)).status).toBe(200)
    const back = await way.read('officeClerk', id)
    expect(back).toMatchObject({ state: 'processing', finishedAt: null })
    const step = back.steps.find((one) => one.deliveryStatus)
    expect([step?.deliveryStatus, step?.state, step?.endedAt]).toEqual(['03', 'accepted', null])
    // Finished again, it is told again.
    await way.act('wardChairman', documentId, handling.finish, { kind: 'reported', note: 'Đã thực hiện xong' })
    expect(await way.read('officeClerk', id)).toMatchObject({ state: 'finished' })
  })

  it('of presenting is the recall of what was asked', async () => {
    const document = await registerSome(server, people.officeClerk)
    const { handlingId } = await server.ask(people.officeClerk, handling.present, {
      params: { id: document.id },
      body: { version: document.version, to: way.post('viceChairman', 'ubnd') },
    })
    await server.ask(people.officeClerk, handling.recall, { params: { id: handlingId }, body: { version: 1 } })
    expect((await way.read('officeClerk', document.id)).state).toBe('registered')
  })

  it('of submitting is the withdrawal, while no reviewer has judged', async () => {
    const specialist = people.digitalSpecialist
    const version = async (id: string) => (await server.ask(specialist, outgoing.read, { params: { id } })).version
    const submitted = async () => {
      const id = await draftSome(server, database, province)
      const before = await version(id)
      await server.ask(specialist, outgoing.submit, { params: { id }, body: { version: before } })
      return { id, body: { version: before + 1 } }
    }
    const { id, body } = await submitted()
    await server.ask(specialist, outgoing.withdraw, { params: { id }, body })
    expect((await server.ask(specialist, documents.record, { params: { id } })).state).toBe('draft')
    const judged = await submitted()
    const view = await server.ask(people.digitalHead, outgoing.read, { params: { id: judged.id } })
    const review = view.reviews.find((one) => one.mine)
    await server.ask(people.digitalHead, outgoing.judge, {
      params: { id: review?.id ?? '' },
      body: { version: review?.version ?? 0, verdict: 'agreed', versionSeen: view.lastVersion },
    })
    const late = await server.call(specialist, outgoing.withdraw, { params: { id: judged.id }, body: judged.body })
    expect([late.status, late.problem.code]).toEqual([409, 'record.changed'])
  })
})
