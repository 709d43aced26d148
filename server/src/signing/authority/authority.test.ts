import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings, SettingError } from '../../platform/config/index.ts'
import { isOutside, isPublicAddress, isPublicName } from '../../platform/outside.ts'
import { readOcsp } from '../certificates/ocsp.ts'
import { toPem } from '../certificates/pem.ts'
import { revocationByAddress } from '../certificates/revocation-source.ts'
import { timestampService } from '../cms/timestamp-source.ts'
import { signPdf } from '../pdf/sign-pdf.ts'
import { openHouse } from '../ring/open-house.ts'
import { withPdfLib } from '../testing/origins.ts'
import { verifyPdf } from '../verify/verify-pdf.ts'
import {
  makeAuthorityFolder,
  type OpenAuthority,
  openAuthorityFolder,
  WrongAuthorityPassword,
} from './authority-folder.ts'
import { type Authority, createAuthority, type Issued } from './create-authority.ts'
import { type ServedAuthority, serveAuthority } from './serve-authority.ts'

describe('an authority in a folder, answering over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  const at = (name: string) => join(folder, name)
  let served: ServedAuthority
  let open: OpenAuthority
  let person: Issued
  const run = (...given: string[]) => execFileSync('openssl', given, { encoding: 'utf8', stdio: 'pipe' })

  beforeAll(async () => {
    // The port is known only when something listens; the addresses in the certificates lead to it.
    const probe = await serveAuthority({} as never, { port: 0 })
    await probe.close()
    await makeAuthorityFolder(folder, { baseUrl: probe.url, password: 'mật khẩu của CA', algorithm: 'ec-p256' })
    open = await openAuthorityFolder(folder, 'mật khẩu của CA')
    served = await serveAuthority(open.authority, { port: Number(new URL(probe.url).port), before: open.refresh })
    person = await open.authority.issue({ kind: 'person', name: 'Nguyễn Văn Thử' })
    await open.save()
    writeFileSync(at('p.pem'), toPem(person.certificate))
  })
  afterAll(async () => {
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps its keys encrypted and to itself, opens with its password only, and is never made over another', async () => {
    for (const part of ['root', 'issuing', 'timestamping', 'ocsp']) {
      expect(readFileSync(at(`${part}.key`), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY')
      expect(statSync(at(`${part}.key`)).mode & 0o777).toBe(0o600)
    }
    await expect(openAuthorityFolder(folder, 'x')).rejects.toBeInstanceOf(WrongAuthorityPassword)
    await expect(makeAuthorityFolder(folder, { baseUrl: 'http://x', password: 'y' })).rejects.toMatchObject({
      code: 'EEXIST',
    })
  })

  it('answers OpenSSL: time-stamps, OCSP by POST and by GET, lists', async () => {
    writeFileSync(at('data'), 'x')
    run('ts', '-query', '-data', at('data'), '-sha512', '-cert', '-out', at('q.tsq'))
    const reply = await fetch(`${served.url}/tsa`, { method: 'POST', body: readFileSync(at('q.tsq')) })
    writeFileSync(at('r.tsr'), Buffer.from(await reply.arrayBuffer()))
    expect(run('ts', '-verify', '-queryfile', at('q.tsq'), '-in', at('r.tsr'), '-CAfile', at('root.pem'))).toContain(
      'OK',
    )
    const ocsp = [
      'ocsp',
      '-issuer',
      at('issuing.pem'),
      '-cert',
      at('p.pem'),
      '-CAfile',
      at('root.pem'),
      '-url',
      `${served.url}/ocsp`,
    ]
    const { stdout, stderr } = await promisify(execFile)('openssl', ocsp)
    expect(stdout + stderr).toContain('Response verify OK')
    expect(stdout + stderr).toContain('p.pem: good')
    const list = Buffer.from(await (await fetch(`${served.url}/issuing.crl`)).arrayBuffer())
    writeFileSync(at('i.crl'), list)
    expect(run('crl', '-inform', 'DER', '-in', at('i.crl'), '-CAfile', at('issuing.pem'), '-noout', '-text')).toContain(
      'No Revoked',
    )
    expect((await fetch(`${served.url}/tsa`, { method: 'POST', body: Buffer.alloc(100_000) })).status).toBe(400)
    expect((await fetch(`${served.url}/other`)).status).toBe(404)
  })

  it('serves signing and verifying by the addresses in the certificates', async () => {
    const timestamps = timestampService(`${served.url}/tsa`)
    const revocation = revocationByAddress({ allowed: () => true })
    const pdf = await signPdf(await withPdfLib(false), {
      key: person.key,
      level: 'B-LT',
      fieldName: 'Ký',
      when: new Date(),
      timestamps,
      revocation,
    })
    const found = await verifyPdf(pdf, { trust: open.authority.trust, at: new Date(), revocationSource: revocation })
    expect([found.overall, found.signatures[0]?.level]).toEqual(['valid', 'B-LT'])
    // Another process revokes; the responder that runs knows it with the next question.
    const elsewhere = await openAuthorityFolder(folder, 'mật khẩu của CA')
    elsewhere.authority.revoke(person.certificate, new Date(Date.now() - 60_000))
    await elsewhere.save()
    const again = await verifyPdf(pdf, {
      trust: open.authority.trust,
      at: new Date(),
      revocationSource: revocationByAddress({ allowed: () => true }),
    })
    expect(again.signatures[0]?.verdict).toBe('revoked')
  })

  it('is asked within the house where the operator named it, and nobody else there is', async () => {
    const { host, port } = new URL(served.url)
    const evidence = async (environment: NodeJS.ProcessEnv, by: Authority | null = null) => {
      const { revocation } = openHouse(readSettings(environment), by && { authority: by })
      return (await revocation?.evidence(person.certificate, open.authority.issuing))?.map((one) => one.kind)
    }
    expect(await evidence({})).toBeUndefined()
    expect(await evidence({ TIMESTAMP_URL: `${served.url}/tsa` })).toEqual([])
    expect(await evidence({ AUTHORITY_HOSTS: `ca.example, ${host}` })).toEqual(['ocsp'])
    expect(await evidence({ AUTHORITY_HOSTS: `127.0.0.1, localhost:${port}` })).toEqual([])
    // A demonstration answers of its own people by itself, and asks for the others.
    const own = await createAuthority({ algorithm: 'ec-p256' })
    expect(await evidence({}, own)).toEqual([])
    expect(await evidence({ AUTHORITY_HOSTS: host }, own)).toEqual(['ocsp'])
    for (const wrong of ['http://ca.example', 'ca.example/x', 'u:p@ca.example', 'a b'])
      expect(() => readSettings({ AUTHORITY_HOSTS: wrong })).toThrow(SettingError)
  })

  it('is asked anew after minutes; while it is silent what it said holds as long as it said', async () => {
    const issued = await open.authority.issue({ kind: 'person', name: 'Trần Thị Thử' })
    let later = 0
    let isSilent = false
    const source = revocationByAddress({
      allowed: () => true,
      now: () => new Date(Date.now() + later),
      fetch: (...asked) => (isSilent ? Promise.reject(new Error('down')) : fetch(...asked)),
    })
    const said = async (after: number) => {
      later = after
      const [one] = await source.evidence(issued.certificate, open.authority.issuing)
      return one ? readOcsp(one.bytes).answers[0]?.state : null
    }
    await open.save()
    expect(await said(0)).toBe('good')
    open.authority.revoke(issued.certificate)
    await open.save()
    expect(await said(60_000)).toBe('good')
    isSilent = true
    expect(await said(6 * 60_000)).toBe('good')
    expect(await said(25 * 3_600_000)).toBeNull()
    isSilent = false
    expect(await said(25 * 3_600_000 + 61_000)).toBe('revoked')
  })

  it('says what a service that is down, or lies, did', async () => {
    const ask = (url: string) => timestampService(url, { timeoutMs: 500 }).timestamp(Buffer.alloc(32), 'SHA-256')
    for (const path of ['/other', '/root.cer', '/ocsp'])
      await expect(ask(`${served.url}${path}`)).rejects.toMatchObject({ code: 'signing.timestamp-failed' })
    await expect(ask('http://127.0.0.1:1/tsa')).rejects.toMatchObject({ code: 'signing.timestamp-failed' })
  })
})

it('a stranger’s certificate does not make the program ask within the house', async () => {
  const asked = [
    'http://ocsp.example.vn/x',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://10.0.0.1/',
    'http://localhost/',
    'http://db/',
    'http://db.internal/',
    'file:///etc/passwd',
    'http://u:p@a.vn/',
    'ldap://a.vn/',
  ]
  expect(asked.filter((one) => isPublicName(new URL(one)))).toEqual(['http://ocsp.example.vn/x'])
  // Nor by a name of the world that leads there.
  for (const one of [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '127.0.0.1',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
  ])
    expect(isPublicAddress(one), one).toBe(false)
  for (const one of ['113.160.1.1', '2405:4800::1']) expect(isPublicAddress(one), one).toBe(true)
  expect(await isOutside(new URL('http://nowhere.invalid/'))).toBe(false)
})
