import { type StaffedPost, staffing } from '@mocban/contract/organisation-staffing'
import { trainingLevels } from '@mocban/contract/organisation-staffing-terms'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { newId } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import type { SmallProvince } from '../testing/small-province.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  clock.set('2025-08-04T02:00:00Z')
  return served.close
})

const post = async (unitId: string, agencyId: string, title: string) => {
  const id = newId()
  await database.owner
    .insertInto('position')
    .values({ id, unit_id: unitId, agency_id: agencyId, title, valid: '[2025-07-01,)' })
    .execute()
  return id
}
const person = async (fullName: string) => {
  const id = newId()
  await database.owner
    .insertInto('person')
    .values({ id, full_name: fullName, user_name: `n${id.slice(-8)}` })
    .execute()
  return id
}
const holds = (personId: string, positionId: string, valid: string, kind = 'main') =>
  database.owner
    .insertInto('appointment')
    .values({ person_id: personId, position_id: positionId, kind, valid })
    .execute()
type Paper = { field: string; level: string; valid: string } | { certificate: string; valid: string }
const has = (personId: string, paper: Paper) =>
  database.owner
    .insertInto('qualification')
    .values({
      person_id: personId,
      valid: paper.valid,
      ...('field' in paper ? { field_code: paper.field, level: paper.level } : { certificate_code: paper.certificate }),
    })
    .execute()
const on = async (day: string, positionId: string): Promise<StaffedPost> => {
  const { items } = await server.ask(province.people.wardChairman, staffing.posts, { query: { on: day } })
  const found = items.find((one) => one.positionId === positionId)
  if (!found) throw new Error(`no such post on ${day}`)
  return found
}

