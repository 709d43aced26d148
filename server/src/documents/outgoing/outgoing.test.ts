import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { pdfParagraphs } from '../conversion/index.ts'
import { draftFiles, draftSome, issueSome, stepsOf } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  people = province.people
  return served.close
})

const read = (who: Standing, id: string) => server.ask(who, outgoing.read, { params: { id } })
const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })

describe('a draft', () => {
  it('is seen by its drafter and the leaders above, not by colleagues or the registry', async () => {
    const id = await draftSome(server, database, province)
    const seenBy = async (who: Standing) => (await server.call(who, outgoing.read, { params: { id } })).status
    expect(await seenBy(people.digitalSpecialist)).toBe(200)
    expect(await seenBy(people.digitalHead)).toBe(200)
    expect(await seenBy(people.director)).toBe(200)
    for (const who of [
      people.otherSpecialist,
      people.departmentClerk,
      people.wardClerk,
      people.chairman,
      people.administrator,
    ])
      expect(await seenBy(who)).toBe(404)
  })

  it('is saved only on top of the version that was seen; nothing is overwritten', async () => {
    const id = await draftSome(server, database, province)
    const save = async (who: Standing, baseVersion: number, words: string) =>
      server.call(who, outgoing.addVersion, {
        params: { id },
        body: { baseVersion, files: await draftFiles(server, database, who, words), note: words },
      })
    expect((await save(people.digitalSpecialist, 1, 'Sửa lần một')).answer.versionNo).toBe(2)
    const second = await save(people.digitalSpecialist, 1, 'Sửa từ bản cũ')
    expect(second.problem.code).toBe('draft.version-came-between')
    expect(second.problem.extra).toMatchObject({ versionNo: 2, who: 'Ngô Thị Lan' })
    const { rows } = await server.ask(people.digitalSpecialist, drafting.compare, {
      params: { id },
      query: { from: 1, to: 2 },
    })
    expect(rows.some((row) => row.after?.some((piece) => piece.change === 'added'))).toBe(true)
  })

  it('takes comments on a place, replies, and their being dealt with', async () => {
    const id = await draftSome(server, database, province)
    const { id: comment } = await server.ask(people.digitalHead, drafting.addComment, {
      params: { id },
      body: {
        versionNo: 1,
        text: 'Bổ sung căn cứ',
        place: { page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.02, quote: 'triển khai' },
      },
    })
    await server.ask(people.digitalSpecialist, drafting.addComment, {
      params: { id },
      body: { versionNo: 1, text: 'Em đã bổ sung', parentId: comment },
    })
    await server.ask(people.digitalSpecialist, drafting.resolveComment, {
      params: { id: comment },
      body: { resolved: true },
    })
    const comments = await server.ask(people.digitalHead, drafting.comments, { params: { id } })
    expect(comments.map((one) => [one.text, one.byName, one.parentId, one.resolvedByName])).toEqual([
      ['Bổ sung căn cứ', 'Đỗ Văn Khánh', null, 'Ngô Thị Lan'],
      ['Em đã bổ sung', 'Ngô Thị Lan', comment, null],
    ])
    const { status } = await server.call(people.wardClerk, drafting.addComment, {
      params: { id },
      body: { versionNo: 1, text: 'x' },
    })
    expect(status).toBe(404)
  })
})

