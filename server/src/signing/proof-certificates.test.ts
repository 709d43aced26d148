import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VerdictCode } from '@mocban/contract/verification-words'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeToken } from './authority/answer-timestamp.ts'
import { buildCertificate, type CertificateRequest, makeKey, type NameParts } from './authority/build-certificate.ts'
import { type Authority, createAuthority, type IssueRequest } from './authority/create-authority.ts'
import { parseCertificate } from './certificates/certificate.ts'
import { octetString, oid, sequence } from './certificates/der.ts'
import { toPem } from './certificates/pem.ts'
import { buildCms } from './cms/build-cms.ts'
import { signCms } from './cms/sign-cms.ts'
import type { TimestampSource } from './cms/timestamp-source.ts'
import { keyFromMaterial } from './keys/key-from-material.ts'
import type { SigningKey } from './keys/signing-key.ts'
import { addDocumentTimestamp, signPdf } from './pdf/sign-pdf.ts'
import { Judges } from './testing/judges.ts'
import { withPdfLib } from './testing/origins.ts'
import { SecondOpinions, type Theirs } from './testing/second-opinion.ts'
import { verifyCms } from './verify/verify-cms.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

const day = 86_400_000
const data = Buffer.from('Quyết định')
let authority: Authority
let other: Authority
let judges: Judges
let plain: Buffer

beforeAll(async () => {
  ;[authority, other] = await Promise.all([
    createAuthority({ algorithm: 'ec-p256' }),
    createAuthority({ name: 'Nơi khác', algorithm: 'ec-p256' }),
  ])
  judges = new Judges(authority.root, authority.issuing)
  plain = Buffer.from(await withPdfLib(false))
})
afterAll(() => judges.remove())
const opinions = new SecondOpinions()

const holder = (more: Partial<IssueRequest> = {}) =>
  authority.issue({
    kind: 'person',
    name: 'Nguyễn Văn Thử',
    organisation: 'Sở Thử nghiệm',
    algorithm: 'ec-p256',
    ...more,
  })

/** The same signature as PDF and as CMS: the verdict is about the certificate, whatever it is on. */
async function verdicts(key: SigningKey, given: { when?: Date; timestamps?: TimestampSource; at?: Date } = {}) {
  const { when = new Date(), timestamps, at = new Date() } = given
  const level = timestamps ? ('B-T' as const) : ('B-B' as const)
  const pdf = await signPdf(plain, { key, level, fieldName: 'Ký', when, timestamps })
  const cms = await signCms(data, key, { level, when, timestamps })
  const options = { trust: authority.trust, at, revocationSource: authority.revocation }
  const [onPdf, onCms] = [await verifyPdf(pdf, options), await verifyCms(cms, { ...options, content: data })]
  expect(onPdf.signatures[0]?.verdict).toBe(onCms.signatures[0]?.verdict)
  const file = judges.write(cms, 'p7s')
  const openssl = (...more: string[]) => judges.opensslCms(file, judges.write(data, 'txt'), ...more)
  const found = onPdf.signatures[0]!
  return {
    verdict: found.verdict,
    reasons: found.reasons.map((one) => one.code),
    found,
    pdf,
    cms,
    openssl,
    pdfsig: judges.pdfsig(pdf)[0]!,
  }
}

/** A certificate that the issuing authority would not make, made with its key. */
async function odd(
  more: Partial<CertificateRequest> & { algorithm?: Parameters<typeof makeKey>[0] } = {},
): Promise<SigningKey> {
  const key = await makeKey(more.algorithm ?? 'ec-p256')
  const certificate = buildCertificate({
    subject: [['CN', 'Lạ']],
    publicKey: createPublicKey(key),
    issuer: { certificate: authority.issuing, key: issuingKey() },
    from: new Date(Date.now() - day),
    to: new Date(Date.now() + day),
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    ...more,
  })
  authority.material.issued[parseCertificate(certificate).serial] = { name: '', revoked: null }
  return keyFromMaterial(
    [key.export({ format: 'der', type: 'pkcs8' })],
    [certificate, authority.issuing, authority.root],
  )
}
const issuingKey = () => {
  const { privateKey } = authority.material.issuing
  return createPrivate(privateKey)
}

