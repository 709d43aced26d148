import { accounts } from '@mocban/contract/accounts'
import { organisation } from '@mocban/contract/organisation'
import { serviceAccounts } from '@mocban/contract/service-accounts'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { organisationRoutes } from '../../organisation/index.ts'
import { type Door, openDoor } from './testing/open-door.ts'

type Cookies = Record<string, string>
let door: Door
let admin: Cookies
beforeAll(async () => {
  door = await openDoor(organisationRoutes)
  admin = await door.enter('administrator')
})
beforeEach(() => sql`delete from sign_in_failure`.execute(door.database.owner))
afterAll(() => door.close())

interface Client {
  id: string
  clientId: string
  clientSecret: string
}
const add = async (scopes: ('register' | 'number' | 'draft' | 'administer')[]): Promise<Client> =>
  (await door.call(serviceAccounts.add, { body: { name: 'Một cửa điện tử', scopes } }, admin)).json()
const token = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  door.app.http.inject({
    method: 'POST',
    url: '/api/oauth/token',
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
const tokenOf = async ({ clientId, clientSecret }: Client, scope = '') =>
  (await token({ client_id: clientId, client_secret: clientSecret, ...(scope ? { scope } : {}) })).json().access_token
const bearer = (given: string) => ({ headers: { authorization: `Bearer ${given}` } })
const me = (given: string) => door.call(contract.me, {}, {}, bearer(given))

describe('a service account', () => {
  it('gets a token for an hour and acts by it under its own name, with its scopes as capabilities', async () => {
    const client = await add(['register', 'draft'])
    const lastUse = async () => (await door.call(serviceAccounts.list, {}, admin)).json()[0].lastUsedAt
    expect(await lastUse()).toBeNull()
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
    const answer = await token({}, { authorization: `Basic ${basic}` })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'register draft' })
    const who = (await me(answer.json().access_token)).json()
    expect(who).toMatchObject({ fullName: 'Một cửa điện tử', capabilities: ['register', 'draft'] })
    const listed = (await door.call(serviceAccounts.list, {}, admin)).json()
    expect(listed).toMatchObject([{ clientId: client.clientId, lastUsedAt: expect.any(String), oldUntil: null }])
    // The last use is that of the token, not the moment at which it was given.
    await sql`update service_account set last_used_at = now() - interval '50 minutes'`.execute(door.database.owner)
    await sql`update session set seen_at = now() - interval '5 minutes' where method = 'client'`.execute(
      door.database.owner,
    )
    const before = Date.now() - 60_000
    await me(answer.json().access_token)
    expect(Date.parse(await lastUse())).toBeGreaterThan(before)
  })

  it('may ask for fewer scopes, and sees no more than they reach; never for more', async () => {
    const client = await add(['register', 'administer'])
    const narrow = await tokenOf(client, 'administer')
    expect((await me(narrow)).json().capabilities).toEqual(['administer'])
    const principals = async (given: string) => {
      let found = 0
      await door.database.app.transaction().execute(async (tx) => {
        const { tokenHash } = await import('./sessions.ts')
        await sql`select * from app.act_as_session(${tokenHash(given)}, null)`.execute(tx)
        const { rows } = await sql<{ clerk: boolean }>`
          select app.clerks_of(app.agency()) = any(app.principals()) as clerk`.execute(tx)
        found = rows[0]?.clerk ? 1 : 0
      })
      return found
    }
    expect([await principals(narrow), await principals(await tokenOf(client))]).toEqual([0, 1])
    const more = { client_id: client.clientId, client_secret: client.clientSecret, scope: 'register issue' }
    const refused = await token(more)
    expect([refused.statusCode, refused.json()]).toEqual([400, { error: 'invalid_scope' }])
    expect((await door.call(serviceAccounts.list, {}, {}, bearer(await tokenOf(client, 'register')))).json().code).toBe(
      'capability.needed',
    )
  })

  it('is refused as the standard has it, and slowed down where it guesses', async () => {
    const { clientId, clientSecret } = await add(['draft'])
    const cases: [Record<string, string>, number, string][] = [
      [{}, 401, 'invalid_client'],
      [{ client_id: clientId, client_secret: 'x' }, 401, 'invalid_client'],
      [{ client_id: 'mb-none', client_secret: clientSecret }, 401, 'invalid_client'],
      [{ client_id: clientId, client_secret: clientSecret, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ]
    for (const [form, status, error] of cases) {
      const answer = await token(form)
      expect([answer.statusCode, answer.json().error]).toEqual([status, error])
      if (status === 401) expect(answer.headers['www-authenticate']).toContain('Basic')
    }
    // Nothing that a stranger sends is a fault of the program.
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
    for (const text of ['%ff:%ff', 'a%00b:c', '%:%', ':'])
      expect((await token({}, basic(text))).statusCode, text).toBe(401)
    const json = { client_id: { a: 1 }, client_secret: 5, grant_type: 'client_credentials' }
    expect((await door.app.http.inject({ method: 'POST', url: '/api/oauth/token', payload: json })).statusCode).toBe(
      401,
    )
    const odd = basic(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    expect((await token({}, odd)).statusCode).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 6; i++)
      statuses.push((await token({ client_id: clientId, client_secret: `guess ${i}` })).statusCode)
    expect(statuses.at(-1)).toBe(429)
  })

  it('gets a new secret; the old holds for a day, or ends now with its tokens', async () => {
    const client = await add(['draft'])
    const rotate = (endNow: boolean) =>
      door.call(serviceAccounts.rotate, { params: { id: client.id }, body: { endNow } }, admin)
    const second: Client = (await rotate(false)).json()
    expect(second.clientSecret).not.toBe(client.clientSecret)
    expect([await tokenOf(client), await tokenOf(second)]).toEqual([expect.any(String), expect.any(String)])
    await sql`update service_account set old_until = now()`.execute(door.database.owner)
    expect(await tokenOf(client)).toBeUndefined()
    const before = await tokenOf(second)
    const third: Client = (await rotate(true)).json()
    expect((await me(before)).statusCode).toBe(401)
    expect(await tokenOf(second)).toBeUndefined()
    expect(await tokenOf(third)).toEqual(expect.any(String))
  })

  it('switched off ends its tokens at once; so does the end of its hour', async () => {
    const client = await add(['draft'])
    const given = await tokenOf(client)
    const change = (enabled: boolean) =>
      door.call(serviceAccounts.change, { params: { id: client.id }, body: { scopes: ['draft'], enabled } }, admin)
    await change(false)
    expect((await me(given)).statusCode).toBe(401)
    expect(await tokenOf(client)).toBeUndefined()
    await change(true)
    const again = await tokenOf(client)
    await sql`update session set expires_at = now() where method = 'client'`.execute(door.database.owner)
    expect((await me(again)).statusCode).toBe(401)
  })

  it('is nobody: no picker offers it, no administrator gives it a password, and its secret is nowhere', async () => {
    const client = await add(['draft'])
    const holders = (await door.call(organisation.holders, { query: { q: 'Một cửa' } }, admin)).json()
    expect(holders).toEqual([])
    const give = await door.call(accounts.oneTimePassword, { params: { personId: client.id } }, admin)
    expect(give.statusCode).toBe(404)
    const { rows } = await sql<{ all: string }>`
      select string_agg(t, '') as all from (select s::text as t from service_account s union all select e::text from event e
        union all select i::text from idempotency i) x`.execute(door.database.owner)
    expect(rows[0]?.all).not.toContain(client.clientSecret)
    await expect(sql`select secret_hash from service_account`.execute(door.database.app)).rejects.toThrow(
      'permission denied',
    )
  })
})
