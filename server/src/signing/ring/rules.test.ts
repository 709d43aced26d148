import { signing } from '@mocban/contract/signing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

describe('what must be signed', () => {
  it('is said for all types and for a type, which then follows the rule for all again', async () => {
    const { administrator } = province.people
    const common = { typeCode: null, approval: true, seal: true }
    const letters = { typeCode: 'cong-van', approval: true, seal: false }
    const rules = () => server.ask(administrator, signing.rules, {})
    for (const body of [common, { ...letters, approval: false }, letters])
      await server.ask(administrator, signing.setRule, { body })
    expect(await rules()).toEqual([letters, common])
    const end = () => server.call(administrator, signing.endRule, { params: { type: 'cong-van' } })
    expect((await end()).status).toBe(200)
    // There is none any more, and the refusal leaves no act.
    expect((await end()).problem.code).toBe('request.not-found')
    expect(await rules()).toEqual([common])
    const ended = database.owner.selectFrom('event').where('kind', '=', 'rules.signature-ended').select('data')
    expect(await ended.execute()).toEqual([{ data: { typeCode: 'cong-van' } }])
  })

  it('is refused for a type that there is not', async () => {
    for (const typeCode of ['khong-co', '', ' ', 'cong\u0000van', 'x'.repeat(10_000)]) {
      const body = { typeCode, approval: true, seal: true }
      const { status, problem } = await server.call(province.people.administrator, signing.setRule, { body })
      expect([typeCode, status, problem.code]).toEqual([typeCode, 400, 'request.invalid'])
    }
  })

  it('is the administrator’s to say, for the agency alone', async () => {
    const { administrator, officeClerk } = province.people
    const plan = { typeCode: 'ke-hoach', approval: true, seal: false }
    await database.owner
      .insertInto('signature_rule')
      .values({ agency_id: province.units.skhcn, type_code: 'ke-hoach', approval: true, seal: true })
      .execute()
    await server.ask(administrator, signing.setRule, { body: plan })
    const refused = await server.call(officeClerk, signing.endRule, { params: { type: 'ke-hoach' } })
    expect(refused.problem.code).toBe('capability.needed')
    await server.ask(administrator, signing.endRule, { params: { type: 'ke-hoach' } })
    const left = database.owner.selectFrom('signature_rule').where('type_code', '=', 'ke-hoach').select('agency_id')
    expect(await left.execute()).toEqual([{ agency_id: province.units.skhcn }])
  })
})
