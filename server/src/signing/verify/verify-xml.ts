import type { Reason, SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest, isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { readCms } from '../cms/read-cms.ts'
import { archiveData } from '../xml/archive-xml.ts'
import type { XmlNode } from '../xml/canonical.ts'
import { checkReferences, readSignatureElement, topSignatures, type XmlSignature } from '../xml/read-signature.ts'
import { HasDoctype, readXml } from '../xml/read-xml.ts'
import { Assessor, type Fault, type TimestampAssessment } from './assessor.ts'
import { because, overallOf, renewBefore, unreadable } from './finding.ts'
import { judgeSignature } from './judge-signature.ts'
import { Patience } from './patience.ts'
import type { VerifyOptions } from './trust-store.ts'

export interface VerifyXmlOptions extends VerifyOptions {
  /** What references outside the document name. */
  files?: { uri: string; bytes: Uint8Array }[]
}

/** Every signature in an XML document. Never throws. Which parts each is over stands in `field`, as its references name them. */
export async function verifyXml(xml: string | Uint8Array, options: VerifyXmlOptions): Promise<Verification> {
  const base = { format: 'xml' as const, checkedAt: options.at.toISOString(), renewBefore: null }
  const patience = new Patience()
  let document: XmlNode
  let elements: XmlNode[]
  try {
    document = readXml(xml)
    elements = topSignatures(document)
  } catch (error) {
    const reason =
      error instanceof HasDoctype ? because('file.doctype') : because('file.malformed', { where: told(error) })
    return { ...base, overall: 'unreadable', reasons: [reason], signatures: [] }
  }
  const signatures: SignatureFinding[] = []
  const ends: Date[] = []
  for (const [i, element] of elements.entries()) {
    const { finding, end } = await judgeOne(document, element, { index: i + 1, patience }, options)
    signatures.push(finding)
    if (end) ends.push(end)
  }
  const reasons: Reason[] = signatures.length === 0 ? [because('file.no-signature')] : []
  return { ...base, overall: overallOf(signatures), reasons, signatures, renewBefore: renewBefore(ends) }
}

async function judgeOne(
  document: XmlNode,
  element: XmlNode,
  { index, patience }: { index: number; patience: Patience },
  options: VerifyXmlOptions,
): Promise<{ finding: SignatureFinding; end: Date | null }> {
  try {
    const read = readSignatureElement(element)
    const assessor = new Assessor(options, carried(read))
    const { faults, coverage, leftOut } = checkReferences(
      document,
      element,
      read,
      options.files ?? [],
      () => patience.over,
    )
    const archives = await judgeArchives(assessor, document, element, read, options)
    const stamps = await Promise.all(
      read.timestamps.map((one) =>
        assessor.timestamp(one.token, (name) => digest(name, one.over), archives.knownFrom(one.node)),
      ),
    )
    const part = await judgeSignature(assessor, {
      certificate: read.certificate,
      faults: [...faults, ...methodFaults(read)],
      claimedTime: read.claimedTime,
      digest: read.digest,
      timestamps: [...stamps, ...archives.stamps, ...(read.unread > 0 ? [unreadStamp] : [])],
      knownFrom: archives.earliest,
      integrity: { state: 'whole', changes: [] },
      integrityReasons: coverage === 'part' ? [because('range.part-only'), ...leftOutReasons(leftOut)] : [],
    })
    const stamped = stamps.find((one) => one.time)
    return {
      finding: {
        ...unreadable(index, null, []),
        ...part,
        field: read.references.map((one) => one.uri).join(' '),
        coverage,
        level: !stamped ? 'B-B' : read.crls.length + read.ocsps.length === 0 ? 'B-T' : archives.last ? 'B-LTA' : 'B-LT',
      },
      end: (archives.last ?? stamped)?.certificate?.notAfter ?? read.certificate?.notAfter ?? null,
    }
  } catch (error) {
    return { finding: unreadable(index, null, [because('signature.malformed', { where: told(error) })]), end: null }
  }
}

/** A time-stamp in a form that is not read takes nothing from the signature and proves nothing. */
const unreadStamp: TimestampAssessment = {
  time: null,
  by: null,
  certificate: null,
  faults: [],
  notes: [because('timestamp.unread')],
}

/** What a filter left out, by name: it may say anything, and did not have to be there when it was signed. */
function leftOutReasons(leftOut: XmlNode[]): Reason[] {
  const names = new Set(leftOut.map((one) => one.nodeName))
  return names.size === 0 ? [] : [because('xml.left-out', { what: [...names].slice(0, 10).join(', ') })]
}

/** From the newest to the oldest: each proves when what it is over was there already. */
async function judgeArchives(
  assessor: Assessor,
  document: XmlNode,
  element: XmlNode,
  read: XmlSignature,
  options: VerifyXmlOptions,
) {
  const stamps: TimestampAssessment[] = []
  const proven: { node: XmlNode; time: Date }[] = []
  let last: TimestampAssessment | null = null
  const knownFrom = (node: XmlNode) =>
    proven
      .filter((one) => isBefore(node, one.node))
      .reduce((first, { time }) => (time < first ? time : first), options.at)
  for (const { token, method, node } of [...read.archives].reverse()) {
    const over = archiveData(document, element, read, { before: node, method, files: options.files ?? [] })
    // What is missing of it is told of the reference.
    if (!over) continue
    const stamp = await assessor.timestamp(token, (name) => digest(name, over), knownFrom(node))
    stamps.push(stamp)
    if (!stamp.time) continue
    proven.push({ node, time: stamp.time })
    last ??= stamp
  }
  const earliest = proven.reduce((first, { time }) => (time < first ? time : first), options.at)
  return { stamps, last, earliest, knownFrom }
}

function isBefore(node: XmlNode, later: XmlNode): boolean {
  for (let at = node.nextSibling; at; at = at.nextSibling) if (at === later) return true
  return false
}

function methodFaults(read: XmlSignature): Fault[] {
  const faults: Fault[] = []
  for (const name of new Set([read.digest, ...read.references.map((one) => one.digest)]))
    if (isWeakDigest(name))
      faults.push({
        verdict: 'weak-algorithm',
        reason: because('algorithm.digest-weak', { digest: shownDigest(name) }),
      })
  if (read.certificate?.key.weak)
    faults.push({
      verdict: 'weak-algorithm',
      reason: because('algorithm.key-weak', { key: read.certificate.key.shown }),
    })
  return faults
}

function carried(read: XmlSignature) {
  const tokens = [...read.timestamps, ...read.archives].flatMap((one) => {
    try {
      return [readCms(one.token)]
    } catch {
      return []
    }
  })
  return {
    certificates: [...read.certificates, ...tokens.flatMap((one) => one.certificates)],
    crls: [...read.crls, ...tokens.flatMap((one) => one.crls)],
    ocsps: [...read.ocsps, ...tokens.flatMap((one) => one.ocsps)],
  }
}

function told(error: unknown): string {
  if (error instanceof Malformed || error instanceof RangeError) return error.message
  throw error
}