const createPrivate = (der: Uint8Array) => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })

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
      issuer: { certificate: person.certificate, key: createPrivate(person.privateKey) },
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

describe('a clock that is wrong by years', () => {
  const years = (count: number) => new Date(Date.now() + count * 365 * day)
  const stampAt = (now: Date): TimestampSource => ({
    timestamp: (digest) =>
      makeToken({
        imprint: sequence(sequence(oid('2.16.840.1.101.3.4.2.1')), octetString(digest)),
        key: keyFromMaterial(
          [authority.material.timestamping.privateKey],
          [authority.material.timestamping.certificate, authority.issuing, authority.root],
        ),
        now,
      }),
  })

  it('of the signer’s own machine: told where nothing proves the time, put right by the time-stamp where one does', async () => {
    const key = await odd({ from: years(-30), to: years(30) })
    for (const [when, reasons] of [
      [years(10), ['time.future', 'time.claim-differs']],
      [years(-20), ['time.claim-differs']],
    ] as const) {
      const bare = await verdicts(key, { when })
      expect(bare.verdict).toBe('valid-unproven-time')
      expect(bare.reasons).toContain(when > new Date() ? 'time.future' : 'time.unproven')
      const stamped = await verdicts(key, { when, timestamps: authority.timestamps })
      expect([stamped.verdict, stamped.reasons]).toEqual(['valid', expect.arrayContaining([...reasons])])
    }
  })
  it('is noticed before signing: the certificate is not in force by it', async () => {
    const { key } = await holder()
    for (const when of [years(10), years(-20)])
      await expect(signCms(data, key, { level: 'B-B', when })).rejects.toMatchObject({
        code: 'signing.certificate-not-in-force',
      })
  })
  it('of a time-stamping service proves nothing', async () => {
    const { key } = await holder()
    for (const [now, reason] of [
      [years(2), 'time.future'],
      [years(-5), 'certificate.not-yet-valid'],
      [years(9), 'certificate.expired'],
    ] as const) {
      const found = await verdicts(key, { timestamps: stampAt(now) })
      expect([found.verdict, found.reasons]).toEqual([
        'valid-unproven-time',
        expect.arrayContaining(['timestamp.not-trusted', reason]),
      ])
    }
  })
  it('of an OCSP responder is not believed, neither ahead nor behind', async () => {
    let clock = new Date()
    const place = await createAuthority({ name: 'Đồng hồ sai', now: () => clock, algorithm: 'ec-p256' })
    const { key } = await place.issue({ kind: 'person', name: 'Nguyễn Văn Thử', algorithm: 'ec-p256' })
    const pdf = await signPdf(plain, { key, level: 'B-B', fieldName: 'Ký', when: new Date() })
    const verdict = async () =>
      (await verifyPdf(pdf, { trust: place.trust, at: new Date(), revocationSource: place.revocation })).signatures[0]
        ?.verdict
    expect(await verdict()).toBe('valid-unproven-time')
    for (const wrong of [years(2), years(-5)]) {
      clock = wrong
      expect(await verdict()).toBe('revocation-unknown')
    }
  })
  it('of this machine lets nothing pass as valid', async () => {
    const { key } = await holder()
    const { pdf } = await verdicts(key, { timestamps: authority.timestamps })
    for (const [at, verdict] of [
      [new Date('1970-01-01T00:00:00Z'), 'expired'],
      [years(-20), 'expired'],
      [years(40), 'expired'],
    ] as const) {
      const found = await verifyPdf(pdf, { trust: authority.trust, at, revocationSource: authority.revocation })
      expect([at, found.overall, found.signatures[0]?.verdict]).toEqual([at, 'invalid', verdict])
    }
  })
  it('within a certificate: an end before its beginning, the year 9999, the year 1950', async () => {
    const reversed = await verdictOf(await odd({ from: new Date(Date.now() + day), to: new Date(Date.now() - day) }))
    expect(reversed).toBe('expired')
    const open = await verdictOf(
      await odd({ from: new Date('1950-01-01T00:00:00Z'), to: new Date('9999-12-31T23:59:59Z') }),
    )
    expect(open).toBe('valid-unproven-time')
  })
  /** Made without our own look at the dates. */
  async function verdictOf(key: SigningKey) {
    const contentDigest = createHash('sha256').update(data).digest()
    const cms = await buildCms({ key, contentDigest })
    const { signatures } = await verifyCms(cms, {
      trust: authority.trust,
      at: new Date(),
      content: data,
      revocationSource: authority.revocation,
    })
    return signatures[0]?.verdict
  }
})