describe('a post', () => {
  it('is, day by day, what the papers of its holders make of what it needs then', async () => {
    const { kinhBac, kinhBacEconomy } = province.units
    const it = await post(kinhBacEconomy, kinhBac, 'Chuyên viên công nghệ thông tin')
    const an = await person('Lê Thị An')
    await holds(an, it, '[2025-07-01,2025-11-10)')
    const rule = { title_pattern: 'chuyên viên*', unit_kinds: ['ward'] }
    await database.owner
      .insertInto('staffing_requirement')
      .values([
        {
          ...rule,
          title_pattern: '*CÔNG NGHỆ THÔNG TIN',
          fields: ['48'],
          least_level: 'university',
          certificates: ['cntt-co-ban', 'an-toan-thong-tin'],
          valid: '[2025-08-01,)',
        },
        // Less particular of the title: goes behind.
        { ...rule, fields: ['38'], valid: '[2025-08-01,)' },
        // For other agencies.
        {
          ...rule,
          title_pattern: '*thông tin*',
          agency_id: province.units.skhcn,
          fields: ['72'],
          valid: '[2025-08-01,)',
        },
        { position_id: it, title_pattern: '', least_level: 'master', valid: '[2025-10-01,2025-11-01)' },
      ])
      .execute()
    await has(an, { field: '3402', level: 'master', valid: '[2025-08-05,)' })
    await has(an, { field: '4802', level: 'college', valid: '[2025-08-20,)' })
    await has(an, { field: '4801', level: 'university', valid: '[2025-09-01,)' })
    await has(an, { certificate: 'cntt-nang-cao', valid: '[2025-09-05,)' })
    await has(an, { certificate: 'an-toan-thong-tin', valid: '[2025-09-06,2025-12-06)' })
    const binh = await person('Trần Văn Bình')
    await holds(binh, it, '[2025-11-20,)')
    await holds(an, it, '[2025-11-25,)')
    const other = await post(kinhBacEconomy, kinhBac, 'Văn thư kiêm nhiệm')
    await holds(an, other, '[2025-11-28,2025-12-01)', 'concurrent')

    const security = 'an-toan-thong-tin'
    // day, state, doubled, and of Lê Thị An: lacks field, lacks level, certificates that are missing, and of them those that ran out.
    const cases: [string, string, string | null, [boolean, boolean, string[], string[]] | null][] = [
      ['2025-07-31', 'free', null, [false, false, [], []]],
      ['2025-08-04', 'unknown', null, [true, false, ['cntt-co-ban', security], []]],
      ['2025-08-05', 'misses', null, [true, false, ['cntt-co-ban', security], []]],
      ['2025-08-20', 'misses', null, [false, true, ['cntt-co-ban', security], []]],
      ['2025-09-01', 'misses', null, [false, false, ['cntt-co-ban', security], []]],
      ['2025-09-05', 'misses', null, [false, false, [security], []]],
      ['2025-09-06', 'fits', null, [false, false, [], []]],
      // Its own requirement: any field, but a master, which she has in finance.
      ['2025-10-01', 'fits', null, [false, false, [], []]],
      ['2025-11-09', 'fits', null, [false, false, [], []]],
      ['2025-11-10', 'vacant', null, null],
      ['2025-11-20', 'unknown', null, null],
      ['2025-11-25', 'unknown', 'two-holders', [false, false, [], []]],
      ['2025-12-05', 'unknown', 'two-holders', [false, false, [], []]],
      ['2025-12-06', 'misses', 'two-holders', [false, false, [security], [security]]],
    ]
    for (const [day, state, doubled, missing] of cases) {
      const found = await on(day, it)
      expect([day, found.state, found.doubled]).toEqual([day, state, doubled])
      const her = found.holders.find((one) => one.personId === an)
      expect(her ? [her.lacksField, her.lacksLevel, her.lacks, her.lapsed] : null, day).toEqual(missing)
    }
    expect((await on('2025-11-28', other)).doubled).toBe('several-posts')
    expect((await on('2025-12-01', other)).state).toBe('vacant')
  })

  it('takes what was recorded by mistake for nothing, on any day', async () => {
    const { kinhBac, kinhBacEconomy } = province.units
    const id = await post(kinhBacEconomy, kinhBac, 'Kế toán')
    const who = await person('Ngô Văn Cường')
    await holds(who, id, '[2025-07-01,)')
    await database.owner
      .insertInto('staffing_requirement')
      .values({ title_pattern: 'Kế toán', fields: ['3403'], valid: '[2025-07-01,)' })
      .execute()
    await has(who, { field: '3403', level: 'university', valid: '[2015-06-30,)' })
    expect((await on('2025-08-04', id)).state).toBe('fits')
    await database.owner
      .updateTable('qualification')
      .set({ withdrawn_at: '2025-08-04T01:00:00Z', withdrawn_reason: 'Nhầm người' })
      .where('person_id', '=', who)
      .execute()
    expect((await on('2025-08-04', id)).state).toBe('unknown')
    expect((await on('2025-07-10', id)).state).toBe('unknown')
  })
})

