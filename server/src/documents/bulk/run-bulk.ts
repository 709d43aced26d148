import type { BulkAct } from '@mocban/contract/documents-bulk'
import { type RawBuilder, sql } from 'kysely'
import { type Actor, asWhoAsked, NoStandingError, type Standing, type Tx } from '../../platform/database/index.ts'
import { refusalOf, refuse, type Works } from '../../platform/http/index.ts'
import { accept } from '../handling/accept.ts'
import { assign } from '../handling/assign.ts'
import { finish } from '../handling/finish.ts'
import { handOver, takeOver } from '../handling/hand-over.ts'
import { present } from '../handling/present.ts'
import { type Recalled, recall } from '../handling/recall.ts'
import { returnStep } from '../handling/return-step.ts'
import { stepFacts } from '../handling/step.ts'
import { undoLast } from '../handling/undo.ts'
import { urge } from '../handling/urge.ts'

interface Item {
  ordinal: number
  document_id: string
}

/**
 * Does what a bulk act still has to do, document by document, each in a transaction of its own that also writes its result: killed at any
 * moment, it goes on where it stopped and does nothing twice. A refusal of one stops no other.
 */
export async function runBulk(works: Pick<Works, 'app' | 'worker'>, id: string): Promise<void> {
  const begun = await works.worker.selectFrom('bulk_act').selectAll().where('id', '=', id).executeTakeFirst()
  if (!begun || begun.ended_at) return
  const standing: Standing = {
    personId: begun.person_id,
    positionId: begun.position_id,
    ...(begun.delegation_id ? { delegationId: begun.delegation_id } : {}),
  }
  const act = begun.act as unknown as BulkAct
  for (;;) {
    const items: Item[] = await works.worker
      .selectFrom('bulk_item')
      .select(['ordinal', 'document_id'])
      .where('bulk_id', '=', id)
      .where('state', '=', 'waiting')
      .orderBy('ordinal')
      .limit(100)
      .execute()
    if (items.length === 0) break
    for (const item of items) await doOne(works, standing, id, item, act)
  }
  await works.worker.updateTable('bulk_act').set({ ended_at: sql`app.now()` }).where('id', '=', id).execute()
  await tellWhoBegan(works, standing, id, act.kind)
}

async function doOne(works: Pick<Works, 'app' | 'worker'>, standing: Standing, id: string, item: Item, act: BulkAct) {
  try {
    await asWhoAsked(works, standing, async (tx, actor) => {
      await doAct(tx, actor, item.document_id, act)
      await settle(tx, id, item, 'done')
    })
  } catch (error) {
    const refusal = refusalOf(error)
    // A failure of the program or the database is no result: the job tries this document again.
    if (!refusal) throw error
    await settle(works.worker, id, item, 'refused', { code: refusal.code, detail: refusal.values })
  }
}

async function settle(
  tx: Pick<Tx, 'updateTable'>,
  id: string,
  item: Item,
  state: 'done' | 'refused',
  refusal?: { code: string; detail: Record<string, unknown> },
) {
  await tx
    .updateTable('bulk_item')
    .set({
      state,
      at: sql`app.now()`,
      code: refusal?.code ?? null,
      detail: refusal ? JSON.stringify(refusal.detail) : null,
    })
    .where('bulk_id', '=', id)
    .where('ordinal', '=', item.ordinal)
    .where('state', '=', 'waiting')
    .execute()
}

async function doAct(tx: Tx, actor: Actor, documentId: string, act: BulkAct): Promise<unknown> {
  if (act.kind === 'present') {
    if (!actor.capabilities.includes('register')) throw refuse('capability.needed', { capability: 'register' })
    const document = await tx.selectFrom('document').select('version').where('id', '=', documentId).executeTakeFirst()
    if (!document) throw refuse('request.not-found')
    return present(tx, actor, {
      documentId,
      version: document.version,
      to: act.to,
      note: act.note,
      dueOn: act.dueOn ?? null,
    })
  }
  if (act.kind === 'undo') return undoLast(tx, actor, documentId, act.act)
  if (act.kind === 'urge') return urge(tx, actor, { documentId, text: act.text })
  if (act.kind === 'recall') return recallAsked(tx, actor, documentId, act.reason)
  if (act.kind === 'take-over') {
    const step = await openStep(tx, documentId, ofMyUnits, 'not-your-unit')
    return takeOver(tx, actor, { ...step, reason: act.reason })
  }
  const { stepId, version } = await openStep(tx, documentId, mine, 'not-yours')
  if (act.kind === 'return') return returnStep(tx, actor, { stepId, version, reason: act.reason })
  if (act.kind === 'hand-over') return handOver(tx, actor, { stepId, version, to: act.to, reason: act.reason })
  if (act.kind === 'accept') return accept(tx, actor, { stepId, version })
  if (act.kind === 'finish') {
    const { finishKind, note, answerId = null } = act
    return finish(tx, actor, { stepId, version, kind: finishKind, note, answerId })
  }
  const { kind: _, ...assignment } = act
  return assign(tx, actor, { stepId, version, ...assignment })
}

const mine = sql<boolean>`h.ended_at is null and h.delivery_id is null and h.role <> 'inform' and ${stepFacts.mine}`
const askedByMe = sql<boolean>`${stepFacts.askedByMe} and (h.ended_at is null or ${stepFacts.openBelow} and h.role <> 'present')`
const ofMyUnits = sql<boolean>`h.ended_at is null and h.delivery_id is null and h.role <> 'inform' and h.holder <> all ((select app.principals())::uuid[])
  and ${stepFacts.leadsHolder}`

interface OpenStep {
  stepId: string
  version: number
}

/** The open step of a document that an act is about; the oldest where there are several. */
async function findStep(tx: Tx, documentId: string, which: RawBuilder<boolean>): Promise<OpenStep | undefined> {
  const { rows } = await sql<OpenStep>`
    select h.id as "stepId", h.version from handling h
     where h.document_id = ${documentId} and ${which}
     order by h.asked_at limit 1`.execute(tx)
  return rows[0]
}

async function openStep(tx: Tx, documentId: string, which: RawBuilder<boolean>, because: string): Promise<OpenStep> {
  const step = await findStep(tx, documentId, which)
  if (step) return step
  const seen = await tx.selectFrom('document').select('id').where('id', '=', documentId).executeTakeFirst()
  throw seen ? refuse('document.act-not-now', { because }) : refuse('request.not-found')
}

/** Everything that who acts has asked on the document and that is not finished; what was passed on from it goes with it. */
async function recallAsked(tx: Tx, actor: Actor, documentId: string, reason: string): Promise<void> {
  let step: OpenStep | undefined = await openStep(tx, documentId, askedByMe, 'not-asked-by-you')
  let recalled: Recalled[] = []
  while (step) {
    recalled = await recall(tx, actor, { ...step, reason }, recalled)
    step = await findStep(tx, documentId, askedByMe)
  }
}

/** The bell tells who began it, and nobody else, that it is done. Each document has its own events. */
async function tellWhoBegan(works: Pick<Works, 'app' | 'worker'>, standing: Standing, id: string, kind: string) {
  const { rows } = await sql<{ done: number; refused: number }>`
    select count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused
      from bulk_item where bulk_id = ${id}`.execute(works.worker)
  const told = JSON.stringify({ bulkId: id, act: kind, ...rows[0] })
  await asWhoAsked(works, standing, (tx) => sql`select app.tell_me('bulk.ended', ${told}::jsonb)`.execute(tx)).catch(
    (error) => {
      if (!(error instanceof NoStandingError)) throw error
    },
  )
}
