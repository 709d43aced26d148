import { signIn as contract } from '@mocban/contract/sign-in'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database/index.ts'
import { type App, createHttp } from '../http/index.ts'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { hashPassword, openSessions, signInRoutes } from './index.ts'
import { countAttempt } from './throttle.ts'

const password = 'một mật khẩu dài'
let database: TestDatabase
let signIn: Database
let app: App
const ids: Record<string, string> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  signIn = openDatabase({ url: database.signInUrl, max: 4 })
  const http = await createHttp()
  app = { http, db: database.app, sessions: openSessions(database.app) } as App
  const role = { vi: '', en: '', ur: '' }
  signInRoutes(app, signIn, [{ userName: 'lan', title: role, agency: role }], { secretKey: 'the key of the tests' })
  await http.ready()

  const { owner } = database
  const add = async (table: string, values: Record<string, unknown>) => {
    const row = await owner
      .insertInto(table as 'unit')
      .values(values as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }
  ids.agency = await add('unit', { created_at: new Date() })
  await add('unit_version', {
    unit_id: ids.agency,
    valid: '[2025-07-01,)',
    kind: 'department',
    is_agency: true,
    agency_id: ids.agency,
    name: 'Sở Khoa học và Công nghệ',
    short_name: 'Sở KH&CN',
    abbreviation: 'SKHCN',
    name_en: 'Department',
  })
  for (const [name, title, leads] of [
    ['director', 'Giám đốc', true],
    ['specialist', 'Chuyên viên', false],
    ['second', 'Thư ký', false],
  ] as const)
    ids[name] = await add('position', {
      unit_id: ids.agency,
      agency_id: ids.agency,
      title,
      leads,
      capabilities: leads ? ['direct'] : ['draft'],
    })
  for (const [name, ...positions] of [['lan', 'specialist', 'second'], ['giang', 'director'], ['nobody']] as const) {
    ids[name] = await add('person', { full_name: name, user_name: name })
    for (const position of positions)
      await add('appointment', { person_id: ids[name], position_id: ids[position], valid: '[2025-07-01,)' })
    await owner
      .insertInto('credential')
      .values({ person_id: ids[name], password_hash: await hashPassword(password) })
      .execute()
  }
})
beforeEach(() => sql`delete from sign_in_failure`.execute(database.owner))
afterAll(async () => {
  await app.http.close()
  await signIn.destroy()
  await database.drop()
})

const post = (userName: string, given: string, from = '10.0.0.1') =>
  app.http.inject({
    method: 'POST',
    url: '/api/session',
    payload: { userName, password: given },
    remoteAddress: from,
  })
const cookieOf = (response: LightMyRequestResponse) => ({ mocban: response.cookies[0]?.value ?? '' })
const me = (cookies: Record<string, string>) => app.http.inject({ method: 'GET', url: '/api/session', cookies })

describe('signing in', () => {
  it('gives a cookie that no script reads, and knows who is there', async () => {
    const response = await post('LAN', password)
    expect(response.statusCode).toBe(200)
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    const answer = contract.me.response.parse((await me(cookieOf(response))).json())
    expect(answer.fullName).toBe('lan')
    expect(answer.standings.map((one) => one.title)).toEqual(['Chuyên viên', 'Thư ký'])
    const { rows } = await sql<{ kind: string }>`select kind from event where person_id = ${ids.lan}`.execute(
      database.owner,
    )
    expect(rows).toEqual([{ kind: 'person.signed-in' }])
  })

  it('accepts the password however the keyboard composes its letters', async () => {
    expect((await post('lan', password.normalize('NFD'))).statusCode).toBe(200)
  })

  it('does not tell a wrong password from a name that does not exist', async () => {
    const wrong = await post('lan', 'x')
    const unknown = await post('ai đó', 'x')
    expect([wrong.statusCode, unknown.statusCode]).toEqual([403, 403])
    expect(wrong.json()).toEqual(unknown.json())
  })

  it('slows down the one who guesses, not the person whose name it is', async () => {
    for (let i = 0; i < 5; i++) await post('lan', `guess ${i}`, '203.0.113.9')
    const slowed = await post('lan', password, '203.0.113.9')
    expect(slowed.statusCode).toBe(429)
    expect(slowed.json().extra.seconds).toBeGreaterThan(0)
    expect((await post('lan', password, '10.0.0.2')).statusCode).toBe(200)
  })

  it('counts guesses made at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => post('lan', `guess ${i}`, '203.0.113.10')))
    expect(answers.filter((one) => one.statusCode === 403).length).toBeLessThanOrEqual(5)
  })

  it('keeps nobody waiting for another who signs in from the same address at the same moment', async () => {
    await signIn.transaction().execute(async (earlier) => {
      // Its moment is that of its first statement.
      await sql`select now()`.execute(earlier)
      await countAttempt(signIn, '10.0.0.9', 'giang')
      await countAttempt(earlier, '10.0.0.9', 'lan')
    })
  })

  it('is refused with the reason where the person holds no position', async () => {
    expect((await post('nobody', password)).json().code).toBe('organisation.no-position')
  })

  it('as a role of the demonstration works for its roles only', async () => {
    const demonstrate = (userName: string) =>
      app.http.inject({ method: 'POST', url: '/api/session/demonstration', payload: { userName } })
    expect((await demonstrate('lan')).statusCode).toBe(200)
    expect((await demonstrate('giang')).statusCode).toBe(404)
  })

  it('from a page of another site is not carried out', async () => {
    const response = await app.http.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://evil.example' },
      payload: { userName: 'lan', password },
    })
    expect(response.json().code).toBe('sign-in.cross-site')
  })
})

