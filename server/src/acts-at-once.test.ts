import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { trail } from '@mocban/contract/trail'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome } from './documents/testing/register.ts'
import type { SmallProvince } from './organisation/testing/small-province.ts'
import type { Standing } from './platform/database/index.ts'
import { atOnce, type TestDatabase, type TestServer } from './platform/testing/index.ts'
import { type Moment, possibleActs, whatDoesNotHold } from './testing/acts-of-a-moment.ts'
import { serveSmallProvince } from './testing/serve-small-province.ts'
import { stepOf } from './testing/two-endings.ts'

/** What people do in the same moment: whoever comes second finds what the first left, and no work is left without a holder. */

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']
let units: SmallProvince['units']
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server } = served)
  ;({ people, units } = served.province)
  return served.close
})

let symbols = 0
const record = (who: Standing, id: string): Promise<DocumentRecord> =>
  server.ask(who, documents.record, { params: { id } })

/** A document of the Office that the chairman has directed to other agencies. */
async function directed(...to: string[]): Promise<string> {
  symbols += 1
  const { id, version } = await registerSome(server, people.officeClerk, { symbol: `${symbols}/BNV-CCHC` })
  await server.ask(people.officeClerk, handling.present, {
    params: { id },
    body: { version, to: { unitId: units.ubnd, ...people.chairman } },
  })
  const step = await stepOf(server, people.chairman, id)
  await server.ask(people.chairman, handling.assign, {
    params: { id: step.id },
    body: { version: step.version, collaborators: to.map((unitId) => ({ unitId })), text: 'Thực hiện' },
  })
  return id
}

/** Registers what waits for a clerk and presents it to the leader of their agency; answers their own document. */
async function taken(clerk: Standing, leader: Standing, unitId: string): Promise<string> {
  const waiting = await server.ask(clerk, incoming.arrivals, {})
  const { registered } = await server.ask(clerk, incoming.registerMany, {
    body: { deliveryIds: waiting.map((one) => one.deliveryId), duplicatesSeen: true },
  })
  const id = registered[0]?.documentId ?? ''
  const { version } = await record(clerk, id)
  await server.ask(clerk, handling.present, { params: { id }, body: { version, to: { unitId, ...leader } } })
  return id
}

async function finish(who: Standing, id: string) {
  const step = await stepOf(server, who, id)
  return () =>
    server.ask(who, handling.finish, {
      params: { id: step.id },
      body: { version: step.version, kind: 'filed', note: 'Lưu' },
    })
}

describe('two agencies', () => {
  it('that finish in the same moment finish together what they were asked', async () => {
    const id = await directed(units.kinhBac, units.tuSon)
    const one = await taken(people.wardClerk, people.wardChairman, units.kinhBac)
    const other = await taken(people.otherWardClerk, people.otherWardChairman, units.tuSon)
    await atOnce(
      database,
      sql`select from document where id = ${id} for update`,
      await finish(people.wardChairman, one),
      await finish(people.otherWardChairman, other),
    )
    expect(await record(people.chairman, id)).toMatchObject({ state: 'finished', holders: [] })
  })
})

