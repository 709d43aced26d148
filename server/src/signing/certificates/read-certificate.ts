import type { SignerFacts } from '@mocban/contract/verification'
import { refuse } from '../../platform/http/index.ts'
import { readCms } from '../cms/read-cms.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { Malformed } from './der.ts'
import { all, first, readableName, shownName } from './names.ts'

export type CertificateKind = 'person' | 'seal' | 'timestamp' | 'issuer' | 'other'

/** What a certificate (DER or PEM) says, names cleaned for the reader. @throws signing.key-unreadable */
export function readCertificate(
  file: Uint8Array,
): SignerFacts & { issuesCertificates: boolean; kind: CertificateKind } {
  const [der] = readCertificates(file)
  const certificate = parseCertificate(der!)
  return { ...factsOf(certificate), issuesCertificates: certificate.isIssuer, kind: kindOf(certificate) }
}

/** The certificates of a PEM or DER file, or of a PKCS#7 bundle, as DER. @throws signing.key-unreadable */
export function readCertificates(file: Uint8Array): Uint8Array[] {
  try {
    const found = pemParts(file) ?? [file]
    const certificates = found.flatMap(openBundle)
    for (const one of certificates) parseCertificate(one)
    if (certificates.length === 0) throw new Malformed('no certificate')
    return certificates
  } catch (error) {
    throw refuse('signing.key-unreadable', { because: (error as Error).message })
  }
}

function pemParts(file: Uint8Array): Uint8Array[] | null {
  const text = Buffer.from(file).toString('latin1')
  if (!text.includes('-----BEGIN ')) return null
  return [...text.matchAll(/-----BEGIN (CERTIFICATE|PKCS7|CMS)-----([\sA-Za-z0-9+/=]+)-----END \1-----/g)].map(
    ([, , body = '']) => Buffer.from(body, 'base64'),
  )
}

function openBundle(der: Uint8Array): Uint8Array[] {
  try {
    return readCms(der).certificates
  } catch {
    return [der]
  }
}

const timestamping = '1.3.6.1.5.5.7.3.8'
const seal = '0.4.0.1862.1.6.2'
const person = '0.4.0.1862.1.6.1'

/** What a certificate is for, as it says or as its names tell. */
export function kindOf(certificate: Certificate): CertificateKind {
  if (certificate.isIssuer) return 'issuer'
  if (certificate.extendedKeyUsage?.includes(timestamping)) return 'timestamp'
  if (certificate.extendedKeyUsage?.every((one) => one === '1.3.6.1.5.5.7.3.9')) return 'other'
  if (certificate.qualifiedTypes.includes(seal)) return 'seal'
  if (certificate.qualifiedTypes.includes(person)) return 'person'
  const { subject } = certificate
  if (first(subject, 'SN') || first(subject, 'GN')) return 'person'
  // Certificates of agencies carry the agency's name as common name, or its tax number without a person's.
  const name = first(subject, 'CN')
  return first(subject, 'organizationIdentifier') || !name || name === first(subject, 'O') ? 'seal' : 'person'
}

export function factsOf(certificate: Certificate): SignerFacts {
  const { subject, issuer } = certificate
  const kind = kindOf(certificate)
  const name = readableName(subject)
  const organisation = first(subject, 'O') ?? (kind === 'seal' ? name : null)
  return {
    name,
    person: kind === 'person' ? name : null,
    organisation,
    units: all(subject, 'OU'),
    title: first(subject, 'title'),
    email: first(subject, 'email'),
    country: first(subject, 'C'),
    onBehalfOf: organisation,
    subject: shownName(subject),
    issuer: shownName(issuer),
    issuerName: readableName(issuer),
    serial: certificate.serial,
    fingerprint: certificate.fingerprint,
    validFrom: certificate.notBefore.toISOString(),
    validTo: certificate.notAfter.toISOString(),
  }
}
