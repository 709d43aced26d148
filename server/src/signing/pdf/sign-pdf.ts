import type { RevocationSource } from '../certificates/revocation-source.ts'
import type { TimestampSource } from '../cms/timestamp-source.ts'
import type { SigningKey } from '../keys/signing-key.ts'

/** What is seen on the page. */
export interface Appearance {
  /** From 1. */
  page: number
  /** Left, bottom, right, top, in points from the lower left corner of the page as it is shown. */
  rect: [number, number, number, number]
  /** The picture of a signature or a seal (PNG with transparency, or JPEG); it is fitted into the rectangle, or into its part beside the lines. */
  image?: Uint8Array
  lines?: string[]
  /** beside: picture left, lines right; over: lines over the picture; below: lines under it. */
  place?: 'beside' | 'over' | 'below'
  /** `#rrggbb`; a seal's data are red by habit. */
  color?: string
  fontSize?: number
}

export interface SignPdfOptions {
  key: SigningKey
  level: 'B-B' | 'B-T' | 'B-LT'
  /** An empty signature field of that name is used, else one is made. */
  fieldName: string
  reason?: string
  location?: string
  contact?: string
  /** The time that the signer says. */
  when: Date
  appearance?: Appearance
  /** For B-T and above. */
  timestamps?: TimestampSource
  /** For B-LT. */
  revocation?: RevocationSource
  /** A certifying signature (the first only): what may be done to the document after it. */
  certify?: 'no-changes' | 'form-filling'
  /** Fields that may not be changed after this signature. */
  lock?: string[]
}

/**
 * Signs a PDF by an incremental update (PAdES, EN 319 142-1); what was there, earlier signatures included, stays byte for byte.
 * @throws signing.pdf-unreadable, signing.field-taken, signing.changes-not-permitted, signing.timestamp-failed, signing.revocation-missing, signing.certificate-not-in-force, and what the key refuses
 */
export async function signPdf(_pdf: Uint8Array, _options: SignPdfOptions): Promise<Uint8Array> {
  throw new Error('not yet')
}

/** A time-stamp over the whole document, after the validation data of everything that is on it (B-LTA); again before it runs out. */
export async function addDocumentTimestamp(
  _pdf: Uint8Array,
  _given: { timestamps: TimestampSource; revocation?: RevocationSource; when: Date },
): Promise<Uint8Array> {
  throw new Error('not yet')
}

/** Adds text fields by an incremental update, before the first signature: number and date, which are filled in after the personal signature (Decree 30/2020, Art. 14, 15). */
export async function addTextFields(
  _pdf: Uint8Array,
  _fields: {
    name: string
    page: number
    rect: [number, number, number, number]
    value?: string
    fontSize?: number
    bold?: boolean
    italic?: boolean
    align?: 'left' | 'center' | 'right'
  }[],
): Promise<Uint8Array> {
  throw new Error('not yet')
}

/** Fills text fields by an incremental update. @throws signing.changes-not-permitted */
export async function fillTextFields(_pdf: Uint8Array, _values: Record<string, string>): Promise<Uint8Array> {
  throw new Error('not yet')
}
