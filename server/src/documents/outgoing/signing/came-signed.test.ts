import { createHash } from 'node:crypto'
import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { genuine } from '@mocban/contract/genuine'
import type { SignWith } from '@mocban/contract/sign-with'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import { clock } from '../../../platform/clock.ts'
import { asActor, type Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { type Authority, createAuthority, type SignPdfOptions, signPdf, verifyPdf } from '../../../signing/index.ts'
import { pdfsig } from '../../../signing/testing/pdfsig.ts'
import { serveSmallProvince } from '../../../testing/serve-small-province.ts'
import { houseOf, keyFor, sealFor } from '../testing/keys.ts'
import { officialPage } from '../testing/official-page.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
/** Who signs here, and who signed elsewhere before the file was brought in. */
let here: Authority
let elsewhere: Authority
let own: SignWith
let seal: SignWith

beforeAll(async () => {
  ;[here, elsewhere] = await Promise.all([
    createAuthority({ algorithm: 'ec-p256' }),
    createAuthority({ algorithm: 'ec-p256', name: 'Nơi khác' }),
  ])
  // Of certificates that another authority issued nobody here can ask: the long-term data of what is signed here must not hang on them.
  const served = await serveSmallProvince({ works: true, house: houseOf(here) })
  ;({ database, server, province } = served)
  own = await keyFor(server, database, here, province.people.deputyDirector)
  seal = await sealFor(database, here, province)
  return served.close
})

/** A letter that was numbered, dated and signed by another program. */
async function signedElsewhere(more: Partial<SignPdfOptions> = {}): Promise<Buffer> {
  const { digitalSpecialist } = province.people
  const [year = '', month = '', day = ''] = clock.today().split('-')
  const printed = { number: '41', day, month }
  const page = await officialPage(database, digitalSpecialist, ['Nội dung.'], year, { printed })
  const { key } = await elsewhere.issue({ kind: 'person', name: 'Người ký nơi khác', algorithm: 'ec-p256' })
  const { timestamps } = elsewhere
  return Buffer.from(await signPdf(page, { key, level: 'B-T', fieldName: 'Ký', when: new Date(), timestamps, ...more }))
}

async function drafted(pdf: Buffer): Promise<string> {
  const { digitalSpecialist, deputyDirector } = province.people
  const { sha256, size } = await server.files.putBytes(pdf)
  await asActor(database.app, digitalSpecialist, (tx) =>
    sql`select app.add_file(${sha256}, ${size}, 'application/pdf')`.execute(tx),
  )
  const { documentId: id } = await server.ask(digitalSpecialist, outgoing.create, {
    body: {
      facts: {
        typeCode: 'cong-van',
        abstract: 'triển khai tổ công nghệ số cộng đồng',
        signerPositionId: deputyDirector.positionId,
        recipients: [{ agencyId: province.units.kinhBac }],
      },
      files: { main: { sha256, name: 'Đã ký.pdf', mediaType: 'application/pdf' } },
    },
  })
  await server.ask(digitalSpecialist, outgoing.submit, { params: { id }, body: { version: 1, chain: [] } })
  return id
}
const view = (who: Standing, id: string) => server.ask(who, outgoing.read, { params: { id } })
async function approve(id: string, signature: SignWith | null) {
  const who = province.people.deputyDirector
  const { reviews, lastVersion } = await view(who, id)
  const step = reviews.find((one) => one.mine)
  return server.call(who, outgoing.judge, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, verdict: 'agreed', versionSeen: lastVersion, signature },
  })
}
async function issue(id: string, signature: SignWith | null) {
  const who = province.people.departmentClerk
  const { version } = await view(who, id)
  return server.call(who, outgoing.issue, { params: { id }, body: { version, signature } })
}
const preview = (id: string) => server.ask(province.people.departmentClerk, outgoing.preview, { params: { id } })
async function issuedFile(id: string): Promise<Buffer> {
  const { files } = await server.ask(province.people.departmentClerk, documents.record, { params: { id } })
  const newest = Math.max(...files.map((file) => file.versionNo))
  return server.files.readAll(files.find((file) => file.versionNo === newest)?.sha256 ?? '')
}
const trusted = () => ({ anchors: [...here.trust.anchors, ...elsewhere.trust.anchors] })
const revocationSource = {
  evidence: async (one: Uint8Array, issuer: Uint8Array) =>
    (await Promise.all([here, elsewhere].map((each) => each.revocation.evidence(one, issuer)))).flat(),
}

