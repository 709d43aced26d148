import { createHash } from 'node:crypto'
import { documents } from '@mocban/contract/documents'
import { type DispatchFacts, incoming } from '@mocban/contract/documents-incoming'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { clock } from '../../platform/clock.ts'
import { asActor, newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { draftSome, issueSome } from '../outgoing/testing/draft.ts'

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']
let province: SmallProvince
const outsideId = newId()
beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  people = province.people
  await sql`insert into outside_agency (id, code, name, valid) values (${outsideId}, 'G99', 'Bộ Ví dụ', '[2020-01-01,)')`.execute(
    database.owner,
  )
  return served.close
})

let count = 0
beforeEach(() => {
  count += 100
})
const factsOf = (changes: Partial<DispatchFacts> = {}): DispatchFacts => ({
  symbol: `${++count}/BVD-VP`,
  issuedOn: clock.today(),
  typeCode: 'cong-van',
  abstract: 'Về việc góp ý dự thảo',
  urgency: 'urgent',
  issuerName: 'Bộ Ví dụ',
  issuerUnitId: null,
  signerName: 'Trần Văn Ký',
  signerTitle: 'Chánh Văn phòng',
  pageCount: 3,
  dueOn: '2099-01-31',
  answers: null,
  direction: null,
  directedBy: null,
  ...changes,
})

/** One that came from outside to the ward, with a file of its own and an attachment. */
async function arrive(changes: Partial<DispatchFacts> = {}, { to = province.units.kinhBac, main = '' } = {}) {
  const [dispatchId, deliveryId] = [newId(), newId()]
  const facts = factsOf(changes)
  const files = [main || facts.symbol, 'Phụ lục'].map((content) => createHash('sha256').update(content).digest('hex'))
  await database.owner.transaction().execute(async (tx) => {
    await sql`insert into file (sha256, size, media_type) select f, 5, 'application/pdf' from unnest(${files}::text[]) f on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into dispatch (id, facts) values (${dispatchId}, ${JSON.stringify(facts)}::jsonb)`.execute(tx)
    await sql`insert into dispatch_file (dispatch_id, ordinal, sha256, name, media_type, role)
      select ${dispatchId}, n, f, n || '.pdf', 'application/pdf', case n when 1 then 'main' else 'attachment' end from unnest(${files}::text[]) with ordinality t (f, n)`.execute(
      tx,
    )
    await sql`insert into delivery (id, dispatch_id, recipient_agency_id, recipient_name, outside_id, sender_name, channel, status)
      values (${deliveryId}, ${dispatchId}, ${to}, 'Phường', ${outsideId}, 'Bộ Ví dụ', 'exchange', '01')`.execute(tx)
  })
  return { deliveryId, facts }
}
const registerMany = (deliveryIds: string[], more: { duplicatesSeen?: boolean } = {}, key?: string) =>
  server.ask(
    people.wardClerk,
    incoming.registerMany,
    { body: { deliveryIds, ...more } },
    key ? { 'idempotency-key': key } : {},
  )
const byItself = ({ deliveryId, facts }: Awaited<ReturnType<typeof arrive>>) => {
  const { answers: _, direction: __, directedBy: ___, ...given } = facts
  const suggested = Object.fromEntries(
    [
      'issuerName',
      'symbol',
      'issuedOn',
      'typeCode',
      'abstract',
      'urgency',
      'signerName',
      'signerTitle',
      'pageCount',
      'dueOn',
    ].map((field) => [field, 'accepted' as const]),
  )
  return server.ask(people.wardClerk, incoming.register, {
    body: { facts: { ...given, arrivedOn: clock.today(), copies: 1 }, files: [], deliveryId, suggested },
  })
}
const last = async () =>
  (
    await sql<{
      n: number
    }>`select last_number as n from register where agency_id = ${province.units.kinhBac} and travel = 'incoming'`.execute(
      database.owner,
    )
  ).rows[0]?.n ?? 0

