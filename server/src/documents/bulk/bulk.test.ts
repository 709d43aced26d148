import { documents } from '@mocban/contract/documents'
import { type BulkAct, bulk } from '@mocban/contract/documents-bulk'
import { incoming } from '@mocban/contract/documents-incoming'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftSome, issueSome } from '../outgoing/testing/draft.ts'
import { registerSome } from '../testing/register.ts'
import { runBulk } from './run-bulk.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  return served.close
})

const begin = async (who: Standing, act: BulkAct, documentIds: string[], id = newId()) => {
  await server.ask(who, bulk.begin, { body: { id, act, documentIds } })
  await server.jobs.runWaiting()
  return server.ask(who, bulk.progress, { params: { id } })
}
const some = (count: number) =>
  Promise.all(Array.from({ length: count }, () => registerSome(server, province.people.departmentClerk)))
const state = async (id: string) =>
  (await server.ask(province.people.director, documents.record, { params: { id } })).state

describe('acts on many documents', () => {
  it('presents, directs and finishes all at once, each with its own result', async () => {
    const { people, units } = province
    const [first, second, third] = await some(3)
    const ids = [first, second, third].map((one) => one?.id ?? '')
    await server.ask(people.departmentClerk, incoming.cancel, {
      params: { id: ids[2] ?? '' },
      body: { version: 1, reason: 'Nhầm' },
    })
    const presented = await begin(
      people.departmentClerk,
      { kind: 'present', to: { unitId: units.skhcn, ...people.director }, note: '' },
      ids,
    )
    expect(presented).toMatchObject({ all: 3, done: 2, refused: 1, ended: true })
    expect(presented.items[0]).toMatchObject({
      documentId: ids[2],
      state: 'refused',
      becauseKey: 'not-registered-state',
    })
    const directed = await begin(
      people.director,
      {
        kind: 'assign',
        text: 'Giao Phòng Chuyển đổi số xử lý',
        lead: { unitId: units.skhcnDigital },
        collaborators: [],
        informed: [],
      },
      ids.slice(0, 2),
    )
    expect(directed).toMatchObject({ done: 2, refused: 0 })
    expect(await begin(people.digitalHead, { kind: 'accept' }, ids.slice(0, 2))).toMatchObject({ done: 2 })
    expect(
      await begin(people.digitalHead, { kind: 'finish', finishKind: 'filed', note: '' }, ids.slice(0, 2)),
    ).toMatchObject({ done: 2 })
    expect(await state(ids[0] ?? '')).toBe('finished')
  })

  it('returns, recalls, hands over and takes over, each only what is theirs', async () => {
    const { people, units } = province
    const ids = (await some(3)).map((one) => one.id)
    const [first = '', second = ''] = ids
    const to = { unitId: units.skhcn, ...people.director }
    await begin(people.departmentClerk, { kind: 'present', to, note: '' }, ids)
    const text = 'Phòng xử lý'
    const assign: BulkAct = {
      kind: 'assign',
      text,
      lead: { unitId: units.skhcnDigital },
      collaborators: [],
      informed: [],
    }
    await begin(people.director, assign, ids)
    const handOver = { kind: 'hand-over', to: { unitId: units.skhcnDigital, ...people.digitalSpecialist } } as const
    const given = await begin(people.digitalHead, { ...handOver, reason: 'Đi công tác' }, [first, second])
    expect(given).toMatchObject({ done: 2, refused: 0 })
    expect(await begin(people.digitalHead, { kind: 'return', reason: 'Không đúng' }, [first])).toMatchObject({
      refused: 1,
      items: [{ becauseKey: 'not-yours' }],
    })
    const takeOver = { kind: 'take-over', reason: 'Nghỉ ốm' } as const
    expect(await begin(people.digitalHead, takeOver, [first])).toMatchObject({ done: 1 })
    expect(await begin(people.digitalSpecialist, takeOver, [first])).toMatchObject({
      refused: 1,
      items: [{ becauseKey: 'not-your-unit' }],
    })
    expect(await begin(people.digitalSpecialist, { kind: 'return', reason: 'Quá tải' }, [second])).toMatchObject({
      done: 1,
    })
    expect(await begin(people.departmentClerk, { kind: 'recall', reason: 'Trình nhầm' }, [first])).toMatchObject({
      refused: 1,
      items: [{ becauseKey: 'not-asked-by-you' }],
    })
    expect(await begin(people.director, { kind: 'recall', reason: 'Giao nhầm' }, ids)).toMatchObject({ done: 3 })
    for (const id of ids) expect(await state(id)).toBe('presented')
  })

  it('is taken back with all of them, but for those on which somebody acted since', async () => {
    const { people, units } = province
    const ids = (await some(3)).map((one) => one.id)
    const [first = ''] = ids
    const to = { unitId: units.skhcn, ...people.director }
    await begin(people.departmentClerk, { kind: 'present', to, note: '' }, ids)
    expect(await begin(people.departmentClerk, { kind: 'undo', act: 'present' }, [first])).toMatchObject({ done: 1 })
    expect(await state(first)).toBe('registered')
    await begin(people.departmentClerk, { kind: 'present', to, note: '' }, [first])
    const collaborators = [{ unitId: units.kinhBac }]
    const assign: BulkAct = {
      kind: 'assign',
      text: 'Làm',
      lead: { unitId: units.skhcnDigital },
      collaborators,
      informed: [],
    }
    await begin(people.director, assign, ids)
    const steps = async (id: string) =>
      (await server.ask(people.director, documents.record, { params: { id } })).steps.map((one) => [one.id, one.state])
    const before = await steps(first)
    expect(await begin(people.director, { kind: 'recall', reason: 'Giao nhầm' }, ids)).toMatchObject({ done: 3 })
    expect(await steps(first)).not.toEqual(before)
    expect(await begin(people.digitalHead, { kind: 'undo', act: 'recall' }, [first])).toMatchObject({ refused: 1 })
    // Another act than the one that was shown is not touched.
    expect(await begin(people.director, { kind: 'undo', act: 'assign' }, [first])).toMatchObject({ refused: 1 })
    const [, second = '', third = ''] = ids
    await begin(people.director, { ...assign, text: 'Làm lại' }, [third])
    const undone = await begin(people.director, { kind: 'undo', act: 'recall' }, ids)
    expect(undone).toMatchObject({ done: 2, refused: 1, items: [{ documentId: third, state: 'refused' }, {}, {}] })
    expect(await steps(first)).toEqual(before)
    expect(await state(second)).toBe('directed')
  })

  it('finishes many by one document that answers them all', async () => {
    const { people, units } = province
    const ids = (await some(2)).map((one) => one.id)
    const to = { unitId: units.skhcn, ...people.director }
    await begin(people.departmentClerk, { kind: 'present', to, note: '' }, ids)
    const answerId = await draftSome(server, database, province)
    const finish = { kind: 'finish', finishKind: 'answered', note: '' } as const
    expect(await begin(people.director, finish, ids)).toMatchObject({
      refused: 2,
      items: [{ becauseKey: 'name-the-answer' }, {}],
    })
    // By a draft nobody has been answered.
    expect(await begin(people.director, { ...finish, answerId }, ids)).toMatchObject({
      refused: 2,
      items: [{ becauseKey: 'answer-not-issued' }, {}],
    })
    await issueSome(server, province, answerId)
    expect(await begin(people.director, { ...finish, answerId }, ids)).toMatchObject({ done: 2 })
    for (const id of ids) {
      const record = await server.ask(people.director, documents.record, { params: { id } })
      expect(record).toMatchObject({ state: 'finished', finishKind: 'answered' })
      expect(record.relations.map((one) => [one.kind, one.documentId])).toContainEqual(['answers', answerId])
    }
  })

  it('goes on where it was killed and does nothing twice', async () => {
    const { people, units } = province
    const ids = (await some(6)).map((one) => one.id)
    const id = newId()
    const act: BulkAct = { kind: 'present', to: { unitId: units.skhcn, ...people.director }, note: '' }
    await server.ask(people.departmentClerk, bulk.begin, { body: { id, act, documentIds: ids } })
    let doings = 0
    const failing = new Proxy(database.app, {
      get(target, key) {
        if (key === 'transaction' && ++doings === 4) throw new Error('killed')
        const value = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    await expect(runBulk({ app: failing, worker: database.worker }, id)).rejects.toThrow('killed')
    expect(await server.ask(people.departmentClerk, bulk.progress, { params: { id } })).toMatchObject({
      done: 3,
      ended: false,
    })
    await server.jobs.runWaiting()
    expect(await server.ask(people.departmentClerk, bulk.progress, { params: { id } })).toMatchObject({
      done: 6,
      refused: 0,
      ended: true,
    })
    const events = await database.owner
      .selectFrom('event')
      .select('record_id')
      .where('kind', '=', 'document.presented')
      .where('record_id', 'in', ids)
      .execute()
    expect(events).toHaveLength(6)
    const told = await database.owner.selectFrom('event').select('concerns').where('kind', '=', 'bulk.ended').execute()
    expect(told.at(-1)?.concerns, 'the bell of who began it').toEqual([people.departmentClerk.personId])
  })

  it('begins once for one id, is seen by who began it only, and tells nothing of what they may not see', async () => {
    const { people, units } = province
    const [one] = await some(1)
    const id = newId()
    const act: BulkAct = { kind: 'present', to: { unitId: units.kinhBac, ...people.wardChairman }, note: '' }
    const result = await begin(people.wardClerk, act, [one?.id ?? ''], id)
    expect(result.items).toMatchObject([
      { state: 'refused', symbol: null, abstract: '', because: expect.stringContaining('Không có nội dung này') },
    ])
    expect(await server.ask(people.wardClerk, bulk.begin, { body: { id, act, documentIds: [one?.id ?? ''] } })).toEqual(
      { id, all: 1 },
    )
    expect((await server.call(people.departmentClerk, bulk.progress, { params: { id } })).status).toBe(404)
  })
})
