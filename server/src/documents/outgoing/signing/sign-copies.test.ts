import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import type { SignWith } from '@mocban/contract/sign-with'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { type Authority, createAuthority } from '../../../signing/index.ts'
import { pdfsig } from '../../../signing/testing/pdfsig.ts'
import { serveSmallProvince } from '../../../testing/serve-small-province.ts'
import { draftSome } from '../testing/draft.ts'
import { houseOf, keyFor, sealFor } from '../testing/keys.ts'

/** Copies in their form (Decree 30/2020, Art. 25 to 27, Appendix I box 14, Appendix III form 3.1), signed and sealed. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let authority: Authority
let leader: SignWith
let seal: SignWith
/** Signed and sealed itself, so that a copy must show its signatures and carry none of them. */
let original: { id: string; symbol: string; pdf: Buffer }
const agency = 'Sở Khoa học và Công nghệ'

beforeAll(async () => {
  authority = await createAuthority({ algorithm: 'ec-p256' })
  const served = await serveSmallProvince({ house: houseOf(authority) })
  ;({ database, server, province } = served)
  leader = await keyFor(server, database, authority, province.people.deputyDirector)
  seal = await sealFor(database, authority, province)
  const id = await draftSome(server, database, province)
  original = await issued(id)
  return served.close
})

/** Takes a draft through its review, signed by the leader and sealed. */
async function issued(id: string) {
  const { digitalSpecialist, digitalHead, deputyDirector, departmentClerk } = province.people
  const view = (who: Standing) => server.ask(who, outgoing.read, { params: { id } })
  const { version } = await view(digitalSpecialist)
  await server.ask(digitalSpecialist, outgoing.submit, { params: { id }, body: { version } })
  for (const who of [digitalHead, deputyDirector]) {
    const { reviews, lastVersion } = await view(who)
    const mine = reviews.find((step) => step.mine && step.state === 'asked')
    await server.ask(who, outgoing.judge, {
      params: { id: mine?.id ?? '' },
      body: {
        version: mine?.version ?? 0,
        verdict: 'agreed',
        versionSeen: lastVersion,
        signature: who === deputyDirector ? leader : null,
      },
    })
  }
  const { symbol } = await server.ask(departmentClerk, outgoing.issue, {
    params: { id },
    body: { version: (await view(departmentClerk)).version, signature: seal },
  })
  const { files } = await server.ask(departmentClerk, documents.record, { params: { id } })
  const main = files.find((file) => file.role === 'main')
  return { id, symbol, pdf: await server.files.readAll(main?.sha256 ?? '') }
}

const begin = (kind: 'sao-y' | 'sao-luc' | 'trich-sao', of: string, pages = '') =>
  server.call(province.people.digitalSpecialist, drafting.copy, {
    params: { id: of },
    body: {
      kind,
      pages,
      signerPositionId: province.people.deputyDirector.positionId,
      recipients: [{ agencyId: province.units.tuSon }],
      copiesTo: ['Ủy ban nhân dân phường Kinh Bắc'],
    },
  })
async function copied(kind: 'sao-y' | 'sao-luc' | 'trich-sao', of: string, pages = '') {
  const id = (await begin(kind, of, pages)).answer.documentId
  const { abstract } = await server.ask(province.people.digitalSpecialist, documents.record, { params: { id } })
  return { ...(await issued(id)), abstract }
}

interface Area {
  page?: number
  /** In points, from the upper left corner. */
  x?: number
  y?: number
  width?: number
  height?: number
}
/** What is read there, or on every page, whoever draws it; spaces as one. */
function seen(pdf: Buffer, { page, x = 0, y = 0, width = 0, height = 0 }: Area = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-seen-'))
  try {
    const file = join(folder, 'a.pdf')
    writeFileSync(file, pdf)
    const area = ['-x', x, '-y', y, '-W', width, '-H', height].map(String)
    const pages = page ? ['-f', String(page), '-l', String(page)] : []
    const given = ['-layout', ...pages, ...(width ? area : []), file, '-']
    return execFileSync('pdftotext', given, { encoding: 'utf8' }).replace(/\s+/g, ' ').trim()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const upperRight: Area = { page: 1, x: 390, y: 0, width: 205, height: 48 }
const valid = 'Signature is Valid.'
const time = /\d\d-\d\d-\d{4} \d\d:\d\d:\d\d \+07:00/

describe('a copy that is signed and sealed', () => {
  it('sao y: shows the whole original as it is, then its own block with number and day; two valid signatures, its own', async () => {
    expect(pdfsig(original.pdf)).toEqual([valid, valid])
    const { pdf, symbol, abstract } = await copied('sao-y', original.id)
    expect(symbol).toBe('01/SY-SKHCN')
    expect(abstract).toContain(original.symbol)
    expect(pdfsig(pdf)).toEqual([valid, valid])
    // The original’s number and day stay where they were; the copy’s stand in its block, on the same sheet below.
    const block = seen(pdf, { page: 1 })
    expect(block).toContain(`Số: ${original.symbol.split('/')[0]}`)
    expect(block.indexOf('SAO Y', block.indexOf('Lưu: VT'))).toBeGreaterThan(0)
    const [year, month, day] = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).split('-')
    for (const words of [
      'SAO Y',
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'Số: 01/SY-SKHCN',
      `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`,
      'Nơi nhận:',
      '- Ủy ban nhân dân phường Kinh Bắc;',
      '- Lưu: VT.',
      'KT. GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'Đặng Văn Hải',
    ])
      expect(block).toContain(words)
    // Box 14: form, agency and time, with no picture, in the upper right corner of page 1.
    expect(seen(pdf, upperRight)).toMatch(new RegExp(`^SAO Y ${agency} ${time.source}$`))
  })

  it('sao lục: of a sao y only, whose block it shows before its own', async () => {
    expect((await begin('sao-luc', original.id)).problem.extra?.because).toBe('copy-of-sao-y-only')
    const first = await copied('sao-y', original.id)
    const { pdf, symbol } = await copied('sao-luc', first.id)
    // The copies of an agency are numbered in one series, whatever their form.
    expect(symbol).toBe('03/SL-SKHCN')
    expect(pdfsig(pdf)).toEqual([valid, valid])
    const [one, other] = [`Số: ${first.symbol}`, 'Số: 03/SL-SKHCN'].map((number) => seen(pdf).indexOf(number))
    expect(one).toBeGreaterThan(0)
    expect(other).toBeGreaterThan(one ?? 0)
    // The first copy’s stands where it was, the second’s beside it.
    expect(seen(pdf, upperRight)).toMatch(new RegExp(`^SAO Y ${agency} ${time.source}$`))
    expect(seen(pdf, { ...upperRight, x: 200, width: 190 })).toMatch(new RegExp(`^SAO LỤC ${agency} ${time.source}$`))
  })

  it('trích sao: of the pages named, which it names', async () => {
    expect((await begin('trich-sao', original.id)).problem.extra?.because).toBe('name-the-pages')
    expect((await begin('trich-sao', original.id, '7')).problem.extra?.because).toBe('no-such-page')
    const { pdf, symbol } = await copied('trich-sao', original.id, '1')
    expect(symbol).toBe('04/TrS-SKHCN')
    expect(pdfsig(pdf)).toEqual([valid, valid])
    expect(seen(pdf)).toContain(`Trích sao trang 1 của văn bản số ${original.symbol}`)
    expect(seen(pdf, upperRight)).toMatch(new RegExp(`^TRÍCH SAO ${agency} ${time.source}$`))
  })
})
