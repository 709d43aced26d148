import type { SignatureFinding } from '@mocban/contract/verification'
import { digest, holds } from '../certificates/algorithms.ts'
import { type Certificate, tryCertificate } from '../certificates/certificate.ts'
import { Malformed } from '../certificates/der.ts'
import { toSequence } from '../certificates/ecdsa-value.ts'
import type { Fault } from '../verify/assessor.ts'
import { because } from '../verify/finding.ts'
import { type Canonical, canonicalize, readMethod, type XmlNode } from './canonical.ts'
import { digestMethods, ds, signatureMethods, signedPropertiesType, xades141 } from './names.ts'
import { attribute, childrenOf, elementsOf, rootOf } from './read-xml.ts'
import { inclusive, type Reference, resolve, transform } from './referenced.ts'

export interface XmlSignature {
  signedInfo: XmlNode
  method: Canonical
  scheme: { scheme: 'rsa' | 'ecdsa' | 'pss'; digest: string }
  digest: string
  references: Reference[]
  value: Uint8Array
  certificates: Uint8Array[]
  certificate: Certificate | null
  claimedTime: Date | null
  /** SignedProperties, if there is one. */
  properties: XmlNode | null
  /** Over the value, each with the property that it stands in. */
  timestamps: { token: Uint8Array; over: Uint8Array; node: XmlNode }[]
  /** Over everything up to themselves, the oldest first (EN 319 132-1, 5.5.2). */
  archives: { token: Uint8Array; method: Canonical; node: XmlNode }[]
  /** Archive time-stamps in the form that tells one by one what they are over (`Include`): not read, and so no proof. */
  unread: number
  crls: Uint8Array[]
  ocsps: Uint8Array[]
}

const mostReferences = 200

const mostSignatures = 50

/** Those that are not within another one. */
export function topSignatures(document: XmlNode): XmlNode[] {
  const found: XmlNode[] = []
  for (const one of elementsOf(document)) {
    if (one.localName !== 'Signature' || one.namespaceURI !== ds) continue
    let above = one.parentNode
    while (above && !found.includes(above)) above = above.parentNode
    if (!above) found.push(one)
    if (found.length > mostSignatures) throw new Malformed('XML: too many signatures')
  }
  return found
}

/** What a ds:Signature says. @throws Malformed */
export function readSignatureElement(element: XmlNode): XmlSignature {
  const signedInfo = only(element, 'SignedInfo')
  const valueElement = only(element, 'SignatureValue')
  const method = readMethod(
    algorithmOf(only(signedInfo, 'CanonicalizationMethod')),
    prefixesOf(only(signedInfo, 'CanonicalizationMethod')),
  )
  if (!method) throw new Malformed('CanonicalizationMethod')
  const name = algorithmOf(only(signedInfo, 'SignatureMethod'))
  const scheme = signatureMethods[name]
  if (!scheme) throw new Malformed(`SignatureMethod ${name}`)
  const references = childrenOf(signedInfo, 'Reference', ds).map(readReference)
  if (references.length === 0 || references.length > mostReferences) throw new Malformed('Reference')
  const properties = signedProperties(element, references)
  const certificates = [...elementsOf(element)]
    .filter((one) => one.localName === 'X509Certificate' && one.namespaceURI === ds)
    .slice(0, 50)
    .map(base64Of)
  const archives = unsignedProperties(element).filter(isArchive)
  const encapsulated = (what: string) => [...elementsOf(element)].filter((one) => one.localName === what).map(base64Of)
  return {
    signedInfo,
    method,
    scheme,
    digest: scheme.digest,
    references,
    value: base64Of(valueElement),
    certificates: [...certificates, ...encapsulated('EncapsulatedX509Certificate')],
    certificate: findSigner(certificates, properties),
    claimedTime: claimedTime(properties),
    properties,
    timestamps: [...elementsOf(element)]
      .filter((one) => one.localName === 'SignatureTimeStamp')
      .flatMap((one) => readStamp(one, valueElement)),
    archives: archives.filter((one) => !isPicked(one)).flatMap(readArchive),
    unread: archives.filter(isPicked).length,
    crls: encapsulated('EncapsulatedCRLValue'),
    ocsps: encapsulated('EncapsulatedOCSPValue'),
  }
}

function only(node: XmlNode, name: string): XmlNode {
  const found = childrenOf(node, name, ds)
  if (found.length !== 1) throw new Malformed(name)
  return found[0]!
}
const algorithmOf = (node: XmlNode): string => attribute(node, 'Algorithm') ?? ''
const prefixesOf = (node: XmlNode): string[] =>
  (attribute(childrenOf(node, 'InclusiveNamespaces')[0] ?? null, 'PrefixList') ?? '').split(/\s+/).filter(Boolean)

function base64Of(node: XmlNode): Buffer {
  const text = (node.textContent ?? '').replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length === 0) throw new Malformed(`base64 in ${node.localName}`)
  return Buffer.from(text, 'base64')
}

function readReference(node: XmlNode): Reference {
  const name = algorithmOf(only(node, 'DigestMethod'))
  const method = digestMethods[name]
  if (!method) throw new Malformed(`DigestMethod ${name}`)
  const transforms = childrenOf(childrenOf(node, 'Transforms', ds)[0] ?? null, 'Transform', ds)
  if (transforms.length > 10) throw new Malformed('Transforms')
  return {
    uri: attribute(node, 'URI') ?? '',
    type: attribute(node, 'Type'),
    transforms: transforms.map((one) => ({ name: algorithmOf(one), prefixes: prefixesOf(one), element: one })),
    digest: method,
    value: base64Of(only(node, 'DigestValue')).toString('base64'),
  }
}

