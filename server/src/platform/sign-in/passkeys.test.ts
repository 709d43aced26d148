import { passkeys } from '@mocban/contract/passkeys'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Door, openDoor, password } from './testing/open-door.ts'
import { softKey } from './testing/soft-key.ts'

type Who = keyof Door['province']['people']
type Cookies = Record<string, string>
let door: Door
beforeAll(async () => {
  door = await openDoor()
})
beforeEach(async () => {
  await sql`delete from sign_in_failure`.execute(door.database.owner)
  await sql`delete from passkey`.execute(door.database.owner)
})
afterAll(() => door.close())

const at = { headers: { host: 'localhost' } }
const idOf = (who: Who) => door.province.people[who].personId
const ask = async (ticket?: string) =>
  (await door.call(passkeys.ask, { body: ticket ? { ticket } : {} }, {}, at)).json() as {
    ticket: string
    options: { challenge: string; allowCredentials?: { id: string }[] }
  }
const enter = (body: { ticket: string; step?: string; response: Record<string, unknown> }, more = at) =>
  door.call(passkeys.signIn, { body }, {}, more)

/** Makes a passkey in a session. */
async function made(cookies: Cookies, lie: Record<string, unknown> = {}, key = softKey()) {
  const { ticket, options } = (await door.call(passkeys.begin, { body: {} }, cookies, at)).json()
  const response = key.make({ challenge: options.challenge, ...lie })
  const answer = await door.call(passkeys.add, { body: { ticket, name: 'máy ở cơ quan', response } }, cookies, at)
  return { key, answer, ticket, response }
}

describe('a passkey', () => {
  it('is made where one is signed in, and then signs in alone, as both factors', async () => {
    const cookies = await door.enter('officeclerk')
    const { key, answer } = await made(cookies)
    expect(answer.statusCode).toBe(200)
    await sql`update position set second_factor = true where id = ${door.province.people.officeClerk.positionId}`.execute(
      door.database.owner,
    )
    const { ticket, options } = await ask()
    expect(options.allowCredentials).toEqual([])
    const entered = await enter({ ticket, response: key.answer({ challenge: options.challenge, counter: 1 }) })
    expect(entered.json()).toEqual({ personId: idOf('officeClerk'), next: null })
    const own = (await door.call(passkeys.own, {}, cookies)).json()
    expect(own).toMatchObject([{ name: 'máy ở cơ quan', lastUsedAt: expect.any(String) }])
  })

  it('is the second factor after a password, and nobody else’s is', async () => {
    const { key } = await made(await door.enter('officechief'))
    const { key: other } = await made(await door.enter('director'))
    const first = (await door.call(contract.signIn, { body: { userName: 'officechief', password } })).json()
    expect(first.next).toMatchObject({ step: 'second-factor', ways: ['passkey'] })
    const step = first.next.ticket
    const asked = await ask(step)
    expect(asked.options.allowCredentials).toHaveLength(1)
    const foreign = other.answer({ challenge: asked.options.challenge, counter: 1 })
    expect((await enter({ ticket: asked.ticket, step, response: foreign })).json().code).toBe('sign-in.passkey-wrong')
    const again = await ask(step)
    const response = key.answer({ challenge: again.options.challenge, counter: 1 })
    expect((await enter({ ticket: again.ticket, step, response })).json().personId).toBe(idOf('officeChief'))
  })

  it.each([
    ['made for another site', { site: 'mocban.example' }],
    ['asked by another page', { origin: 'https://mocban.example' }],
    ['whose holder nobody checked', { flags: 1 }],
    ['whose counter went back: a copy', { counter: 3 }],
    ['that answers another question', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('%s opens nothing', async (_, lie) => {
    const { key } = await made(await door.enter('auditor'))
    const first = await ask()
    await enter({ ticket: first.ticket, response: key.answer({ challenge: first.options.challenge, counter: 5 }) })
    const { ticket, options } = await ask()
    const refused = await enter({ ticket, response: key.answer({ challenge: options.challenge, counter: 6, ...lie }) })
    expect(refused.json().code).toBe('sign-in.passkey-wrong')
    expect(refused.cookies).toEqual([])
  })

  it('answers a question once; the question’s ticket opens no other step', async () => {
    const { key } = await made(await door.enter('deputydirector'))
    const { ticket, options } = await ask()
    const response = key.answer({ challenge: options.challenge, counter: 1 })
    const twice = await Promise.all([enter({ ticket, response }), enter({ ticket, response })])
    expect(twice.map((one) => one.statusCode).sort()).toEqual([200, 403])
    const other = await ask()
    const body = { ticket: other.ticket, next: 'trà sen buổi sáng sớm' }
    expect((await door.call(contract.choosePassword, { body })).json().code).toBe('sign-in.begin-again')
  })

  it('of a closed account, or removed, opens nothing', async () => {
    const cookies = await door.enter('wardclerk')
    const { key } = await made(cookies)
    const attempt = async (counter: number) => {
      const { ticket, options } = await ask()
      return (await enter({ ticket, response: key.answer({ challenge: options.challenge, counter }) })).statusCode
    }
    const active = (value: boolean) =>
      sql`update person set active = ${value} where id = ${idOf('wardClerk')}`.execute(door.database.owner)
    await active(false)
    expect(await attempt(1)).toBe(403)
    await active(true)
    expect(await attempt(2)).toBe(200)
    const [own] = (await door.call(passkeys.own, {}, cookies)).json()
    const stranger = await door.enter('wardspecialist')
    expect((await door.call(passkeys.remove, { params: { id: own.id } }, stranger)).statusCode).toBe(404)
    expect((await door.call(passkeys.remove, { params: { id: own.id } }, cookies)).statusCode).toBe(200)
    expect(await attempt(3)).toBe(403)
  })

  it('is not added under another’s question, without a check of its holder, or twice to two people', async () => {
    const mine = await door.enter('digitalhead')
    expect((await made(mine, { flags: 1 })).answer.json().code).toBe('sign-in.passkey-wrong')
    const { ticket, options } = (await door.call(passkeys.begin, { body: {} }, mine, at)).json()
    const theirs = await door.enter('digitalspecialist')
    const body = { ticket, name: 'x', response: softKey().make({ challenge: options.challenge }) }
    expect((await door.call(passkeys.add, { body }, theirs, at)).json().code).toBe('sign-in.begin-again')
    const { key } = await made(mine)
    await made(theirs, {}, key)
    expect((await door.call(passkeys.own, {}, theirs)).json()).toEqual([])
  })

  it('proves again who one is', async () => {
    const cookies = await door.enter('chairman')
    const { key } = await made(cookies)
    await sql`update session set proved_at = now() - interval '1 day'`.execute(door.database.owner)
    expect((await door.call(contract.waysToProve, {}, cookies)).json()).toMatchObject({ fresh: false })
    expect((await door.call(passkeys.begin, { body: {} }, cookies, at)).json().code).toBe('session.stale')
    const { ticket, options } = await ask()
    const response = key.answer({ challenge: options.challenge, counter: 1 })
    expect(
      (await door.call(contract.prove, { body: { way: 'passkey', ticket, response } }, cookies, at)).statusCode,
    ).toBe(200)
    expect((await door.call(passkeys.begin, { body: {} }, cookies, at)).statusCode).toBe(200)
  })
})
