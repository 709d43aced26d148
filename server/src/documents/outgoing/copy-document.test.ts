import { PDFDocument } from '@cantoo/pdf-lib'
import { access } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { pdfParagraphs } from '../conversion/index.ts'
import { draftSome, issueSome } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let issued: string

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  issued = await draftSome(server, database, province)
  await issueSome(server, province, issued)
  return served.close
})

const copy = (kind: 'sao-y' | 'sao-luc' | 'trich-sao', pages = '', recipients: { agencyId: string }[] = []) =>
  server.call(province.people.digitalSpecialist, drafting.copy, {
    params: { id: issued },
    body: { kind, pages, recipients, signerPositionId: province.people.deputyDirector.positionId },
  })

describe('what is written anew of a document of a class', () => {
  it('has its class: a copy, and what takes its place', async () => {
    const { people, units } = province
    const classed = await draftSome(server, database, province)
    await issueSome(server, province, classed)
    const { id: classId } = await database.owner
      .insertInto('confidentiality_class')
      .values({ agency_id: units.skhcn, name: 'Nhân sự' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database.owner
      .insertInto('confidentiality_member')
      .values({ class_id: classId, position_id: people.departmentClerk.positionId, valid: '[2025-01-01,)' })
      .execute()
    await server.ask(people.digitalSpecialist, access.classify, {
      params: { id: classed },
      body: { classId, reason: '' },
    })
    const { documentId: copied } = await server.ask(people.digitalSpecialist, drafting.copy, {
      params: { id: classed },
      body: { kind: 'sao-y', pages: '', signerPositionId: people.deputyDirector.positionId },
    })
    const next = await draftSome(server, database, province, { replaces: classed })
    const seen = async (who: Standing, id: string) =>
      (await server.call(who, documents.record, { params: { id } })).status === 200
    // Its drafter has it for themselves; the director stands above, and does not belong.
    for (const id of [classed, copied, next])
      expect([await seen(people.digitalSpecialist, id), await seen(people.director, id)]).toEqual([true, false])
  })
})

describe('a true copy', () => {
  it('is a document of its own: the pages, the block of the copy, a number in the series of copies', async () => {
    const { people, units } = province
    const { documentId } = (await copy('sao-y', '', [{ agencyId: units.tuSon }])).answer
    const draft = await server.ask(people.digitalSpecialist, documents.record, { params: { id: documentId } })
    expect(draft.relations.map((one) => [one.kind, one.documentId])).toEqual([['copies', issued]])
    const { symbol } = await issueSome(server, province, documentId)
    expect(symbol).toBe('01/SY-SKHCN')
    const after = await server.ask(people.digitalSpecialist, documents.record, { params: { id: documentId } })
    const bytes = await server.files.readAll(after.files[0]!.sha256)
    // Below the text, on the same sheet.
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1)
    const text = (await pdfParagraphs(bytes)).join(' ')
    for (const words of ['SAO Y', 'PHÓ GIÁM ĐỐC', 'Đặng Văn Hải', '01', '- Ủy ban nhân dân phường Từ Sơn;'])
      expect(text).toContain(words)
  })

  it('is refused where the law does not allow it', async () => {
    // Why is a code, told in the reader's language.
    for (const [kind, pages, because] of [
      ['sao-luc', '', 'copy-of-sao-y-only'],
      ['trich-sao', '7', 'no-such-page'],
      ['trich-sao', '', 'name-the-pages'],
    ] as const) {
      const { problem } = await copy(kind, pages)
      expect([problem.code, problem.extra?.because]).toEqual(['copy.not-possible', because])
    }
    expect((await copy('trich-sao', '1')).status).toBe(200)
  })
})
