import { accounts } from '@mocban/contract/accounts'
import { identityProviders } from '@mocban/contract/identity-providers'
import { passkeys } from '@mocban/contract/passkeys'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lie, startLyingProvider } from './testing/lying-provider.ts'
import { cookiesOf, type Door, openDoor } from './testing/open-door.ts'
import { browserAt, clientSecret, startProvider } from './testing/real-provider.ts'

type Cookies = Record<string, string>
const host = { headers: { host: 'mocban.test' } }
const redirectUri = 'http://mocban.test/api/session/provider/callback'
let door: Door
let admin: Cookies
let real: Awaited<ReturnType<typeof startProvider>>
let liar: Awaited<ReturnType<typeof startLyingProvider>>
const ids: Record<'real' | 'liar', string> = { real: '', liar: '' }

beforeAll(async () => {
  door = await openDoor()
  admin = await door.enter('administrator')
  real = await startProvider(redirectUri, 'http://mocban.test/')
  liar = await startLyingProvider(clientSecret)
  ids.real = await add('Cổng định danh tỉnh', real.issuer, { emailClaim: 'email' })
  ids.liar = await add('Kẻ nói dối', liar.issuer)
})
beforeEach(() => sql`delete from sign_in_failure`.execute(door.database.owner))
afterAll(async () => {
  await Promise.all([real.close(), liar.close()])
  await door.close()
})

async function add(name: string, issuer: string, more: object = {}): Promise<string> {
  const body = { name, issuer, clientId: 'mocban', clientSecret, ...more }
  const answer = await door.call(identityProviders.add, { body }, admin)
  expect(answer.statusCode).toBe(200)
  return answer.json().id
}
const idOf = (who: keyof Door['province']['people']) => door.province.people[who].personId
const callback = (query: URLSearchParams | string, cookies: Cookies) =>
  door.app.http.inject({ method: 'GET', url: `${identityProviders.callback.path}?${query}`, cookies, ...host })
const begin = async (providerId: string) => {
  const answer = await door.call(identityProviders.begin, { body: { providerId } }, {}, host)
  return { address: answer.json().address as string, cookies: cookiesOf(answer) }
}
const byAdmin = (who: keyof Door['province']['people'], providerId: string, subject: string, cookies = admin) =>
  door.call(identityProviders.link, { params: { personId: idOf(who), providerId }, body: { subject } }, cookies)

/** Through the real provider as one of its accounts. */
async function through(account: string) {
  const { address, cookies } = await begin(ids.real)
  const back = await browserAt(real.issuer).signIn(address, account)
  return callback(back.searchParams, cookies)
}

