import { digest, digestAlgorithm, nodeHash, signatureAlgorithm } from '../certificates/algorithms.ts'
import { type Certificate, parseCertificate } from '../certificates/certificate.ts'
import { explicit, integer, octetString, oid, sequence, setOf, tagged, time } from '../certificates/der.ts'
import { CertificatePool, gatherEvidence, type ValidationData } from '../certificates/gather-evidence.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import type { Hash, SigningKey } from '../keys/signing-key.ts'
import { cms } from './object-ids.ts'
import { readTimestamp } from './read-timestamp.ts'
import type { TimestampSource } from './timestamp-source.ts'

export interface CmsRequest {
  key: SigningKey
  hash?: Hash
  /** Of what is signed. */
  contentDigest: Uint8Array
  contentType?: string
  /** Carried within. */
  content?: Uint8Array
  /** PAdES forbids the attribute: there the time stands in the dictionary (EN 319 142-1, 6.3). */
  signingTime?: Date
  timestamps?: TimestampSource
  /** Carries what proves the certificates long after (B-LT). */
  revocation?: RevocationSource
}

/** SignedData with one signer and the attributes that CAdES and PAdES baseline want: what was signed, and with which certificate. */
export async function buildCms(request: CmsRequest): Promise<Buffer> {
  const { key, hash = 'SHA-256', contentType = cms.data } = request
  const certificate = parseCertificate(key.certificate)
  const attributes = [
    attribute(cms.contentType, oid(contentType)),
    attribute(cms.messageDigest, octetString(request.contentDigest)),
    attribute(cms.signingCertificateV2, signingCertificate(certificate, hash)),
    ...(request.signingTime ? [attribute(cms.signingTime, time(request.signingTime))] : []),
  ]
  const signed = setOf(...attributes)
  const value = await key.sign(signed, hash)
  const token = request.timestamps ? await request.timestamps.timestamp(digest(nodeHash(hash), value), hash) : null
  const own = [key.certificate, ...key.chain]
  const proof = request.revocation && (await proofOf(own, token, request.revocation))
  const others = (proof?.certificates ?? []).filter((one) => !own.some((known) => Buffer.compare(known, one) === 0))
  const signer = sequence(
    integer(1),
    issuerAndSerial(certificate),
    digestAlgorithm(hash),
    // The same set, under the tag that SignerInfo gives it.
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    signatureAlgorithm(key.algorithm, hash),
    octetString(value),
    ...(token ? [explicit(1, attribute(cms.timestampToken, token))] : []),
  )
  return sequence(
    oid(cms.signedData),
    explicit(
      0,
      sequence(
        // RFC 5652, 5.1: answers of OCSP make it 5, a content of another kind 3.
        integer(proof?.ocsps.length ? 5 : contentType === cms.data ? 1 : 3),
        setOf(digestAlgorithm(hash)),
        sequence(oid(contentType), ...(request.content ? [explicit(0, octetString(request.content))] : [])),
        tagged(0xa0, ...[...own, ...others].map((one) => Buffer.from(one))),
        ...(proof ? [revocations(proof)] : []),
        setOf(signer),
      ),
    ),
  )
}

async function proofOf(own: Uint8Array[], token: Uint8Array | null, source: RevocationSource): Promise<ValidationData> {
  const pool = new CertificatePool()
  pool.take(own, { needed: true })
  if (token) pool.take(readTimestamp(token).cms.certificates, { needed: true })
  return gatherEvidence(pool, source)
}

/** Lists of revoked certificates, and answers of OCSP (RFC 5940), as CAdES B-LT wants them. */
const revocations = ({ crls, ocsps }: ValidationData): Buffer =>
  tagged(0xa1, ...[...crls.map((one) => Buffer.from(one)), ...ocsps.map(ocspChoice)].sort(Buffer.compare))
export const ocspChoice = (one: Uint8Array) => tagged(0xa1, oid(cms.ocspResponse), Buffer.from(one))

export const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value))

const issuerAndSerial = (certificate: Certificate) =>
  sequence(certificate.issuerDer, integer(Buffer.from(certificate.serial, 'hex')))

/** Binds the signature to this one certificate (RFC 5035), so that none with the same key can be put in its place. */
function signingCertificate(certificate: Certificate, hash: Hash): Buffer {
  const issuer = sequence(sequence(explicit(4, certificate.issuerDer)), integer(Buffer.from(certificate.serial, 'hex')))
  return sequence(
    sequence(
      sequence(
        // SHA-256 is the default, which DER leaves out.
        ...(hash === 'SHA-256' ? [] : [digestAlgorithm(hash)]),
        octetString(digest(nodeHash(hash), certificate.der)),
        issuer,
      ),
    ),
  )
}
