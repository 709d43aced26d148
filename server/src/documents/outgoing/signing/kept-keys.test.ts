import { documents } from '@mocban/contract/documents'
import { outgoing, type SignedOne } from '@mocban/contract/documents-outgoing'
import { signing } from '@mocban/contract/signing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { Standing } from '../../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../../platform/testing/index.ts'
import { type Authority, createAuthority, verifyPdf } from '../../../signing/index.ts'
import { pdfsig } from '../../../signing/testing/pdfsig.ts'
import { type RemoteTestService, startRemoteService } from '../../../signing/testing/remote-service.ts'
import { makeSoftHsm, type SoftHsm, softHsmModule } from '../../../signing/testing/soft-hsm.ts'
import { serveSmallProvince } from '../../../testing/serve-small-province.ts'
import { draftSome } from '../testing/draft.ts'

/** A leader whose key a service keeps, and a seal in an HSM: nothing of either is ever here. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let authority: Authority
let cards: Authority
let hsm: SoftHsm
let service: RemoteTestService
const pin = '246810'

beforeAll(async () => {
  authority = await createAuthority()
  hsm = makeSoftHsm('Con dấu', pin)
  const leader = await authority.issue({ kind: 'person', name: 'Đặng Văn Hải' })
  const kept = { privateKey: leader.privateKey, certificates: [leader.certificate, authority.issuing], pin }
  service = await startRemoteService([
    { ...kept, id: 'leader', multisign: 50 },
    { ...kept, id: 'by-two', multisign: 2 },
  ])
  cards = await createAuthority({ algorithm: 'ec-p256', name: 'Thẻ' })
  const seal = await cards.issue({ kind: 'seal', name: 'Sở Khoa học và Công nghệ' })
  // As on a card: its own certificate alone.
  await hsm.put('dau', { privateKey: seal.privateKey, certificates: [seal.certificate] })
  const { timestamps } = authority
  const revocation: Authority['revocation'] = {
    evidence: async (...of) =>
      (await Promise.all([authority, cards].map((one) => one.revocation.evidence(...of)))).flat(),
  }
  const { id: clientId, secret: clientSecret } = service.client
  const served = await serveSmallProvince({
    house: {
      timestamps,
      revocation,
      devices: { HSM: softHsmModule },
      services: { 'Dịch vụ': { serviceUrl: service.url, clientId, clientSecret } },
      demonstration: false,
    },
  })
  ;({ database, server, province } = served)
  await database.owner
    .insertInto('signing_key')
    .values({
      agency_id: province.units.skhcn,
      kind: 'pkcs11',
      label: 'Con dấu',
      certificate: Buffer.from(seal.certificate),
      place: JSON.stringify({ device: 'HSM', token: 'Con dấu', label: 'dau' }),
      added_by: province.people.deputyDirector.personId,
    })
    .execute()
  return served.close
})
afterAll(async () => {
  await service?.close()
  hsm?.remove()
})

const view = (who: Standing, id: string) => server.ask(who, outgoing.read, { params: { id } })
async function waiting(): Promise<{ id: string; item: { reviewId: string; version: number; versionSeen: number } }> {
  const { digitalSpecialist, digitalHead, deputyDirector } = province.people
  const id = await draftSome(server, database, province)
  await server.ask(digitalSpecialist, outgoing.submit, { params: { id }, body: { version: 1 } })
  const first = (await view(digitalHead, id)).reviews.find((one) => one.mine)
  await server.ask(digitalHead, outgoing.judge, {
    params: { id: first?.id ?? '' },
    body: { version: first?.version ?? 0, verdict: 'agreed', versionSeen: 1 },
  })
  const mine = (await view(deputyDirector, id)).reviews.find((one) => one.mine)
  return { id, item: { reviewId: mine?.id ?? '', version: mine?.version ?? 0, versionSeen: 1 } }
}
/** The code that the service sent its holder. */
async function newCode(keyId: string, credential = 'leader'): Promise<string> {
  await server.ask(province.people.deputyDirector, signing.sendCode, { params: { id: keyId } })
  return service.lastCode(credential) ?? ''
}
/** Signs many; answers what came of each. */
async function signMany(keyId: string, otp: string, items: Awaited<ReturnType<typeof waiting>>[]) {
  const { response } = await server.call(province.people.deputyDirector, outgoing.signMany, {
    body: { items: items.map(({ item }) => item), signature: { keyId, unlock: { pin, otp } } },
  })
  const lines = response.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SignedOne)
  return items.map(({ item }) => {
    const one = lines.find((line) => line.reviewId === item.reviewId)
    return one?.code ?? one?.state
  })
}
const authorizations = () => service.calls.filter(({ method }) => method === 'credentials/authorize').length
async function addRemoteKey(label: string, credentialId: string): Promise<string> {
  const { id } = await server.ask(province.people.deputyDirector, signing.addKey, {
    body: { of: 'person', label, source: { kind: 'remote', service: 'Dịch vụ', credentialId } },
  })
  return id
}

