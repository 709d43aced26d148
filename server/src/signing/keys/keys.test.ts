import { execFileSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority, type Issued } from '../authority/create-authority.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import { toPem } from '../certificates/pem.ts'
import { type RemoteTestService, startRemoteService } from '../testing/remote-service.ts'
import { hasPkcs11, makeSoftHsm, type SoftHsm } from '../testing/soft-hsm.ts'
import { openPkcs11 } from './pkcs11.ts'
import { openPkcs12 } from './pkcs12.ts'
import { type AuthorizationNeed, openRemote, remoteCredentials, sendRemoteCode } from './remote.ts'
import { remoteInfo, remoteLogin } from './remote-call.ts'
import { signBatch } from './sign-batch.ts'
import type { SigningKey } from './signing-key.ts'

const data = Buffer.from('Số: 15/QĐ-UBND')
const right = async (key: SigningKey): Promise<boolean> => {
  const value = await key.sign(data, 'SHA-256')
  const spki = parseCertificate(key.certificate).spki
  return verify('sha256', data, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), value)
}

let authority: Authority
let rsa: Issued
let ec: Issued
const folder = mkdtempSync(join(tmpdir(), 'keys-'))

beforeAll(async () => {
  authority = await createAuthority()
  rsa = await authority.issue({ kind: 'person', name: 'Nguyễn Thị Thử', organisation: 'Sở Thử nghiệm' })
  ec = await authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm', algorithm: 'ec-p256' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a key in a PKCS#12 file', () => {
  it('signs, and brings its chain', async () => {
    for (const issued of [rsa, ec]) {
      const key = await openPkcs12(issued.pkcs12('mật khẩu rất dài'), 'mật khẩu rất dài')
      expect(await right(key)).toBe(true)
      expect(key.chain).toHaveLength(2)
    }
  })

  it('is read as OpenSSL writes it, today’s way and the older one with Triple DES', async () => {
    writeFileSync(join(folder, 'key.pem'), toPem(rsa.privateKey, 'PRIVATE KEY'))
    writeFileSync(join(folder, 'cert.pem'), toPem(rsa.certificate) + toPem(authority.issuing))
    const make = (...more: string[]) => {
      const given = [
        '-export',
        '-inkey',
        join(folder, 'key.pem'),
        '-in',
        join(folder, 'cert.pem'),
        '-passout',
        'pass:abc',
        '-out',
        join(folder, 'k.p12'),
      ]
      execFileSync('openssl', ['pkcs12', ...given, ...more], { stdio: 'pipe' })
      return readFileSync(join(folder, 'k.p12'))
    }
    for (const more of [[], ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']]) {
      const bytes = make(...more)
      expect(await right(await openPkcs12(bytes, 'abc'))).toBe(true)
      await expect(openPkcs12(bytes, 'abd')).rejects.toMatchObject({ code: 'signing.password-wrong' })
    }
  })

  it('with a cipher that is broken is refused with what to do', async () => {
    const made = join(folder, 'rc2.p12')
    const given = ['-export', '-legacy', '-inkey', join(folder, 'key.pem'), '-in', join(folder, 'cert.pem')]
    execFileSync('openssl', ['pkcs12', ...given, '-passout', 'pass:abc', '-out', made], { stdio: 'pipe' })
    const refusal = await openPkcs12(readFileSync(made), 'abc').catch((error) => error)
    expect(refusal).toMatchObject({ code: 'signing.key-old-cipher', values: { cipher: 'RC2-40' } })
    // What the refusal tells to do, done.
    const [pem, converted] = [join(folder, 'khoa.pem'), join(folder, 'moi.p12')]
    const run = (...more: string[]) => execFileSync('openssl', ['pkcs12', ...more], { stdio: 'pipe' })
    run('-legacy', '-in', made, '-out', pem, '-nodes', '-passin', 'pass:abc')
    run('-export', '-in', pem, '-out', converted, '-passout', 'pass:abc')
    expect(await right(await openPkcs12(readFileSync(converted), 'abc'))).toBe(true)
  })

  it('is refused in words when it is none', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.from('3080308030803080', 'hex'),
      rsa.certificate,
    ])
      await expect(openPkcs12(bytes, '')).rejects.toMatchObject({ code: 'signing.key-unreadable' })
  })
})