describe('a draft that came signed by others', () => {
  it('is issued byte for byte where nobody signs it here; the record says so, and what is printed on it', async () => {
    const pdf = await signedElsewhere()
    const id = await drafted(pdf)
    expect((await view(province.people.deputyDirector, id)).cameSigned).toBe('open')
    expect((await approve(id, null)).status).toBe(200)
    const plan = await preview(id)
    expect(plan.cameSigned).toEqual({ state: 'open', symbol: '41/SKHCN-CĐS', day: clock.today() })
    expect(plan.symbol).not.toBe('41/SKHCN-CĐS')
    expect((await issue(id, null)).status).toBe(200)
    const issued = await issuedFile(id)
    expect(issued.equals(pdf)).toBe(true)
    expect(pdfsig(issued)).toEqual(['Signature is Valid.'])
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    const { response } = await server.call(null, genuine.ask, { body: { sha256 } })
    expect(response.json()).toMatchObject({ file: 'same' })
  })

  it('takes the signature and the seal of here behind what it has, and every signature stays valid', async () => {
    const pdf = await signedElsewhere()
    const id = await drafted(pdf)
    expect((await approve(id, own)).status).toBe(200)
    expect((await issue(id, seal)).status).toBe(200)
    const issued = await issuedFile(id)
    expect(issued.subarray(0, pdf.length).equals(pdf)).toBe(true)
    expect(pdfsig(issued)).toEqual(Array(3).fill('Signature is Valid.'))
    const { overall, signatures } = await verifyPdf(issued, { trust: trusted(), at: new Date(), revocationSource })
    expect([overall, signatures.map((one) => [one.verdict, one.signer?.name])]).toEqual([
      'valid',
      [
        ['valid', 'Người ký nơi khác'],
        ['valid', expect.any(String)],
        ['valid', 'Sở Khoa học và Công nghệ'],
      ],
    ])
  })

  it('is signed by nobody here where who signed it has closed it, and goes out as it is', async () => {
    const pdf = await signedElsewhere({ certify: 'no-changes' })
    const id = await drafted(pdf)
    expect((await view(province.people.deputyDirector, id)).cameSigned).toBe('closed')
    expect((await approve(id, own)).problem).toMatchObject({ code: 'signing.closed-by-signature', status: 409 })
    expect((await view(province.people.deputyDirector, id)).approvedVersion).toBeNull()
    expect((await approve(id, null)).status).toBe(200)
    const before = await preview(id)
    expect((await issue(id, seal)).problem.code).toBe('signing.closed-by-signature')
    expect(await preview(id)).toEqual(before)
    expect((await issue(id, null)).status).toBe(200)
    expect((await issuedFile(id)).equals(pdf)).toBe(true)
  })

  it('whose cross-reference is damaged is not signed, and who asks is told what to do', async () => {
    const pdf = await signedElsewhere()
    const start = pdf.lastIndexOf('startxref') + 10
    pdf[start] = (pdf[start] ?? 0) ^ 1
    const id = await drafted(pdf)
    expect(await view(province.people.deputyDirector, id)).toMatchObject({ cameSigned: 'open', damaged: true })
    const { problem } = await approve(id, own)
    expect(problem).toMatchObject({ code: 'signing.pdf-unreadable', status: 422 })
    expect(problem.detail).toContain('lưu hoặc in ra một tệp PDF mới')
    // Unsigned it goes out as it came: nothing of it is written anew.
    expect((await approve(id, null)).status).toBe(200)
    expect((await issue(id, null)).status).toBe(200)
    expect((await issuedFile(id)).equals(pdf)).toBe(true)
  })

  it('unsigned and damaged, is told to be so; what is signed is a sound file made of it, and the original stays', async () => {
    const [year = ''] = clock.today().split('-')
    const pdf = Buffer.from(await officialPage(database, province.people.digitalSpecialist, ['Nội dung.'], year))
    const whole = await drafted(pdf)
    expect((await view(province.people.deputyDirector, whole)).damaged).toBe(false)
    const damaged = Buffer.from(pdf)
    const start = damaged.lastIndexOf('startxref') + 10
    damaged[start] = (damaged[start] ?? 0) ^ 1
    const id = await drafted(damaged)
    expect(await view(province.people.deputyDirector, id)).toMatchObject({ cameSigned: null, damaged: true })
    expect((await approve(id, own)).status).toBe(200)
    expect((await issue(id, seal)).status).toBe(200)
    const sha256 = createHash('sha256').update(damaged).digest('hex')
    const kept = await database.owner
      .selectFrom('document_file')
      .where('document_id', '=', id)
      .where('version_no', '=', 1)
      .where('role', '=', 'main')
      .select('sha256')
      .executeTakeFirst()
    expect(kept?.sha256).toBe(sha256)
    expect((await server.files.readAll(sha256)).equals(damaged)).toBe(true)
    expect(pdfsig(await issuedFile(id))).toEqual(Array(2).fill('Signature is Valid.'))
  })
})
