import type { SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { type Cms, type CmsSigner, readCms } from '../cms/read-cms.ts'
import { Assessor } from './assessor.ts'
import { because, overallOf, renewBefore, unreadable } from './finding.ts'
import { judgeSignature } from './judge-signature.ts'
import type { VerifyOptions } from './trust-store.ts'
import { stampsOf } from './verify-pdf.ts'
import { checkSigner } from './verify-signer.ts'

/** Every signer of a CMS (DER, or PEM); `content` is what a detached one is over. Never throws. */
export async function verifyCms(
  cms: Uint8Array,
  options: VerifyOptions & { content?: Uint8Array },
): Promise<Verification> {
  const base = { format: 'cms' as const, checkedAt: options.at.toISOString(), reasons: [], renewBefore: null }
  let signed: Cms
  try {
    signed = readCms(fromPem(cms))
  } catch (error) {
    return {
      ...base,
      overall: 'unreadable',
      reasons: [because('file.malformed', { where: told(error) })],
      signatures: [],
    }
  }
  const content = options.content ?? signed.content
  const stamps = stampsOf(signed)
  const assessor = new Assessor(options, {
    certificates: [signed, ...stamps].flatMap((one) => one.certificates),
    crls: [signed, ...stamps].flatMap((one) => one.crls),
    ocsps: [signed, ...stamps].flatMap((one) => one.ocsps),
  })
  const signatures: SignatureFinding[] = []
  const ends: Date[] = []
  for (const [i, signer] of signed.signers.entries()) {
    const { finding, end } = await judgeOne(assessor, signed, signer, content, i + 1)
    signatures.push(finding)
    if (end) ends.push(end)
  }
  return {
    ...base,
    overall: overallOf(signatures),
    reasons: signatures.length === 0 ? [because('file.no-signature')] : [],
    signatures,
    renewBefore: renewBefore(ends),
  }
}

async function judgeOne(
  assessor: Assessor,
  signed: Cms,
  signer: CmsSigner,
  content: Uint8Array | null,
  index: number,
): Promise<{ finding: SignatureFinding; end: Date | null }> {
  if (!content) return { finding: unreadable(index, null, [because('signature.detached')], 'incomplete'), end: null }
  try {
    // Beside what is carried within, another content would be signed by nobody.
    const check = checkSigner(signed, signer, { digest: (name) => digest(name, content), bytes: () => content })
    const tokens = signer.unsigned.get(oids.timestampToken) ?? []
    const stamps = await Promise.all(
      tokens.map((token) => assessor.timestamp(token.raw, (name) => digest(name, signer.value), assessor.options.at)),
    )
    const part = await judgeSignature(assessor, {
      certificate: check.certificate,
      faults: check.faults,
      claimedTime: check.claimedTime,
      digest: signer.digest,
      timestamps: stamps,
      knownFrom: assessor.options.at,
      integrity: { state: 'whole', changes: [] },
      integrityReasons: [],
    })
    const base = unreadable(index, null, [])
    const stamped = stamps.find((one) => one.time)
    return {
      finding: {
        ...base,
        ...part,
        coverage: 'file',
        level: !stamped ? 'B-B' : signed.crls.length + signed.ocsps.length > 0 ? 'B-LT' : 'B-T',
      },
      end: stamped?.certificate?.notAfter ?? check.certificate?.notAfter ?? null,
    }
  } catch (error) {
    return { finding: unreadable(index, null, [because('signature.malformed', { where: told(error) })]), end: null }
  }
}

function fromPem(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x2d) return bytes
  const match = /-----BEGIN (CMS|PKCS7)-----([\sA-Za-z0-9+/=]+)-----END \1-----/.exec(
    Buffer.from(bytes).toString('latin1'),
  )
  return match ? Buffer.from(match[2]!, 'base64') : bytes
}

function told(error: unknown): string {
  if (error instanceof Malformed || error instanceof RangeError) return error.message
  throw error
}
