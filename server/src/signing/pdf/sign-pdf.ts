import { createHash } from 'node:crypto'
import { refuse } from '../../platform/http/index.ts'
import type { RevocationSource } from '../certificates/revocation-source.ts'
import { buildCms } from '../cms/build-cms.ts'
import { requireTimestamps, type TimestampSource } from '../cms/timestamp-source.ts'
import { requireInForce } from '../keys/in-force.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { type Appearance, drawAppearance, pageAsSeen } from './appearance.ts'
import { type Field, readFields } from './fields.ts'
import { fillContents, makeRoom, type Room } from './fill-contents.ts'
import { Increment } from './increment.ts'
import { openPdf, reading } from './open-pdf.ts'
import type { PdfFile } from './pdf-file.ts'
import { certifiedFor, signedFields } from './permissions.ts'
import { placeSignature } from './signature-field.ts'
import { addValidationData, gatherValidationData } from './validation-data.ts'
import { type Dict, dateString, dict, Name, type Ref, textOf, textString } from './values.ts'

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
  /**
   * Fields that may not be changed after this signature. Those that are empty and kept for the program (`addTextFields`: number, day) are left open
   * where they are not named here; all others are locked in any case, for what was signed is what they hold.
   */
  lock?: string[]
}

/**
 * Signs a PDF by an incremental update (PAdES, EN 319 142-1); what was there, earlier signatures included, stays byte for byte.
 * @throws signing.pdf-unreadable, signing.field-taken, signing.closed-by-signature, signing.changes-not-permitted, signing.timestamp-failed, signing.revocation-missing, signing.certificate-not-in-force, and what the key refuses
 */
export async function signPdf(pdf: Uint8Array, options: SignPdfOptions): Promise<Uint8Array> {
  const { key, when } = options
  requireInForce(key, when)
  const timestamps = requireTimestamps(options)
  const file = openPdf(pdf)
  requireOpen(file, options)
  const { appearance } = options
  const page = appearance ? reading(() => pageAsSeen(file, appearance.page)) : null
  const drawn = appearance && page ? await drawAppearance(appearance, page.turned) : null
  const room = makeRoom(roomFor(key, timestamps !== undefined))
  const prepared = reading(() => {
    const increment = new Increment(file)
    const signature = increment.add(signatureDictionary(options, room, lockedFields(file, options)))
    placeSignature(increment, {
      fieldName: options.fieldName,
      signature,
      place: appearance && page ? { page: appearance.page, rect: page.rectInFile(appearance.rect) } : undefined,
      appearance: drawn?.(increment),
    })
    if (options.certify) certify(increment, signature)
    return increment.bytes()
  })
  const signed = await fillContents(prepared, room, (parts) =>
    buildCms({ key, contentDigest: digestOf(parts), timestamps }),
  )
  return options.level === 'B-LT' ? withValidationData(signed, options.revocation, options.fieldName) : signed
}

/** A time-stamp over the whole document, after the validation data of everything that is on it (B-LTA); again before it runs out. */
export async function addDocumentTimestamp(
  pdf: Uint8Array,
  given: { timestamps: TimestampSource; revocation?: RevocationSource; when: Date },
): Promise<Uint8Array> {
  const base = given.revocation ? await withValidationData(pdf, given.revocation, null) : pdf
  const file = openPdf(base)
  const room = makeRoom(16_384)
  const prepared = reading(() => {
    const increment = new Increment(file)
    const signature = increment.add(
      dict({
        Type: new Name('DocTimeStamp'),
        Filter: new Name('Adobe.PPKLite'),
        SubFilter: new Name('ETSI.RFC3161'),
        ByteRange: room.range,
        Contents: room.contents,
      }),
    )
    placeSignature(increment, { fieldName: freeName(file), signature })
    return increment.bytes()
  })
  return fillContents(prepared, room, (parts) => given.timestamps.timestamp(digestOf(parts), 'SHA-256'))
}

/** The state of every certificate on the document, put behind it (B-LT); that of the signature in `mine` must be had. @throws signing.revocation-missing */
async function withValidationData(
  pdf: Uint8Array,
  source: RevocationSource | undefined,
  mine: string | null,
): Promise<Buffer> {
  if (!source) throw refuse('signing.revocation-missing', { name: '—' })
  const file = openPdf(pdf)
  return addValidationData(file, await gatherValidationData(file, source, mine))
}

function requireOpen(file: PdfFile, options: SignPdfOptions): void {
  const before = reading(() => signedFields(file))
  if (reading(() => certifiedFor(file)) === 1) throw refuse('signing.closed-by-signature')
  if (options.certify && before.length > 0) throw refuse('signing.changes-not-permitted', { because: 'DocMDP' })
}

function signatureDictionary(options: SignPdfOptions, room: Room, locked: string[] | null): Dict {
  return dict({
    Type: new Name('Sig'),
    Filter: new Name('Adobe.PPKLite'),
    SubFilter: new Name('ETSI.CAdES.detached'),
    ByteRange: room.range,
    Contents: room.contents,
    M: dateString(options.when),
    Reason: options.reason ? textString(options.reason) : undefined,
    Location: options.location ? textString(options.location) : undefined,
    ContactInfo: options.contact ? textString(options.contact) : undefined,
    Reference: references(options, locked),
  })
}

function references(options: SignPdfOptions, locked: string[] | null): Dict[] | undefined {
  const made: Dict[] = []
  const add = (method: string, parameters: Dict) =>
    made.push(dict({ Type: new Name('SigRef'), TransformMethod: new Name(method), TransformParams: parameters }))
  if (options.certify)
    add(
      'DocMDP',
      dict({ Type: new Name('TransformParams'), P: options.certify === 'no-changes' ? 1 : 2, V: new Name('1.2') }),
    )
  if (locked)
    add(
      'FieldMDP',
      dict({
        Type: new Name('TransformParams'),
        Action: new Name('Include'),
        Fields: locked.map(textString),
        V: new Name('1.2'),
      }),
    )
  return made.length ? made : undefined
}

/** The fields that the signature locks; null where the document has none. */
function lockedFields(file: PdfFile, options: SignPdfOptions): string[] | null {
  const fields = readFields(file).filter((field) => field.type !== 'Sig')
  if (fields.length === 0) return options.lock ?? null
  const isOpen = (field: Field) => {
    const flags = file.follow(field.dict.get('Ff'))
    const value = textOf(file.follow(field.value))
    return field.type === 'Tx' && typeof flags === 'number' && (flags & 1) === 1 && !value
  }
  const closed = fields.filter((field) => !isOpen(field)).map((field) => field.name)
  return [...new Set([...closed, ...(options.lock ?? [])])]
}

function certify(increment: Increment, signature: Ref): void {
  const root = increment.now(increment.rootRef) as Dict
  increment.replace(increment.rootRef, root.with({ Perms: dict({ DocMDP: signature }) }))
}

/** Generous: what is left over is zeros. */
function roomFor(key: SigningKey, stamped: boolean): number {
  const certificates = [key.certificate, ...key.chain].reduce((sum, one) => sum + one.length, 0)
  return Math.ceil((certificates + 3072 + (stamped ? 10_240 : 0)) / 1024) * 1024
}

function digestOf(parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function freeName(file: PdfFile): string {
  const taken = new Set(reading(() => signedFields(file)).map(({ field }) => field.name))
  let number = 1
  while (taken.has(`Timestamp${number}`)) number++
  return `Timestamp${number}`
}