describe('a session', () => {
  it('ends by signing out, at once', async () => {
    const cookies = cookieOf(await post('lan', password))
    await app.http.inject({ method: 'DELETE', url: '/api/session', cookies })
    expect((await me(cookies)).statusCode).toBe(401)
  })

  it('ends when it was not used for long, when it is old, and when the person may no longer work', async () => {
    for (const change of [
      sql`update session set seen_at = now() - interval '13 hours'`,
      sql`update session set expires_at = now()`,
      sql`update person set active = false where id = ${ids.lan}`,
    ]) {
      const cookies = cookieOf(await post('lan', password))
      expect((await me(cookies)).statusCode).toBe(200)
      await change.execute(database.owner)
      expect((await me(cookies)).statusCode).toBe(401)
      await sql`update person set active = true`.execute(database.owner)
    }
  })

  it('moves to another of one’s positions, not to somebody else’s; by delegation, for whom is known', async () => {
    const cookies = cookieOf(await post('lan', password))
    const actIn = (payload: object) =>
      app.http.inject({ method: 'PUT', url: '/api/session/standing', cookies, payload })
    expect((await actIn({ positionId: ids.second })).statusCode).toBe(200)
    expect((await me(cookies)).json().positionTitle).toBe('Thư ký')
    expect((await actIn({ positionId: ids.director })).json().code).toBe('sign-in.not-your-position')
    const delegation = await database.owner
      .insertInto('delegation')
      .values({
        from_person_id: ids.giang as string,
        from_position_id: ids.director as string,
        to_person_id: ids.lan as string,
        valid: sql`tstzrange(now() - interval '1 hour', now() + interval '1 hour')`,
        capabilities: ['direct'],
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect((await actIn({ positionId: ids.director, delegationId: delegation.id })).statusCode).toBe(200)
    expect((await me(cookies)).json()).toMatchObject({
      positionTitle: 'Giám đốc',
      actingForName: 'giang',
      fullName: 'lan',
    })
    // Each says how it is held and until when.
    await sql`update appointment set kind = 'secondment', valid = '[2025-07-01,2099-01-01)' where position_id = ${ids.second}`.execute(
      database.owner,
    )
    await sql`update appointment set kind = 'acting' where position_id = ${ids.director}`.execute(database.owner)
    const { standings } = contract.me.response.parse((await me(cookies)).json())
    expect(standings.map(({ title, heldAs, actingForName }) => [title, heldAs, actingForName])).toEqual([
      ['Chuyên viên', null, null],
      ['Thư ký', 'secondment', null],
      ['Giám đốc', 'acting', 'giang'],
    ])
    expect(standings.map((one) => one.lastDay)).toEqual([null, '2098-12-31', expect.stringMatching(/^20/)])
    // It ends amid work: which, and when, is said; nothing is done until the person goes on in their own post, and then in that one.
    await sql`update delegation set valid = tstzrange('2025-08-01T00:00Z', '2025-08-04T08:05Z')`.execute(database.owner)
    const ended = (await me(cookies)).json()
    expect(ended).toMatchObject({ status: 409, code: 'session.standing-ended' })
    expect(ended.detail).toMatch(
      /^Ủy quyền của giang \(Giám đốc\) đã kết thúc lúc 15:05 04\/08\/2025\. .* chức vụ của mình: Chuyên viên\.$/,
    )
    const prefer = () =>
      app.http.inject({
        method: 'PUT',
        url: '/api/session/preferences',
        cookies,
        payload: { theme: 'dark' },
        headers: { 'accept-language': 'en' },
      })
    expect((await prefer()).json().detail).toMatch(/^The delegation from giang \(Giám đốc\) ended at 15:05 04/)
    const goOn = () => app.http.inject({ method: 'POST', url: '/api/session/own-post', cookies })
    expect((await goOn()).statusCode).toBe(200)
    expect((await me(cookies)).json()).toMatchObject({ positionTitle: 'Chuyên viên', theme: 'system' })
    // Who signed in again, and wants to go on in what ended meanwhile, is told the same; of what never was theirs, nothing.
    const gone = await actIn({ positionId: ids.director, delegationId: delegation.id })
    expect(gone.json()).toMatchObject({ status: 409, code: 'session.standing-ended', detail: ended.detail })
    expect((await actIn({ positionId: ids.second, delegationId: delegation.id })).json().code).toBe(
      'sign-in.not-your-position',
    )
    expect((await actIn({ positionId: ids.director })).json().code).toBe('sign-in.not-your-position')
    // So does a post that ends; who goes on twice, or where nothing ended, stays where they are.
    expect((await actIn({ positionId: ids.second })).statusCode).toBe(200)
    expect((await goOn()).statusCode).toBe(200)
    expect((await me(cookies)).json().positionTitle).toBe('Thư ký')
    await sql`update appointment set valid = '[2025-07-01,2025-08-04)' where position_id = ${ids.second}`.execute(
      database.owner,
    )
    expect((await me(cookies)).json().detail).toMatch(
      /^Thời gian bạn giữ chức vụ Thư ký đã kết thúc khi hết ngày 03\/08\/2025\./,
    )
    // An own post that asks for more than the session proved is not reached by it: signing in again is.
    await sql`update position set second_factor = true where id = ${ids.specialist}`.execute(database.owner)
    expect((await me(cookies)).statusCode).toBe(401)
    await goOn()
    expect((await me(cookies)).statusCode).toBe(401)
    await sql`update position set second_factor = false`.execute(database.owner)
    await goOn()
    expect((await me(cookies)).json().positionTitle).toBe('Chuyên viên')
    await sql`update appointment set valid = '[2025-07-01,)' where position_id = ${ids.second}`.execute(database.owner)
  })

  it('is asked for no new password because the old one is old', async () => {
    await sql`update credential set changed_at = now() - interval '10 years'`.execute(database.owner)
    expect((await post('lan', password)).statusCode).toBe(200)
  })

  it('is ended by hand: all but this, and nobody else’s', async () => {
    const here = cookieOf(await post('giang', password))
    const there = cookieOf(await post('giang', password))
    const other = cookieOf(await post('lan', password))
    const end = await app.http.inject({ method: 'DELETE', url: '/api/sessions/others', cookies: here })
    expect(end.statusCode).toBe(200)
    const states = await Promise.all([here, there, other].map(async (one) => (await me(one)).statusCode))
    expect(states).toEqual([200, 401, 200])
  })

  it('begins with a password of which only the Argon2id hash is kept, of its own salt', async () => {
    const { rows } = await sql<{ kept: string }>`select password_hash as kept from credential`.execute(database.owner)
    expect(new Set(rows.map((row) => row.kept)).size).toBe(rows.length)
    for (const { kept } of rows) expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('is listed with its device; all others can be ended, and end by a new password', async () => {
    await sql`delete from session`.execute(database.owner)
    const here = cookieOf(await post('giang', password))
    const there = cookieOf(await post('giang', password))
    const list = await app.http.inject({ method: 'GET', url: '/api/sessions', cookies: here })
    expect(
      list
        .json()
        .map((one: { current: boolean }) => one.current)
        .sort(),
    ).toEqual([false, true])
    const change = (current: string) =>
      app.http.inject({
        method: 'PUT',
        url: '/api/session/password',
        cookies: here,
        payload: { current, next: 'trăng lên trên đồi chè' },
      })
    expect((await change('wrong')).json().code).toBe('sign-in.password-wrong')
    expect((await change(password)).statusCode).toBe(200)
    expect((await me(here)).statusCode).toBe(200)
    expect((await me(there)).statusCode).toBe(401)
    expect((await post('giang', password)).statusCode).toBe(403)
    expect((await post('giang', 'trăng lên trên đồi chè')).statusCode).toBe(200)
  })

  it('and passwords are out of the program’s reach', async () => {
    await expect(sql`select password_hash from credential`.execute(database.app)).rejects.toThrow('permission denied')
    await expect(sql`select token_hash from session`.execute(database.app)).rejects.toThrow('permission denied')
    const { rows } = await sql`select id from session`.execute(database.app)
    expect(rows).toEqual([])
  })
})
