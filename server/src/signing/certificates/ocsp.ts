import { digest, digestName, readScheme, type SignatureScheme } from './algorithms.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import {
  children,
  hex,
  integer,
  Malformed,
  type Node,
  need,
  nothing,
  octetString,
  octets,
  oid,
  parts,
  readBits,
  readNode,
  readNumber,
  readOid,
  readTime,
  sequence,
} from './der.ts'
import { readName } from './names.ts'

export interface OcspAnswer {
  /** Whether it is about this certificate of this issuer. */
  isAbout(certificate: Certificate, issuer: Certificate): boolean
  state: 'good' | 'revoked' | 'unknown'
  revokedAt: Date | null
  thisUpdate: Date
  nextUpdate: Date | null
}

export interface Ocsp {
  producedAt: Date
  data: Uint8Array
  scheme: SignatureScheme
  signature: Uint8Array
  responder: { name: string } | { key: string }
  answers: OcspAnswer[]
  certificates: Uint8Array[]
}

const most = 1000

/** An OCSP response (RFC 6960, 4.2), whole or only its basic part. @throws Malformed */
export function readOcsp(bytes: Uint8Array): Ocsp {
  const outer = parts(readNode(bytes), 'OCSP')
  let basic: Node
  if (outer[0]?.tag === 0x0a) {
    if (readNumber(outer[0]) !== 0) throw new Malformed('OCSP: no answer')
    const [, response] = parts(children(need(outer[1], 'OCSP', 0xa0))[0], 'OCSP')
    basic = readNode(octets(response, 'OCSP'))
  } else basic = readNode(bytes)
  const [data, algorithm, signature, certificates] = parts(basic, 'OCSP')
  const fields = parts(data, 'OCSP')
  if (fields[0]?.tag === 0xa0) fields.shift()
  const [responder, producedAt, answers] = fields
  return {
    producedAt: readTime(producedAt),
    data: need(data, 'OCSP').raw,
    scheme: readScheme(algorithm, null),
    signature: readBits(signature, 'OCSP: signature'),
    responder: readResponder(need(responder, 'OCSP: responder')),
    answers: parts(answers, 'OCSP: answers').slice(0, most).map(readAnswer),
    certificates: (certificates ? parts(children(certificates)[0], 'OCSP: certificates') : [])
      .slice(0, 10)
      .map((one) => one.raw),
  }
}

function readResponder(node: Node): Ocsp['responder'] {
  const inner = children(node)[0]
  return node.tag === 0xa1 ? { name: readName(inner).key } : { key: hex(octets(inner, 'OCSP: responder')) }
}

function readAnswer(node: Node): OcspAnswer {
  const [id, status, thisUpdate, next] = parts(node, 'OCSP: answer')
  const [algorithm, nameHash, keyHash, serial] = parts(id, 'OCSP: certificate')
  const hash = digestName(readOid(parts(algorithm, 'OCSP: digest')[0]))
  const state = need(status, 'OCSP: state')
  const kind = state.tag & 0x1f
  const nameMark = hex(octets(nameHash, 'OCSP: name'))
  const keyMark = hex(octets(keyHash, 'OCSP: key'))
  const number = hex(need(serial, 'OCSP: serial number', 0x02).value)
  return {
    isAbout: (certificate, issuer) =>
      hash !== null &&
      number === certificate.serial &&
      nameMark === hex(digest(hash, certificate.issuerDer)) &&
      keyMark === hex(digest(hash, issuer.keyBits)),
    state: kind === 0 ? 'good' : kind === 1 ? 'revoked' : 'unknown',
    revokedAt: kind === 1 ? readTime(children(state)[0]) : null,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next?.tag === 0xa0 ? readTime(children(next)[0]) : null,
  }
}

/** A request for the state of one certificate. SHA-1 names the certificate here, it protects nothing; every responder knows it. */
export function ocspRequest(certificate: Uint8Array, issuer: Uint8Array): Buffer {
  const above = parseCertificate(issuer)
  const id = sequence(
    sequence(oid('1.3.14.3.2.26'), nothing),
    octetString(digest('sha1', above.subjectDer)),
    octetString(digest('sha1', above.keyBits)),
    integer(Buffer.from(parseCertificate(certificate).serial, 'hex')),
  )
  return sequence(sequence(sequence(sequence(id))))
}
