import { accounts } from '@mocban/contract/accounts'
import { secondFactors } from '@mocban/contract/second-factors'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../clock.ts'
import { openSealer } from './sealer.ts'
import { cookiesOf, type Door, openDoor, password } from './testing/open-door.ts'

type Who = keyof Door['province']['people']
type Cookies = Record<string, string>
let door: Door
let admin: Cookies
beforeAll(async () => {
  door = await openDoor()
  admin = await door.enter('administrator')
})
beforeEach(() => {
  // The middle of a code's half minute, so that no test straddles two.
  clock.set(new Date(Math.floor(Date.now() / 30_000) * 30_000 + 15_000))
  return sql`delete from sign_in_failure`.execute(door.database.owner)
})
afterEach(() => clock.set(null))
afterAll(() => door.close())

const post = (userName: string) => door.call(contract.signIn, { body: { userName, password } })
const codeAt = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() + seconds * 1000 })
const idOf = (who: Who) => door.province.people[who].personId
const give = (ticket: string, code: string) => door.call(secondFactors.give, { body: { ticket, code } })
const ticketOf = async (userName: string): Promise<string> => (await post(userName)).json().next.ticket

/** Sets up an authenticator in a session. */
async function enrol(cookies: Cookies): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, uri } = (await door.call(secondFactors.begin, { body: {} }, cookies)).json()
  expect(uri).toContain(`secret=${secret}`)
  const confirmed = await door.call(secondFactors.confirm, { body: { code: codeAt(secret, -30) } }, cookies)
  return { secret, recoveryCodes: confirmed.json().recoveryCodes }
}

describe('an authenticator', () => {
  it('counts from its first code on; then the password alone opens nothing', async () => {
    const cookies = await door.enter('officeclerk')
    const { secret } = (await door.call(secondFactors.begin, { body: {} }, cookies)).json()
    expect((await post('officeclerk')).json().next).toBe(null)
    const wrong = await door.call(secondFactors.confirm, { body: { code: '000000' } }, cookies)
    expect(wrong.json().code).toBe('sign-in.code-wrong')
    await door.call(secondFactors.confirm, { body: { code: codeAt(secret, -30) } }, cookies)

    const first = await post('officeclerk')
    expect(first.json()).toMatchObject({ personId: null, next: { step: 'second-factor', ways: ['code'] } })
    expect(first.cookies).toEqual([])
    const { ticket } = first.json().next
    expect((await give(ticket, '123456')).json().code).toBe('sign-in.code-wrong')
    const second = await give(ticket, codeAt(secret).replace(/(...)/, '$1 '))
    expect(second.json()).toEqual({ personId: idOf('officeClerk'), next: null })
    expect((await door.call(contract.me, {}, cookiesOf(second))).statusCode).toBe(200)
  })

  it('gives each code once, also to two who come at the same moment, and none before the last used', async () => {
    const { secret } = await enrol(await door.enter('officechief'))
    const [one, two, three] = await Promise.all([
      ticketOf('officechief'),
      ticketOf('officechief'),
      ticketOf('officechief'),
    ])
    const code = codeAt(secret)
    const answers = await Promise.all([give(one, code), give(two, code)])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 403])
    expect((await give(three, code)).json().code).toBe('sign-in.code-wrong')
    expect((await give(three, codeAt(secret, -30))).json().code).toBe('sign-in.code-wrong')
    expect((await give(three, codeAt(secret, 30))).statusCode).toBe(200)
  })

  it('is not good two steps early or late', async () => {
    const { secret } = await enrol(await door.enter('officespecialist'))
    const ticket = await ticketOf('officespecialist')
    for (const seconds of [-90, 90]) expect((await give(ticket, codeAt(secret, seconds))).statusCode).toBe(403)
    clock.set(new Date(Date.now() + 3_600_000))
    expect((await give(ticket, codeAt(secret))).statusCode).toBe(200)
  })

  it('slows down who guesses with the password in hand, from wherever; the person’s guesses at one ticket end', async () => {
    await enrol(await door.enter('digitalhead'))
    const ticket = await ticketOf('digitalhead')
    const codes: string[] = []
    for (let i = 0; i < 6; i++) codes.push((await give(ticket, `00000${i}`)).json().code)
    expect(codes.at(4)).toBe('sign-in.code-wrong')
    expect(codes.at(5)).toBe('sign-in.begin-again')
    const next = await ticketOf('digitalhead')
    const more: number[] = []
    for (let i = 0; i < 5; i++) more.push((await give(next, `10000${i}`)).statusCode)
    expect(more.at(-1)).toBe(429)
  })

  it('is asked to prove again who one is, and its code is spent by it', async () => {
    const cookies = await door.enter('auditor')
    const { secret } = await enrol(cookies)
    expect((await door.call(contract.waysToProve, {}, cookies)).json().ways).toEqual(['code', 'password'])
    const prove = () => door.call(contract.prove, { body: { way: 'code', code: codeAt(secret) } }, cookies)
    expect([(await prove()).statusCode, (await prove()).statusCode]).toEqual([200, 403])
  })

  it('lies sealed: nothing in the database is the secret, and a seal moved to another person opens nothing', async () => {
    const cookies = await door.enter('wardclerk')
    const { secret } = await enrol(cookies)
    const { rows } = await sql<{ all: string; sealed: Buffer }>`
      select row_to_json(t)::text as all, t.secret as sealed from totp t where person_id = ${idOf('wardClerk')}`.execute(
      door.database.owner,
    )
    expect(rows[0]?.all).not.toContain(secret)
    expect(rows[0]?.all).not.toContain(Buffer.from(Secret.fromBase32(secret).bytes).toString('hex'))
    const sealer = openSealer('the key of the tests')
    const sealed = rows[0]?.sealed as Buffer
    expect(sealer.open(sealed, `totp ${idOf('wardClerk')}`)).toBe(secret)
    expect(() => sealer.open(sealed, `totp ${idOf('wardChairman')}`)).toThrow()
    expect(() => openSealer('another key').open(sealed, `totp ${idOf('wardClerk')}`)).toThrow()
    const kept = await sql<{ n: number }>`
      select count(*)::int as n from idempotency where answer::text like ${`%${secret}%`}`.execute(door.database.owner)
    expect(kept.rows[0]?.n).toBe(0)
  })

  it('can be removed by oneself, but not the last one where a position asks for it', async () => {
    const cookies = await door.enter('wardspecialist')
    await enrol(cookies)
    const guard = (needed: boolean) =>
      sql`update position set second_factor = ${needed} where id = ${door.province.people.wardSpecialist.positionId}`.execute(
        door.database.owner,
      )
    await guard(true)
    expect((await door.call(secondFactors.remove, {}, cookies)).json().code).toBe('sign-in.last-second-factor')
    await guard(false)
    expect((await door.call(secondFactors.remove, {}, cookies)).statusCode).toBe(200)
    expect((await post('wardspecialist')).json().next).toBe(null)
  })
})

