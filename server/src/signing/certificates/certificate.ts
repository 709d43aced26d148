import { digest, holds, type PublicKey, readPublicKey, readScheme, type SignatureScheme } from './algorithms.ts'
import {
  children,
  hex,
  Malformed,
  type Node,
  need,
  octets,
  parts,
  readBits,
  readNode,
  readNumber,
  readOid,
  readTime,
} from './der.ts'
import { addresses, type Name, readName } from './names.ts'

export const ids = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  subjectKey: '2.5.29.14',
  authorityKey: '2.5.29.35',
  subjectAltName: '2.5.29.17',
  crlPoints: '2.5.29.31',
  policies: '2.5.29.32',
  nameConstraints: '2.5.29.30',
  authorityInfo: '1.3.6.1.5.5.7.1.1',
  qualified: '1.3.6.1.5.5.7.1.3',
  noCheck: '1.3.6.1.5.5.7.48.1.5',
}

/** In the order of the bits of RFC 5280, 4.2.1.3. */
export const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const
export type Usage = (typeof usages)[number]

export interface Certificate {
  der: Uint8Array
  tbs: Uint8Array
  /** SHA-256, hexadecimal. */
  fingerprint: string
  serial: string
  issuer: Name
  issuerDer: Uint8Array
  subject: Name
  subjectDer: Uint8Array
  notBefore: Date
  notAfter: Date
  spki: Uint8Array
  /** The bits of the key, for key identifiers. */
  keyBits: Uint8Array
  key: PublicKey
  scheme: SignatureScheme
  signature: Uint8Array
  extensions: Map<string, { critical: boolean; value: Node }>
  isIssuer: boolean
  pathLength: number | null
  keyUsage: Usage[] | null
  extendedKeyUsage: string[] | null
  subjectKey: string | null
  authorityKey: string | null
  ocspAddresses: string[]
  issuerAddresses: string[]
  crlAddresses: string[]
  qualifiedTypes: string[]
}

const largest = 64 * 1024
const kept = 2000
/** The same few certificates come again and again; what they say does not change. */
const parsed = new Map<string, Certificate>()

/** @throws Malformed */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > largest) throw new Malformed('certificate too large')
  const fingerprint = hex(digest('sha256', readNode(der).raw))
  const known = parsed.get(fingerprint)
  if (known) return known
  // A copy: a part of a file would keep the whole file.
  const read = readCertificateNode(readNode(Buffer.from(der)), fingerprint)
  if (parsed.size >= kept) parsed.delete(parsed.keys().next().value!)
  parsed.set(fingerprint, read)
  return read
}

function readCertificateNode(whole: Node, fingerprint: string): Certificate {
  const [tbsNode, algorithm, signature] = parts(whole, 'certificate')
  const fields = parts(tbsNode, 'certificate')
  if (fields[0]?.tag === 0xa0) fields.shift()
  const [serial, , issuer, validity, subject, spki] = fields
  const [from, to] = parts(validity, 'validity of the certificate')
  const spkiNode = need(spki, 'key of the certificate', 0x30)
  const extensions = readExtensions(fields.find((one) => one.tag === 0xa3))
  const constraints = extensions.get(ids.basicConstraints)
  const constraintParts = constraints ? parts(constraints.value, 'basic constraints') : []
  const length = constraintParts.find((one) => one.tag === 0x02)
  return {
    der: whole.raw,
    tbs: need(tbsNode, 'certificate').raw,
    fingerprint,
    serial: hex(need(serial, 'serial number', 0x02).value),
    issuer: readName(issuer),
    issuerDer: need(issuer, 'issuer').raw,
    subject: readName(subject),
    subjectDer: need(subject, 'subject').raw,
    notBefore: readTime(from),
    notAfter: readTime(to),
    spki: spkiNode.raw,
    keyBits: readBits(children(spkiNode)[1], 'key of the certificate'),
    key: readPublicKey(spkiNode.raw),
    scheme: readScheme(algorithm, null),
    signature: readBits(signature, 'signature of the certificate'),
    extensions,
    isIssuer: constraintParts[0]?.tag === 0x01 && constraintParts[0].value[0] !== 0,
    pathLength: length ? readNumber(length) : null,
    keyUsage: readUsage(extensions.get(ids.keyUsage)?.value),
    extendedKeyUsage: readPurposes(extensions.get(ids.extendedKeyUsage)?.value),
    subjectKey: keyIdentifier(extensions.get(ids.subjectKey)?.value),
    authorityKey: authorityKey(extensions.get(ids.authorityKey)?.value),
    ...readAuthorityInfo(extensions.get(ids.authorityInfo)?.value),
    crlAddresses: readPoints(extensions.get(ids.crlPoints)?.value),
    qualifiedTypes: readQualified(extensions.get(ids.qualified)?.value),
  }
}

