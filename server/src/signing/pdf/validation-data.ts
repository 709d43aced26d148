import { refuse } from '../../platform/http/index.ts'
import { digest } from '../certificates/algorithms.ts'
import {
  type Certificate,
  ids,
  isSelfIssued,
  issuedBy,
  parseCertificate,
  tryCertificate,
} from '../certificates/certificate.ts'
import { hex } from '../certificates/der.ts'
import { readableName } from '../certificates/names.ts'
import { readOcsp } from '../certificates/ocsp.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { readCms } from '../cms/read-cms.ts'
import { readTimestamp } from '../cms/read-timestamp.ts'
import { Increment } from './increment.ts'
import type { PdfFile } from './pdf-file.ts'
import { signedFields } from './permissions.ts'
import { Dict, dict, Name, Stream, Text, type Value } from './values.ts'

export interface ValidationData {
  certificates: Uint8Array[]
  ocsps: Uint8Array[]
  crls: Uint8Array[]
}

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
export async function gatherValidationData(
  file: PdfFile,
  source: RevocationSource,
  mine: string | null,
): Promise<ValidationData> {
  const pool = new Map<string, Certificate>()
  const needed = new Set<string>()
  const take = (list: Uint8Array[], own = false) => {
    for (const one of list) {
      const certificate = tryCertificate(one)
      if (!certificate) continue
      pool.set(certificate.fingerprint, certificate)
      if (own) needed.add(certificate.fingerprint)
    }
  }
  for (const { field, signature } of signedFields(file)) {
    const contents = file.follow(signature.get('Contents'))
    if (!(contents instanceof Text)) continue
    try {
      const read = readCms(contents.bytes)
      take(read.certificates, field.name === mine)
      for (const signer of read.signers)
        for (const token of signer.unsigned.get(oids.timestampToken) ?? [])
          take(readTimestamp(token.raw).cms.certificates, field.name === mine)
    } catch {
      // What cannot be read cannot be proven later either.
    }
  }
  take(readValidationData(file).certificates)
  const found: ValidationData = { certificates: [], ocsps: [], crls: [] }
  const asked = new Set<string>()
  const queue = [...pool.values()]
  while (queue.length > 0) {
    const certificate = queue.shift()!
    if (asked.has(certificate.fingerprint)) continue
    asked.add(certificate.fingerprint)
    found.certificates.push(certificate.der)
    if (isSelfIssued(certificate) || certificate.extensions.has(ids.noCheck)) continue
    const issuer = [...pool.values()].find((one) => issuedBy(certificate, one))
    if (!issuer) continue
    const evidence = await source.evidence(certificate.der, issuer.der)
    if (evidence.length === 0 && needed.has(certificate.fingerprint))
      throw refuse('signing.revocation-missing', { name: readableName(certificate.subject) })
    for (const { kind, bytes } of evidence)
      if (kind === 'crl') found.crls.push(bytes)
      else {
        found.ocsps.push(bytes)
        for (const one of readOcsp(bytes).certificates) {
          const responder = parseCertificate(one)
          pool.set(responder.fingerprint, responder)
          queue.push(responder)
        }
      }
  }
  return found
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
