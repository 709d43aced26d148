import type { DraftFacts, VersionFiles } from '@mocban/contract/documents-outgoing'
import { checkDeadline } from '../../organisation/index.ts'
import { grantAudience, principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { classNewRecord } from '../access/record-class.ts'
import { endDrafts } from '../begun/begun-drafts.ts'
import { signingPosts } from '../templates/find-signers.ts'
import { issuingAgency } from '../templates/read-agency.ts'
import { authorityFor } from '../templates/signing-authority.ts'
import { attachVersion, noteVersion, writeRecipients } from './draft-parts.ts'
import { mustGiveLaw } from './lawgiver.ts'

export interface NewDraft {
  facts: DraftFacts
  files?: VersionFiles | null | undefined
  /** Documents that this one answers. */
  answers: string[]
  /** The issued document that this one takes the place of. */
  replaces?: string | null
  /** What was kept of it while it was typed. */
  begunId?: string | null | undefined
  /** The document that this one is a copy of. */
  copies?: string
  templateCode?: string | null | undefined
  fields: Record<string, unknown>
}

/**
 * Begins a draft. The drafter and the leaders above them see it; reviewers when they are asked; the registry when it is approved.
 * @throws request.not-found, draft.no-signer, draft.not-a-lawgiver, document.files-unknown, calendar.deadline-unlikely
 */
export async function createDraft(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  input: NewDraft,
): Promise<{ documentId: string }> {
  const { facts } = input
  await mustGiveLaw(tx, actor, facts.typeCode)
  checkDeadline(facts.dueOn)
  await endDrafts(tx, 'outgoing', [input.begunId])
  const documentId = newId()
  const listedAt = clock.now().toISOString()
  // What a document was closed by closes what says the same anew.
  const from = [...input.answers, input.replaces, input.copies].filter((one) => one !== null && one !== undefined)
  await classNewRecord(tx, documentId, { chosen: facts.classId, typeCode: facts.typeCode, from })
  await grantAudience(
    tx,
    { id: documentId, list: facts.travel, at: listedAt },
    [
      { principal: principal.person(actor.personId), reason: 'drafted' },
      { principal: principal.position(actor.positionId), reason: 'drafted' },
    ],
    [actor.unitId],
  )
  await tx
    .insertInto('document')
    .values({
      id: documentId,
      agency_id: actor.agencyId,
      travel: facts.travel,
      state: 'draft',
      type_code: facts.typeCode,
      issuer_name: actor.agencyName,
      issuer_unit_id: actor.agencyId,
      abstract: facts.abstract,
      urgency: facts.urgency,
      due_on: facts.dueOn ?? null,
      note: facts.note ?? null,
      channel: 'upload',
      drafting_unit_id: actor.unitId,
      created_by: actor.personId,
      created_position: actor.positionId,
      listed_at: listedAt,
      ...(await signerColumns(tx, actor, facts, input.fields.authority)),
    })
    .execute()
  await tx
    .insertInto('draft')
    .values({
      document_id: documentId,
      signer_position_id: facts.signerPositionId ?? null,
      template_code: input.templateCode ?? null,
      fields: JSON.stringify(input.fields),
    })
    .execute()
  await writeRecipients(tx, documentId, facts.recipients, facts.travel === 'internal' ? actor.agencyId : null)
  if (input.files) {
    await attachVersion(tx, actor, documentId, 1, input.files)
    const { main, source } = input.files
    await noteVersion(tx, actor, files, {
      documentId,
      versionNo: 1,
      note: '',
      main: main.sha256,
      source: source?.sha256 ?? null,
    })
  }
  for (const [kind, ids] of [
    ['answers', input.answers],
    ['replaces', input.replaces ? [input.replaces] : []],
  ] as const)
    for (const id of ids) await relate(tx, documentId, id, kind)
  await record(tx, actor, {
    kind: 'document.drafted',
    recordId: documentId,
    recordList: facts.travel,
    data: { abstract: facts.abstract, typeCode: facts.typeCode, answers: input.answers },
  })
  return { documentId }
}

/** The signer as the document names them: name, title and the authority by which they sign. @throws draft.no-signer, draft.authority-not-theirs */
export async function signerColumns(
  tx: Tx,
  actor: Actor,
  {
    signerPositionId: positionId,
    signerPersonId: personId,
    typeCode,
  }: Pick<DraftFacts, 'signerPositionId' | 'signerPersonId' | 'typeCode'>,
  authority: unknown,
): Promise<{
  signer_name: string | null
  signer_title: string | null
  signer_authority: string | null
  signer_person_id: string | null
}> {
  if (!positionId) return { signer_name: null, signer_title: null, signer_authority: null, signer_person_id: null }
  const [post] = await signingPosts(tx, actor.agencyId, typeCode, { positionId, personId })
  if (!post) throw refuse('draft.no-signer')
  const agency = await issuingAgency(tx, actor.agencyId)
  return {
    signer_name: post.name,
    signer_title: post.title,
    signer_authority: authorityFor(agency, post, authority),
    signer_person_id: post.personId,
  }
}

/** Relates a draft to a document that the drafter sees. @throws request.not-found */
async function relate(tx: Tx, from: string, to: string, kind: string): Promise<void> {
  const seen = await tx.selectFrom('document').where('id', '=', to).select('id').executeTakeFirst()
  if (!seen) throw refuse('request.not-found')
  await tx.insertInto('document_relation').values({ from_id: from, to_id: to, kind }).execute()
}