/** The same, or nothing for what is no certificate: one bad one beside others must not hide them. */
export function tryCertificate(der: Uint8Array): Certificate | null {
  try {
    return parseCertificate(der)
  } catch {
    return null
  }
}

function readExtensions(node: Node | undefined): Certificate['extensions'] {
  const found: Certificate['extensions'] = new Map()
  if (!node) return found
  for (const extension of parts(children(node)[0], 'extensions')) {
    const fields = parts(extension, 'extension')
    const identifier = readOid(fields[0])
    if (found.has(identifier)) throw new Malformed(`extension ${identifier} twice`)
    const critical = fields[1]?.tag === 0x01 && fields[1].value[0] !== 0
    found.set(identifier, { critical, value: readNode(octets(fields.at(-1), 'extension')) })
  }
  return found
}

function readUsage(node: Node | undefined): Usage[] | null {
  if (!node) return null
  const bits = readBits(node, 'key usage')
  return usages.filter((_, i) => ((bits[i >> 3] ?? 0) >> (7 - (i & 7))) & 1)
}
const readPurposes = (node: Node | undefined): string[] | null =>
  node ? parts(node, 'extended key usage').map((one) => readOid(one)) : null
const keyIdentifier = (node: Node | undefined): string | null => (node?.tag === 0x04 ? hex(node.value) : null)
function authorityKey(node: Node | undefined): string | null {
  const found = node ? parts(node, 'authority key').find((one) => one.tag === 0x80) : null
  return found ? hex(found.value) : null
}
function readAuthorityInfo(node: Node | undefined): { ocspAddresses: string[]; issuerAddresses: string[] } {
  const found = { ocspAddresses: [] as string[], issuerAddresses: [] as string[] }
  for (const one of node ? parts(node, 'authority information') : []) {
    const [method, place] = parts(one, 'authority information')
    if (place?.tag !== 0x86) continue
    const list = { '1.3.6.1.5.5.7.48.1': found.ocspAddresses, '1.3.6.1.5.5.7.48.2': found.issuerAddresses }[
      readOid(method)
    ]
    list?.push(Buffer.from(place.value).toString('latin1'))
  }
  return found
}
function readPoints(node: Node | undefined): string[] {
  const found: string[] = []
  for (const point of node ? parts(node, 'CRL distribution points') : []) {
    const name = children(point).find((one) => one.tag === 0xa0)
    const full = name ? children(name).find((one) => one.tag === 0xa0) : null
    if (full) found.push(...addresses(full))
  }
  return found
}
/** Whether it is for signatures of persons or for seals (EN 319 412-5). */
function readQualified(node: Node | undefined): string[] {
  for (const statement of node ? parts(node, 'qualified statements') : []) {
    const [identifier, information] = parts(statement, 'qualified statement')
    if (readOid(identifier) === '0.4.0.1862.1.6' && information)
      return parts(information, 'qualified types').map((one) => readOid(one))
  }
  return []
}

export const isSelfIssued = (one: Certificate): boolean => one.subject.key === one.issuer.key
const checked = new WeakMap<Certificate, Map<string, boolean>>()

/** Whether `issuer` really issued it. */
export function issuedBy(one: Certificate, issuer: Certificate): boolean {
  if (one.issuer.key !== issuer.subject.key) return false
  const known = checked.get(one) ?? new Map<string, boolean>()
  checked.set(one, known)
  const before = known.get(issuer.fingerprint)
  if (before !== undefined) return before
  const holdsTrue = holds(issuer.key, one.scheme, one.tbs, one.signature)
  // Bounded: whoever builds many issuers of one name does not fill the memory.
  if (known.size < 50) known.set(issuer.fingerprint, holdsTrue)
  return holdsTrue
}
