import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { genuine } from '@mocban/contract/genuine'
import type { SignWith } from '@mocban/contract/sign-with'
import { signing } from '@mocban/contract/signing'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { type Authority, createAuthority, verifyPdf } from '../../../signing/index.ts'
import { pdfsig } from '../../../signing/testing/pdfsig.ts'
import { serveSmallProvince } from '../../../testing/serve-small-province.ts'
import { pdfParagraphs } from '../../conversion/index.ts'
import { draftSome } from '../testing/draft.ts'
import { houseOf, keyFor as ownKey, pin, sealFor as seal } from '../testing/keys.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let authority: Authority

beforeAll(async () => {
  authority = await createAuthority({ algorithm: 'ec-p256' })
  const served = await serveSmallProvince({ works: true, house: houseOf(authority) })
  ;({ database, server, province } = served)
  return served.close
})

const keyFor = (who: Standing, named?: string) => ownKey(server, database, authority, who, named)
const sealFor = () => seal(database, authority, province)

const view = (who: Standing, id: string) => server.ask(who, outgoing.read, { params: { id } })
async function judge(who: Standing, id: string, signature: SignWith | null) {
  const draft = await view(who, id)
  const step = draft.reviews.find((one) => one.mine)
  return server.call(who, outgoing.judge, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, verdict: 'agreed', versionSeen: draft.lastVersion, signature },
  })
}
async function submitted() {
  const { people } = province
  const id = await draftSome(server, database, province)
  await server.ask(people.digitalSpecialist, outgoing.submit, { params: { id }, body: { version: 1 } })
  return id
}
async function mainOf(who: Standing, id: string): Promise<Buffer> {
  const { files } = await server.ask(who, documents.record, { params: { id } })
  const newest = Math.max(...files.map((file) => file.versionNo))
  const main = files.find((file) => file.role === 'main' && file.versionNo === newest)
  return server.files.readAll(main?.sha256 ?? '')
}
const verify = (pdf: Buffer) => verifyPdf(pdf, { trust: authority.trust, at: new Date() })

