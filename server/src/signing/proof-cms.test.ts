import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { toPem } from './certificates/pem.ts'
import { readCms } from './cms/read-cms.ts'
import { signCms } from './cms/sign-cms.ts'
import { openProof } from './testing/open-proof.ts'
import { levels, openKeys } from './testing/proof-keys.ts'
import { verifyCms } from './verify/verify-cms.ts'

const { authority, judges, opinions } = await openProof()
const { person, keys, signing, options, later, close } = await openKeys(authority)
afterAll(async () => {
  await close()
  judges.remove()
})

describe('CMS', () => {
  const content = Buffer.from('Phụ lục\n')
  it.each(['rsa', 'ecdsa', 'token'] as const)('signed with %s is valid to OpenSSL and to us', async (which) => {
    for (const level of levels)
      for (const attached of [true, false]) {
        const cms = await signCms(content, keys[which], { ...signing(level), attached })
        const found = await verifyCms(cms, { ...options(), content: attached ? undefined : content })
        expect([found.signatures[0]?.verdict, found.signatures[0]?.level]).toEqual([
          level === 'B-B' ? 'valid-unproven-time' : 'valid',
          level,
        ])
        const { overall } = await verifyCms(cms, { ...later(), content: attached ? undefined : content })
        expect(overall).toBe(level === 'B-LT' ? 'valid' : 'attention')
        expect(judges.opensslCms(judges.write(cms, 'p7s'), judges.write(content, 'txt'))).toBe(true)
        const changed = await verifyCms(cms, { ...options(), content: Buffer.from('other') })
        expect(changed.signatures[0]?.verdict).toBe('broken')
      }
  })
  it('as OpenSSL makes it: today’s, by key identifier, streamed in pieces, PEM, two signers, SHA-1, without attributes', async () => {
    const files = {
      key: judges.write(toPem(person.privateKey, 'PRIVATE KEY'), 'key'),
      certificate: judges.write(toPem(person.certificate), 'pem'),
    }
    const chain = judges.write(toPem(authority.issuing), 'pem')
    const second = await authority.issue({ kind: 'person', name: 'Người thứ hai' })
    const two = {
      key: judges.write(toPem(second.privateKey, 'PRIVATE KEY'), 'key'),
      certificate: judges.write(toPem(second.certificate), 'pem'),
    }
    const text = judges.write(content, 'txt')
    const make = (...more: string[]): Buffer => {
      const made = join(judges.folder, 'made')
      const given = [
        'cms',
        '-sign',
        '-binary',
        '-in',
        text,
        '-out',
        made,
        '-certfile',
        chain,
        '-signer',
        files.certificate,
        '-inkey',
        files.key,
      ]
      execFileSync('openssl', [...given, ...(more.includes('-outform') ? [] : ['-outform', 'DER']), ...more], {
        stdio: 'pipe',
      })
      return readFileSync(made)
    }
    const verdict = async (cms: Buffer) =>
      (await verifyCms(cms, { ...options(), content })).signatures.map((one) => one.verdict)
    const good = 'valid-unproven-time'
    expect(await verdict(make())).toEqual([good])
    expect(await verdict(make('-keyid'))).toEqual([good])
    expect(await verdict(make('-stream', '-nodetach'))).toEqual([good])
    expect(await verdict(make('-outform', 'PEM'))).toEqual([good])
    expect(await verdict(make('-cades', '-md', 'sha512'))).toEqual([good])
    expect(await verdict(make('-keyopt', 'rsa_padding_mode:pss'))).toEqual([good])
    expect(await verdict(make('-signer', two.certificate, '-inkey', two.key))).toEqual([good, good])
    expect(await verdict(make('-noattr'))).toEqual([good])
    const theirs = (cms: Buffer) => judges.opensslCms(judges.write(cms, 'p7s'), text)
    const [weak, without] = [make('-md', 'sha1'), make('-nocerts')]
    expect([await verdict(weak), await verdict(without)]).toEqual([['weak-algorithm'], ['broken']])
    opinions.hold('CMS: SHA-1', 'openssl cms: SHA-1', theirs(weak))
    opinions.hold('CMS: no certificate', 'refuses', theirs(without))
  })
  it('of other content, cut, or without its content is not valid', async () => {
    const cms = await signCms(content, keys.rsa, signing('B-T'))
    const theirs = (bytes: Uint8Array, given: Uint8Array) =>
      judges.opensslCms(judges.write(bytes, 'p7s'), judges.write(given, 'txt'))
    const ours = async (bytes: Uint8Array, given?: Uint8Array) =>
      (await verifyCms(bytes, { ...options(), ...(given ? { content: given } : {}) })).overall
    const other = Buffer.from('other')
    const value = Buffer.from(cms)
    const { value: signature } = readCms(cms).signers[0]!
    value[value.indexOf(signature) + 40]! ^= 1
    const attached = Buffer.from(await signCms(content, keys.rsa, { ...signing('B-T'), attached: true }))
    attached[attached.indexOf(content)]! ^= 1
    const cases: [string, string, Uint8Array, Uint8Array | undefined][] = [
      ['of other content', 'invalid', cms, other],
      ['without its content', 'attention', cms, undefined],
      ['cut', 'unreadable', cms.subarray(0, 900), content],
      ['its value changed', 'invalid', value, content],
    ]
    for (const [what, verdict, bytes, given] of cases) {
      expect([what, await ours(bytes, given)]).toEqual([what, verdict])
      opinions.hold(`CMS: ${what}`, 'refuses', theirs(bytes, given ?? Buffer.alloc(0)))
    }
    expect(await ours(attached)).toBe('invalid')
    opinions.hold('CMS: its own content changed', 'refuses', judges.opensslCms(judges.write(attached, 'p7s'), null))
  })
})

it('no broken CMS without a second opinion', () => opinions.count({ agreed: 6, listed: 1 }))
