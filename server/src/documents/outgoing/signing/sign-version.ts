import type { SignWith } from '@mocban/contract/sign-with'
import { sql } from 'kysely'
import { clock } from '../../../platform/clock.ts'
import type { Actor, Tx } from '../../../platform/database/index.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import { refuse } from '../../../platform/http/index.ts'
import {
  type Appearance,
  levelOf,
  openRingKey,
  pictureOf,
  readCertificate,
  type SigningHouse,
  type SigningKey,
  signPdf,
} from '../../../signing/index.ts'
import { findSigningPlaces } from '../../conversion/index.ts'
import { prepareForSigning } from '../../conversion/prepare-for-signing.ts'
import { codeOf, markOf } from '../../genuine/codes.ts'
import { numberedAt } from '../copy-forms.ts'
import { type Draft, mainFileOf } from '../load-draft.ts'

/** What signing at review, approval and issue works with. */
export interface SigningDesk {
  house: SigningHouse
  files: FileStore
  /** Where people reach the program: drawn on the page with the code. */
  origin: string
}
export type SignatureKind = 'initials' | 'approval'

/**
 * The file of a version as it was signed last in the review under way, and by what kinds; null where nobody signed it yet. Signatures of a round that was
 * taken back or returned stay where they were made, and count no more.
 */
export async function signedSoFar(
  tx: Tx,
  documentId: string,
  versionNo: number,
): Promise<{ sha256: string; ordinal: number; kinds: string[] } | null> {
  const rows = await tx
    .selectFrom('document_signature as s')
    .where('s.document_id', '=', documentId)
    .where('s.version_no', '=', versionNo)
    .where(
      sql<boolean>`s.signed_at >= (select min(v.asked_at) from review v where v.document_id = s.document_id
        and v.round = (select max(w.round) from review w where w.document_id = s.document_id))`,
    )
    .orderBy('s.ordinal', 'desc')
    .select(['s.sha256', 's.ordinal', 's.kind'])
    .execute()
  return rows[0] ? { sha256: rows[0].sha256, ordinal: rows[0].ordinal, kinds: rows.map((row) => row.kind) } : null
}

async function nextOrdinal(tx: Tx, documentId: string, versionNo: number): Promise<number> {
  const row = await tx
    .selectFrom('document_signature')
    .where('document_id', '=', documentId)
    .where('version_no', '=', versionNo)
    .select((on) => on.fn.max('ordinal').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** Everything that a signature is made from, so that it can be made with no transaction open. */
export interface PreparedSignature {
  documentId: string
  versionNo: number
  kind: SignatureKind
  ordinal: number
  pdf: Buffer
  appearance: Appearance
}

/**
 * Prepares one's signature on the last version of a draft: initials of who reviewed it, or the signature of who has the authority, whose picture stands between
 * title and name (Decree 30/2020, Appendix I, box 7c). Before the first one, the mark and the places for number and day are put in.
 */
export async function prepareSignature(
  tx: Tx,
  actor: Actor,
  desk: SigningDesk,
  draft: Draft,
  kind: SignatureKind,
): Promise<PreparedSignature> {
  const before = await signedSoFar(tx, draft.id, draft.lastVersion)
  const pdf = before
    ? await desk.files.readAll(before.sha256)
    : await prepareForSigning(
        await desk.files.readAll(await mainOf(tx, draft)),
        markOf(desk.origin, await codeOf(tx, draft.id)),
        numberedAt(draft.typeCode),
      )
  const places = await findSigningPlaces(pdf, draft.signerName)
  const image = await pictureOf(tx, actor, 'person')
  const initials = before?.kinds.filter((one) => one === 'initials').length ?? 0
  const place = kind === 'approval' ? places.signature : places.initials(initials)
  return {
    documentId: draft.id,
    versionNo: draft.lastVersion,
    kind,
    ordinal: await nextOrdinal(tx, draft.id, draft.lastVersion),
    pdf,
    appearance: {
      ...place,
      color: '#1a3f9c',
      ...(image
        ? { image }
        : { lines: kind === 'approval' ? signerLines(actor.fullName) : [shortName(actor.fullName)] }),
    },
  }
}

/** Makes it, with no word to the database: a device or service may take its time. @throws what the key refuses, signing.* */
export function makeSignature(
  { pdf, kind, ordinal, appearance }: PreparedSignature,
  key: SigningKey,
  house: SigningHouse,
): Promise<Uint8Array> {
  return signPdf(pdf, {
    key,
    ...provenBy(house),
    fieldName: `${kind === 'approval' ? 'phe-duyet' : 'ky-nhay'}-${ordinal}`,
    reason: kind === 'approval' ? 'Phê duyệt' : 'Ký nháy',
    when: clock.now(),
    appearance,
  })
}

export const provenBy = (house: SigningHouse) => ({
  level: levelOf(house),
  ...(house.timestamps ? { timestamps: house.timestamps } : {}),
  ...(house.revocation ? { revocation: house.revocation } : {}),
})

/** Keeps a signed file and whose signature it is. */
export async function keepSignature(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  made: Pick<PreparedSignature, 'documentId' | 'versionNo' | 'ordinal'> & {
    kind: SignatureKind | 'seal'
    signed: Uint8Array
    certificate: Uint8Array
  },
): Promise<void> {
  const stored = await files.putBytes(Buffer.from(made.signed))
  await sql`select app.add_file(${stored.sha256}, ${stored.size}, 'application/pdf')`.execute(tx)
  await tx
    .insertInto('document_signature')
    .values({
      document_id: made.documentId,
      version_no: made.versionNo,
      ordinal: made.ordinal,
      kind: made.kind,
      person_id: actor.personId,
      acting_for: actor.actingFor,
      agency_id: made.kind === 'seal' ? actor.agencyId : null,
      signer_name: readCertificate(made.certificate).name,
      field: made.kind,
      sha256: stored.sha256,
    })
    .execute()
}

/** Signs a draft in one go, within the act it belongs to: where the key fails nothing of the act is done. */
export async function signVersion(
  tx: Tx,
  actor: Actor,
  desk: SigningDesk,
  draft: Draft,
  kind: SignatureKind,
  given: SignWith,
): Promise<void> {
  const prepared = await prepareSignature(tx, actor, desk, draft, kind)
  const { key } = await openRingKey(tx, desk.house, 'person', given)
  try {
    const signed = await makeSignature(prepared, key, desk.house)
    await keepSignature(tx, actor, desk.files, { ...prepared, signed, certificate: key.certificate })
  } finally {
    await key.close?.()
  }
}

async function mainOf(tx: Tx, draft: Draft): Promise<string> {
  const main = await mainFileOf(tx, draft)
  if (!main) throw refuse('draft.no-file')
  return main
}

/** As Decree 30/2020 wants times: dd-mm-yyyy hh:mm:ss +07:00. */
export function shownTime(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(8, 10)}-${local.slice(5, 7)}-${local.slice(0, 4)} ${local.slice(11, 19)} +07:00`
}

const signerLines = (name: string) => [`Ký bởi: ${name}`, `Thời gian: ${shownTime(clock.now())}`]
/** Nguyễn Thị Lan → N.T.Lan */
const shortName = (name: string): string => {
  const words = name.split(/\s+/)
  return [...words.slice(0, -1).map((word) => word.slice(0, 1)), words.at(-1)].join('.')
}