describe('recovery codes', () => {
  it('are good once each, in place of the device; new ones make the old void', async () => {
    const cookies = await door.enter('director')
    const { recoveryCodes } = await enrol(cookies)
    expect(new Set(recoveryCodes).size).toBe(10)
    const [code = '', other = ''] = recoveryCodes
    expect((await give(await ticketOf('director'), code.toUpperCase().replace('-', ' '))).statusCode).toBe(200)
    expect((await give(await ticketOf('director'), code)).json().code).toBe('sign-in.code-wrong')
    expect((await door.call(secondFactors.own, {}, cookies)).json().recoveryCodesLeft).toBe(9)
    const fresh = (await door.call(secondFactors.newRecoveryCodes, { body: {} }, cookies)).json().recoveryCodes
    expect((await give(await ticketOf('director'), other)).json().code).toBe('sign-in.code-wrong')
    expect((await give(await ticketOf('director'), fresh[0])).statusCode).toBe(200)
    // Nobody else's code.
    await enrol(await door.enter('deputydirector'))
    expect((await give(await ticketOf('deputydirector'), fresh[1])).statusCode).toBe(403)
  })
})

describe('a position that asks for a second factor', () => {
  it('leads who lacks one to set it up at the next sign-in, and not before', async () => {
    const { positionId } = door.province.people.chairman
    const before = await door.enter('chairman')
    const set = await door.call(accounts.guardPositions, { body: { positionIds: [positionId], needed: true } }, admin)
    expect(set.statusCode).toBe(200)
    expect((await door.call(contract.me, {}, before)).statusCode).toBe(200)
    const listed = (await door.call(accounts.guardedPositions, { query: {} }, admin)).json()
    expect(listed.items[0]).toMatchObject({ positionId, needed: true, holders: 1, ready: 0 })

    const first = (await post('chairman')).json()
    expect(first.next.step).toBe('set-up-second-factor')
    const { ticket } = first.next
    expect((await give(ticket, '123456')).statusCode).toBe(403)
    const { secret } = (await door.call(secondFactors.setUp, { body: { ticket } })).json()
    const done = await door.call(secondFactors.finishSetUp, { body: { ticket, code: codeAt(secret, -30) } })
    expect(done.json()).toMatchObject({ answer: { personId: idOf('chairman'), next: null } })
    expect(done.json().recoveryCodes).toHaveLength(10)
    expect((await door.call(contract.me, {}, cookiesOf(done))).statusCode).toBe(200)
    expect((await post('chairman')).json().next.step).toBe('second-factor')
  })

  it('cannot have its second factor replaced by who knows only the password', async () => {
    await enrol(await door.enter('digitalspecialist'))
    const ticket = await ticketOf('digitalspecialist')
    expect((await door.call(secondFactors.setUp, { body: { ticket } })).json().code).toBe('sign-in.begin-again')
    expect((await door.call(secondFactors.finishSetUp, { body: { ticket, code: '123456' } })).statusCode).toBe(403)
    const chosen = await door.call(contract.choosePassword, { body: { ticket, next: 'trà sen buổi sáng sớm' } })
    expect(chosen.json().code).toBe('sign-in.begin-again')
    expect((await post('digitalspecialist')).json().next.step).toBe('second-factor')
  })

  it('is not entered from a session that began without one', async () => {
    const { owner } = door.database
    const { otherWardChairman, otherWardClerk } = door.province.people
    const cookies = await door.enter('otherwardclerk')
    await sql`insert into appointment (person_id, position_id, kind, valid)
      values (${otherWardClerk.personId}, ${otherWardChairman.positionId}, 'concurrent', '[2025-07-01,)')`.execute(
      owner,
    )
    await sql`update position set second_factor = true where id = ${otherWardChairman.positionId}`.execute(owner)
    const act = await door.call(contract.actIn, { body: { positionId: otherWardChairman.positionId } }, cookies)
    expect(act.json().code).toBe('sign-in.second-factor-needed')
  })

  it('is set in the agencies that one administers, and in no other', async () => {
    const { people } = door.province
    const positionIds = [people.director.positionId]
    const named = async (q: string) =>
      (await door.call(accounts.guardedPositions, { query: { q } }, admin)).json().items
    expect(await named('giam doc so khoa hoc')).toContainEqual(
      expect.objectContaining({ positionId: positionIds[0], agencyName: 'Sở Khoa học và Công nghệ', needed: false }),
    )
    const body = { positionIds, needed: true }
    expect((await door.call(accounts.guardPositions, { body }, admin)).statusCode).toBe(200)
    expect((await post('director')).json().next.step).toMatch(/second-factor/)
    await door.call(accounts.guardPositions, { body: { positionIds, needed: false } }, admin)
    // Of a ward only its own.
    await sql`update position set capabilities = '{administer}', second_factor = false where id = ${people.otherWardChairman.positionId}`.execute(
      door.database.owner,
    )
    const ward = await door.enter('otherwardchairman')
    expect((await door.call(accounts.guardPositions, { body }, ward)).statusCode).toBe(404)
    expect((await door.call(accounts.guardedPositions, { query: { q: 'giám đốc' } }, ward)).json()).toEqual({
      items: [],
      more: false,
    })
  })
})

