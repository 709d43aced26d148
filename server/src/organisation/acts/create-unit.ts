import type { organisationActs } from '@mocban/contract/organisation-acts'
import type { RouteInput } from '@mocban/contract/route'
import { record } from '../../platform/access/index.ts'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import { factColumns } from './change-unit.ts'
import { administers, notPast, settle } from './settle.ts'
import { unitOn } from './unit-on.ts'

/**
 * Creates a unit under another from a day on. A unit without legal standing belongs to the agency of the one above it.
 * @throws organisation.past, organisation.unit-absent, organisation.not-yours, organisation.code-taken
 */
export async function createUnit(
  tx: Tx,
  actor: Actor,
  { from, kind, isAgency, parentId, ...facts }: RouteInput<typeof organisationActs.createUnit>['body'],
): Promise<{ id: string }> {
  notPast(from)
  const id = newId()
  const parent = await unitOn(tx, actor, parentId, from)
  if (isAgency) await administers(tx, actor, id)
  await settle(tx, async () => {
    await tx.insertInto('unit').values({ id }).execute()
    await tx
      .insertInto('unit_version')
      .values({
        ...factColumns(facts),
        unit_id: id,
        valid: `[${from},)`,
        kind,
        is_agency: isAgency,
        agency_id: isAgency ? id : parent.row.agency_id,
        parent_id: parentId,
        name: facts.name,
        short_name: facts.shortName,
        abbreviation: facts.abbreviation,
        name_en: facts.nameEn,
      })
      .execute()
  })
  await record(tx, actor, { kind: 'unit.created', data: { name: facts.name, parent: parent.row.name, from } })
  return { id }
}
