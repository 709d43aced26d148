import type { Reason } from '@mocban/contract/verification'
import type { VerdictCode } from '@mocban/contract/verification-words'
import { digest, digestName, holds, isWeakDigest, shownDigest } from '../certificates/algorithms.ts'
import { type Certificate, tryCertificate } from '../certificates/certificate.ts'
import { hex, octets, parts, readOid, readTime } from '../certificates/der.ts'
import { cms } from '../cms/object-ids.ts'
import type { Cms, CmsSigner } from '../cms/read-cms.ts'
import { because } from './finding.ts'

export interface SignerCheck {
  certificate: Certificate | null
  faults: { verdict: VerdictCode; reason: Reason }[]
  claimedTime: Date | null
}

/** Whether one signer of a CMS really signed what has this digest, with the certificate that it names. */
export function checkSigner(
  signed: Cms,
  signer: CmsSigner,
  content: { digest(name: string): Buffer; bytes(): Uint8Array },
  expectedType: string | null = null,
): SignerCheck {
  const faults: SignerCheck['faults'] = []
  const fault = (verdict: VerdictCode, reason: Reason) => faults.push({ verdict, reason })
  if (isWeakDigest(signer.digest))
    fault('weak-algorithm', because('algorithm.digest-weak', { digest: shownDigest(signer.digest) }))
  else if (signer.scheme.digest && isWeakDigest(signer.scheme.digest))
    fault('weak-algorithm', because('algorithm.digest-weak', { digest: shownDigest(signer.scheme.digest) }))
  const certificate = findSigner(signed, signer)
  if (!certificate) fault('broken', because('signature.certificate-missing'))
  if (certificate?.key.weak) fault('weak-algorithm', because('algorithm.key-weak', { key: certificate.key.shown }))
  const data = signer.signedAttributes
  if (data) {
    const stated = octets(signer.signed.get(cms.messageDigest)?.[0], 'CMS: digest')
    if (hex(stated) !== hex(content.digest(signer.digest))) fault('broken', because('signature.digest-differs'))
    const type = signer.signed.get(cms.contentType)?.[0]
    if (!type || readOid(type) !== (expectedType ?? signed.contentType))
      fault('broken', because('signature.malformed', { where: 'contentType' }))
    if (certificate && !namesCertificate(signer, certificate))
      fault('broken', because('signature.certificate-substituted'))
  } else if (signed.contentType !== cms.data) fault('broken', because('signature.malformed', { where: 'signedAttrs' }))
  if (certificate) {
    const right = holds(certificate.key, signer.scheme, data ?? content.bytes(), signer.value)
    // Without attributes the value is over the content itself: a wrong one may mean either.
    if (!right) fault('broken', because(data ? 'signature.value-wrong' : 'signature.digest-differs'))
  }
  const time = signer.signed.get(cms.signingTime)?.[0]
  return { certificate, faults, claimedTime: time ? readTime(time) : null }
}

export function findSigner(signed: Cms, signer: CmsSigner): Certificate | null {
  for (const der of signed.certificates) {
    const one = tryCertificate(der)
    if (!one) continue
    const { names } = signer
    if (
      'keyIdentifier' in names
        ? names.keyIdentifier === one.subjectKey
        : names.serial === one.serial && names.issuer === one.issuer.key
    )
      return one
  }
  return null
}

/** ESS signing-certificate (RFC 2634, RFC 5035): absent in older kinds of signatures; where it is, it must be this certificate. */
function namesCertificate(signer: CmsSigner, certificate: Certificate): boolean {
  const second = signer.signed.get(cms.signingCertificateV2)?.[0]
  const first = signer.signed.get(cms.signingCertificate)?.[0]
  const attribute = second ?? first
  if (!attribute) return true
  const [list] = parts(attribute, 'signing certificate')
  const fields = parts(parts(list, 'signing certificate')[0], 'signing certificate')
  let hash: string | null = second ? 'sha256' : 'sha1'
  if (second && fields[0]?.tag === 0x30) hash = digestName(readOid(parts(fields.shift(), 'digest')[0]))
  if (!hash) return false
  return hex(octets(fields[0], 'signing certificate')) === hex(digest(hash, certificate.der))
}