describe('a lost device', () => {
  it('is helped by the administrator: all second factors and sessions end, and the person is told', async () => {
    const cookies = await door.enter('departmentclerk')
    await enrol(cookies)
    const params = { personId: idOf('departmentClerk') }
    expect((await door.call(accounts.removeSecondFactors, { params }, admin)).statusCode).toBe(200)
    expect((await door.call(contract.me, {}, cookies)).statusCode).toBe(401)
    expect((await post('departmentclerk')).json().next).toBe(null)
    const { rows } = await sql<{ person: string; kind: string }>`
      select n.person_id as person, e.kind from app.notify_concerned('{}', 1000) n join event e on e.id = n.event_id`.execute(
      door.database.owner,
    )
    expect(rows).toEqual([{ person: params.personId, kind: 'person.second-factors-reset' }])
  })

  it('does not let an administrator’s one-time password go round the second factor', async () => {
    await enrol(await door.enter('otherspecialist'))
    const given = (
      await door.call(accounts.oneTimePassword, { params: { personId: idOf('otherSpecialist') } }, admin)
    ).json()
    const body = { userName: 'otherspecialist', password: given.password }
    const { step, ticket } = (await door.call(contract.signIn, { body })).json().next
    expect(step).toBe('second-factor')
    // Nor does the ticket let a password be chosen before it.
    const chosen = await door.call(contract.choosePassword, { body: { ticket, next: 'trà sen buổi sáng sớm' } })
    expect(chosen.json().code).toBe('sign-in.begin-again')
  })
})

it('nothing of all this is in the program’s reach', async () => {
  for (const table of ['totp', 'recovery_code', 'passkey', 'sign_in_step'])
    await expect(sql`select * from ${sql.table(table)}`.execute(door.database.app)).rejects.toThrow('permission denied')
})