describe('a real provider', () => {
  it('is asked with PKCE, state and nonce', async () => {
    const { searchParams } = new URL((await begin(ids.real)).address)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.any(String),
      nonce: expect.any(String),
    })
    expect((await door.call(contract.welcome, {})).json().providers).toContainEqual({
      id: ids.real,
      name: 'Cổng định danh tỉnh',
    })
  })

  it('opens nobody’s account by an address that happens to be the same', async () => {
    await sql`update person set email = 'an.nv@bacninh.example' where id = ${idOf('chairman')}`.execute(
      door.database.owner,
    )
    const answer = await through('an.nv')
    expect(answer.headers.location).toBe('/#problem=provider.not-linked')
    expect(cookiesOf(answer).mocban).toBeUndefined()
  })

  it('opens the account that an administrator linked, writes the mapped claims, and signs out there too', async () => {
    expect((await byAdmin('officeClerk', ids.real, 'dung.pt')).statusCode).toBe(200)
    expect((await byAdmin('officeClerk', ids.real, 'dung.pt')).statusCode).toBe(200)
    const { address, cookies } = await begin(ids.real)
    const browser = browserAt(real.issuer)
    const back = await browser.signIn(address, 'dung.pt')
    const answer = await callback(back.searchParams, cookies)
    expect(answer.headers.location).toBe('/')
    const session = cookiesOf(answer)
    expect((await door.call(contract.me, {}, session)).json().personId).toBe(idOf('officeClerk'))
    const person = await door.database.owner
      .selectFrom('person')
      .select(['email', 'full_name'])
      .where('id', '=', idOf('officeClerk'))
      .executeTakeFirstOrThrow()
    expect(person).toEqual({ email: 'dung.pt@bacninh.example', full_name: 'Phạm Thị Dung' })

    const out = await door.call(contract.signOut, {}, session, host)
    const there = new URL(out.json().address)
    expect(there.origin).toBe(real.issuer)
    expect(there.searchParams.get('id_token_hint')).toMatch(/^ey/)
    expect(await browser.signOut(there.href)).toBe('http://mocban.test/')
    expect((await door.call(contract.me, {}, session)).statusCode).toBe(401)
    const kept = await sql<{ all: string }>`select string_agg(s::text, '') as all from session s`.execute(
      door.database.owner,
    )
    expect(kept.rows[0]?.all).not.toContain(there.searchParams.get('id_token_hint'))
  })

  it('linked by an administrator is told to the person whose account it opens', async () => {
    await byAdmin('otherWardChairman', ids.real, 'mai.tq')
    const { rows } = await sql<{ person: string; kind: string }>`
      select n.person_id as person, e.kind from app.notify_concerned('{}', 1000) n join event e on e.id = n.event_id`.execute(
      door.database.owner,
    )
    expect(rows).toContainEqual({ person: idOf('otherWardChairman'), kind: 'person.linked' })
  })

  it('is linked by the person signed in, in the browser that asked, once', async () => {
    const cookies = await door.enter('director')
    const asked = await door.call(identityProviders.beginLink, { body: { providerId: ids.real } }, cookies, host)
    const back = await browserAt(real.issuer).signIn(asked.json().address, 'giam.doc')
    const stranger = await door.enter('wardclerk')
    const own = { ...cookies, ...cookiesOf(asked) }
    // Without the session that asked, or in somebody else's, nothing is linked; and the question is used up.
    const foreign = await callback(back.searchParams, { ...own, ...stranger })
    expect(foreign.headers.location).toBe('/settings#problem=sign-in.begin-again')
    expect((await callback(back.searchParams, own)).headers.location).toBe('/#problem=sign-in.begin-again')

    const again = await door.call(identityProviders.beginLink, { body: { providerId: ids.real } }, cookies, host)
    const then = await browserAt(real.issuer).signIn(again.json().address, 'giam.doc')
    const linked = await callback(then.searchParams, { ...cookies, ...cookiesOf(again) })
    expect(linked.headers.location).toBe('/settings#linked')
    expect((await door.call(identityProviders.ownLinks, {}, cookies)).json().links).toMatchObject([
      { subject: 'giam.doc', madeBy: 'self' },
    ])
    expect((await through('giam.doc')).headers.location).toBe('/')
    // Neither a second account for one person nor a second person for one account.
    expect((await byAdmin('director', ids.real, 'khac')).json().code).toBe('provider.linked-already')
    expect((await byAdmin('wardClerk', ids.real, 'giam.doc')).json().code).toBe('provider.linked-already')

    await door.call(identityProviders.removeOwnLink, { params: { providerId: ids.real } }, cookies)
    expect((await through('giam.doc')).headers.location).toBe('/#problem=provider.not-linked')
  })

  it('does not stand in for the second factor that a position asks for, unless its word is taken', async () => {
    await byAdmin('viceChairman', ids.real, 'binh.tt')
    const positionIds = [door.province.people.viceChairman.positionId]
    await door.call(accounts.guardPositions, { body: { positionIds, needed: true } }, admin)
    const answer = await through('binh.tt')
    const after = new URLSearchParams(String(answer.headers.location).slice(2))
    expect(after.get('step')).toBe('set-up-second-factor')
    expect(cookiesOf(answer).mocban).toBeUndefined()
    await sql`update identity_provider set second_factor = true where id = ${ids.real}`.execute(door.database.owner)
    expect((await through('binh.tt')).headers.location).toBe('/')
  })

  it('opens no closed account, and nothing once it is switched off', async () => {
    await byAdmin('auditor', ids.real, 'thanh.tra')
    await sql`update person set active = false where id = ${idOf('auditor')}`.execute(door.database.owner)
    expect((await through('thanh.tra')).headers.location).toBe('/#problem=provider.not-linked')
    const params = { id: ids.real }
    const body = { name: 'Cổng', clientId: 'mocban', enabled: false }
    const { address, cookies } = await begin(ids.real)
    const back = await browserAt(real.issuer).signIn(address, 'dung.pt')
    expect((await door.call(identityProviders.change, { params, body }, admin)).statusCode).toBe(200)
    expect((await callback(back.searchParams, cookies)).headers.location).toBe('/#problem=request.not-found')
    await door.call(identityProviders.change, { params, body: { ...body, enabled: true } }, admin)
  })
})

