import type { reorganisation } from '@mocban/contract/reorganisation'
import type { RouteInput } from '@mocban/contract/route'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

/** Begins a plan; it changes nothing until it is carried out. @throws reorganisation.days-reversed */
export async function createPlan(
  tx: Tx,
  actor: Actor,
  facts: RouteInput<typeof reorganisation.create>['body'],
): Promise<{ id: string; version: number }> {
  if (facts.oldCodesUntil < facts.effectiveOn) throw refuse('reorganisation.days-reversed')
  const id = newId()
  await tx
    .insertInto('reorganisation')
    .values({
      id,
      agency_id: actor.agencyId,
      title: facts.title,
      basis: facts.basis,
      effective_on: facts.effectiveOn,
      old_codes_until: facts.oldCodesUntil,
      rules: JSON.stringify(facts.rules),
      created_by: actor.personId,
    })
    .execute()
  await record(tx, actor, {
    kind: 'reorganisation.created',
    recordId: id,
    data: { name: facts.title, day: facts.effectiveOn },
  })
  return { id, version: 1 }
}
