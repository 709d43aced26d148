import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { exchange } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { approveSome, draftSome } from '../documents/outgoing/testing/draft.ts'
import { sendWaiting } from './sending/send-waiting.ts'
import { arrivalsOf, issueTo, makeTwoSides, registerArrival } from './testing/two-sides.ts'
import { openWays } from './ways/open-ways.ts'
import { type Way, WayError } from './ways/way.ts'

/** What one province sends another, and what becomes of it. */
const { a, b, line, wayTo, send, settle, recordOf, statusOf, close } = await makeTwoSides()
afterAll(close)
beforeEach(() => Object.assign(line, { carried: [], broken: () => null }))

describe('a document to an agency outside', () => {
  it('waits from the moment it is issued, arrives in the other registry’s queue, and its progress comes back', async () => {
    const { id, symbol } = await issueTo(a, b, ['kinhBac', 'skhcn'])
    expect(await statusOf(id)).toEqual(['queued', 'queued'])
    await send(a)
    expect(await statusOf(id)).toEqual(['sent', 'sent'])
    const [arrival] = (await arrivalsOf(b)).filter((one) => one.facts.symbol === symbol)
    expect(arrival).toMatchObject({
      channel: 'exchange',
      senderAgencyId: null,
      senderName: 'Sở Khoa học và Công nghệ (H05)',
      facts: {
        issuerName: 'Sở Khoa học và Công nghệ',
        typeCode: 'cong-van',
        abstract: 'triển khai tổ công nghệ số cộng đồng',
        signerName: 'Đặng Văn Hải',
      },
      files: [{ mediaType: 'application/pdf', role: 'main', name: `${symbol.replaceAll('/', '-')}.pdf` }],
    })
    await settle()
    expect(await statusOf(id)).toEqual(['01', '01'])
    const { documentId } = await registerArrival(b, symbol)
    await settle()
    expect((await statusOf(id)).sort()).toEqual(['01', '03'])
    const there = await b.server.ask(b.province.people.wardClerk, documents.record, { params: { id: documentId } })
    expect(there).toMatchObject({
      channel: 'exchange',
      origin: { senderName: 'Sở Khoa học và Công nghệ (H05)', status: '03' },
    })
    const { files } = await recordOf(a, id)
    expect(files.map((one) => one.sha256)).toContain(there.files[0]?.sha256)
    const [delivery] = (await recordOf(a, id)).deliveries.filter((one) => one.status === '03')
    expect(delivery).toMatchObject({ channel: 'exchange', recipientName: 'Ủy ban nhân dân phường Kinh Bắc (H26)' })
    // The other side tells moments to the second, by its own clock.
    expect(delivery?.history.map((one) => one.code).sort()).toEqual(['01', '03', 'queued', 'sent'])
  })

  it('is refused with the reason, and the sender’s registry is told', async () => {
    const { id, symbol } = await issueTo(a, b)
    await settle()
    const arrival = (await arrivalsOf(b)).find((one) => one.facts.symbol === symbol)
    await b.server.ask(b.province.people.wardClerk, incoming.refuseArrival, {
      params: { id: arrival?.deliveryId ?? '' },
      body: { reason: 'Gửi nhầm nơi nhận' },
    })
    await settle()
    expect((await recordOf(a, id)).deliveries[0]).toMatchObject({
      status: '02',
      history: expect.arrayContaining([expect.objectContaining({ code: '02', note: 'Gửi nhầm nơi nhận' })]),
    })
  })

  it('is asked back: at once where nobody looked at it, else by an answer', async () => {
    const first = await issueTo(a, b)
    const second = await issueTo(a, b)
    await settle()
    const { deliveryId } = await registerArrival(b, second.symbol)
    await settle()
    for (const { id } of [first, second]) {
      const { version } = await recordOf(a, id)
      await a.server.ask(a.province.people.departmentClerk, outgoing.recall, {
        params: { id },
        body: { version, reason: 'Sai nội dung' },
      })
    }
    expect(await statusOf(first.id)).toEqual(['13'])
    await settle()
    expect(await statusOf(first.id)).toEqual(['15'])
    expect((await arrivalsOf(b)).some((one) => one.facts.symbol === first.symbol)).toBe(false)
    expect(await statusOf(second.id)).toEqual(['13'])
    await b.server.ask(b.province.people.wardClerk, incoming.answerRecall, {
      params: { id: deliveryId },
      body: { agree: false, reason: 'Đã thực hiện' },
    })
    await settle()
    expect(await statusOf(second.id)).toEqual(['16'])
  })

  it('that another replaces says so', async () => {
    const first = await issueTo(a, b)
    await settle()
    const { deliveryId } = await registerArrival(b, first.symbol)
    const second = await issueTo(a, b, ['kinhBac'], { replaces: first.id })
    await settle()
    const arrival = (await arrivalsOf(b)).find((one) => one.facts.symbol === second.symbol)
    expect(arrival?.replaces).toBe(true)
    expect(await statusOf(first.id)).toEqual(['13'])
    await b.server.ask(b.province.people.wardClerk, incoming.answerRecall, {
      params: { id: deliveryId },
      body: { agree: true },
    })
    await settle()
    expect(await statusOf(first.id)).toEqual(['15'])
    expect(await statusOf(second.id)).toEqual(['01'])
  })

  it('answers one that came, and says which', async () => {
    const { symbol } = await issueTo(a, b)
    await settle()
    const { documentId } = await registerArrival(b, symbol)
    const draft = await b.server.ask(b.province.people.wardClerk, documents.record, { params: { id: documentId } })
    expect(draft.symbol).toBe(symbol)
    const id = await draftSome(b.server, b.database, b.province, {
      recipients: [{ outsideId: b.partner.outside[a.codes.kinhBac] ?? '' }],
    })
    await sql`insert into document_relation (from_id, to_id, kind) values (${id}, ${documentId}, 'answers')`.execute(
      b.database.owner,
    )
    await approveSome(b.server, b.province, id)
    const clerk = b.province.people.departmentClerk
    const { version } = await b.server.ask(clerk, outgoing.read, { params: { id } })
    await b.server.ask(clerk, outgoing.issue, { params: { id }, body: { version } })
    await send(b)
    expect(line.carried.at(-1)?.text).toContain(
      `<edXML:ResponseFor><edXML:OrganId>H05.02</edXML:OrganId><edXML:Code>${symbol}</edXML:Code>`,
    )
  })
})

