import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

it('asks the audience row by row: a policy that PostgreSQL may turn into a hash reads all that a chairman may see before it shows a line', async () => {
  const { rows } = await sql<{ policy: string }>`
    select tablename || ': ' || policyname as policy from pg_policies
     cross join lateral unnest(array[qual, with_check]) said
     where 'mocban_app' = any (roles)
       and (length(said) - length(replace(said, 'FROM audience', ''))) / length('FROM audience')
         > (length(said) - length(replace(said, 'OFFSET 0', ''))) / length('OFFSET 0')`.execute(database.owner)
  expect(rows).toEqual([])
})

it('asks for the appointments of who asks alone: a check that PostgreSQL may turn into a hash reads those of everybody at every request', async () => {
  const { rows } = await sql<{ asked: string }>`
    select asked[1] as asked from regexp_matches(pg_get_functiondef('app.work_out_standing(uuid, uuid, uuid)'::regprocedure),
      'exists \\(select from appointment[^\n]*', 'g') asked`.execute(database.owner)
  expect(rows.length).toBeGreaterThan(0)
  for (const { asked } of rows) expect(asked).toMatch(/ offset 0\)$/)
})
