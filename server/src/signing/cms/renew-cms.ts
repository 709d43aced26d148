import { digest } from '../certificates/algorithms.ts'
import {
  children,
  explicit,
  integer,
  type Node,
  need,
  oid,
  parts,
  readNode,
  sequence,
  setOf,
  tagged,
} from '../certificates/der.ts'
import { CertificatePool, gatherEvidence } from '../certificates/gather-evidence.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { archiveData, hashIndex } from './archive-cms.ts'
import { attribute, ocspChoice } from './build-cms.ts'
import { cms } from './object-ids.ts'
import { readCms } from './read-cms.ts'
import type { TimestampSource } from './timestamp-source.ts'

/**
 * Puts a new archive time-stamp (archive-time-stamp-v3, EN 319 122-1, 5.5.3) over each signer who has a time-stamp, and before it what issuers say today of the certificates of
 * those before; `content` is what a detached signature is over. Null where there is none. Other programs read the file as before: all of it stands beside what was signed.
 */
export async function renewCms(
  der: Uint8Array,
  given: { content?: Uint8Array; timestamps: TimestampSource; revocation?: RevocationSource },
): Promise<Buffer | null> {
  const content = given.content ?? readCms(der).content
  if (!content) return null
  let renewed: Buffer = given.revocation ? await withProof(der, given.revocation) : Buffer.from(der)
  let stamped = false
  for (const index of readCms(der).signers.keys()) {
    const signed = readCms(renewed)
    const signer = signed.signers[index]!
    if (!signer.unsigned.has(cms.timestampToken)) continue
    const named = hashIndex(signed, signer)
    const over = archiveData(signed, signer, digest('sha256', content), named)
    const token = await given.timestamps.timestamp(digest('sha256', over), 'SHA-256')
    const indexed = withUnsigned(token, 0, attribute(cms.archiveHashIndex, named))
    renewed = withUnsigned(renewed, index, attribute(cms.archiveTimestamp, indexed))
    stamped = true
  }
  return stamped ? renewed : null
}

/** Whoever is not there to be asked any more does not keep the stamp from being put on. */
async function withProof(der: Uint8Array, source: RevocationSource): Promise<Buffer> {
  const signed = readCms(der)
  const stamps = signed.signers.flatMap((signer) =>
    [cms.timestampToken, cms.archiveTimestamp].flatMap((type) => signer.unsigned.get(type) ?? []),
  )
  const pool = new CertificatePool()
  for (const one of [signed, ...stamps.map(({ raw }) => readCms(raw))]) pool.take(one.certificates)
  const found = await gatherEvidence(pool, source)
  return rebuilt(der, (fields) => {
    const [version, digests, encapsulated, ...rest] = fields
    const signers = rest.at(-1)!
    const revocations = union(signed.revocationChoices, [...found.crls, ...found.ocsps.map(ocspChoice)])
    return [
      // RFC 5652, 5.1: answers of OCSP make it 5.
      found.ocsps.length ? integer(5) : version!.raw,
      digests!.raw,
      encapsulated!.raw,
      tagged(0xa0, ...union(signed.certificateChoices, found.certificates)),
      ...(revocations.length ? [tagged(0xa1, ...revocations)] : []),
      signers.raw,
    ]
  })
}

function union(there: Uint8Array[], more: Uint8Array[]): Buffer[] {
  const all = [...there, ...more].map((one) => Buffer.from(one))
  return [...new Map(all.map((one) => [one.toString('base64'), one])).values()].sort(Buffer.compare)
}

/** The same signed data with one more unsigned attribute of a signer. */
function withUnsigned(der: Uint8Array, index: number, added: Buffer): Buffer {
  return rebuilt(der, (fields) => {
    const signers = children(need(fields.at(-1), 'CMS: signers', 0x31)).map((one, i) => {
      if (i !== index) return one.raw
      const own = children(one)
      const there = own.at(-1)?.tag === 0xa1 ? own.pop() : undefined
      const all = setOf(...(there ? children(there).map((each) => each.raw) : []), added)
      // The same set, under the tag that SignerInfo gives it.
      return sequence(...own.map((each) => each.raw), Buffer.concat([Buffer.from([0xa1]), all.subarray(1)]))
    })
    // In the order they had: others count by it.
    return [...fields.slice(0, -1).map((one) => one.raw), tagged(0x31, ...signers)]
  })
}

function rebuilt(der: Uint8Array, change: (fields: Node[]) => Uint8Array[]): Buffer {
  const [, wrapped] = parts(readNode(der), 'CMS')
  const fields = parts(children(need(wrapped, 'CMS', 0xa0))[0], 'CMS: signed data')
  return sequence(oid(cms.signedData), explicit(0, sequence(...change(fields))))
}
