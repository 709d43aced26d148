import { createDecipheriv, createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { refuse } from '../../platform/http/index.ts'
import { digestName } from '../certificates/algorithms.ts'
import { tryCertificate } from '../certificates/certificate.ts'
import {
  children,
  Malformed,
  type Node,
  need,
  octets,
  parts,
  readNode,
  readNumber,
  readOid,
} from '../certificates/der.ts'
import { keyFromMaterial } from './key-from-material.ts'
import type { SigningKey } from './signing-key.ts'

const bag = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
}
const mostIterations = 1_000_000

/** A key of a PKCS#12 file: for demonstration, and for the seals of services; a person's key stays on their card. @throws signing.password-wrong, signing.key-old-cipher, signing.key-unreadable */
export async function openPkcs12(bytes: Uint8Array, password: string): Promise<SigningKey> {
  let opened: { keys: Uint8Array[]; certificates: Uint8Array[] }
  try {
    opened = readPfx(bytes, password)
  } catch (error) {
    if (error instanceof WrongPassword) throw refuse('signing.password-wrong')
    if (error instanceof OldCipher) throw refuse('signing.key-old-cipher', { cipher: error.message })
    throw refuse('signing.key-unreadable', { because: (error as Error).message })
  }
  return keyFromMaterial(opened.keys, opened.certificates)
}

class WrongPassword extends Error {}
class OldCipher extends Error {}

function readPfx(bytes: Uint8Array, password: string): { keys: Uint8Array[]; certificates: Uint8Array[] } {
  const [, authSafe, mac] = parts(readNode(bytes), 'PKCS#12')
  const [, content] = parts(authSafe, 'PKCS#12')
  const safe = octets(children(need(content, 'PKCS#12', 0xa0))[0], 'PKCS#12')
  if (mac) checkMac(mac, safe, password)
  const keys: Uint8Array[] = []
  const certificates: Uint8Array[] = []
  for (const info of parts(readNode(safe), 'PKCS#12')) {
    for (const one of parts(readNode(openContent(info, password)), 'PKCS#12: bags')) {
      const [type, wrapped] = parts(one, 'PKCS#12: bag')
      const value = children(need(wrapped, 'PKCS#12: bag', 0xa0))[0]
      const kind = readOid(type)
      if (kind === bag.key) keys.push(need(value, 'PKCS#12: key').raw)
      if (kind === bag.shroudedKey) {
        const [algorithm, data] = parts(value, 'PKCS#12: key')
        keys.push(decrypt(algorithm, octets(data, 'PKCS#12: key'), password))
      }
      if (kind === bag.certificate) {
        const [, certificate] = parts(value, 'PKCS#12: certificate')
        certificates.push(octets(children(need(certificate, 'PKCS#12: certificate'))[0], 'PKCS#12: certificate'))
      }
    }
  }
  return { keys, certificates: certificates.filter((one) => tryCertificate(one)) }
}

function openContent(info: Node, password: string): Uint8Array {
  const [type, wrapped] = parts(info, 'PKCS#12')
  const inner = children(need(wrapped, 'PKCS#12', 0xa0))[0]
  if (readOid(type) === '1.2.840.113549.1.7.1') return octets(inner, 'PKCS#12')
  const [, encrypted] = parts(inner, 'PKCS#12: encrypted')
  const [, algorithm, data] = parts(encrypted, 'PKCS#12: encrypted')
  return decrypt(algorithm, octets(data, 'PKCS#12: encrypted'), password)
}

function checkMac(mac: Node, safe: Uint8Array, password: string): void {
  const [digestInfo, salt, iterations] = parts(mac, 'PKCS#12: MAC')
  const [algorithm, value] = parts(digestInfo, 'PKCS#12: MAC')
  const name = digestName(readOid(parts(algorithm, 'PKCS#12: MAC')[0])) ?? 'sha1'
  const size = createHash(name).digest().length
  const key = deriveOld(name, password, octets(salt, 'salt'), iterations ? bounded(iterations) : 1, 3, size)
  const made = createHmac(name, key).update(safe).digest()
  const wanted = octets(value, 'PKCS#12: MAC')
  if (made.length !== wanted.length || !timingSafeEqual(made, wanted)) throw new WrongPassword()
}

function bounded(node: Node | undefined): number {
  const count = readNumber(node)
  if (count > mostIterations) throw new Malformed('PKCS#12: too many rounds')
  return count
}