describe('what cannot be sent', () => {
  const stateOf = async (id: string) =>
    (
      await sql<{ state: string; tries: number; reason: { code: string } | null; told: number }>`
      select m.state, m.tries, m.reason, (select count(*)::int from event e where e.kind like 'exchange.%' and e.data ->> 'messageId' = m.id::text) as told
        from exchange_message m join delivery y on y.id = m.delivery_id where y.document_id = ${id} and m.business = 'new'`.execute(
        a.database.owner,
      )
    ).rows
  const due = () =>
    sql`update exchange_message set next_try_at = now() where state = 'waiting'`.execute(a.database.owner)

  it('is tried again with pauses, per recipient; a person is told within minutes', async () => {
    const { id } = await issueTo(a, b, ['kinhBac', 'skhcn'])
    line.broken = (message) =>
      message.partnerCode === 'H26.41' && message.business === 'new'
        ? new WayError('exchange.refused-there', { status: 500, code: '', said: '' })
        : null
    await send(a)
    expect((await stateOf(id)).map((one) => one.state).sort()).toEqual(['sent', 'waiting'])
    expect(await send(a)).toBe(0)
    for (let n = 0; n < 5; n++) {
      await due()
      await send(a)
    }
    expect((await stateOf(id)).find((one) => one.state === 'waiting')).toMatchObject({
      tries: 6,
      told: 1,
      reason: { code: 'exchange.refused-there' },
    })
    const sent = line.carried.filter((one) => one.message.partnerCode === 'H26.41').length
    line.broken = () => null
    await due()
    await settle()
    expect((await statusOf(id)).sort()).toEqual(['01', '01'])
    expect(sent).toBe(0)
  })

  it('is the same message in every try, also where the answer was lost', async () => {
    const { id } = await issueTo(a, b)
    let lost = 2
    const way = wayTo(b)
    const unsure: Way = {
      send: async (message) => {
        await way.send(message)
        if (lost-- > 0) throw new WayError('exchange.refused-there', { status: 502, code: '', said: '' })
      },
    }
    for (let n = 0; n < 3; n++) {
      await due()
      await sendWaiting({ worker: a.database.worker, files: a.server.files, key: a.key }, async () => [
        { id: a.partner.wayId, name: 'x', kind: 'http', way: unsure },
      ])
    }
    const texts = line.carried.filter((one) => one.message.business === 'new').map((one) => one.text)
    expect(texts.length).toBe(3)
    expect(new Set(texts).size).toBe(1)
    await settle()
    expect(await statusOf(id)).toEqual(['01'])
  })

  it('and is refused over there waits for a person, who is told why', async () => {
    await sql`update outside_agency set must_sign = true, valid = '[2020-01-01,2020-02-01)' where code = 'H05.02'`.execute(
      b.database.owner,
    )
    const { id } = await issueTo(a, b)
    await send(a)
    expect(await stateOf(id)).toMatchObject([
      {
        state: 'refused',
        reason: { code: 'exchange.refused-there', values: { code: 'exchange.sender-unknown' } },
        told: 1,
      },
    ])
    expect(await statusOf(id)).toEqual(['failed'])
    await sql`update outside_agency set valid = '[2020-01-01,)' where code = 'H05.02'`.execute(b.database.owner)
  })

  it('for want of a way says so', async () => {
    await sql`update outside_agency set way_id = null where code = 'H26.41'`.execute(a.database.owner)
    const { id } = await issueTo(a, b)
    await send(a)
    expect(await stateOf(id)).toMatchObject([{ state: 'refused', reason: { code: 'exchange.no-way' } }])
    await sql`update outside_agency set way_id = ${a.partner.wayId} where code = 'H26.41'`.execute(a.database.owner)
  })

  it('over a way that is switched off or down waits, says why, and goes by itself', async () => {
    const open = async (enabled: boolean) =>
      sql`update exchange_way set enabled = ${enabled} where id = ${a.partner.wayId}`.execute(a.database.owner)
    const sendOver = async () => {
      await due()
      await sendWaiting({ worker: a.database.worker, files: a.server.files, key: a.key }, () =>
        openWays({ worker: a.database.worker, files: a.server.files } as never).all(),
      )
    }
    await open(false)
    const { id, symbol } = await issueTo(a, b)
    await sendOver()
    await sendOver()
    const { departmentClerk } = a.province.people
    const { items } = await a.server.ask(departmentClerk, exchange.list, { query: { state: 'waiting' } })
    const messageId = items.find((one) => one.symbol === symbol)?.id ?? ''
    const read = () => a.server.ask(departmentClerk, exchange.read, { params: { id: messageId } })
    const off = { code: 'exchange.way-off', sentence: expect.stringContaining('đang tắt') }
    expect(await read()).toMatchObject({ state: 'waiting', reason: off, steps: [{ kind: 'not-sent', reason: off }] })
    // What stands behind it has not been tried, and says the same.
    const second = await issueTo(a, b)
    const behind = await a.server.ask(departmentClerk, exchange.list, { query: { state: 'waiting', q: second.symbol } })
    expect(behind.items).toMatchObject([{ reason: off, tries: 0 }])
    await sql`update exchange_way set bad_since = now() - interval '2 minutes' where id = ${a.partner.wayId}`.execute(
      a.database.owner,
    )
    await sendOver()
    const { down } = await a.server.ask(departmentClerk, exchange.traffic, {})
    expect(down).toMatchObject([{ reason: off }])
    expect(await sql`select from event where kind = 'exchange.way-down'`.execute(a.database.owner)).toMatchObject({
      rows: [{}],
    })
    await open(true)
    expect((await a.server.ask(departmentClerk, exchange.traffic, {})).down).toEqual([])
    // It rests between tries.
    await expect
      .poll(
        async () => {
          await due()
          await settle()
          return statusOf(id)
        },
        { timeout: 10_000 },
      )
      .toEqual(['01'])
    expect((await read()).steps.map((one) => one.kind)).toEqual(['not-sent', 'sent'])
  })

  it('is sent again or marked as sent otherwise, by the registry alone', async () => {
    await sql`update outside_agency set way_id = null where code = 'H26.41'`.execute(a.database.owner)
    const first = await issueTo(a, b)
    const second = await issueTo(a, b)
    await send(a)
    const { departmentClerk, wardClerk } = a.province.people
    const list = await a.server.ask(departmentClerk, exchange.list, { query: { state: 'undelivered' } })
    const of = (symbol: string) => list.items.find((one) => one.symbol === symbol)?.id ?? ''
    expect(list.items.find((one) => one.symbol === first.symbol)).toMatchObject({
      reason: { code: 'exchange.no-way', sentence: expect.stringContaining('Kinh Bắc') },
    })
    const noted = await a.server.ask(departmentClerk, exchange.otherwise, {
      params: { id: of(first.symbol) },
      body: { note: 'Gửi bưu điện' },
    })
    expect(noted).toEqual({ state: 'otherwise' })
    expect(await statusOf(first.id)).toEqual(['sent'])
    await sql`update outside_agency set way_id = ${a.partner.wayId} where code = 'H26.41'`.execute(a.database.owner)
    expect(
      (await a.server.call(wardClerk, exchange.resend, { params: { id: of(second.symbol) }, body: {} })).status,
    ).toBe(404)
    await a.server.ask(departmentClerk, exchange.resend, { params: { id: of(second.symbol) }, body: {} })
    await settle()
    expect(await statusOf(second.id)).toEqual(['01'])
    expect(
      (await a.server.call(departmentClerk, exchange.resend, { params: { id: of(second.symbol) }, body: {} })).problem
        .code,
    ).toBe('exchange.settled-already')
    const view = await a.server.ask(departmentClerk, exchange.read, { params: { id: of(second.symbol) } })
    expect(view).toMatchObject({
      state: 'sent',
      documentId: second.id,
      signature: { state: 'valid' },
      steps: [{ kind: 'refused' }, { kind: 'resend', personName: 'Bùi Thị Hoa' }, { kind: 'sent' }],
    })
    expect(view.fields).toContainEqual({ key: 'to', value: 'H26.41 · Ủy ban nhân dân phường Kinh Bắc (H26)' })
    // Of a large one what it says is read while the rest stands there already.
    await sql`update exchange_message set size = 400000000 where id = ${view.id}`.execute(a.database.owner)
    expect(await a.server.ask(departmentClerk, exchange.read, { params: { id: view.id } })).toMatchObject({
      state: 'sent',
      fields: null,
    })
    expect(await a.server.ask(departmentClerk, exchange.content, { params: { id: view.id } })).toEqual({
      signature: view.signature,
      fields: view.fields,
    })
    expect((await a.server.call(wardClerk, exchange.content, { params: { id: view.id } })).status).toBe(404)
    const original = await a.server.call(departmentClerk, exchange.original, { params: { id: view.id } })
    expect(original.response.body).toBe(line.carried.filter((one) => one.message.business === 'new').at(-1)?.text)
    expect(await a.server.ask(departmentClerk, exchange.traffic, {})).toMatchObject({
      hours: expect.arrayContaining([expect.objectContaining({ partnerCode: 'H26.41' })]),
    })
  })
})
