import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import { atOnce } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { pdfParagraphs } from '../conversion/index.ts'
import { approveSome, draftSome, issueSome, judgeDraft } from './testing/draft.ts'

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
const { people } = province

const read = (who: Standing, id: string) => server.ask(who, outgoing.read, { params: { id } })
const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })

describe('issuing', () => {
  it('numbers, writes number and day into the page, and lands in the recipients’ queue with its origin', async () => {
    const id = await draftSome(server, database, province)
    const { symbol, number } = await issueSome(server, province, id)
    expect(symbol).toBe(`${String(number).padStart(2, '0')}/SKHCN-CĐS`)
    const issued = await record(people.digitalSpecialist, id)
    expect(issued.state).toBe('issued')
    const [main] = issued.files
    const text = (await pdfParagraphs(await server.files.readAll(main!.sha256))).join(' ')
    expect(text).toContain(String(number).padStart(2, '0'))
    const arrivals = await server.ask(people.wardClerk, incoming.arrivals, {})
    const arrival = arrivals.find((one) => one.facts.symbol === symbol)!
    expect(arrival).toMatchObject({ senderName: 'Sở Khoa học và Công nghệ', status: '01', kind: 'issue' })
    expect(arrival.files[0]?.sha256).toBe(main!.sha256)
  })

  it('sends to who is outside the program under the name that was given, as the preview says', async () => {
    const id = await draftSome(server, database, province, {
      recipients: [{ name: 'Bộ Khoa học và Công nghệ', channel: 'paper' }, { agencyId: province.units.kinhBac }],
    })
    await approveSome(server, province, id)
    const { recipients } = await server.ask(people.departmentClerk, outgoing.preview, { params: { id } })
    const expected = ['Bộ Khoa học và Công nghệ', 'Ủy ban nhân dân phường Kinh Bắc']
    expect(recipients.map((one) => one.name)).toEqual(expected)
    await issueApproved(id)
    const { deliveries } = await record(people.digitalSpecialist, id)
    expect(deliveries.map((one) => one.recipientName).sort()).toEqual(expected)
  })

  it('hears back from each recipient: registered, assigned, in process, finished', async () => {
    const id = await draftSome(server, database, province)
    await issueSome(server, province, id)
    const status = async () =>
      (await record(people.digitalSpecialist, id)).deliveries.find(
        (one) => one.recipientAgencyId === province.units.kinhBac,
      )?.status
    expect(await status()).toBe('01')
    const documentId = await registerArrival(people.wardClerk, id)
    expect(await status()).toBe('03')
    const registered = await record(people.wardClerk, documentId)
    const { handlingId } = await server.ask(people.wardClerk, handling.present, {
      params: { id: documentId },
      body: {
        version: registered.version,
        to: { unitId: province.units.kinhBac, positionId: people.wardChairman.positionId },
      },
    })
    await server.ask(people.wardChairman, handling.assign, {
      params: { id: handlingId },
      body: {
        version: 1,
        lead: { unitId: province.units.kinhBacEconomy, positionId: people.wardSpecialist.positionId },
        text: 'Triển khai',
      },
    })
    expect(await status()).toBe('04')
    // Who issued it has that on the desk, and nobody who did not.
    const told = await server.ask(people.departmentClerk, outgoing.told, {})
    expect(told.find((one) => one.documentId === id)).toMatchObject({
      registered: 1,
      refused: 0,
      status: '04',
      recipientName: 'Ủy ban nhân dân phường Kinh Bắc',
    })
    expect((await server.call(people.digitalSpecialist, outgoing.told, {})).status).toBe(403)
    expect((await server.ask(people.wardClerk, outgoing.told, {})).some((one) => one.documentId === id)).toBe(false)
  })

  it('gives gapless numbers to clerks who issue at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => draftSome(server, database, province)))
    for (const id of ids) await approveSome(server, province, id)
    const issued = await Promise.all(ids.map(async (id) => issueApproved(id)))
    const numbers = issued.map((one) => one.number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 4 }, (_, n) => (numbers[0] ?? 0) + n))
  })

  it('bears the day on which its number is given: days never run back while numbers go up', async () => {
    const [first, late] = [await draftSome(server, database, province), await draftSome(server, database, province)]
    await approveSome(server, province, first)
    await approveSome(server, province, late)
    await issueApproved(first)
    const { version } = await read(people.departmentClerk, late)
    const issue = () => server.call(people.departmentClerk, outgoing.issue, { params: { id: late }, body: { version } })
    let turned: ReturnType<typeof issue> | undefined
    // Somebody holds the book while this one is being issued, until the day has turned.
    await database.owner.transaction().execute(async (other) => {
      await sql`select from register where travel = 'outgoing' for update`.execute(other)
      turned = issue()
      const held = sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await vi.waitFor(async () => expect((await held.execute(database.owner)).rows).toHaveLength(1), 20_000)
      clock.set(new Date(Date.now() + 86_400_000))
    })
    expect((await turned)?.problem).toMatchObject({ code: 'document.act-not-now', extra: { because: 'day-turned' } })
    expect((await issue()).status).toBe(200)
    clock.set(null)
  })

  it('is not for who may not, not before approval, and a draft without recipients is not even submitted', async () => {
    const nowhere = await draftSome(server, database, province, { recipients: [] })
    const { problem } = await server.call(people.digitalSpecialist, outgoing.submit, {
      params: { id: nowhere },
      body: { version: 1 },
    })
    expect(problem.extra?.because).toBe('no-recipient')
    const id = await draftSome(server, database, province)
    await approveSome(server, province, id)
    const { version } = await read(people.departmentClerk, id)
    const call = (who: Standing) => server.call(who, outgoing.issue, { params: { id }, body: { version } })
    expect((await call(people.digitalSpecialist)).status).toBe(403)
    expect((await call(people.wardClerk)).status).toBe(404)
    expect((await call(people.departmentClerk)).status).toBe(200)
    expect((await call(people.departmentClerk)).status).toBe(409)
  })

  it('finishes the incoming document that it answers', async () => {
    const sent = await draftSome(server, database, province)
    await issueSome(server, province, sent)
    const asked = await registerArrival(people.wardClerk, sent)
    const before = await record(people.wardClerk, asked)
    const { handlingId } = await server.ask(people.wardClerk, handling.present, {
      params: { id: asked },
      body: {
        version: before.version,
        to: { unitId: province.units.kinhBac, positionId: people.wardChairman.positionId },
      },
    })
    await server.ask(people.wardChairman, handling.assign, {
      params: { id: handlingId },
      body: {
        version: 1,
        lead: { unitId: province.units.kinhBacEconomy, positionId: people.wardSpecialist.positionId },
        text: 'Tham mưu trả lời',
      },
    })
    const answer = await draftSome(server, database, province, {
      who: people.wardSpecialist,
      signer: people.wardChairman,
      recipients: [{ agencyId: province.units.skhcn }],
      answers: [asked],
    })
    await server.ask(people.wardSpecialist, outgoing.submit, { params: { id: answer }, body: { version: 1 } })
    expect((await judgeDraft(server, people.wardChairman, answer, 'agreed')).status).toBe(200)
    const { version } = await read(people.wardClerk, answer)
    const { symbol } = await server.ask(people.wardClerk, outgoing.issue, { params: { id: answer }, body: { version } })
    const after = await record(people.wardClerk, asked)
    expect(after).toMatchObject({ state: 'finished', finishKind: 'answered', finishNote: symbol })
    expect(
      (await record(people.digitalSpecialist, sent)).deliveries.find(
        (one) => one.recipientAgencyId === province.units.kinhBac,
      )?.status,
    ).toBe('06')
    const [arrival] = await server.ask(people.departmentClerk, incoming.arrivals, {})
    expect(arrival?.facts).toMatchObject({ symbol, answers: (await record(people.digitalSpecialist, sent)).symbol })
  })
})