describe('the sender', () => {
  it('hears of the end also where it comes by taking back what was still asked, and of its undoing', async () => {
    const id = await directed(units.skhcn)
    const own = await taken(people.departmentClerk, people.director, units.skhcn)
    const assign = async (who: Standing, body: object) => {
      const step = await stepOf(server, who, own)
      await server.ask(who, handling.assign, {
        params: { id: step.id },
        body: { version: step.version, text: 'Giao', ...body },
      })
    }
    await assign(people.director, {
      lead: { unitId: units.skhcnDigital, ...people.digitalHead },
      collaborators: [{ unitId: units.skhcn, ...people.deputyDirector }],
    })
    await assign(people.deputyDirector, { lead: { unitId: units.skhcnDigital, ...people.digitalSpecialist } })
    await (await finish(people.digitalHead, own))()
    const status = async () => (await record(people.chairman, id)).deliveries[0]?.status
    expect(await status()).not.toBe('06')
    const step = await stepOf(server, people.digitalSpecialist, own)
    const params = { id: step.id }
    await server.ask(people.deputyDirector, handling.recall, { params, body: { version: step.version, reason: '' } })
    const ended = await record(people.director, own)
    expect([ended.state, ended.finishKind, ended.finishNote, await status()]).toEqual([
      'finished',
      'filed',
      'Lưu',
      '06',
    ])
    const { items } = await server.ask(people.director, trail.ofRecord, { params: { id: own }, query: {} })
    expect(items.slice(0, 2).map((one) => one.kind)).toEqual(['document.finished', 'document.recalled-step'])
    // So has the sender's, of which nothing else was open, and in its own trail.
    const sent = await record(people.chairman, id)
    expect([sent.state, sent.finishKind, sent.finishNote]).toEqual(['finished', 'filed', 'Lưu'])
    const told = await server.ask(people.chairman, trail.ofRecord, { params: { id }, query: {} })
    expect(told.items[0]?.kind).toBe('document.finished')
    const taking = (await record(people.director, own)).steps.find((one) => one.id === step.id)
    await server.ask(people.deputyDirector, handling.undo, { params, body: { version: taking?.version ?? 0 } })
    expect(await status()).not.toBe('06')
    const open = await record(people.director, own)
    expect([open.state, open.finishKind, open.finishNote]).toEqual(['directed', null, null])
  })
})