describe('a time-stamp', () => {
  const token = async (digestOf: Uint8Array, key: SigningKey, now = new Date()): Promise<Buffer> =>
    makeToken({
      imprint: sequence(
        sequence(oid('2.16.840.1.101.3.4.2.1')),
        octetString(createHash('sha256').update(digestOf).digest()),
      ),
      key,
      now,
    })
  const stampingKey = () =>
    keyFromMaterial(
      [authority.material.timestamping.privateKey],
      [authority.material.timestamping.certificate, authority.issuing, authority.root],
    )
  const cases: { what: string; source: () => TimestampSource; verdict: VerdictCode; reason: string }[] = [
    {
      what: 'of another file',
      source: () => ({ timestamp: () => token(Buffer.from('other'), stampingKey()) }),
      verdict: 'bad-timestamp',
      reason: 'timestamp.other-data',
    },
    {
      what: 'with a byte changed',
      source: () => ({
        async timestamp(digest, hash) {
          const made = Buffer.from(await authority.timestamps.timestamp(digest, hash))
          made[made.length - 20]! ^= 1
          return made
        },
      }),
      verdict: 'bad-timestamp',
      reason: 'timestamp.broken',
    },
    {
      what: 'that is none',
      source: () => ({ timestamp: async () => Buffer.from('300506032a0304', 'hex') }),
      verdict: 'bad-timestamp',
      reason: 'timestamp.malformed',
    },
    {
      what: 'of a service that nobody trusts',
      source: () => other.timestamps,
      verdict: 'valid-unproven-time',
      reason: 'timestamp.not-trusted',
    },
  ]
  it.each(cases)('$what', async ({ what, source, verdict, reason }) => {
    const { key } = await holder()
    const found = await verdicts(key, { timestamps: source() })
    expect([found.verdict, found.reasons]).toEqual([verdict, expect.arrayContaining([reason])])
    opinions.hold(`a time-stamp ${what}`, 'refuses', judges.opensslTsWithin(found.cms))
  })
  it('of one who is no time-stamping service proves nothing', async () => {
    const { key } = await holder()
    const person = await holder()
    const source: TimestampSource = {
      timestamp: async (digest) =>
        makeToken({
          imprint: sequence(sequence(oid('2.16.840.1.101.3.4.2.1')), octetString(digest)),
          key: person.key,
          now: new Date(),
        }),
    }
    const found = await verdicts(key, { timestamps: source })
    expect([found.verdict, found.reasons]).toEqual([
      'valid-unproven-time',
      expect.arrayContaining(['timestamp.not-trusted', 'certificate.purpose']),
    ])
    opinions.hold('a time-stamp of a person', 'refuses', judges.opensslTsWithin(found.cms))
  })
  it('over the document, of another document', async () => {
    const wrong: TimestampSource = { timestamp: () => token(Buffer.from('other'), stampingKey()) }
    const pdf = await addDocumentTimestamp(plain, { timestamps: wrong, when: new Date() })
    const found = await verifyPdf(pdf, { trust: authority.trust, at: new Date() })
    expect([found.overall, found.signatures[0]?.verdict]).toEqual(['invalid', 'bad-timestamp'])
    opinions.hold('a time-stamp over another document', 'refuses', judges.opensslOnPdf(pdf)[0]!)
  })
  it('ends with its service’s certificate, unless it was stamped again in time', async () => {
    const { key } = await holder()
    const { timestamps, revocation } = authority
    const signed = await signPdf(plain, {
      key,
      level: 'B-LT',
      fieldName: 'Ký',
      when: new Date(),
      timestamps,
      revocation,
    })
    const end = new Date(parseCertificate(authority.material.timestamping.certificate).notAfter)
    expect((await verifyPdf(signed, { trust: authority.trust, at: new Date() })).renewBefore).toBe(end.toISOString())
    const after = new Date(end.getTime() + day)
    expect((await verifyPdf(signed, { trust: authority.trust, at: after })).signatures[0]?.verdict).not.toBe('valid')
    // Another service, whose certificate lasts longer, stamps all of it before.
    let clock = new Date(end.getTime() - 10 * day)
    const later = await createAuthority({ name: 'Về sau', now: () => clock, algorithm: 'ec-p256' })
    const archived = await addDocumentTimestamp(signed, { timestamps: later.timestamps, when: clock })
    clock = after
    const trust = { anchors: [...authority.trust.anchors, ...later.trust.anchors] }
    const found = await verifyPdf(archived, { trust, at: after, revocationSource: later.revocation })
    expect(found.signatures.map((one) => [one.verdict, one.level])).toEqual([
      ['valid', 'B-LTA'],
      ['valid', null],
    ])
  })
})