function decrypt(algorithm: Node | undefined, data: Uint8Array, password: string): Uint8Array {
  const [type, parameters] = parts(algorithm, 'PKCS#12: encryption')
  const identifier = readOid(type)
  const { cipher, key, iv } =
    identifier === '1.2.840.113549.1.5.13' ? modern(parameters, password) : old(identifier, parameters, password)
  try {
    const decipher = createDecipheriv(cipher, key, iv)
    return Buffer.concat([decipher.update(data), decipher.final()])
  } catch {
    throw new WrongPassword()
  }
}

interface Opening {
  cipher: string
  key: Uint8Array
  iv: Uint8Array
}

const ciphers: Record<string, { name: string; keyLength: number }> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
}
const pseudoRandom: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

/** PBES2 (RFC 8018). */
function modern(parameters: Node | undefined, password: string): Opening {
  const [derivation, scheme] = parts(parameters, 'PBES2')
  const [kind, given] = parts(derivation, 'PBES2')
  if (readOid(kind) !== '1.2.840.113549.1.5.12') throw new Malformed('PBES2: PBKDF2 expected')
  const [salt, iterations, ...rest] = parts(given, 'PBKDF2')
  const prf = rest.find((one) => one.tag === 0x30)
  const [cipherOid, iv] = parts(scheme, 'PBES2')
  const cipher = ciphers[readOid(cipherOid)]
  const hash = prf ? pseudoRandom[readOid(parts(prf, 'PBKDF2')[0])] : 'sha1'
  if (!cipher || !hash) throw new Malformed('PBES2: unknown cipher')
  const key = pbkdf2Sync(password, octets(salt, 'salt'), bounded(iterations), cipher.keyLength, hash)
  return { cipher: cipher.name, key, iv: octets(iv, 'PBES2') }
}

/** Ciphers of RFC 7292, C, that anybody breaks today; Windows and older OpenSSL wrote RC2. Whose file it is can convert it. */
const broken: Record<string, string> = {
  '1.2.840.113549.1.12.1.1': 'RC4-128',
  '1.2.840.113549.1.12.1.2': 'RC4-40',
  '1.2.840.113549.1.12.1.4': '2DES',
  '1.2.840.113549.1.12.1.5': 'RC2-128',
  '1.2.840.113549.1.12.1.6': 'RC2-40',
}

/** What older programs wrote: three-key Triple DES. */
function old(identifier: string, parameters: Node | undefined, password: string): Opening {
  if (broken[identifier]) throw new OldCipher(broken[identifier])
  if (identifier !== '1.2.840.113549.1.12.1.3') throw new Malformed(`encryption ${identifier}`)
  const [salt, iterations] = parts(parameters, 'PKCS#12: encryption')
  const derive = (purpose: number, size: number) =>
    deriveOld('sha1', password, octets(salt, 'salt'), bounded(iterations), purpose, size)
  return { cipher: 'des-ede3-cbc', key: derive(1, 24), iv: derive(2, 8) }
}

/** The key derivation of RFC 7292, appendix B.2. */
export function deriveOld(
  name: string,
  password: string,
  salt: Uint8Array,
  iterations: number,
  purpose: number,
  size: number,
): Buffer {
  const block = name === 'sha384' || name === 'sha512' ? 128 : 64
  const fill = (bytes: Uint8Array) =>
    Buffer.from(Array.from({ length: Math.ceil(bytes.length / block) * block }, (_, i) => bytes[i % bytes.length] ?? 0))
  const spelled = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const diversifier = Buffer.alloc(block, purpose)
  const input = Buffer.concat([fill(salt), fill(spelled)])
  const made: Buffer[] = []
  for (let length = 0; length < size; ) {
    let a = createHash(name).update(diversifier).update(input).digest()
    for (let round = 1; round < iterations; round++) a = createHash(name).update(a).digest()
    made.push(a)
    length += a.length
    const b = Buffer.from(Array.from({ length: block }, (_, i) => a[i % a.length] ?? 0))
    for (let start = 0; start < input.length; start += block) {
      let carry = 1
      for (let i = block - 1; i >= 0; i--) {
        carry += (input[start + i] ?? 0) + (b[i] ?? 0)
        input[start + i] = carry & 0xff
        carry >>= 8
      }
    }
  }
  return Buffer.concat(made).subarray(0, size)
}
