import { randomUUID } from 'node:crypto'
import { XMLSerializer } from '@xmldom/xmldom'
import { refuse } from '../../platform/http/index.ts'
import { digest } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import { Malformed } from '../certificates/der.ts'
import { toConcatenated } from '../certificates/ecdsa-value.ts'
import { requireTimestamps, type TimestampSource } from '../cms/timestamp-source.ts'
import { requireInForce } from '../keys/in-force.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { type Canonical, canonicalize, methods, type XmlNode } from './canonical.ts'
import { ds, enveloped, sha256Method, signatureMethod, signedPropertiesType, xades } from './names.ts'
import { byIdentifier, childrenOf, elementsOf, readXml, rootOf } from './read-xml.ts'

export interface SignXmlOptions {
  level: 'B-B' | 'B-T'
  when: Date
  timestamps?: TimestampSource
  /** The `Id` of the element to sign; without it the whole document. */
  elementId?: string
  /** The element (local name) that takes the signature as its last child; without it the root. */
  into?: string
  /** Files beside the message that are signed with it: their name in the message (`cid:…`, a path) and bytes. */
  files?: { uri: string; bytes: Uint8Array }[]
}

const exclusive: Canonical = { exclusive: true, comments: false, prefixes: [] }
const sha256 = (data: string | Uint8Array) => digest('sha256', Buffer.from(data)).toString('base64')

/** Signs XML within itself (XAdES, EN 319 132-1; enveloped, exclusive canonicalisation). @throws signing.xml-unreadable, signing.timestamp-failed, signing.certificate-not-in-force */
export async function signXml(xml: string | Uint8Array, key: SigningKey, options: SignXmlOptions): Promise<string> {
  requireInForce(key, options.when)
  const timestamps = requireTimestamps(options)
  const { document, place, target } = opening(() => open(xml, options))
  const id = `S-${randomUUID()}`
  const signature = opening(() => insert(document, place, template(id, key, options)))
  const [signedInfo, value] = childrenOf(signature)
  const references = childrenOf(signedInfo!, 'Reference')
  const whole = target.nodeType === 9 || [...elementsOf(target)].includes(signature)
  const put = (reference: XmlNode | undefined, digestValue: string) =>
    setText(childrenOf(reference ?? null, 'DigestValue')[0]!, digestValue)
  put(references[0], sha256(canonicalize(target, whole ? { ...exclusive, without: signature } : exclusive)))
  options.files?.forEach((file, i) => {
    put(references[1 + i], sha256(file.bytes))
  })
  put(references.at(-1), sha256(canonicalize(byIdentifier(document, `${id}-properties`)[0]!, exclusive)))
  const made = await key.sign(Buffer.from(canonicalize(signedInfo!, exclusive)), 'SHA-256')
  const bare =
    key.algorithm === 'ECDSA' ? toConcatenated(made, parseCertificate(key.certificate).key.bits) : Buffer.from(made)
  setText(value!, bare.toString('base64'))
  if (timestamps) {
    const token = await timestamps.timestamp(digest('sha256', Buffer.from(canonicalize(value!, exclusive))), 'SHA-256')
    stamp(document, signature, token)
  }
  return declared(new XMLSerializer().serializeToString(document as never))
}

function opening<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error
    throw refuse('signing.xml-unreadable', { because: error.message })
  }
}

function open(
  xml: string | Uint8Array,
  options: SignXmlOptions,
): { document: XmlNode; place: XmlNode; target: XmlNode } {
  const document = readXml(xml)
  const place = options.into
    ? [...elementsOf(document)].find((one) => one.localName === options.into)
    : rootOf(document)
  if (!place) throw new Malformed(`<${options.into}>`)
  if (!options.elementId) return { document, place, target: document }
  const targets = byIdentifier(document, options.elementId)
  if (targets.length !== 1) throw new Malformed(`Id ${options.elementId}`)
  return { document, place, target: targets[0]! }
}