/** Only what a reference of this signature covers may speak for it. */
function signedProperties(element: XmlNode, references: Reference[]): XmlNode | null {
  const all = [...elementsOf(element)].filter((one) => one.localName === 'SignedProperties')
  const [first, second] = all
  if (!first || second) return null
  const id = attribute(first, 'Id')
  return references.some((one) => one.uri === `#${id}`) ? first : null
}

function claimedTime(properties: XmlNode | null): Date | null {
  const text = properties && [...elementsOf(properties)].find((one) => one.localName === 'SigningTime')?.textContent
  const time = text ? new Date(text.trim()) : null
  return time && !Number.isNaN(time.getTime()) ? time : null
}

/** The certificate that the signed properties name by its digest; without such, the first that comes along. */
function findSigner(certificates: Uint8Array[], properties: XmlNode | null): Certificate | null {
  const named = properties && [...elementsOf(properties)].find((one) => one.localName === 'CertDigest')
  if (!named) return certificates[0] ? tryCertificate(certificates[0]) : null
  const method = digestMethods[algorithmOf(childrenOf(named, 'DigestMethod')[0] ?? named)]
  const value = childrenOf(named, 'DigestValue')[0]
  if (!method || !value) throw new Malformed('CertDigest')
  const wanted = base64Of(value)
  const found = certificates.find((one) => digest(method, one).equals(wanted))
  return found ? tryCertificate(found) : null
}

function readStamp(node: XmlNode, value: XmlNode): XmlSignature['timestamps'] {
  const over = Buffer.from(canonicalize(value, stampMethod(node)))
  return childrenOf(node, 'EncapsulatedTimeStamp').map((one) => ({ token: base64Of(one), over, node }))
}

function stampMethod(node: XmlNode): Canonical {
  const given = childrenOf(node, 'CanonicalizationMethod')[0]
  const method = given ? readMethod(algorithmOf(given), prefixesOf(given)) : inclusive
  if (!method) throw new Malformed(node.localName ?? '')
  return method
}

const holders = ['Object', 'QualifyingProperties', 'UnsignedProperties', 'UnsignedSignatureProperties']
/** Where properties stand beside what was signed: only here do they count. */
export const unsignedHolders = (element: XmlNode): XmlNode[] =>
  holders.reduce((found, name) => found.flatMap((one) => childrenOf(one, name)), [element])

/** What stands there, in its order. */
export const unsignedProperties = (element: XmlNode): XmlNode[] =>
  unsignedHolders(element).flatMap((one) => childrenOf(one))

const isArchive = (node: XmlNode) => node.localName === 'ArchiveTimeStamp' && node.namespaceURI === xades141

const isPicked = (node: XmlNode) => childrenOf(node, 'Include').length + childrenOf(node, 'ReferenceInfo').length > 0

function readArchive(node: XmlNode): XmlSignature['archives'] {
  const method = stampMethod(node)
  return childrenOf(node, 'EncapsulatedTimeStamp').map((one) => ({ token: base64Of(one), method, node }))
}

/** Whether everything that is signed is there, once, as it was, and the value is over it. */
export function checkReferences(
  document: XmlNode,
  element: XmlNode,
  read: XmlSignature,
  files: { uri: string; bytes: Uint8Array }[],
  over: () => boolean = () => false,
): { faults: Fault[]; coverage: SignatureFinding['coverage']; leftOut: XmlNode[] } {
  const leftOut = new Set<XmlNode>()
  const faults: Fault[] = []
  let coverage: SignatureFinding['coverage'] = 'part'
  for (const reference of read.references) {
    if (over()) throw new Malformed('Reference: took too long')
    const found = resolve(document, reference, files)
    if ('fault' in found) {
      faults.push(found.fault)
      continue
    }
    const digested =
      'bytes' in found
        ? { bytes: found.bytes, leftOut: [] }
        : transform(found.node, { document, element }, reference, faults)
    if (!digested) continue
    for (const one of digested.leftOut) leftOut.add(one)
    if (digest(reference.digest, digested.bytes).toString('base64') !== reference.value)
      faults.push({ verdict: 'broken', reason: because('signature.digest-differs') })
    const whole = 'node' in found && (found.node === document || found.node === rootOf(document))
    if (whole && digested.leftOut.length === 0) coverage = 'file'
  }
  if (!read.certificate) {
    const why = read.certificates.length > 0 ? 'signature.certificate-substituted' : 'signature.certificate-missing'
    faults.push({ verdict: 'broken', reason: because(why) })
  } else if (!valueHolds(read, read.certificate))
    faults.push({ verdict: 'broken', reason: because('signature.value-wrong') })
  // A signature over nothing but its own properties signs no content.
  if (read.references.every((one) => one.type === signedPropertiesType))
    faults.push({ verdict: 'broken', reason: because('range.part-only') })
  return { faults, coverage, leftOut: coverage === 'file' ? [] : [...leftOut] }
}

function valueHolds(read: XmlSignature, certificate: Certificate): boolean {
  const data = Buffer.from(canonicalize(read.signedInfo, read.method))
  const { scheme } = read
  const value = scheme.scheme === 'ecdsa' ? toSequence(read.value) : read.value
  return holds(
    certificate.key,
    { ...scheme, saltLength: { sha256: 32, sha384: 48, sha512: 64 }[scheme.digest] },
    data,
    value,
  )
}
