import { digest } from '../certificates/algorithms.ts'
import { CertificatePool, gatherEvidence } from '../certificates/gather-evidence.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { readCms } from '../cms/read-cms.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'
import { archiveData } from './archive-xml.ts'
import { append, buildElement, type Tree } from './build-element.ts'
import type { Canonical, XmlNode } from './canonical.ts'
import { ds, xades, xades141 } from './names.ts'
import { readSignatureElement, topSignatures, type XmlSignature } from './read-signature.ts'
import { readXml } from './read-xml.ts'
import { proofElements, stampElement, writeXml } from './sign-xml.ts'
import { type ReadSignature, standingOver } from './standing-over.ts'

export interface Renewing {
  timestamps: TimestampSource
  revocation?: RevocationSource
  /** What references outside the document name. */
  files?: { uri: string; bytes: Uint8Array }[]
}
const exclusive: Canonical = { exclusive: true, comments: false, prefixes: [] }
const declared = { 'xmlns:xades141': xades141, 'xmlns:xades': xades, 'xmlns:ds': ds }

/**
 * Puts a new archive time-stamp (xades141:ArchiveTimeStamp, EN 319 132-1, 5.5) over each signature that has a time-stamp, and before it what issuers say today of the certificates of
 * those before. One that another signature is over stays as it was, for a stamp in it would break that other one: the stamp put on the other is over both. Null where there is none,
 * what it is over is not at hand, or one would be left without.
 */
export async function renewXml(xml: string | Uint8Array, given: Renewing): Promise<string | null> {
  const document = readXml(xml)
  const signatures = topSignatures(document).map((element) => ({ element, read: readSignatureElement(element) }))
  const standing = standingOver(document, signatures)
  const above = ({ element }: ReadSignature) => standing.get(element)!
  const stamped = new Set<XmlNode>()
  for (const one of signatures) {
    if (above(one).touched) continue
    const below = signatures.filter((other) => above(other).whole.includes(one))
    if (await stampOne(document, one, below, given)) stamped.add(one.element)
  }
  const isProven = (one: ReadSignature) => above(one).whole.some((outer) => stamped.has(outer.element))
  return stamped.size > 0 && signatures.every((one) => !above(one).touched || isProven(one)) ? writeXml(document) : null
}

async function stampOne(
  document: XmlNode,
  { element, read }: ReadSignature,
  below: ReadSignature[],
  given: Renewing,
): Promise<boolean> {
  const place = read.timestamps[0]?.node.parentNode
  if (place?.localName !== 'UnsignedSignatureProperties') return false
  if (given.revocation) await addProof(document, place, [read, ...below.map((one) => one.read)], given.revocation)
  const over = archiveData(document, element, read, { before: null, method: exclusive, files: given.files ?? [] })
  if (!over) return false
  const token = await given.timestamps.timestamp(digest('sha256', over), 'SHA-256')
  append(place, buildElement(document, stampElement('xades141:ArchiveTimeStamp', declared, token)))
  return true
}

/** Whoever is not there to be asked any more does not keep the stamp from being put on. */
async function addProof(
  document: XmlNode,
  place: XmlNode,
  signed: XmlSignature[],
  source: RevocationSource,
): Promise<void> {
  const pool = new CertificatePool()
  for (const read of signed) {
    pool.take(read.certificates)
    for (const { token } of [...read.timestamps, ...read.archives]) pool.take(readCms(token).certificates)
  }
  const { certificates, crls, ocsps } = await gatherEvidence(pool, source)
  const carried = signed.flatMap((read) => read.certificates)
  const known = new Set(carried.map((one) => Buffer.from(one).toString('base64')))
  const others = certificates.filter((one) => !known.has(Buffer.from(one).toString('base64')))
  const proof: Tree = [
    'xades141:TimeStampValidationData',
    declared,
    ...proofElements({ certificates: others, crls, ocsps }),
  ]
  append(place, buildElement(document, proof))
}
