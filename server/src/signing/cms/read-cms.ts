import { digestName, readScheme, type SignatureScheme } from '../certificates/algorithms.ts'
import { children, hex, Malformed, type Node, need, octets, parts, readNode, readOid } from '../certificates/der.ts'
import { readName } from '../certificates/names.ts'
import { cms } from './object-ids.ts'

export interface CmsSigner {
  /** Issuer and serial number, or the subject's key identifier. */
  names: { issuer: string; serial: string } | { keyIdentifier: string }
  digest: string
  scheme: SignatureScheme
  /** As they were signed: under the tag of a SET. */
  signedAttributes: Uint8Array | null
  signed: Map<string, Node[]>
  value: Uint8Array
  unsigned: Map<string, Node[]>
  /** Each value of an unsigned attribute beside its type, as they stand there. */
  unsignedValues: { type: Uint8Array; value: Uint8Array }[]
  /** From version to value, as they stand there: what an archive time-stamp is over. */
  fields: Uint8Array[]
}

export interface Cms {
  contentType: string
  contentTypeRaw: Uint8Array
  content: Uint8Array | null
  certificates: Uint8Array[]
  crls: Uint8Array[]
  ocsps: Uint8Array[]
  /** As they stand there, of whatever kind. */
  certificateChoices: Uint8Array[]
  revocationChoices: Uint8Array[]
  signers: CmsSigner[]
  /** How many bytes it takes; what follows is padding. */
  length: number
}

const mostCertificates = 100
const mostSigners = 50

/** @throws Malformed */
export function readCms(bytes: Uint8Array): Cms {
  const whole = readNode(bytes)
  const [type, wrapped] = parts(whole, 'CMS')
  if (readOid(type) !== cms.signedData) throw new Malformed('CMS: no signed data')
  const fields = parts(children(need(wrapped, 'CMS', 0xa0))[0], 'CMS: signed data')
  const [, , encapsulated, ...rest] = fields
  const [contentType, content] = parts(encapsulated, 'CMS: content')
  const certificates = rest.find((one) => one.tag === 0xa0)
  const revocations = rest.find((one) => one.tag === 0xa1)
  const signers = parts(rest.at(-1), 'CMS: signers', 0x31)
  if (signers.length > mostSigners) throw new Malformed('CMS: too many signers')
  const read = signers.map(readSigner)
  const carried = readRevocations(revocations)
  for (const signer of read) archived(signer.signed.get(cms.adobeRevocation)?.[0], carried)
  return {
    contentType: readOid(contentType),
    contentTypeRaw: need(contentType, 'CMS: content').raw,
    content: content ? octets(children(content)[0], 'CMS: content') : null,
    certificates: (certificates ? children(certificates) : [])
      .filter((one) => one.tag === 0x30)
      .slice(0, mostCertificates)
      .map((one) => one.raw),
    ...carried,
    certificateChoices: (certificates ? children(certificates) : []).map((one) => one.raw),
    revocationChoices: (revocations ? children(revocations) : []).map((one) => one.raw),
    signers: read,
    length: whole.raw.length,
  }
}

function readRevocations(node: Node | undefined): { crls: Uint8Array[]; ocsps: Uint8Array[] } {
  const crls: Uint8Array[] = []
  const ocsps: Uint8Array[] = []
  for (const one of node ? children(node).slice(0, mostCertificates) : [])
    if (one.tag === 0x30) crls.push(one.raw)
    else if (one.tag === 0xa1) {
      const [format, response] = children(one)
      if (format?.tag === 0x06 && readOid(format) === cms.ocspResponse && response) ocsps.push(response.raw)
    }
  return { crls, ocsps }
}

/** What Adobe's programs put among the signed attributes (RevocationInfoArchival): lists under 0, answers under 1. */
function archived(node: Node | undefined, carried: { crls: Uint8Array[]; ocsps: Uint8Array[] }): void {
  for (const group of node?.tag === 0x30 ? children(node) : []) {
    const list = { 160: carried.crls, 161: carried.ocsps }[group.tag]
    const members = list ? children(group)[0] : undefined
    if (members?.tag === 0x30) list!.push(...children(members).map((one) => one.raw))
  }
}

function readSigner(node: Node): CmsSigner {
  const fields = parts(node, 'CMS: signer')
  const [, identifier, digestNode, ...rest] = fields
  const name = readOid(parts(digestNode, 'CMS: digest algorithm')[0])
  const digest = digestName(name)
  if (!digest) throw new Malformed(`digest ${name}`)
  const attributes = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [algorithm, value, unsigned] = rest
  const beside = unsigned?.tag === 0xa1 ? unsigned : undefined
  const last = value ? fields.indexOf(value) : -1
  return {
    names: readIdentifier(identifier),
    digest,
    scheme: readScheme(algorithm, digest),
    signedAttributes: attributes ? asSet(attributes) : null,
    signed: readAttributes(attributes),
    value: octets(value, 'CMS: value of the signature'),
    unsigned: readAttributes(beside),
    unsignedValues: (beside ? children(beside) : []).flatMap((one) => {
      const [type, values] = parts(one, 'CMS: attribute')
      return parts(values, 'CMS: attribute', 0x31).map((each) => ({ type: type!.raw, value: each.raw }))
    }),
    fields: fields.slice(0, last + 1).map((one) => one.raw),
  }
}

const asSet = (node: Node): Uint8Array => {
  const copy = Buffer.from(node.raw)
  copy[0] = 0x31
  return copy
}

function readIdentifier(node: Node | undefined): CmsSigner['names'] {
  if (node?.tag === 0x80) return { keyIdentifier: hex(node.value) }
  const [issuer, serial] = parts(node, 'CMS: signer')
  return { issuer: readName(issuer).key, serial: hex(need(serial, 'CMS: serial number', 0x02).value) }
}

const repeatable: Set<string> = new Set([cms.timestampToken, cms.archiveTimestamp])

function readAttributes(node: Node | undefined): Map<string, Node[]> {
  const found = new Map<string, Node[]>()
  for (const one of node ? children(node) : []) {
    const [type, values] = parts(one, 'CMS: attribute')
    const name = readOid(type)
    // Twice the same leaves open which one counts.
    if (found.has(name) && !repeatable.has(name)) throw new Malformed(`CMS: attribute ${name} twice`)
    found.set(name, [...(found.get(name) ?? []), ...parts(values, 'CMS: attribute', 0x31)])
  }
  return found
}
