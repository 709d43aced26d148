import { randomBytes } from 'node:crypto'
import { newId } from '../../platform/database/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'

/** Another system's account in an agency, with the post in which it acts, as `serviceAccounts.add` makes them. */
export async function plantService(database: TestDatabase, agencyId: string, name: string, from: string) {
  const personId = newId()
  const positionId = newId()
  const clientId = `mb-${randomBytes(6).toString('hex')}`
  const valid = `[${from},)`
  await database.owner.transaction().execute(async (tx) => {
    await tx
      .insertInto('person')
      .values({ id: personId, full_name: name, user_name: clientId, service: true })
      .execute()
    await tx
      .insertInto('position')
      .values({
        id: positionId,
        unit_id: agencyId,
        agency_id: agencyId,
        title: name,
        capabilities: ['register', 'approve'],
        rank: 99,
        valid,
      })
      .execute()
    await tx.insertInto('appointment').values({ person_id: personId, position_id: positionId, valid }).execute()
    await tx
      .insertInto('service_account')
      .values({
        person_id: personId,
        agency_id: agencyId,
        position_id: positionId,
        client_id: clientId,
        secret_hash: randomBytes(32),
      })
      .execute()
  })
  return { personId, positionId, userName: clientId }
}
