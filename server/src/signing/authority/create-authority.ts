import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { digestAlgorithm } from '../certificates/algorithms.ts'
import { parseCertificate, type Usage } from '../certificates/certificate.ts'
import { integer, octetString, parts, readNode, sequence } from '../certificates/der.ts'
import { ocspRequest } from '../certificates/ocsp.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'
import { keyFromMaterial } from '../keys/key-from-material.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { TrustStore } from '../verify/trust-store.ts'
import { answerTimestamp } from './answer-timestamp.ts'
import {
  buildCertificate,
  type Issuer,
  type KeyAlgorithm,
  type MadeWith,
  makeKey,
  type NameParts,
} from './build-certificate.ts'
import { makePkcs12 } from './make-pkcs12.ts'
import { answerOcsp, makeCrl, type Revoked } from './state-of-certificates.ts'

export interface IssueRequest {
  kind: 'person' | 'seal'
  /** The person's or the agency's name. */
  name: string
  organisation?: string
  unit?: string
  title?: string
  email?: string
  from?: Date
  to?: Date
  algorithm?: KeyAlgorithm
  /** For cases that must fail. */
  hash?: MadeWith
  keyUsage?: Usage[]
  extendedKeyUsage?: string[]
}

export interface Issued {
  key: SigningKey
  certificate: Uint8Array
  /** PKCS#8, DER. */
  privateKey: Uint8Array
  /** Key, certificate and chain as a PKCS#12, encrypted (AES-256). */
  pkcs12(password: string): Uint8Array
}

/** A small certificate authority for demonstrations and tests. Its certificates say that they are for trial. */
export interface Authority {
  root: Uint8Array
  issuing: Uint8Array
  /** Trusts its root for signatures and time-stamps. */
  trust: TrustStore
  issue(request: IssueRequest): Promise<Issued>
  revoke(certificate: Uint8Array, on?: Date): void
  /** In-process; the same answers as over HTTP. */
  timestamps: TimestampSource
  revocation: RevocationSource
  /** Answers RFC 3161 requests. */
  answerTimestamp(request: Uint8Array): Promise<Uint8Array>
  answerOcsp(request: Uint8Array): Promise<Uint8Array>
  /** The list of revoked certificates of the issuing authority, or of the root. */
  crl(of?: 'issuing' | 'root'): Promise<Uint8Array>
  /** What it has to keep to go on another day. */
  material: AuthorityMaterial
}

interface Holder {
  certificate: Uint8Array
  /** PKCS#8, DER. */
  privateKey: Uint8Array
}
export interface AuthorityMaterial {
  root: Holder
  issuing: Holder
  timestamping: Holder
  ocsp: Holder
  /** Serial numbers of what was issued, and when each was revoked. */
  issued: Record<string, { name: string; revoked: string | null }>
}

export interface AuthorityOptions {
  /** In the names of its certificates. */
  name?: string
  /** What its clock says. */
  now?: () => Date
  /** Where its responders will be reached; written into the certificates. */
  baseUrl?: string
  algorithm?: KeyAlgorithm
  /** Goes on with what was kept. */
  material?: AuthorityMaterial
}

const year = 365 * 86_400_000
const documentSigning = '1.3.6.1.5.5.7.3.36'
const emailProtection = '1.3.6.1.5.5.7.3.4'
const hour = 3_600_000

export async function createAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const now = options.now ?? (() => new Date())
  const material = options.material ?? (await establish(options, now()))
  const issuing = asIssuer(material.issuing)
  const root = asIssuer(material.root)
  const responder = asIssuer(material.ocsp)
  const stamping = keyFromMaterial(
    [material.timestamping.privateKey],
    [material.timestamping.certificate, material.issuing.certificate, material.root.certificate],
  )
  const revoked = (): Revoked =>
    new Map(
      Object.entries(material.issued).flatMap(([serial, { revoked }]) =>
        revoked ? [[serial, new Date(revoked)] as const] : [],
      ),
    )
  const authority: Authority = {
    root: material.root.certificate,
    issuing: material.issuing.certificate,
    material,
    trust: {
      anchors: [{ certificate: material.root.certificate, purposes: ['signing', 'timestamping'] }],
      intermediates: [material.issuing.certificate],
    },
    issue: (request) => issue(request, options, issuing, material, now()),
    revoke(certificate, on) {
      const { serial } = parseCertificate(certificate)
      material.issued[serial] = { name: material.issued[serial]?.name ?? '', revoked: (on ?? now()).toISOString() }
    },
    answerTimestamp: (request) => answerTimestamp(request, stamping, now()),
    answerOcsp: async (request) =>
      answerOcsp(request, {
        issuer: issuing.certificate,
        responder,
        revoked: revoked(),
        known: (serial) => serial in material.issued,
        now: now(),
      }),
    crl: async (of = 'issuing') =>
      of === 'root'
        ? makeCrl(root, new Map(), now())
        : makeCrl(issuing, revoked(), now(), Math.floor(now().getTime() / 1000)),
    timestamps: {
      async timestamp(digest, hash) {
        const request = sequence(integer(1), sequence(digestAlgorithm(hash), octetString(digest)))
        const [, token] = parts(readNode(await authority.answerTimestamp(request)), 'time-stamp')
        return token!.raw
      },
    },
    revocation: {
      async evidence(certificate, issuer) {
        if (same(issuer, root.certificate)) return [{ kind: 'crl', bytes: await authority.crl('root') }]
        if (!same(issuer, issuing.certificate)) return []
        return [{ kind: 'ocsp', bytes: await authority.answerOcsp(ocspRequest(certificate, issuer)) }]
      },
    },
  }
  return authority
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(b)

