import { readScheme, type SignatureScheme } from './algorithms.ts'
import { children, hex, Malformed, need, parts, readBits, readNode, readOid, readTime } from './der.ts'
import { readName } from './names.ts'

export interface Crl {
  tbs: Uint8Array
  scheme: SignatureScheme
  signature: Uint8Array
  issuer: string
  thisUpdate: Date
  nextUpdate: Date | null
  /** When it was revoked, by serial number (hexadecimal); null if it is not listed. */
  revokedAt(serial: string): Date | null
}

const mostEntries = 2_000_000
const largest = 64 * 1024 * 1024
/** A list for only some certificates, or only the changes, says nothing of those that are not on it. */
const partial = new Set(['2.5.29.27', '2.5.29.28'])

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
  for (const extension of extensions ? parts(children(extensions)[0], 'CRL: extensions') : []) {
    const given = parts(extension, 'CRL: extension')
    const critical = given[1]?.tag === 0x01 && given[1].value[0] !== 0
    if (critical || partial.has(readOid(given[0]))) throw new Malformed(`CRL: extension ${readOid(given[0])}`)
  }
  let revoked: Map<string, Date> | null = null
  return {
    tbs: need(tbs, 'CRL').raw,
    scheme: readScheme(algorithm, null),
    signature: readBits(signature, 'CRL: signature'),
    issuer: readName(issuer).key,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next ? readTime(next) : null,
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
