import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { Route, RouteAnswer, RouteCall } from '@mocban/contract/route'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { someFacts } from '../documents/testing/register.ts'
import { serveModules } from '../modules.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { newId, type Standing } from '../platform/database/index.ts'
import { openJobs } from '../platform/jobs/index.ts'
import { type Door, openDoor } from '../platform/sign-in/testing/open-door.ts'
import { startTestServer, type TestServer } from '../platform/testing/index.ts'
import { cookieFor } from '../testing/people-online.ts'
import { workModules } from '../workers.ts'
import { makePlan, plannedUnit, settleAll } from './testing/plans.ts'
import { faultsOf } from './testing/what-must-hold.ts'
import { carryOutWhile, until, waitingForLocks } from './testing/while-carried-out.ts'

/**
 * What people who are at work meet while a reorganisation is carried out: they read all the time; what they write happens before it or after it, in the post
 * that follows; nobody is sent to the door, nothing is lost and no number is left out.
 */

let door: Door
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  door = await openDoor((app) => {
    app.jobs = openJobs({ workerUrl: '' })
    serveModules(app)
  })
  province = door.province
  server = await startTestServer(door.database.app, serveModules, workModules)
})
afterAll(async () => {
  await server.close()
  await door.close()
})

const db = () => door.database.owner
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

async function ask<R extends Route>(
  cookie: string,
  route: R,
  input: RouteCall<R>,
): Promise<{ status: number; answer: RouteAnswer<R> }> {
  const given = input as { params?: Record<string, string>; body?: object }
  const response = await door.app.http.inject({
    method: route.method,
    url: route.path.replace(/:(\w+)/g, (_, key: string) => given.params?.[key] ?? ''),
    headers: { cookie, 'idempotency-key': newId() },
    ...(given.body ? { payload: given.body } : {}),
  })
  return { status: response.statusCode, answer: response.json() }
}
const list = (cookie: string) => ask(cookie, documents.list, { query: {} } as never)
let symbol = 0
const register = (cookie: string) =>
  ask(cookie, incoming.register, {
    body: {
      facts: someFacts({ symbol: `${++symbol}/BKH`, abstract: 'Giữa lúc sắp xếp' }),
      files: [],
      duplicatesSeen: true,
    },
  })

const unitOf = async ({ personId }: Standing) => {
  const { rows } = await sql<{ unit: string; agency: string; position: string }>`
    select q.unit_id as unit, q.agency_id as agency, q.id as position from appointment x join position q on q.id = x.position_id
     where x.person_id = ${personId} and x.valid @> ${today()}::date`.execute(db())
  return rows[0] as { unit: string; agency: string; position: string }
}

/** An ordered plan; nothing carries it out yet. */
async function ordered(operation: Parameters<typeof makePlan>[3][number]): Promise<string> {
  const who = province.people.administrator
  const { id } = await makePlan(server, who, today(), [operation], { rules: { heads: 'of-main', formerHeads: null } })
  const { version } = await settleAll(server, who, id)
  await server.ask(who, reorganisation.carryOut, { params: { id }, body: { version } })
  return id
}

