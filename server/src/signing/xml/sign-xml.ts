import { randomUUID } from 'node:crypto'
import { XMLSerializer } from '@xmldom/xmldom'
import { refuse } from '../../platform/http/index.ts'
import { digest } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import { Malformed } from '../certificates/der.ts'
import { toConcatenated } from '../certificates/ecdsa-value.ts'
import { CertificatePool, gatherEvidence, type ValidationData } from '../certificates/gather-evidence.ts'
import { type RevocationSource, requireRevocation } from '../certificates/revocation-source.ts'
import { readTimestamp } from '../cms/read-timestamp.ts'
import { requireTimestamps, type TimestampSource } from '../cms/timestamp-source.ts'
import { requireInForce } from '../keys/in-force.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { append, buildElement, setText, type Tree } from './build-element.ts'
import { type Canonical, canonicalize, methods, type XmlNode } from './canonical.ts'
import { ds, enveloped, sha256Method, signatureMethod, signedPropertiesType, xades } from './names.ts'
import { byIdentifier, childrenOf, elementsOf, readXml, rootOf } from './read-xml.ts'
import { isWithin } from './referenced.ts'

export interface SignXmlOptions {
  level: 'B-B' | 'B-T' | 'B-LT'
  when: Date
  timestamps?: TimestampSource
  revocation?: RevocationSource
  /** The `Id` of the element to sign; without it the whole document. */
  elementId?: string
  /** The element (local name) that takes the signature as its last child; without it the root. */
  into?: string
  /** Files beside the message that are signed with it: their name in the message (`cid:…`, a path) and bytes. */
  files?: { uri: string; bytes: Uint8Array }[]
}

const exclusive: Canonical = { exclusive: true, comments: false, prefixes: [] }
const sha256 = (data: string | Uint8Array) => digest('sha256', Buffer.from(data)).toString('base64')

