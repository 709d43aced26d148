import { readScheme, type SignatureScheme } from './algorithms.ts'
import {
  children,
  hex,
  Malformed,
  type Node,
  need,
  octets,
  parts,
  readBits,
  readNode,
  readOid,
  readTime,
} from './der.ts'
import { addresses, readName } from './names.ts'

export interface Crl {
  tbs: Uint8Array
  scheme: SignatureScheme
  signature: Uint8Array
  issuer: string
  thisUpdate: Date
  nextUpdate: Date | null
  /** Whether it speaks of such a certificate: some lists are only for persons, for issuers, for those that name its address. */
  covers(certificate: { isIssuer: boolean; crlAddresses: string[] }): boolean
  /** When it was revoked, by serial number (hexadecimal); null if it is not listed. */
  revokedAt(serial: string): Date | null
}

const mostEntries = 2_000_000
const largest = 64 * 1024 * 1024
const issuingPoint = '2.5.29.28'
/** A list of only the changes says nothing of those that are not on it. */
const deltas = '2.5.29.27'

/** A list of revoked certificates (RFC 5280, 5). @throws Malformed */
export function readCrl(bytes: Uint8Array): Crl {
  if (bytes.length > largest) throw new Malformed('CRL too large')
  const [tbs, algorithm, signature] = parts(readNode(bytes), 'CRL')
  const fields = parts(tbs, 'CRL')
  if (fields[0]?.tag === 0x02) fields.shift()
  const [, issuer, thisUpdate, ...rest] = fields
  const next = rest[0]?.tag === 0x17 || rest[0]?.tag === 0x18 ? rest.shift() : undefined
  const list = rest.find((one) => one.tag === 0x30)
  const extensions = rest.find((one) => one.tag === 0xa0)
  let point: Crl['covers'] = () => true
  for (const extension of extensions ? parts(children(extensions)[0], 'CRL: extensions') : []) {
    const given = parts(extension, 'CRL: extension')
    const critical = given[1]?.tag === 0x01 && given[1].value[0] !== 0
    const identifier = readOid(given[0])
    if (identifier === issuingPoint) point = readPoint(readNode(octets(given.at(-1), 'CRL: issuing point')))
    else if (critical || identifier === deltas) throw new Malformed(`CRL: extension ${identifier}`)
  }
  let revoked: Map<string, Date> | null = null
  return {
    tbs: need(tbs, 'CRL').raw,
    scheme: readScheme(algorithm, null),
    signature: readBits(signature, 'CRL: signature'),
    issuer: readName(issuer).key,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next ? readTime(next) : null,
    covers: point,
    revokedAt(serial) {
      revoked ??= new Map(
        (list ? children(list, mostEntries) : []).map((entry) => {
          const [number, on] = parts(entry, 'CRL: entry')
          return [hex(need(number, 'CRL: serial number', 0x02).value), readTime(on)]
        }),
      )
      return revoked.get(serial) ?? null
    },
  }
}

/** The issuing distribution point (RFC 5280, 5.2.5). Lists by reasons, of other issuers or of attribute certificates are not read. @throws Malformed */
function readPoint(node: Node): Crl['covers'] {
  const fields = parts(node, 'CRL: issuing point')
  const set = (tag: number) => (fields.find((one) => one.tag === tag)?.value[0] ?? 0) !== 0
  if (fields.some((one) => one.tag === 0x83) || set(0x84) || set(0x85)) throw new Malformed('CRL: issuing point')
  const name = fields.find((one) => one.tag === 0xa0)
  const full = name ? children(name).find((one) => one.tag === 0xa0) : null
  const places = full ? addresses(full) : null
  return (certificate) =>
    (!set(0x81) || !certificate.isIssuer) &&
    (!set(0x82) || certificate.isIssuer) &&
    (places === null || certificate.crlAddresses.some((one) => places.includes(one)))
}
