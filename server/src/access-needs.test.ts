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
const id = '01890000-0000-7000-8000-000000000001'
/** Of forms whose parts must agree with each other, what makes them agree. */
const agreeing: Record<string, { params?: object; body?: object; type?: string }> = {
  'POST /api/identity-providers': { body: { issuer: 'https://sso.example.vn' } },
  'PUT /api/calendar/weeks/:from': { body: { days: { 1: 1 }, hours: [[420, 690]] } },
  'POST /api/organisation/committees/:id/members': { body: { positionId: id } },
  'PUT /api/organisation/staffing/fields/:code': { params: { code: '48' } },
  'POST /api/organisation/staffing/people/:id/qualifications': { body: { certificate: { code: 'dau-thau' } } },
  'POST /api/organisation/courses': { body: { certificateCode: 'dau-thau' } },
  'POST /api/confidentiality/:id/members': { body: { positionId: id } },
  'POST /api/exchange/messages': { type: 'application/edxml' },
  'POST /api/exchange/messages/bundle': { type: 'application/edxml-bundle' },
}
/** What the form of a route takes, made once for all who ask. */
const inputs = new Map<Route, unknown>()
function inputOf(route: Route): unknown {
  const { params, body, type } = agreeing[nameOf(route)] ?? {}
  const made = inputs.get(route) ?? {
    params: { ...((route.params ? fitting(route.params) : {}) as object), ...params },
    query: route.query ? fitting(route.query) : {},
    ...(route.body ? { body: Object.assign(fitting(route.body) as object, body) } : {}),
    ...(type ? { body: '<edxml/>' } : {}),
  }
  inputs.set(route, made)
  return made
}
const typeOf = (route: Route): Record<string, string> => {
  const type = agreeing[nameOf(route)]?.type
  return type ? { 'content-type': type } : {}
}
const ask = (who: keyof SmallProvince['people'] | null, route: Route) =>
  server.call(who && people[who], route, inputOf(route) as never, typeOf(route))

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
        // What does not fit its form is refused before who asks is looked at, and says nothing of their capabilities.
        else if (status === 400) unread.add(nameOf(route))
        else done.push(`${nameOf(route)} answered ${without[n]} with ${status}`)
    }
    expect(done).toEqual([])
    expect([...unread]).toEqual([])
    expect(refused).toBeGreaterThan(1500)
  })
})
