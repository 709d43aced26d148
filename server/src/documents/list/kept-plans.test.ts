import { documents } from '@mocban/contract/documents'
import { incomingFacts } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { asActor, type Database, newId, openDatabase } from '../../platform/database/index.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.ts'
import { desk } from '../handling/desk.ts'
import { registerIncoming } from '../incoming/register-incoming.ts'
import { someFacts } from '../testing/register.ts'
import { listDocuments } from './list-documents.ts'

let database: TestDatabase
let province: SmallProvince
let one: Database
beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  one = openDatabase({ url: database.appUrl, max: 1 })
})
afterAll(async () => {
  await one.destroy()
  await database.drop()
})

it('what people ask all day is planned once on each connection, not again each time', async () => {
  const page = documents.list.query?.parse({ travel: 'incoming' }) as never
  for (let n = 0; n < 12; n++) {
    await asActor(one, province.people.officeClerk, async (tx) => {
      await desk(tx)
      await listDocuments(tx, page)
    })
    const facts = incomingFacts.parse(someFacts({ symbol: `${n}/BKHCN-CĐS` }))
    const asked = { id: `${n}`, address: '', key: newId() }
    await asActor(
      one,
      province.people.officeClerk,
      (tx, actor) => registerIncoming(tx, actor, { facts, files: [], duplicatesSeen: false }),
      asked,
    )
  }
  const { rows } = await sql<{ statement: string; kept: number; made: number }>`
    select statement, generic_plans::int as kept, custom_plans::int as made from pg_prepared_statements`.execute(one)
  expect(rows.length).toBeGreaterThanOrEqual(4)
  // PostgreSQL makes five to see whether its own are better.
  expect(rows.filter(({ kept, made }) => made > 5 || kept === 0)).toEqual([])
})
