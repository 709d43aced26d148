import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority, type Issued } from './authority/create-authority.ts'
import { openPkcs11 } from './keys/pkcs11.ts'
import { openPkcs12 } from './keys/pkcs12.ts'
import { openRemote } from './keys/remote.ts'
import { remoteLogin } from './keys/remote-call.ts'
import type { SigningKey } from './keys/signing-key.ts'
import { addDocumentTimestamp, signPdf } from './pdf/sign-pdf.ts'
import { Judges } from './testing/judges.ts'
import { makeOrigins } from './testing/origins.ts'
import { type RemoteTestService, startRemoteService } from './testing/remote-service.ts'
import { hasPkcs11, makeSoftHsm, type SoftHsm } from './testing/soft-hsm.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

/**
 * Signed PDFs of every make, with every kind of key, at every level: whatever we call valid, Poppler's pdfsig and OpenSSL call valid too.
 * pdfsig 22.12 does not know document time-stamps (“Unable to validate this type of signature”): those are judged by `openssl ts` alone.
 */
const origins = [
  'libreoffice',
  'chromium',
  'typst',
  'word',
  'scanned',
  'form',
  'object streams',
  'linearized',
  'PDF 1.4',
  'PDF 1.6',
  'PDF 1.7',
  'PDF 2.0',
  'bytes before the header',
]
type Level = 'B-B' | 'B-T' | 'B-LT'
const shapes: { level: Level; keys: ('file' | 'token' | 'remote' | 'seal')[]; archived?: boolean }[] = [
  { level: 'B-B', keys: ['file'] },
  { level: 'B-T', keys: ['token', 'seal'] },
  { level: 'B-LT', keys: ['remote', 'token', 'seal'] },
  { level: 'B-LT', keys: ['file', 'token', 'remote', 'seal'], archived: true },
]

let authority: Authority
let judges: Judges
let hsm: SoftHsm | undefined
let service: RemoteTestService
const folder = mkdtempSync(join(tmpdir(), 'proof-'))
const keys = {} as Record<'file' | 'token' | 'remote' | 'seal', SigningKey>
let made: Record<string, Buffer>

beforeAll(async () => {
  authority = await createAuthority()
  judges = new Judges(authority.root, authority.issuing)
  const person = (name: string): Promise<Issued> =>
    authority.issue({ kind: 'person', name, organisation: 'Sở Thử nghiệm', email: 'thu@example.vn' })
  const [file, token, remote, seal] = await Promise.all([
    person('Nguyễn Văn Nháy'),
    person('Trần Thị Ký'),
    person('Lê Văn Xa'),
    authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm', algorithm: 'ec-p256' }),
  ])
  keys.file = await openPkcs12(file.pkcs12('mật khẩu'), 'mật khẩu')
  keys.seal = seal.key
  const chain = [authority.issuing, authority.root]
  keys.token = token.key
  if (hasPkcs11) {
    hsm = makeSoftHsm()
    await hsm.put('ky', { privateKey: token.privateKey, certificates: [token.certificate, ...chain] })
    keys.token = await openPkcs11(hsm.place('ky'))
  }
  // Before the service starts: while other programs run nothing else does, and the connections to it would grow old.
  made = await makeOrigins(folder)
  service = await startRemoteService([
    { id: 'xa', privateKey: remote.privateKey, certificates: [remote.certificate, ...chain], pin: '1234', scal: '2' },
  ])
  keys.remote = await openRemote({
    serviceUrl: service.url,
    accessToken: await remoteLogin({
      serviceUrl: service.url,
      clientId: service.client.id,
      clientSecret: service.client.secret,
    }),
    credentialId: 'xa',
    authorize: async () => ({ pin: '1234', otp: service.lastCode('xa')! }),
  })
})
afterAll(async () => {
  await keys.token?.close?.()
  await service?.close()
  hsm?.remove()
  judges?.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function sign(pdf: Uint8Array, shape: (typeof shapes)[number]): Promise<Uint8Array> {
  const { timestamps, revocation } = authority
  let signed = pdf
  for (const [i, key] of shape.keys.entries())
    signed = await signPdf(signed, {
      key: keys[key],
      level: shape.level,
      fieldName: `Chữ ký ${i + 1}`,
      reason: 'Phê duyệt',
      when: new Date(),
      timestamps,
      revocation,
      appearance: i === 0 ? { page: 1, rect: [300, 100, 480, 150], lines: ['Ký bởi: Nguyễn Văn Nháy'] } : undefined,
    })
  return shape.archived ? addDocumentTimestamp(signed, { timestamps, revocation, when: new Date() }) : signed
}

describe.each(origins)('a PDF of %s', (origin) => {
  it.each(shapes)('signed at $level by $keys', async (shape) => {
    const pdf = made[origin]!
    const signed = await sign(pdf, shape)
    // An update only adds.
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).toBe(true)
    const ours = await verifyPdf(signed, {
      trust: authority.trust,
      at: new Date(),
      revocationSource: authority.revocation,
    })
    const count = shape.keys.length + (shape.archived ? 1 : 0)
    const wanted = shape.level === 'B-B' ? 'valid-unproven-time' : 'valid'
    expect(ours.signatures.map((one) => [one.verdict, one.integrity.state])).toEqual(
      Array(count).fill([wanted, 'whole']),
    )
    expect(ours.signatures[0]?.level).toBe(shape.archived ? 'B-LTA' : shape.level)
    expect(ours.signatures.at(-1)?.kind).toBe(
      shape.archived ? 'timestamp' : shape.keys.at(-1) === 'seal' ? 'seal' : 'person',
    )
    const theirs = judges.pdfsig(signed)
    expect(theirs).toHaveLength(count)
    for (const one of theirs)
      if (!one.unknownType) expect([one.field, one.valid, one.trusted]).toEqual([one.field, true, true])
    expect(theirs.filter((one) => one.unknownType)).toHaveLength(shape.archived ? 1 : 0)
    expect(judges.opensslOnPdf(signed)).toEqual(Array(count).fill(true))
  })
})

it('needs nobody to be asked once everything is embedded', async () => {
  const signed = await sign(made.typst!, { level: 'B-LT', keys: ['file', 'seal'], archived: true })
  const { overall, signatures } = await verifyPdf(signed, { trust: authority.trust, at: new Date() })
  expect([overall, signatures[0]?.revocation]).toMatchObject([
    'valid',
    { state: 'good', source: 'ocsp', embedded: true },
  ])
})
