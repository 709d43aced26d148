import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { tasks } from '@mocban/contract/tasks'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { draftFiles } from './documents/outgoing/testing/draft.ts'
import { someFacts } from './documents/testing/register.ts'
import type { SmallProvince } from './organisation/testing/small-province.ts'
import type { Standing } from './platform/database/index.ts'
import type { TestDatabase, TestServer } from './platform/testing/index.ts'
import { serveSmallProvince } from './testing/serve-small-province.ts'
import { names, stepOf, twoEndings } from './testing/two-endings.ts'

/** What units that have ended left open is carried on by who succeeds them, as if they had begun it. */

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let after: Awaited<ReturnType<typeof twoEndings>>

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  after = await twoEndings({ database, server, province })
  return served.close
}, 120_000)

const record = (who: Standing, id: string) => server.ask(who, documents.record, { params: { id } })

it('a document is directed, handed over and finished in the new ward', async () => {
  const { made, now, units } = after
  const step = await stepOf(server, now.chairman, made.open)
  await server.ask(now.chairman, handling.assign, {
    params: { id: step.id },
    body: { version: step.version, lead: { unitId: units.economy ?? '', ...now.specialist }, text: 'Xử lý' },
  })
  const given = await stepOf(server, now.specialist, made.open)
  const elsewhere = await server.call(now.specialist, handling.handOver, {
    params: { id: given.id },
    body: { version: given.version, to: { unitId: province.units.skhcn }, reason: 'x' },
  })
  expect(elsewhere.problem).toMatchObject({ code: 'document.act-not-now' })
  await server.ask(now.specialist, handling.handOver, {
    params: { id: given.id },
    body: { version: given.version, to: { unitId: units.ward ?? '', ...now.deputy }, reason: 'Đi công tác' },
  })
  const last = await stepOf(server, now.deputy, made.open)
  const { documentFinished } = await server.ask(now.deputy, handling.finish, {
    params: { id: last.id },
    body: { version: last.version, kind: 'filed', note: 'Xong' },
  })
  expect(documentFinished).toBe(true)
})

it('what was asked of the leaders of a ward is on the desks of the new ward’s leaders', async () => {
  const { made, now } = after
  for (const who of [now.chairman, now.deputy])
    expect((await server.ask(who, handling.desk, {})).toDo.map((one) => one.documentId)).toEqual([made.asked])
  expect((await server.ask(now.clerk, handling.desk, {})).toDo).toEqual([])
})

it('a registered document is corrected, presented and answered by the department’s people', async () => {
  const { made, now } = after
  const { people, units } = province
  const before = await record(people.departmentClerk, made.complaint)
  expect(before.acts.present).toEqual({ allowed: true, because: null })
  await server.ask(people.departmentClerk, incoming.correct, {
    params: { id: made.complaint },
    body: { version: before.version, facts: someFacts({ symbol: '4/ĐT', typeCode: 'don-thu', note: 'Bổ sung' }) },
  })
  await server.ask(now.districtClerk, handling.present, {
    params: { id: made.complaint },
    body: { version: before.version + 1, to: { unitId: units.skhcn, ...people.director }, note: '' },
  })
  expect((await stepOf(server, people.director, made.complaint)).unitName).toBe(names.department)
  const { documentId } = await server.ask(people.digitalSpecialist, outgoing.create, {
    body: { facts: { typeCode: 'cong-van', abstract: 'trả lời', recipients: [{ agencyId: units.ubnd }] } },
  })
  expect(documentId).toBeTruthy()
})

it('a task is worked on by its post’s successor and judged by the one of who assigned it', async () => {
  const { made, now } = after
  const read = (who: Standing) => server.ask(who, tasks.read, { params: { id: made.task } })
  expect((await read(now.chairman)).acts.cancel).toEqual({ allowed: true, because: null })
  expect((await read(now.deputy)).acts.accept).toEqual({ allowed: false, because: 'not-lead' })
  const act = async (who: Standing, name: 'accept' | 'deliver' | 'verify') =>
    server.ask(who, tasks.act, {
      params: { id: made.task },
      body: { version: (await read(who)).version, act: name, text: 'Xong' },
    })
  await act(now.specialist, 'accept')
  await act(now.specialist, 'deliver')
  await act(now.chairman, 'verify')
  expect((await read(now.chairman)).state).toBe('closed')
})

