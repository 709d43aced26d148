import type { Route, RouteCall } from '@mocban/contract/route'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { makeSmallProvince, type SmallProvince } from '../../../organisation/testing/small-province.ts'
import { type Database, openDatabase } from '../../database/index.ts'
import { type App, createHttp } from '../../http/index.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/index.ts'
import { type DemonstrationRole, hashPassword, openSessions, signInRoutes } from '../index.ts'

export const password = 'nắng sớm trên sông Cầu'
type Cookies = Record<string, string>

/** The product's door on a small province: everybody has the same password, and the name of their key in lower case. */
export interface Door {
  database: TestDatabase
  signIn: Database
  province: SmallProvince
  app: App
  /** A call through HTTP with the cookies given. */
  call<R extends Route>(
    route: R,
    input: RouteCall<R>,
    cookies?: Cookies,
    more?: Partial<InjectOptions>,
  ): Promise<LightMyRequestResponse>
  /** Signs in by password; answers the cookies. */
  enter(userName: string): Promise<Cookies>
  close(): Promise<void>
}

const name = { vi: '', en: '', ur: '' }

/** Opens a door; `serveMore` adds routes of the test's own. */
export async function openDoor(serveMore: (app: App, signIn: Database) => void = () => {}): Promise<Door> {
  const database = await createTestDatabase()
  const province = await makeSmallProvince(database)
  const hash = await hashPassword(password)
  for (const { personId } of Object.values(province.people))
    await database.owner.insertInto('credential').values({ person_id: personId, password_hash: hash }).execute()
  const signIn = openDatabase({ url: database.signInUrl, max: 4 })
  const http = await createHttp()
  const app = { http, db: database.app, sessions: openSessions(database.app) } as App
  const roles: DemonstrationRole[] = [{ userName: 'auditor', title: name, agency: name }]
  signInRoutes(app, signIn, roles, { secretKey: 'the key of the tests' })
  serveMore(app, signIn)
  await http.ready()

  const call: Door['call'] = (route, input, cookies = {}, more = {}) => {
    const given = input as { params?: Record<string, string>; query?: Record<string, string>; body?: object }
    return http.inject({
      method: route.method,
      url: route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(given.params?.[key] ?? '')),
      cookies,
      ...(given.query ? { query: given.query } : {}),
      ...(given.body ? { payload: given.body } : {}),
      ...more,
    })
  }
  const enter = async (userName: string) => {
    const response = await http.inject({ method: 'POST', url: '/api/session', payload: { userName, password } })
    if (response.statusCode !== 200 || response.json().next) throw new Error(`${userName}: ${response.body}`)
    return cookiesOf(response)
  }
  const close = async () => {
    await http.close()
    await signIn.destroy()
    await database.drop()
  }
  return { database, signIn, province, app, call, enter, close }
}

/** The cookies that an answer sets. */
export const cookiesOf = (response: LightMyRequestResponse): Cookies =>
  Object.fromEntries(response.cookies.map((cookie) => [cookie.name, cookie.value]))