describe('signing a document', () => {
  it('carries initials, the signature, number and date, and the seal; each earlier one stays valid', async () => {
    const { digitalHead, deputyDirector, departmentClerk } = province.people
    const id = await submitted()
    const head = await keyFor(digitalHead)
    expect((await judge(digitalHead, id, head)).status).toBe(200)
    expect(pdfsig(await mainOf(digitalHead, id))).toEqual(['Signature is Valid.'])
    const deputy = await keyFor(deputyDirector)
    expect((await judge(deputyDirector, id, deputy)).status).toBe(200)
    const agencySeal = await sealFor()
    const { version } = await view(departmentClerk, id)
    const issued = await server.ask(departmentClerk, outgoing.issue, {
      params: { id },
      body: { version, signature: agencySeal },
    })
    const pdf = await mainOf(departmentClerk, id)
    expect(pdfsig(pdf)).toEqual(['Signature is Valid.', 'Signature is Valid.', 'Signature is Valid.'])
    const found = await verify(pdf)
    expect(found.signatures.map((one) => [one.kind, one.verdict])).toEqual([
      ['person', 'valid'],
      ['person', 'valid'],
      ['seal', 'valid'],
    ])
    expect([found.overall, found.reasons]).toEqual(['valid', []])
    expect(issued.symbol).toMatch(/^\d+\/SKHCN/)
    // What is seen: number and day, whoever draws them.
    const folder = mkdtempSync(join(tmpdir(), 'mocban-seen-'))
    writeFileSync(join(folder, 'a.pdf'), pdf)
    const seen = execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
    rmSync(folder, { recursive: true, force: true })
    expect(seen.replace(/\s+/g, ' ')).toContain(`Số: ${String(issued.number).padStart(2, '0')}`)
    expect(await pdfParagraphs(pdf)).not.toEqual([])

    // The recipient sees the same verdict, and a changed byte for what it is.
    const sha256 = (await server.ask(departmentClerk, documents.record, { params: { id } })).files[0]?.sha256 ?? ''
    const verdict = await server.ask(departmentClerk, signing.verification, { params: { sha256 }, query: {} })
    expect(verdict.signatures).toHaveLength(3)
    const stranger = province.people.wardSpecialist
    expect((await server.call(stranger, signing.verification, { params: { sha256 }, query: {} })).status).toBe(404)

    // Nobody is trusted yet; then the authority is, and what was found is found anew by itself.
    expect(verdict.overall).not.toBe('valid')
    await server.ask(province.people.administrator, signing.addTrust, {
      body: {
        file: Buffer.from(authority.root).toString('base64'),
        purposes: ['signing', 'timestamping'],
        why: 'Thử nghiệm',
      },
    })
    // However many files are damaged or gone.
    await sql`insert into file (sha256, size, media_type) select encode(sha256(n::text::bytea), 'hex'), 1, 'application/pdf' from generate_series(1, 60) n`.execute(
      database.owner,
    )
    await sql`insert into file_verdict (sha256, trusted_at, overall, verification)
      select encode(sha256(n::text::bytea), 'hex'), '2001-01-01', 'valid', '{}' from generate_series(1, 60) n`.execute(
      database.owner,
    )
    await server.jobs.runTimed('signing.recheck')
    const kept = () =>
      database.owner.selectFrom('file_verdict').where('sha256', '=', sha256).selectAll().executeTakeFirstOrThrow()
    expect((await kept()).overall).toBe('valid')

    // What an authority did not answer is asked for again, but not with every look.
    const silent = async (ago: string) => {
      await sql`update file_verdict set overall = 'attention', verification = jsonb_set(verification, '{overall}', '"attention"'), checked_at = now() - ${ago}::interval
        where sha256 = ${sha256}`.execute(database.owner)
      return (await server.ask(departmentClerk, signing.verification, { params: { sha256 }, query: {} })).overall
    }
    expect(await silent('1 minute')).toBe('attention')
    expect(await silent('2 hours')).toBe('valid')

    // Before what proves it runs out, it is stamped anew; both files are what was issued.
    await sql`update file_verdict set renew_before = now() + interval '20 days' where sha256 = ${sha256}`.execute(
      database.owner,
    )
    await server.jobs.runTimed('documents.renew-signatures')
    await server.jobs.runTimed('documents.renew-signatures')
    const renewed = await mainOf(departmentClerk, id)
    expect(renewed.subarray(0, pdf.length).equals(pdf)).toBe(true)
    const after = await verify(renewed)
    expect(after.signatures.map((one) => [one.kind, one.verdict])).toEqual([
      ['person', 'valid'],
      ['person', 'valid'],
      ['seal', 'valid'],
      ['timestamp', 'valid'],
    ])
    for (const bytes of [pdf, renewed]) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const { response } = await server.call(null, genuine.ask, { body: { sha256: hash } })
      expect(response.json().file).toBe('same')
    }
    const changed = Buffer.from(pdf)
    const at = changed.indexOf('stream\n') + 40
    changed[at] = (changed[at] ?? 0) ^ 1
    expect((await verify(changed)).overall).toBe('invalid')
  })

  it('does nothing at all where the key fails', async () => {
    const { digitalHead } = province.people
    const id = await submitted()
    const key = await keyFor(digitalHead)
    const wrong = await judge(digitalHead, id, { keyId: key.keyId, unlock: { pin: '000000' } })
    expect(wrong.problem.code).toBe('signing.password-wrong')
    const draft = await view(digitalHead, id)
    expect(draft.reviews.map((one) => one.state)).toEqual(['asked', 'later'])
    expect(
      await database.owner.selectFrom('document_signature').where('document_id', '=', id).selectAll().execute(),
    ).toEqual([])
  })

  it('is refused without the signature that the agency wants', async () => {
    const { digitalHead, deputyDirector, departmentClerk } = province.people
    await database.owner
      .insertInto('signature_rule')
      .values({ agency_id: province.units.skhcn, type_code: 'cong-van', approval: true, seal: true })
      .execute()
    const id = await submitted()
    expect((await judge(digitalHead, id, null)).status).toBe(200)
    expect((await judge(deputyDirector, id, null)).problem.code).toBe('signing.signature-needed')
    const deputy = await keyFor(deputyDirector)
    expect((await judge(deputyDirector, id, deputy)).status).toBe(200)
    const { version } = await view(departmentClerk, id)
    const bare = await server.call(departmentClerk, outgoing.issue, { params: { id }, body: { version } })
    expect(bare.problem.code).toBe('signing.signature-needed')
    const signature = await sealFor()
    const issued = await server.call(departmentClerk, outgoing.issue, { params: { id }, body: { version, signature } })
    expect(issued.status).toBe(200)
    expect(pdfsig(await mainOf(departmentClerk, id))).toHaveLength(2)
  })

  it('is done for many under one authorization, each on its own: the rest go on when one fails', async () => {
    const { digitalHead, deputyDirector } = province.people
    const ids = [await submitted(), await submitted()]
    for (const id of ids) await judge(digitalHead, id, null)
    const { keyId } = await keyFor(deputyDirector)
    const items = await Promise.all(
      ids.map(async (id, n) => {
        const draft = await view(deputyDirector, id)
        const step = draft.reviews.find((one) => one.mine)
        // Of the first an older version was read.
        return {
          reviewId: step?.id ?? '',
          version: step?.version ?? 0,
          versionSeen: draft.lastVersion - (n === 0 ? 1 : 0),
        }
      }),
    )
    const sign = (given: string) =>
      server.call(deputyDirector, outgoing.signMany, { body: { items, signature: { keyId, unlock: { pin: given } } } })
    expect((await sign('000000')).problem.code).toBe('signing.password-wrong')
    const { response } = await sign(pin)
    const lines = response.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { state: string; code?: string })
    expect(lines.map(({ state, code }) => [state, code])).toEqual([
      ['refused', 'draft.new-version'],
      ['done', undefined],
    ])
    const states = await Promise.all(ids.map(async (id) => (await view(deputyDirector, id)).approvedVersion))
    expect(states).toEqual([null, 1])
    const id = ids[1] ?? ''
    expect(pdfsig(await mainOf(deputyDirector, id))).toEqual(['Signature is Valid.'])

    // Number and day, filled in without a seal after it, are what its signer left open.
    const clerk = province.people.departmentClerk
    await database.owner.deleteFrom('signature_rule').execute()
    await server.ask(clerk, outgoing.issue, { params: { id }, body: { version: (await view(clerk, id)).version } })
    const found = await verify(await mainOf(clerk, id))
    expect(found.signatures.map((one) => [one.verdict, one.integrity.state])).toEqual([['valid', 'whole']])
  })

  it('is done only with a key in one’s own name, and one’s own key', async () => {
    const { digitalHead, deputyDirector } = province.people
    await expect(keyFor(digitalHead, 'Người Khác')).rejects.toThrow('signing.not-in-your-name')
    const key = await keyFor(deputyDirector)
    const id = await submitted()
    expect((await judge(digitalHead, id, key)).problem.code).toBe('signing.key-not-found')
    expect((await server.ask(digitalHead, signing.ring, {})).keys.some((one) => one.id === key.keyId)).toBe(false)
  })
})
