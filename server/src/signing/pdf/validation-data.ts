import { digest } from '../certificates/algorithms.ts'
import { hex } from '../certificates/der.ts'
import { CertificatePool, gatherEvidence, type ValidationData } from '../certificates/gather-evidence.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { readCms } from '../cms/read-cms.ts'
import { readTimestamp } from '../cms/read-timestamp.ts'
import { Increment } from './increment.ts'
import type { PdfFile } from './pdf-file.ts'
import { signedFields } from './permissions.ts'
import { Dict, dict, Name, Stream, Text, type Value } from './values.ts'

/** What the document carries already (DSS, EN 319 142-1, 5.4.2). */
export function readValidationData(file: PdfFile): ValidationData {
  const store = file.dict(file.root.get('DSS'))
  const streams = (key: string): Uint8Array[] =>
    file
      .list(store?.get(key))
      .slice(0, 1000)
      .flatMap((one) => {
        const stream = file.follow(one)
        return stream instanceof Stream ? [decodeQuietly(stream)] : []
      })
      .filter((one) => one.length > 0)
  return { certificates: streams('Certs'), ocsps: streams('OCSPs'), crls: streams('CRLs') }
}

import { decode } from './cross-reference.ts'

function decodeQuietly(stream: Stream): Uint8Array {
  try {
    return decode(stream)
  } catch {
    return Buffer.alloc(0)
  }
}

/**
 * Everything that is needed to check the signatures on the file long after: certificates, and what their issuers say of them. Of the signature in `mine` it must
 * be had; who signed before may be of an authority that nobody here can ask. @throws signing.revocation-missing
 */
export function gatherValidationData(
  file: PdfFile,
  source: RevocationSource,
  mine: string | null,
): Promise<ValidationData> {
  const pool = new CertificatePool()
  for (const { field, signature } of signedFields(file)) {
    const contents = file.follow(signature.get('Contents'))
    if (!(contents instanceof Text)) continue
    const needed = field.name === mine
    try {
      const read = readCms(contents.bytes)
      pool.take(read.certificates, { needed })
      for (const signer of read.signers)
        for (const token of signer.unsigned.get(oids.timestampToken) ?? [])
          pool.take(readTimestamp(token.raw).cms.certificates, { needed })
    } catch {
      // What cannot be read cannot be proven later either.
    }
  }
  pool.take(readValidationData(file).certificates)
  return gatherEvidence(pool, source)
}

/** Puts the data behind the document, beside what is there. */
export function addValidationData(file: PdfFile, data: ValidationData): Buffer {
  const increment = new Increment(file)
  const before = readValidationData(file)
  const store = file.dict(file.root.get('DSS')) ?? new Dict()
  const merged = (key: string, given: Uint8Array[], known: Uint8Array[]): Value => {
    const seen = new Set(known.map((one) => hex(digest('sha256', one))))
    const fresh = given.filter((one) => {
      const mark = hex(digest('sha256', one))
      return !seen.has(mark) && seen.add(mark)
    })
    return [...file.list(store.get(key)), ...fresh.map((one) => increment.add(new Stream(new Dict(), one)))]
  }
  const changed = store.with({
    Certs: merged('Certs', data.certificates, before.certificates),
    OCSPs: merged('OCSPs', data.ocsps, before.ocsps),
    CRLs: merged('CRLs', data.crls, before.crls),
  })
  increment.replace(increment.rootRef, file.root.with({ DSS: increment.add(changed), Extensions: withExtension(file) }))
  return increment.bytes()
}

/** Names the extension of PDF 1.7 that brings document security stores (EN 319 142-1, 5.4.1). */
function withExtension(file: PdfFile): Dict {
  const given = file.dict(file.root.get('Extensions')) ?? new Dict()
  return given.get('ESIC') ? given : given.with({ ESIC: dict({ BaseVersion: new Name('1.7'), ExtensionLevel: 5 }) })
}
