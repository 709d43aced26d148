import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import type { Route, RouteCall } from '@mocban/contract/route'
import { uploads } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from './demonstration/seeded-random.ts'
import { approveSome, draftSome } from './documents/outgoing/testing/draft.ts'
import { someFacts } from './documents/testing/register.ts'
import { serveModules } from './modules.ts'
import { makeSmallProvince, type SmallProvince } from './organisation/testing/small-province.ts'
import { newId } from './platform/database/index.ts'
import { type FileStore, openFolderStore } from './platform/files/index.ts'
import {
  createTestDatabase,
  type OwnPostgres,
  startOwnPostgres,
  startTestServer,
  type TestDatabase,
} from './platform/testing/index.ts'
import { askUntilAnswered, cookieFor } from './testing/people-online.ts'
import { type Program, runProgram } from './testing/programs.ts'

/**
 * Two programs on one database and one folder of files are killed at random moments, again and again, while clerks register documents with files,
 * cancel numbers and issue. Whoever got no answer asks again with the same key. Nothing that was answered may be missing, nothing done twice or half.
 */

const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000))
/** All of them on an idle machine; on a busy one as many as the time allows, but some. */
const [kills, atLeast, seconds] = [30, 10, 60]
const draftCount = 16

let postgres: OwnPostgres
let database: TestDatabase
let files: FileStore
let people: SmallProvince['people']
let drafts: string[]
const folder = mkdtempSync(join(tmpdir(), 'mocban-kill-'))
const programs: Program[] = []

beforeAll(async () => {
  postgres = await startOwnPostgres()
  database = await createTestDatabase(postgres.template)
  files = await openFolderStore(join(folder, 'files'))
  const province = await makeSmallProvince(database)
  people = province.people
  drafts = await approvedDrafts(province)
}, 120_000)
afterAll(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGKILL')
    await ended
  }
  await database?.drop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function approvedDrafts(province: SmallProvince): Promise<string[]> {
  const server = await startTestServer(database.app, serveModules)
  const made: string[] = []
  for (let n = 0; n < draftCount; n++) {
    const id = await draftSome(server, database, province)
    await approveSome(server, province, id)
    made.push(id)
  }
  for await (const sha256 of server.files.list()) await files.putBytes(await server.files.readAll(sha256))
  await server.close()
  return made
}

const env = () => ({ DATABASE_URL: database.ownerUrl, MOCBAN_DATA: folder })
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Two places where a program runs; each is killed and started again until enough is done. */
function twoPrograms(random: SeededRandom) {
  const running: Program[] = []
  let killed = 0
  let asked = 0
  const until = Date.now() + seconds * 1000
  const start = (place: number) => {
    const program = runProgram(['serve'], env())
    programs.push(program)
    running[place] = program
    return program
  }
  for (const place of [0, 1]) start(place)
  const killAgainAndAgain = async (place: number) => {
    const when = random.of(`place ${place}`)
    while (killed < (Date.now() < until ? kills : atLeast)) {
      const program = running[place] ?? start(place)
      await program.address
      // Measured in what is asked, so that a busy machine does as much between two kills; then a moment, to die anywhere in it.
      const enough = asked + when.int(1, 60)
      for (const since = Date.now(); asked < enough && Date.now() - since < 4000; ) await pause(5)
      await pause(when.int(0, 60))
      killed += 1
      program.child.kill('SIGKILL')
      await program.ended
      start(place)
    }
  }
  return {
    /** One that listens. */
    where: async () => {
      const address = await Promise.any(random.some(running, running.length).map((program) => program.address))
      asked += 1
      return address
    },
    killing: () => Promise.all([killAgainAndAgain(0), killAgainAndAgain(1)]),
    killed: () => killed,
    stop: async () => {
      for (const program of running) {
        await program.address
        program.child.kill('SIGTERM')
        expect(await program.ended).toBe(0)
      }
    },
  }
}

