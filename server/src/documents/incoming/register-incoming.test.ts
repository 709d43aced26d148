import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { registerSome, someFacts } from '../testing/register.ts'
import { duplicatesOf } from './find-duplicates.ts'

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server } = served)
  people = served.province.people
  return served.close
})

const register = (who: keyof SmallProvince['people'], changes: Record<string, unknown> = {}, duplicatesSeen = true) =>
  server.call(people[who], incoming.register, { body: { facts: someFacts(changes), files: [], duplicatesSeen } })

describe('registration', () => {
  it('gives 1, 2, 3 … without gap or double to 32 clerks at once, also where requests fail between', async () => {
    const calls = Array.from({ length: 64 }, (_, n) =>
      // Every fourth fails after its work began: an unknown type is refused by the last statement.
      n % 4 === 3 ? register('departmentClerk', { typeCode: 'khong-co' }) : register('departmentClerk'),
    )
    const outcomes = await Promise.all(calls)
    const numbers = outcomes.filter((one) => one.status === 200).map((one) => one.answer.number)
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, n) => n + 1))
    expect(outcomes.filter((one) => one.status !== 200).every((one) => one.problem.code === 'request.invalid')).toBe(
      true,
    )
  })

  it('keeps a cancelled number visible and never gives it again', async () => {
    const first = await registerSome(server, people.wardClerk)
    await server.ask(people.wardClerk, incoming.cancel, {
      params: { id: first.id },
      body: { version: first.version, reason: 'Đăng ký nhầm' },
    })
    const second = await registerSome(server, people.wardClerk)
    expect(second.number).toBe((first.number ?? 0) + 1)
    expect(await server.ask(people.wardClerk, documents.record, { params: { id: first.id } })).toMatchObject({
      state: 'cancelled',
      number: first.number,
      cancelled: { reason: 'Đăng ký nhầm' },
    })
  })

  it('begins at 1 at midnight of the new year in Vietnam, not in UTC', async () => {
    clock.set('2025-12-31T16:59:00Z')
    const before = await register('otherWardClerk')
    clock.set('2025-12-31T17:01:00Z')
    const after = await register('otherWardClerk')
    clock.set(null)
    expect([before.answer, after.answer]).toMatchObject([
      { number: 1, year: 2025 },
      { number: 1, year: 2026 },
    ])
  })

  it('does a repeated request once and answers the same', async () => {
    const body = { facts: someFacts({ symbol: '77/KH-BKHCN' }), files: [], duplicatesSeen: true }
    const headers = { 'idempotency-key': 'registration-0001' }
    const first = await server.ask(people.wardClerk, incoming.register, { body }, headers)
    expect(await server.ask(people.wardClerk, incoming.register, { body }, headers)).toEqual(first)
    const { problem } = await server.call(
      people.wardClerk,
      incoming.register,
      { body: { ...body, facts: someFacts() } },
      headers,
    )
    expect(problem.code).toBe('request.key-reused')
  })

  it('answers a request sent again while the first is still under way as it answers the first', async () => {
    const { id, version } = await registerSome(server, people.wardClerk, { symbol: '78/KH-BKHCN' })
    const cancel = () =>
      server.call(
        people.wardClerk,
        incoming.cancel,
        { params: { id }, body: { version, reason: 'Vào sổ nhầm' } },
        { 'idempotency-key': 'cancelled-twice' },
      )
    const outcomes = await database.owner.transaction().execute(async (tx) => {
      await sql`select from document where id = ${id} for update`.execute(tx)
      const asked = Promise.all([cancel(), cancel()])
      // Both have begun and wait for the document.
      const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and usename = 'mocban_app' and wait_event_type = 'Lock'`
      while ((await waiting.execute(database.owner)).rows[0]?.n !== 2) await new Promise(setImmediate)
      return { asked }
    })
    expect((await outcomes.asked).map(({ status }) => status)).toEqual([200, 200])
    // The same words about another document are another request.
    const other = await registerSome(server, people.wardClerk, { symbol: '79/KH-BKHCN' })
    const { problem } = await server.call(
      people.wardClerk,
      incoming.cancel,
      { params: { id: other.id }, body: { version: other.version, reason: 'Vào sổ nhầm' } },
      { 'idempotency-key': 'cancelled-twice' },
    )
    expect(problem.code).toBe('request.key-reused')
  })

  it('shows what is registered already before it saves', async () => {
    const first = await registerSome(server, people.officeClerk, { symbol: '88/QĐ-TTg' })
    const { status, problem } = await register(
      'officeClerk',
      { symbol: '88/QĐ-TTg', issuerName: 'bộ khoa học  và công nghệ' },
      false,
    )
    expect(status).toBe(409)
    expect(problem.extra?.duplicates).toMatchObject([{ documentId: first.id, because: 'same-symbol' }])
    const committee = { symbol: '90/UBND-VP', issuerName: 'Ủy ban nhân dân tỉnh Hòa Bình' }
    await registerSome(server, people.officeClerk, committee)
    const typedOtherwise = { ...committee, issuerName: 'Uỷ ban nhân dân tỉnh Hoà Bình' }
    expect((await register('officeClerk', typedOtherwise, false)).status).toBe(409)
    // Another agency's registration of the same document is no duplicate, and not told.
    expect((await register('wardClerk', { symbol: '88/QĐ-TTg' }, false)).status).toBe(200)
  })

  it('knows a symbol again however it is typed, by an index', async () => {
    const given = { symbol: '412/QĐ-SYT', issuerName: 'Sở Y tế', typeCode: 'quyet-dinh' }
    expect((await register('officeClerk', given, false)).status).toBe(200)
    for (const symbol of ['412/qđ-syt', ' 412 / QĐ - SYT', '412/QD-SYT', '412 qd syt'])
      expect((await register('officeClerk', { ...given, symbol }, false)).problem?.code, symbol).toBe(
        'document.already-registered',
      )
    for (const symbol of ['4/12QĐ-SYTT', '412/TB-SYT'])
      expect((await register('officeClerk', { ...given, symbol }, false)).status, symbol).toBe(200)
    await sql`analyze document`.execute(database.owner)
    const plan = await asActor(database.app, people.officeClerk, async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      return (
        await sql<Record<string, string>>`explain select * from ${duplicatesOf({ ...given, files: [] })}`.execute(tx)
      ).rows
    })
    const lines = plan.map((row) => row['QUERY PLAN'] ?? '')
    expect(lines.join('\n')).toMatch(/Index Scan (using|on) document_duplicate/)
    expect(lines.find((line) => line.includes('Index Cond'))).toContain('symbol_key')
  })

  it('tells from a symbol who may have issued it, on that day', async () => {
    const asked = async (who: keyof SmallProvince['people'], symbol: string, issuedOn?: string) =>
      (await server.ask(people[who], incoming.issuers, { query: { symbol, ...(issuedOn ? { issuedOn } : {}) } })).map(
        (one) => `${one.name}: ${one.because}`,
      )
    expect(await asked('wardClerk', '15/QĐ-SKHCN')).toEqual(['Sở Khoa học và Công nghệ: abbreviation'])
    expect(await asked('wardClerk', '1502 skhcn cds')).toEqual(['Sở Khoa học và Công nghệ: abbreviation'])
    // Before its first day nobody was called so.
    expect(await asked('wardClerk', '15/QĐ-SKHCN', '2025-06-30')).toEqual([])
    for (const symbol of ['', '15', '/', 'QĐ', '2026/', 'Đ'.repeat(60)])
      expect(await asked('wardClerk', symbol)).toEqual([])
    // An issuer outside the province is known from what came from it before, to the agency that registered it.
    await register('wardClerk', { symbol: '15/TB-BYT', issuerName: 'Bộ Y tế' })
    await register('wardClerk', { symbol: '21/2025/TT-BYT', issuerName: 'Bộ y tế' })
    await register('wardClerk', { symbol: '88/BYT-KCB', issuerName: 'Bộ Y tế' })
    expect(await asked('wardClerk', '99/QĐ-BYT')).toEqual(['Bộ Y tế: registered'])
    expect(await asked('otherWardClerk', '99/QĐ-BYT')).toEqual([])
    // Every commune is UBND: who wrote before comes first.
    await register('wardClerk', { symbol: '7/UBND-VX', issuerName: 'Ủy ban nhân dân phường Từ Sơn' })
    expect((await asked('wardClerk', '9/NQ-UBND'))[0]).toBe('Ủy ban nhân dân phường Từ Sơn: registered')
  })

  it('refuses secrecy, impossible dates and files nobody brought, and takes no number for it', async () => {
    const { number } = await server.ask(people.officeClerk, incoming.nextNumber, {})
    expect((await register('officeClerk', { secrecy: 'secret' })).problem).toMatchObject({
      status: 422,
      code: 'document.secrecy-not-here',
    })
    expect((await register('officeClerk', { arrivedOn: '2999-01-01' })).problem.code).toBe('document.date-impossible')
    expect((await register('officeClerk', { issuedOn: '2025-08-02' })).problem.code).toBe('document.date-impossible')
    for (const wrong of [
      { issuedOn: '0025-08-01' },
      { arrivedOn: '0001-01-01' },
      { dueOn: '1999-01-01' },
      { dueOn: '9999-12-31' },
    ])
      expect((await register('officeClerk', wrong)).problem.code).toBe('document.date-impossible')
    const stolen = await server.call(people.officeClerk, incoming.register, {
      body: {
        facts: someFacts(),
        files: [{ sha256: 'a'.repeat(64), name: 'x.pdf', mediaType: 'application/pdf' }],
        duplicatesSeen: true,
      },
    })
    expect(stolen.problem.code).toBe('document.files-unknown')
    expect(await server.ask(people.officeClerk, incoming.nextNumber, {})).toMatchObject({ number })
  })

  it('is for those whose position may register', async () => {
    expect((await register('officeSpecialist')).problem).toMatchObject({ status: 403, code: 'capability.needed' })
  })

  it('lets a clerk correct the facts, with the former values in the trail', async () => {
    const before = await registerSome(server, people.officeClerk)
    await server.ask(people.officeClerk, incoming.correct, {
      params: { id: before.id },
      body: { version: before.version, facts: someFacts({ abstract: 'Trích yếu đúng' }) },
    })
    expect(await server.ask(people.officeClerk, documents.record, { params: { id: before.id } })).toMatchObject({
      abstract: 'Trích yếu đúng',
      number: before.number,
    })
    const event = await sql<{
      data: unknown
    }>`select data from event where record_id = ${before.id} and kind = 'document.corrected'`.execute(database.owner)
    expect(event.rows[0]?.data).toMatchObject({
      changed: { abstract: { from: before.abstract, to: 'Trích yếu đúng' } },
    })
  })

  it('pages through everything once, newest first', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await server.ask(people.departmentClerk, documents.list, {
        query: { travel: 'incoming', limit: 7, ...(after ? { after } : {}) },
      })
      seen.push(...page.items.map((one) => one.id))
      after = page.next
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(48)
    expect((await server.ask(people.digitalSpecialist, documents.list, { query: {} })).items).toEqual([])
  })
})
