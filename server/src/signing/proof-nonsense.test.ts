import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { signCms } from './cms/sign-cms.ts'
import { signPdf } from './pdf/sign-pdf.ts'
import { data, openProof } from './testing/open-proof.ts'
import { verifyCms } from './verify/verify-cms.ts'
import { verifyPdf } from './verify/verify-pdf.ts'

const { authority, judges, plain, holder } = await openProof()
afterAll(() => judges.remove())

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