describe(`programs killed at any moment (KILL_SEED=${seed})`, { timeout: 300_000 }, () => {
  it('lose nothing that they answered, count without gap or double, and leave nothing half done', async () => {
    const random = new SeededRandom(seed)
    const { where, killing, killed, stop } = twoPrograms(random)
    const acknowledged: { cookie: string; route: Route; input: RouteCall<Route>; key: string; answer: unknown }[] = []
    const registered: { documentId: string; number: number; sha256: string; cookie: string }[] = []
    const cancelled: string[] = []
    const issued: { id: string; number: number }[] = []
    let over = false

    /** An act with a key of its own, kept with its answer. */
    const act = async <R extends Route>(cookie: string, route: R, input: RouteCall<R>) => {
      const key = newId()
      const heard = await askUntilAnswered(where, cookie, route, input, { key })
      expect([heard.status, heard.code], route.path).toEqual([200, undefined])
      acknowledged.push({ cookie, route, input: input as RouteCall<Route>, key, answer: heard.answer })
      return heard.answer
    }
    const send = async (cookie: string, bytes: Buffer): Promise<string> => {
      const upload = await askUntilAnswered(where, cookie, uploads.begin, {
        body: { name: 'a.txt', size: bytes.length },
      })
      const { id } = upload.answer
      await askUntilAnswered(where, cookie, uploads.append, { params: { id, offset: 0 } }, { bytes })
      const done = await askUntilAnswered(where, cookie, uploads.finish, { params: { id } })
      // Where the program died after it had taken the file over, the file is sent again.
      return done.status === 200 ? done.answer.sha256 : send(cookie, bytes)
    }
    const register = async (who: keyof SmallProvince['people'], desk: number, cookie: string) => {
      for (let n = 1; !over; n++) {
        const name = `${who} ${desk}.${n}`
        const sha256 = await send(cookie, Buffer.from(`Văn bản của ${name}\n`.repeat(50)))
        const answer = await act(cookie, incoming.register, {
          body: {
            facts: someFacts({ symbol: `${desk}.${n}/${who}`, abstract: name }),
            files: [{ sha256, name: `${name}.txt`, mediaType: 'text/plain' }],
            duplicatesSeen: true,
          },
        })
        registered.push({ ...answer, sha256, cookie })
      }
    }
    const cancel = async () => {
      for (let at = 0; !over; ) {
        const next = registered[at]
        if (!next) await pause(20)
        else {
          at += 3
          const params = { id: next.documentId }
          const { answer } = await askUntilAnswered(where, next.cookie, documents.record, { params })
          await act(next.cookie, incoming.cancel, {
            params,
            body: { version: answer.version, reason: 'Vào sổ nhầm' },
          })
          cancelled.push(next.documentId)
        }
      }
    }
    const issue = async (share: number) => {
      const cookie = await cookieFor(database, people.departmentClerk)
      for (const [n, id] of drafts.entries()) {
        if (n % 2 !== share) continue
        // One after each kill, so that every life of a program has some to issue.
        for (const before = killed(); killed() === before && !over; ) await pause(20)
        const { answer } = await askUntilAnswered(where, cookie, outgoing.read, { params: { id } })
        const { number } = await act(cookie, outgoing.issue, { params: { id }, body: { version: answer.version } })
        issued.push({ id, number })
      }
    }

    const clerks = ['officeClerk', 'wardClerk', 'departmentClerk'] as const
    // Two desks of each clerk have one session, so that what they register at the same moment is written together.
    const sessions = await Promise.all(clerks.map((who) => cookieFor(database, people[who])))
    const desks = clerks.flatMap((who, n) => [1, 2].map((desk) => register(who, desk, sessions[n] ?? '')))
    const alone = clerks.map(async (who) => register(who, 3, await cookieFor(database, people[who])))
    const work = [...desks, ...alone, cancel(), issue(0), issue(1)]
    await Promise.race([killing(), Promise.all(work)])
    over = true
    await Promise.all(work)
    expect(killed()).toBeGreaterThanOrEqual(atLeast)

    // Asked again, each act answers what it answered and does nothing.
    for (const { cookie, route, input, key, answer } of acknowledged)
      expect((await askUntilAnswered(where, cookie, route, input, { key })).answer).toEqual(answer)
    await stop()
    console.log(
      `seed ${seed}: killed ${killed()} times; ${registered.length} registered, ${cancelled.length} cancelled, ${issued.length} issued`,
    )

    const rows = await whatIsThere()
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const { documentId, number, sha256 } of registered) {
      const state = cancelled.includes(documentId) ? 'cancelled' : 'registered'
      expect(byId.get(documentId)).toMatchObject({ number, state, files: [sha256], entries: 1, registrations: 1 })
    }
    for (const { id, number } of issued) expect(byId.get(id)).toMatchObject({ number, state: 'issued' })
    for (const row of rows) {
      expect(row.cancellations, row.id).toBe(row.state === 'cancelled' ? 1 : 0)
      if (row.travel === 'outgoing') {
        const whole =
          row.state === 'issued' ? { entries: 1, issues: 1, deliveries: 2 } : { entries: 0, issues: 0, deliveries: 0 }
        expect(row).toMatchObject(whole)
        expect(row.files.length).toBe(row.state === 'issued' ? 2 : 1)
      }
      for (const sha256 of row.files) expect(await files.verify(sha256)).toBe('good')
    }
    // Nothing was registered that nobody was told of: everybody asked until they were answered.
    expect(rows.filter((row) => row.travel === 'incoming').length).toBe(registered.length)
    expect(rows.filter((row) => row.state === 'issued').length).toBe(issued.length)
    await expectNoGaps()

    const verify = runProgram(['verify'], env())
    expect([await verify.ended, verify.said()]).toEqual([0, expect.stringContaining('All is well')])
  })
})

async function whatIsThere() {
  const count = (kind: string) =>
    sql<number>`(select count(*)::int from event e where e.record_id = d.id and e.kind = ${kind})`
  const { rows } = await sql<{
    id: string
    travel: string
    state: string
    number: number | null
    files: string[]
    entries: number
    deliveries: number
    registrations: number
    cancellations: number
    issues: number
  }>`
    select d.id, d.travel, d.state, d.number,
      array(select f.sha256 from document_file f where f.document_id = d.id order by f.version_no) as files,
      (select count(*)::int from register_entry e where e.document_id = d.id and e.number = d.number) as entries,
      (select count(*)::int from delivery y where y.document_id = d.id) as deliveries,
      ${count('document.registered')} as registrations, ${count('document.cancelled')} as cancellations, ${count('document.issued')} as issues
    from document d`.execute(database.owner)
  return rows
}

async function expectNoGaps() {
  const { rows } = await sql<{ numbers: number[]; last: number }>`
    select r.last_number as last, array(select e.number from register_entry e where e.register_id = r.id order by e.number) as numbers
    from register r`.execute(database.owner)
  expect(rows.length).toBeGreaterThan(3)
  for (const { numbers, last } of rows) expect(numbers).toEqual(Array.from({ length: last }, (_, n) => n + 1))
}