/** Signs XML within itself (XAdES, EN 319 132-1; enveloped, exclusive canonicalisation). @throws signing.xml-unreadable, signing.timestamp-failed, signing.revocation-missing, signing.certificate-not-in-force */
export async function signXml(xml: string | Uint8Array, key: SigningKey, options: SignXmlOptions): Promise<string> {
  requireInForce(key, options.when)
  const timestamps = requireTimestamps(options)
  const revocation = requireRevocation(options)
  const { document, place, target } = opening(() => open(xml, options))
  const id = `S-${randomUUID()}`
  const signature = buildElement(document, template(id, key, options))
  append(place, signature)
  const [signedInfo, value] = childrenOf(signature)
  const references = childrenOf(signedInfo!, 'Reference')
  const whole = target.nodeType === 9 || isWithin(place, target)
  const put = (reference: XmlNode | undefined, digestValue: string) =>
    setText(document, childrenOf(reference ?? null, 'DigestValue')[0]!, digestValue)
  put(references[0], sha256(canonicalize(target, whole ? { ...exclusive, without: new Set([signature]) } : exclusive)))
  options.files?.forEach((file, i) => {
    put(references[1 + i], sha256(file.bytes))
  })
  const qualifying = childrenOf(childrenOf(signature, 'Object')[0]!)[0]!
  put(references.at(-1), sha256(canonicalize(childrenOf(qualifying)[0]!, exclusive)))
  const made = await key.sign(Buffer.from(canonicalize(signedInfo!, exclusive)), 'SHA-256')
  const bare =
    key.algorithm === 'ECDSA' ? toConcatenated(made, parseCertificate(key.certificate).key.bits) : Buffer.from(made)
  setText(document, value!, bare.toString('base64'))
  if (timestamps) {
    const token = await timestamps.timestamp(digest('sha256', Buffer.from(canonicalize(value!, exclusive))), 'SHA-256')
    const proof = revocation ? await proofOf(key, token, revocation) : []
    append(qualifying, buildElement(document, unsigned([stamp(token), ...proof])))
  }
  return writeXml(document)
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

function template(id: string, key: SigningKey, options: SignXmlOptions): Tree {
  const { files = [] } = options
  const method = (name: string, algorithm: string): Tree => [`ds:${name}`, { Algorithm: algorithm }]
  const reference = (attributes: Record<string, string>, transforms: string[]): Tree => [
    'ds:Reference',
    attributes,
    ...(transforms.length
      ? [['ds:Transforms', {}, ...transforms.map((one) => method('Transform', one))] satisfies Tree]
      : []),
    method('DigestMethod', sha256Method),
    ['ds:DigestValue', {}],
  ]
  const certificate = (der: Uint8Array): Tree => ['ds:X509Certificate', {}, Buffer.from(der).toString('base64')]
  const format = (what: string, type: string): Tree => [
    'xades:DataObjectFormat',
    { ObjectReference: `#${id}-${what}` },
    ['xades:MimeType', {}, type],
  ]
  const digestOfCertificate: Tree = [
    'xades:CertDigest',
    {},
    method('DigestMethod', sha256Method),
    ['ds:DigestValue', {}, sha256(key.certificate)],
  ]
  const properties: Tree = [
    'xades:SignedProperties',
    { Id: `${id}-properties` },
    [
      'xades:SignedSignatureProperties',
      {},
      ['xades:SigningTime', {}, `${options.when.toISOString().slice(0, 19)}Z`],
      ['xades:SigningCertificateV2', {}, ['xades:Cert', {}, digestOfCertificate]],
    ],
    [
      'xades:SignedDataObjectProperties',
      {},
      format('content', 'text/xml'),
      ...files.map((_, i) => format(`file-${i}`, 'application/octet-stream')),
    ],
  ]
  return [
    'ds:Signature',
    { 'xmlns:ds': ds, Id: id },
    [
      'ds:SignedInfo',
      {},
      method('CanonicalizationMethod', methods.exclusive),
      method('SignatureMethod', signatureMethod(key.algorithm, 'SHA-256')),
      reference({ Id: `${id}-content`, URI: options.elementId ? `#${options.elementId}` : '' }, [
        enveloped,
        methods.exclusive,
      ]),
      ...files.map((file, i) => reference({ Id: `${id}-file-${i}`, URI: file.uri }, [])),
      reference({ Type: signedPropertiesType, URI: `#${id}-properties` }, [methods.exclusive]),
    ],
    ['ds:SignatureValue', { Id: `${id}-value` }],
    ['ds:KeyInfo', {}, ['ds:X509Data', {}, ...[key.certificate, ...key.chain].map(certificate)]],
    ['ds:Object', {}, ['xades:QualifyingProperties', { 'xmlns:xades': xades, Target: `#${id}` }, properties]],
  ]
}

/** What stands beside the signed properties: added when the value is there. */
const unsigned = (properties: Tree[]): Tree => [
  'xades:UnsignedProperties',
  {},
  ['xades:UnsignedSignatureProperties', {}, ...properties],
]

/** The time-stamp over the value. */
const stamp = (token: Uint8Array): Tree => stampElement('xades:SignatureTimeStamp', {}, token)
export const stampElement = (name: string, attributes: Record<string, string>, token: Uint8Array): Tree => [
  name,
  attributes,
  ['ds:CanonicalizationMethod', { Algorithm: methods.exclusive }],
  ['xades:EncapsulatedTimeStamp', {}, Buffer.from(token).toString('base64')],
]

/** The certificates that the key does not bring, and what issuers say of all of them (EN 319 132-1, 5.4). */
async function proofOf(key: SigningKey, token: Uint8Array, source: RevocationSource): Promise<Tree[]> {
  const own = [key.certificate, ...key.chain]
  const pool = new CertificatePool()
  pool.take([...own, ...readTimestamp(token).cms.certificates], { needed: true })
  const { certificates, crls, ocsps } = await gatherEvidence(pool, source)
  const others = certificates.filter((one) => !own.some((known) => Buffer.compare(known, one) === 0))
  return proofElements({ certificates: others, crls, ocsps })
}

export function proofElements({ certificates, crls, ocsps }: ValidationData): Tree[] {
  const values = (holder: string, name: string, list: Uint8Array[]): Tree[] =>
    list.length === 0
      ? []
      : [
          [
            `xades:${holder}`,
            {},
            ...list.map((one): Tree => [`xades:${name}`, {}, Buffer.from(one).toString('base64')]),
          ],
        ]
  return [
    ...values('CertificateValues', 'EncapsulatedX509Certificate', certificates),
    [
      'xades:RevocationValues',
      {},
      ...values('CRLValues', 'EncapsulatedCRLValue', crls),
      ...values('OCSPValues', 'EncapsulatedOCSPValue', ocsps),
    ],
  ]
}

/** The document as bytes will hold it. */
export const writeXml = (document: XmlNode): string => declared(written(document))

/** A carriage return of the text is written as what it is: bare, the next reader takes it for an end of line, and the signature breaks. */
const written = (document: XmlNode): string =>
  new XMLSerializer().serializeToString(document as never).replaceAll('\r', '&#xD;')

/** Whatever it was written in, it is UTF-8 from here on, and says so. */
const declared = (xml: string): string =>
  /^<\?xml[^>]*\?>/.test(xml)
    ? xml.replace(/^(<\?xml[^>]*?)encoding\s*=\s*["'][^"']*["']/, '$1encoding="UTF-8"')
    : `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`
