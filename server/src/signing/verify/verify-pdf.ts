import { createHash } from 'node:crypto'
import type { Reason, SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { factsOf } from '../certificates/read-certificate.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { type Cms, readCms } from '../cms/read-cms.ts'
import { endOfLastSection, endsAfter, type Range, readRange } from '../pdf/byte-range.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { signedFields } from '../pdf/permissions.ts'
import { readValidationData } from '../pdf/validation-data.ts'
import { type Dict, nameOf, readDate, textOf, type Value } from '../pdf/values.ts'
import { Assessor, type TimestampAssessment } from './assessor.ts'
import { because, gravest, overallOf, renewBefore, unknownRevocation, unreadable } from './finding.ts'
import { judgeSignature } from './judge-signature.ts'
import { Patience } from './patience.ts'
import { type PdfIntegrity, pdfIntegrity, withoutVoucher } from './pdf-integrity.ts'
import { strippedFields } from './stripped-fields.ts'
import type { VerifyOptions } from './trust-store.ts'
import { checkSigner } from './verify-signer.ts'

interface Found {
  name: string
  signature: Dict
  widget: Dict | null
  range: Range
  cms: Cms | null
  fault: string | null
  isTimestamp: boolean
}
const most = 200
const vouching = ['valid', 'valid-unproven-time', 'revocation-unknown']
const traces = ['/ByteRange', '/Sig', 'adbe.', 'ETSI.']

/** Every signature of a PDF: who, when, whether whole, whether trusted. Never throws: what is wrong with the file is in the answer. */
export async function verifyPdf(pdf: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const checkedAt = options.at.toISOString()
  const all = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length)
  // A signature's dictionary cannot be compressed, for it says at which bytes of the file it stands: a whole file that shows no trace of one is not read at all.
  const seemsWhole = all.subarray(0, 1024).includes('%PDF-') && all.includes('startxref')
  if (seemsWhole && !traces.some((one) => all.includes(one)))
    return {
      format: 'pdf',
      checkedAt,
      overall: 'unsigned',
      reasons: [because('file.no-signature')],
      signatures: [],
      renewBefore: null,
    }
  try {
    return await verify(pdf, options)
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    const reasons = [because('file.malformed', { where: error.message })]
    return { format: 'pdf', checkedAt, overall: 'unreadable', reasons, signatures: [], renewBefore: null }
  }
}

async function verify(pdf: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const patience = new Patience()
  const file = new PdfFile(pdf)
  const all = signedFields(file)
  if (all.length > most) throw new Malformed('PDF: too many signatures')
  const found = all
    .map(({ field, signature }) => readSignature(file, field.name, signature, field.widgets[0]?.dict ?? null))
    .sort((a, b) => reach(a) - reach(b))
  const end = endOfLastSection(pdf)
  if (found.length === 0 && Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).includes('/ByteRange', end))
    throw new Malformed(`PDF: cut off behind byte ${end}`)
  const stored = readValidationData(file)
  const assessor = new Assessor(options, gather(found, stored))
  const results: SignatureFinding[] = []
  const ends: Date[] = []
  // For each later signature that stands: the fields that were filled in after it, too.
  const vouchers: string[][] = []
  let knownFrom = options.at
  let lastStamp: TimestampAssessment | null = null
  // From the last to the first: a document time-stamp proves everything under it.
  for (let i = found.length - 1; i >= 0; i--) {
    const one = found[i]!
    const index = i + 1
    if (patience.over) {
      results.unshift(unreadable(index, one.name, [because('file.too-large', { what: '20 s' })]))
      continue
    }
    if ('wrong' in one.range || !one.cms) {
      results.unshift(badSignature(index, one))
      continue
    }
    const integrity = pdfIntegrity(file, one.signature, one.range, patience)
    const alone = integrity.unvouched.filter((field) => !vouchers.some((filledAfter) => !filledAfter.includes(field)))
    const place = { index, integrity: withoutVoucher(integrity, alone), range: one.range }
    if (one.isTimestamp) {
      const { finding, stamp } = await judgeTimestamp(assessor, one, place, knownFrom)
      results.unshift(finding)
      if (stamp.time && stamp.time < knownFrom) {
        knownFrom = stamp.time
        lastStamp ??= stamp
      }
    } else {
      const { finding, end } = await judgeOne(assessor, one, place, {
        knownFrom,
        stored: stored.ocsps.length + stored.crls.length > 0,
        archived: lastStamp !== null,
      })
      results.unshift(finding)
      if (vouching.includes(finding.verdict))
        vouchers.push(
          finding.integrity.changes.filter((change) => change.kind === 'form-value').map((change) => change.what ?? ''),
        )
      const until = lastStamp?.certificate?.notAfter ?? end
      if (until) ends.push(until)
    }
  }
  const reasons = [
    ...fileReasons(file, found, results),
    ...strippedFields(file, new Set(found.map((one) => one.name)), patience),
  ]
  const overall = reasons.some((one) => one.code === 'signature.stripped') ? 'invalid' : overallOf(results)
  return {
    format: 'pdf',
    checkedAt: options.at.toISOString(),
    overall,
    reasons,
    signatures: results,
    renewBefore: renewBefore(ends),
  }
}

