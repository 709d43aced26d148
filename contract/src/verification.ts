import { z } from 'zod'
import { reasonCodes } from './verification-reasons.ts'
import { verdictCodes } from './verification-words.ts'

/** What was found about the signatures of a file. Instants are ISO 8601 in UTC. */
const instant = z.string()

export const Reason = z.object({
  code: z.enum(reasonCodes),
  /** Fill the sentence. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Reason = z.infer<typeof Reason>

export const SignerFacts = z.object({
  /** The name as a person reads it: the common name, else the organisation. */
  name: z.string(),
  /** The person, for a certificate of a person. */
  person: z.string().nullable(),
  organisation: z.string().nullable(),
  units: z.array(z.string()),
  title: z.string().nullable(),
  email: z.string().nullable(),
  country: z.string().nullable(),
  /** For whom was signed: the organisation that a person's certificate names, or the seal's own. */
  onBehalfOf: z.string().nullable(),
  subject: z.string(),
  issuer: z.string(),
  issuerName: z.string(),
  /** Hexadecimal. */
  serial: z.string(),
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: z.string(),
  validFrom: instant,
  validTo: instant,
})
export type SignerFacts = z.infer<typeof SignerFacts>

export const changeKinds = [
  'signature',
  'timestamp',
  'validation-data',
  'form-value',
  'form-field',
  'annotation',
  'page-content',
  'pages-added',
  'pages-removed',
  'attachment',
  'metadata',
  'active-content',
  'structure',
] as const
export const Change = z.object({
  kind: z.enum(changeKinds),
  /** Whether a signed document may be changed so without losing what its signature says. */
  allowed: z.boolean(),
  /** From 1. */
  page: z.number().int().nullable(),
  /** The field's name, the kind of annotation, the entry that differs. */
  what: z.string().nullable(),
})
export type Change = z.infer<typeof Change>

export const Integrity = z.object({
  /** whole: nothing was changed after it but what is allowed (`changes` says what); changed: something was; broken: what was signed itself is not as it was. */
  state: z.enum(['whole', 'changed', 'broken']),
  changes: z.array(Change),
})

export const RevocationFinding = z.object({
  state: z.enum(['good', 'revoked', 'unknown']),
  /** What said so. */
  source: z.enum(['ocsp', 'crl']).nullable(),
  /** Whether it was in the file, or asked for now. */
  embedded: z.boolean(),
  /** When the source said so. */
  producedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type RevocationFinding = z.infer<typeof RevocationFinding>

export const SignatureFinding = z.object({
  /** From 1, in the order of signing. */
  index: z.number().int(),
  field: z.string().nullable(),
  kind: z.enum(['person', 'seal', 'timestamp']),
  verdict: z.enum(verdictCodes),
  /** Why, the gravest first; also notes that take nothing from a valid signature. */
  reasons: z.array(Reason),
  level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).nullable(),
  signer: SignerFacts.nullable(),
  /** As the signer says. */
  claimedTime: instant.nullable(),
  /** As a time-stamp proves. */
  provenTime: instant.nullable(),
  provenBy: z.string().nullable(),
  statedReason: z.string().nullable(),
  statedLocation: z.string().nullable(),
  /** Where it is shown: from 1, in points from the lower left corner. */
  shownAt: z.object({ page: z.number().int(), rect: z.array(z.number()) }).nullable(),
  integrity: Integrity,
  /** How much of the file it covers: all of it, all of an earlier state, only some of it. */
  coverage: z.enum(['file', 'revision', 'part']),
  /** Bytes of the file up to which it reaches (PDF). */
  coveredTo: z.number().int().nullable(),
  chain: z.object({
    trusted: z.boolean(),
    anchor: z.string().nullable(),
    /** From the signer's certificate upwards, names. */
    path: z.array(z.object({ name: z.string(), fingerprint: z.string(), validTo: instant })),
  }),
  revocation: RevocationFinding,
  algorithm: z.object({ digest: z.string(), key: z.string(), strong: z.boolean() }),
})
export type SignatureFinding = z.infer<typeof SignatureFinding>

export const Verification = z.object({
  format: z.enum(['pdf', 'xml', 'cms']),
  checkedAt: instant,
  /** valid: every signature is; attention: somebody must look (unproven time, revocation not known); invalid: at least one does not hold. */
  overall: z.enum(['valid', 'attention', 'invalid', 'unsigned', 'unreadable']),
  /** About the file as a whole. */
  reasons: z.array(Reason),
  signatures: z.array(SignatureFinding),
  /** The first instant at which what proves the signatures runs out: time to put a new time-stamp on before it. */
  renewBefore: instant.nullable(),
})
export type Verification = z.infer<typeof Verification>

/** Whether signatures can be proved beyond the end of what proves them today: by a new time-stamp, which goes over one that proves when it was made, and needs all that was signed. */
export const takesNewStamp = ({ format, signatures }: Verification): boolean =>
  format === 'pdf' || signatures.every(({ level, verdict }) => level !== 'B-B' && verdict !== 'incomplete')
