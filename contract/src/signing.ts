import { z } from 'zod'
import { route } from './route.ts'
import { unlock } from './sign-with.ts'
import { date, id, instant, line, text } from './values.ts'
import { Verification } from './verification.ts'

/** Keys, signature pictures, what an agency wants signed, and what was found about the signatures of a file. */

export const owner = z.enum(['person', 'agency'])
export const ringKey = z.object({
  id,
  of: owner,
  kind: z.enum(['pkcs12', 'pkcs11', 'remote']),
  label: z.string(),
  signerName: z.string(),
  issuerName: z.string(),
  validFrom: instant,
  validTo: instant,
  /** Today it can sign. */
  usable: z.boolean(),
  /** What its PIN is, where the demonstration gave it; of a key that somebody added, nobody knows. */
  demonstrationPin: z.string().nullable(),
})

export const keyRing = z.object({
  keys: z.array(ringKey),
  pictures: z.object({ person: z.boolean(), agency: z.boolean() }),
  /** What the operator set up: files only in a demonstration, devices and services by their names. */
  offers: z.object({ pkcs12: z.boolean(), devices: z.array(z.string()), services: z.array(z.string()) }),
})

export const keySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pkcs12'), file: z.base64().max(200_000) }),
  z.object({ kind: z.literal('pkcs11'), device: line(60), token: line(100), label: line(100) }),
  z.object({ kind: z.literal('remote'), service: line(60), credentialId: line(200) }),
])

export const signatureRule = z.object({ typeCode: z.string().nullable(), approval: z.boolean(), seal: z.boolean() })

export const trustAnchor = z.object({
  id,
  name: z.string(),
  fingerprint: z.string(),
  issuerName: z.string(),
  purposes: z.array(z.enum(['signing', 'timestamping'])),
  from: date.nullable(),
  until: date.nullable(),
  certificateUntil: instant,
  why: z.string(),
  addedAt: instant,
  addedByName: z.string().nullable(),
  endedAt: instant.nullable(),
  endWhy: z.string().nullable(),
})
export type TrustAnchorRow = z.infer<typeof trustAnchor>

const done = z.object({})
export const signing = {
  ring: route({
    method: 'GET',
    path: '/api/signing/keys',
    summary: 'One’s own keys and those of the agency’s seal that one may use',
    needs: 'signed-in',
    response: keyRing,
  }),
  addKey: route({
    method: 'POST',
    path: '/api/signing/keys',
    summary: 'Add a key of one’s own, or of the agency’s seal; it is opened once to read its certificate',
    needs: 'signed-in',
    // A service signs nothing to be added: its key is asked only whose it is.
    body: z.object({ of: owner, label: line(100), source: keySource, unlock: unlock.optional() }),
    response: z.object({ id }),
  }),
  endKey: route({
    method: 'POST',
    path: '/api/signing/keys/:id/end',
    summary: 'Use a key no longer',
    needs: 'signed-in',
    params: z.object({ id }),
    response: done,
  }),
  sendCode: route({
    method: 'POST',
    path: '/api/signing/keys/:id/code',
    summary: 'Have the remote service that keeps a key send its holder a one-time code',
    needs: 'signed-in',
    params: z.object({ id }),
    response: done,
  }),
  picture: route({
    method: 'GET',
    path: '/api/signing/pictures/:of',
    summary: 'The picture of one’s signature, or of the agency’s seal',
    needs: 'signed-in',
    params: z.object({ of: owner }),
    transaction: false,
  }),
  setPicture: route({
    method: 'PUT',
    path: '/api/signing/pictures/:of',
    summary: 'Set the picture of one’s signature, or of the agency’s seal: PNG, transparent',
    needs: 'signed-in',
    params: z.object({ of: owner }),
    body: z.object({ picture: z.base64().max(1_400_000).nullable() }),
    response: done,
  }),
  rules: route({
    method: 'GET',
    path: '/api/signing/rules',
    summary: 'What one’s agency wants signed before a document goes out, by type',
    needs: 'signed-in',
    response: z.array(signatureRule),
  }),
  setRule: route({
    method: 'PUT',
    path: '/api/signing/rules',
    summary: 'Say what must be signed, for a type or for all',
    needs: 'administer',
    body: signatureRule.extend({ typeCode: line(60).nullable() }),
    response: done,
  }),
  endRule: route({
    method: 'DELETE',
    path: '/api/signing/rules/:type',
    summary: 'Take back the rule of a type: the rule for all types holds for it again',
    needs: 'administer',
    params: z.object({ type: line(60) }),
    response: done,
  }),
  verification: route({
    method: 'GET',
    path: '/api/files/:sha256/verification',
    summary: 'The verdict on the signatures of a file that who asks may read',
    needs: 'signed-in',
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    query: z.object({
      /** Of a signature that stands apart (.p7s): the file that it is over. */
      over: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    response: Verification,
    transaction: false,
  }),
  verifyOutside: route({
    method: 'POST',
    path: '/api/signing/verify',
    summary:
      'The verdict on a file from outside (PDF, XML, CMS), sent as application/octet-stream; nothing of it is kept. Files that its signatures are over beside it follow it in the body, named by `beside`',
    needs: 'signed-in',
    query: z.object({
      /** JSON: `[{"name": "phu-luc.xlsx", "size": 1234}]`. */
      beside: z.string().max(8000).optional(),
    }),
    response: Verification,
    transaction: false,
  }),
  trust: route({
    method: 'GET',
    path: '/api/signing/trust',
    summary: 'Whom the installation trusts, for what, and why',
    needs: 'signed-in',
    response: z.object({ anchors: z.array(trustAnchor), mayKeep: z.boolean() }),
  }),
  addTrust: route({
    method: 'POST',
    path: '/api/signing/trust',
    summary: 'Trust the certificates of a file (PEM, DER, PKCS#7); issuers in between help to find a path',
    needs: 'administer',
    body: z.object({
      file: z.base64().max(1_400_000),
      purposes: z.array(z.enum(['signing', 'timestamping'])),
      from: date.nullish(),
      until: date.nullish(),
      why: line(500),
    }),
    response: z.object({ added: z.number().int() }),
  }),
  trustedCertificate: route({
    method: 'GET',
    path: '/api/signing/trust/:id/certificate',
    summary: 'A certificate of the trust list as PEM, to be looked at or given on',
    needs: 'signed-in',
    params: z.object({ id }),
    transaction: false,
  }),
  endTrust: route({
    method: 'POST',
    path: '/api/signing/trust/:id/end',
    summary: 'Trust a certificate no longer; verdicts are made again',
    needs: 'administer',
    fresh: true,
    params: z.object({ id }),
    body: z.object({ why: text(500).pipe(z.string().min(1)) }),
    response: done,
  }),
}
