import { notifications } from '@mocban/contract/notifications'
import { route } from '@mocban/contract/route'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { serve, serveLong } from '../http/index.ts'
import type { BellHub } from '../notifications/bell.ts'
import { notificationRoutes } from '../notifications/routes.ts'
import { cookiesOf, type Door, openDoor, password } from './testing/open-door.ts'
import { countCode } from './throttle.ts'

const irrevocable = route({
  method: 'POST',
  path: '/api/test/irrevocable',
  summary: 'An act that cannot be undone',
  needs: 'signed-in',
  fresh: true,
  body: z.object({}),
  response: z.object({ done: z.number() }),
})
const longIrrevocable = route({ ...irrevocable, path: '/api/test/irrevocable-long' })

let door: Door
let bells: BellHub
let done = 0
beforeAll(async () => {
  door = await openDoor((app) => {
    bells = notificationRoutes(app)
    serve(app, irrevocable, async () => ({ done: ++done }))
    serveLong(app, longIrrevocable, ({ asMe }) => asMe(async () => ({ done: ++done })))
  })
})
beforeEach(async () => {
  done = 0
  await sql`delete from session`.execute(door.database.owner)
  await sql`delete from sign_in_rule`.execute(door.database.owner)
  await sql`delete from sign_in_failure`.execute(door.database.owner)
})
afterAll(() => door.close())

const age = (change: string) => sql`update session set ${sql.raw(change)}`.execute(door.database.owner)
const rule = (idleMinutes: number, absoluteHours = 168, freshMinutes = 60) => ({
  body: { idleMinutes, absoluteHours, freshMinutes },
})
const here = async (cookies: Record<string, string>) => (await door.call(contract.me, {}, cookies)).statusCode

describe('what cannot be undone', () => {
  it.each([irrevocable, longIrrevocable])('wants proof where it was long ago ($path)', async (act) => {
    const cookies = await door.enter('officeclerk')
    expect((await door.call(act, { body: {} }, cookies)).json()).toEqual({ done: 1 })
    await age(`proved_at = now() - interval '61 minutes'`)
    const stale = await door.call(act, { body: {} }, cookies)
    expect([stale.statusCode, stale.json().code, done]).toEqual([403, 'session.stale', 1])
    const asked = (await door.call(contract.waysToProve, {}, cookies)).json()
    expect(asked).toEqual({ ways: ['password'], fresh: false })
    expect((await door.call(contract.prove, { body: { way: 'password', password } }, cookies)).statusCode).toBe(200)
    expect((await door.call(act, { body: {} }, cookies)).json()).toEqual({ done: 2 })
  })

  it('is repeated with the same key after the proof, and done once', async () => {
    const cookies = await door.enter('officeclerk')
    await age(`proved_at = now() - interval '2 days'`)
    const headers = { 'idempotency-key': 'the-same-key' }
    expect((await door.call(irrevocable, { body: {} }, cookies, { headers })).json().code).toBe('session.stale')
    await door.call(contract.prove, { body: { way: 'password', password } }, cookies)
    for (let i = 0; i < 2; i++)
      expect((await door.call(irrevocable, { body: {} }, cookies, { headers })).json()).toEqual({ done: 1 })
  })

  it('is not opened by a wrong password, by the demonstration’s click, or by another session’s proof', async () => {
    const [cookies, other] = [await door.enter('officeclerk'), await door.enter('officeclerk')]
    await age(`proved_at = now() - interval '2 days'`)
    for (const body of [{ way: 'password', password: 'sai mật khẩu rồi' }, { way: 'demonstration' }] as const)
      expect((await door.call(contract.prove, { body }, cookies)).json().code).toBe('sign-in.not-proved')
    await door.call(contract.prove, { body: { way: 'password', password } }, other)
    expect((await door.call(irrevocable, { body: {} }, cookies)).json().code).toBe('session.stale')
    expect((await door.call(irrevocable, { body: {} }, other)).statusCode).toBe(200)
  })

  it('slows down who guesses at the proof', async () => {
    const cookies = await door.enter('officeclerk')
    const statuses: number[] = []
    for (let i = 0; i < 6; i++)
      statuses.push(
        (await door.call(contract.prove, { body: { way: 'password', password: `đoán ${i}` } }, cookies)).statusCode,
      )
    expect(statuses.at(0)).toBe(403)
    expect(statuses.at(-1)).toBe(429)
  })

  it('in a demonstration is one click more', async () => {
    const cookies = cookiesOf(await door.call(contract.demonstrate, { body: { userName: 'auditor' } }))
    await age(`proved_at = now() - interval '2 days'`)
    expect((await door.call(contract.waysToProve, {}, cookies)).json().ways).toContain('demonstration')
    expect((await door.call(contract.prove, { body: { way: 'demonstration' } }, cookies)).statusCode).toBe(200)
    expect((await door.call(irrevocable, { body: {} }, cookies)).statusCode).toBe(200)
  })
})

