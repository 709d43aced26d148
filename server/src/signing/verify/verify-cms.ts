import type { SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { type Archived, readArchive } from '../cms/archive-cms.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { type Cms, type CmsSigner, readCms } from '../cms/read-cms.ts'
import { readTimestamp } from '../cms/read-timestamp.ts'
import { Assessor, type TimestampAssessment } from './assessor.ts'
import { because, overallOf, renewBefore, unreadable } from './finding.ts'
import { judgeSignature } from './judge-signature.ts'
import type { VerifyOptions } from './trust-store.ts'
import { stampsOf } from './verify-pdf.ts'
import { checkSigner, findSigner } from './verify-signer.ts'

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
  if (!content)
    return {
      finding: unreadable(index, null, [because('signature.detached')], 'incomplete'),
      end: endAlone(signed, signer),
    }
  try {
    // Beside what is carried within, another content would be signed by nobody.
    const check = checkSigner(signed, signer, { digest: (name) => digest(name, content), bytes: () => content })
    const archives = await judgeArchives(assessor, signed, signer, content)
    const tokens = signer.unsigned.get(oids.timestampToken) ?? []
    const stamps = await Promise.all(
      tokens.map((token) =>
        assessor.timestamp(token.raw, (name) => digest(name, signer.value), archives.knownFrom(token.raw)),
      ),
    )
    const part = await judgeSignature(assessor, {
      certificate: check.certificate,
      faults: check.faults,
      claimedTime: check.claimedTime,
      digest: signer.digest,
      timestamps: [...stamps, ...archives.stamps],
      knownFrom: archives.earliest,
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
        level: !stamped
          ? 'B-B'
          : signed.crls.length + signed.ocsps.length === 0
            ? 'B-T'
            : archives.last
              ? 'B-LTA'
              : 'B-LT',
      },
      end: (archives.last ?? stamped)?.certificate?.notAfter ?? check.certificate?.notAfter ?? null,
    }
  } catch (error) {
    return { finding: unreadable(index, null, [because('signature.malformed', { where: told(error) })]), end: null }
  }
}

/** From the newest to the oldest: each proves when what its index names was there already. */
async function judgeArchives(assessor: Assessor, signed: Cms, signer: CmsSigner, content: Uint8Array) {
  const { at } = assessor.options
  const stamps: TimestampAssessment[] = []
  const proven: { archived: Archived; time: Date }[] = []
  let last: TimestampAssessment | null = null
  const knownFrom = (value: Uint8Array) =>
    proven.filter((one) => one.archived.covers(value)).reduce((first, { time }) => (time < first ? time : first), at)
  const tokens = (signer.unsigned.get(oids.archiveTimestamp) ?? []).map((one) => ({
    raw: one.raw,
    made: madeAt(one.raw),
  }))
  for (const { raw } of tokens.sort((a, b) => b.made - a.made)) {
    const archived = tryArchive(signed, signer, raw)
    if (!archived) {
      const reason = because('timestamp.other-data')
      stamps.push({
        time: null,
        by: null,
        certificate: null,
        faults: [{ verdict: 'bad-timestamp', reason }],
        notes: [],
      })
      continue
    }
    const over = (name: string) => digest(name, archived.data(digest(name, content)))
    const stamp = await assessor.timestamp(raw, over, knownFrom(raw))
    stamps.push(stamp)
    if (!stamp.time) continue
    proven.push({ archived, time: stamp.time })
    last ??= stamp
  }
  const earliest = proven.reduce((first, { time }) => (time < first ? time : first), at)
  return { stamps, last, earliest, knownFrom }
}

function tryArchive(signed: Cms, signer: CmsSigner, token: Uint8Array): Archived | null {
  try {
    return readArchive(signed, signer, token)
  } catch (error) {
    told(error)
    return null
  }
}

function madeAt(token: Uint8Array): number {
  try {
    return readTimestamp(token).time.getTime()
  } catch (error) {
    told(error)
    return 0
  }
}

/** Without what it is over nothing is proven; but until when its newest time-stamp could prove it can be told. */
function endAlone(signed: Cms, signer: CmsSigner): Date | null {
  const tokens = [oids.timestampToken, oids.archiveTimestamp].flatMap((type) => signer.unsigned.get(type) ?? [])
  const newest = tokens.map((one) => one.raw).sort((a, b) => madeAt(b) - madeAt(a))[0]
  try {
    const stamp = newest ? readTimestamp(newest) : null
    const by = stamp?.cms.signers[0] ? findSigner(stamp.cms, stamp.cms.signers[0]) : findSigner(signed, signer)
    return by?.notAfter ?? null
  } catch (error) {
    told(error)
    return null
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
