import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reorganisation } from '@mocban/contract/reorganisation'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../demonstration/seeded-random.ts'
import { serveModules } from '../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../organisation/testing/small-province.ts'
import {
  createTestDatabase,
  type OwnPostgres,
  startOwnPostgres,
  startTestServer,
  type TestDatabase,
} from '../platform/testing/index.ts'
import { type Program, runProgram } from '../testing/programs.ts'
import { workModules } from '../workers.ts'
import { everything } from './testing/everything.ts'
import { makePlan, plannedUnit, settleAll } from './testing/plans.ts'
import { plantCommunes } from './testing/plant-communes.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/**
 * The whole program, its database, or both are killed with signal 9 while they carry a reorganisation out, at random moments: after they are started
 * again it has not happened or it has happened whole, and it is carried out without anybody's doing.
 */

const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000))
const communes = 60
const tasksEach = 40

let postgres: OwnPostgres
let database: TestDatabase
let province: SmallProvince
let program: Program
const folder = mkdtempSync(join(tmpdir(), 'mocban-killed-'))

beforeAll(async () => {
  postgres = await startOwnPostgres()
  database = await createTestDatabase(postgres.template)
  province = await makeSmallProvince(database)
}, 120_000)
afterAll(async () => {
  program?.child.kill('SIGKILL')
  await program?.ended
  await database?.drop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Sixty communes with their people and tasks become twenty; checked, and ordered by one who then looks no more. */
async function ordered(): Promise<string> {
  const { people, units } = province
  const planted = await plantCommunes(database, { under: units.ubnd, by: people.chairman, communes, tasksEach })
  const server = await startTestServer(database.app, serveModules, workModules)
  const plan = await makePlan(
    server,
    people.administrator,
    new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    Array.from({ length: communes / 3 }, (_, n) => ({
      kind: 'merge' as const,
      from: planted.slice(n * 3, n * 3 + 3).map((unitId) => ({ unitId })),
      into: {
        new: plannedUnit(`xa-${n}`, `Ủy ban nhân dân xã Mới ${n}`, {
          kind: 'commune',
          parent: { unitId: units.ubnd },
          exchangeCode: `M.${n}`,
        }),
      },
      fate: { registers: 'close' as const, delegations: 'end' as const, divisions: 'match' as const },
    })),
    { rules: { heads: 'of-main', formerHeads: null } },
  )
  const { version } = await settleAll(server, people.administrator, plan.id)
  await server.ask(people.administrator, reorganisation.carryOut, { params: { id: plan.id }, body: { version } })
  await server.close()
  return plan.id
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const stateOf = async (id: string) =>
  (await database.owner.selectFrom('reorganisation').select('state').where('id', '=', id).executeTakeFirst())?.state

/** Where the carrying out is: the step it tells, `ended` once it has. */
async function stepOf(id: string): Promise<string | undefined> {
  const { rows } = await sql<{ step: string }>`
    select coalesce((select step from reorganisation_progress where reorganisation_id = ${id}),
                    case when (select state from reorganisation where id = ${id}) <> 'carrying-out' then 'ended' end) as step`.execute(
    database.owner,
  )
  return rows[0]?.step
}

/** What the look of every minute does, without the minute. */
const lookAtOnce = () =>
  sql`select app.enqueue('reorganisation.due', '{}', null, null, 0)`.execute(database.owner).catch(() => {})

describe(`a reorganisation whose program is killed (KILL_SEED=${seed})`, { timeout: 240_000 }, () => {
  it('has not happened, or has happened whole, and is carried out by itself', async () => {
    const random = new SeededRandom(seed)
    const id = await ordered()
    const before = await everything(database.owner)
    const moments = random.some(['model', 'organisation', 'documents', 'tasks', 'trail', 'verify'], 4)
    const victims = random.some(['program', 'database', 'both', 'both'] as const, 4)
    const seen: string[] = []
    program = runProgram(['serve'], { DATABASE_URL: database.ownerUrl, MOCBAN_DATA: folder })
    for (const [n, victim] of victims.entries()) {
      const moment = moments[n] ?? 'tasks'
      await program.address
      await lookAtOnce()
      let step = await stepOf(id)
      for (const since = Date.now(); step !== moment && step !== 'ended' && Date.now() - since < 30_000; ) {
        await pause(3)
        step = await stepOf(id)
      }
      await pause(random.int(0, 40))
      if (victim !== 'database') program.child.kill('SIGKILL')
      if (victim !== 'program') await postgres.kill()
      if (victim !== 'database') await program.ended
      if (victim !== 'program') await postgres.comeBack()
      // What was being done beside the one that died may still be on its way out.
      for (let n = 0; n < 200 && (await underWay()); n++) await pause(50)
      const state = await stateOf(id)
      seen.push(`${victim} killed at ${step}: ${state}`)
      if (state === 'done') break
      expect(state).toBe('carrying-out')
      expect(await everything(database.owner), `${victim} killed at ${step}`).toBe(before)
      if (victim !== 'database')
        program = runProgram(['serve'], { DATABASE_URL: database.ownerUrl, MOCBAN_DATA: folder })
    }
    console.log(`seed ${seed}: ${seen.join('; ')}`)
    for (let n = 0; (await stateOf(id)) !== 'done' && n < 600; n++) {
      if (n % 40 === 0) await lookAtOnce()
      await pause(100)
    }
    expect(await stateOf(id), `${seen.join('; ')}\n${program.said()}`).toBe('done')
    expect(program.child.exitCode, 'a program outlives its database').toBeNull()
    expect(await faultsOf(database.owner, new Date().toISOString())).toEqual([])
    const { rows } = await sql<{ moved: number; told: number; tasks: number; times: number }>`
      select (select count(*)::int from post_succession) as moved, (select count(*)::int from event where kind = 'person.moved') as told,
             (select count(*)::int from event where kind = 'task.succeeded') as tasks,
             (select count(*)::int from event where kind = 'reorganisation.carried-out') as times`.execute(
      database.owner,
    )
    expect(rows[0], 'once, and everybody and everything once').toEqual({
      moved: communes * 3,
      told: communes * 3,
      tasks: communes * tasksEach,
      times: 1,
    })
  })
})

/** Whether some connection still holds what a carrying out holds. */
async function underWay(): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from pg_locks where locktype = 'advisory' and classid = 7402 and granted
                     and database = (select oid from pg_database where datname = current_database())) as held`.execute(
    database.owner,
  )
  return rows[0]?.held ?? false
}