function template(id: string, key: SigningKey, options: SignXmlOptions): string {
  const method = (name: string, algorithm: string) => `<ds:${name} Algorithm="${algorithm}"/>`
  const reference = (attributes: string, transforms: string[]) =>
    `<ds:Reference ${attributes}>${transforms.length ? `<ds:Transforms>${transforms.map((one) => method('Transform', one)).join('')}</ds:Transforms>` : ''}` +
    `${method('DigestMethod', sha256Method)}<ds:DigestValue></ds:DigestValue></ds:Reference>`
  const { files = [] } = options
  const format = (what: string, type: string) =>
    `<xades:DataObjectFormat ObjectReference="#${id}-${what}"><xades:MimeType>${type}</xades:MimeType></xades:DataObjectFormat>`
  const certificate = (der: Uint8Array) =>
    `<ds:X509Certificate>${Buffer.from(der).toString('base64')}</ds:X509Certificate>`
  return (
    `<ds:Signature xmlns:ds="${ds}" Id="${id}"><ds:SignedInfo>${method('CanonicalizationMethod', methods.exclusive)}` +
    method('SignatureMethod', signatureMethod(key.algorithm, 'SHA-256')) +
    reference(`Id="${id}-content" URI="${options.elementId ? `#${escaped(options.elementId)}` : ''}"`, [
      enveloped,
      methods.exclusive,
    ]) +
    files.map((file, i) => reference(`Id="${id}-file-${i}" URI="${escaped(file.uri)}"`, [])).join('') +
    reference(`Type="${signedPropertiesType}" URI="#${id}-properties"`, [methods.exclusive]) +
    `</ds:SignedInfo><ds:SignatureValue Id="${id}-value"></ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
    [key.certificate, ...key.chain].map(certificate).join('') +
    `</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="${xades}" Target="#${id}">` +
    `<xades:SignedProperties Id="${id}-properties"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${options.when.toISOString().slice(0, 19)}Z</xades:SigningTime>` +
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>${method('DigestMethod', sha256Method)}` +
    `<ds:DigestValue>${sha256(key.certificate)}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>` +
    `</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>${format('content', 'text/xml')}` +
    files.map((_, i) => format(`file-${i}`, 'application/octet-stream')).join('') +
    `</xades:SignedDataObjectProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>`
  )
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** xmldom's nodes can do more than reading. */
interface Editable {
  importNode(node: unknown, deep: boolean): XmlNode
  appendChild(node: unknown): void
  createTextNode(text: string): unknown
  removeChild(node: unknown): void
}
const editable = (node: XmlNode) => node as unknown as Editable

function insert(document: XmlNode, place: XmlNode, xml: string): XmlNode {
  const made = editable(document).importNode(rootOf(readXml(xml)), true)
  editable(place).appendChild(made)
  return made
}

function setText(node: XmlNode, text: string): void {
  while (node.firstChild) editable(node).removeChild(node.firstChild)
  let document = node
  while (document.parentNode) document = document.parentNode
  editable(node).appendChild(editable(document).createTextNode(text))
}

/** The time-stamp over the value: an unsigned property beside the signed ones. */
function stamp(document: XmlNode, signature: XmlNode, token: Uint8Array): void {
  const properties = [...elementsOf(signature)].find((one) => one.localName === 'QualifyingProperties')!
  insert(
    document,
    properties,
    `<xades:UnsignedProperties xmlns:xades="${xades}" xmlns:ds="${ds}"><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>` +
      `<ds:CanonicalizationMethod Algorithm="${methods.exclusive}"/><xades:EncapsulatedTimeStamp>${Buffer.from(token).toString('base64')}` +
      '</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties></xades:UnsignedProperties>',
  )
}

/** Whatever it was written in, it is UTF-8 from here on, and says so. */
const declared = (xml: string): string =>
  /^<\?xml[^>]*\?>/.test(xml)
    ? xml.replace(/^(<\?xml[^>]*?)encoding\s*=\s*["'][^"']*["']/, '$1encoding="UTF-8"')
    : `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`
