import { createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { buildCertificate, makeKey, type NameParts } from './authority/build-certificate.ts'
import { toPem } from './certificates/pem.ts'
import { signCms } from './cms/sign-cms.ts'
import { keyFromMaterial } from './keys/key-from-material.ts'
import type { SigningKey } from './keys/signing-key.ts'
import { signPdf } from './pdf/sign-pdf.ts'
import { data, day, openProof, privateKeyOf } from './testing/open-proof.ts'
import type { Theirs } from './testing/second-opinion.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

const { authority, other, judges, plain, opinions, holder, verdicts, odd } = await openProof()
afterAll(() => judges.remove())

describe('whose certificate', () => {
  it('has ended is refused without a proof of the time, and holds with one', async () => {
    const { key } = await holder({ from: new Date(Date.now() - 10 * day), to: new Date(Date.now() - day) })
    const ended = await verdicts(key, { when: new Date(Date.now() - 5 * day) })
    expect([ended.verdict, ended.reasons]).toEqual([
      'expired',
      expect.arrayContaining(['certificate.expired', 'time.unproven']),
    ])
    opinions.hold('expired', 'refuses', ended.openssl())
    opinions.hold('expired', 'refuses', ended.pdfsig.trusted)
    const good = await holder()
    const stamped = await verdicts(good.key, { timestamps: authority.timestamps })
    const later = await verifyPdf(stamped.pdf, { trust: authority.trust, at: new Date(Date.now() + 4 * 365 * day) })
    expect(later.signatures[0]?.reasons.map((one) => one.code)).not.toContain('certificate.expired')
  })
  it('was not yet in force is refused', async () => {
    // By three days: NSS, on which pdfsig stands, forgives one day of a clock that is behind.
    const { key } = await holder({ from: new Date(Date.now() + 3 * day), to: new Date(Date.now() + 9 * day) })
    const found = await verdicts(key, { when: new Date(Date.now() + 4 * day) })
    expect([found.verdict, found.reasons]).toEqual(['expired', expect.arrayContaining(['certificate.not-yet-valid'])])
    opinions.hold('not yet in force', 'refuses', found.openssl())
    opinions.hold('not yet in force', 'refuses', found.pdfsig.trusted)
  })
  it('may not sign (dates) is told before signing', async () => {
    const { key } = await holder({ to: new Date(Date.now() - day), from: new Date(Date.now() - 2 * day) })
    await expect(signCms(data, key, { level: 'B-B', when: new Date() })).rejects.toMatchObject({
      code: 'signing.certificate-not-in-force',
    })
  })

  it('was revoked before the signature is refused, after it stands', async () => {
    const before = await holder()
    authority.revoke(before.certificate, new Date(Date.now() - day))
    const found = await verdicts(before.key, { timestamps: authority.timestamps })
    expect([found.verdict, found.reasons]).toEqual(['revoked', expect.arrayContaining(['revocation.revoked'])])
    writeFileSync(join(judges.folder, 'crl.pem'), toPem(await authority.crl(), 'X509 CRL'))
    writeFileSync(join(judges.folder, 'p.pem'), toPem(before.certificate))
    const list = ['-crl_check', '-CRLfile', join(judges.folder, 'crl.pem')]
    const anchor = ['-CAfile', join(judges.folder, 'root.pem'), '-untrusted', join(judges.folder, 'issuing.pem')]
    opinions.hold('revoked', 'pdfsig: nobody is asked', found.pdfsig.valid && found.pdfsig.trusted)
    opinions.hold('revoked', 'openssl cms: nobody is asked', found.openssl())
    opinions.hold('revoked', 'refuses', judges.openssl('verify', ...list, ...anchor, join(judges.folder, 'p.pem')))
    // Where the issuer is asked at signing, nothing comes of it.
    const asked = { level: 'B-LT', timestamps: authority.timestamps, revocation: authority.revocation } as const
    await expect(signPdf(plain, { key: before.key, fieldName: 'a', when: new Date(), ...asked })).rejects.toMatchObject(
      { code: 'signing.certificate-revoked', values: { name: expect.any(String) } },
    )
    const after = await holder()
    const stamped = await verdicts(after.key, { timestamps: authority.timestamps })
    authority.revoke(after.certificate, new Date(Date.now() + 1000))
    const again = await verifyPdf(stamped.pdf, {
      trust: authority.trust,
      at: new Date(Date.now() + day),
      revocationSource: authority.revocation,
    })
    expect([again.signatures[0]?.verdict, again.signatures[0]?.reasons.map((one) => one.code)]).toEqual([
      'valid',
      ['revocation.revoked-later'],
    ])
    // Without a time-stamp nobody knows on which side of the revocation it was signed.
    const bare = await verdicts(after.key, { at: new Date(Date.now() + day) })
    expect(bare.verdict).toBe('revoked')
  })
  it('nobody speaks for is left open', async () => {
    const { key } = await holder()
    const pdf = await signPdf(plain, {
      key,
      level: 'B-T',
      fieldName: 'Ký',
      when: new Date(),
      timestamps: authority.timestamps,
    })
    const found = await verifyPdf(pdf, { trust: authority.trust, at: new Date() })
    expect([found.overall, found.signatures[0]?.verdict]).toEqual(['attention', 'revocation-unknown'])
    const silent = { evidence: async () => Promise.reject(new Error('down')) }
    expect((await verifyPdf(pdf, { trust: authority.trust, at: new Date(), revocationSource: silent })).overall).toBe(
      'attention',
    )
    // Nobody is asked on the word of a certificate that no authority of the trust list vouches for: it may name any address.
    const evidence = vi.fn(async () => [])
    await verifyPdf(pdf, { trust: other.trust, at: new Date(), revocationSource: { evidence } })
    expect(evidence).not.toHaveBeenCalled()
    // Another authority's word on it is none.
    const strange = { evidence: () => other.revocation.evidence(other.issuing, other.root) }
    expect((await verifyPdf(pdf, { trust: authority.trust, at: new Date(), revocationSource: strange })).overall).toBe(
      'attention',
    )
  })

  const purposes: { what: string; make: () => Promise<SigningKey>; theirs?: Theirs }[] = [
    { what: 'a web server’s', make: () => odd({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] }) },
    { what: 'code signing', make: () => odd({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.3'] }) },
    { what: 'time-stamping', make: () => odd({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'], extendedCritical: true }) },
    { what: 'OCSP', make: () => odd({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'] }) },
    { what: 'encryption', make: () => odd({ keyUsage: ['keyEncipherment'], algorithm: 'rsa-2048' }) },
    {
      what: 'issuing',
      make: () => odd({ issues: {}, keyUsage: ['keyCertSign', 'digitalSignature'] }),
      theirs: 'openssl cms: issuers',
    },
  ]
  it.each(purposes)('is for $what is refused', async ({ what, make, theirs = 'refuses' }) => {
    const found = await verdicts(await make())
    expect(['wrong-purpose', 'not-trusted']).toContain(found.verdict)
    expect(found.reasons).toContain('certificate.purpose')
    opinions.hold(`for ${what}`, theirs, found.openssl())
  })

  it.each([
    { what: 'RSA 1024', make: () => odd({ algorithm: 'rsa-1024' }), reason: 'algorithm.key-weak' },
    { what: 'SHA-1', make: () => odd({ hash: 'SHA-1' }), reason: 'algorithm.digest-weak' },
  ])('is made with $what is refused', async ({ what, make, reason }) => {
    const found = await verdicts(await make())
    expect([found.verdict, found.reasons]).toEqual(['weak-algorithm', expect.arrayContaining([reason])])
    opinions.hold(`made with ${what}`, 'openssl cms: short keys', found.openssl('-auth_level', '0'))
    opinions.hold(`made with ${what}`, 'refuses', found.openssl('-auth_level', '2'))
  })

  it('leads nowhere is not trusted: another root, itself, a forged issuer', async () => {
    const elsewhere = await other.issue({ kind: 'person', name: 'Người lạ', algorithm: 'ec-p256' })
    const fromElsewhere = await verdicts(elsewhere.key)
    expect([fromElsewhere.verdict, fromElsewhere.reasons]).toEqual([
      'not-trusted',
      expect.arrayContaining(['chain.not-anchored']),
    ])
    const own = await makeKey('ec-p256')
    const selfMade = buildCertificate({
      subject: [['CN', 'Chủ tịch']],
      publicKey: createPublicKey(own),
      signWith: own,
      from: new Date(Date.now() - day),
      to: new Date(Date.now() + day),
      keyUsage: ['digitalSignature'],
    })
    const itself = await verdicts(keyFromMaterial([own.export({ format: 'der', type: 'pkcs8' })], [selfMade]))
    expect([itself.verdict, itself.reasons]).toEqual(['not-trusted', expect.arrayContaining(['chain.not-anchored'])])
    const issuer = await makeKey('rsa-2048')
    const forged = await verdicts(await odd({ issuer: { certificate: authority.issuing, key: issuer } }))
    expect([forged.verdict, forged.reasons]).toEqual(['not-trusted', expect.arrayContaining(['chain.broken'])])
    for (const [what, one] of Object.entries({
      'another root': fromElsewhere,
      'made by itself': itself,
      'forged issuer': forged,
    })) {
      opinions.hold(what, 'refuses', one.openssl())
      opinions.hold(what, 'refuses', one.pdfsig.trusted)
    }
  })
  it('was issued by who may not issue is not trusted', async () => {
    const person = await holder()
    const key = await makeKey('ec-p256')
    const below = buildCertificate({
      subject: [['CN', 'Dưới']],
      publicKey: createPublicKey(key),
      issuer: { certificate: person.certificate, key: privateKeyOf(person.privateKey) },
      from: new Date(Date.now() - day),
      to: new Date(Date.now() + day),
      keyUsage: ['digitalSignature'],
    })
    const found = await verdicts(
      keyFromMaterial([key.export({ format: 'der', type: 'pkcs8' })], [below, person.certificate, authority.issuing]),
    )
    expect([found.verdict, found.reasons]).toEqual(['not-trusted', expect.arrayContaining(['chain.not-an-issuer'])])
    opinions.hold('issued by who may not', 'refuses', found.openssl())
  })
  it('is trusted for other things, or at other times, is not trusted', async () => {
    const { key } = await holder()
    const pdf = await signPdf(plain, { key, level: 'B-B', fieldName: 'Ký', when: new Date() })
    const [anchor] = authority.trust.anchors
    const at = new Date()
    for (const change of [
      { purposes: ['timestamping' as const] },
      { until: new Date(Date.now() - day) },
      { from: new Date(Date.now() + day) },
    ]) {
      const { signatures } = await verifyPdf(pdf, {
        trust: { anchors: [{ ...anchor!, ...change }] },
        at,
        revocationSource: authority.revocation,
      })
      expect(signatures[0]?.reasons.map((one) => one.code)).toContain('chain.anchor-not-for-this')
    }
  })

  it('has a strange name is shown cleaned, and said to be strange', async () => {
    const names: [NameParts, string, boolean][] = [
      [[['CN', 'Nguyễn\u202eưht\u0000 Văn']], 'Nguyễnưht Văn', true],
      [[['CN', 'a'.repeat(5000)]], 'a'.repeat(200), true],
      [[['O', 'x, CN=Chủ tịch']], 'x, CN=Chủ tịch', false],
      [[['CN', '<script>alert(1)</script>']], '<script>alert(1)</script>', false],
      [[['CN', 'Ng\u0443yễn Văn Thử']], 'Ng\u0443yễn Văn Thử', true],
      [[['CN', `Lê${'\u0301'.repeat(40)}`]], `Lê${'\u0301'.repeat(3)}`.normalize('NFC'), true],
      [
        [
          ['CN', 'Nguyễn Văn Thử'],
          ['CN', 'Chủ tịch'],
        ],
        'Nguyễn Văn Thử',
        true,
      ],
      [[['CN', 'Nguyễn Văn Thử'.normalize('NFD')]], 'Nguyễn Văn Thử', false],
      [[], '', false],
    ]
    for (const [subject, shown, strange] of names) {
      const found = await verdicts(await odd({ subject }))
      expect(found.found.signer?.name).toBe(shown)
      expect(found.reasons.includes('certificate.strange-name')).toBe(strange)
      expect(found.verdict).toBe('valid-unproven-time')
    }
    const posing = await verdicts(await odd({ subject: [['O', 'x, CN=Chủ tịch']] }))
    expect(posing.found.signer?.subject).toBe('O=x\\, CN\\=Chủ tịch')
  })
})

it('no broken certificate without a second opinion', () => opinions.count({ agreed: 14, listed: 1 }))
