import type { outgoing, SignedOne } from '@mocban/contract/documents-outgoing'
import type { RouteInput } from '@mocban/contract/route'
import type { Actor, Tx } from '../../../platform/database/index.ts'
import { type AsMe, type Language, RefusalError, refuse, sentence } from '../../../platform/http/index.ts'
import { openRingKey, type SigningKey, signBatch } from '../../../signing/index.ts'
import { checkBeforeApproval } from '../../form/must-keep-form.ts'
import { judgeDraft } from '../judge-draft.ts'
import { loadDraft } from '../load-draft.ts'
import {
  keepSignature,
  makeSignature,
  type PreparedSignature,
  prepareSignature,
  type SigningDesk,
} from './sign-version.ts'

type Input = RouteInput<typeof outgoing.signMany>['body']
type Item = Input['items'][number]

/**
 * Approves and signs many drafts in one sitting, under one authorization. Each stands on its own: it is told as soon as it is done, and one that fails stops none
 * of the others. A service that wants its own authorization gets all of them at once; other keys sign one after another. No transaction waits for a key.
 */
export async function* signMany(
  asMe: AsMe,
  desk: SigningDesk,
  input: Input,
  language: Language,
): AsyncGenerator<SignedOne> {
  const { key } = await asMe((tx) => openRingKey(tx, desk.house, 'person', input.signature))
  try {
    if (key.signTogether) yield* together(asMe, desk, key, input.items, language)
    else
      for (const item of input.items)
        yield await told(item, language, async () => {
          const prepared = await asMe((tx, actor) => prepare(tx, actor, desk, item))
          await approveSigned(asMe, desk, key, item, prepared, await makeSignature(prepared, key, desk.house))
        })
  } finally {
    await key.close?.()
  }
}

async function* together(
  asMe: AsMe,
  desk: SigningDesk,
  key: SigningKey,
  items: Item[],
  language: Language,
): AsyncGenerator<SignedOne> {
  const ready: { item: Item; prepared: PreparedSignature }[] = []
  for (const item of items) {
    const refused = await told(item, language, async () => {
      ready.push({ item, prepared: await asMe((tx, actor) => prepare(tx, actor, desk, item)) })
    })
    if (refused.state === 'refused') yield refused
  }
  const made = await signBatch(
    key,
    ready.map(
      ({ prepared }) =>
        (one) =>
          makeSignature(prepared, one, desk.house),
    ),
  )
  for (const [n, { item, prepared }] of ready.entries())
    yield await told(item, language, async () => {
      const signed = made[n]
      if (signed?.status !== 'fulfilled') throw signed?.reason
      await approveSigned(asMe, desk, key, item, prepared, signed.value)
    })
}

async function prepare(tx: Tx, actor: Actor, desk: SigningDesk, item: Item): Promise<PreparedSignature> {
  const review = await tx
    .selectFrom('review')
    .where('id', '=', item.reviewId)
    .where('kind', '=', 'approve')
    .select(['document_id', 'state'])
    .executeTakeFirst()
  if (!review) throw refuse('request.not-found')
  // What waits no more uses up none of the signatures that a service allows.
  if (review.state !== 'asked') throw refuse('document.act-not-now', { because: 'step-ended' })
  const draft = await loadDraft(tx, review.document_id)
  if (draft.lastVersion !== item.versionSeen)
    throw refuse('draft.new-version', { versionNo: draft.lastVersion, versionSeen: item.versionSeen })
  return prepareSignature(tx, actor, desk, draft, 'approval')
}

async function approveSigned(
  asMe: AsMe,
  desk: SigningDesk,
  key: SigningKey,
  item: Item,
  prepared: PreparedSignature,
  signed: Uint8Array,
): Promise<void> {
  await checkBeforeApproval(asMe, desk.files, item.reviewId)
  await asMe((tx, actor) =>
    judgeDraft(tx, actor, { ...item, verdict: 'agreed', comment: '' }, async () => {
      await keepSignature(tx, actor, desk.files, { ...prepared, signed, certificate: key.certificate })
    }),
  )
}

/** What came of one, in words; anything that is no refusal is a fault of the program and is told as one. */
async function told(item: Item, language: Language, work: () => Promise<void>): Promise<SignedOne> {
  try {
    await work()
    return { reviewId: item.reviewId, state: 'done' }
  } catch (error) {
    const refusal = error instanceof RefusalError ? error : refuse('program.failed')
    return {
      reviewId: item.reviewId,
      state: 'refused',
      code: refusal.code,
      detail: sentence(refusal.code, refusal.values, language),
    }
  }
}
