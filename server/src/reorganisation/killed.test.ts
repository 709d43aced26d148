import { reorganisation } from '@mocban/contract/reorganisation'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerSome } from '../documents/testing/register.ts'
import type { SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import type { TestDatabase, TestServer } from '../platform/testing/index.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { carryOut } from './carry-out/carry-out.ts'
import { everything } from './testing/everything.ts'
import { makePlan, settleAll, twoWardsIntoOne } from './testing/plans.ts'
import { faultsOf } from './testing/what-must-hold.ts'

/** The connection that carries out is killed again and again, at statement after statement: nothing has happened, and it can be run again. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  return served.close
})

const today = () => clock.today()
async function ordered(): Promise<string> {
  const { people, units } = province
  const plan = await makePlan(server, people.administrator, today(), [twoWardsIntoOne(units)])
  const { version } = await settleAll(server, people.administrator, plan.id)
  await server.ask(people.administrator, reorganisation.carryOut, { params: { id: plan.id }, body: { version } })
  return plan.id
}

const stateOf = async (id: string) =>
  (await database.owner.selectFrom('reorganisation').select('state').where('id', '=', id).executeTakeFirst())?.state

describe('a reorganisation that is killed', () => {
  it('has not happened, wherever it was, and is carried out when it is run again', async () => {
    const { people, units } = province
    await registerSome(server, people.wardClerk, { abstract: 'Chờ xử lý' })
    await server.ask(people.wardChairman, tasks.create, {
      body: { facts: { title: 'Việc của phường', lead: { unitId: units.kinhBacEconomy, ...people.wardSpecialist } } },
    })
    const id = await ordered()
    const before = await everything(database.owner)
    // Its connection is ended by the server at the first, second, … of its statements.
    let statements = 0
    const dying = (at: number) => {
      let n = 0
      return new Proxy(database.worker, {
        get(target, key) {
          if (key !== 'transaction') {
            const value = Reflect.get(target, key)
            return typeof value === 'function' ? value.bind(target) : value
          }
          return () => ({
            execute: (work: (tx: unknown) => Promise<unknown>) =>
              target.transaction().execute(async (tx) => {
                const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
                const executor = tx.getExecutor()
                const execute = executor.executeQuery.bind(executor)
                executor.executeQuery = async (...given: Parameters<typeof execute>): Promise<never> => {
                  n += 1
                  if (n === at) await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.owner)
                  return execute(...given) as never
                }
                statements = Math.max(statements, n)
                try {
                  return await work(tx)
                } finally {
                  statements = Math.max(statements, n)
                }
              }),
          })
        },
      })
    }
    const points = [1, 3, 5, 8, 12, 17, 22, 28, 34, 41, 48, 55]
    let died = 0
    for (const at of points) {
      const error = await carryOut(dying(at) as never, id).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (!error) break
      died += 1
      expect(await stateOf(id)).toBe('carrying-out')
      expect(await everything(database.owner), `killed at statement ${at}`).toBe(before)
    }
    expect(died, `of ${statements} statements`).toBeGreaterThanOrEqual(8)
    await carryOut(database.worker, id)
    expect(await stateOf(id)).toBe('done')
    expect(await faultsOf(database.owner, clock.now().toISOString())).toEqual([])
    const after = await everything(database.owner)
    await carryOut(database.worker, id)
    expect(await everything(database.owner), 'a second time changes nothing').toBe(after)
  }, 120_000)
})