describe('the review', () => {
  it('asks in sequence and in parallel, and the signer last', async () => {
    const id = await draftSome(server, database, province)
    const { units } = province
    await server.ask(people.digitalSpecialist, outgoing.submit, {
      params: { id },
      body: {
        version: 1,
        chain: [
          { stepNo: 1, unitId: units.skhcnDigital, label: '' },
          { stepNo: 1, unitId: units.skhcnOffice, positionId: people.otherSpecialist.positionId, label: 'Pháp chế' },
        ],
      },
    })
    expect(await stepsOf(server, people.digitalSpecialist, id)).toEqual([
      '1 review asked',
      '1 review asked',
      '2 approve later',
    ])
    const desk = await server.ask(people.otherSpecialist, outgoing.desk, {})
    expect(desk.map((item) => [item.documentId, item.kind])).toEqual([[id, 'review']])
    await judge(people.digitalHead, id, 'agreed')
    expect((await server.call(people.departmentClerk, outgoing.read, { params: { id } })).status).toBe(404)
    await judge(people.otherSpecialist, id, 'agreed-with-comments', 'Xem lại thể thức')
    expect(await stepsOf(server, people.digitalSpecialist, id)).toEqual([
      '1 review agreed',
      '1 review agreed-with-comments',
      '2 approve asked',
    ])
  })

  it('returns with reasons; the next round begins with what was changed since', async () => {
    const id = await draftSome(server, database, province)
    await submit(id)
    const noReason = await judgeCall(people.digitalHead, id, 'returned', '')
    expect(noReason.problem.code).toBe('draft.reason-needed')
    await judge(people.digitalHead, id, 'returned', 'Thiếu thời hạn')
    expect(
      (await server.ask(people.digitalSpecialist, outgoing.desk, {})).filter((one) => one.documentId === id)[0]?.kind,
    ).toBe('redraft')
    await newVersion(id, 1, 'Thời hạn: 15/12')
    await submit(id)
    const view = await read(people.digitalHead, id)
    expect(
      view.reviews
        .filter((step) => step.unitId === province.units.skhcnDigital)
        .map((step) => [step.round, step.state, step.versionSeen]),
    ).toEqual([
      [1, 'returned', 1],
      [2, 'asked', null],
    ])
  })

  it('does not take a judgement on a version that is not the last', async () => {
    const id = await draftSome(server, database, province)
    await submit(id)
    await newVersion(id, 1, 'Bản hai')
    const { problem } = await judgeCall(people.digitalHead, id, 'agreed', '', 1)
    expect(problem.code).toBe('draft.new-version')
  })

  it('follows the agency’s rules for the type where there are any', async () => {
    await database.owner
      .insertInto('review_rule')
      .values([
        {
          agency_id: province.units.skhcn,
          type_code: 'bao-cao',
          step_no: 1,
          kind: 'drafting-leader',
          label: 'Lãnh đạo phòng',
        },
        {
          agency_id: province.units.skhcn,
          type_code: 'bao-cao',
          step_no: 2,
          kind: 'position',
          position_id: people.otherSpecialist.positionId,
          label: 'Pháp chế',
        },
      ])
      .execute()
    const id = await draftSome(server, database, province, { typeCode: 'bao-cao' })
    const { chain } = await read(people.digitalSpecialist, id)
    expect(chain.map((step) => [step.stepNo, step.label])).toEqual([
      [1, 'Lãnh đạo phòng'],
      [2, 'Pháp chế'],
    ])
  })

  it('a change after approval goes back to the approver', async () => {
    const id = await draftSome(server, database, province)
    await submit(id)
    await judge(people.digitalHead, id, 'agreed')
    await judge(people.deputyDirector, id, 'agreed')
    expect((await record(people.digitalSpecialist, id)).state).toBe('approved')
    await newVersion(id, 1, 'Sửa sau khi duyệt')
    const view = await read(people.digitalSpecialist, id)
    expect(view.approvedVersion).toBeNull()
    expect(
      (await server.call(people.departmentClerk, outgoing.issue, { params: { id }, body: { version: view.version } }))
        .status,
    ).toBe(409)
    await judge(people.deputyDirector, id, 'agreed', '', 2)
    expect((await read(people.digitalSpecialist, id)).approvedVersion).toBe(2)
  })
})

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
    await approveSome(id)
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
  })

  it('gives gapless numbers to clerks who issue at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => draftSome(server, database, province)))
    for (const id of ids) await approveSome(id)
    const issued = await Promise.all(ids.map(async (id) => issueApproved(id)))
    const numbers = issued.map((one) => one.number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 4 }, (_, n) => (numbers[0] ?? 0) + n))
  })

  it('is not for who may not, not before approval, and a draft without recipients is not even submitted', async () => {
    const nowhere = await draftSome(server, database, province, { recipients: [] })
    const { problem } = await server.call(people.digitalSpecialist, outgoing.submit, {
      params: { id: nowhere },
      body: { version: 1 },
    })
    expect(problem.extra?.because).toBe('no-recipient')
    const id = await draftSome(server, database, province)
    await approveSome(id)
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
    await judge(people.wardChairman, answer, 'agreed')
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

describe('a draft that is taken back', () => {
  it('is withdrawn from review, and then given up', async () => {
    const id = await draftSome(server, database, province)
    await submit(id)
    const { version } = await read(people.digitalSpecialist, id)
    const notYet = await server.call(people.digitalSpecialist, outgoing.discard, { params: { id }, body: { version } })
    expect(notYet.problem.extra?.because).toBe('in-review')
    await server.ask(people.digitalSpecialist, outgoing.withdraw, {
      params: { id },
      body: { version, reason: 'Chờ số liệu' },
    })
    expect(await stepsOf(server, people.digitalSpecialist, id)).toEqual(['1 review skipped', '2 approve skipped'])
    const drafted = await read(people.digitalSpecialist, id)
    await server.ask(people.digitalSpecialist, outgoing.discard, { params: { id }, body: { version: drafted.version } })
    expect((await record(people.digitalSpecialist, id)).state).toBe('cancelled')
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
    await judge(people.deputyDirector, id, 'agreed')
    expect(await issueApproved(id)).toMatchObject({ number: 1, symbol: '01/TB-SKHCN', deliveries: 1 })
    expect((await record(people.digitalHead, id)).because.map((one) => one.reason)).toContain('informed')
    expect((await server.call(people.digitalSpecialist, documents.record, { params: { id } })).status).toBe(404)
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
  })
})

async function judgeCall(
  who: Standing,
  documentId: string,
  verdict: 'agreed' | 'agreed-with-comments' | 'returned',
  comment = '',
  versionSeen?: number,
) {
  const view = await read(who, documentId)
  const mine = view.reviews.find((step) => step.mine)
  if (!mine) throw new Error('nothing is asked of them')
  return server.call(who, outgoing.judge, {
    params: { id: mine.id },
    body: { version: mine.version, verdict, comment, versionSeen: versionSeen ?? view.lastVersion },
  })
}
async function judge(...given: Parameters<typeof judgeCall>): Promise<void> {
  const { status, response } = await judgeCall(...given)
  expect(response.body && status).toBe(200)
}
async function submit(id: string): Promise<void> {
  const { version } = await read(people.digitalSpecialist, id)
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id }, body: { version } })
}
async function newVersion(id: string, baseVersion: number, words: string): Promise<void> {
  const files = await draftFiles(server, database, people.digitalSpecialist, words)
  await server.ask(people.digitalSpecialist, outgoing.addVersion, {
    params: { id },
    body: { baseVersion, files, note: words },
  })
}
async function approveSome(id: string): Promise<void> {
  await submit(id)
  await judge(people.digitalHead, id, 'agreed')
  await judge(people.deputyDirector, id, 'agreed')
}
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
