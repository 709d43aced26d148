import { sql } from 'kysely'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

/** Lets somebody direct for another from July 2025 on, within these units and types: planted, where a test asks what a deputy sees and not how one becomes it. */
export async function actFor(
  database: TestDatabase,
  holder: Standing,
  deputy: Standing,
  { units = [], types = [] }: { units?: string[]; types?: string[] } = {},
): Promise<Standing> {
  const { id } = await database.owner
    .insertInto('delegation')
    .values({
      from_person_id: holder.personId,
      from_position_id: holder.positionId,
      to_person_id: deputy.personId,
      valid: sql`'[2025-07-01,2037-12-31)'`,
      capabilities: ['direct'],
      scope_units: units,
      scope_types: types,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...holder, personId: deputy.personId, delegationId: id }
}
