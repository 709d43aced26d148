import type { DraftView } from '@mocban/contract/documents-outgoing'
import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { canDraft, draftActs } from './draft-acts.ts'
import { loadDraft } from './load-draft.ts'
import { chainFor, namedChain } from './review-chain.ts'

/** A draft’s versions, recipients, review and what may be done with it now. @throws request.not-found */
export async function readDraft(tx: Tx, actor: Actor, documentId: string): Promise<DraftView> {
  const draft = await loadDraft(tx, documentId)
  const approval = await tx
    .selectFrom('draft as r')
    .leftJoin('person as p', 'p.id', 'r.approved_by')
    .where('r.document_id', '=', documentId)
    .select(['p.full_name as name', 'r.approved_at as at', 'r.template_code as templateCode'])
    .executeTakeFirst()
  const recipients = await tx
    .selectFrom('draft_recipient')
    .where('document_id', '=', documentId)
    .orderBy('ordinal')
    .select(['agency_id as agencyId', 'outside_id as outsideId', 'name', 'channel'])
    .execute()
  const versions = await tx
    .selectFrom('draft_version as v')
    .innerJoin('person as p', 'p.id', 'v.made_by')
    .where('v.document_id', '=', documentId)
    .orderBy('v.version_no', 'desc')
    .select(['v.version_no as versionNo', 'p.full_name as madeByName', 'v.made_at as madeAt', 'v.note'])
    .select(['v.came_signed as cameSigned', 'v.damaged'])
    .execute()
  const last = versions.find((one) => one.versionNo === draft.lastVersion)
  return {
    documentId,
    version: draft.version,
    lastVersion: draft.lastVersion,
    approvedVersion: draft.approvedVersion,
    approvedByName: approval?.name ?? null,
    approvedAt: approval?.at ?? null,
    signerPositionId: draft.signerPositionId,
    signerPersonId: draft.signerPersonId,
    signerTitle: draft.signerTitle,
    signerName: draft.signerName,
    templateCode: approval?.templateCode ?? null,
    fields: draft.fields,
    recipients: recipients as DraftView['recipients'],
    versions: versions.map(({ cameSigned: _, damaged: __, ...one }) => one),
    cameSigned: (last?.cameSigned ?? null) as DraftView['cameSigned'],
    damaged: last?.damaged ?? false,
    reviews: await readReviews(tx, documentId),
    chain: draft.state === 'draft' ? await namedChain(tx, await chainFor(tx, draft)) : [],
    acts: Object.fromEntries(draftActs.map((act) => [act, canDraft(act, draft, actor.capabilities)])),
  }
}

/** Every round of the review in its order. */
async function readReviews(tx: Tx, documentId: string): Promise<DraftView['reviews']> {
  const { rows } = await sql<DraftView['reviews'][number]>`
    select v.id, v.round, v.step_no as "stepNo", v.kind, v.label, v.unit_id as "unitId", app.unit_name(v.unit_id, coalesce(v.done_at, app.now())) as "unitName", v.position_id as "positionId", q.title as "positionTitle",
      v.state, v.comment, v.asked_at as "askedAt", v.done_at as "doneAt", p.full_name as "doneByName", f.full_name as "actingForName", v.version_seen as "versionSeen", v.version,
      v.state = 'asked' and v.holder = any ((select app.principals())::uuid[]) as mine
    from review v left join position q on q.id = v.position_id left join person p on p.id = v.done_by left join person f on f.id = v.acting_for
    where v.document_id = ${documentId} order by v.round, v.step_no, v.label, "unitName", v.id`.execute(tx)
  return rows
}
