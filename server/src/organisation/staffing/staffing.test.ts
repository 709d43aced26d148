import { organisationFiles as files } from '@mocban/contract/organisation-files'
import { staffing } from '@mocban/contract/organisation-staffing'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import type { Standing } from '../../platform/database/index.ts'
import { findExportKind } from '../../platform/exports/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { actFor } from '../testing/act-for.ts'
import { plantWardAdministrator } from '../testing/plant-ward-administrator.ts'
import type { SmallProvince } from '../testing/small-province.ts'
import { type WardStaffing, wardStaffing } from '../testing/ward-staffing.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let ward: WardStaffing
/** An administrator of the ward alone. */
let wardAdmin: Standing
type Who = keyof SmallProvince['people']
const who = (name: Who) => province.people[name]
const admin = () => who('administrator')
const today = '2025-08-04'

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  ward = wardStaffing(server, province, today)
  wardAdmin = await plantWardAdministrator(served)
  return served.close
})
beforeEach(() => clock.set(`${today}T02:00:00Z`))

describe('what posts need', () => {
  it('is a rule for a title in many units; a post’s own requirement goes before it, and both end', async () => {
    const { id } = await server.ask(admin(), staffing.setRule, ward.rule() as never)
    expect((await ward.stateOf(admin(), 'wardSpecialist'))?.demand).toEqual({
      fields: ['48'],
      leastLevel: 'university',
      certificates: ['an-toan-thong-tin'],
    })
    // A department's specialist is none of a ward's.
    expect((await ward.stateOf(admin(), 'digitalSpecialist'))?.state).toBe('free')
    const own = { fields: ['3403'], leastLevel: null, certificates: [], basis: '12/QĐ-UBND' }
    const asked = { params: { id: who('wardSpecialist').positionId }, body: { ...own, from: '2025-09-01' } }
    const { id: ownId } = await server.ask(wardAdmin, staffing.setPostRequirement, asked as never)
    expect((await ward.stateOf(admin(), 'wardSpecialist', '2025-08-31'))?.demand?.fields).toEqual(['48'])
    expect((await ward.stateOf(admin(), 'wardSpecialist', '2025-09-01'))?.demand?.fields).toEqual(['3403'])
    const earlier = { ...asked, body: { ...asked.body, from: '2025-08-20' } }
    expect(await server.refusal(wardAdmin, staffing.setPostRequirement, earlier)).toBe('staffing.later-requirement')
    clock.set('2025-09-10T02:00:00Z')
    await server.ask(wardAdmin, staffing.endRequirement, { params: { id: ownId }, body: { on: '2025-10-01' } })
    expect((await ward.stateOf(admin(), 'wardSpecialist', '2025-09-30'))?.demand?.fields).toEqual(['3403'])
    expect((await ward.stateOf(admin(), 'wardSpecialist', '2025-10-01'))?.demand?.fields).toEqual(['48'])
    expect(
      await server.refusal(wardAdmin, staffing.endRequirement, { params: { id: ownId }, body: { on: '2025-10-02' } }),
    ).toBe('staffing.ended-already')
    clock.set(`${today}T02:00:00Z`)
    // Another in its place from today on: the first has asked nothing of anybody.
    const { id: next } = await server.ask(admin(), staffing.setRule, ward.rule({ replaces: id }) as never)
    const listed = await server.ask(who('director'), staffing.requirements, { query: {} })
    expect(listed.map((one) => one.id)).toEqual([next])
    expect(listed[0]?.mayChange).toBe(false)
    expect((await server.ask(admin(), staffing.requirements, { query: {} }))[0]).toMatchObject({
      posts: 1,
      mayChange: true,
    })
    const ofPost = await server.ask(admin(), staffing.requirements, {
      query: { position: who('wardSpecialist').positionId },
    })
    expect(ofPost.map((one) => one.id)).toEqual([ownId, next])
  })

  it('is set by who administers the agency, for the whole province by the province’s, with codes that there are, and for no day that is past', async () => {
    expect(await server.refusal(wardAdmin, staffing.setRule, ward.rule())).toBe('organisation.not-yours')
    expect(
      await server.refusal(wardAdmin, staffing.setRule, ward.rule({ wholeProvince: false, from: '2025-08-03' })),
    ).toBe('organisation.past')
    expect(await server.refusal(wardAdmin, staffing.setRule, ward.rule({ wholeProvince: false, fields: ['99'] }))).toBe(
      'staffing.unknown-code',
    )
    const nothing = { wholeProvince: false, fields: [], certificates: [], leastLevel: null }
    expect(await server.refusal(wardAdmin, staffing.setRule, ward.rule(nothing))).toBe('staffing.demands-nothing')
    const other = {
      params: { id: who('otherWardClerk').positionId },
      body: { fields: [], leastLevel: null, certificates: [], basis: '', from: today },
    }
    expect(await server.refusal(wardAdmin, staffing.setPostRequirement, other)).toBe('organisation.not-yours')
    expect(await server.refusal(who('wardChairman'), staffing.setRule, ward.rule())).toBe('capability.needed')
    const [mine] = await server.ask(admin(), staffing.requirements, { query: {} })
    expect(
      await server.refusal(wardAdmin, staffing.endRequirement, {
        params: { id: mine?.id },
        body: { on: '2025-08-05' },
      }),
    ).toBe('organisation.not-yours')
  })

  it('is named by lists that the province keeps', async () => {
    const names = { name: 'Vận hành trung tâm dữ liệu', nameEn: 'Running a data centre', nameUr: 'ڈیٹا سینٹر' }
    const body = { ...names, basis: '', monthsValid: 12, covers: ['ky-nang-so'] }
    expect(await server.refusal(wardAdmin, staffing.saveCertificate, { params: { code: 'van-hanh' }, body })).toBe(
      'organisation.not-yours',
    )
    await server.ask(admin(), staffing.saveCertificate, { params: { code: 'van-hanh' }, body })
    await server.ask(admin(), staffing.saveField, { params: { code: '5105' }, body: names })
    expect(await server.refusal(admin(), staffing.saveField, { params: { code: '9901' }, body: names })).toBe(
      'staffing.unknown-code',
    )
    const terms = await server.ask(who('wardClerk'), staffing.terms, {})
    expect(terms.certificates.find((one) => one.code === 'van-hanh')).toMatchObject({
      monthsValid: 12,
      covers: ['ky-nang-so'],
    })
    expect(terms.fields.length).toBeGreaterThan(40)
  })
})

