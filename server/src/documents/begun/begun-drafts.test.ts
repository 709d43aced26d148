import { begunDrafts } from '@mocban/contract/begun-drafts'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId } from '../../platform/database/index.ts'
import type { TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'

let server: TestServer
let people: SmallProvince['people']
beforeAll(async () => {
  const served = await serveSmallProvince()
  server = served.server
  people = served.province.people
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
