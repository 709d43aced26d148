import { sql } from 'kysely'
import { changedSince, grantAudience, principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { mustBeSigned } from '../../signing/index.ts'
import { mustKeepForm } from '../form/must-keep-form.ts'
import { signingPosts } from '../templates/find-signers.ts'
import { mustStillStand } from '../templates/signing-authority.ts'
import { approve } from './approve-draft.ts'
import { type Draft, loadDraft, moveDocument } from './load-draft.ts'
import type { SignatureKind } from './signing/sign-version.ts'

export interface Verdict {
  reviewId: string
  version: number
  verdict: 'agreed' | 'agreed-with-comments' | 'returned'
  comment: string
  /** The version that was judged; a newer one must be looked at first. */
  versionSeen: number
}

/** Puts the signature of who judges on the version that is judged. */
export type Sign = (draft: Draft, kind: SignatureKind) => Promise<void>

/**
 * Agrees, agrees with comments, or returns with reasons. When all of one number have agreed, those of the next are asked; at the last
 * step the signer approves. One return ends the round: the draft is with its drafter again.
 * @throws request.not-found, record.changed, draft.new-version, draft.reason-needed, document.act-not-now, draft.authority-lapsed, draft.signer-is-another, form.stops, form.changed-meanwhile
 */
export async function judgeDraft(
  tx: Tx,
  actor: Actor,
  input: Verdict,
  sign: Sign | null = null,
): Promise<{ state: string }> {
  const review = await tx
    .selectFrom('review')
    .where('id', '=', input.reviewId)
    .select(['id', 'document_id', 'round', 'step_no', 'kind', 'state', 'version'])
    .select(sql<boolean>`holder = any ((select app.principals())::uuid[])`.as('mine'))
    .forUpdate()
    .executeTakeFirst()
  if (!review) throw refuse('request.not-found')
  const draft = await loadDraft(tx, review.document_id, true)
  if (review.version !== input.version) throw await changedSince(tx, draft.id)
  if (!review.mine) throw refuse('document.act-not-now', { because: 'not-asked' })
  if (review.state !== 'asked') throw await changedSince(tx, draft.id)
  if (input.versionSeen !== draft.lastVersion)
    throw refuse('draft.new-version', { versionNo: draft.lastVersion, versionSeen: input.versionSeen })
  if (input.verdict === 'returned' && !input.comment) throw refuse('draft.reason-needed')
  const approving = review.kind === 'approve' && input.verdict !== 'returned'
  if (approving) {
    await mustSign(tx, actor, draft)
    await mustKeepForm(tx, actor, draft.id)
    if (!sign && (await mustBeSigned(tx, draft.agencyId, draft.typeCode)).approval)
      throw refuse('signing.signature-needed', { what: 'approval' })
  }
  if (sign && input.verdict !== 'returned') await sign(draft, approving ? 'approval' : 'initials')
  await tx
    .updateTable('review')
    .set({
      state: input.verdict,
      comment: input.comment || null,
      done_at: sql`app.now()`,
      done_by: actor.personId,
      acting_for: actor.actingFor,
      version_seen: input.versionSeen,
      version: sql`version + 1`,
    })
    .where('id', '=', review.id)
    .execute()
  const next = { round: review.round, stepNo: review.step_no }
  const state =
    input.verdict === 'returned'
      ? await endRound(tx, draft, next)
      : approving
        ? await approve(tx, actor, draft, sign ? 'signed' : 'on-system')
        : await askNext(tx, draft, next)
  await record(tx, actor, {
    kind: approving
      ? 'document.approved'
      : input.verdict === 'returned'
        ? 'document.draft-returned'
        : 'document.reviewed',
    recordId: draft.id,
    recordList: draft.travel,
    data: {
      verdict: input.verdict,
      comment: input.comment,
      versionNo: draft.lastVersion,
      abstract: draft.abstract,
      reason: input.comment,
      ...(sign && input.verdict !== 'returned' ? { signed: true } : {}),
    },
    concerns: [
      principal.person(draft.createdBy),
      ...(approving ? [principal.clerksOf(draft.agencyId)] : []),
      ...(await newlyAsked(tx, draft.id, next)),
    ],
  })
  return { state }
}

/**
 * Whoever approves is who the paper names: by their post, or by the authorisation by which it says they sign. Who acts for somebody does not sign under that
 * person's name; the draft names them as signer, by authorisation (TUQ.).
 */
async function mustSign(tx: Tx, actor: Actor, draft: Draft): Promise<void> {
  await mustStillStand(tx, draft)
  const authorised = draft.signerAuthority === 'TUQ' && draft.signerPersonId === actor.personId
  if (!authorised && !actor.capabilities.includes('approve'))
    throw refuse('capability.needed', { capability: 'approve' })
  // Two may hold one post, its head and who acts in it: the paper names one of them.
  const anotherHoldsIt =
    draft.signerPositionId === actor.positionId &&
    draft.signerPersonId !== actor.personId &&
    (await signingPosts(tx, draft.agencyId, draft.typeCode, { positionId: draft.signerPositionId })).some(
      (one) => one.personId === draft.signerPersonId,
    )
  if (anotherHoldsIt || (actor.actingFor && draft.signerPersonId !== actor.personId))
    throw refuse('draft.signer-is-another', { name: draft.signerName ?? '', who: actor.fullName })
}

interface At {
  round: number
  stepNo: number
}

async function endRound(tx: Tx, draft: Draft, at: At): Promise<string> {
  await tx
    .updateTable('review')
    .set({ state: 'skipped', version: sql`version + 1` })
    .where('document_id', '=', draft.id)
    .where('round', '=', at.round)
    .where('state', 'in', ['asked', 'later'])
    .execute()
  await moveDocument(tx, draft.id, { state: 'draft' })
  return 'draft'
}

/** Asks the next number of the round once nobody of this one is open. */
async function askNext(tx: Tx, draft: Draft, at: At): Promise<string> {
  const open = await tx
    .selectFrom('review')
    .where('document_id', '=', draft.id)
    .where('round', '=', at.round)
    .where('state', '=', 'asked')
    .select('id')
    .executeTakeFirst()
  if (!open) {
    const { rows } = await sql<{ holder: string }>`
      update review set state = 'asked', asked_at = app.now(), version = version + 1
       where document_id = ${draft.id} and round = ${at.round} and state = 'later'
         and step_no = (select min(step_no) from review where document_id = ${draft.id} and round = ${at.round} and state = 'later')
      returning holder`.execute(tx)
    await grantAudience(
      tx,
      { id: draft.id, list: draft.travel, at: draft.listedAt },
      rows.map((row) => ({ principal: principal.position(row.holder), reason: 'reviews' })),
    )
  }
  await moveDocument(tx, draft.id)
  return 'in-review'
}

async function newlyAsked(tx: Tx, documentId: string, at: At) {
  const rows = await tx
    .selectFrom('review')
    .where('document_id', '=', documentId)
    .where('round', '=', at.round)
    .where('step_no', '>', at.stepNo)
    .where('state', '=', 'asked')
    .select('holder')
    .execute()
  return rows.map((row) => principal.position(row.holder))
}