function asIssuer(holder: Holder): Issuer {
  return {
    certificate: holder.certificate,
    key: createPrivateKey({ key: Buffer.from(holder.privateKey), format: 'der', type: 'pkcs8' }),
  }
}

async function establish(options: AuthorityOptions, now: Date): Promise<AuthorityMaterial> {
  const { name = 'Mộc Bản', algorithm = 'rsa-2048', baseUrl } = options
  const from = new Date(now.getTime() - hour)
  const called = (what: string): NameParts => [
    ['C', 'VN'],
    ['O', `${name} (thử nghiệm)`],
    ['CN', `${name} ${what} (thử nghiệm)`],
  ]
  const make = async (
    subject: NameParts,
    rest: Omit<Parameters<typeof buildCertificate>[0], 'subject' | 'publicKey'>,
  ) => {
    const key = await makeKey(algorithm)
    const certificate = buildCertificate({
      subject,
      publicKey: createPublicKey(key),
      signWith: key,
      ...rest,
    })
    return { certificate, privateKey: key.export({ format: 'der', type: 'pkcs8' }) }
  }
  const root = await make(called('Root CA'), {
    from,
    to: new Date(now.getTime() + 20 * year),
    issues: {},
    keyUsage: ['keyCertSign', 'cRLSign'],
  })
  const issuing = await make(called('Issuing CA'), {
    issuer: asIssuer(root),
    from,
    to: new Date(now.getTime() + 10 * year),
    issues: { pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    crlAddress: baseUrl && `${baseUrl}/root.crl`,
    issuerAddress: baseUrl && `${baseUrl}/root.cer`,
  })
  const below = { issuer: asIssuer(issuing), from, to: new Date(now.getTime() + 5 * year), extendedCritical: true }
  const addresses = addressesOf(baseUrl)
  const timestamping = await make(called('TSA'), {
    ...below,
    ...addresses,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
  })
  const ocsp = await make(called('OCSP'), {
    ...below,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'],
    extendedCritical: false,
    noRevocation: true,
  })
  return {
    root,
    issuing,
    timestamping,
    ocsp,
    issued: { [parseCertificate(timestamping.certificate).serial]: { name: 'TSA', revoked: null } },
  }
}

const addressesOf = (baseUrl: string | undefined) =>
  baseUrl
    ? { ocspAddress: `${baseUrl}/ocsp`, crlAddress: `${baseUrl}/issuing.crl`, issuerAddress: `${baseUrl}/issuing.cer` }
    : {}

async function issue(
  request: IssueRequest,
  options: AuthorityOptions,
  issuing: Issuer,
  material: AuthorityMaterial,
  now: Date,
): Promise<Issued> {
  const key: KeyObject = await makeKey(request.algorithm ?? options.algorithm ?? 'rsa-2048')
  const certificate = buildCertificate({
    subject: subjectOf(request),
    publicKey: createPublicKey(key),
    issuer: issuing,
    from: request.from ?? new Date(now.getTime() - hour),
    to: request.to ?? new Date(now.getTime() + 3 * year),
    hash: request.hash,
    keyUsage: request.keyUsage ?? ['digitalSignature', 'nonRepudiation'],
    extendedKeyUsage: request.extendedKeyUsage ?? [emailProtection, documentSigning],
    email: request.email,
    qualifiedType: request.kind === 'seal' ? '0.4.0.1862.1.6.2' : '0.4.0.1862.1.6.1',
    ...addressesOf(options.baseUrl),
  })
  material.issued[parseCertificate(certificate).serial] = { name: request.name, revoked: null }
  const privateKey = key.export({ format: 'der', type: 'pkcs8' })
  const chain = [material.issuing.certificate, material.root.certificate]
  return {
    key: keyFromMaterial([privateKey], [certificate, ...chain]),
    certificate,
    privateKey,
    pkcs12: (password) => makePkcs12({ privateKey, certificate, chain, label: request.name }, password),
  }
}

function subjectOf(request: IssueRequest): NameParts {
  const organisation = request.kind === 'seal' ? request.name : request.organisation
  return [
    ['C', 'VN'],
    ...(organisation ? [['O', organisation] as NameParts[number]] : []),
    ...(request.unit ? [['OU', request.unit] as NameParts[number]] : []),
    ...(request.title ? [['title', request.title] as NameParts[number]] : []),
    ['CN', request.name],
    ...(request.email ? [['email', request.email] as NameParts[number]] : []),
  ]
}