describe.skipIf(!hasPkcs11)('a key in a token, through PKCS#11', () => {
  let hsm: SoftHsm
  beforeAll(async () => {
    hsm = makeSoftHsm('Mộc Bản thử', '246810', join(folder, 'hsm'))
    await hsm.put('lanh-dao', {
      privateKey: rsa.privateKey,
      certificates: [rsa.certificate, authority.issuing, authority.root],
    })
    await hsm.put('con-dau', { privateKey: ec.privateKey, certificates: [ec.certificate] })
  })
  afterAll(() => hsm.remove())

  it('signs within it, RSA and ECDSA, with several at once', async () => {
    const [first, second] = await Promise.all([openPkcs11(hsm.place('lanh-dao')), openPkcs11(hsm.place('con-dau'))])
    expect(await Promise.all([right(first), right(second), right(first), right(first)])).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(first.chain).toHaveLength(2)
    expect([first.algorithm, second.algorithm]).toEqual(['RSA-PKCS1', 'ECDSA'])
    await first.close?.()
    await second.close?.()
  })

  it('refuses a wrong PIN, also while somebody else is signed in', async () => {
    await expect(openPkcs11(hsm.place('lanh-dao', '111111'))).rejects.toMatchObject({ code: 'signing.pin-wrong' })
    const open = await openPkcs11(hsm.place('lanh-dao'))
    await expect(openPkcs11(hsm.place('lanh-dao', '111111'))).rejects.toMatchObject({ code: 'signing.pin-wrong' })
    await open.close?.()
    await expect(openPkcs11(hsm.place('lanh-dao', '111111'))).rejects.toMatchObject({ code: 'signing.pin-wrong' })
  })

  it('goes on with a token that was pulled out and is there again', async () => {
    const [there, away] = [join(folder, 'hsm', 'tokens'), join(folder, 'hsm', 'away')]
    const unavailable = { code: 'signing.device-unavailable' }
    // Who found no key there is at it no more.
    await expect(openPkcs11(hsm.place('nobody'))).rejects.toMatchObject({ code: 'signing.key-not-found' })
    const key = await openPkcs11(hsm.place('lanh-dao'))
    expect(await right(key)).toBe(true)
    renameSync(there, away)
    await expect(right(key)).rejects.toMatchObject(unavailable)
    await expect(openPkcs11(hsm.place('con-dau'))).rejects.toMatchObject(unavailable)
    renameSync(away, there)
    expect(await Promise.all([right(key), right(key)])).toEqual([true, true])
    await key.close?.()
    await key.close?.()
    const next = await openPkcs11(hsm.place('con-dau'))
    expect(await right(next)).toBe(true)
    await next.close?.()
  })

  it('says what is not there', async () => {
    await expect(openPkcs11(hsm.place('nobody'))).rejects.toMatchObject({ code: 'signing.key-not-found' })
    await expect(openPkcs11({ ...hsm.place('lanh-dao'), token: 'other' })).rejects.toMatchObject({
      code: 'signing.device-unavailable',
    })
    await expect(openPkcs11({ ...hsm.place('lanh-dao'), module: '/nowhere.so' })).rejects.toMatchObject({
      code: 'signing.device-unavailable',
    })
  })
})

