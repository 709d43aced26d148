import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { signing } from '@mocban/contract/signing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveModules } from '../../../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../../../organisation/testing/small-province.ts'
import type { Standing } from '../../../platform/database/index.ts'
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../../platform/testing/index.ts'
import { type Authority, createAuthority, verifyPdf } from '../../../signing/index.ts'
import { type RemoteTestService, startRemoteService } from '../../../signing/testing/remote-service.ts'
import { makeSoftHsm, type SoftHsm, softHsmModule } from '../../../signing/testing/soft-hsm.ts'
import { draftSome } from '../testing/draft.ts'

/** A leader whose key a service keeps, and a seal in an HSM: nothing of either is ever here. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let authority: Authority
let hsm: SoftHsm
let service: RemoteTestService
const pin = '246810'

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  authority = await createAuthority()
  hsm = makeSoftHsm('Con dấu', pin)
  const { personId } = province.people.deputyDirector
  const { full_name: name } = await database.owner
    .selectFrom('person')
    .where('id', '=', personId)
    .select('full_name')
    .executeTakeFirstOrThrow()
  const leader = await authority.issue({ kind: 'person', name })
  service = await startRemoteService([
    {
      id: 'leader',
      privateKey: leader.privateKey,
      certificates: [leader.certificate, authority.issuing],
      pin,
      multisign: 50,
    },
  ])
  const seal = await authority.issue({ kind: 'seal', name: 'Sở Khoa học và Công nghệ' })
  await hsm.put('dau', { privateKey: seal.privateKey, certificates: [seal.certificate, authority.issuing] })
  await database.owner
    .insertInto('signing_key')
    .values({
      agency_id: province.units.skhcn,
      kind: 'pkcs11',
      label: 'Con dấu',
      certificate: Buffer.from(seal.certificate),
      place: JSON.stringify({ device: 'HSM', token: 'Con dấu', label: 'dau' }),
      added_by: personId,
    })
    .execute()
  const { timestamps, revocation } = authority
  const { id: clientId, secret: clientSecret } = service.client
  server = await startTestServer(database.app, (app) =>
    serveModules(app, {
      timestamps,
      revocation,
      devices: { HSM: softHsmModule },
      services: { 'Dịch vụ': { serviceUrl: service.url, clientId, clientSecret } },
      demonstration: false,
    }),
  )
})
afterAll(async () => {
  await server?.close()
  await service?.close()
  hsm?.remove()
  await database?.drop()
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
async function newCode(keyId: string): Promise<string> {
  await server.ask(province.people.deputyDirector, signing.sendCode, { params: { id: keyId } })
  return service.lastCode('leader') ?? ''
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
    const { id: keyId } = await server.ask(deputyDirector, signing.addKey, {
      body: {
        of: 'person',
        label: 'Ký từ xa',
        source: { kind: 'remote', service: 'Dịch vụ', credentialId: 'leader' },
        unlock: { pin },
      },
    })
    const two = [await waiting(), await waiting()]
    const otp = await newCode(keyId)
    service.calls.length = 0
    const { response } = await server.call(deputyDirector, outgoing.signMany, {
      body: { items: two.map(({ item }) => item), signature: { keyId, unlock: { pin, otp } } },
    })
    expect(response.body.match(/"done"/g)).toHaveLength(2)
    expect(service.calls.filter(({ method }) => method === 'credentials/authorize')).toHaveLength(1)

    const ring = await server.ask(departmentClerk, signing.ring, {})
    const seal = ring.keys.find((key) => key.of === 'agency')
    const id = two[0]?.id ?? ''
    const issue = async (given: string) => {
      const { version } = await view(departmentClerk, id)
      const signature = { keyId: seal?.id ?? '', unlock: { pin: given } }
      return server.call(departmentClerk, outgoing.issue, { params: { id }, body: { version, signature } })
    }
    expect((await issue('999999')).problem.code).toBe('signing.pin-wrong')
    expect((await issue(pin)).status).toBe(200)
    const { files } = await server.ask(departmentClerk, documents.record, { params: { id } })
    const found = await verifyPdf(await server.files.readAll(files[0]?.sha256 ?? ''), {
      trust: authority.trust,
      at: new Date(),
    })
    expect(found.signatures.map((one) => [one.kind, one.verdict, one.level])).toEqual([
      ['person', 'valid', 'B-LT'],
      ['seal', 'valid', 'B-LT'],
    ])
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
})
