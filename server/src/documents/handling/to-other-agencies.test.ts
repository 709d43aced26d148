import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { type OnItsWay, onItsWay } from '../testing/on-its-way.ts'

let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
let way: OnItsWay

beforeAll(async () => {
  const served = await serveSmallProvince()
  server = served.server
  ;({ people, units } = served.province)
  way = onItsWay(server, served.province)
  return served.close
})
beforeEach(() => clock.set('2025-08-05T02:00:00Z'))
afterEach(() => clock.set(null))

describe('a document that is directed to other agencies', () => {
  it('goes to a department and two wards in one act, and the progress of each comes back', async () => {
    const id = await way.presented()
    await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.skhcn },
      collaborators: [{ unitId: units.kinhBac }, { unitId: units.tuSon }],
      text: 'Sở KH&CN chủ trì, phối hợp với hai phường',
      dueOn: '2025-08-20',
    })
    const [arrival, ...others] = await server.ask(people.wardClerk, incoming.arrivals, {})
    expect(others).toEqual([])
    expect(arrival).toMatchObject({
      kind: 'forward',
      askedAs: 'collaborate',
      facts: { direction: 'Sở KH&CN chủ trì, phối hợp với hai phường', dueOn: '2025-08-20' },
    })
    const { documentId, number } = await server.ask(people.wardClerk, incoming.register, {
      body: {
        facts: {
          arrivedOn: '2025-08-02',
          issuerName: 'Bộ Khoa học và Công nghệ',
          symbol: '1234/BKHCN-CĐS',
          typeCode: 'cong-van',
          abstract: 'Về việc triển khai',
        },
        files: [],
        deliveryId: arrival?.deliveryId,
      },
    })
    expect(number).toBe(1)
    const refused = (await server.ask(people.otherWardClerk, incoming.arrivals, {}))[0]
    await server.ask(people.otherWardClerk, incoming.refuseArrival, {
      params: { id: refused?.deliveryId ?? '' },
      body: { reason: 'Không thuộc địa bàn' },
    })

    const back = await way.read('viceChairman', id)
    expect(back.steps.map((one) => one.role)).toEqual(['present', 'lead', 'collaborate', 'collaborate'])
    expect(
      back.steps.filter((one) => one.deliveryStatus).map((one) => [one.unitName, one.deliveryStatus, one.state]),
    ).toEqual(
      expect.arrayContaining([
        ['Sở Khoa học và Công nghệ', '01', 'waiting'],
        ['Ủy ban nhân dân phường Kinh Bắc', '03', 'accepted'],
        ['Ủy ban nhân dân phường Từ Sơn', '02', 'returned'],
      ]),
    )
    expect((await way.read('wardClerk', documentId)).origin).toMatchObject({
      senderName: 'Ủy ban nhân dân tỉnh Bắc Ninh',
      status: '03',
      askedAs: 'collaborate',
    })
    expect((await server.call(people.wardClerk, documents.record, { params: { id } })).status).toBe(404)

    const again = await server.call(people.wardClerk, incoming.register, {
      body: {
        facts: { arrivedOn: '2025-08-02', issuerName: 'x', symbol: '', typeCode: 'cong-van', abstract: 'x' },
        files: [],
        deliveryId: arrival?.deliveryId,
      },
    })
    expect(again.problem.code).toBe('document.arrival-gone')
  })

  it('tells the first sender when an agency further on has finished', async () => {
    const id = await way.presented()
    const forward = (who: 'viceChairman' | 'director', documentId: string, unit: 'skhcn' | 'kinhBac') =>
      way.act(who, documentId, handling.assign, { lead: { unitId: units[unit] }, text: 'Chuyển xử lý' })
    const registerArrival = async (
      who: 'departmentClerk' | 'wardClerk',
      leader: 'director' | 'wardChairman',
      unit: 'skhcn' | 'kinhBac',
    ) => {
      const arrival = (await server.ask(people[who], incoming.arrivals, {})).at(-1)
      const facts = { arrivedOn: '2025-08-02', issuerName: 'Bộ', symbol: '', typeCode: 'cong-van', abstract: 'Về việc' }
      const { documentId } = await server.ask(people[who], incoming.register, {
        body: { facts, files: [], deliveryId: arrival?.deliveryId, duplicatesSeen: true },
      })
      const { version } = await way.read(who, documentId)
      await server.ask(people[who], handling.present, {
        params: { id: documentId },
        body: { version, to: way.post(leader, unit) },
      })
      return documentId
    }
    await forward('viceChairman', id, 'skhcn')
    const second = await registerArrival('departmentClerk', 'director', 'skhcn')
    await forward('director', second, 'kinhBac')
    const third = await registerArrival('wardClerk', 'wardChairman', 'kinhBac')
    await way.act('wardChairman', third, handling.finish, { kind: 'reported', note: 'Đã thực hiện' })
    expect((await way.read('director', second)).state).toBe('finished')
    expect(await way.read('viceChairman', id)).toMatchObject({
      state: 'finished',
      steps: [{}, { deliveryStatus: '06', state: 'done' }],
    })
  })

  it('has a deadline for those who are asked, none for those who are only told', async () => {
    const id = await way.presented()
    await way.act('viceChairman', id, handling.assign, {
      lead: { unitId: units.skhcn },
      informed: [{ unitId: units.office }, { unitId: units.kinhBac }],
      text: 'Sở KH&CN tham mưu',
      dueOn: '2025-08-20',
    })
    const steps = (await way.read('viceChairman', id)).steps.filter((one) => one.role !== 'present')
    expect(steps.map((one) => [one.role, one.dueOn]).sort()).toEqual([
      ['inform', null],
      ['inform', null],
      ['lead', '2025-08-20'],
    ])
    const told = await server.ask(people.wardClerk, incoming.arrivals, {})
    expect(told.find((one) => one.facts.direction === 'Sở KH&CN tham mưu')).toMatchObject({
      askedAs: 'inform',
      facts: { dueOn: null },
    })
    const led = await server.ask(people.departmentClerk, incoming.arrivals, {})
    expect(led.find((one) => one.facts.direction === 'Sở KH&CN tham mưu')?.askedAs).toBe('lead')
  })
})
