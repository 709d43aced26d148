import { access } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { exports } from '@mocban/contract/exports'
import type { Route } from '@mocban/contract/route'
import { search } from '@mocban/contract/search'
import { tasks } from '@mocban/contract/tasks'
import { trail } from '@mocban/contract/trail'
import { workFiles } from '@mocban/contract/work-files'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveModules } from './modules.ts'
import { makeSmallProvince, type SmallProvince } from './organisation/testing/small-province.ts'
import { clock } from './platform/clock.ts'
import type { Standing } from './platform/database/index.ts'
import { servedRoutes } from './platform/http/index.ts'
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from './platform/testing/index.ts'
import type { AccessModel, ModelRecord } from './testing/access-model.ts'
import type { Move } from './testing/access-story.ts'
import { openWorld } from './testing/access-world.ts'
import { workModules } from './workers.ts'

/**
 * Lets a random story pass through the API (documents, tasks, work files, moves, delegations with scopes, openings, classes, posts, days) and then asks as
 * everybody, in each of their posts and delegations, for everything by every path; compares with the model of `testing/access-model.ts`, both ways.
 * The seed is printed by fast-check where a difference is found.
 */
let database: TestDatabase
let server: TestServer
let province: SmallProvince
let model: AccessModel

const kinds: [Move['what'], number][] = [
  ['register', 7],
  ['draft', 3],
  ['task', 4],
  ['file', 2],
  ['assign', 8],
  ['lead', 2],
  ['open', 6],
  ['withdraw', 2],
  ['class', 5],
  ['delegate', 6],
  ['end', 1],
  ['appoint', 4],
  ['belong', 3],
  ['day', 2],
]
const what = fc.oneof(...kinds.map(([one, weight]) => ({ weight, arbitrary: fc.constant(one) })))
const move = fc.record({ what, a: fc.nat(999), b: fc.nat(999), c: fc.nat(999) })
const story = fc.array(move, { minLength: 80, maxLength: 80, size: 'max' })

beforeAll(async () => {
  database = await createTestDatabase()
  province = await makeSmallProvince(database)
  servedRoutes.length = 0
  server = await startTestServer(database.app, serveModules, workModules)
})
afterAll(async () => {
  clock.set(null)
  await server?.close()
  await database?.drop()
})

const read = { document: documents.record, task: tasks.read, 'work-file': workFiles.read } as const
interface Question {
  path: string
  /** The records of which the answer tells. */
  ask: (who: Standing) => Promise<string[]>
  /** Of which it is to tell, were all visible. */
  about: (record: ModelRecord) => boolean
}
/** Pages of a list to its end. */
async function all(who: Standing, route: Route, key: string, query: object = {}): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { answer, status } = await server.call(who, route, {
      query: { ...query, limit: 100, ...(after ? { after } : {}) },
    } as never)
    if (status !== 200) return found
    const page = answer as unknown as { items: Record<string, string>[]; next?: string }
    found.push(...page.items.map((one) => one[key] ?? ''))
    after = page.next
  } while (after)
  return found
}
const questions = (): Question[] => [
  { path: 'documents', ask: (who) => all(who, documents.list, 'id'), about: (one) => one.kind === 'document' },
  { path: 'tasks', ask: (who) => all(who, tasks.list, 'id'), about: (one) => one.kind === 'task' },
  { path: 'work files', ask: (who) => all(who, workFiles.list, 'id'), about: (one) => one.kind === 'work-file' },
  {
    path: 'search',
    about: (one) => one.kind === 'document',
    ask: async (who) => {
      const { items } = await server.ask(who, search.documents, { query: { q: 'vanbanchung', limit: 100 } })
      return items.map((one) => one.documentId)
    },
  },
  ...model.records.flatMap((record): Question[] =>
    [read[record.kind], trail.why, trail.ofRecord, access.ofRecord].map((route) => ({
      path: `${route.path} ${record.word}`,
      about: (one) => one === record,
      ask: async (who) => {
        const { status } = await server.call(who, route, { params: { id: record.id }, query: {} } as never)
        return status === 200 ? [record.id] : []
      },
    })),
  ),
]

