import type { drafting } from '@mocban/contract/documents-drafting'
import type { RouteAnswer } from '@mocban/contract/route'
import type { Actor, Tx } from '../../platform/database/index.ts'

/** How drafts are reviewed in the agency of who asks, by type, and which types are numbered in a series of their own. */
export async function agencyRules(tx: Tx, actor: Actor): Promise<RouteAnswer<typeof drafting.rules>> {
  const review = await tx
    .selectFrom('review_rule')
    .where('agency_id', '=', actor.agencyId)
    .orderBy('type_code')
    .orderBy('step_no')
    .select([
      'id',
      'type_code as typeCode',
      'step_no as stepNo',
      'kind',
      'unit_id as unitId',
      'position_id as positionId',
      'label',
    ])
    .execute()
  const series = await tx
    .selectFrom('numbering_rule')
    .where('agency_id', '=', actor.agencyId)
    .orderBy('type_code')
    .select(['type_code as typeCode', 'series'])
    .execute()
  return { review: review as RouteAnswer<typeof drafting.rules>['review'], series }
}
