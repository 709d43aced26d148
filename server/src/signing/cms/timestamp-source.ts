import { randomBytes } from 'node:crypto'
import { refuse } from '../../platform/http/index.ts'
import { digestAlgorithm } from '../certificates/algorithms.ts'
import {
  boolean,
  hex,
  integer,
  Malformed,
  octetString,
  oid,
  parts,
  readNode,
  readNumber,
  sequence,
} from '../certificates/der.ts'
import { fetchBytes } from '../certificates/fetch-bytes.ts'
import type { Hash } from '../keys/signing-key.ts'
import { readTimestamp } from './read-timestamp.ts'

/** A time-stamping authority (RFC 3161). */
export interface TimestampSource {
  /** The time-stamp token (DER, ContentInfo) of a digest. @throws signing.timestamp-failed */
  timestamp(digest: Uint8Array, hash: Hash): Promise<Uint8Array>
}

/** A time-stamping authority over HTTP. */
export function timestampService(
  url: string,
  given: { fetch?: typeof fetch; policy?: string; timeoutMs?: number } = {},
): TimestampSource {
  return {
    async timestamp(digest, hash) {
      try {
        const nonce = randomBytes(8)
        const answer = await fetchBytes(url, {
          fetch: given.fetch,
          timeoutMs: given.timeoutMs ?? 15_000,
          body: timestampRequest(digest, hash, { nonce, policy: given.policy }),
          contentType: 'application/timestamp-query',
        })
        return acceptToken(readResponse(answer), digest, nonce)
      } catch (error) {
        throw refuse('signing.timestamp-failed', { because: (error as Error).message })
      }
    },
  }
}

const timestampRequest = (digest: Uint8Array, hash: Hash, given: { nonce?: Uint8Array; policy?: string }): Buffer =>
  sequence(
    integer(1),
    sequence(digestAlgorithm(hash), octetString(digest)),
    ...(given.policy ? [oid(given.policy)] : []),
    ...(given.nonce ? [integer(given.nonce)] : []),
    boolean(true),
  )

function readResponse(answer: Uint8Array): Uint8Array {
  const [status, token] = parts(readNode(answer), 'time-stamp response')
  const code = readNumber(parts(status, 'time-stamp response')[0])
  if (code > 1 || !token) throw new Malformed(`status ${code}`)
  return token.raw
}

/** Whether the authority answered what was asked: else it would be found out only when somebody verifies. */
function acceptToken(token: Uint8Array, digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const read = readTimestamp(token)
  if (hex(read.imprint) !== hex(digest)) throw new Malformed('the token is of other data')
  if (read.nonce !== null && BigInt(`0x${read.nonce}`) !== BigInt(`0x${hex(nonce)}`))
    throw new Malformed('the token answers another request')
  return token
}

/** @throws signing.timestamp-failed for a level that needs a time-stamp where nobody gives one */
export function requireTimestamps(given: { level: string; timestamps?: TimestampSource }): TimestampSource | undefined {
  if (given.level === 'B-B') return undefined
  if (!given.timestamps) throw refuse('signing.timestamp-failed', { because: '—' })
  return given.timestamps
}