/** Everything that a registration leaves, without what differs between any two. */
async function left(documentId: string) {
  const { rows } = await sql<{ left: Record<string, unknown> }>`
    select jsonb_build_object(
      'document', to_jsonb(d) - '{id,number,symbol,symbol_key,listed_at,created_at}'::text[],
      'audience', (select jsonb_agg(jsonb_build_array(a.principal, a.list, a.reason, a.at = d.listed_at) order by a.principal) from audience a where a.record_id = d.id),
      'class', (select c.class_id from record_class c where c.record_id = d.id),
      'files', (select jsonb_agg(to_jsonb(f) - '{id,document_id,sha256,added_at}'::text[] order by f.ordinal) from document_file f where f.document_id = d.id),
      'entry', (select jsonb_agg(jsonb_build_array(e.number = d.number, e.register_id = d.register_id, e.given_by)) from register_entry e where e.document_id = d.id),
      'found', (select count(*) from search_document s where s.document_id = d.id),
      'events', (select jsonb_agg(to_jsonb(e) - '{id,at,record_id,request_id}'::text[] || jsonb_build_object('data', e.data - '{number,symbol}'::text[], 'number', e.data ->> 'number' = d.number::text,
                   'symbol', e.data ->> 'symbol' = d.symbol) order by e.kind) from event e where e.record_id = d.id),
      'delivery', (select jsonb_agg(jsonb_build_array(y.status, (select jsonb_agg(jsonb_build_array(s.code, s.by_agency_id, s.by_name, s.note)) from delivery_status s where s.delivery_id = y.id)))
                     from delivery y where y.incoming_id = d.id)) as left
      from document d where d.id = ${documentId}`.execute(database.owner)
  return rows[0]?.left
}