describe('a key of a remote service (CSC API v2)', () => {
  let service: RemoteTestService
  let asked: AuthorizationNeed[]
  beforeAll(async () => {
    const certificates = [rsa.certificate, authority.issuing, authority.root]
    service = await startRemoteService([
      { id: 'nguyen-thi-thu', privateKey: rsa.privateKey, certificates, pin: '8642', multisign: 50, scal: '2' },
      { id: 'two', privateKey: rsa.privateKey, certificates, pin: '8642', multisign: 2, scal: '2' },
      { id: 'locks', privateKey: rsa.privateKey, certificates, pin: '8642' },
      { id: 'ended', privateKey: rsa.privateKey, certificates, pin: '8642', disabled: true },
    ])
  })
  afterAll(() => service.close())

  const open = async (credentialId = 'nguyen-thi-thu', pin = '8642', otp?: string) => {
    asked = []
    const accessToken = await remoteLogin({
      serviceUrl: service.url,
      clientId: service.client.id,
      clientSecret: service.client.secret,
    })
    return openRemote({
      serviceUrl: service.url,
      accessToken,
      credentialId,
      async authorize(need) {
        asked.push(need)
        return { pin, otp: otp ?? service.lastCode(credentialId)! }
      },
    })
  }

  it('tells of itself and of its credentials, to whom it knows', async () => {
    expect(await remoteInfo(service.url)).toMatchObject({ specs: '2.0.0.2', region: 'VN' })
    const accessToken = await remoteLogin({
      serviceUrl: service.url,
      clientId: service.client.id,
      clientSecret: service.client.secret,
    })
    expect(await remoteCredentials({ serviceUrl: service.url, accessToken })).toContain('nguyen-thi-thu')
    await expect(remoteCredentials({ serviceUrl: service.url, accessToken: 'x' })).rejects.toMatchObject({
      code: 'signing.service-refused',
    })
    await expect(remoteLogin({ serviceUrl: service.url, clientId: 'x', clientSecret: 'y' })).rejects.toMatchObject({
      code: 'signing.service-refused',
    })
  })

  it('signs after PIN and one-time code', async () => {
    expect(await right(await open())).toBe(true)
    expect(asked).toEqual([{ credentialId: 'nguyen-thi-thu', needs: ['pin', 'otp'], count: 1 }])
  })

  it('takes a code that was sent before the holder was asked', async () => {
    const { url: serviceUrl, client } = service
    const accessToken = await remoteLogin({ serviceUrl, clientId: client.id, clientSecret: client.secret })
    await sendRemoteCode({ serviceUrl, accessToken }, 'nguyen-thi-thu')
    const otp = service.lastCode('nguyen-thi-thu')!
    const authorize = async () => ({ pin: '8642', otp })
    const key = await openRemote({ serviceUrl, accessToken, credentialId: 'nguyen-thi-thu', codeSent: true, authorize })
    expect(await right(key)).toBe(true)
    // Used up.
    await expect(right(key)).rejects.toMatchObject({ code: 'signing.code-spent' })
  })

  it('signs with a code what one authorization allows, and says of the rest that a new code is needed', async () => {
    const { url: serviceUrl, client } = service
    const accessToken = await remoteLogin({ serviceUrl, clientId: client.id, clientSecret: client.secret })
    const before = service.calls.length
    const withNewCode = async (works: number) => {
      await sendRemoteCode({ serviceUrl, accessToken }, 'two')
      const otp = service.lastCode('two')!
      const authorize = async () => ({ pin: '8642', otp })
      const key = await openRemote({ serviceUrl, accessToken, credentialId: 'two', codeSent: true, authorize })
      const results = await signBatch(
        key,
        Array.from({ length: works }, () => right),
      )
      return results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))
    }
    expect(await withNewCode(5)).toEqual([true, true, ...Array(3).fill('signing.code-spent')])
    expect(await withNewCode(3)).toEqual([true, true, 'signing.code-spent'])
    expect(await withNewCode(1)).toEqual([true])
    // A spent code is never sent again: the service would count it as a wrong one.
    const authorized = service.calls.slice(before).filter((one) => one.method === 'credentials/authorize')
    expect(authorized.map((one) => one.body.numSignatures)).toEqual([2, 2, 1])
  })

  it('asks for each part where it may ask', async () => {
    const results = await signBatch(
      await open('two'),
      Array.from({ length: 5 }, () => right),
    )
    expect(results.every((one) => one.status === 'fulfilled' && one.value)).toBe(true)
    expect(asked.map((one) => one.count)).toEqual([2, 2, 1])
  })

  it('signs 50 under one authorization; one that fails stops none', async () => {
    const key = await open()
    const works = Array.from({ length: 51 }, (_, i) => async (given: SigningKey) => {
      if (i === 7) throw new Error('unreadable')
      return right(given)
    })
    const results = await signBatch(key, works)
    expect(results.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(50)
    expect(results[7]?.status).toBe('rejected')
    expect(asked.map((one) => one.count)).toEqual([50])
  })

  it('takes two authorizations where the service allows fewer at once', async () => {
    const results = await signBatch(
      await open(),
      Array.from({ length: 60 }, () => right),
    )
    expect(results.every((one) => one.status === 'fulfilled' && one.value)).toBe(true)
    expect(asked.map((one) => one.count)).toEqual([50, 10])
  })

  it('refuses a wrong factor, and says when the service has locked', async () => {
    await expect(right(await open('locks', '8642', '000000x'))).rejects.toMatchObject({ code: 'signing.pin-wrong' })
    for (let i = 0; i < 4; i++)
      await expect(right(await open('locks', '1'))).rejects.toMatchObject({ code: 'signing.pin-wrong' })
    await expect(right(await open('locks'))).rejects.toMatchObject({ code: 'signing.pin-locked' })
    await expect(open('ended')).rejects.toMatchObject({ code: 'signing.key-not-found' })
  })

  it('asks for the code that is missing instead of having one counted as wrong', async () => {
    const before = service.calls.length
    const authorize = async () => ({ pin: '8642' })
    const accessToken = await remoteLogin({
      serviceUrl: service.url,
      clientId: service.client.id,
      clientSecret: service.client.secret,
    })
    const key = await openRemote({ serviceUrl: service.url, accessToken, credentialId: 'two', authorize })
    await expect(right(key)).rejects.toMatchObject({ code: 'signing.code-missing' })
    expect(service.calls.slice(before).map((one) => one.method)).not.toContain('credentials/authorize')
  })

  it('says what is wrong with the line, or what answers there', async () => {
    const given = { clientId: 'x', clientSecret: 'y' }
    // Nobody listens there.
    await expect(remoteLogin({ ...given, serviceUrl: 'http://127.0.0.1:9/csc/v2' })).rejects.toMatchObject({
      values: { because: expect.not.stringContaining('fetch failed') },
    })
    service.misbehave('oauth2/token', 'garbage')
    await expect(remoteLogin({ ...given, serviceUrl: service.url })).rejects.toMatchObject({
      values: { because: 'HTTP 200' },
    })
  })

  it('makes nothing of a wrong value, of nonsense, of silence', async () => {
    const key = await open()
    service.misbehave('signatures/signHash', 'wrong-value')
    await expect(right(key)).rejects.toMatchObject({ code: 'signing.key-does-not-fit' })
    // One wrong value among several takes nothing from the others.
    service.misbehave('signatures/signHash', 'wrong-value')
    const several = await signBatch(key, [right, right, right])
    expect(several.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))).toEqual([
      'signing.key-does-not-fit',
      true,
      true,
    ])
    service.misbehave('credentials/authorize', 'garbage')
    await expect(right(key)).rejects.toMatchObject({ code: 'signing.device-unavailable' })
    service.misbehave('signatures/signHash', 'down')
    await expect(right(key)).rejects.toMatchObject({ code: 'signing.device-unavailable' })
    expect(await right(key)).toBe(true)
  })
})

it('a batch with a key that signs alone goes one after another', async () => {
  const results = await signBatch(rsa.key, [right, async () => Promise.reject(new Error('no')), right])
  expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