describe('any post', () => {
  const days = ['2025-07-15', '2025-09-15', '2025-11-15', '2026-01-15']
  const day = fc.constantFrom('2025-07-01', '2025-08-01', '2025-09-01', '2025-10-01', '2025-12-01', '2026-01-01')
  const kinds: Record<string, string[]> = { 'k-a': [], 'k-b': ['k-a'], 'k-c': [] }
  const paper = fc.record({
    from: day,
    until: fc.option(day, { freq: 2 }),
    what: fc.oneof(
      fc.record({ field: fc.constantFrom('3801', '4801', '4802', '48'), level: fc.constantFrom(...trainingLevels) }),
      fc.record({ certificate: fc.constantFrom('k-a', 'k-b', 'k-c') }),
    ),
  })
  const one = fc.record({
    fields: fc.subarray(['48', '4801', '38']),
    level: fc.option(fc.constantFrom(...trainingLevels)),
    certificates: fc.subarray(['k-a', 'k-b', 'k-c']),
    since: day,
    holders: fc.array(fc.record({ from: day, papers: fc.array(paper, { maxLength: 4 }) }), { maxLength: 2 }),
  })
  type One = typeof one extends fc.Arbitrary<infer T> ? T : never

  /** The same rules a second time, in other words. */
  function model(given: One, today: string): string {
    const here = given.holders.filter((holder) => holder.from <= today)
    if (here.length === 0) return 'vacant'
    const asked =
      given.since <= today && (given.fields.length > 0 || given.level !== null || given.certificates.length > 0)
    if (!asked) return 'free'
    const verdicts = here.map(({ papers }) => {
      const had = papers.filter(
        (one) => one.from <= today && !('certificate' in one.what && one.until && one.until <= one.from),
      )
      if (had.length === 0) return 'unknown'
      const degrees = had.flatMap((one) => ('field' in one.what ? [one.what] : []))
      const high = (level: string) => trainingLevels.indexOf(level as never)
      const enough =
        (given.fields.length === 0 && given.level === null) ||
        degrees.some(
          (one) =>
            (given.fields.length === 0 || given.fields.some((field) => one.field.startsWith(field))) &&
            (given.level === null || high(one.level) >= high(given.level)),
        )
      const shown = new Set(
        had.flatMap((one) =>
          'certificate' in one.what && (!one.until || today < one.until)
            ? [one.what.certificate, ...(kinds[one.what.certificate] ?? [])]
            : [],
        ),
      )
      return enough && given.certificates.every((code) => shown.has(code)) ? 'fits' : 'misses'
    })
    return ['misses', 'unknown', 'fits'].find((verdict) => (verdicts as string[]).includes(verdict)) ?? ''
  }

  it('comes to the state that a small model of the rules comes to, whatever it needs and its holders have', async () => {
    const { tuSon } = province.units
    await database.owner
      .insertInto('certificate_kind')
      .values(
        Object.entries(kinds).map(([code, covers]) => ({ code, name: code, name_en: code, name_ur: code, covers })),
      )
      .execute()
    const all = fc.sample(one, { numRuns: 150, seed: 57 })
    const ids: string[] = []
    for (const given of all) {
      const id = await post(tuSon, tuSon, `Vị trí ${ids.length}`)
      ids.push(id)
      await database.owner
        .insertInto('staffing_requirement')
        .values({
          position_id: id,
          title_pattern: '',
          fields: given.fields,
          least_level: given.level,
          certificates: given.certificates,
          valid: `[${given.since},)`,
        })
        .execute()
      for (const holder of given.holders) {
        const who = await person('Người Bất Kỳ')
        await holds(who, id, `[${holder.from},)`)
        for (const { from, until, what } of holder.papers) {
          if ('field' in what) await has(who, { ...what, valid: `[${from},)` })
          else if (!until || until > from) await has(who, { ...what, valid: `[${from},${until ?? ''})` })
        }
      }
    }
    const seen = new Set<string>()
    for (const today of days) {
      const wanted = new Map(ids.map((id, n) => [id, model(all[n] as One, today)]))
      const found = new Map<string, string>()
      let after: string | undefined
      do {
        const page = await server.ask(province.people.otherWardChairman, staffing.posts, {
          query: { on: today, limit: 100, ...(after ? { after } : {}) },
        })
        for (const item of page.items) if (wanted.has(item.positionId)) found.set(item.positionId, item.state)
        after = page.next
      } while (after)
      expect(found, today).toEqual(wanted)
      for (const state of found.values()) seen.add(state)
      // The figures are the same posts, counted.
      const { agencies } = await server.ask(province.people.otherWardChairman, staffing.figures, {
        query: { on: today },
      })
      const [figures] = agencies
      if (!figures || agencies.length > 1) throw new Error('one agency is to be told of')
      const { posts, fits, misses, unknown, vacant, free } = figures
      expect(fits + misses + unknown + vacant + free).toBe(posts)
      expect(misses).toBe([...found.values()].filter((state) => state === 'misses').length)
    }
    expect([...seen].sort()).toEqual(['fits', 'free', 'misses', 'unknown', 'vacant'])
  })
})
