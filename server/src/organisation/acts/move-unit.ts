import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { notPast, settle } from './settle.ts'
import { unitOn, versionFrom } from './unit-on.ts'

/**
 * Puts a unit under another from a day on. Between agencies only an agency itself moves: what a division of one has registered, holds and
 * may see does not become another's by a line in the chart.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.other-agency, organisation.unit-cycle
 */
export async function moveUnit(
  tx: Tx,
  actor: Actor,
  { unitId, parentId, from }: { unitId: string; parentId: string; from: string },
): Promise<Record<string, never>> {
  notPast(from)
  const found = await unitOn(tx, actor, unitId, from)
  const parent = await unitOn(tx, actor, parentId, from)
  if (!found.row.is_agency && parent.row.agency_id !== found.row.agency_id) throw refuse('organisation.other-agency')
  await settle(tx, () => versionFrom(tx, found, from, { parent_id: parentId }))
  await record(tx, actor, { kind: 'unit.moved', data: { name: found.row.name, parent: parent.row.name, from } })
  return {}
}