it('what waited in the queue of an old ward is registered in the new one’s book, and its sender hears of it', async () => {
  const { made, now } = after
  for (const who of [province.people.departmentClerk, province.people.officeClerk])
    expect(await server.ask(who, incoming.arrivals, {})).toEqual([])
  const [arrival] = await server.ask(now.otherClerk, incoming.arrivals, {})
  expect(arrival).toMatchObject({ facts: { symbol: '5/BNV' } })
  const { number, year } = await server.ask(now.otherClerk, incoming.register, {
    body: {
      facts: someFacts({ symbol: '5/BNV', arrivedOn: '2026-01-05' }),
      files: [],
      deliveryId: arrival?.deliveryId ?? '',
      duplicatesSeen: true,
    },
  })
  expect([year, number]).toEqual([2026, 1])
  const sent = await record(province.people.chairman, made.addressed)
  expect(sent.deliveries).toMatchObject([{ status: '03', recipientName: names.oldWard }])
  expect(sent.deliveries[0]?.history.at(-1)).toMatchObject({ code: '03', byName: names.ward })
})

it('who directs to a unit that has ended reaches its heir', async () => {
  const { units, people } = province
  const { taskId } = await server.ask(people.chairman, tasks.create, {
    body: { facts: { title: 'Báo cáo', lead: { unitId: units.tuSon } } },
  })
  const task = await server.ask(after.now.deputy, tasks.read, { params: { id: taskId } })
  expect(task).toMatchObject({ leadUnitId: after.units.ward, leadUnitName: names.ward })
  // A post, too: its successor's holder has it.
  const { taskId: ofPost } = await server.ask(people.chairman, tasks.create, {
    body: { facts: { title: 'Báo cáo', lead: { unitId: units.kinhBacEconomy, ...people.wardSpecialist } } },
  })
  expect((await server.ask(after.now.specialist, tasks.read, { params: { id: ofPost } })).acts.accept?.allowed).toBe(
    true,
  )
})

it('a draft is finished, numbered in the new book, and reaches the heirs of those it was addressed to, each once', async () => {
  const { made, now } = after
  const params = { id: made.draft }
  const facts = {
    typeCode: 'cong-van',
    abstract: 'lấy ý kiến về chợ phường',
    signerPositionId: now.chairman.positionId,
    recipients: [{ agencyId: province.units.tuSon }, { agencyId: after.district }, { agencyId: province.units.skhcn }],
  }
  const read = (who: Standing) => server.ask(who, outgoing.read, { params })
  await server.ask(now.specialist, outgoing.addVersion, {
    params,
    body: {
      baseVersion: 1,
      files: await draftFiles(server, database, now.specialist, 'Nội dung mới', {
        signerPositionId: now.chairman.positionId,
      }),
      note: '',
    },
  })
  await server.ask(now.specialist, outgoing.change, {
    params,
    body: { version: (await read(now.specialist)).version, facts },
  })
  // Who is addressed by an old name is written down under the heir's.
  expect((await read(now.specialist)).recipients.map((one) => one.name)).toEqual([names.ward, names.department])
  // As it was addressed before the reorganisation.
  await sql`update draft_recipient set agency_id = ${after.district}, name = ${names.district} where document_id = ${made.draft} and name = ${names.department}`.execute(
    database.owner,
  )
  await server.ask(now.specialist, outgoing.submit, {
    params,
    body: { version: (await read(now.specialist)).version, chain: [] },
  })
  const view = await read(now.chairman)
  const mine = view.reviews.find((one) => one.mine)
  await server.ask(now.chairman, outgoing.judge, {
    params: { id: mine?.id ?? '' },
    body: { version: mine?.version ?? 0, verdict: 'agreed', versionSeen: view.lastVersion },
  })
  const issued = await server.ask(now.clerk, outgoing.issue, {
    params,
    body: { version: (await read(now.clerk)).version },
  })
  expect(issued).toMatchObject({ number: 1, deliveries: 1 })
  const sent = await record(now.clerk, made.draft)
  expect(sent).toMatchObject({ agencyName: names.ward, agencyNow: null })
  expect(sent.deliveries.map((one) => one.recipientName)).toEqual([names.department])
  expect(await server.ask(province.people.departmentClerk, incoming.arrivals, {})).toMatchObject([
    { senderName: names.ward },
  ])
})

it('what an old ward had issued is asked back by the new one, from who stands for the recipient today', async () => {
  const { made, now } = after
  const { owner } = database
  // As the old ward would have issued it, to the district.
  await sql`update document set agency_id = ${province.units.kinhBac} where id = ${made.draft}`.execute(owner)
  await sql`update delivery set sender_agency_id = ${province.units.kinhBac}, recipient_agency_id = ${after.district} where document_id = ${made.draft}`.execute(
    owner,
  )
  const { version } = await server.ask(now.clerk, outgoing.read, { params: { id: made.draft } })
  const told = await server.ask(now.clerk, outgoing.recall, {
    params: { id: made.draft },
    body: { version, reason: 'Sai phụ lục' },
  })
  expect(told).toEqual({ asked: 0, atOnce: 1 })
  const { rows } = await sql<{ agency: string }>`
    select agency_id as agency from event where kind = 'document.sender-recalled'`.execute(owner)
  expect(rows).toEqual([{ agency: province.units.skhcn }])
})
