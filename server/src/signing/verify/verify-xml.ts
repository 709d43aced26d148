import type { Reason, SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest, isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { readCms } from '../cms/read-cms.ts'
import { archiveData } from '../xml/archive-xml.ts'
import type { XmlNode } from '../xml/canonical.ts'
import { checkReferences, readSignatureElement, topSignatures, type XmlSignature } from '../xml/read-signature.ts'
import { HasDoctype, readXml } from '../xml/read-xml.ts'
import { type ReadSignature, standingOver } from '../xml/standing-over.ts'
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
  const judged = await judgeAll(document, elements, patience, options)
  const signatures = judged.map((one) => one.finding)
  const ends = judged.flatMap((one) => one.end ?? [])
  const reasons: Reason[] = signatures.length === 0 ? [because('file.no-signature')] : []
  return { ...base, overall: overallOf(signatures), reasons, signatures, renewBefore: renewBefore(ends) }
}

interface Judged {
  finding: SignatureFinding
  end: Date | null
}
/** What the archive time-stamps of signatures over it prove of a signature. */
interface Outside {
  knownFrom: Date
  last: TimestampAssessment | null
  reads: XmlSignature[]
}

/** Those that are over others come first: what proves them proves what they are over. Answered in the order of the document. */
async function judgeAll(
  document: XmlNode,
  elements: XmlNode[],
  patience: Patience,
  options: VerifyXmlOptions,
): Promise<Judged[]> {
  const found = new Map<XmlNode, Judged & { proof: Outside | null }>()
  const readable: ReadSignature[] = []
  for (const [i, element] of elements.entries())
    try {
      readable.push({ element, read: readSignatureElement(element) })
    } catch (error) {
      found.set(element, { ...malformed(i + 1, error), proof: null })
    }
  const standing = standingOver(document, readable, () => patience.over)
  const begun = new Set<XmlNode>()
  const judge = async (one: ReadSignature): Promise<void> => {
    // Two that are over each other hold neither: one of them is broken.
    if (begun.has(one.element)) return
    begun.add(one.element)
    const above = standing.get(one.element)?.whole ?? []
    for (const outer of above) await judge(outer)
    const proofs = above.flatMap((outer) => found.get(outer.element)?.proof ?? [])
    const place = { index: elements.indexOf(one.element) + 1, patience, outside: together(proofs, options.at) }
    found.set(one.element, await judgeOne(document, one, place, options))
  }
  for (const one of readable) await judge(one)
  return elements.map((element) => found.get(element)!)
}

const together = (proofs: Outside[], at: Date): Outside => ({
  knownFrom: earliest([at, ...proofs.map((one) => one.knownFrom)]),
  last: latest(proofs.map((one) => one.last)),
  reads: proofs.flatMap((one) => one.reads),
})
const earliest = (times: Date[]): Date => new Date(Math.min(...times.map((one) => one.getTime())))
const endOf = (stamp: TimestampAssessment | null) => stamp?.certificate?.notAfter ?? null
const latest = (stamps: (TimestampAssessment | null)[]): TimestampAssessment | null =>
  stamps.reduce((last, one) => ((endOf(one) ?? 0) > (endOf(last) ?? 0) ? one : last), null)

const malformed = (index: number, error: unknown): Judged => ({
  finding: unreadable(index, null, [because('signature.malformed', { where: told(error) })]),
  end: null,
})

async function judgeOne(
  document: XmlNode,
  { element, read }: ReadSignature,
  { index, patience, outside }: { index: number; patience: Patience; outside: Outside },
  options: VerifyXmlOptions,
): Promise<Judged & { proof: Outside | null }> {
  try {
    const assessor = new Assessor(options, carried([read, ...outside.reads]))
    const { faults, coverage, leftOut } = checkReferences(
      document,
      element,
      read,
      options.files ?? [],
      () => patience.over,
    )
    const archives = await judgeArchives(assessor, document, { element, read }, outside.knownFrom, options)
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
    const stamped = stamps.find((one) => one.time) ?? null
    const last = latest([archives.last, outside.last])
    const stored = [read, ...outside.reads].some((one) => one.crls.length + one.ocsps.length > 0)
    return {
      finding: {
        ...unreadable(index, null, []),
        ...part,
        field: read.references.map((one) => one.uri).join(' '),
        coverage,
        level: !stamped ? 'B-B' : !stored ? 'B-T' : last ? 'B-LTA' : 'B-LT',
      },
      end: endOf(last ?? stamped) ?? read.certificate?.notAfter ?? null,
      proof: last && { knownFrom: archives.earliest, last, reads: [read, ...outside.reads] },
    }
  } catch (error) {
    return { ...malformed(index, error), proof: null }
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
  { element, read }: ReadSignature,
  outside: Date,
  options: VerifyXmlOptions,
) {
  const stamps: TimestampAssessment[] = []
  const proven: { node: XmlNode; time: Date }[] = []
  let last: TimestampAssessment | null = null
  const since = (some: typeof proven) => earliest([outside, ...some.map((one) => one.time)])
  const knownFrom = (node: XmlNode) => since(proven.filter((one) => isBefore(node, one.node)))
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
  return { stamps, last, earliest: since(proven), knownFrom }
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

function carried(reads: XmlSignature[]) {
  const tokens = reads
    .flatMap((read) => [...read.timestamps, ...read.archives])
    .flatMap((one) => {
      try {
        return [readCms(one.token)]
      } catch {
        return []
      }
    })
  const all = [...reads, ...tokens]
  return {
    certificates: all.flatMap((one) => one.certificates),
    crls: all.flatMap((one) => one.crls),
    ocsps: all.flatMap((one) => one.ocsps),
  }
}

function told(error: unknown): string {
  if (error instanceof Malformed || error instanceof RangeError) return error.message
  throw error
}