describe('keys that others keep', () => {
  it('sign many under one authorization of the service, and the seal of the HSM follows', async () => {
    const { deputyDirector, departmentClerk } = province.people
    expect(
      (
        await server.call(deputyDirector, signing.addKey, {
          body: { of: 'person', label: 'Tệp', source: { kind: 'pkcs12', file: 'AAAA' }, unlock: { pin } },
        })
      ).problem.code,
    ).toBe('signing.files-only-in-demonstration')
    const keyId = await addRemoteKey('Ký từ xa', 'leader')
    const two = [await waiting(), await waiting()]
    const otp = await newCode(keyId)
    service.calls.length = 0
    expect(await signMany(keyId, otp, two)).toEqual(['done', 'done'])
    expect(authorizations()).toBe(1)

    const ring = await server.ask(departmentClerk, signing.ring, {})
    const seal = ring.keys.find((key) => key.of === 'agency')
    const id = two[0]?.id ?? ''
    const issue = async (given: string) => {
      const { version } = await view(departmentClerk, id)
      const signature = { keyId: seal?.id ?? '', unlock: { pin: given } }
      return server.call(departmentClerk, outgoing.issue, { params: { id }, body: { version, signature } })
    }
    expect((await issue('999999')).problem.code).toBe('signing.pin-wrong')
    // Who issued it is asked about it, and nobody knows whom to ask until the trust list has its certificate.
    expect((await issue(pin)).problem.code).toBe('signing.revocation-missing')
    for (const [certificate, purposes] of [
      [cards.root, ['signing' as const]],
      [cards.issuing, []],
    ] as const) {
      const body = { file: Buffer.from(certificate).toString('base64'), purposes: [...purposes], why: 'Thẻ mới' }
      await server.ask(province.people.administrator, signing.addTrust, { body })
    }
    expect((await issue(pin)).status).toBe(200)
    const { files } = await server.ask(departmentClerk, documents.record, { params: { id } })
    const found = await verifyPdf(await server.files.readAll(files[0]?.sha256 ?? ''), {
      trust: { anchors: [...authority.trust.anchors, ...cards.trust.anchors] },
      at: new Date(),
    })
    expect(found.signatures.map((one) => [one.kind, one.verdict, one.level])).toEqual([
      ['person', 'valid', 'B-LT'],
      ['seal', 'valid', 'B-LT'],
    ])
  })

  it('sign in parts where the service allows fewer for one code; a wrong code takes nothing and another can be given', async () => {
    const { deputyDirector } = province.people
    const keyId = await addRemoteKey('Mỗi mã hai văn bản', 'by-two')
    const four = [await waiting(), await waiting(), await waiting(), await waiting()]
    service.calls.length = 0
    const spent = 'signing.code-spent'
    expect(await signMany(keyId, await newCode(keyId, 'by-two'), four)).toEqual(['done', 'done', spent, spent])
    // A code that was used is not tried again: five wrong ones lock the holder out.
    expect(authorizations()).toBe(1)

    const rest = four.slice(2)
    const wrong = 'signing.pin-wrong'
    await newCode(keyId, 'by-two')
    expect(await signMany(keyId, 'không', rest)).toEqual([wrong, wrong])
    expect(authorizations()).toBe(2)
    expect((await view(deputyDirector, rest[0]?.id ?? '')).approvedVersion).toBeNull()

    expect(await signMany(keyId, await newCode(keyId, 'by-two'), rest)).toEqual(['done', 'done'])
    for (const { id } of four) {
      const { files } = await server.ask(deputyDirector, documents.record, { params: { id } })
      expect(pdfsig(await server.files.readAll(files[0]?.sha256 ?? ''))).toEqual(['Signature is Valid.'])
    }
  })

  it('sign nothing where the service does not answer', async () => {
    const { deputyDirector } = province.people
    const { keys } = await server.ask(deputyDirector, signing.ring, {})
    const keyId = keys.find((key) => key.of === 'person')?.id ?? ''
    const one = await waiting()
    const otp = await newCode(keyId)
    service.misbehave('signatures/signHash', 'down')
    const { status, problem } = await server.call(deputyDirector, outgoing.judge, {
      params: { id: one.item.reviewId },
      body: { ...one.item, verdict: 'agreed', signature: { keyId, unlock: { pin, otp } } },
    })
    expect([status, problem.code]).toEqual([503, 'signing.device-unavailable'])
    expect((await view(deputyDirector, one.id)).approvedVersion).toBeNull()
  })

  it('use up none of the signatures of an authorization on a draft that was withdrawn', async () => {
    const { digitalSpecialist } = province.people
    const keyId = await addRemoteKey('Mỗi mã hai chữ ký', 'by-two')
    const three = [await waiting(), await waiting(), await waiting()]
    const id = three[0]?.id ?? ''
    const { version } = await view(digitalSpecialist, id)
    await server.ask(digitalSpecialist, outgoing.withdraw, { params: { id }, body: { version, reason: 'Nhầm' } })
    const otp = await newCode(keyId, 'by-two')
    expect(await signMany(keyId, otp, three)).toEqual(['document.act-not-now', 'done', 'done'])
  })
})
