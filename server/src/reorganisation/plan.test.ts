import { reorganisation } from '@mocban/contract/reorganisation'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { clock } from '../platform/clock.ts'
import { serveSmallProvince } from '../testing/serve-small-province.ts'
import { checkPlan, kinhBacTuSon, makePlan, plannedUnit, questionsOf, settleAll } from './testing/plans.ts'

/** A plan from its making to its day: refused, checked, asked about, scheduled. */
const { database, server, province, close } = await serveSmallProvince({ works: true })
const { people, units } = province
afterAll(close)
const at = (day: string, time = '03:00') => clock.set(`${day}T${time}:00Z`)
at('2026-03-02')

describe('a plan', () => {
  it('is an administrator’s, and of no other agency than theirs', async () => {
    const given = await server.call(people.chairman, reorganisation.list, { query: {} })
    expect(given.problem.code).toBe('capability.needed')
    const plan = await makePlan(server, people.administrator, '2026-03-03', [])
    expect((await server.call(people.auditor, reorganisation.read, { params: { id: plan.id } })).status).toBe(403)
  })

  it('names the version that was seen: of two administrators the second is told', async () => {
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon(units)])
    const second = await server.call(people.administrator, reorganisation.change, {
      params: { id: plan.id },
      body: { version: plan.version - 1, title: 'Khác' },
    })
    expect(second.problem.code).toBe('reorganisation.changed')
  })

  it('is refused while empty, unchecked, unresolved, or before its day, and when it was changed after its check', async () => {
    const order = async (id: string, version: number) =>
      (await server.call(people.administrator, reorganisation.carryOut, { params: { id }, body: { version } })).problem
        ?.code
    const empty = await makePlan(server, people.administrator, '2026-03-03', [])
    expect(await order(empty.id, empty.version)).toBe('reorganisation.empty')
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon(units)])
    expect(await order(plan.id, plan.version)).toBe('reorganisation.not-checked')
    const checked = await checkPlan(server, people.administrator, plan.id)
    expect(checked.check.unsettled).toEqual({ 'several-heads': 1 })
    expect(await order(plan.id, checked.version)).toBe('reorganisation.unresolved')
    const settled = await settleAll(server, people.administrator, plan.id)
    expect(await order(plan.id, settled.version)).toBe('reorganisation.too-early')
    const { version } = await server.ask(people.administrator, reorganisation.change, {
      params: { id: plan.id },
      body: { version: settled.version, title: 'Đổi tên sau khi kiểm tra' },
    })
    expect(await order(plan.id, version)).toBe('reorganisation.not-checked')
  })

  it('finds what could not stand: circles, doubles, units that end twice, units of nobody', async () => {
    const merge = kinhBacTuSon(units)
    const plan = await makePlan(server, people.administrator, '2026-03-03', [
      { kind: 'change', unitId: units.skhcn, facts: {}, parent: { unitId: units.kinhBac } },
      { kind: 'change', unitId: units.kinhBac, facts: { exchangeCode: 'H05.02' }, parent: { unitId: units.skhcn } },
      { kind: 'dissolve', unitId: units.tuSon, successor: null, fate: merge.fate },
      {
        kind: 'create',
        unit: plannedUnit('vp', 'Văn phòng mới', {
          kind: 'office',
          abbreviation: 'VP',
          isAgency: false,
          parent: { unitId: units.ubnd },
        }),
        posts: [],
      },
      {
        kind: 'merge',
        from: [{ named: 'Phường Không Có', question: 'list:x' }],
        into: { unit: { unitId: units.skhcn } },
        fate: merge.fate,
      },
    ])
    const { check } = await checkPlan(server, people.administrator, plan.id)
    expect(check.unsettled).toEqual({
      cycle: 2,
      'double-code': 1,
      'double-abbreviation': 1,
      'predecessor-not-found': 1,
      'unit-without-successor': 1,
    })
    const [lost] = (await questionsOf(server, people.administrator, plan.id)).filter(
      (one) => one.kind === 'unit-without-successor',
    )
    expect(lost?.suggestions[0]).toMatchObject({ value: `unit:${units.ubnd}`, reason: 'unit-above' })
    const wrong = await server.call(people.administrator, reorganisation.settle, {
      params: { id: plan.id },
      body: { version: plan.version, key: lost?.key ?? '', value: 'unit:00000000-0000-0000-0000-000000000000' },
    })
    expect(wrong.problem.code).toBe('reorganisation.answer-wrong')
  })

  it('places a person by a list; one whose new post is nowhere is a question', async () => {
    const plan = await makePlan(server, people.administrator, '2026-03-03', [kinhBacTuSon(units)])
    const table = (unit: string) =>
      Buffer.from(`Tên đăng nhập,Đơn vị mới,Chức vụ mới\nwardspecialist,${unit},Chuyên viên chính\n`).toString('base64')
    const bring = (unit: string, version: number) =>
      server.ask(people.administrator, reorganisation.importPlacements, {
        params: { id: plan.id },
        body: { version, format: 'csv', content: table(unit), carryOut: true },
      })
    const faulty = await bring('Phòng Không Có', plan.version)
    expect(faulty).toMatchObject({ done: false, faults: [{ line: 2, column: 'Đơn vị mới', code: 'unknown-unit' }] })
    const done = await bring('Phòng Chuyển đổi số', plan.version)
    expect(done).toMatchObject({ done: true, people: 1 })
    await checkPlan(server, people.administrator, plan.id)
    const rows = await server.ask(people.administrator, reorganisation.placements, {
      params: { id: plan.id },
      query: { q: 'dinh van phuc' },
    })
    expect(rows.items).toMatchObject([
      { by: 'list', to: { unitName: 'Phòng Chuyển đổi số, Sở Khoa học và Công nghệ', title: 'Chuyên viên chính' } },
    ])
    const ending = await server.ask(people.administrator, reorganisation.place, {
      params: { id: plan.id, personId: people.wardSpecialist.personId },
      body: { version: done.version, placement: { place: 'post', positionId: people.wardChairman.positionId } },
    })
    expect(ending.version).toBe(done.version + 1)
    expect((await checkPlan(server, people.administrator, plan.id)).check.unsettled).toMatchObject({
      'person-without-post': 1,
    })
  })
})