const reach = (one: Found) => ('wrong' in one.range ? Number.MAX_SAFE_INTEGER : one.range.coveredTo)

function readSignature(file: PdfFile, name: string, signature: Dict, widget: Dict | null): Found {
  const range = readRange(file, signature)
  const isTimestamp =
    nameOf(file.follow(signature.get('Type'))) === 'DocTimeStamp' ||
    nameOf(file.follow(signature.get('SubFilter'))) === 'ETSI.RFC3161'
  const found = { name, signature, widget, range, isTimestamp }
  if ('wrong' in range) return { ...found, cms: null, fault: null }
  try {
    return { ...found, cms: readCms(range.contents), fault: null }
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    return { ...found, cms: null, fault: error.message }
  }
}

function gather(found: Found[], stored: ReturnType<typeof readValidationData>) {
  const sets = found.flatMap((one) => (one.cms ? [one.cms, ...stampsOf(one.cms)] : []))
  return {
    certificates: [...stored.certificates, ...sets.flatMap((one) => one.certificates)],
    crls: [...stored.crls, ...sets.flatMap((one) => one.crls)],
    ocsps: [...stored.ocsps, ...sets.flatMap((one) => one.ocsps)],
  }
}

export function stampsOf(signed: Cms): Cms[] {
  return signed.signers.flatMap((signer) =>
    [oids.timestampToken, oids.archiveTimestamp]
      .flatMap((type) => signer.unsigned.get(type) ?? [])
      .flatMap((token) => {
        try {
          return [readCms(token.raw)]
        } catch {
          return []
        }
      }),
  )
}

function badSignature(index: number, one: Found): SignatureFinding {
  if ('wrong' in one.range)
    return unreadable(index, one.name, [because('range.wrong', { where: one.range.wrong })], 'broken')
  return unreadable(index, one.name, [because('signature.malformed', { where: one.fault ?? '—' })])
}

interface Place {
  index: number
  integrity: PdfIntegrity
  range: Exclude<Range, { wrong: string }>
}

/** The digest of what is covered. */
const covered = (pdf: Uint8Array, range: Place['range']) => (name: string) =>
  createHash(name).update(pdf.subarray(0, range.start)).update(pdf.subarray(range.end, range.coveredTo)).digest()

function shownPlace(
  place: Place,
  pdf: PdfFile,
  one: Found,
): Pick<SignatureFinding, 'index' | 'field' | 'coverage' | 'coveredTo' | 'shownAt'> {
  return {
    index: place.index,
    field: one.name,
    coverage: endsAfter(pdf.bytes, place.range.coveredTo) ? 'file' : place.integrity.revision ? 'revision' : 'part',
    coveredTo: place.range.coveredTo,
    shownAt: shownAt(pdf, one.widget),
  }
}

async function judgeOne(
  assessor: Assessor,
  one: Found,
  place: Place,
  known: { knownFrom: Date; stored: boolean; archived: boolean },
): Promise<{ finding: SignatureFinding; end: Date | null }> {
  const { file } = place.integrity
  const hash = covered(file.bytes, place.range)
  const signed = one.cms!
  const [signer] = signed.signers
  if (!signer || signed.signers.length !== 1 || unsupported(file, one.signature))
    return {
      finding: unreadable(place.index, one.name, [
        because('signature.unsupported', { what: nameOf(file.follow(one.signature.get('SubFilter'))) ?? '—' }),
      ]),
      end: null,
    }
  const check = tryCheck(signed, hash, () =>
    Buffer.concat([
      file.bytes.subarray(0, place.range.start),
      file.bytes.subarray(place.range.end, place.range.coveredTo),
    ]),
  )
  if ('malformed' in check)
    return {
      finding: unreadable(place.index, one.name, [because('signature.malformed', { where: check.malformed })]),
      end: null,
    }
  const tokens = signer.unsigned.get(oids.timestampToken) ?? []
  const stamps = await Promise.all(
    tokens.map((token) => assessor.timestamp(token.raw, (name) => digest(name, signer.value), known.knownFrom)),
  )
  const readable = !file.encrypted
  const part = await judgeSignature(assessor, {
    certificate: check.certificate,
    faults: [...check.faults, ...place.integrity.faults],
    claimedTime: (readable ? readDate(file.follow(one.signature.get('M'))) : null) ?? check.claimedTime,
    digest: signer.digest,
    timestamps: stamps,
    knownFrom: known.knownFrom,
    integrity: place.integrity.integrity,
    integrityReasons: place.integrity.reasons,
  })
  const stamped = stamps.some((one) => one.time)
  const finding: SignatureFinding = {
    ...shownPlace(place, file, one),
    ...part,
    level: !stamped ? (known.archived ? 'B-LTA' : 'B-B') : !known.stored ? 'B-T' : known.archived ? 'B-LTA' : 'B-LT',
    statedReason: readable ? textOf(file.follow(one.signature.get('Reason'))) : null,
    statedLocation: readable ? textOf(file.follow(one.signature.get('Location'))) : null,
  }
  return { finding, end: stamps.find((one) => one.time)?.certificate?.notAfter ?? check.certificate?.notAfter ?? null }
}

