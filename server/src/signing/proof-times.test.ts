import { createHash } from 'node:crypto'
import type { VerdictCode } from '@mocban/contract/verification-words'
import { afterAll, describe, expect, it } from 'vitest'
import { makeToken } from './authority/answer-timestamp.ts'
import { createAuthority } from './authority/create-authority.ts'
import { parseCertificate } from './certificates/certificate.ts'
import { octetString, oid, sequence } from './certificates/der.ts'
import { buildCms } from './cms/build-cms.ts'
import { signCms } from './cms/sign-cms.ts'
import type { TimestampSource } from './cms/timestamp-source.ts'
import { keyFromMaterial } from './keys/key-from-material.ts'
import type { SigningKey } from './keys/signing-key.ts'
import { addDocumentTimestamp, signPdf } from './pdf/sign-pdf.ts'
import { data, day, openProof } from './testing/open-proof.ts'
import { verifyCms } from './verify/verify-cms.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

const { authority, other, judges, plain, opinions, holder, verdicts, odd } = await openProof()
afterAll(() => judges.remove())

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

it('no broken time-stamp without a second opinion', () => opinions.count({ agreed: 6, listed: 0 }))
