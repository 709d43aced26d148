import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { outgoing } from '@mocban/contract/documents-outgoing'
import type { Route } from '@mocban/contract/route'
import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { registerSome } from './documents/testing/register.ts'
import type { SmallProvince } from './organisation/testing/small-province.ts'
import { servedRoutes } from './platform/http/index.ts'
import type { TestDatabase, TestServer } from './platform/testing/index.ts'
import { fitting } from './testing/fitting.ts'
import { serveSmallProvince } from './testing/serve-small-province.ts'

/**
 * Walks every route of the API as every role and as a stranger, and looks in each answer for records that a small model of the rules, written
 * for this test alone, does not let them see. A new route is walked as soon as it is served.
 */

type Who = keyof SmallProvince['people']
interface Planted {
  id: string
  /** A word that stands nowhere but in this record. */
  word: string
  seenBy: Who[]
  /** The auditor’s agency acted on it: that auditor learns which record it was, never what it says. */
  audited?: true
}

let database: TestDatabase
let server: TestServer
let province: SmallProvince
const planted: Planted[] = []

beforeAll(async () => {
  servedRoutes.length = 0
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  const { people, units } = province
  const post = (who: Who, unit: keyof SmallProvince['units']) => ({ unitId: units[unit], ...people[who] })

  // A document that arrived at the People's Committee and was presented to the vice-chairman: its clerks, who directs, and the leaders above.
  const incoming = await registerSome(server, people.officeClerk, {
    abstract: 'Về việc Tửvi001 của tỉnh',
    symbol: '001/TV-BKHCN',
  })
  await server.ask(people.officeClerk, handling.present, {
    params: { id: incoming.id },
    body: { version: incoming.version, to: post('viceChairman', 'ubnd') },
  })
  planted.push({
    id: incoming.id,
    word: 'Tửvi001',
    seenBy: ['officeClerk', 'viceChairman', 'chairman', 'officeChief'],
    audited: true,
  })

  // A document of a ward that its chairman gave to a specialist.
  const ward = await registerSome(server, people.wardClerk, {
    abstract: 'Về việc Tửvi002 của phường',
    symbol: '002/TV-BKHCN',
  })
  await server.ask(people.wardClerk, handling.present, {
    params: { id: ward.id },
    body: { version: ward.version, to: post('wardChairman', 'kinhBac') },
  })
  const step = (await server.ask(people.wardChairman, documents.record, { params: { id: ward.id } })).steps[0]
  await server.ask(people.wardChairman, handling.assign, {
    params: { id: step?.id ?? '' },
    body: { version: step?.version ?? 0, lead: post('wardSpecialist', 'kinhBacEconomy'), text: 'Tửvi002 giao xử lý' },
  })
  planted.push({ id: ward.id, word: 'Tửvi002', seenBy: ['wardClerk', 'wardChairman', 'wardSpecialist'] })

  // A draft in a division: who drafts and the leaders above.
  const draft = await server.ask(people.digitalSpecialist, outgoing.create, {
    body: { facts: { typeCode: 'ke-hoach', abstract: 'Kế hoạch Tửvi003 của phòng' } },
  })
  planted.push({
    id: draft.documentId,
    word: 'Tửvi003',
    seenBy: ['digitalSpecialist', 'digitalHead', 'director', 'deputyDirector'],
  })

  // A task across agencies: who assigns, who leads, and the leaders above both.
  const task = await server.ask(people.viceChairman, tasks.create, {
    body: { facts: { title: 'Nhiệm vụ Tửvi004', lead: { unitId: units.skhcn } } },
  })
  planted.push({
    id: task.taskId,
    word: 'Tửvi004',
    seenBy: ['viceChairman', 'chairman', 'director', 'deputyDirector'],
    audited: true,
  })

  // A work file of a specialist.
  const file = (await server.ask(people.otherSpecialist, workFiles.open, {
    body: { title: 'Hồ sơ Tửvi005', maintenance: '10 năm' } as never,
  })) as Record<string, string>
  planted.push({
    id: Object.values(file)[0] ?? '',
    word: 'Tửvi005',
    seenBy: ['otherSpecialist', 'director', 'deputyDirector'],
  })
  await server.jobs.runWaiting()
  return served.close
})

