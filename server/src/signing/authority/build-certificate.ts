import { generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { digest, nodeHash, signatureAlgorithm } from '../certificates/algorithms.ts'
import { ids, parseCertificate, type Usage, usages } from '../certificates/certificate.ts'
import {
  bitString,
  boolean,
  children,
  explicit,
  ia5,
  implicit,
  integer,
  octetString,
  oid,
  printable,
  readBits,
  readNode,
  sequence,
  setOf,
  tagged,
  time,
  utf8,
} from '../certificates/der.ts'
import type { Hash } from '../keys/signing-key.ts'

export type KeyAlgorithm = 'rsa-1024' | 'rsa-2048' | 'rsa-3072' | 'ec-p256' | 'ec-p384'
/** Also SHA-1, so that tests can make what must be refused. */
export type MadeWith = Hash | 'SHA-1'

const generate = promisify(generateKeyPair)

export async function makeKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  if (algorithm.startsWith('rsa')) {
    const made = await generate('rsa', { modulusLength: Number(algorithm.slice(4)) })
    return made.privateKey
  }
  const made = await generate('ec', { namedCurve: algorithm === 'ec-p256' ? 'P-256' : 'P-384' })
  return made.privateKey
}

const nameOids: Record<string, string> = {
  C: '2.5.4.6',
  ST: '2.5.4.8',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  SN: '2.5.4.4',
  GN: '2.5.4.42',
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
  CN: '2.5.4.3',
  UID: '0.9.2342.19200300.100.1.1',
  email: '1.2.840.113549.1.9.1',
}
export type NameParts = [type: string, value: string][]

const buildName = (parts: NameParts): Buffer =>
  sequence(
    ...parts.map(([type, value]) =>
      setOf(
        sequence(
          oid(nameOids[type] ?? type),
          type === 'C' || type === 'serialNumber' ? printable(value) : type === 'email' ? ia5(value) : utf8(value),
        ),
      ),
    ),
  )

export interface Issuer {
  certificate: Uint8Array
  key: KeyObject
}

export interface CertificateRequest {
  subject: NameParts
  publicKey: KeyObject
  /** Without it, it signs itself. */
  issuer?: Issuer
  signWith?: KeyObject
  from: Date
  to: Date
  hash?: MadeWith
  issues?: { pathLength?: number }
  keyUsage: Usage[]
  extendedKeyUsage?: string[]
  extendedCritical?: boolean
  email?: string
  ocspAddress?: string
  crlAddress?: string
  issuerAddress?: string
  qualifiedType?: string
  noRevocation?: boolean
}

/** A certificate, DER (RFC 5280). */
export function buildCertificate(request: CertificateRequest): Buffer {
  const issuer = request.issuer ? parseCertificate(request.issuer.certificate) : null
  const signer = request.issuer?.key ?? request.signWith
  if (!signer) throw new Error('nobody to sign')
  const spki = request.publicKey.export({ format: 'der', type: 'spki' })
  const subject = buildName(request.subject)
  const hash = request.hash ?? 'SHA-256'
  const algorithm = madeWith(signer, hash)
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(Buffer.concat([Buffer.from([0x40 | (randomBytes(1)[0]! & 0x3f)]), randomBytes(15)])),
    algorithm,
    issuer ? issuer.subjectDer : subject,
    sequence(time(request.from), time(request.to)),
    subject,
    spki,
    explicit(3, sequence(...extensions(request, spki, issuer?.subjectKey ?? null))),
  )
  return sequence(tbs, algorithm, bitString(signWith(signer, hash, tbs)))
}

export const madeWith = (signer: KeyObject, hash: MadeWith): Buffer => {
  const kind = signer.asymmetricKeyType === 'ec' ? 'ECDSA' : 'RSA-PKCS1'
  if (hash !== 'SHA-1') return signatureAlgorithm(kind, hash)
  return kind === 'ECDSA'
    ? sequence(oid('1.2.840.10045.4.1'))
    : sequence(oid('1.2.840.113549.1.1.5'), Buffer.from([5, 0]))
}
export const signWith = (signer: KeyObject, hash: MadeWith, data: Uint8Array): Buffer =>
  sign(hash === 'SHA-1' ? 'sha1' : nodeHash(hash), data, signer)

/** The first method of RFC 5280, 4.2.1.2; SHA-1 names a key here, it protects nothing. */
const keyIdentifierOf = (spki: Uint8Array): Buffer =>
  digest('sha1', readBits(children(readNode(spki))[1], 'public key'))

function extensions(request: CertificateRequest, spki: Uint8Array, authorityKey: string | null): Buffer[] {
  const made: Buffer[] = []
  const add = (identifier: string, value: Uint8Array, critical = false) =>
    made.push(sequence(oid(identifier), ...(critical ? [boolean(true)] : []), octetString(value)))
  add(
    ids.basicConstraints,
    request.issues
      ? sequence(
          boolean(true),
          ...(request.issues.pathLength === undefined ? [] : [integer(request.issues.pathLength)]),
        )
      : sequence(),
    true,
  )
  add(ids.keyUsage, usageBits(request.keyUsage), true)
  if (request.extendedKeyUsage?.length)
    add(ids.extendedKeyUsage, sequence(...request.extendedKeyUsage.map(oid)), request.extendedCritical)
  add(ids.subjectKey, octetString(keyIdentifierOf(spki)))
  if (authorityKey) add(ids.authorityKey, sequence(implicit(0, Buffer.from(authorityKey, 'hex'))))
  if (request.email) add(ids.subjectAltName, sequence(implicit(1, Buffer.from(request.email, 'latin1'))))
  if (request.crlAddress)
    add(ids.crlPoints, sequence(sequence(explicit(0, explicit(0, implicit(6, Buffer.from(request.crlAddress)))))))
  const access = [
    ...(request.ocspAddress ? [accessTo('1.3.6.1.5.5.7.48.1', request.ocspAddress)] : []),
    ...(request.issuerAddress ? [accessTo('1.3.6.1.5.5.7.48.2', request.issuerAddress)] : []),
  ]
  if (access.length) add(ids.authorityInfo, sequence(...access))
  if (request.qualifiedType)
    add(ids.qualified, sequence(sequence(oid('0.4.0.1862.1.6'), sequence(oid(request.qualifiedType)))))
  if (request.noRevocation) add(ids.noCheck, Buffer.from([5, 0]))
  return made
}

const accessTo = (method: string, address: string) => sequence(oid(method), implicit(6, Buffer.from(address)))

function usageBits(given: Usage[]): Buffer {
  const bits = usages.reduce((sum, name, i) => sum | (given.includes(name) ? 0x80 >> i : 0), 0)
  let unused = 0
  while (unused < 7 && !((bits >> unused) & 1)) unused++
  return tagged(0x03, Buffer.from([bits ? unused : 0, bits]))
}
