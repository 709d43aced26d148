import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Hash } from '../keys/signing-key.ts'
import { Malformed, type Node, nothing, oid, parts, readNode, readNumber, readOid, sequence } from './der.ts'

/** Digests by their identifier; the weak ones are known so that they can be named and refused. */
const digests: Record<string, string> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
}
const signatures: Record<string, { scheme: 'rsa' | 'ecdsa'; digest: string }> = {
  '1.2.840.113549.1.1.4': { scheme: 'rsa', digest: 'md5' },
  '1.2.840.113549.1.1.5': { scheme: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { scheme: 'rsa', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { scheme: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { scheme: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.1': { scheme: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { scheme: 'ecdsa', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', digest: 'sha512' },
}
const weakDigests = new Set(['md5', 'sha1'])

export const digestOids: Record<Hash, string> = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}
const rsaOids: Record<Hash, string> = {
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
}
const ecdsaOids: Record<Hash, string> = {
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
}

export const nodeHash = (hash: Hash): string => hash.replace('-', '').toLowerCase()
export const digest = (name: string, bytes: Uint8Array): Buffer => createHash(name).update(bytes).digest()
export const digestName = (identifier: string): string | null => digests[identifier] ?? null
export const isWeakDigest = (name: string): boolean => weakDigests.has(name)
/** `sha256` as people write it: SHA-256. */
export const shownDigest = (name: string): string => name.toUpperCase().replace(/^SHA(?=\d{2,3}$|1$)/, 'SHA-')

export const digestAlgorithm = (hash: Hash) => sequence(oid(digestOids[hash]))
export const signatureOid = (algorithm: 'RSA-PKCS1' | 'ECDSA', hash: Hash): string =>
  algorithm === 'ECDSA' ? ecdsaOids[hash] : rsaOids[hash]
export const signatureAlgorithm = (algorithm: 'RSA-PKCS1' | 'ECDSA', hash: Hash) =>
  sequence(oid(signatureOid(algorithm, hash)), ...(algorithm === 'ECDSA' ? [] : [nothing]))

export interface SignatureScheme {
  scheme: 'rsa' | 'pss' | 'ecdsa' | 'eddsa'
  digest: string | null
  saltLength?: number
}

/** What an AlgorithmIdentifier stands for; CMS may name the key's algorithm only and the digest beside it. */
export function readScheme(algorithm: Node | undefined, beside: string | null): SignatureScheme {
  const [name, parameters] = parts(algorithm, 'signature algorithm')
  const identifier = readOid(name)
  const known = signatures[identifier]
  if (known) return known
  if (identifier === '1.2.840.113549.1.1.1') return { scheme: 'rsa', digest: beside }
  if (identifier === '1.2.840.10045.2.1') return { scheme: 'ecdsa', digest: beside }
  if (identifier === '1.3.101.112' || identifier === '1.3.101.113') return { scheme: 'eddsa', digest: null }
  if (identifier === '1.2.840.113549.1.1.10') return pssScheme(parameters)
  throw new Malformed(`signature algorithm ${identifier}`)
}

function pssScheme(parameters: Node | undefined): SignatureScheme {
  let name = 'sha1'
  let saltLength = 20
  for (const part of parts(parameters, 'RSASSA-PSS parameters')) {
    const inner = readNode(part.value, 0, part.depth + 1)
    if (part.tag === 0xa0) {
      const identifier = readOid(parts(inner, 'RSASSA-PSS digest')[0])
      name = digests[identifier] ?? failOn(`digest ${identifier}`)
    }
    if (part.tag === 0xa2) saltLength = readNumber(inner)
  }
  return { scheme: 'pss', digest: name, saltLength }
}
function failOn(what: string): never {
  throw new Malformed(what)
}

export interface PublicKey {
  object: KeyObject
  kind: 'RSA' | 'EC' | 'EdDSA' | 'other'
  bits: number
  shown: string
  weak: boolean
}

const curveBits: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521, secp256k1: 256 }

export function readPublicKey(spki: Uint8Array): PublicKey {
  let object: KeyObject
  try {
    object = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    throw new Malformed('public key')
  }
  const details = object.asymmetricKeyDetails ?? {}
  const type = object.asymmetricKeyType
  if (type === 'rsa' || type === 'rsa-pss') {
    const bits = details.modulusLength ?? 0
    // A modulus or exponent without bound makes one verification as dear as one likes.
    if (bits > 8192 || (details.publicExponent ?? 0n) > 2n ** 64n) throw new Malformed('public key too large')
    return { object, kind: 'RSA', bits, shown: `RSA ${bits}`, weak: bits < 2048 || (details.publicExponent ?? 0n) < 3n }
  }
  if (type === 'ec') {
    const curve = details.namedCurve ?? ''
    const bits = curveBits[curve] ?? Number(/\d{3}/.exec(curve)?.[0] ?? 0)
    return { object, kind: 'EC', bits, shown: `EC ${curve}`, weak: bits < 256 }
  }
  if (type === 'ed25519' || type === 'ed448')
    return { object, kind: 'EdDSA', bits: 256, shown: type === 'ed448' ? 'Ed448' : 'Ed25519', weak: false }
  return { object, kind: 'other', bits: 0, shown: String(type), weak: true }
}

/** Whether the value was made with this key over the data. */
export function holds(key: PublicKey, scheme: SignatureScheme, data: Uint8Array, value: Uint8Array): boolean {
  const fits = { rsa: 'RSA', pss: 'RSA', ecdsa: 'EC', eddsa: 'EdDSA' }[scheme.scheme]
  if (key.kind !== fits) return false
  try {
    if (scheme.scheme === 'pss')
      return verify(
        scheme.digest,
        data,
        { key: key.object, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength ?? 20 },
        value,
      )
    return verify(scheme.digest, data, key.object, value)
  } catch {
    return false
  }
}
