import type { BulkAct } from '@mocban/contract/documents-bulk'
import { sql } from 'kysely'
import { type Actor, asActor, NoStandingError, type Standing, type Tx } from '../../platform/database/index.ts'
import { RefusalError, refuse, type Works } from '../../platform/http/index.ts'
import { accept } from '../handling/accept.ts'
import { assign } from '../handling/assign.ts'
import { finish } from '../handling/finish.ts'
import { present } from '../handling/present.ts'

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
    await asActor(works.app, standing, async (tx, actor) => {
      await doAct(tx, actor, item.document_id, act)
      await settle(tx, id, item, 'done')
    })
  } catch (error) {
    const refusal =
      error instanceof RefusalError
        ? { code: error.code, detail: error.values }
        : error instanceof NoStandingError
          ? { code: 'session.needed', detail: {} }
          : (error as { code?: string }).code === '42501'
            ? { code: 'request.not-found', detail: {} }
            : null
    // A failure of the program or the database is no result: the job tries this document again.
    if (!refusal) throw error
    await settle(works.worker, id, item, 'refused', refusal)
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
  const { stepId, version } = await myStep(tx, documentId)
  if (act.kind === 'accept') return accept(tx, actor, { stepId, version })
  if (act.kind === 'finish') return finish(tx, actor, { stepId, version, kind: act.finishKind, note: act.note })
  const { kind: _, ...assignment } = act
  return assign(tx, actor, { stepId, version, ...assignment })
}

/** The step of a document that is asked of who acts; the oldest where there are several. */
async function myStep(tx: Tx, documentId: string): Promise<{ stepId: string; version: number }> {
  const { rows } = await sql<{ stepId: string; version: number }>`
    select h.id as "stepId", h.version from handling h
     where h.document_id = ${documentId} and h.ended_at is null and h.delivery_id is null and h.role <> 'inform'
       and h.holder = any ((select app.principals())::uuid[])
     order by h.asked_at limit 1`.execute(tx)
  if (rows[0]) return rows[0]
  const seen = await tx.selectFrom('document').select('id').where('id', '=', documentId).executeTakeFirst()
  throw seen ? refuse('document.act-not-now', { because: 'not-yours' }) : refuse('request.not-found')
}

/** The bell tells who began it, and nobody else, that it is done. Each document has its own events. */
async function tellWhoBegan(works: Pick<Works, 'app' | 'worker'>, standing: Standing, id: string, kind: string) {
  const { rows } = await sql<{ done: number; refused: number }>`
    select count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused
      from bulk_item where bulk_id = ${id}`.execute(works.worker)
  const told = JSON.stringify({ bulkId: id, act: kind, ...rows[0] })
  await asActor(works.app, standing, (tx) => sql`select app.tell_me('bulk.ended', ${told}::jsonb)`.execute(tx)).catch(
    (error) => {
      if (!(error instanceof NoStandingError)) throw error
    },
  )
}
