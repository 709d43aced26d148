import type { Route } from '@mocban/contract/route'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { serveModules } from './modules.ts'
import { makeSmallProvince, type SmallProvince } from './organisation/testing/small-province.ts'
import { openDatabase } from './platform/database/index.ts'
import { servedRoutes } from './platform/http/index.ts'
import { signInRoutes } from './platform/sign-in/index.ts'
import { createTestDatabase, startTestServer, type TestServer } from './platform/testing/index.ts'
import { contractRoutes } from './testing/access-routes.ts'
import { fitting } from './testing/fitting.ts'

/** What the contract says a route needs, asked of every route that the program serves, those of signing in and of accounts as well. */

let server: TestServer
let people: SmallProvince['people']
let holds: Record<string, string[]>
beforeAll(async () => {
  servedRoutes.length = 0
  const database = await createTestDatabase()
  people = (await makeSmallProvince(database)).people
  const signIn = openDatabase({ url: database.signInUrl })
  server = await startTestServer(database.app, (app) => {
    signInRoutes(app, signIn, null, { secretKey: 'the key of the tests' })
    return serveModules(app)
  })
  const { rows } = await sql<{ id: string; capabilities: string[] }>`select id, capabilities from position`.execute(
    database.owner,
  )
  const of = new Map(rows.map((row) => [row.id, row.capabilities]))
  holds = Object.fromEntries(Object.entries(people).map(([who, { positionId }]) => [who, of.get(positionId) ?? []]))
  return async () => {
    await server.close()
    await signIn.destroy()
    await database.drop()
  }
})

const nameOf = ({ method, path }: Route) => `${method} ${path}`
/** What the form of a route takes, made once for all who ask. */
const inputs = new Map<Route, unknown>()
function inputOf(route: Route): unknown {
  const made = inputs.get(route) ?? {
    params: route.params ? fitting(route.params) : {},
    query: route.query ? fitting(route.query) : {},
    ...(route.body ? { body: fitting(route.body) } : {}),
  }
  inputs.set(route, made)
  return made
}
const ask = (who: keyof SmallProvince['people'] | null, route: Route) =>
  server.call(who && people[who], route, inputOf(route) as never)

describe('every route of the contract', { timeout: 60_000 }, () => {
  it('is served, and none that the contract does not name', async () => {
    const wanted = new Set((await contractRoutes()).map(nameOf))
    const served = new Set(servedRoutes.map(nameOf))
    expect([...served].filter((one) => !wanted.has(one))).toEqual([])
    expect([...wanted].filter((one) => !served.has(one))).toEqual([])
    expect(served.size).toBeGreaterThan(250)
  })

  it('answers no stranger, unless it is for anyone', async () => {
    const open: string[] = []
    for (const route of servedRoutes.filter(({ needs }) => needs !== 'anyone')) {
      const { status } = await ask(null, route)
      if (status !== 401 && status !== 400) open.push(`${nameOf(route)}: ${status}`)
    }
    expect(open).toEqual([])
  })

  it('refuses everybody whose post has not the capability that it needs', async () => {
    const done: string[] = []
    const unread = new Set<string>()
    let refused = 0
    for (const route of servedRoutes.filter(({ needs }) => needs !== 'anyone' && needs !== 'signed-in')) {
      const without = (Object.keys(people) as (keyof SmallProvince['people'])[]).filter(
        (who) => !holds[who]?.includes(route.needs),
      )
      const answers = await Promise.all(without.map((who) => ask(who, route)))
      for (const [n, { status, problem }] of answers.entries())
        if (status === 403 && problem.code === 'capability.needed') refused += 1
        // What does not fit its form is refused before who asks is looked at.
        else if (status === 400) unread.add(nameOf(route))
        else done.push(`${nameOf(route)} answered ${without[n]} with ${status}`)
    }
    expect(done).toEqual([])
    // Forms whose parts must agree with each other.
    expect(unread.size).toBeLessThan(10)
    expect(refused).toBeGreaterThan(1500)
  })
})
