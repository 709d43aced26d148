import { digestName } from '../certificates/algorithms.ts'
import { hex, Malformed, need, octets, parts, readNode, readOid, readTime } from '../certificates/der.ts'
import { cms } from './object-ids.ts'
import { type Cms, readCms } from './read-cms.ts'

export interface Timestamp {
  cms: Cms
  /** TSTInfo, which the token's signature is over. */
  info: Uint8Array
  digest: string
  imprint: Uint8Array
  time: Date
  /** Hexadecimal. */
  nonce: string | null
  policy: string
}

/** A time-stamp token (RFC 3161, 2.4.2). @throws Malformed */
export function readTimestamp(token: Uint8Array): Timestamp {
  const read = readCms(token)
  if (read.contentType !== cms.tstInfo || !read.content) throw new Malformed('no time-stamp')
  const fields = parts(readNode(read.content), 'time-stamp')
  const [, policy, imprint, , time, ...rest] = fields
  const [algorithm, value] = parts(imprint, 'time-stamp: imprint')
  const name = readOid(parts(algorithm, 'time-stamp: digest')[0])
  const nonce = rest.find((one) => one.tag === 0x02)
  return {
    cms: read,
    info: read.content,
    digest: digestName(name) ?? unknown(name),
    imprint: octets(value, 'time-stamp: imprint'),
    time: readTime(need(time, 'time-stamp: time', 0x18)),
    nonce: nonce ? hex(nonce.value) : null,
    policy: readOid(policy),
  }
}
function unknown(name: string): never {
  throw new Malformed(`digest ${name}`)
}