const unsupported = (file: PdfFile, signature: Dict): boolean =>
  !['adbe.pkcs7.detached', 'ETSI.CAdES.detached'].includes(nameOf(file.follow(signature.get('SubFilter'))) ?? '')

function tryCheck(signed: Cms, hash: (name: string) => Buffer, bytes: () => Uint8Array) {
  try {
    return checkSigner(signed, signed.signers[0]!, { digest: hash, bytes }, oids.data)
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    return { malformed: error.message }
  }
}

async function judgeTimestamp(
  assessor: Assessor,
  one: Found,
  place: Place,
  knownFrom: Date,
): Promise<{ finding: SignatureFinding; stamp: TimestampAssessment }> {
  const { file, integrity, faults, reasons } = place.integrity
  const { contents } = place.range
  const stamp = await assessor.timestamp(
    contents.subarray(0, one.cms!.length),
    covered(file.bytes, place.range),
    knownFrom,
  )
  const changed =
    integrity.state === 'changed' ? reasons.map((reason) => ({ verdict: 'changed' as const, reason })) : []
  const untrusted = stamp.notes.map((reason) => ({ verdict: 'not-trusted' as const, reason }))
  const all = [...stamp.faults, ...faults, ...changed, ...untrusted]
  const base = unreadable(place.index, one.name, [])
  const finding: SignatureFinding = {
    ...base,
    ...shownPlace(place, file, one),
    kind: 'timestamp',
    verdict: gravest(all.map((one) => one.verdict)),
    reasons: [...all.map((one) => one.reason), ...(changed.length ? [] : reasons)],
    signer: stamp.certificate ? factsOf(stamp.certificate) : null,
    provenTime: stamp.time?.toISOString() ?? null,
    provenBy: stamp.by,
    integrity: stamp.faults.length > 0 ? { state: 'broken', changes: integrity.changes } : integrity,
    chain: { trusted: stamp.time !== null, anchor: null, path: [] },
    revocation: unknownRevocation,
    algorithm: {
      digest: one.cms!.signers[0]?.digest.toUpperCase() ?? '',
      key: stamp.certificate?.key.shown ?? '',
      strong: stamp.time !== null,
    },
  }
  return { finding, stamp }
}

function shownAt(file: PdfFile, widget: Dict | null): SignatureFinding['shownAt'] {
  const rect = file.list(widget?.get('Rect')).map((one) => Number(file.follow(one)))
  if (!widget || rect.length !== 4 || rect.some(Number.isNaN) || rect[0] === rect[2]) return null
  const page = file
    .pages()
    .findIndex((one) =>
      file.list(one.dict.get('Annots')).some((annotation: Value) => file.follow(annotation) === widget),
    )
  return page < 0 ? null : { page: page + 1, rect }
}

/** What our own and other programs put behind a signature to prove it longer: nobody has to be told of it. */
const proofs = ['signature', 'timestamp', 'validation-data']
const isProven = ({ integrity: { state, changes } }: SignatureFinding) =>
  // Where what was signed is not as it was, what stands behind it was looked at all the same.
  (state === 'whole' || (state === 'broken' && changes.length > 0)) &&
  changes.every((one) => one.allowed && proofs.includes(one.kind))

function fileReasons(file: PdfFile, found: Found[], results: SignatureFinding[]): Reason[] {
  if (found.length === 0) return [because('file.no-signature')]
  // What was written before it, number and day above all, the last signature is over.
  const lastSigned = results.at(-1)
  if (!lastSigned || isProven(lastSigned)) return []
  const last = Math.max(...found.map((one) => ('wrong' in one.range ? 0 : one.range.coveredTo)))
  const tail = endOfLastSection(file.bytes)
  return endsAfter(file.bytes, Math.max(last, 0)) && endsAfter(file.bytes, tail)
    ? []
    : [because('file.changed-after-last')]
}