describe('an internal document', () => {
  it('has a book of its own and is made known to the units it names', async () => {
    const id = await draftSome(server, database, province, {
      travel: 'internal',
      recipients: [{ agencyId: province.units.skhcnDigital }],
      who: people.otherSpecialist,
      typeCode: 'thong-bao',
    })
    const { version } = await read(people.otherSpecialist, id)
    await server.ask(people.otherSpecialist, outgoing.submit, { params: { id }, body: { version, chain: [] } })
    expect((await judgeDraft(server, people.deputyDirector, id, 'agreed')).status).toBe(200)
    expect(await issueApproved(id)).toMatchObject({ number: 1, symbol: '01/TB-SKHCN', deliveries: 1 })
    expect((await record(people.digitalHead, id)).because.map((one) => one.reason)).toContain('informed')
    expect((await server.call(people.digitalSpecialist, documents.record, { params: { id } })).status).toBe(404)
    // Whom it was made known to is told when it holds no more.
    const { version: now } = await read(people.departmentClerk, id)
    const reason = 'Sai ngày họp'
    const body = { version: now, reason }
    expect(await server.ask(people.departmentClerk, outgoing.recall, { params: { id }, body })).toEqual({
      asked: 1,
      atOnce: 0,
    })
    const { holder } = await database.owner
      .selectFrom('handling')
      .where('document_id', '=', id)
      .select('holder')
      .executeTakeFirstOrThrow()
    const { concerns } = await database.owner
      .selectFrom('event')
      .where('kind', '=', 'document.recalled')
      .where('record_id', '=', id)
      .select('concerns')
      .executeTakeFirstOrThrow()
    expect(concerns).toContain(holder)
  })
})