describe('a provider that lies', () => {
  const attempt = async (lie: Lie, change: (query: URLSearchParams) => void = () => {}) => {
    const { address, cookies } = await begin(ids.liar)
    const asked = new URL(address).searchParams
    Object.assign(liar.state, { lie, nonce: asked.get('nonce') ?? '' })
    const query = new URLSearchParams({ code: 'a-code', state: asked.get('state') ?? '' })
    change(query)
    return { answer: await callback(query, cookies), query, cookies }
  }
  beforeAll(() => byAdmin('deputyDirector', ids.liar, 'subject-1'))

  it('is believed where it does not', async () => {
    expect((await attempt('nothing')).answer.headers.location).toBe('/')
  })

  it.each<Lie>([
    'issuer',
    'nonce',
    'no nonce',
    'audience',
    'other party',
    'expired',
    'from the future',
    'unsigned',
    'other key',
    'secret as key',
    'no subject',
    'no token',
  ])('about %s is refused', async (lie) => {
    const { answer } = await attempt(lie)
    expect(answer.headers.location).toBe('/#problem=provider.refused')
    expect(cookiesOf(answer).mocban ?? '').toBe('')
  })

  it('answers another question, or the same twice, or to another browser: refused', async () => {
    const other = await attempt('nothing', (query) => query.set('state', 'another'))
    expect(other.answer.headers.location).toBe('/#problem=provider.refused')
    const { query, cookies } = await attempt('nothing')
    expect((await callback(query, cookies)).headers.location).toBe('/#problem=sign-in.begin-again')
    const { address } = await begin(ids.liar)
    const state = new URL(address).searchParams.get('state') ?? ''
    expect((await callback(new URLSearchParams({ code: 'x', state }), {})).headers.location).toBe(
      '/#problem=sign-in.begin-again',
    )
  })

  it('says that it is another when it is set up: not kept', async () => {
    for (const issuer of [`${liar.issuer}/other`, 'http://127.0.0.1:1']) {
      const body = { name: 'Giả', issuer, clientId: 'x' }
      expect((await door.call(identityProviders.add, { body }, admin)).json().code).toBe('provider.unreachable')
    }
    const plain = { name: 'Giả', issuer: 'http://sso.example', clientId: 'x' }
    expect((await door.call(identityProviders.add, { body: plain }, admin)).json().code).toBe('request.invalid')
  })
})