describe('what the sender takes back', () => {
  /** The department has it, the director holds it, and the Office asks for it back. */
  async function askedBack() {
    const id = await directed(units.skhcn)
    const own = await taken(people.departmentClerk, people.director, units.skhcn)
    const { steps } = await record(people.chairman, id)
    const sent = steps.find((one) => one.deliveryStatus)
    await server.ask(people.chairman, handling.recall, {
      params: { id: sent?.id ?? '' },
      body: { version: sent?.version ?? 0, reason: 'Gửi nhầm' },
    })
    const { rows } = await sql<{ id: string }>`select id from delivery where incoming_id = ${own}`.execute(
      database.owner,
    )
    const answer = (agree: boolean) =>
      server.ask(people.departmentClerk, incoming.answerRecall, {
        params: { id: rows[0]?.id ?? '' },
        body: { agree, reason: 'Đồng ý' },
      })
    const status = async () => (await record(people.departmentClerk, own)).origin?.status
    return { own, answer, status }
  }

  it('is nobody’s work any more, also where a step is handed over in the same moment', async () => {
    const { own, answer } = await askedBack()
    const step = await stepOf(server, people.director, own)
    await atOnce(
      database,
      sql`select from position where id = ${people.deputyDirector.positionId} for update`,
      () =>
        server.ask(people.director, handling.handOver, {
          params: { id: step.id },
          body: { version: step.version, to: { unitId: units.skhcn, ...people.deputyDirector } },
        }),
      () => answer(true),
    )
    expect(await record(people.departmentClerk, own)).toMatchObject({ state: 'recalled', holders: [] })
  })

  it('is asked back though its registration is cancelled in the same moment, which waits for the answer', async () => {
    const id = await directed(units.skhcn)
    const [arrival] = await server.ask(people.departmentClerk, incoming.arrivals, {})
    const { registered } = await server.ask(people.departmentClerk, incoming.registerMany, {
      body: { deliveryIds: [arrival?.deliveryId ?? ''], duplicatesSeen: true },
    })
    const own = registered[0]?.documentId ?? ''
    const { version } = await record(people.departmentClerk, own)
    const sent = (await record(people.chairman, id)).steps.find((one) => one.deliveryStatus)
    const [recalled, cancelled] = await atOnce(
      database,
      sql`select from delivery where id = ${arrival?.deliveryId} for update`,
      () =>
        server.call(people.chairman, handling.recall, {
          params: { id: sent?.id ?? '' },
          body: { version: sent?.version ?? 0, reason: 'Gửi nhầm' },
        }),
      () =>
        server.call(people.departmentClerk, incoming.cancel, {
          params: { id: own },
          body: { version, reason: 'Đăng ký nhầm' },
        }),
    )
    expect([recalled.status, cancelled.status]).toEqual([200, 409])
    expect((await record(people.departmentClerk, own)).state).toBe('registered')
  })

  it('is asked back from those to whom it was sent on', async () => {
    const { own, answer } = await askedBack()
    const step = await stepOf(server, people.director, own)
    await server.ask(people.director, handling.assign, {
      params: { id: step.id },
      body: { version: step.version, lead: { unitId: units.kinhBac }, text: 'Phối hợp' },
    })
    expect(await server.ask(people.wardClerk, incoming.arrivals, {})).toHaveLength(1)
    await answer(true)
    expect(await server.ask(people.wardClerk, incoming.arrivals, {})).toEqual([])
    const { deliveries } = await record(people.departmentClerk, own)
    expect(deliveries.map((one) => one.status)).toEqual(['15'])
  })

  it('waits again where its registration is cancelled after it came back from the leaders', async () => {
    const id = await directed(units.tuSon)
    const own = await taken(people.otherWardClerk, people.otherWardChairman, units.tuSon)
    const act = async (route: typeof handling.accept, more: object = {}) => {
      const step = await stepOf(server, people.otherWardChairman, own)
      await server.ask(people.otherWardChairman, route, {
        params: { id: step.id },
        body: { version: step.version, ...more },
      })
    }
    // The sender hears of it, and then the ward thinks better of it.
    const step = await stepOf(server, people.otherWardChairman, own)
    await server.ask(people.otherWardChairman, handling.assign, {
      params: { id: step.id },
      body: { version: step.version, lead: { unitId: units.tuSon, ...people.otherWardChairman }, text: 'Tự xử lý' },
    })
    await act(handling.accept)
    await act(handling.returnStep as never, { reason: 'Không thuộc thẩm quyền' })
    await act(handling.returnStep as never, { reason: 'Không thuộc thẩm quyền' })
    const { version, state } = await record(people.otherWardClerk, own)
    expect(state).toBe('registered')
    await server.ask(people.otherWardClerk, incoming.cancel, {
      params: { id: own },
      body: { version, reason: 'Vào nhầm sổ' },
    })
    expect((await record(people.chairman, id)).deliveries.map((one) => one.status)).toEqual(['01'])
    expect(await server.ask(people.otherWardClerk, incoming.arrivals, {})).toHaveLength(1)
  })

  it('stays where the recipient wants to keep it, and the sender hears that it was finished meanwhile', async () => {
    const { own, answer, status } = await askedBack()
    await (await finish(people.director, own))()
    expect(await status()).toBe('13')
    await answer(false)
    expect(await status()).toBe('06')
  })
})

describe('whatever many people do at once', () => {
  it('leaves every record with its holders, every number once, and both sides of a delivery of one mind', async () => {
    const moment: Moment = { server, database, province: { people, units } }
    const events = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from event`.execute(database.owner)).rows[0]?.n ?? 0
    const before = await events()
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (chance) => {
        const next = (below: number) => Number(chance.next().value) % below
        for (let round = 0; round < 40; round++) {
          const acts = await possibleActs(moment, next)
          const chosen = Array.from({ length: Math.min(8, acts.length) }, () => acts[next(acts.length)])
          const outcomes = await Promise.all(chosen.flatMap((one) => (one ? [one.act()] : [])))
          // Who crossed others again and again is told to try once more: nothing was done.
          const failed = outcomes
            .map((one) => (one.status >= 500 ? String(one.response.body) : ''))
            .filter((body) => body && !body.includes('"request.crossed"'))
          expect(failed).toEqual([])
          expect(await whatDoesNotHold(database), chosen.map((one) => one?.name).join(', ')).toEqual([])
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
    // Most of them were really done.
    expect((await events()) - before).toBeGreaterThan(20)
  }, 60_000)
})