describe('what people have learnt', () => {
  it('is recorded and withdrawn by who administers their agency; a certificate ends as its kind says', async () => {
    const params = { id: who('wardSpecialist').personId }
    const degree = {
      degree: { fieldCode: '3402', level: 'university', subject: 'Tài chính công' },
      institution: 'HVTC',
      on: '2012-06-15',
    }
    await server.ask(wardAdmin, staffing.record, { params, body: degree as never })
    const { id } = await server.ask(wardAdmin, staffing.record, {
      params,
      body: { certificate: { code: 'an-toan-thong-tin' }, institution: '', on: '2024-02-29' },
    })
    const record = await ward.training(wardAdmin, 'wardSpecialist')
    expect(
      record.qualifications.map((one) => [one.fieldCode ?? one.certificateCode, one.from, one.lastDay, one.stands]),
    ).toEqual([
      ['3402', '2012-06-15', null, true],
      ['an-toan-thong-tin', '2024-02-29', '2027-02-27', true],
    ])
    expect(await server.refusal(wardAdmin, staffing.record, { params, body: degree })).toBe('staffing.recorded-already')
    expect(await server.refusal(wardAdmin, staffing.record, { params, body: { ...degree, on: '2025-08-05' } })).toBe(
      'staffing.later',
    )
    expect(
      await server.refusal(wardAdmin, staffing.record, {
        params: { id: who('otherWardClerk').personId },
        body: degree,
      }),
    ).toBe('organisation.not-yours')
    await server.ask(wardAdmin, staffing.withdraw, { params: { id }, body: { reason: 'Ghi nhầm người' } })
    expect(await server.refusal(wardAdmin, staffing.withdraw, { params: { id }, body: { reason: 'x' } })).toBe(
      'staffing.withdrawn-already',
    )
    const told = (await ward.training(wardAdmin, 'wardSpecialist')).qualifications.find((one) => one.id === id)
    expect(told).toMatchObject({ stands: false, withdrawnReason: 'Ghi nhầm người' })
    const { rows } = await sql<{ kind: string; told: boolean }>`
      select kind, ${params.id} = any (concerns) as told from event where kind like 'qualification.%' order by id`.execute(
      database.owner,
    )
    expect(rows.map((one) => [one.kind, one.told])).toEqual([
      ['qualification.recorded', true],
      ['qualification.recorded', true],
      ['qualification.withdrawn', true],
    ])
  })

  it('is read by oneself, who administers the agency or the province, and the leaders of the units above; by nobody else', async () => {
    const sees = async (as: Standing, of: Who) =>
      (await server.call(as, staffing.person, { params: { id: who(of).personId } })).status === 200
    const readers = (
      await Promise.all(
        (Object.keys(province.people) as Who[]).map(
          async (name) => [name, await sees(who(name), 'wardSpecialist')] as const,
        ),
      )
    )
      .filter(([, may]) => may)
      .map(([name]) => name)
    expect(readers.sort()).toEqual(['administrator', 'wardChairman', 'wardSpecialist'])
    expect(await sees(wardAdmin, 'wardSpecialist')).toBe(true)
    expect(await sees(wardAdmin, 'digitalSpecialist')).toBe(false)
    // The head of the own division sees what becomes of the post, the director above the record; and so with a ward's chairman and the province's.
    expect(await sees(who('digitalHead'), 'digitalSpecialist')).toBe(false)
    expect(await sees(who('director'), 'digitalSpecialist')).toBe(true)
    expect(await sees(who('chairman'), 'wardChairman')).toBe(true)
    expect(await sees(who('chairman'), 'wardClerk')).toBe(true)
    expect(await sees(who('chairman'), 'wardSpecialist')).toBe(false)
    expect(await sees(who('auditor'), 'wardSpecialist')).toBe(false)
  })

  it('shows in the state of a post, to those who lead there and who administer; others are told of no post', async () => {
    const misses = await ward.stateOf(who('chairman'), 'wardSpecialist')
    expect(misses).toMatchObject({ state: 'misses', mayChange: false })
    expect(misses?.holders[0]).toMatchObject({
      lacksField: true,
      lacks: ['an-toan-thong-tin'],
      lapsed: [],
      open: false,
    })
    expect((await ward.stateOf(who('wardChairman'), 'wardSpecialist'))?.holders[0]?.open).toBe(true)
    const seen = async (as: Standing) =>
      (await server.ask(as, staffing.posts, { query: {} })).items.map((one) => one.positionId)
    expect(await seen(who('digitalHead'))).toEqual(
      expect.arrayContaining([who('digitalHead').positionId, who('digitalSpecialist').positionId]),
    )
    expect(await seen(who('digitalHead'))).toHaveLength(2)
    for (const name of ['wardSpecialist', 'wardClerk', 'auditor', 'officeSpecialist'] as const)
      expect(await seen(who(name))).toEqual([])
    expect((await server.ask(who('wardClerk'), staffing.figures, { query: {} })).agencies).toEqual([])
    // Whoever acts for a leader sees what the leader sees; within a scope of documents nothing of people.
    const acting = (types: string[]) => actFor(database, who('wardChairman'), who('wardClerk'), { types })
    expect(await seen(await acting([]))).not.toEqual([])
    const scoped = await acting(['cong-van'])
    expect(await seen(scoped)).toEqual([])
    expect(await server.refusal(scoped, staffing.person, { params: { id: who('wardSpecialist').personId } })).toBe(
      'request.not-found',
    )
    // One's own record tells what one's own post needs.
    expect((await ward.training(who('wardSpecialist'), 'wardSpecialist')).posts[0]).toMatchObject({
      state: 'misses',
      unitName: 'Phòng Kinh tế, Hạ tầng và Đô thị',
    })
  })
})