describe('providers and links', () => {
  it('are an administrator’s, each of the own agency and people', async () => {
    const clerk = await door.enter('otherwardclerk')
    expect((await door.call(identityProviders.list, {}, clerk)).json().code).toBe('capability.needed')
    await sql`update position set capabilities = '{administer}' where id = ${door.province.people.departmentClerk.positionId}`.execute(
      door.database.owner,
    )
    const other = await door.enter('departmentclerk')
    expect((await door.call(identityProviders.list, {}, other)).json()).toEqual([])
    expect((await door.call(identityProviders.remove, { params: { id: ids.real } }, other)).statusCode).toBe(404)
    expect((await byAdmin('digitalHead', ids.real, 'x', other)).statusCode).toBe(404)
    expect((await byAdmin('wardChairman', ids.real, 'x', other)).json().code).toBe('account.not-yours')
  })

  it('within the house are the province’s to set up: what answers there, nobody else learns through the program', async () => {
    const other = await door.enter('departmentclerk')
    for (const issuer of [
      real.issuer,
      'https://localhost',
      'https://10.0.0.1',
      'https://sso.internal',
      'https://nowhere.invalid',
    ]) {
      const body = { name: 'Trong mạng', issuer, clientId: 'x' }
      expect((await door.call(identityProviders.add, { body }, other)).json().code, issuer).toBe('provider.inside')
    }
    // Nor by one that it has already, or that names such an address in its own answers.
    const move = (to: string) =>
      sql`update identity_provider set agency_id = ${to} where id = ${ids.liar}`.execute(door.database.owner)
    await move(door.province.units.skhcn)
    const body = { providerId: ids.liar }
    expect((await door.call(identityProviders.begin, { body }, {}, host)).json().code).toBe('provider.unreachable')
    await move(door.province.units.ubnd)
    expect((await door.call(identityProviders.begin, { body }, {}, host)).statusCode).toBe(200)
  })

  it('are asked by whoever comes, until too many come from one address; it goes on by itself', async () => {
    const ask = () => door.call(identityProviders.begin, { body: { providerId: ids.liar } }, {}, host)
    const counted = (failures: number, ago: number) =>
      sql`insert into sign_in_failure as f (address, user_name, failures, last_at, wait_until) values ('127.0.0.1', 'asked before', ${failures}, now() - make_interval(secs => ${ago}), now())
          on conflict (address, user_name) do update set failures = excluded.failures, last_at = excluded.last_at, wait_until = now()`.execute(
        door.database.owner,
      )
    await counted(400, 1)
    expect((await ask()).statusCode).toBe(200)
    expect((await ask()).json().code).toBe('sign-in.wait')
    expect((await door.call(passkeys.ask, { body: {} }, {}, host)).json().code).toBe('sign-in.wait')
    // What was asked is forgotten one by one.
    await counted(400, 200)
    for (let i = 0; i < 3; i++) expect((await ask()).statusCode).toBe(200)
  })

  it('are several, and what one says opens nobody’s account by another', async () => {
    const list = (await door.call(identityProviders.list, {}, admin)).json()
    expect(list).toHaveLength(2)
    // The same subject, which the real provider links to nobody.
    const asked = await begin(ids.real)
    Object.assign(liar.state, { lie: 'nothing', nonce: new URL(asked.address).searchParams.get('nonce') ?? '' })
    const state = new URL(asked.address).searchParams.get('state') ?? ''
    const mixed = await callback(new URLSearchParams({ code: 'a-code', state, iss: liar.issuer }), asked.cookies)
    expect(mixed.headers.location).toBe('/#problem=provider.refused')
    expect(cookiesOf(mixed).mocban ?? '').toBe('')
  })

  it('keep the client’s secret sealed, and out of every answer', async () => {
    const list = await door.call(identityProviders.list, {}, admin)
    expect(list.json()).toMatchObject([{ hasSecret: true }, { hasSecret: true }])
    expect(list.body).not.toContain(clientSecret)
    const { rows } = await sql<{ all: string }>`select string_agg(p::text, '') as all from identity_provider p`.execute(
      door.database.owner,
    )
    expect(rows[0]?.all).not.toContain(clientSecret)
    expect(rows[0]?.all).not.toContain(Buffer.from(clientSecret).toString('hex'))
    await expect(sql`select * from identity_provider`.execute(door.database.app)).rejects.toThrow('permission denied')
  })
})