const everyone = () => Object.keys(province.people) as Who[]
const words = ['Tửvi', 'tuvi00', '001/TV', 'TV-BKHCN']
/** What a route calls the words that it looks for. */
const names = ['q', 'text', 'symbol']

const shapeOf = (schema: unknown) => (schema as { shape?: Record<string, z.ZodType> } | undefined)?.shape ?? {}
/** Whether something takes nothing but identifiers, given as `such`: one, or a list. */
const takesIds = (schema: z.ZodType, such: (id: string) => unknown) =>
  schema.safeParse(such(planted[0]?.id ?? '')).success && !schema.safeParse(such('x')).success
/** The names by which a route is told identifiers beside its address, filled with a record. */
const naming = (schema: unknown, id: string) =>
  Object.entries(shapeOf(schema)).flatMap(([name, one]): Record<string, unknown>[] =>
    takesIds(one, (value) => value) ? [{ [name]: id }] : takesIds(one, (value) => [value]) ? [{ [name]: [id] }] : [],
  )

/** Addresses of a route: its parameters filled with every planted record, its words with what would find them. */
function calls(route: Route): { params: Record<string, string>; query: Record<string, unknown> }[] {
  const parameters = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  const fillings =
    parameters.length === 0
      ? [{}]
      : planted.map((record) => Object.fromEntries(parameters.map((name) => [name, record.id])))
  const asked = Object.keys(shapeOf(route.query))
  const queries = route.query
    ? [
        { from: '2020-01-01', to: '2030-12-31', day: '2026-01-01' },
        ...names
          .filter((name) => asked.includes(name))
          .flatMap((name) => words.map((word) => ({ [name]: word, from: '2020-01-01', to: '2030-12-31' }))),
        ...planted.flatMap((record) => naming(route.query, record.id)),
      ]
    : [{}]
  return fillings.flatMap((params) => queries.map((query) => ({ params, query })))
}

/** Planted records that an answer tells of, by identifier or by their word. */
const told = (body: string, given: Record<string, unknown>) =>
  planted.filter(
    (record) => body.includes(record.word) || (body.includes(record.id) && !Object.values(given).includes(record.id)),
  )

/** What the auditor may be told: on the pages of the audit, the identifier of a record of the own agency without a word of it. */
const named = (record: Planted, who: Who, route: Route, body: string) =>
  record.audited === true && who === 'auditor' && route.path.startsWith('/api/audit/') && !body.includes(record.word)

