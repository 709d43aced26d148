import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { digest } from '../certificates/algorithms.ts'
import { explicit, integer, nothing, octetString, oid, sequence, setOf, tagged } from '../certificates/der.ts'
import { deriveOld } from '../keys/pkcs12.ts'

const rounds = 100_000

/** Key, certificate and chain as PKCS#12, encrypted with AES-256 under the password (RFC 7292, PBES2). */
export function makePkcs12(
  given: { privateKey: Uint8Array; certificate: Uint8Array; chain: Uint8Array[]; label: string },
  password: string,
): Buffer {
  const identifier = digest('sha1', given.certificate)
  const attributes = setOf(
    sequence(oid('1.2.840.113549.1.9.20'), setOf(tagged(0x1e, Buffer.from(given.label, 'utf16le').swap16()))),
    sequence(oid('1.2.840.113549.1.9.21'), setOf(octetString(identifier))),
  )
  const bag = (type: string, value: Uint8Array, own: boolean) =>
    sequence(oid(type), explicit(0, value), ...(own ? [attributes] : []))
  const certificates = [given.certificate, ...given.chain].map((one, i) =>
    bag('1.2.840.113549.1.12.10.1.3', sequence(oid('1.2.840.113549.1.9.22.1'), explicit(0, octetString(one))), i === 0),
  )
  const key = encrypt(given.privateKey, password)
  const shrouded = bag('1.2.840.113549.1.12.10.1.2', sequence(key.algorithm, octetString(key.data)), true)
  const chain = encrypt(sequence(...certificates), password)
  const safe = sequence(
    sequence(
      oid('1.2.840.113549.1.7.6'),
      explicit(
        0,
        sequence(integer(0), sequence(oid('1.2.840.113549.1.7.1'), chain.algorithm, tagged(0x80, chain.data))),
      ),
    ),
    sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octetString(sequence(shrouded)))),
  )
  const salt = randomBytes(16)
  const mac = createHmac('sha256', deriveOld('sha256', password, salt, rounds, 3, 32))
    .update(safe)
    .digest()
  return sequence(
    integer(3),
    sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octetString(safe))),
    sequence(
      sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nothing), octetString(mac)),
      octetString(salt),
      integer(rounds),
    ),
  )
}

function encrypt(data: Uint8Array, password: string): { algorithm: Buffer; data: Buffer } {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, rounds, 32, 'sha256'), iv)
  const algorithm = sequence(
    oid('1.2.840.113549.1.5.13'),
    sequence(
      sequence(
        oid('1.2.840.113549.1.5.12'),
        sequence(octetString(salt), integer(rounds), sequence(oid('1.2.840.113549.2.9'), nothing)),
      ),
      sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(iv)),
    ),
  )
  return { algorithm, data: Buffer.concat([cipher.update(data), cipher.final()]) }
}
