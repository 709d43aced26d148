import { createHash, createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto'
import type { SigningKey } from '../../signing/index.ts'
import { canonicalParts } from './canonical.ts'
import { type Message, namespace } from './message.ts'
import type { Element } from './read-xml.ts'
import { writeEnvelope } from './write-message.ts'

/**
 * The signature of a message (XML Signature, enveloped in the header): over MessageHeader, Bussiness and the manifest, and over the bytes of each
 * attachment by its `cid:`. Traces are outside it: nodes on the way add theirs. Attachments are hashed as they pass, so size does not matter.
 */
export interface SignatureVerdict {
  /** none: no signature; valid: whole, by the certificate; weak: whole, by an algorithm that proves little today; broken; unreadable: of a form not known here. */
  state: 'none' | 'valid' | 'weak' | 'broken' | 'unreadable'
  /** What is wrong, by the name of the element. */
  because: string | null
  certificate: { fingerprint: string; subject: string; from: string; until: string } | null
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
export const signatureMethods: Record<string, { hash: string; ecdsa?: true; weak?: true }> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { hash: 'sha512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { hash: 'sha256', ecdsa: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { hash: 'sha384', ecdsa: true },
  // What the axis's own library makes by default: read, never made.
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { hash: 'sha1', weak: true },
}
export const digestMethods: Record<string, { hash: string; weak?: true }> = {
  [sha256]: { hash: 'sha256' },
  'http://www.w3.org/2001/04/xmlenc#sha512': { hash: 'sha512' },
  'http://www.w3.org/2000/09/xmldsig#sha1': { hash: 'sha1', weak: true },
}
const digest = (text: string, hash = 'sha256') => createHash(hash).update(text, 'utf8').digest('base64')

/** The envelope of a message, signed. */
export async function signEnvelope(message: Message, key: SigningKey): Promise<string> {
  const bare = writeEnvelope(message, { ids: true })
  const references = signedElements
    .flatMap(({ name }) => {
      const element = between(bare, name)
      return element
        ? [{ uri: `#${name}`, value: digest(element.replace(/^<edXML:\w+/, `$& xmlns:edXML="${namespace}"`)) }]
        : []
    })
    .map(({ uri, value }) => reference(uri, value, true))
  const files =
    message.kind === 'document'
      ? message.attachments.map((one) =>
          reference(`cid:${one.contentId}`, Buffer.from(one.sha256, 'hex').toString('base64'), false),
        )
      : []
  const method = key.algorithm === 'ECDSA' ? 'ecdsa-sha256' : 'rsa-sha256'
  const info = (space: string) =>
    `<SignedInfo${space}><CanonicalizationMethod Algorithm="${exclusive}"></CanonicalizationMethod>` +
    `<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#${method}"></SignatureMethod>${references.join('')}${files.join('')}</SignedInfo>`
  const value = Buffer.from(await key.sign(Buffer.from(info(` xmlns="${dsig}"`)), 'SHA-256'))
  const bytes = key.algorithm === 'ECDSA' ? fixedWidth(value) : value
  const signature =
    `<Signature xmlns="${dsig}">${info('')}<SignatureValue>${bytes.toString('base64')}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${Buffer.from(key.certificate).toString('base64')}</X509Certificate></X509Data></KeyInfo></Signature>`
  return bare.replace('</edXML:edXMLHeader>', () => `${signature}</edXML:edXMLHeader>`)
}

/** What a signature must cover, by the paths under the envelope in each writing of `Bussiness`. */
export const signedElements = [
  { name: 'MessageHeader', paths: ['edXMLEnvelope/edXMLHeader/MessageHeader'] },
  {
    name: 'Bussiness',
    paths: [
      'edXMLEnvelope/edXMLHeader/TraceHeaderList/Bussiness',
      'edXMLEnvelope/edXMLHeader/TraceHeaderList/Business',
    ],
  },
  { name: 'edXMLManifest', paths: ['edXMLEnvelope/edXMLBody/edXMLManifest'] },
]
const infoPaths = ['Signature', 'DigitalSignature'].map((name) => `edXMLEnvelope/edXMLHeader/${name}/SignedInfo`)

function between(envelope: string, name: string): string | null {
  const begin = envelope.indexOf(`<edXML:${name} `)
  const close = `</edXML:${name}>`
  const end = envelope.indexOf(close, begin)
  return begin < 0 || end < 0 ? null : envelope.slice(begin, end + close.length)
}

const reference = (uri: string, value: string, transformed: boolean) =>
  `<Reference URI="${uri}">${
    transformed ? `<Transforms><Transform Algorithm="${exclusive}"></Transform></Transforms>` : ''
  }<DigestMethod Algorithm="${sha256}"></DigestMethod><DigestValue>${value}</DigestValue></Reference>`

/** Checks the signature of a message as it was received. Never throws. Whether its certificate is the sender's is for the directory to say. */
export function verifyEnvelope(root: Element, envelope: string, message: Message): SignatureVerdict {
  const signature = childOf(childOf(childOf(root, 'edXMLEnvelope'), 'edXMLHeader'), 'Signature', 'DigitalSignature')
  if (!signature || signature.children.length === 0) return { state: 'none', because: null, certificate: null }
  const certificate = certificateOf(signature)
  const answer = (state: SignatureVerdict['state'], because: string | null = null) => ({
    state,
    because,
    certificate: certificate?.told ?? null,
  })
  const info = childOf(signature, 'SignedInfo')
  const method = signatureMethods[childOf(info, 'SignatureMethod')?.attributes.Algorithm ?? '']
  if (!certificate) return answer('unreadable', 'X509Certificate')
  if (!info || !method || childOf(info, 'CanonicalizationMethod')?.attributes.Algorithm !== exclusive)
    return answer('unreadable', 'SignedInfo')
  try {
    const { parts, doubled } = canonicalParts(envelope, root.attributes, [
      ...signedElements.flatMap((one) => one.paths),
      ...infoPaths,
    ])
    if (doubled[0]) return answer('broken', doubled[0])
    const wrong = wrongReference(info, root, parts, message)
    if (wrong.element) return answer(wrong.unreadable ? 'unreadable' : 'broken', wrong.element)
    const signed = infoPaths.map((path) => parts.get(path)).find(Boolean) ?? ''
    if (!isSigned(signed, signature, certificate.key, method)) return answer('broken', 'SignatureValue')
    return answer(method.weak || wrong.weak ? 'weak' : 'valid')
  } catch {
    return answer('broken', 'SignedInfo')
  }
}

/** The first element or file that the signature does not cover, or covers with another digest. */
function wrongReference(
  info: Element,
  root: Element,
  parts: Map<string, string>,
  message: Message,
): { element: string | null; weak: boolean; unreadable?: boolean } {
  const references = info.children.filter((child) => child.name === 'Reference')
  const rest = new Set(references)
  let weak = false
  const check = (uri: string, hash: (name: string) => string | null): boolean | null => {
    const one = references.find((other) => other.attributes.URI === uri)
    if (!one) return null
    rest.delete(one)
    const method = digestMethods[childOf(one, 'DigestMethod')?.attributes.Algorithm ?? '']
    const transforms = childOf(one, 'Transforms')?.children.map((transform) => transform.attributes.Algorithm) ?? []
    if (!method || transforms.some((transform) => transform !== exclusive)) return false
    weak ||= method.weak ?? false
    return hash(method.hash) === (childOf(one, 'DigestValue')?.text ?? '').replace(/\s/g, '')
  }
  for (const { name, paths } of signedElements) {
    const path = paths.find((one) => parts.has(one))
    if (!path) continue
    const id = idAt(root, path)
    const good = id ? check(`#${id}`, (hash) => digest(parts.get(path) ?? '', hash)) : null
    // A signature over something else than we know how to read proves nothing here.
    if (good === null)
      return {
        element: name,
        weak,
        unreadable: references.length === 0 || references.some((one) => !/^#|^cid:/.test(one.attributes.URI ?? '')),
      }
    if (!good) return { element: name, weak }
  }
  for (const one of message.kind === 'document' ? message.attachments : []) {
    const good = check(`cid:${one.contentId}`, (hash) =>
      hash === 'sha256' ? Buffer.from(one.sha256, 'hex').toString('base64') : null,
    )
    if (!good) return { element: one.name, weak }
  }
  const [other] = rest
  return { element: other ? (other.attributes.URI ?? 'Reference') : null, weak }
}

export function childOf(element: Element | null | undefined, ...names: string[]): Element | null {
  return element?.children.find((child) => names.includes(child.name)) ?? null
}

/** What stands under the root by these names. */
export function elementAt(root: Element, path: string): Element | null {
  let element: Element | null = root
  for (const name of path.split('/')) element = childOf(element, name)
  return element
}

function idAt(root: Element, path: string): string | null {
  const { Id: id, id: other } = elementAt(root, path)?.attributes ?? {}
  return id ?? other ?? null
}

/** Whether a signature is of the form that is made here, which is checked as the message comes; all others are by reading it once more. */
export function isOwnForm(root: Element, signature: Element): boolean {
  const info = childOf(signature, 'SignedInfo')
  const ids = signedElements.flatMap(({ paths }) => paths.flatMap((path) => idAt(root, path) ?? []))
  const isExclusive = (one: Element | null) => one?.attributes.Algorithm === exclusive && one.children.length === 0
  const isOwn = (one: Element) => {
    const { URI: uri = '' } = one.attributes
    const transforms = childOf(one, 'Transforms')?.children ?? []
    return uri.startsWith('cid:')
      ? transforms.length === 0 && childOf(one, 'DigestMethod')?.attributes.Algorithm === sha256
      : ids.includes(uri.slice(1)) && transforms.length > 0 && transforms.every(isExclusive)
  }
  return (
    isExclusive(childOf(info, 'CanonicalizationMethod')) &&
    (info?.children.filter((one) => one.name === 'Reference') ?? []).every(isOwn)
  )
}

/** Whether the value of a signature is of these bytes, by its certificate. A key of another kind than the method names signed nothing. */
export function isSigned(
  signed: string,
  signature: Element,
  key: KeyObject,
  method: { hash: string; ecdsa?: true },
): boolean {
  const value = Buffer.from(childOf(signature, 'SignatureValue')?.text ?? '', 'base64')
  if (key.asymmetricKeyType !== (method.ecdsa ? 'ec' : 'rsa')) return false
  return verify(method.hash, Buffer.from(signed), method.ecdsa ? { key, dsaEncoding: 'ieee-p1363' } : key, value)
}

export interface ReadCertificate {
  key: KeyObject
  der: Uint8Array
  told: NonNullable<SignatureVerdict['certificate']>
}
/** Partners sign all their messages by one certificate: reading it costs more than checking a signature. */
const certificates = new Map<string, ReadCertificate | null>()

/** The key of the certificate that a signature brings, and what is told of it; null where it brings none that can be read. */
function certificateOf(signature: Element): ReadCertificate | null {
  return knownCertificate(childOf(childOf(childOf(signature, 'KeyInfo'), 'X509Data'), 'X509Certificate')?.text ?? '')
}

/** Those that it brings and that can be read: the signer's need not be the first of its chain. */
export const certificatesOf = (signature: Element): ReadCertificate[] =>
  (childOf(signature, 'KeyInfo')?.children ?? [])
    .flatMap((one) => (one.name === 'X509Data' ? one.children.filter((two) => two.name === 'X509Certificate') : []))
    .slice(0, 10)
    .flatMap((one) => knownCertificate(one.text) ?? [])

function knownCertificate(text: string): ReadCertificate | null {
  let found = certificates.get(text)
  if (found === undefined) {
    found = readCertificate(text)
    if (certificates.size >= 1000) certificates.clear()
    if (text.length < 10_000) certificates.set(text, found)
  }
  return found
}

function readCertificate(base64: string): ReadCertificate | null {
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'))
    return {
      // A key of its own: the one inside a certificate is locked while others read the certificate.
      key: createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })),
      der: certificate.raw,
      told: {
        fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
        subject: certificate.subject.replaceAll('\n', ', '),
        from: new Date(certificate.validFrom).toISOString(),
        until: new Date(certificate.validTo).toISOString(),
      },
    }
  } catch {
    return null
  }
}

/** XML Signature writes r and s side by side in the curve's width; keys answer them in DER. */
function fixedWidth(der: Buffer): Buffer {
  const integer = (at: number) => {
    const length = der[at + 1] ?? 0
    return { value: der.subarray(at + 2, at + 2 + length), next: at + 2 + length }
  }
  const r = integer(der[1] === 0x81 ? 3 : 2)
  const s = integer(r.next)
  const width =
    Math.max(r.value.length, s.value.length) > 49 ? 66 : Math.max(r.value.length, s.value.length) > 33 ? 48 : 32
  const fit = (value: Buffer) => Buffer.concat([Buffer.alloc(width), value]).subarray(-width)
  return Buffer.concat([fit(r.value), fit(s.value)])
}