describe('by itself, on its day', () => {
  it('is carried out once, however the clock jumps', async () => {
    at('2026-06-01')
    const plan = await makePlan(server, people.administrator, '2026-06-15', [
      { kind: 'change', unitId: units.office, facts: { name: 'Văn phòng Ủy ban nhân dân tỉnh mới' } },
    ])
    const settled = await settleAll(server, people.administrator, plan.id)
    await server.ask(people.administrator, reorganisation.schedule, {
      params: { id: plan.id },
      body: { version: settled.version },
    })
    const state = async () =>
      (await server.ask(people.administrator, reorganisation.read, { params: { id: plan.id } })).state
    const minute = async () => {
      await server.jobs.runTimed('reorganisation.due')
      await server.jobs.runWaiting()
    }
    await minute()
    expect(await state()).toBe('scheduled')
    // Just before and at midnight in Vietnam.
    at('2026-06-14', '16:59')
    await minute()
    expect(await state()).toBe('scheduled')
    at('2026-06-14', '17:00')
    await server.jobs.runTimed('reorganisation.due')
    // Between the look and the work the clock is set back: it waits again.
    at('2026-06-14', '16:30')
    await server.jobs.runWaiting()
    expect(await state()).toBe('scheduled')
    at('2026-06-20')
    await minute()
    expect(await state()).toBe('done')
    await minute()
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from unit_version where unit_id = ${units.office}`.execute(database.owner)
    expect(rows[0]?.n).toBe(2)
  })
})