describe('the rule of sessions', () => {
  it('is set by an agency’s administrator, and ends what rested longer at once', async () => {
    const [admin, clerk] = [await door.enter('administrator'), await door.enter('officeclerk')]
    await age(
      `seen_at = now() - interval '31 minutes' where person_id = '${door.province.people.officeClerk.personId}'`,
    )
    expect((await door.call(contract.setRule, rule(30), clerk)).json().code).toBe('capability.needed')
    await age(
      `seen_at = now() - interval '31 minutes' where person_id = '${door.province.people.officeClerk.personId}'`,
    )
    expect((await door.call(contract.setRule, rule(30), admin)).statusCode).toBe(200)
    expect(await here(clerk)).toBe(401)
    expect((await door.call(contract.sessions, {}, admin)).json()).toHaveLength(1)
    expect((await door.call(contract.rule, {}, admin)).json().holds.idleMinutes).toBe(30)
  })

  it('ends a session in use when it began too long ago', async () => {
    const [admin, clerk] = [await door.enter('administrator'), await door.enter('officeclerk')]
    await age(
      `started_at = now() - interval '9 hours' where person_id = '${door.province.people.officeClerk.personId}'`,
    )
    expect(await here(clerk)).toBe(200)
    await door.call(contract.setRule, rule(720, 8), admin)
    expect(await here(clerk)).toBe(401)
  })

  it('ends what a clock that ran ahead has begun or seen; a small step back ends nothing', async () => {
    const sign = async (change: string) => {
      const cookies = await door.enter('officeclerk')
      await age(change)
      return cookies
    }
    for (const column of ['started_at', 'seen_at']) {
      const cookies = await sign(`${column} = now() + interval '30 seconds'`)
      expect(await here(cookies)).toBe(200)
      await age(`${column} = now() + interval '1 day'`)
      expect([column, await here(cookies)]).toEqual([column, 401])
    }
    const proved = await sign(`proved_at = now() + interval '1 day'`)
    expect((await door.call(irrevocable, { body: {} }, proved)).json().code).toBe('session.stale')
  })

  it('makes nobody wait for a moment that a clock ran ahead to', async () => {
    const owner = door.database.owner
    await sql`insert into sign_in_failure (address, user_name, failures, last_at, wait_until)
      values ('*', 'somebody', 30, now() + interval '1 year', now() + interval '1 year 5 minutes')`.execute(owner)
    await countCode(owner, 'somebody')
    // From here on the pause is what it always is.
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from wait_until - now())::int as seconds from sign_in_failure where user_name = 'somebody'`.execute(
      owner,
    )
    expect(rows[0]?.seconds).toBeGreaterThan(200)
    expect(rows[0]?.seconds).toBeLessThanOrEqual(300)
    await expect(countCode(owner, 'somebody')).rejects.toThrow()
  })

  it('of the province binds every agency, which may be stricter but not laxer', async () => {
    const owner = door.database.owner
    const { ubnd, skhcn } = door.province.units
    const set = (agency_id: string, for_all: boolean, idle: number) =>
      owner
        .insertInto('sign_in_rule')
        .values({ agency_id, for_all, idle_minutes: idle, absolute_hours: 24, fresh_minutes: 30 })
        .execute()
    await set(ubnd, true, 60)
    const cookies = await door.enter('director')
    expect((await door.call(contract.rule, {}, cookies)).json()).toMatchObject({
      holds: { idleMinutes: 60 },
      own: null,
      forAll: false,
    })
    await set(skhcn, false, 600)
    expect((await door.call(contract.rule, {}, cookies)).json().holds.idleMinutes).toBe(60)
    await sql`update sign_in_rule set idle_minutes = 10 where agency_id = ${skhcn}`.execute(owner)
    expect((await door.call(contract.rule, {}, cookies)).json().holds.idleMinutes).toBe(10)
    await sql`update position set capabilities = '{administer}' where id = ${door.province.people.director.positionId}`.execute(
      owner,
    )
    const laxer = await door.call(contract.setRule, rule(61, 24, 30), cookies)
    expect(laxer.json()).toMatchObject({ code: 'sign-in.rule-laxer', extra: { most: 60 } })
    expect((await door.call(contract.setRule, rule(45, 24, 30), cookies)).statusCode).toBe(200)
  })
})

describe('the list of sessions', () => {
  it('tells device, address, how each began and which is this; one other can be ended, but none of somebody else', async () => {
    const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537' }
    const first = cookiesOf(
      await door.call(
        contract.signIn,
        { body: { userName: 'director', password } },
        {},
        {
          headers: agent,
          remoteAddress: '10.1.0.9',
        },
      ),
    )
    const mine = await door.enter('director')
    const stranger = await door.enter('officeclerk')
    const list = (await door.call(contract.sessions, {}, mine)).json() as {
      id: string
      device: string
      address: string
      current: boolean
      sameAddress: boolean
      method: string
    }[]
    expect(list).toHaveLength(2)
    const there = list.find((one) => !one.current)
    expect(there).toMatchObject({
      device: 'Chrome, Windows',
      address: '10.1.0.9',
      sameAddress: false,
      method: 'password',
    })
    const params = { id: there?.id ?? '' }
    expect((await door.call(contract.endSession, { params }, stranger)).statusCode).toBe(404)
    expect(await here(first)).toBe(200)
    expect((await door.call(contract.endSession, { params }, mine)).statusCode).toBe(200)
    expect([await here(first), await here(mine), await here(stranger)]).toEqual([401, 200, 200])
  })
})

describe('what somebody was answered', () => {
  it('is kept by no browser, for the next one at the machine', async () => {
    for (const cookies of [await door.enter('officeclerk'), {}])
      expect((await door.call(contract.me, {}, cookies)).headers['cache-control']).toBe('private, no-store')
  })
})

describe('the live bell', () => {
  it('falls silent with its session, wherever that was ended', async () => {
    const [stolen, kept] = [await door.enter('officeclerk'), await door.enter('officeclerk')]
    const open = bells.open
    const heard = [stolen, kept].map((cookies) => door.call(notifications.live, { query: {} }, cookies))
    while (bells.open < open + 2) await new Promise(setImmediate)
    await bells.beat()
    expect(bells.open).toBe(open + 2)
    expect((await door.call(contract.signOut, {}, stolen)).statusCode).toBe(200)
    await bells.beat()
    expect((await heard[0])?.body).toContain(': beat')
    expect(bells.open).toBe(open + 1)
    // The other goes with the server.
    await bells.close()
    await heard[1]
  })
})
