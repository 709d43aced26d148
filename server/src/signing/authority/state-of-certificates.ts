import { digest, digestName } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import {
  bitString,
  children,
  enumerated,
  explicit,
  generalizedTime,
  hex,
  integer,
  octetString,
  octets,
  oid,
  parts,
  readNode,
  readOid,
  sequence,
  tagged,
  time,
} from '../certificates/der.ts'
import { type Issuer, madeWith, signWith } from './build-certificate.ts'

/** When each was revoked, by serial number (hexadecimal, as in the certificate). */
export type Revoked = Map<string, Date>
const day = 86_400_000

/** A list of revoked certificates (RFC 5280, 5). */
export function makeCrl(issuer: Issuer, revoked: Revoked, now: Date, number = 1): Buffer {
  const certificate = parseCertificate(issuer.certificate)
  const algorithm = madeWith(issuer.key, 'SHA-256')
  const entries = [...revoked].map(([serial, on]) => sequence(integer(Buffer.from(serial, 'hex')), time(on)))
  const tbs = sequence(
    integer(1),
    algorithm,
    certificate.subjectDer,
    time(now),
    time(new Date(now.getTime() + 7 * day)),
    ...(entries.length ? [sequence(...entries)] : []),
    explicit(
      0,
      sequence(
        sequence(
          oid('2.5.29.35'),
          octetString(sequence(tagged(0x80, Buffer.from(certificate.subjectKey ?? '', 'hex')))),
        ),
        sequence(oid('2.5.29.20'), octetString(integer(number))),
      ),
    ),
  )
  return sequence(tbs, algorithm, bitString(signWith(issuer.key, 'SHA-256', tbs)))
}

export interface OcspGround {
  /** Whose certificates it answers for. */
  issuer: Uint8Array
  responder: Issuer
  revoked: Revoked
  known: (serial: string) => boolean
  now: Date
}

/** Answers an OCSP request (RFC 6960) for the certificates of one issuer. */
export function answerOcsp(request: Uint8Array, ground: OcspGround): Buffer {
  let asked: ReturnType<typeof readRequest>
  try {
    asked = readRequest(request)
  } catch {
    return sequence(enumerated(1))
  }
  const responder = parseCertificate(ground.responder.certificate)
  const answers = asked.ids.map((id) => answerOne(id, ground))
  const data = sequence(
    explicit(2, octetString(digest('sha1', responder.keyBits))),
    generalizedTime(ground.now),
    sequence(...answers),
    ...(asked.nonce ? [explicit(1, sequence(sequence(oid('1.3.6.1.5.5.7.48.1.2'), octetString(asked.nonce))))] : []),
  )
  const basic = sequence(
    data,
    madeWith(ground.responder.key, 'SHA-256'),
    bitString(signWith(ground.responder.key, 'SHA-256', data)),
    explicit(0, sequence(ground.responder.certificate)),
  )
  return sequence(enumerated(0), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic))))
}

function answerOne(id: Uint8Array, ground: OcspGround): Buffer {
  const [algorithm, nameHash, keyHash, serialNode] = parts(readNode(id), 'certificate identifier')
  const hash = digestName(readOid(parts(algorithm, 'digest')[0])) ?? 'sha1'
  const issuer = parseCertificate(ground.issuer)
  const serial = hex(serialNode?.value ?? Buffer.alloc(0))
  const ours =
    hex(octets(nameHash, 'name')) === hex(digest(hash, issuer.subjectDer)) &&
    hex(octets(keyHash, 'key')) === hex(digest(hash, issuer.keyBits))
  const on = ground.revoked.get(serial)
  const status = on
    ? explicit(1, generalizedTime(on))
    : tagged(ours && ground.known(serial) ? 0x80 : 0x82, Buffer.alloc(0))
  return sequence(
    id,
    status,
    generalizedTime(ground.now),
    explicit(0, generalizedTime(new Date(ground.now.getTime() + day))),
  )
}

function readRequest(request: Uint8Array): { ids: Uint8Array[]; nonce: Uint8Array | null } {
  const [tbs] = parts(readNode(request), 'OCSP request')
  const fields = parts(tbs, 'OCSP request')
  const list = fields.find((one) => one.tag === 0x30)
  const ids = parts(list, 'OCSP request')
    .slice(0, 20)
    .map((one) => children(one)[0]!.raw)
  let nonce: Uint8Array | null = null
  const extensions = fields.find((one) => one.tag === 0xa2)
  for (const extension of extensions ? parts(children(extensions)[0], 'extensions') : []) {
    const given = parts(extension, 'extension')
    if (readOid(given[0]) === '1.3.6.1.5.5.7.48.1.2') nonce = octets(given.at(-1), 'nonce').subarray(0, 64)
  }
  return { ids, nonce }
}
