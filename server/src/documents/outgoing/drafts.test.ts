import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import type { Standing } from '../../platform/database/index.ts'
import { atOnce } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftFiles, draftSome, judgeDraft, stepsOf, type Verdict } from './testing/draft.ts'

const served = await serveSmallProvince()
afterAll(served.close)
const { database, server, province } = served
const { people } = province

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

describe('two at the same moment', () => {
  const held = (id: string) => sql`select from document where id = ${id} for no key update`
  const save = async (id: string, who: Standing, words: string) => {
    const files = await draftFiles(server, database, who, words)
    const body = { baseVersion: 1, files, note: words }
    return () => server.call(who, outgoing.addVersion, { params: { id }, body })
  }

  it('save on top of one version: the second is told that another came between', async () => {
    const id = await draftSome(server, database, province)
    const [one, other] = await atOnce(
      database,
      held(id),
      await save(id, people.digitalSpecialist, 'Sửa của một người'),
      await save(id, people.digitalSpecialist, 'Sửa của người kia'),
    )
    expect([one.status, one.answer.versionNo]).toEqual([200, 2])
    expect(other.problem?.code).toBe('draft.version-came-between')
    expect((await read(people.digitalSpecialist, id)).versions.map((version) => version.versionNo).sort()).toEqual([
      1, 2,
    ])
  })

  it('nobody approves what is changed under their eyes', async () => {
    const id = await draftSome(server, database, province)
    await submit(id)
    await judge(people.digitalHead, id, 'agreed')
    const [saved, judged] = await atOnce(
      database,
      held(id),
      await save(id, people.digitalSpecialist, 'Sửa lúc đang duyệt'),
      () => judgeDraft(server, people.deputyDirector, id, 'agreed'),
    )
    expect(saved.status).toBe(200)
    expect(judged.problem?.code).toBe('draft.new-version')
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
    const noReason = await judgeDraft(server, people.digitalHead, id, 'returned', '')
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
    const { problem } = await judgeDraft(server, people.digitalHead, id, 'agreed', '', 1)
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
        // The drafting division once more: its leaders are not asked twice.
        {
          agency_id: province.units.skhcn,
          type_code: 'bao-cao',
          step_no: 3,
          kind: 'unit',
          unit_id: province.units.skhcnDigital,
          label: 'Thể thức',
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

async function judge(who: Standing, id: string, verdict: Verdict, comment = '', versionSeen?: number): Promise<void> {
  const { status, response } = await judgeDraft(server, who, id, verdict, comment, versionSeen)
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
