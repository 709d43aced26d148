import { accounts } from '@mocban/contract/accounts'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookiesOf, type Door, openDoor, password } from './testing/open-door.ts'

let door: Door
let admin: Record<string, string>
const own = 'trà sen buổi sáng sớm'
beforeAll(async () => {
  door = await openDoor()
  admin = await door.enter('administrator')
})
beforeEach(() => sql`delete from sign_in_failure`.execute(door.database.owner))
afterAll(() => door.close())

const post = (userName: string, given: string) => door.call(contract.signIn, { body: { userName, password: given } })
const give = (who: keyof Door['province']['people'], cookies = admin) =>
  door.call(accounts.oneTimePassword, { params: { personId: door.province.people[who].personId } }, cookies)
const here = async (cookies: Record<string, string>) => (await door.call(contract.me, {}, cookies)).statusCode

describe('a one-time password', () => {
  it('opens nothing but the choice of an own password, and ends the sessions before it', async () => {
    const before = await door.enter('wardclerk')
    const given = (await give('wardClerk')).json()
    expect(given.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    expect(await here(before)).toBe(401)
    expect((await post('wardclerk', password)).statusCode).toBe(403)

    const first = await post('wardclerk', given.password)
    expect(first.json()).toMatchObject({ personId: null, next: { step: 'new-password' } })
    expect(first.cookies).toEqual([])
    const { ticket } = first.json().next
    // The ticket is no session.
    expect(await here({ mocban: ticket })).toBe(401)

    for (const [next, code] of [
      ['ngắn', 'sign-in.password-short'],
      ['matkhau123456', 'sign-in.password-weak'],
      [given.password, 'sign-in.password-same'],
    ])
      expect((await door.call(contract.choosePassword, { body: { ticket, next } })).json().code).toBe(code)
    const second = await door.call(contract.choosePassword, { body: { ticket, next: own } })
    expect(second.json()).toEqual({ personId: door.province.people.wardClerk.personId, next: null })
    expect(await here(cookiesOf(second))).toBe(200)
    // Both are used up.
    expect((await door.call(contract.choosePassword, { body: { ticket, next: own } })).json().code).toBe(
      'sign-in.begin-again',
    )
    expect((await post('wardclerk', given.password)).statusCode).toBe(403)
    expect((await post('wardclerk', own)).json().next).toBe(null)
  })

  it('opens nothing after its three days', async () => {
    const { password: given } = (await give('wardChairman')).json()
    await sql`update credential set usable_until = now() - interval '1 minute' where must_change`.execute(
      door.database.owner,
    )
    expect((await post('wardchairman', given)).json().code).toBe('sign-in.one-time-over')
  })

  it('is void as soon as another is given; so is a ticket that was under way', async () => {
    const first = (await give('wardSpecialist')).json()
    const { ticket } = (await post('wardspecialist', first.password)).json().next
    await give('wardSpecialist')
    expect((await door.call(contract.choosePassword, { body: { ticket, next: own } })).json().code).toBe(
      'sign-in.begin-again',
    )
    expect((await post('wardspecialist', first.password)).json().code).toBe('sign-in.wrong')
  })

  it('cannot be guessed on through a step: five attempts, also at once', async () => {
    const given = (await give('otherWardClerk')).json()
    const { ticket } = (await post('otherwardclerk', given.password)).json().next
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => door.call(contract.choosePassword, { body: { ticket, next: 'ngắn' } })),
    )
    expect(answers.filter((one) => one.json().code === 'sign-in.password-short')).toHaveLength(5)
  })
})

describe('an administrator', () => {
  it('acts on the people of the own agency and below it, and on nobody who holds a post elsewhere as well', async () => {
    const { owner } = door.database
    const { people } = door.province
    await sql`update position set capabilities = '{administer}' where id = ${people.otherSpecialist.positionId}`.execute(
      owner,
    )
    const department = await door.enter('otherspecialist')
    expect((await give('digitalSpecialist', department)).statusCode).toBe(200)
    for (const outside of ['wardClerk', 'chairman', 'administrator'] as const)
      expect((await give(outside, department)).json().code).toBe('account.not-yours')
    // The director sits on the People's Committee too: a reset in the department would open that post.
    expect((await give('director', department)).statusCode).toBe(200)
    await sql`insert into appointment (person_id, position_id, kind, valid)
      values (${people.director.personId}, ${people.viceChairman.positionId}, 'concurrent', '[2025-07-01,)')`.execute(
      owner,
    )
    expect((await give('director', department)).json().code).toBe('account.not-yours')
    const list = (await door.call(accounts.list, { query: {} }, department)).json()
    const names = list.items.map((one: { userName: string }) => one.userName)
    expect(names).toContain('digitalspecialist')
    expect(names).not.toContain('wardclerk')
    expect(list.items.find((one: { userName: string }) => one.userName === 'digitalspecialist')).toMatchObject({
      mustChange: true,
      hasPassword: true,
      sessions: 0,
    })
  })

  it('ends a person’s sessions; nobody else does either', async () => {
    const clerk = await door.enter('officeclerk')
    const params = { personId: door.province.people.officeClerk.personId }
    expect((await door.call(accounts.endSessions, { params }, clerk)).json().code).toBe('capability.needed')
    expect((await give('officeClerk', clerk)).json().code).toBe('capability.needed')
    expect((await door.call(accounts.endSessions, { params }, admin)).statusCode).toBe(200)
    expect(await here(clerk)).toBe(401)
  })

  it('must have proved not long ago who they are', async () => {
    await sql`update session set proved_at = now() - interval '1 day'`.execute(door.database.owner)
    expect((await give('officeClerk')).json().code).toBe('session.stale')
  })

  it('is told in the trail with whom it concerned, never with the password', async () => {
    const { rows } = await sql<{ data: Record<string, string> }>`
      select data from event where kind = 'person.password-reset' limit 1`.execute(door.database.owner)
    expect(Object.keys(rows[0]?.data ?? {})).toEqual(['name'])
  })
})
