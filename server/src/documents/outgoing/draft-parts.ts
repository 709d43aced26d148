import type { VersionFiles } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { cameSigned, isDamaged } from '../../signing/index.ts'
import { documentText, docxType } from '../conversion/index.ts'

/** Writes the files of one version: the PDF that is read, the DOCX it was made from, what comes with it. @throws document.files-unknown */
export async function attachVersion(
  tx: Tx,
  actor: Actor,
  documentId: string,
  versionNo: number,
  files: VersionFiles,
): Promise<void> {
  const rows = [
    { ...files.main, role: 'main' },
    ...(files.source ? [{ ...files.source, role: 'source' }] : []),
    ...files.attachments.map((file) => ({ ...file, role: 'attachment' })),
  ]
  if (files.main.mediaType !== 'application/pdf') throw refuse('draft.no-file')
  await tx
    .insertInto('document_file')
    .values(
      rows.map((file, n) => ({
        document_id: documentId,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        role: file.role,
        version_no: versionNo,
        ordinal: n + 1,
        added_by: actor.personId,
      })),
    )
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === '42501' || error.code === '23503' ? refuse('document.files-unknown') : error
    })
}

/** Notes a version with its text, so that it can be compared and found, and whether it came signed by others or damaged. */
export async function noteVersion(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  input: { documentId: string; versionNo: number; note: string; main: string; source: string | null },
): Promise<void> {
  const main = await files.readAll(input.main)
  // By the DOCX where there is one: its paragraphs are whole.
  const text = await documentText(
    input.source ? await files.readAll(input.source) : main,
    input.source ? docxType : 'application/pdf',
  ).catch(() => [])
  await tx
    .insertInto('draft_version')
    .values({
      document_id: input.documentId,
      version_no: input.versionNo,
      made_by: actor.personId,
      note: input.note,
      came_signed: cameSigned(main),
      damaged: isDamaged(main),
      body: text.join('\n').slice(0, 2_000_000),
    })
    .execute()
}

export type GivenRecipient = { agencyId: string } | { outsideId: string } | { name: string; channel: 'paper' | 'mail' }

/**
 * Writes to whom a draft goes, each once, in the order given, by their name of today: agencies, or for an internal document units of the agency
 * itself; and agencies outside that the directory has today. Who names one that has ended means its heir. @throws request.not-found
 */
export async function writeRecipients(
  tx: Tx,
  documentId: string,
  recipients: GivenRecipient[],
  insideOf: string | null,
): Promise<void> {
  await tx.deleteFrom('draft_recipient').where('document_id', '=', documentId).execute()
  const rows = await namedRecipients(tx, recipients, insideOf)
  if (rows.length === 0) return
  await tx
    .insertInto('draft_recipient')
    .values(rows.map((row, n) => ({ document_id: documentId, ordinal: n + 1, ...row })))
    .execute()
}

/** Each once, under the name that it has today. @throws request.not-found */
export async function namedRecipients(
  tx: Tx,
  recipients: GivenRecipient[],
  insideOf: string | null,
): Promise<RecipientRow[]> {
  const ids = [...new Set(recipients.flatMap((one) => ('agencyId' in one ? [one.agencyId] : [])))]
  const { rows: units } = await sql<{ given: string; id: string; name: string }>`
    select g.id as given, u.id, u.name from unnest(${ids}::uuid[]) g (id)
      cross join lateral (select ${insideOf ? sql`app.successor_of(g.id)` : sql`app.agency_now(g.id)`} as id offset 0) heir
      join unit_now u on u.id = heir.id
     where ${insideOf ? sql`u.agency_id = ${insideOf}` : sql`u.is_agency`}`.execute(tx)
  if (units.length !== ids.length) throw refuse('request.not-found')
  const known = new Map(units.map((unit) => [unit.given, unit]))
  const outside = await outsideNames(tx, recipients)
  const taken = new Set<string>()
  return recipients.flatMap((one): RecipientRow[] => {
    const unit = 'agencyId' in one ? known.get(one.agencyId) : undefined
    const key = 'agencyId' in one ? (unit?.id ?? '') : 'outsideId' in one ? one.outsideId : `${one.channel}:${one.name}`
    if (taken.has(key)) return []
    taken.add(key)
    if ('agencyId' in one) return [{ agency_id: key, outside_id: null, name: unit?.name ?? '', channel: 'in-province' }]
    if ('outsideId' in one)
      return [{ agency_id: null, outside_id: key, name: outside.get(key) ?? '', channel: 'exchange' }]
    return [{ agency_id: null, outside_id: null, name: one.name, channel: one.channel }]
  })
}

interface RecipientRow {
  agency_id: string | null
  outside_id: string | null
  name: string
  channel: string
}

/** The names of recipients outside, as the directory has them today. @throws request.not-found */
async function outsideNames(tx: Tx, recipients: GivenRecipient[]): Promise<Map<string, string>> {
  const ids = [...new Set(recipients.flatMap((one) => ('outsideId' in one ? [one.outsideId] : [])))]
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('outside_agency_now').where('id', 'in', ids).select(['id', 'name']).execute()
  if (rows.length !== ids.length) throw refuse('request.not-found')
  return new Map(rows.map((row) => [row.id ?? '', row.name ?? '']))
}
