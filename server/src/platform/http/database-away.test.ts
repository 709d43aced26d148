import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerSome, someFacts } from '../../documents/testing/register.ts'
import { serveModules } from '../../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import {
  createTestDatabase,
  type OwnPostgres,
  startOwnPostgres,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../testing/index.ts'

let postgres: OwnPostgres
let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']

beforeAll(async () => {
  postgres = await startOwnPostgres()
  database = await createTestDatabase(postgres.template)
  people = (await makeSmallProvince(database)).people
  server = await startTestServer(database.app, serveModules)
}, 60_000)
afterAll(async () => {
  await server?.close()
  await database?.drop()
  await postgres?.stop()
})

const register = (n: number) =>
  server.call(
    people.officeClerk,
    incoming.register,
    { body: { facts: someFacts({ symbol: `${n}/MAT` }), files: [], duplicatesSeen: true } },
    { 'idempotency-key': `while-away-${n}` },
  )

describe('while the database is away', { timeout: 60_000 }, () => {
  it('every request is told so in a sentence; when it is back the program goes on by itself, and nothing was done twice', async () => {
    const before = await registerSome(server, people.officeClerk)
    // Some are under way at the moment it goes.
    const caught = Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(register))
    await postgres.goAway()
    for (const { status, problem } of await caught) {
      if (status !== 200) expect([status, problem.code]).toEqual([503, 'database.away'])
    }
    for (const outcome of [
      await register(9),
      await server.call(people.officeClerk, documents.record, { params: { id: before.id } }),
    ]) {
      expect(outcome).toMatchObject({ status: 503, problem: { code: 'database.away' } })
      expect(outcome.problem.detail).toMatch(/^Cơ sở dữ liệu tạm thời chưa trả lời/)
    }

    await postgres.comeBack()
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(register))
    expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(200))
    expect(answers.map(({ answer }) => answer.number).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from document`.execute(database.owner)
    expect(rows).toEqual([{ n: 10 }])
  })
})
