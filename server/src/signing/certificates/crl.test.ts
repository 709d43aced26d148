import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createAuthority } from '../authority/create-authority.ts'
import { readCrl } from './crl.ts'
import { toPem } from './pem.ts'

const folder = mkdtempSync(join(tmpdir(), 'crl-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a list for some certificates speaks of these only, as OpenSSL makes it', async () => {
  const authority = await createAuthority({ algorithm: 'ec-p256' })
  const at = (name: string) => join(folder, name)
  writeFileSync(at('ca.pem'), toPem(authority.issuing))
  writeFileSync(at('ca.key'), toPem(authority.material.issuing.privateKey, 'PRIVATE KEY'))
  writeFileSync(at('index'), 'R\t350101000000Z\t250101000000Z\t4A01\tunknown\t/CN=x\n')
  const make = (extension: string) => {
    writeFileSync(
      at('conf'),
      `[ca]\ndefault_ca=a\n[a]\ndatabase=${at('index')}\ndefault_md=sha256\ncertificate=${at('ca.pem')}\nprivate_key=${at('ca.key')}\ndefault_crl_days=7\ncrl_extensions=e\n[e]\n${extension}\n[p]\nfullname=URI:http://ca.example.vn/1.crl\n${extension.includes('@p') ? 'onlyuser=TRUE' : ''}\n[i]\nindirectCRL=TRUE\n`,
    )
    execFileSync('openssl', ['ca', '-gencrl', '-config', at('conf'), '-out', at('crl.pem')], { stdio: 'pipe' })
    return execFileSync('openssl', ['crl', '-in', at('crl.pem'), '-outform', 'DER'])
  }
  const whole = readCrl(make('authorityKeyIdentifier=keyid'))
  expect(whole.revokedAt('4a01')?.toISOString()).toBe('2025-01-01T00:00:00.000Z')
  expect([whole.revokedAt('4a02'), whole.covers({ isIssuer: true, crlAddresses: [] })]).toEqual([null, true])
  const part = readCrl(make('issuingDistributionPoint=critical,@p'))
  const here = ['http://ca.example.vn/1.crl']
  expect(part.covers({ isIssuer: false, crlAddresses: here })).toBe(true)
  expect(part.covers({ isIssuer: true, crlAddresses: here })).toBe(false)
  expect(part.covers({ isIssuer: false, crlAddresses: ['http://ca.example.vn/2.crl'] })).toBe(false)
  expect(() => readCrl(make('issuingDistributionPoint=critical,@i'))).toThrow('CRL')
})