describe('whatever is thrown at it, it answers', () => {
  const options = () => ({ trust: authority.trust, at: new Date() })
  it('CMS with any bytes changed, cut or put in is never valid where what counts is touched, and never throws', async () => {
    const { key } = await holder()
    const cms = Buffer.from(
      await signCms(data, key, { level: 'B-T', when: new Date(), timestamps: authority.timestamps }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.nat(cms.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'cut', 'insert'),
        async (at, by, how) => {
          const forged =
            how === 'change'
              ? Buffer.from(cms)
              : how === 'cut'
                ? cms.subarray(0, at)
                : Buffer.concat([cms.subarray(0, at), Buffer.from([by]), cms.subarray(at)])
          if (how === 'change') forged[at]! ^= by
          const { signatures } = await verifyCms(forged, { ...options(), content: data })
          for (const one of signatures)
            expect(one.integrity.state === 'whole' ? one.signer?.name : 'Nguyễn Văn Thử').toBe('Nguyễn Văn Thử')
          // What we find whole in spite of it (a stamp, a certificate that nobody needs), OpenSSL finds whole too.
          if (signatures.some((one) => /^valid/.test(one.verdict)))
            expect(judges.opensslCms(judges.write(forged, 'p7s'), judges.write(data, 'txt'))).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
  it('a signed PDF with any covered byte changed is never valid', async () => {
    const { key } = await holder()
    const pdf = Buffer.from(await signPdf(plain, { key, level: 'B-B', fieldName: 'Ký', when: new Date() }))
    const value = pdf.indexOf('/Contents <')
    const end = pdf.indexOf('>', value)
    let asked = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        fc.pre(at < value + 10 || at > end)
        const forged = Buffer.from(pdf)
        forged[at]! ^= by
        const found = await verifyPdf(forged, { ...options(), revocationSource: authority.revocation })
        expect(['invalid', 'unreadable', 'unsigned']).toContain(found.overall)
        // Beside some of them another program: each time it is started anew.
        if (asked++ % 5 === 0) expect([at, by, judges.pdfsigAccepts(forged)]).toEqual([at, by, false])
      }),
      { numRuns: 150 },
    )
  })
  it('nonsense and bombs', async () => {
    const deep = Buffer.concat([Buffer.from('30'.repeat(5000), 'hex')])
    const long = Buffer.from('3084ffffffff', 'hex')
    const open = Buffer.from('3080'.repeat(3000), 'hex')
    for (const bytes of [
      Buffer.alloc(0),
      deep,
      long,
      open,
      Buffer.from('%PDF-1.7\n/Sig startxref\n99999\n%%EOF'),
      Buffer.alloc(200_000, '<<'),
    ]) {
      expect((await verifyCms(bytes, { ...options(), content: data })).overall).toBe('unreadable')
      expect((await verifyPdf(bytes, options())).overall).toBe('unreadable')
    }
    const circle =
      '%PDF-1.4\n1 0 obj<</Sig 1/Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj\n3 0 obj<</T(a)/Kids[3 0 R]>>endobj\n'
    const table = `xref\n0 4\n0000000000 65535 f\r\n${[1, 2, 3].map((n) => `${String(circle.indexOf(`${n} 0 obj`)).padStart(10, '0')} 00000 n\r\n`).join('')}trailer<</Root 1 0 R/Size 4>>\nstartxref\n${circle.length}\n%%EOF`
    expect((await verifyPdf(Buffer.from(circle + table), options())).overall).toBe('unreadable')
  })
})

it('no broken certificate or time-stamp without a second opinion', () => opinions.count({ agreed: 20, listed: 1 }))