describe('every route', { timeout: 300_000 }, () => {
  it('tells nobody of a record they may not see', async () => {
    const leaks: string[] = []
    let asked = 0
    for (const route of servedRoutes.filter((one) => one.method === 'GET' && !/\/live$/.test(one.path))) {
      const ask = async (who: Who) => {
        for (const { params, query } of calls(route)) {
          const { response } = await server.call(province.people[who], route, { params, query } as never)
          asked += 1
          for (const record of told(response.body, { ...params, ...query }))
            if (!record.seenBy.includes(who) && !named(record, who, route, response.body))
              leaks.push(`${route.method} ${route.path} told ${who} of ${record.word}`)
        }
      }
      await Promise.all(everyone().map(ask))
    }
    expect(leaks).toEqual([])
    expect(asked).toBeGreaterThan(1000)
  })

  it('lets nobody act on a record they may not see', async () => {
    const done: string[] = []
    for (const route of servedRoutes.filter(
      (one) => one.method !== 'GET' && one.path.includes('/:') && !one.path.startsWith('/api/session'),
    )) {
      const act = async (who: Who, record: Planted) => {
        const parameters = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
        const params = Object.fromEntries(parameters.map((name) => [name, record.id]))
        const { status, response } = await server.call(province.people[who], route, { params, body: likely } as never)
        if (status < 400 && !harmless.test(route.path))
          done.push(`${route.method} ${route.path} was done by ${who} on ${record.word}`)
        if (told(response.body, params).length > 0)
          done.push(`${route.method} ${route.path} told ${who} of ${record.word}`)
      }
      for (const record of planted)
        await Promise.all(everyone().flatMap((who) => (record.seenBy.includes(who) ? [] : [act(who, record)])))
    }
    expect(done).toEqual([])
  })

  // But for what was begun, which only ever is one's own: to name another's ends nothing, see begun-drafts.test.ts.
  it('does nothing to a record that somebody names who may not see it', async () => {
    const acts = async () =>
      (
        await database.owner
          .selectFrom('event')
          .where(
            'record_id',
            'in',
            planted.map(({ id }) => id),
          )
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count
    const before = await acts()
    const wrong: string[] = []
    const asked: string[] = []
    const facts = { ...likely.facts, lead: { unitId: province.units.skhcn } }
    for (const route of servedRoutes.filter((one) => one.method !== 'GET' && !one.path.includes('/:') && one.body))
      for (const record of planted)
        for (const named of naming(route.body, record.id).filter((one) => !('begunId' in one))) {
          const body = { ...(fitting(route.body as z.ZodType) as object), ...likely, facts, ...named }
          const act = async (who: Who) => {
            const { status, response } = await server.call(province.people[who], route, { body } as never)
            asked.push(route.path)
            if (status < 400 && !eachByItself.test(route.path))
              wrong.push(`${route.method} ${route.path} was done by ${who} with ${Object.keys(named)} ${record.word}`)
            if (told(response.body, { id: record.id }).length > 0)
              wrong.push(`${route.method} ${route.path} told ${who} of ${record.word}`)
          }
          await Promise.all(everyone().flatMap((who) => (record.seenBy.includes(who) ? [] : [act(who)])))
        }
    await server.jobs.runWaiting()
    expect(wrong).toEqual([])
    expect(asked.length).toBeGreaterThan(500)
    expect(await acts()).toBe(before)
  })

  it('answers a stranger nothing but how to sign in', async () => {
    const open: string[] = []
    for (const route of servedRoutes.filter((one) => one.needs !== 'anyone')) {
      const params = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map((match) => [match[1], planted[0]?.id]))
      const { status } = await server.call(null, route, { params, query: {}, body: likely } as never)
      // What cannot be parsed is refused before who asks is looked at; it tells nothing either. An address that no record can have names nothing.
      const noAddress = route.params?.safeParse(params).success === false
      if (status !== 401 && status !== 400 && !(noAddress && status === 404))
        open.push(`${route.method} ${route.path}: ${status}`)
    }
    expect(open).toEqual([])
  })

  it('shows those who may see it what they may see', async () => {
    for (const record of planted.slice(0, 2))
      for (const who of record.seenBy)
        expect((await server.call(province.people[who], documents.record, { params: { id: record.id } })).status).toBe(
          200,
        )
  })
})

/** A body that fits as many acts as can be, so that a refusal comes from the rules and not from the form. */
const likely = {
  version: 1,
  baseVersion: 1,
  versionSeen: 1,
  reason: 'x',
  text: 'x',
  answer: 'x',
  note: 'x',
  comment: 'x',
  verdict: 'agreed',
  act: 'accept',
  kind: 'filed',
  grant: true,
  agree: true,
  percent: 10,
  wantedOn: '2030-01-01',
  title: 'x',
  facts: { typeCode: 'cong-van', abstract: 'x', arrivedOn: '2025-08-01', issuerName: 'x', symbol: 'x', title: 'x' },
}
/** Acts on many are answered with what became of each. */
const eachByItself = /\/(bulk|arrivals\/register)$/
/** Answers the same whether or not the record exists: nothing is done and nothing told. */
const harmless = /\/steps\/:id\/see|registration-drafts|begun-drafts|notifications|\/uploads\/:id/