describe('recall and replace', () => {
  it('takes it out of the queues that have not taken it and asks the others', async () => {
    const id = await draftSome(server, database, province)
    await issueSome(server, province, id)
    await registerArrival(people.wardClerk, id)
    const { version } = await read(people.departmentClerk, id)
    const told = await server.ask(people.departmentClerk, outgoing.recall, {
      params: { id },
      body: { version, reason: 'Sai phụ lục' },
    })
    expect(told).toEqual({ asked: 1, atOnce: 1 })
    const after = await record(people.digitalSpecialist, id)
    expect(after.state).toBe('recalled')
    expect(after.deliveries.map((one) => one.status).sort()).toEqual(['13', '15'])
    const told2 = await database.owner
      .selectFrom('event')
      .where('kind', '=', 'document.sender-recalled')
      .select(['agency_id', 'record_id'])
      .execute()
    expect(told2.map((one) => one.agency_id).sort()).toEqual([province.units.kinhBac, province.units.tuSon].sort())
  })

  it('replaces: the new document says so, the old one is replaced', async () => {
    const old = await draftSome(server, database, province)
    await issueSome(server, province, old)
    const next = await draftSome(server, database, province, { replaces: old })
    await issueSome(server, province, next)
    expect((await record(people.digitalSpecialist, old)).state).toBe('replaced')
    const arrivals = await server.ask(people.otherWardClerk, incoming.arrivals, {})
    const symbol = (await record(people.digitalSpecialist, next)).symbol
    expect(arrivals.find((one) => one.facts.symbol === symbol)?.replaces).toBe(true)
    const told = database.owner.selectFrom('event').where('kind', '=', 'document.sender-replaced').select('data')
    expect((await told.executeTakeFirstOrThrow()).data).toMatchObject({ by: symbol })
  })

  it('shows whoever registered both which takes the place of which, as long as the registration holds', async () => {
    const old = await draftSome(server, database, province)
    await issueSome(server, province, old)
    const oldThere = await registerArrival(people.wardClerk, old)
    const next = await draftSome(server, database, province, { replaces: old })
    const { symbol } = await issueSome(server, province, next)
    const related = async () => (await record(people.wardClerk, oldThere)).relations
    expect(await related()).toEqual([])
    const nextThere = await registerArrival(people.wardClerk, next)
    const there = { kind: 'replaces', outward: false, documentId: nextThere, symbol }
    expect(await related()).toEqual([expect.objectContaining(there)])
    expect((await record(people.wardClerk, nextThere)).relations).toEqual([
      expect.objectContaining({ kind: 'replaces', outward: true, documentId: oldThere }),
    ])
    // Registered wrongly and once more: what was cancelled replaces nothing.
    const { version } = await record(people.wardClerk, nextThere)
    const body = { version, reason: 'Vào nhầm sổ' }
    await server.ask(people.wardClerk, incoming.cancel, { params: { id: nextThere }, body })
    expect(await related()).toEqual([])
    const again = await registerArrival(people.wardClerk, next)
    expect(await related()).toEqual([expect.objectContaining({ ...there, documentId: again })])
    // Given back, it is what the sender's is: replaced, not recalled.
    const deliveryId = (await record(people.wardClerk, oldThere)).origin?.id ?? ''
    await server.ask(people.wardClerk, incoming.answerRecall, {
      params: { id: deliveryId },
      body: { agree: true, reason: '' },
    })
    expect((await record(people.wardClerk, oldThere)).state).toBe('replaced')
  })
})

