import { createPrivateKey, createPublicKey } from 'node:crypto'
import { expect } from 'vitest'
import { buildCertificate, type CertificateRequest, makeKey } from '../authority/build-certificate.ts'
import { createAuthority, type IssueRequest } from '../authority/create-authority.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import { signCms } from '../cms/sign-cms.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'
import { keyFromMaterial } from '../keys/key-from-material.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { signPdf } from '../pdf/sign-pdf.ts'
import { verifyCms } from '../verify/verify-cms.ts'
import { verifyPdf } from '../verify/verify-pdf.ts'
import { Judges } from './judges.ts'
import { withPdfLib } from './origins.ts'
import { SecondOpinions } from './second-opinion.ts'

export const day = 86_400_000
export const data = Buffer.from('Quyết định')
export const privateKeyOf = (der: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })

/** What proofs about certificates and times stand on: an authority, another that nobody trusts, programs of others beside us, and a page to sign. */
export async function openProof() {
  const [authority, other, plain] = await Promise.all([
    createAuthority({ algorithm: 'ec-p256' }),
    createAuthority({ name: 'Nơi khác', algorithm: 'ec-p256' }),
    withPdfLib(false).then((bytes) => Buffer.from(bytes)),
  ])
  const judges = new Judges(authority.root, authority.issuing)

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
      issuer: { certificate: authority.issuing, key: privateKeyOf(authority.material.issuing.privateKey) },
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

  return { authority, other, judges, plain, opinions: new SecondOpinions(), holder, verdicts, odd }
}