describe('while a reorganisation is carried out', () => {
  for (const { registers, clerkNames, heldBy } of [
    { registers: 'close', clerkNames: ['wardClerk', 'otherWardClerk'], heldBy: 'wardSpecialist' },
    { registers: 'continue', clerkNames: ['departmentClerk'], heldBy: 'digitalSpecialist' },
  ] as const)
    it(`everybody reads, and what is registered counts on without a gap: books ${registers}`, async () => {
      const { people } = province
      const clerks = clerkNames.map((name) => people[name])
      // Each session asks three times at once, of which the last two are written together.
      const sessions = 8
      const cookies = await Promise.all(
        Array.from({ length: sessions }, async (_, n) => {
          const one = clerks[n % clerks.length] as Standing
          return cookieFor(door.database, { ...one, positionId: (await unitOf(one)).position })
        }),
      )
      const held = await unitOf(people[heldBy])
      await cookieFor(door.database, { ...people[heldBy], positionId: held.position })
      const old = await Promise.all(clerks.map((one) => unitOf(one).then((at) => at.agency)))
      const answers: { status: number; answer: { documentId: string; number: number } }[] = []
      for (const cookie of cookies) answers.push(await register(cookie))
      const id = await ordered({
        kind: 'merge',
        from: [...new Set(old)].map((unitId) => ({ unitId })),
        into: {
          new: plannedUnit(`moi-${registers}`, `Ủy ban nhân dân phường Mới, sổ ${registers}`, {
            parent: { unitId: province.units.ubnd },
            exchangeCode: `M.${registers}`,
          }),
        },
        fate: { registers, delegations: 'end', divisions: 'match' },
      })
      const writing: Promise<unknown>[] = []
      await carryOutWhile(door.database, id, people[heldBy].personId, async () => {
        for (const cookie of [...cookies, ...cookies, ...cookies])
          writing.push(register(cookie).then((answer) => answers.push(answer)))
        await until(async () => (await waitingForLocks(door.database)) > sessions / 2)
        for (const cookie of cookies) expect((await list(cookie)).status).toBe(200)
      })
      await Promise.all(writing)
      for (const cookie of cookies) answers.push(await register(cookie))

      // Nobody was sent away, and each is where its number says.
      expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200))
      const heir = (await unitOf(clerks[0] as Standing)).agency
      expect(old).not.toContain(heir)
      const { rows } = await sql<{
        id: string
        agency: string
        book: string
        number: number
        by: string
        closed: boolean
      }>`
        select d.id, d.agency_id as agency, r.agency_id as book, d.number, r.closed,
               (select q.agency_id from position q where q.id = d.created_position) as by
          from document d join register r on r.id = d.register_id where d.id = any (${answers.map((one) => one.answer.documentId)}::uuid[])`.execute(
        db(),
      )
      expect(rows).toHaveLength(answers.length)
      for (const row of rows) expect(row.by, 'in the name of the post that was theirs then').toBe(row.agency)
      const after = rows.filter((row) => row.agency === heir)
      expect(after.length, 'those who waited come after it').toBe(4 * sessions)
      for (const row of after) expect([row.book, row.closed]).toEqual([heir, false])
      const numbers = after.map((row) => row.number).sort((a, b) => a - b)
      const first = registers === 'close' ? 1 : numbers[0]
      expect(numbers).toEqual(Array.from({ length: 4 * sessions }, (_, n) => (first ?? 0) + n))
      if (registers === 'continue') expect(first).toBeGreaterThan(1)
      expect(await faultsOf(db(), new Date().toISOString())).toEqual([])
    })

  it('lets who asks in the very instant go on in the post that follows', async () => {
    const { personId } = province.people.chairman
    const before = await unitOf(province.people.chairman)
    const cookie = await cookieFor(door.database, { personId, positionId: before.position })
    // Their session is written anew by the next request: that waits for whoever has it.
    await sql`update session set seen_at = now() - interval '5 minutes' where person_id = ${personId}`.execute(db())
    let asked: ReturnType<typeof list> | undefined
    const next = newId()
    await db()
      .transaction()
      .execute(async (tx) => {
        await sql`
          insert into position (id, unit_id, agency_id, title, leads, rank, capabilities, valid)
          select ${next}, unit_id, agency_id, title, leads, rank, capabilities, daterange(${today()}::date, null) from position where id = ${before.position}`.execute(
          tx,
        )
        await sql`insert into appointment (person_id, position_id, valid) values (${personId}, ${next}, daterange(${today()}::date, null))`.execute(
          tx,
        )
        for (const [table, column] of [
          ['appointment', 'position_id'],
          ['position', 'id'],
        ] as const)
          await sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${today()}::date) where ${sql.ref(column)} = ${before.position}`.execute(
            tx,
          )
        await sql`update session set position_id = ${next} where person_id = ${personId}`.execute(tx)
        asked = list(cookie)
        await until(async () => (await waitingForLocks(door.database)) > 0)
      })
    expect((await asked)?.status).toBe(200)
    // Who has no post that follows is asked to sign in, as ever.
    await sql`update appointment set valid = daterange(lower(valid), lower(valid) + 1) where position_id = ${next} and lower(valid) < ${today()}::date`.execute(
      db(),
    )
    await sql`delete from appointment where position_id = ${next}`.execute(db())
    expect((await list(cookie)).status).toBe(401)
  })
})
