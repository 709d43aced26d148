import { sql } from 'kysely'
import { resolveAddressees } from '../../organisation/index.ts'
import { grantAudience, record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { draftForAct, moveDocument } from './load-draft.ts'
import { type ChainStep, chainFor } from './review-chain.ts'

/**
 * Submits a draft: the steps of the chain in their order, those of one number at the same time, and the signer last, who approves.
 * @throws record.changed, document.act-not-now, organisation.no-holder
 */
export async function submitDraft(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; version: number; chain?: ChainStep[] | null | undefined },
): Promise<Record<string, never>> {
  const draft = await draftForAct(tx, actor, input.documentId, 'submit', input.version)
  const chain = input.chain ?? (await chainFor(tx, draft))
  const signer = await tx
    .selectFrom('position')
    .where('id', '=', draft.signerPositionId)
    .select(['id', 'unit_id'])
    .executeTakeFirst()
  if (!signer) throw refuse('draft.no-signer')
  const last = Math.max(0, ...chain.map((step) => step.stepNo)) + 1
  const steps = [
    ...chain.map((step) => ({ ...step, kind: 'review' })),
    { stepNo: last, unitId: signer.unit_id, positionId: signer.id, label: '', kind: 'approve' },
  ]
  const asked = await resolveAddressees(
    tx,
    steps.map((step) => ({ unitId: step.unitId, positionId: step.positionId ?? null })),
  )
  // A review inside the agency: other agencies are asked for their opinion by letter.
  if (asked.some((one) => one.agencyId !== draft.agencyId))
    throw refuse('document.act-not-now', { because: 'other-agency' })
  const first = Math.min(...steps.map((step) => step.stepNo))
  const round = await nextRound(tx, draft.id)
  await tx
    .insertInto('review')
    .values(
      steps.map((step, n) => ({
        id: newId(),
        document_id: draft.id,
        round,
        step_no: step.stepNo,
        kind: step.kind,
        label: step.label,
        unit_id: step.unitId,
        position_id: step.positionId ?? null,
        holder: asked[n]?.holder ?? sql<string>`null`,
        state: step.stepNo === first ? 'asked' : 'later',
        asked_at: step.stepNo === first ? sql<string>`app.now()` : null,
      })),
    )
    .execute()
  const now = asked.filter((_, n) => steps[n]?.stepNo === first)
  await grantAudience(
    tx,
    { id: draft.id, list: draft.travel, at: draft.listedAt },
    now.map((one) => ({ principal: one.holder, reason: 'reviews' })),
  )
  await moveDocument(tx, draft.id, { state: 'in-review' })
  await record(tx, actor, {
    kind: 'document.submitted',
    recordId: draft.id,
    recordList: draft.travel,
    data: { round, steps: steps.length, abstract: draft.abstract, versionNo: draft.lastVersion },
    concerns: now.map((one) => one.holder),
  })
  return {}
}

async function nextRound(tx: Tx, documentId: string): Promise<number> {
  const row = await tx
    .selectFrom('review')
    .where('document_id', '=', documentId)
    .select((on) => on.fn.max('round').as('round'))
    .executeTakeFirst()
  return Number(row?.round ?? 0) + 1
}