describe('registering many arrivals', () => {
  it('leaves of each what registering it by itself leaves, numbered in the order that was asked for', async () => {
    const classId = newId()
    await sql`insert into confidentiality_class (id, agency_id, name) values (${classId}, ${province.units.kinhBac}, 'Nội bộ')`.execute(
      database.owner,
    )
    await sql`insert into confidentiality_type (agency_id, type_code, class_id) values (${province.units.kinhBac}, 'bao-cao', ${classId})`.execute(
      database.owner,
    )
    const arrivals = [await arrive(), await arrive({ typeCode: 'bao-cao' }), await arrive()]
    const before = await last()
    const asked = arrivals.map((one) => one.deliveryId).reverse()
    const { registered, refused } = await registerMany(asked)
    expect(refused).toEqual([])
    expect(registered.map((one) => [one.deliveryId, one.number])).toEqual(asked.map((id, n) => [id, before + 1 + n]))
    for (const typeCode of ['cong-van', 'bao-cao']) {
      const arrival = await arrive({ typeCode })
      const { documentId } = await byItself(arrival)
      const many = registered.find((one) => one.deliveryId === arrivals[typeCode === 'bao-cao' ? 1 : 0]?.deliveryId)
      expect(await left(many?.documentId ?? '')).toEqual(await left(documentId))
    }
    const [one] = registered
    expect(
      await server.ask(people.wardClerk, documents.record, { params: { id: one?.documentId ?? '' } }),
    ).toMatchObject({ number: one?.number, files: [{ name: '1.pdf' }, { name: '2.pdf' }], origin: { status: '03' } })
  })

  it('tells each sender of the province that it is registered', async () => {
    const id = await draftSome(server, database, province)
    const { symbol } = await issueSome(server, province, id)
    const waiting = await server.ask(people.wardClerk, incoming.arrivals, {})
    const arrival = waiting.find((one) => one.facts.symbol === symbol)
    const outside = await arrive()
    const { registered } = await registerMany([outside.deliveryId, arrival?.deliveryId ?? ''])
    for (const one of registered)
      expect(await server.ask(people.wardClerk, documents.record, { params: { id: one.documentId } })).toMatchObject({
        origin: { status: '03' },
      })
    const { deliveries } = await server.ask(people.departmentClerk, documents.record, { params: { id } })
    expect(deliveries.map((one) => one.status).sort()).toEqual(['01', '03'])
  })

  it('leaves to wait, with the reason, what is not to be registered unseen; the others go on', async () => {
    const known = await arrive({ symbol: '7/BVD-ĐT' })
    await registerMany([known.deliveryId])
    const file = 'một tệp'
    const good = await arrive({}, { main: file })
    const others = {
      sameSymbol: await arrive({ symbol: '7 / bvd-đt', issuerName: 'bộ ví dụ' }),
      sameFile: await arrive({}, { main: file }),
      tomorrow: await arrive({ issuedOn: '2099-12-31' }),
      long: await arrive({ symbol: `${'1'.repeat(20)}/${'X'.repeat(50)}` }),
      unknownType: await arrive({ typeCode: 'khong-co' }),
      ofAnother: await arrive({}, { to: province.units.tuSon }),
    }
    const ids = Object.values(others).map((one) => one.deliveryId)
    const before = await last()
    const { registered, refused } = await registerMany([good.deliveryId, ...ids, known.deliveryId, newId()])
    expect(registered).toMatchObject([{ deliveryId: good.deliveryId, number: before + 1 }])
    expect(await last()).toBe(before + 1)
    expect(refused.map((one) => [one.deliveryId, one.code]).slice(0, 7)).toEqual([
      [others.sameSymbol.deliveryId, 'document.already-registered'],
      [others.sameFile.deliveryId, 'document.twice-among-chosen'],
      [others.tomorrow.deliveryId, 'document.date-impossible'],
      [others.long.deliveryId, 'document.register-by-itself'],
      [others.unknownType.deliveryId, 'document.register-by-itself'],
      // Nothing tells that it exists.
      [others.ofAnother.deliveryId, 'document.arrival-gone'],
      [known.deliveryId, 'document.arrival-gone'],
    ])
    expect(refused[5]).toMatchObject({ symbol: '', abstract: '' })
    expect(refused[0]).toMatchObject({
      because: expect.stringContaining('có thể đã được đăng ký'),
      duplicates: [{ symbol: '7/BVD-ĐT', because: 'same-symbol' }],
    })
    const seen = await registerMany([others.sameSymbol.deliveryId, others.sameFile.deliveryId], {
      duplicatesSeen: true,
    })
    expect(seen.registered.map((one) => one.number)).toEqual([before + 2, before + 3])
  })

  it('is done once: by two clerks at once, among others, and where the request is repeated', async () => {
    const arrivals = []
    for (let n = 0; n < 12; n++) arrivals.push(await arrive())
    const ids = arrivals.map((one) => one.deliveryId)
    const before = await last()
    const [single] = arrivals
    const answers = await Promise.all([
      registerMany(ids.slice(0, 8)),
      registerMany(ids.slice(4).reverse()),
      single && byItself(single).catch(() => null),
    ])
    expect(await last()).toBe(before + 12)
    const { rows } = await sql<{ n: number }>`
      select e.number as n from register_entry e join register r on r.id = e.register_id join document d on d.id = e.document_id and d.number = e.number
       where r.agency_id = ${province.units.kinhBac} and r.travel = 'incoming' and e.number > ${before} order by 1`.execute(
      database.owner,
    )
    expect(rows.map((one) => one.n)).toEqual(Array.from({ length: 12 }, (_, n) => before + 1 + n))
    const [first, second] = answers
    expect((first?.registered.length ?? 0) + (second?.registered.length ?? 0) + (answers[2] ? 1 : 0)).toBe(12)
    const one = await arrive()
    const key = newId()
    const once = await registerMany([one.deliveryId], {}, key)
    expect(await registerMany([one.deliveryId], {}, key)).toEqual(once)
    expect(await last()).toBe(before + 13)
  })

  it('registers nothing in a book that is closed, and is for the registry alone', async () => {
    const { deliveryId } = await arrive()
    const close = (closed: boolean) =>
      sql`update register set closed = ${closed} where agency_id = ${province.units.kinhBac}`.execute(database.owner)
    await close(true)
    const call = (who = people.wardClerk) =>
      server.call(who, incoming.registerMany, { body: { deliveryIds: [deliveryId] } })
    expect((await call()).problem.code).toBe('register.closed')
    await close(false)
    expect((await call(people.wardSpecialist)).problem.code).toBe('capability.needed')
    expect((await call()).answer.registered).toHaveLength(1)
  })

  it('is for the clerks of the recipients, also where the database is asked straight', async () => {
    const { deliveryId } = await arrive()
    const asked = (who: Standing) =>
      asActor(database.app, who, async (tx) => {
        const { rows } = await sql<{ shown: boolean; done: string[] }>`
          select exists (select from app.first_arrivals(200) a where a.delivery_id = ${deliveryId}) as shown,
            app.report_registered(array[${deliveryId}::uuid], array[null::uuid]) as done`.execute(tx)
        return rows[0]
      })
    for (const who of [people.wardSpecialist, people.otherWardClerk])
      expect(await asked(who)).toEqual({ shown: false, done: [] })
    expect(await asked(people.wardClerk)).toEqual({ shown: true, done: [deliveryId] })
  })

  it('is offered what is urgent first, then what came first', async () => {
    const [old, late, express] = [
      await arrive({ urgency: 'normal' }),
      await arrive({ urgency: 'normal' }),
      await arrive({ urgency: 'express' }),
    ].map((one) => one.deliveryId)
    const order = (await server.ask(people.wardClerk, incoming.arrivals, {})).map((one) => one.deliveryId)
    expect(order.filter((id) => [old, late, express].includes(id))).toEqual([express, old, late])
  })
})
