import type { Reason, SignatureFinding, Verification } from '@mocban/contract/verification'
import { digest, isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { Malformed } from '../certificates/der.ts'
import { readCms } from '../cms/read-cms.ts'
import type { XmlNode } from '../xml/canonical.ts'
import { ds } from '../xml/names.ts'
import { checkReferences, readSignatureElement, type XmlSignature } from '../xml/read-signature.ts'
import { elementsOf, HasDoctype, readXml } from '../xml/read-xml.ts'
import { Assessor, type Fault } from './assessor.ts'
import { because, overallOf, renewBefore, unreadable } from './finding.ts'
import { judgeSignature } from './judge-signature.ts'
import { Patience } from './patience.ts'
import type { VerifyOptions } from './trust-store.ts'

export interface VerifyXmlOptions extends VerifyOptions {
  /** What references outside the document name. */
  files?: { uri: string; bytes: Uint8Array }[]
}
const most = 50

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

/** Those that are not within another one. */
function topSignatures(document: XmlNode): XmlNode[] {
  const found: XmlNode[] = []
  for (const one of elementsOf(document)) {
    if (one.localName !== 'Signature' || one.namespaceURI !== ds) continue
    let above = one.parentNode
    while (above && !found.includes(above)) above = above.parentNode
    if (!above) found.push(one)
    if (found.length > most) throw new Malformed('XML: too many signatures')
  }
  return found
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
    const { faults, coverage } = checkReferences(document, element, read, options.files ?? [], () => patience.over)
    const stamps = await Promise.all(
      read.timestamps.map((one) => assessor.timestamp(one.token, (name) => digest(name, one.over), options.at)),
    )
    const part = await judgeSignature(assessor, {
      certificate: read.certificate,
      faults: [...faults, ...methodFaults(read)],
      claimedTime: read.claimedTime,
      digest: read.digest,
      timestamps: stamps,
      knownFrom: options.at,
      integrity: { state: 'whole', changes: [] },
      integrityReasons: coverage === 'part' ? [because('range.part-only')] : [],
    })
    const stamped = stamps.find((one) => one.time)
    return {
      finding: {
        ...unreadable(index, null, []),
        ...part,
        field: read.references.map((one) => one.uri).join(' '),
        coverage,
        level: !stamped ? 'B-B' : read.crls.length + read.ocsps.length > 0 ? 'B-LT' : 'B-T',
      },
      end: stamped?.certificate?.notAfter ?? read.certificate?.notAfter ?? null,
    }
  } catch (error) {
    return { finding: unreadable(index, null, [because('signature.malformed', { where: told(error) })]), end: null }
  }
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
  const tokens = read.timestamps.flatMap((one) => {
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
