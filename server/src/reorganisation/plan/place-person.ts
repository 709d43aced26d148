import type { Placement } from '@mocban/contract/reorganisation-plan'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { lockPlan, planChanged } from './lock-plan.ts'

/** Places a person otherwise than the rule does, or lets the rule hold again. @throws request.not-found, reorganisation.changed, reorganisation.not-now */
export async function placePerson(
  tx: Tx,
  actor: Actor,
  {
    planId,
    version,
    personId,
    placement,
  }: { planId: string; version: number; personId: string; placement: Placement | null },
) {
  const plan = await lockPlan(tx, planId, version)
  const person = await tx.selectFrom('person').where('id', '=', personId).select('full_name').executeTakeFirst()
  if (!person) throw refuse('request.not-found')
  await putPlacements(tx, planId, new Map([[personId, placement]]))
  return planChanged(tx, actor, plan, 'person-placed', { what: person.full_name, who: person.full_name })
}

export async function putPlacements(tx: Tx, planId: string, placements: Map<string, Placement | null>): Promise<void> {
  const people = [...placements.keys()]
  if (people.length === 0) return
  await tx
    .deleteFrom('reorganisation_placement')
    .where('reorganisation_id', '=', planId)
    .where('person_id', 'in', people)
    .execute()
  const rows = [...placements].flatMap(([person_id, placement]) =>
    placement ? [{ reorganisation_id: planId, person_id, placement: JSON.stringify(placement) }] : [],
  )
  if (rows.length > 0) await tx.insertInto('reorganisation_placement').values(rows).execute()
}
