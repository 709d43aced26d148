import { begunDrafts } from '@mocban/contract/begun-drafts'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftSome, issueSome } from '../outgoing/testing/draft.ts'
import { someFacts } from '../testing/register.ts'
import { sweepDrafts } from './begun-drafts.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let people: SmallProvince['people']
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server } = served)
  province = served.province
  people = province.people
  return served.close
})

it('keeps what was typed for who typed it, and for nobody else', async () => {
  const params = { id: newId() }
  const keep = (title: string) =>
    server.ask(people.officeClerk, registrationDrafts.keep, {
      params,
      body: { title, content: { facts: { symbol: title } } },
    })
  await keep('15/QĐ')
  await keep('15/QĐ-UBND')
  expect(await server.ask(people.officeClerk, registrationDrafts.list, {})).toMatchObject([
    { id: params.id, title: '15/QĐ-UBND' },
  ])
  expect(await server.ask(people.officeClerk, registrationDrafts.read, { params })).toMatchObject({
    content: { facts: { symbol: '15/QĐ-UBND' } },
  })
  expect(await server.ask(people.wardClerk, registrationDrafts.read, { params })).toBeNull()
  // Two clerks who begin from the same arrival name their drafts alike; each has their own.
  await server.ask(people.wardClerk, registrationDrafts.keep, { params, body: { title: 'x', content: {} } })
  await server.ask(people.wardClerk, registrationDrafts.drop, { params })
  expect(await server.ask(people.officeClerk, registrationDrafts.read, { params })).not.toBeNull()
  await server.ask(people.officeClerk, registrationDrafts.drop, { params })
  expect(await server.ask(people.officeClerk, registrationDrafts.list, {})).toEqual([])
})

it('keeps a document that is drafted and not saved once, apart from registrations', async () => {
  const params = { id: newId() }
  const content = { text: { abstract: 'Kế hoạch chuyển đổi số', body: 'Căn cứ …' }, recipients: [] }
  await server.ask(people.digitalSpecialist, begunDrafts.keep, { params, body: { title: 'Kế hoạch', content } })
  expect(await server.ask(people.digitalSpecialist, begunDrafts.list, {})).toMatchObject([
    { id: params.id, title: 'Kế hoạch' },
  ])
  expect(await server.ask(people.digitalSpecialist, begunDrafts.read, { params })).toMatchObject({ content })
  expect(await server.ask(people.otherSpecialist, begunDrafts.read, { params })).toBeNull()
  expect((await server.call(people.departmentClerk, begunDrafts.list, {})).status).toBe(403)
  await server.ask(people.digitalSpecialist, begunDrafts.drop, { params })
  expect(await server.ask(people.digitalSpecialist, begunDrafts.read, { params })).toBeNull()
})

it('ends with the act that it was begun for, in one', async () => {
  const params = { id: newId() }
  const body = { title: 'Dở dang', content: {} }
  await server.ask(people.officeClerk, registrationDrafts.keep, { params, body })
  const left = () => server.ask(people.officeClerk, registrationDrafts.list, {})
  const register = (changes: Record<string, unknown> = {}, who = people.officeClerk) =>
    server.call(who, incoming.register, {
      body: { facts: someFacts(changes), files: [], duplicatesSeen: true, begunId: params.id },
    })
  // What was refused is begun still.
  expect((await register({ secrecy: 'secret' })).problem.code).toBe('document.secrecy-not-here')
  expect(await left()).toMatchObject([params])
  // Nobody ends what another began.
  expect((await register({}, people.wardClerk)).status).toBe(200)
  expect(await left()).toMatchObject([params])
  expect((await register()).status).toBe(200)
  expect(await left()).toEqual([])

  await server.ask(people.digitalSpecialist, begunDrafts.keep, { params, body })
  await server.ask(people.digitalSpecialist, outgoing.create, {
    body: { facts: { typeCode: 'cong-van', abstract: 'Dở dang' }, begunId: params.id },
  })
  expect(await server.ask(people.digitalSpecialist, begunDrafts.list, {})).toEqual([])
})

it('is begun no more where a colleague registered or sent back the arrival it was begun from', async () => {
  await issueSome(server, province, await draftSome(server, database, province))
  const [arrival] = await server.ask(people.wardClerk, incoming.arrivals, {})
  const params = { id: arrival?.deliveryId ?? '' }
  const keep = { params, body: { title: 'Dở dang', content: { deliveryId: params.id } } }
  await server.ask(people.wardClerk, registrationDrafts.keep, keep)
  expect(await server.ask(people.wardClerk, registrationDrafts.list, {})).toMatchObject([params])
  await server.ask(people.wardClerk, incoming.refuseArrival, { params, body: { reason: 'Gửi nhầm' } })
  expect(await server.ask(people.wardClerk, registrationDrafts.list, {})).toEqual([])
  // For a month it could wait again; then what was typed is of no more use.
  const typed = () => database.owner.selectFrom('begun_draft').where('id', '=', params.id).select('title').execute()
  await sweepDrafts(database.worker)
  expect(await typed()).toHaveLength(1)
  const other = { params: { id: newId() }, body: { title: 'Công văn giấy', content: {} } }
  await server.ask(people.wardClerk, registrationDrafts.keep, other)
  await sql`update begun_draft set updated_at = updated_at - interval '31 days'`.execute(database.owner)
  await sweepDrafts(database.worker)
  expect(await typed()).toEqual([])
  expect(await server.ask(people.wardClerk, registrationDrafts.list, {})).toMatchObject([other.params])
})