/** Asks everything as everybody; answers how much was asked and what differs from the model. */
async function walk(few = false) {
  const wrong: string[] = []
  let asked = 0
  const paths = questions()
  const records = Object.values(read).flatMap((route) =>
    paths.filter((one) => one.path.startsWith(`${route.path} `)).slice(0, 3),
  )
  const some = [...paths.slice(0, 4), ...records]
  const everything = few ? some : paths
  for (const who of few ? model.askers().slice(0, 14) : model.askers()) {
    for (const question of everything) {
      const told = new Set(await question.ask(who))
      for (const record of model.records.filter(question.about)) {
        asked += 1
        const should = model.sees(who, record)
        if (told.has(record.id) === should) continue
        wrong.push(
          `${question.path}: ${JSON.stringify(who)} ${should ? 'does not see' : 'sees'} ${record.kind} ${record.word}`,
        )
        if (few) return { asked, wrong }
      }
    }
  }
  return { asked, wrong }
}

it('finds no difference from the model in some thousand questions, after a random story', {
  timeout: 300_000,
}, async () => {
  const asked = await fc.assert(
    fc.asyncProperty(story, async (moves) => {
      const world = await openWorld(database, server, province)
      for (const one of moves) await world.act(one)
      model = world.model
      await server.jobs.runWaiting()
      const { asked: count, wrong } = await walk()
      expect(wrong).toEqual([])
      expect(count).toBeGreaterThan(1_500)
    }),
    { numRuns: 1, endOnFailure: true },
  )
  return asked
})

it('tells nobody of a record they may not see, on any route, in any export', { timeout: 300_000 }, async () => {
  const leaks: string[] = []
  const check = (path: string, who: Standing, body: string) => {
    for (const record of model.records)
      if (body.includes(record.word) && !model.sees(who, record))
        leaks.push(`${path} told ${JSON.stringify(who)} of ${record.word}`)
  }
  const plain = servedRoutes.filter(
    (one) => one.method === 'GET' && !one.path.includes('/:') && !/\/live$/.test(one.path),
  )
  for (const who of model.askers()) {
    for (const route of plain)
      check(
        route.path,
        who,
        (
          await server.call(who, route, {
            query: { q: 'vanbanchung', from: '2020-01-01', to: '2030-12-31', day: model.day },
          } as never)
        ).response.body,
      )
  }
  for (const who of model.askers().slice(0, 12))
    for (const kind of ['documents', 'tasks']) {
      const begun = await server.call(who, exports.begin, { body: { kind, name: kind, query: {} } })
      if (begun.status !== 200) continue
      await server.jobs.runWaiting()
      const { response, status } = await server.call(who, exports.file, { params: { id: begun.answer.id } })
      if (status !== 200) continue
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(response.rawPayload as never)
      const cells: string[] = []
      book.worksheets[0]?.eachRow((row) => cells.push(JSON.stringify(row.values)))
      check(`export of ${kind}`, who, cells.join('\n'))
      const missing = model.records.filter(
        (one) => `${one.kind}s` === kind && model.sees(who, one) && !cells.join('\n').includes(one.word),
      )
      if (missing.length > 0) leaks.push(`export of ${kind} leaves out ${missing.length} for ${JSON.stringify(who)}`)
    }
  expect(leaks).toEqual([])
})

/** Tables on whose policies what people see of a record hangs. */
const tables = ['audience', 'document', 'task', 'work_file']

it('finds out where the policy of a table is gone or lets everybody through', { timeout: 300_000 }, async () => {
  const missed: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ name: string; said: string }>`
      select policyname as name, format('create policy %I on %I for %s to mocban_app%s%s', policyname, tablename, cmd,
        ' using (' || qual || ')', coalesce(' with check (' || with_check || ')', '')) as said
        from pg_policies where tablename = ${table} and 'mocban_app' = any (roles) and cmd in ('SELECT', 'ALL')`.execute(
      database.owner,
    )
    await sql.raw(`create policy opened on ${table} for select to mocban_app using (true)`).execute(database.owner)
    if ((await walk(true)).wrong.length === 0) missed.push(`${table} open`)
    await sql.raw(`drop policy opened on ${table}`).execute(database.owner)
    for (const one of rows) await sql.raw(`drop policy ${one.name} on ${table}`).execute(database.owner)
    if ((await walk(true)).wrong.length === 0) missed.push(`${table} closed`)
    for (const one of rows) await sql.raw(one.said).execute(database.owner)
  }
  expect(missed).toEqual([])
  expect((await walk(true)).wrong).toEqual([])
})
