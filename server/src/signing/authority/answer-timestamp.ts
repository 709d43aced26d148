import { randomBytes } from 'node:crypto'
import { digest, digestName } from '../certificates/algorithms.ts'
import {
  generalizedTime,
  integer,
  octets,
  oid,
  parts,
  readNode,
  readOid,
  sequence,
  tagged,
  utf8,
} from '../certificates/der.ts'
import { buildCms } from '../cms/build-cms.ts'
import { cms } from '../cms/object-ids.ts'
import type { SigningKey } from '../keys/signing-key.ts'

/** A policy under the arc for examples (RFC 7229): a stamp for trial says so. */
const policy = '1.3.6.1.5.5.7.13.1'
const sizes: Record<string, number> = { sha256: 32, sha384: 48, sha512: 64 }

/** Answers a time-stamp request (RFC 3161) with what the clock says. */
export async function answerTimestamp(request: Uint8Array, key: SigningKey, now: Date): Promise<Buffer> {
  try {
    const [, imprint, ...rest] = parts(readNode(request), 'time-stamp request')
    const [algorithm, value] = parts(imprint, 'imprint')
    const name = digestName(readOid(parts(algorithm, 'digest')[0])) ?? ''
    if (sizes[name] !== octets(value, 'imprint').length) return refused(0, 'digest')
    const asked = rest.find((one) => one.tag === 0x06)
    const nonce = rest.find((one) => one.tag === 0x02)
    return sequence(
      sequence(integer(0)),
      await makeToken({
        imprint: imprint!.raw,
        policy: asked ? readOid(asked) : policy,
        nonce: nonce?.raw,
        key,
        now,
      }),
    )
  } catch {
    return refused(2, 'request')
  }
}

/** The token itself, over a MessageImprint (DER). */
export async function makeToken(given: {
  imprint: Uint8Array
  policy?: string
  nonce?: Uint8Array
  key: SigningKey
  now: Date
}): Promise<Buffer> {
  const info = sequence(
    integer(1),
    oid(given.policy ?? policy),
    given.imprint,
    integer(randomBytes(12)),
    generalizedTime(given.now),
    sequence(integer(1)),
    ...(given.nonce ? [given.nonce] : []),
  )
  return buildCms({
    key: given.key,
    contentType: cms.tstInfo,
    content: info,
    contentDigest: digest('sha256', info),
    signingTime: given.now,
  })
}

const refused = (bit: number, text: string): Buffer =>
  sequence(sequence(integer(2), sequence(utf8(text)), tagged(0x03, Buffer.from([7 - bit, 0x80 >> bit]))))
