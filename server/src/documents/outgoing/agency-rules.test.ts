import { drafting } from '@mocban/contract/documents-drafting'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftSome, issueSome } from './testing/draft.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

describe('the rules of an agency', () => {
  it('say who reviews, are set by its administrator, and name only its own units and posts', async () => {
    const { people, units } = province
    const set = (who: keyof typeof people, unitId: string) =>
      server.call(people[who], drafting.setReview, {
        body: { typeCode: null, steps: [{ stepNo: 1, kind: 'unit', unitId, label: 'Văn phòng thẩm định' }] },
      })
    expect((await set('officeSpecialist', units.office)).status).toBe(403)
    expect((await set('administrator', units.skhcnDigital)).status).toBe(404)
    expect((await set('administrator', units.office)).status).toBe(200)
    const rules = await server.ask(people.officeSpecialist, drafting.rules, {})
    expect(rules.review.map((rule) => [rule.typeCode, rule.stepNo, rule.label])).toEqual([
      [null, 1, 'Văn phòng thẩm định'],
    ])
    expect((await server.ask(people.digitalSpecialist, drafting.rules, {})).review).toEqual([])
  })

  it('say which types are numbered on their own', async () => {
    const { people } = province
    await issueSome(server, province, await draftSome(server, database, province))
    const notice = () => draftSome(server, database, province, { typeCode: 'thong-bao' })
    expect((await issueSome(server, province, await notice())).symbol).toBe('02/TB-SKHCN')
    await server.ask(people.departmentClerk, drafting.setSeries, {
      params: { type: 'thong-bao' },
      body: { ownSeries: true },
    })
    expect((await issueSome(server, province, await notice())).symbol).toBe('01/TB-SKHCN')
  })
  it('are refused for a type that there is not', async () => {
    const { administrator, departmentClerk } = province.people
    const steps = [{ stepNo: 1, kind: 'unit' as const, unitId: province.units.office, label: '' }]
    const review = await server.call(administrator, drafting.setReview, { body: { typeCode: 'khong-co', steps } })
    expect([review.status, review.problem.code]).toEqual([400, 'request.invalid'])
    const series = await server.call(departmentClerk, drafting.setSeries, {
      params: { type: 'khong-co' },
      body: { ownSeries: true },
    })
    expect([series.status, series.problem.code]).toEqual([400, 'request.invalid'])
  })

  it('leave legal documents to councils and committees, each type numbered on its own with the year', async () => {
    const { people } = province
    await expect(draftSome(server, database, province, { typeCode: 'quyet-dinh-qppl' })).rejects.toThrow(
      'draft.not-a-lawgiver',
    )
    const issued = async (typeCode: string) => {
      const id = await draftSome(server, database, province, {
        typeCode,
        who: people.officeSpecialist,
        signer: people.chairman,
      })
      const { version } = await server.ask(people.officeSpecialist, outgoing.read, { params: { id } })
      await server.ask(people.officeSpecialist, outgoing.submit, { params: { id }, body: { version } })
      for (const who of [people.officeChief, people.chairman]) {
        const { reviews, lastVersion } = await server.ask(who, outgoing.read, { params: { id } })
        const mine = reviews.find((step) => step.mine && step.state === 'asked')
        if (!mine) continue
        await server.ask(who, outgoing.judge, {
          params: { id: mine.id },
          body: { version: mine.version, verdict: 'agreed', versionSeen: lastVersion },
        })
      }
      const approved = await server.ask(people.officeClerk, outgoing.read, { params: { id } })
      return server.ask(people.officeClerk, outgoing.issue, { params: { id }, body: { version: approved.version } })
    }
    const year = new Date().getFullYear()
    expect((await issued('quyet-dinh')).symbol).toBe('01/QĐ-UBND')
    expect((await issued('quyet-dinh-qppl')).symbol).toBe(`01/${year}/QĐ-UBND`)
    expect((await issued('nghi-quyet-qppl')).symbol).toBe(`01/${year}/NQ-UBND`)
    expect((await issued('quyet-dinh-qppl')).symbol).toBe(`02/${year}/QĐ-UBND`)
  })
})
