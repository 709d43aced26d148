import { digest, digestAlgorithm, digestName } from '../certificates/algorithms.ts'
import { children, hex, Malformed, octetString, octets, parts, readOid, sequence } from '../certificates/der.ts'
import { cms } from './object-ids.ts'
import { type Cms, type CmsSigner, readCms } from './read-cms.ts'

/** What an archive time-stamp (archive-time-stamp-v3, EN 319 122-1, 5.5.3) is over. */
export interface Archived {
  data(contentDigest: Uint8Array): Buffer
  /** Whether this value of an unsigned attribute was there when it was made. */
  covers(value: Uint8Array): boolean
}

/** What is hashed of an unsigned attribute: its type and one value. */
const piece = (type: Uint8Array, value: Uint8Array) => Buffer.concat([type, value])

/** The ats-hash-index-v3 (5.5.2) of everything that the signature carries today. */
export function hashIndex(signed: Cms, signer: CmsSigner): Buffer {
  const list = (all: Uint8Array[]) => sequence(...all.map((one) => octetString(digest('sha256', one))))
  return sequence(
    digestAlgorithm('SHA-256'),
    list(signed.certificateChoices),
    list(signed.revocationChoices),
    list(signer.unsignedValues.map((one) => piece(one.type, one.value))),
  )
}

/** The bytes that are stamped; of the content its digest, by the stamp's own algorithm. */
export const archiveData = (signed: Cms, signer: CmsSigner, contentDigest: Uint8Array, index: Uint8Array): Buffer =>
  Buffer.concat([signed.contentTypeRaw, contentDigest, ...signer.fields, index])

/** What an archive time-stamp found in a signature is over. Whatever its index names must be here. @throws Malformed */
export function readArchive(signed: Cms, signer: CmsSigner, token: Uint8Array): Archived {
  const index = readCms(token).signers[0]?.unsigned.get(cms.archiveHashIndex)?.[0]
  const [algorithm, ...lists] = parts(index, 'ats-hash-index-v3')
  const name = digestName(readOid(parts(algorithm, 'ats-hash-index-v3')[0]))
  if (!index || !name || lists.length !== 3) throw new Malformed('ats-hash-index-v3')
  const values = signer.unsignedValues.map((one) => piece(one.type, one.value))
  const here = [signed.certificateChoices, signed.revocationChoices, values]
  const named = lists.map((list) => new Set(children(list).map((one) => hex(octets(one, 'ats-hash-index-v3')))))
  for (const [i, wanted] of named.entries()) {
    const found = new Set(here[i]!.map((one) => hex(digest(name, one))))
    for (const one of wanted) if (!found.has(one)) throw new Malformed('ats-hash-index-v3')
  }
  const covered = new Set(
    signer.unsignedValues
      .filter((one) => named[2]!.has(hex(digest(name, piece(one.type, one.value)))))
      .map((one) => hex(one.value)),
  )
  return {
    data: (contentDigest) => archiveData(signed, signer, contentDigest, index.raw),
    covers: (value) => covered.has(hex(value)),
  }
}
