import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { placeInUnit } from '../templates/find-signers.ts'
import { type Authority, authorityLines, issuerLines, placeOf, superiorLine } from '../templates/official-names.ts'
import { issuingAgency } from '../templates/read-agency.ts'
import type { FormFacts, UnitName } from './facts.ts'

/** A version of a draft as it is checked: its files, and what is known of it. */
export interface FormDraft {
  documentId: string
  versionNo: number
  lastVersion: number
  /** The PDF, and the DOCX it was made from; names and media types go on with the next version. */
  main: VersionFile | null
  source: VersionFile | null
  attachments: VersionFile[]
  facts: FormFacts
}
export interface VersionFile {
  sha256: string
  name: string
  mediaType: string
}

/** Reads what a check needs, as whoever asks may see it. @throws request.not-found */
export async function loadForm(tx: Tx, documentId: string, versionNo?: number): Promise<FormDraft> {
  const draft = await tx
    .selectFrom('document as d')
    .innerJoin('draft as r', 'r.document_id', 'd.id')
    .innerJoin('document_type as t', 't.code', 'd.type_code')
    .where('d.id', '=', documentId)
    .where('d.travel', '<>', 'incoming')
    .select([
      'd.type_code',
      'd.abstract',
      'd.urgency',
      'd.signer_name',
      'd.signer_title',
      'd.signer_authority',
      'd.issued_on',
      'd.signer_person_id',
      'r.signer_position_id',
    ])
    .select(['r.last_version', 't.name as type_name', 't.abbreviation', 't.legal'])
    .select(sql<string>`app.agency_now(d.agency_id)`.as('agency_id'))
    .executeTakeFirst()
  if (!draft) throw refuse('request.not-found')
  const wanted = versionNo ?? draft.last_version
  const files = await tx
    .selectFrom('document_file')
    .where('document_id', '=', documentId)
    .where('version_no', '=', wanted)
    .orderBy('ordinal')
    .select(['sha256', 'name', 'media_type as mediaType', 'role'])
    .execute()
  const day = draft.issued_on ?? clock.today()
  const agency = await issuingAgency(tx, draft.agency_id, day)
  const signer = draft.signer_name
    ? {
        name: draft.signer_name,
        lines: authorityLines(agency, {
          title: draft.signer_title ?? '',
          authority: draft.signer_authority as Authority | null,
          headTitle: await headTitle(tx, draft.agency_id),
          ...(await placeInUnit(tx, draft.signer_position_id, draft.signer_person_id, day)),
        }),
      }
    : null
  const types = await tx.selectFrom('document_type').select('name').orderBy('ordinal').execute()
  return {
    documentId,
    versionNo: wanted,
    lastVersion: draft.last_version,
    main: withoutRole(files.find((one) => one.role === 'main')),
    source: withoutRole(files.find((one) => one.role === 'source')),
    attachments: files.flatMap((one) => (one.role === 'attachment' ? [withoutRole(one) as VersionFile] : [])),
    facts: {
      typeCode: draft.type_code,
      typeName: draft.type_name,
      typeAbbreviation: draft.abbreviation,
      legal: draft.legal,
      agency,
      issuer: issuerLines(agency),
      superior: superiorLine(agency),
      place: placeOf(agency),
      abstract: draft.abstract,
      urgency: draft.urgency as FormFacts['urgency'],
      signer,
      day,
      units: await unitNames(tx, day),
      typeNames: types.map((type) => type.name),
    },
  }
}

const withoutRole = (file: (VersionFile & { role: string }) | undefined): VersionFile | null =>
  file ? { sha256: file.sha256, name: file.name, mediaType: file.mediaType } : null

async function headTitle(tx: Tx, agencyId: string): Promise<string | null> {
  const head = await tx
    .selectFrom('position')
    .where('unit_id', '=', agencyId)
    .where('leads', '=', true)
    .where(sql<boolean>`valid @> app.today()`)
    .orderBy('rank')
    .select('title')
    .executeTakeFirst()
  return head?.title ?? null
}

/** Names of agencies and of what stands directly under the province that hold on a day, and those that ended before with what took their place. */
async function unitNames(tx: Tx, day: string): Promise<UnitName[]> {
  const { rows } = await sql<UnitName>`
    select v.name, null as until, null as now from unit_version v where v.is_agency and v.valid @> ${day}::date
    union
    select v.name, (upper(v.valid) - 1)::text, app.unit_name(app.successor_of(v.unit_id, ${day}::date), ${day}::date)
      from unit_version v where v.is_agency and upper(v.valid) <= ${day}::date
       and not exists (select from unit_version n where n.name = v.name and n.valid @> ${day}::date)
    order by 1, 2`.execute(tx)
  return rows
}