describe('an arrival', () => {
  const statusOf = async (id: string) =>
    (await record(people.digitalSpecialist, id)).deliveries.find(
      (one) => one.recipientAgencyId === province.units.kinhBac,
    )?.status
  const cancel = async (id: string) => {
    const { version } = await record(people.wardClerk, id)
    return server.ask(people.wardClerk, incoming.cancel, { params: { id }, body: { version, reason: 'Vào nhầm sổ' } })
  }

  it('whose registration is cancelled waits again, and is registered under another number', async () => {
    const id = await draftSome(server, database, province)
    await issueSome(server, province, id)
    const first = await registerArrival(people.wardClerk, id)
    await cancel(first)
    expect(await statusOf(id)).toBe('01')
    const again = await registerArrival(people.wardClerk, id)
    const [one, other] = [await record(people.wardClerk, first), await record(people.wardClerk, again)]
    expect([one.state, other.state, (other.number ?? 0) - (one.number ?? 0)]).toEqual(['cancelled', 'registered', 1])
    expect(await statusOf(id)).toBe('03')
    const { deliveries } = await record(people.digitalSpecialist, id)
    expect(deliveries.flatMap((delivery) => delivery.history).map((step) => step.note)).toContain('Vào nhầm sổ')
  })

  it('that one clerk registers is not refused by another at the same moment', async () => {
    const id = await draftSome(server, database, province)
    await issueSome(server, province, id)
    const { symbol } = await record(people.digitalSpecialist, id)
    const arrivals = await server.ask(people.wardClerk, incoming.arrivals, {})
    const deliveryId = arrivals.find((one) => one.facts.symbol === symbol)?.deliveryId ?? ''
    const [, refused] = await atOnce(
      database,
      sql`select from delivery where id = ${deliveryId} for update`,
      () => registerArrival(people.wardClerk, id),
      () =>
        server.call(people.wardClerk, incoming.refuseArrival, {
          params: { id: deliveryId },
          body: { reason: 'Sai nơi' },
        }),
    )
    expect(refused.problem?.code).toBe('document.arrival-gone')
    expect(await statusOf(id)).toBe('03')
  })
})

async function issueApproved(id: string) {
  const { version } = await read(people.departmentClerk, id)
  return server.ask(people.departmentClerk, outgoing.issue, { params: { id }, body: { version } })
}
async function registerArrival(clerk: Standing, sentId: string): Promise<string> {
  const { symbol } = await record(people.digitalSpecialist, sentId)
  const arrival = (await server.ask(clerk, incoming.arrivals, {})).find((one) => one.facts.symbol === symbol)!
  const { documentId } = await server.ask(clerk, incoming.register, {
    body: {
      facts: {
        arrivedOn: arrival.facts.issuedOn,
        issuerName: arrival.facts.issuerName,
        issuerUnitId: arrival.facts.issuerUnitId,
        symbol: arrival.facts.symbol,
        issuedOn: arrival.facts.issuedOn,
        typeCode: arrival.facts.typeCode,
        abstract: arrival.facts.abstract,
      },
      files: [],
      deliveryId: arrival.deliveryId,
      duplicatesSeen: true,
    },
  })
  return documentId
}