describe('as tables', () => {
  it('training is taken out and brought in again without doubles, every fault told by line and column', async () => {
    const out = await server.call(admin(), files.export, {
      params: { kind: 'training' },
      query: { format: 'csv' },
    } as never)
    const csv = out.response.rawPayload.toString('utf8')
    expect(csv).toContain('Tài chính – Ngân hàng – Bảo hiểm')
    const bring = (content: string, carryOut = true) =>
      server.ask(admin(), files.import, {
        params: { kind: 'training' },
        body: { format: 'csv', content: Buffer.from(content).toString('base64'), from: today, carryOut },
      })
    expect((await bring(csv)).counts).toMatchObject({ new: 0, changed: 0 })
    const [head] = csv.split('\n')
    const lines = [
      'Mai Thị Quyên,otherwardchairman,,,Ứng dụng công nghệ thông tin cơ bản,,Sở GDĐT,15/6/2019,',
      'Mai Thị Quyên,otherwardchairman,Luật,đại học,,Luật kinh tế,ĐH Luật,2008-07-01,',
    ]
    expect((await bring([head, ...lines].join('\n'))).counts).toEqual({ new: 2, changed: 0, same: 0, faults: 0 })
    expect((await bring([head, ...lines].join('\n'))).counts).toEqual({ new: 0, changed: 0, same: 2, faults: 0 })
    const wrong = [
      'Mai Thị Quyên,khongco,Luật,đại học,,,,01/07/2008,',
      'Mai Thị Quyên,otherwardchairman,Luật,giỏi,,,,01/07/2009,',
      'Mai Thị Quyên,otherwardchairman,,,,,,01/07/2009,',
      'Mai Thị Quyên,otherwardchairman,,,Chứng chỉ lạ,,,31/02/2009,',
      'Tên Khác,otherwardchairman,Luật,đại học,,,,01/07/2010,',
    ]
    const { faults, done } = await bring([head, ...wrong].join('\n'))
    expect(done).toBe(false)
    expect(faults.map((one) => `${one.line} ${one.column} ${one.code}`).sort()).toEqual([
      '2 Tên đăng nhập unknown-person',
      '3 Trình độ unknown-value',
      '4 Chứng chỉ degree-or-certificate',
      '5 Chứng chỉ unknown-value',
      '5 Ngày cấp date-form',
      '6 Tên đăng nhập another-person',
    ])
  })

  it('the figures and posts are written as sheets in the reader’s language', async () => {
    const rows = async (kind: string, language: 'vi' | 'ur') => {
      const all: unknown[][] = []
      const { asActor } = await import('../../platform/database/index.ts')
      await asActor(database.app, who('chairman'), async (tx, actor) => {
        for await (const row of findExportKind(kind)!.rows(tx, actor, { on: '2025-08-11', figure: 'misses' }, language))
          all.push(row)
      })
      return all
    }
    expect((await rows('staffing', 'vi')).map((row) => row[0])).toContain('Ủy ban nhân dân phường Kinh Bắc')
    const [post] = await rows('staffing-posts', 'vi')
    expect(post?.slice(3, 8)).toEqual([
      'Chưa phù hợp',
      null,
      'Đinh Văn Phúc',
      'Máy tính và công nghệ thông tin; từ đại học; Bồi dưỡng an toàn thông tin',
      'Đinh Văn Phúc: ngành đào tạo, Bồi dưỡng an toàn thông tin',
    ])
    expect((await rows('staffing-posts', 'ur'))[0]?.[3]).toBe('غیر موزوں')
  })
})
