import { serviceAccounts } from '@mocban/contract/service-accounts'
import { signIn as contract } from '@mocban/contract/sign-in'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Door, openDoor } from '../sign-in/testing/open-door.ts'
import { scimRoutes } from './index.ts'

let door: Door
let token: string
let narrow: string
let provider: string

beforeAll(async () => {
  door = await openDoor((app, signIn) => scimRoutes(app, signIn))
  const admin = await door.enter('administrator')
  provider = (
    await door.database.owner
      .insertInto('identity_provider')
      .values({ agency_id: door.province.units.ubnd, name: 'Cổng', issuer: 'https://sso.example', client_id: 'x' })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
  const body = { name: 'Danh bạ tỉnh', scopes: ['administer' as const, 'draft' as const], providerId: provider }
  const client = (await door.call(serviceAccounts.add, { body }, admin)).json()
  const tokenFor = async (scope: string) => {
    const answer = await door.app.http.inject({
      method: 'POST',
      url: '/api/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        scope,
      }).toString(),
    })
    return answer.json().access_token as string
  }
  token = await tokenFor('administer')
  narrow = await tokenFor('draft')
})
afterAll(() => door.close())

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const scim = (method: Method, path: string, body?: object, headers: Record<string, string> = {}) =>
  door.app.http.inject({
    method,
    url: `/scim/v2/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  })
const user = (userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  name: { familyName: 'Nguyễn', middleName: 'Thị', givenName: 'Hoa' },
  emails: [{ value: `${userName}@bacninh.example`, primary: true }],
  externalId: `ext-${userName}`,
  active: true,
  ...more,
})
const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
const create = async (userName: string): Promise<string> => (await scim('POST', 'Users', user(userName))).json().id
const find = async (filter: string) => (await scim('GET', `Users?${new URLSearchParams({ filter })}`)).json()
const personOf = (id: string) =>
  door.database.owner.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** As if the directory had closed it an hour before. */
const later = (id: string) =>
  sql`update directory_entry set closed_at = closed_at - interval '1 hour' where resource_id = ${id}`.execute(
    door.database.owner,
  )
const eventsOf = async (id: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from event where record_id = ${id}`.execute(door.database.owner))
    .rows[0]?.n

describe('a user of the directory', () => {
  it('is created, read with its version, and linked by its external identifier', async () => {
    const made = await scim('POST', 'Users', user('hoant1'))
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      userName: 'hoant1',
      displayName: 'Nguyễn Thị Hoa',
      externalId: 'ext-hoant1',
      active: true,
      emails: [{ value: 'hoant1@bacninh.example', type: 'work', primary: true }],
      meta: { resourceType: 'User', version: made.headers.etag },
    })
    expect(made.headers.location).toBe(`/scim/v2/Users/${made.json().id}`)
    const read = await scim('GET', `Users/${made.json().id}`)
    expect(read.json()).toEqual(made.json())
    const unchanged = await scim('GET', `Users/${made.json().id}`, undefined, {
      'if-none-match': String(read.headers.etag),
    })
    expect(unchanged.statusCode).toBe(304)
    const { rows } =
      await sql`select person_id, made_by from identity_link where subject = 'ext-hoant1' and provider_id = ${provider}`.execute(
        door.database.owner,
      )
    expect(rows).toEqual([{ person_id: made.json().id, made_by: 'directory' }])
  })

  it('repeated makes no double, and the same once more leaves no trace', async () => {
    const id = await create('hoant2')
    const again = await scim('POST', 'Users', user('HOANT2'))
    expect([again.statusCode, again.json().scimType, again.json().status]).toEqual([409, 'uniqueness', '409'])
    const other = await scim('POST', 'Users', user('hoant3', { externalId: 'ext-hoant2' }))
    expect(other.statusCode).toBe(409)
    expect((await find('userName eq "hoant3"')).totalResults).toBe(0)
    const before = await eventsOf(id)
    for (let i = 0; i < 3; i++) expect((await scim('PUT', `Users/${id}`, user('hoant2'))).statusCode).toBe(200)
    expect(await eventsOf(id)).toBe(before)
  })

  it('is replaced and patched in the ways that directories write it', async () => {
    const id = await create('hoant4')
    const replaced = await scim('PUT', `Users/${id}`, user('hoant4b', { displayName: 'Nguyễn Hoa', emails: [] }))
    expect(replaced.json()).toMatchObject({ userName: 'hoant4b', displayName: 'Nguyễn Hoa' })
    expect((await personOf(id)).email).toBe(null)
    const patched = await scim(
      'PATCH',
      `Users/${id}`,
      patch(
        { op: 'Replace', path: 'name.formatted', value: 'Nguyễn Thị Hòa' },
        { op: 'add', path: 'emails[type eq "work"].value', value: 'hoa@bacninh.example' },
        { op: 'add', path: 'emails[type eq "home"].value', value: 'nha@example.vn' },
        { op: 'replace', value: { active: 'False' } },
      ),
    )
    expect(patched.json()).toMatchObject({ displayName: 'Nguyễn Thị Hòa', active: false })
    expect((await personOf(id)).email).toBe('hoa@bacninh.example')
    expect((await scim('PATCH', `Users/${id}`, patch({ op: 'burn', path: 'active' }))).statusCode).toBe(400)
  })

  it('deactivated or deleted is out at once, keeps what was done, and comes back as who they were', async () => {
    const { personId } = door.province.people.digitalSpecialist
    const cookies = await door.enter('digitalspecialist')
    const off = patch({ op: 'replace', path: 'active', value: false })
    for (let i = 0; i < 2; i++) expect((await scim('PATCH', `Users/${personId}`, off)).json().active).toBe(false)
    expect((await door.call(contract.me, {}, cookies)).statusCode).toBe(401)
    const version = String((await scim('GET', `Users/${personId}`)).headers.etag)
    await scim('PATCH', `Users/${personId}`, patch({ op: 'replace', path: 'active', value: true }), {
      'if-match': version,
    })
    expect((await door.call(contract.me, {}, await door.enter('digitalspecialist'))).statusCode).toBe(200)

    const id = await create('hoant5')
    expect((await scim('DELETE', `Users/${id}`)).statusCode).toBe(204)
    expect((await scim('DELETE', `Users/${id}`)).statusCode).toBe(404)
    expect((await scim('GET', `Users/${id}`)).statusCode).toBe(404)
    expect((await personOf(id)).active).toBe(false)
    // A request to bring them that was sent before, and came late.
    expect((await scim('POST', 'Users', user('hoant5'))).statusCode).toBe(409)
    await later(id)
    expect((await scim('POST', 'Users', user('hoant5'))).json().id).toBe(id)
    expect((await personOf(id)).active).toBe(true)
  })

  it('whose post holds open work is out as well; those who pass it on are told how much, and nothing of it is lost', async () => {
    const { people, units } = door.province
    const { owner } = door.database
    const { id: taskId } = await owner
      .insertInto('task')
      .values({
        agency_id: units.skhcn,
        title: 'Rà soát',
        state: 'accepted',
        origin: 'own',
        lead_unit_id: units.skhcnDigital,
        lead_agency_id: units.skhcn,
        holder: people.digitalHead.positionId,
        assigned_by: people.director.personId,
        assigned_position: people.director.positionId,
        listed_at: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const told = async () =>
      (
        await owner
          .selectFrom('event')
          .where('kind', '=', 'appointment.left-open')
          .orderBy('id')
          .select(['data', 'concerns'])
          .execute()
      ).map(({ data, concerns }) => ({ data, administrator: concerns.includes(people.administrator.positionId) }))
    const one = { title: 'Trưởng phòng', unit: 'Phòng Chuyển đổi số', unitId: units.skhcnDigital, count: 1 }
    const off = patch({ op: 'replace', path: 'active', value: false })
    for (let i = 0; i < 2; i++)
      expect((await scim('PATCH', `Users/${people.digitalHead.personId}`, off)).json().active).toBe(false)
    expect(await told()).toEqual([{ data: { name: 'Đỗ Văn Khánh', ...one }, administrator: true }])
    expect(
      await owner.selectFrom('task').where('id', '=', taskId).select(['holder', 'state']).executeTakeFirst(),
    ).toEqual({ holder: people.digitalHead.positionId, state: 'accepted' })
    // Nothing is told where a colleague holds the post as well, or nothing waits.
    expect((await scim('DELETE', `Users/${people.otherSpecialist.personId}`)).statusCode).toBe(204)
    expect(await told()).toHaveLength(1)
  })

  it('closed since is not opened by a request that came late, nor where somebody else closed it', async () => {
    const id = await create('hoant8')
    const set = (active: boolean, headers = {}) =>
      scim('PATCH', `Users/${id}`, patch({ op: 'replace', path: 'active', value: active }), headers)
    await set(false)
    for (const answer of [
      await set(true),
      await set(true, { 'if-match': '*' }),
      await scim('PUT', `Users/${id}`, user('hoant8')),
    ])
      expect(answer.statusCode).toBe(428)
    expect((await personOf(id)).active).toBe(false)
    // Other facts may change meanwhile, and a repeat of the end is no new end.
    expect((await scim('PUT', `Users/${id}`, user('hoant8', { active: false, displayName: 'Hoa' }))).statusCode).toBe(
      200,
    )
    const version = async () => String((await scim('GET', `Users/${id}`)).headers.etag)
    expect((await set(true, { 'if-match': await version() })).statusCode).toBe(200)
    await set(false)
    await later(id)
    expect((await set(true)).statusCode).toBe(200)
    await sql`update person set active = false where id = ${id}`.execute(door.database.owner)
    expect((await set(true)).statusCode).toBe(428)
    expect((await set(true, { 'if-match': await version() })).statusCode).toBe(200)
    const waiting = (await scim('POST', 'Users', user('hoant9', { active: false }))).json().id
    expect(
      (await scim('PATCH', `Users/${waiting}`, patch({ op: 'replace', path: 'active', value: true }))).statusCode,
    ).toBe(200)
  })

  it('is not overwritten by who saw an older version, also where two come at once', async () => {
    const id = await create('hoant6')
    const version = String((await scim('GET', `Users/${id}`)).headers.etag)
    const set = (displayName: string) =>
      scim('PATCH', `Users/${id}`, patch({ op: 'replace', path: 'displayName', value: displayName }), {
        'if-match': version,
      })
    const both = await Promise.all([set('Một'), set('Hai')])
    expect(both.map((one) => one.statusCode).sort()).toEqual([200, 412])
    expect((await set('Ba')).statusCode).toBe(412)
  })

  it('keeps its link to the provider by its external identifier, and takes nobody’s', async () => {
    const id = await create('hoant7')
    await scim('PUT', `Users/${id}`, user('hoant7', { externalId: 'ext-moi' }))
    const links = async () =>
      (
        await sql<{ subject: string }>`select subject from identity_link where person_id = ${id}`.execute(
          door.database.owner,
        )
      ).rows.map((row) => row.subject)
    expect(await links()).toEqual(['ext-moi'])
    await sql`insert into identity_link (provider_id, subject, person_id, made_by)
      values (${provider}, 'ext-cua-giam-doc', ${door.province.people.director.personId}, 'self')`.execute(
      door.database.owner,
    )
    const taken = await scim(
      'PUT',
      `Users/${id}`,
      user('hoant7', { externalId: 'ext-cua-giam-doc', displayName: 'Khác' }),
    )
    expect(taken.statusCode).toBe(409)
    expect((await personOf(id)).full_name).toBe('Nguyễn Thị Hoa')
    expect(await links()).toEqual(['ext-moi'])
  })

  it('is found by filters, page by page; what is not understood is refused', async () => {
    for (const name of ['loc1', 'loc2', 'loc3']) await create(name)
    expect((await find('userName sw "loc" and not (userName eq "loc2")')).totalResults).toBe(2)
    expect((await find('externalId eq "ext-loc3" or (emails.value co "LOC1@" and active eq true)')).totalResults).toBe(
      2,
    )
    expect((await find('userName eq "x\\" or \\"1\\" eq \\"1"')).totalResults).toBe(0)
    const found: Record<string, number> = {
      'emails[type eq "work"].value eq "LOC1@bacninh.example"': 1,
      'emails[type eq "work" and value sw "loc"]': 3,
      'emails[type eq "home"].value sw "loc"': 0,
      'emails[primary eq true].value sw "loc" and not (userName eq "loc1")': 2,
      'emails sw "loc2@" or emails.value eq "loc3@bacninh.example"': 2,
      'emails.type eq "work" and userName sw "loc"': 3,
      'not (emails pr) and userName sw "loc"': 0,
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "loc"': 3,
      'userName sw "loc" and meta.lastModified gt "2020-01-01T00:00:00+07:00"': 3,
      'userName sw "loc" and meta.created lt "2020-01-01T00:00:00Z"': 0,
    }
    for (const [filter, n] of Object.entries(found))
      expect([filter, (await find(filter)).totalResults]).toEqual([filter, n])
    const page = (start: number) =>
      scim('GET', `Users?${new URLSearchParams({ filter: 'userName sw "loc"', startIndex: `${start}`, count: '2' })}`)
    const [first, second] = [(await page(1)).json(), (await page(3)).json()]
    expect([first.itemsPerPage, second.itemsPerPage, first.totalResults]).toEqual([2, 1, 3])
    expect(first.Resources.concat(second.Resources).map((one: { userName: string }) => one.userName)).toEqual([
      'loc1',
      'loc2',
      'loc3',
    ])
    const wrong = ['userName', 'userName eq', 'password eq "x"', '(userName pr', 'userName eq "a" userName']
    const wrongToo = [
      'emails[type eq "work"',
      'emails[userName eq "x"]',
      'emails[emails eq "x"]',
      'userName[value eq "x"]',
      'emails[type eq "work"].x eq "1"',
    ]
    for (const filter of [
      ...wrong,
      ...wrongToo,
      'emails.value[type pr]',
      'meta.created gt "gestern"',
      'meta.created co "2"',
    ])
      expect([filter, (await find(filter)).scimType]).toEqual([filter, 'invalidFilter'])
  })

  it('is answered with the attributes that are asked for, or without some; always with its identifier', async () => {
    const id = await create('phan1')
    const asked = async (query: string, method: Method = 'GET', body?: object) =>
      (await scim(method, `Users/${id}?${query}`, body)).json()
    const schemas = expect.any(Array)
    expect(await asked('attributes=userName,emails.VALUE')).toEqual({
      schemas,
      id,
      userName: 'phan1',
      emails: [{ value: 'phan1@bacninh.example' }],
    })
    const without = await asked(
      'excludedAttributes=emails,meta,id,urn:ietf:params:scim:schemas:core:2.0:User:name.formatted',
    )
    expect(Object.keys(without).sort()).toEqual([
      'active',
      'displayName',
      'externalId',
      'id',
      'name',
      'schemas',
      'userName',
    ])
    const off = patch({ op: 'replace', path: 'displayName', value: 'Hoa' })
    expect(await asked('attributes=displayName', 'PATCH', off)).toEqual({ schemas, id, displayName: 'Hoa' })
    const listed = await scim(
      'GET',
      `Users?${new URLSearchParams({ filter: 'userName eq "phan1"', attributes: 'active' })}`,
    )
    expect(listed.json().Resources).toEqual([{ schemas, id, active: true }])
    const both = patch({ op: 'replace', path: 'displayName', value: 'Khác' })
    expect((await asked('attributes=id&excludedAttributes=name', 'PATCH', both)).status).toBe('400')
    expect((await personOf(id)).full_name).toBe('Hoa')
  })
})

describe('a group of the directory', () => {
  const members = (id: string) =>
    sql<{
      person_id: string
    }>`select person_id from appointment where position_id = ${id} and valid @> app.today() order by 1`
      .execute(door.database.owner)
      .then(({ rows }) => rows.map((row) => row.person_id))

  it('is a position: its members hold it from today, and repeats and reorders end the same', async () => {
    const [one, two] = [await create('nhom1'), await create('nhom2')]
    const made = await scim('POST', 'Groups', {
      displayName: 'Cán bộ tiếp công dân',
      externalId: 'g1',
      members: [{ value: one }],
    })
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    expect(await members(id)).toEqual([one])
    const add = patch({ op: 'add', path: 'members', value: [{ value: two }, { value: one }] })
    const remove = patch({ op: 'remove', path: `members[value eq "${one}"]` })
    for (const act of [remove, add, add, remove, remove])
      expect((await scim('PATCH', `Groups/${id}`, act)).statusCode).toBe(200)
    expect(await members(id)).toEqual([two])
    const holds = async (filter: string) =>
      (await scim('GET', `Groups?${new URLSearchParams({ filter, excludedAttributes: 'members' })}`)).json().Resources
    expect(await holds(`members.value eq "${two}"`)).toMatchObject([{ id }])
    expect((await holds(`members[value eq "${two}"]`))[0]).not.toHaveProperty('members')
    expect(await holds(`members[value eq "${one}"]`)).toEqual([])
    const before = await eventsOf(id)
    const same = { displayName: 'Cán bộ tiếp công dân', externalId: 'g1', members: [{ value: two }] }
    expect((await scim('PUT', `Groups/${id}`, same)).json().members).toMatchObject([{ value: two }])
    expect(await eventsOf(id)).toBe(before)
    const listed = (
      await scim('GET', `Groups?${new URLSearchParams({ filter: 'displayName eq "Cán bộ tiếp công dân"' })}`)
    ).json()
    expect(listed.Resources.map((group: { id: string }) => group.id)).toEqual([id])
    // A position made by a directory may do nothing until an administrator says so.
    const position = await door.database.owner
      .selectFrom('position')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(position.capabilities).toEqual([])
  })

  it('refuses a member that is nobody, and does nothing of such a request', async () => {
    const id = (await scim('POST', 'Groups', { displayName: 'Nhóm thử' })).json().id
    const value = [{ value: await create('nhom3') }, { value: '00000000-0000-4000-8000-000000000000' }]
    expect((await scim('PATCH', `Groups/${id}`, patch({ op: 'add', path: 'members', value }))).statusCode).toBe(400)
    expect(await members(id)).toEqual([])
  })
})

describe('the directory’s token', () => {
  it('must carry the scope administer; a cookie or nothing is no token', async () => {
    const ask = (headers: Record<string, string>, cookies: Record<string, string> = {}) =>
      door.app.http.inject({ method: 'GET', url: '/scim/v2/Users', headers, cookies })
    const admin = await door.enter('administrator')
    expect((await ask({})).statusCode).toBe(401)
    expect((await ask({}, admin)).statusCode).toBe(401)
    expect((await ask({ authorization: `Bearer ${narrow}` })).statusCode).toBe(403)
    expect((await ask({ authorization: `Bearer ${'x'.repeat(43)}` })).statusCode).toBe(401)
    expect((await ask({ authorization: `Bearer ${token}` })).json().Resources.length).toBeGreaterThan(5)
  })

  it('reaches no person who holds a post outside its agencies', async () => {
    const { owner } = door.database
    await sql`update service_account set agency_id = ${door.province.units.skhcn}`.execute(owner)
    await sql`update position set agency_id = ${door.province.units.skhcn}, unit_id = ${door.province.units.skhcn}
      where id = (select position_id from service_account limit 1)`.execute(owner)
    const { wardClerk, director } = door.province.people
    expect((await scim('GET', `Users/${wardClerk.personId}`)).statusCode).toBe(404)
    expect(
      (await scim('PATCH', `Users/${wardClerk.personId}`, patch({ op: 'replace', path: 'active', value: false })))
        .statusCode,
    ).toBe(404)
    expect((await scim('GET', `Users/${director.personId}`)).statusCode).toBe(200)
  })
})

describe('what a directory asks before it begins', () => {
  it('is answered with the kinds of resources and their attributes, and what is not served in its own form', async () => {
    const types = (await scim('GET', 'ResourceTypes')).json()
    expect(types.Resources.map((one: { endpoint: string }) => one.endpoint)).toEqual(['/Users', '/Groups'])
    const described = (await scim('GET', 'Schemas')).json()
    expect(described.totalResults).toBe(2)
    for (const { schema } of types.Resources) {
      const one = await scim('GET', `Schemas/${schema}`)
      expect(one.json()).toMatchObject({ id: schema, attributes: expect.any(Array) })
    }
    expect((await scim('GET', 'ServiceProviderConfig')).json().patch).toEqual({ supported: true })
    const made = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Nhóm sẽ bỏ' }
    const { id } = (await scim('POST', 'Groups', made)).json()
    const refused = [
      await scim('GET', 'Schemas/urn:none'),
      await scim('GET', 'Devices'),
      await scim('POST', 'Bulk', {}),
      await scim('DELETE', `Groups/${id}`),
    ]
    expect(refused.map((one) => one.statusCode)).toEqual([404, 404, 404, 501])
    for (const one of refused) expect(one.json().schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
  })
})
