import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { readSteps } from '../record/read-parts.ts'

/**
 * Urges those who hold a document, with a sentence: each step that is open and that who asks may urge, or those named. Nothing moves; their desk and their bell say it. Where a step lies with
 * another agency, that agency is urged, in its own trail.
 * @throws request.not-found, document.act-not-now
 */
export async function urge(
  tx: Tx,
  actor: Actor,
  input: { documentId: string; text: string; stepIds?: string[] | undefined },
): Promise<{ steps: number }> {
  const document = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .select('travel')
    .executeTakeFirst()
  if (!document) throw refuse('request.not-found')
  const chosen = input.stepIds && new Set(input.stepIds)
  const steps = (await readSteps(tx, actor, input.documentId)).filter(
    (step) => step.acts.urge?.allowed && (!chosen || chosen.has(step.id)),
  )
  const ids = steps.map((step) => step.id)
  // The other agency first: whoever finishes there locks their own steps before those that wait for them here.
  await sql`
    select app.urge_recipient(h.delivery_id, ${input.text}) from handling h
     where h.id = any (${ids}::uuid[]) and h.delivery_id is not null and h.ended_at is null`.execute(tx)
  const urged = await tx
    .updateTable('handling')
    .set({ urged_at: sql`app.now()`, urged_by: actor.personId, urged_for: actor.actingFor, urged_text: input.text })
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .where('ended_at', 'is', null)
    .returning(['id', 'holder', 'delivery_id'])
    .execute()
  if (urged.length === 0) throw refuse('document.act-not-now', { because: 'nobody-to-urge' })
  const done = new Set(urged.map((step) => step.id))
  await record(tx, actor, {
    kind: 'document.urged',
    recordId: input.documentId,
    recordList: document.travel,
    data: {
      text: input.text,
      to: steps.filter((step) => done.has(step.id)).map((step) => step.personName ?? step.unitName),
    },
    concerns: urged.filter((step) => !step.delivery_id).map((step) => sql<string>`${step.holder}::uuid`),
  })
  return { steps: urged.length }
}
