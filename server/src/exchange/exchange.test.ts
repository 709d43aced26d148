import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { exchange } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approveSome, draftSome, issueSome } from '../documents/outgoing/testing/draft.ts'
import { someFacts } from '../documents/testing/register.ts'
import { serveModules } from '../modules.ts'
import { asActor } from '../platform/database/index.ts'
import { startTestServer, type TestServer } from '../platform/testing/index.ts'
import type { SigningKey } from '../signing/index.ts'
import { type DocumentMessage, documentIdOf, organ, type StatusMessage } from './messages/message.ts'
import { keyOfPem, makeKey } from './messages/message-key.ts'
import { signEnvelope } from './messages/signature.ts'
import { writeEnvelope, writeMessage } from './messages/write-message.ts'
import { takeIn } from './receiving/take-in.ts'
import { sendWaiting } from './sending/send-waiting.ts'
import { enterPartner, type Installation, makeInstallation, type Partner } from './testing/installation.ts'
import { someMessage } from './testing/some-message.ts'
import { type OutgoingMessage, type Way, WayError } from './ways/way.ts'

/** Two provinces, each a whole product of its own; what travels between them is carried by the test, as badly as it likes. */
interface Side extends Installation {
  server: TestServer
  key: SigningKey
  partner: Partner
  /** Takes what came over a way, with what the other side would be answered. */
  take(text: string | Buffer, wayId?: string | null): ReturnType<typeof takeIn>
}
let a: Side
let b: Side
let stranger: SigningKey

beforeAll(async () => {
  const side = async (root: string) => {
    const installation = await makeInstallation(root)
    const server = await startTestServer(installation.database.app, serveModules)
    return { ...installation, server, key: keyOfPem(await makeKey(root, 2048)) } as Side
  }
  a = await side('H05')
  b = await side('H26')
  stranger = keyOfPem(await makeKey('Kẻ lạ', 2048))
  for (const [here, there] of [
    [a, b],
    [b, a],
  ] as const) {
    here.partner = await enterPartner(here, there, there.key)
    here.take = async (text, wayId = here.partner.wayId) =>
      takeIn(
        { worker: here.database.worker, files: here.server.files },
        { ...(await here.server.files.putBytes(Buffer.from(text as string))), wayId },
      )
  }
}, 60_000)
afterAll(async () => {
  for (const side of [a, b]) {
    await side?.server.close()
    await side?.database.drop()
  }
})

let carried: { message: OutgoingMessage; text: string }[] = []
let broken: (message: OutgoingMessage) => Error | null = () => null
beforeEach(() => {
  carried = []
  broken = () => null
})

/** The way between the two: what the other side refuses comes back as the http way has it. */
const wayTo = (to: Side): Way => ({
  async send(message) {
    const failure = broken(message)
    if (failure) throw failure
    const parts: Buffer[] = []
    for await (const part of await message.open()) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    carried.push({ message, text })
    const taken = await to.take(text)
    if (taken.outcome === 'refused')
      throw new WayError(
        'exchange.refused-there',
        { code: taken.refusal.code, status: 422, said: '' },
        taken.refusal.status !== 409,
      )
  },
})
async function send(from: Side): Promise<number> {
  const house = { worker: from.database.worker, files: from.server.files, key: from.key }
  return sendWaiting(house, async () => [
    { id: from.partner.wayId, name: 'x', kind: 'http', way: wayTo(from === a ? b : a) },
  ])
}
/** Whatever waits, on both sides, until nothing does. */
async function settle() {
  while ((await send(a)) + (await send(b)) > 0);
}

async function issueTo(
  side: Side,
  to: Side,
  keys: ('skhcn' | 'kinhBac')[] = ['kinhBac'],
  changes: Parameters<typeof draftSome>[3] = {},
) {
  const recipients = keys.map((key) => ({ outsideId: side.partner.outside[to.codes[key]] ?? '' }))
  const id = await draftSome(side.server, side.database, side.province, { recipients, ...changes })
  const { symbol } = await issueSome(side.server, side.province, id)
  return { id, symbol }
}
const recordOf = (side: Side, id: string) =>
  side.server.ask(side.province.people.departmentClerk, documents.record, { params: { id } })
const statusOf = async (id: string) => (await recordOf(a, id)).deliveries.map((one) => one.status)
const arrivalsOf = (side: Side, who: 'wardClerk' | 'departmentClerk' = 'wardClerk') =>
  side.server.ask(side.province.people[who], incoming.arrivals, {})
const register = async (side: Side, symbol: string) => {
  const arrival = (await arrivalsOf(side)).find((one) => one.facts.symbol === symbol)
  if (!arrival) throw new Error('no such arrival')
  const { facts } = arrival
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const answer = await side.server.ask(side.province.people.wardClerk, incoming.register, {
    body: {
      facts: someFacts({
        arrivedOn: today,
        issuedOn: facts.issuedOn,
        symbol,
        issuerName: facts.issuerName,
        abstract: facts.abstract,
      }),
      files: [],
      deliveryId: arrival.deliveryId,
      duplicatesSeen: true,
    },
  })
  return { ...answer, deliveryId: arrival.deliveryId }
}
const count = async (side: Side, query: ReturnType<typeof sql<{ n: number }>>) =>
  (await query.execute(side.database.owner)).rows[0]?.n

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
    const { documentId } = await register(b, symbol)
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
    const { deliveryId } = await register(b, second.symbol)
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
    const { deliveryId } = await register(b, first.symbol)
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
    const { documentId } = await register(b, symbol)
    const draft = await b.server.ask(b.province.people.wardClerk, documents.record, { params: { id: documentId } })
    expect(draft.symbol).toBe(symbol)
    await sql`insert into document_relation (from_id, to_id, kind)
      select d.id, ${documentId}, 'answers' from document d where d.travel = 'outgoing' limit 0`.execute(
      b.database.owner,
    )
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
    expect(carried.at(-1)?.text).toContain(
      `<edXML:ResponseFor><edXML:OrganId>H05.02</edXML:OrganId><edXML:Code>${symbol}</edXML:Code>`,
    )
  })
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
/** A message of B's department to A's ward, whole and signed unless a test says otherwise. */
async function bring(
  given: Partial<DocumentMessage> = {},
  { key = b.key as SigningKey | null, files = {} as Record<string, string> } = {},
) {
  const attachments = await Promise.all(
    Object.entries(files).map(async ([name, content], n) => ({
      contentId: `c${n}`,
      name,
      description: '',
      mediaType: 'text/plain',
      ...(await a.server.files.putBytes(Buffer.from(content))),
    })),
  )
  const message = someMessage({
    from: organ('H26.02', 'Sở Khoa học và Công nghệ'),
    to: [organ('H05.41', 'Phường Kinh Bắc')],
    issuedOn: today(),
    trace: [{ organ: 'H26.02', at: new Date().toISOString() }],
    attachments,
    ...given,
  })
  return write(
    {
      ...message,
      documentId:
        given.documentId ?? documentIdOf(message.from.code, message.issuedOn, `${message.number}/${message.notation}`),
    },
    key,
  )
}
async function write(message: DocumentMessage | StatusMessage, key: SigningKey | null): Promise<string> {
  const envelope = key ? await signEnvelope(message, key) : writeEnvelope(message)
  const parts: string[] = []
  for await (const part of writeMessage(message, envelope, (sha256) => a.server.files.readAll(sha256))) parts.push(part)
  return parts.join('')
}
const refused = async (text: string | Buffer, wayId?: string | null) => {
  const before = await everything(a)
  const taken = await a.take(text, wayId)
  if (taken.outcome !== 'refused') throw new Error(`it was ${taken.outcome}`)
  expect(await everything(a)).toEqual(before)
  return { code: taken.refusal.code, ...taken.refusal.values, id: taken.messageIds[0] }
}
const everything = (side: Side) =>
  count(
    side,
    sql`select (select count(*) from delivery) * 1000000 + (select count(*) from delivery_status) * 1000 + (select count(*) from document) as n`,
  )

describe('what comes twice, late or not as it should', () => {
  it('is taken in once, however often it comes, also after nodes on the way added their traces', async () => {
    const text = await bring({ number: '101' }, { files: { 'a.txt': 'Nội dung' } })
    const first = await a.take(text)
    expect(first.outcome).toBe('taken')
    const traced = text.replace(
      '</edXML:TraceHeaderList>',
      '<edXML:TraceHeader><edXML:OrganId>G22</edXML:OrganId><edXML:Timestamp></edXML:Timestamp></edXML:TraceHeader></edXML:TraceHeaderList>',
    )
    const others = await Promise.all([a.take(text), a.take(traced), a.take(text)])
    for (const other of others) expect(other).toEqual({ outcome: 'repeated', messageIds: first.messageIds })
    expect(
      await count(
        a,
        sql`select count(*) as n from delivery y join exchange_message m on m.delivery_id = y.id where m.document_key like '%,101/BTN-VP'  and m.direction = 'in'`,
      ),
    ).toBe(1)
    const together = await bring({ number: '102' })
    const both = await Promise.all([a.take(together), a.take(together), a.take(together)])
    expect(both.map((one) => one.outcome).sort()).toEqual(['repeated', 'repeated', 'taken'])
  })

  it('reaches each agency that it names, by today’s or an old code, and only those', async () => {
    await sql`insert into exchange_code_alias (code, unit_id, valid) values ('H02.33', ${a.province.units.tuSon}, '[2025-07-01,)')`.execute(
      a.database.owner,
    )
    const to = [organ('H05.41', ''), organ('H02.33', ''), organ('H05.55', ''), organ('G07', '')]
    const taken = await a.take(await bring({ number: '103', to }))
    expect(taken.messageIds.length).toBe(2)
    expect(await refused(await bring({ number: '104', to: [organ('G07', ''), organ('H05.99', '')] }))).toMatchObject({
      code: 'exchange.recipient-unknown',
      recipients: 'G07, H05.99',
    })
  })

  it('with the identifier of another is refused and reported; the first stays', async () => {
    await a.take(await bring({ number: '105', subject: 'Bản thứ nhất' }))
    expect(await refused(await bring({ number: '105', subject: 'Bản thứ hai' }))).toMatchObject({
      code: 'exchange.same-id-other-content',
    })
    expect(
      await refused(await bring({ number: '105', subject: 'Bản thứ nhất' }, { files: { 'a.txt': 'thêm' } })),
    ).toMatchObject({ code: 'exchange.same-id-other-content' })
  })

  it('from who is not who they say is refused', async () => {
    expect(await refused(await bring({ number: '106', from: organ('G98', 'Không ai biết') }))).toMatchObject({
      code: 'exchange.sender-unknown',
      senderCode: 'G98',
    })
    expect(await refused(await bring({ number: '106' }, { key: stranger }))).toMatchObject({
      code: 'exchange.sender-forged',
      because: 'certificate',
      subject: 'CN=Kẻ lạ',
    })
    expect(await refused(await bring({ number: '106' }, { key: null }))).toMatchObject({
      code: 'exchange.signature-missing',
    })
    expect(await refused((await bring({ number: '106' })).replace('Về việc', 'Về việt'))).toMatchObject({
      code: 'exchange.signature-broken',
      element: 'MessageHeader',
    })
    const { rows } = await sql<{
      id: string
    }>`insert into exchange_way (kind, name) values ('folder', 'Thư mục khác') returning id`.execute(a.database.owner)
    expect(await refused(await bring({ number: '106' }), rows[0]?.id)).toMatchObject({
      code: 'exchange.sender-forged',
      because: 'way',
    })
    await sql`update outside_certificate set valid = '[2020-01-01,2025-01-01)' where outside_id = ${a.partner.outside['H26.02']}`.execute(
      a.database.owner,
    )
    expect(await refused(await bring({ number: '106' }))).toMatchObject({
      code: 'exchange.sender-forged',
      because: 'certificate',
    })
    await sql`update outside_certificate set valid = '[2020-01-01,)'`.execute(a.database.owner)
    // Brought by hand, the signature alone says who sends.
    await sql`update outside_agency set must_sign = false where code = 'H26.02'`.execute(a.database.owner)
    expect(await refused(await bring({ number: '106' }, { key: null }), null)).toMatchObject({
      code: 'exchange.signature-missing',
    })
    await sql`update outside_agency set must_sign = true`.execute(a.database.owner)
    expect((await a.take(await bring({ number: '106' }), null)).outcome).toBe('taken')
  })

  it('by a clock that is a little wrong is taken, by one that is wrong by years is not', async () => {
    const at = (minutes: number) => [{ organ: 'H26.02', at: new Date(Date.now() + minutes * 60_000).toISOString() }]
    expect((await a.take(await bring({ number: '107', trace: at(10) }))).outcome).toBe('taken')
    expect(await refused(await bring({ number: '108', trace: at(60) }))).toMatchObject({
      code: 'exchange.clock-wrong',
      element: 'TraceHeaderList/TraceHeader/Timestamp',
    })
    expect(await refused(await bring({ number: '108', trace: at(-3 * 525_600) }))).toMatchObject({
      code: 'exchange.clock-wrong',
    })
    expect(await refused(await bring({ number: '108', issuedOn: '2031-01-01' }))).toMatchObject({
      code: 'exchange.clock-wrong',
      element: 'PromulgationInfo/PromulgationDate',
    })
  })

  it('that cannot be read is kept for the operator, once, and the registry is told', async () => {
    const first = await refused(`<?xml version="1.0"?><!DOCTYPE edXML><edXML/>${'<!-- -->'.repeat(20)}`)
    expect(first).toMatchObject({ code: 'exchange.doctype' })
    const again = await refused(`<?xml version="1.0"?><!DOCTYPE edXML><edXML/>${'<!-- -->'.repeat(20)}`)
    expect(again.id).toBe(first.id)
    const { rows } = await sql<{
      sha256: string
      size: number
      agency_id: null
    }>`select sha256, size, agency_id from exchange_message where id = ${first.id}`.execute(a.database.owner)
    expect((await a.server.files.readAll(rows[0]?.sha256 ?? '')).length).toBe(rows[0]?.size)
    expect(
      await count(
        a,
        sql`select count(*) as n from event where kind = 'exchange.refused' and data ->> 'messageId' = ${first.id}`,
      ),
    ).toBe(1)
  })

  it('takes statuses in the order in which they happened, whatever the order in which they come', async () => {
    const { id, symbol } = await issueTo(a, b)
    await send(a)
    const about = { organ: 'H05.02', symbol, documentId: documentIdOf('H05.02', today(), symbol), issuedOn: today() }
    const tell = async (status: string, second: number, note = '') =>
      a.take(
        await write(
          {
            kind: 'status',
            from: organ('H26.41', 'Phường'),
            about,
            staff: { department: '', name: '', email: '', mobile: '' },
            status,
            note,
            at: new Date(Math.floor(Date.now() / 1000) * 1000 + second * 1000).toISOString(),
            unknown: [],
          },
          b.key,
        ),
      )
    await tell('05', 50)
    expect(await statusOf(id)).toEqual(['05'])
    await tell('03', 30)
    await tell('01', 10)
    expect(await statusOf(id)).toEqual(['05'])
    // Finished, then taken up again; the finish arrives last.
    await tell('05', 70)
    await tell('06', 60)
    expect(await statusOf(id)).toEqual(['05'])
    await tell('06', 80)
    expect(await statusOf(id)).toEqual(['06'])
    await tell('03', 75)
    expect(await statusOf(id)).toEqual(['06'])
    await tell('03', 90)
    expect(await statusOf(id)).toEqual(['03'])
    const repeated = await write(
      {
        kind: 'status',
        from: organ('H26.41', 'Phường'),
        about: { ...about, documentId: 'H05.02,2025/01/01,9/KHÔNG' },
        staff: { department: '', name: '', email: '', mobile: '' },
        status: '03',
        note: '',
        at: new Date().toISOString(),
        unknown: [],
      },
      b.key,
    )
    expect(await refused(repeated)).toMatchObject({ code: 'exchange.status-of-nothing' })
  })

  it('holds a recall that overtakes its document', async () => {
    const documentId = documentIdOf('H26.02', today(), '109/BTN-VP')
    const recall = await bring({ number: '109', business: 'recall', reason: 'Gửi nhầm', about: documentId })
    expect((await a.take(recall)).outcome).toBe('taken')
    expect((await a.take(recall)).outcome).toBe('repeated')
    await a.take(await bring({ number: '109' }))
    const { rows } = await sql<{
      status: string
    }>`select y.status from delivery y join exchange_message m on m.delivery_id = y.id where m.document_key = ${documentId} and m.business = 'new'`.execute(
      a.database.owner,
    )
    expect(rows).toEqual([{ status: '15' }])
    expect((await arrivalsOf(a)).some((one) => one.facts.symbol === '109/BTN-VP')).toBe(false)
  })

  it('is an update: of the list of recipients, or of the document', async () => {
    await a.take(await bring({ number: '110' }))
    const documentId = documentIdOf('H26.02', today(), '110/BTN-VP')
    await a.take(await bring({ number: '110', business: 'update', about: documentId, subject: 'Đã sửa' }))
    const arrivals = (await arrivalsOf(a)).filter((one) => one.facts.symbol === '110/BTN-VP')
    expect(arrivals.map((one) => [one.facts.abstract, one.replaces])).toEqual([
      [expect.stringMatching(/^Về việc/), false],
      ['Đã sửa', true],
    ])
    await a.take(
      await bring({
        number: '110',
        business: 'update',
        about: documentId,
        receivers: [{ organ: 'H05.41', added: false }],
        reason: 'Bỏ nơi nhận',
      }),
    )
    expect((await arrivalsOf(a)).filter((one) => one.facts.symbol === '110/BTN-VP').length).toBe(1)
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
    broken = (message) =>
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
    const sent = carried.filter((one) => one.message.partnerCode === 'H26.41').length
    broken = () => null
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
    const texts = carried.filter((one) => one.message.business === 'new').map((one) => one.text)
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
    const original = await a.server.call(departmentClerk, exchange.original, { params: { id: view.id } })
    expect(original.response.body).toBe(carried.filter((one) => one.message.business === 'new').at(-1)?.text)
    expect(await a.server.ask(departmentClerk, exchange.traffic, {})).toMatchObject({
      hours: expect.arrayContaining([expect.objectContaining({ partnerCode: 'H26.41' })]),
    })
  })
})

describe('a message dropped in by hand', () => {
  it('is explained field by field, and taken in where it may be', async () => {
    const { wardClerk } = a.province.people
    const brought = async (text: string) => {
      const file = await a.server.files.putBytes(Buffer.from(text))
      await asActor(a.database.app, wardClerk, (tx) =>
        sql`select app.add_file(${file.sha256}, ${file.size}, 'application/xml')`.execute(tx),
      )
      return { body: { sha256: file.sha256 } }
    }
    const good = await brought(await bring({ number: '201' }, { files: { 'a.txt': 'x' } }))
    expect(await a.server.ask(wardClerk, exchange.explain, good)).toMatchObject({
      refusal: null,
      signature: { state: 'valid' },
      files: [{ name: 'a.txt' }],
      fields: expect.arrayContaining([{ key: 'code', value: '201/BTN-VP' }]),
    })
    expect((await a.server.ask(wardClerk, exchange.takeIn, good)).outcome).toBe('taken')
    expect((await a.server.ask(wardClerk, exchange.takeIn, good)).outcome).toBe('repeated')
    const forged = await brought(await bring({ number: '202' }, { key: stranger }))
    expect(await a.server.ask(wardClerk, exchange.explain, forged)).toMatchObject({
      refusal: { code: 'exchange.sender-forged' },
    })
    expect((await a.server.call(wardClerk, exchange.takeIn, forged)).problem.code).toBe('exchange.sender-forged')
    expect((await a.server.call(a.province.people.otherWardClerk, exchange.explain, good)).status).toBe(422)
  })
})

describe('the directory', () => {
  it('is searched by any part, changed, exported and imported again; only the province keeps it', async () => {
    const { administrator, departmentClerk } = a.province.people
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(b.key.certificate).toString('base64')}\n-----END CERTIFICATE-----`
    const way = await a.server.ask(administrator, exchange.addWay, {
      body: { kind: 'folder', name: 'Trục', settings: { out: '/x' }, secret: 'bí mật' },
    })
    const { id } = await a.server.ask(administrator, exchange.addAgency, {
      body: { code: 'g88', name: 'Bộ Ví dụ', shortName: 'BVD', wayId: way.id },
    })
    await a.server.ask(administrator, exchange.addCertificate, { params: { id }, body: { pem } })
    expect(
      (await a.server.call(administrator, exchange.addAgency, { body: { code: 'G88', name: 'Trùng' } })).problem.code,
    ).toBe('exchange.code-taken')
    const found = await a.server.ask(departmentClerk, exchange.agencies, { query: { q: 'vi du' } })
    expect(found).toMatchObject([
      { code: 'G88', name: 'Bộ Ví dụ', wayName: null, certificates: [{ subject: 'CN=H26' }] },
    ])
    expect(
      (await a.server.call(departmentClerk, exchange.addAgency, { body: { code: 'G77', name: 'x' } })).status,
    ).toBe(403)
    const table = await a.server.call(administrator, exchange.exportAgencies, { query: { format: 'csv' } })
    expect(table.response.body).toContain('G88,Bộ Ví dụ,BVD')
    const changed = table.response.body
      .replace('Bộ Ví dụ', 'Bộ Ví dụ mới')
      .concat('\nG89,Bộ Thứ hai,,,,,,Trục,không,01/01/2025,\n')
    const give = (text: string, apply: boolean) =>
      a.server.ask(administrator, exchange.importAgencies, {
        body: { format: 'csv', content: Buffer.from(text).toString('base64'), apply },
      })
    expect(await give(changed, false)).toMatchObject({ added: 1, changed: 1, faults: [] })
    await give(changed, true)
    expect(await give(changed, true)).toMatchObject({ added: 0, changed: 0 })
    expect(await give(changed.replace('G89,', 'g 89,'), true)).toMatchObject({
      faults: [{ column: 'Mã định danh', value: 'G 89' }],
    })
    await a.server.ask(departmentClerk, exchange.addGroup, { body: { name: 'Các bộ', members: [id] } })
    expect(await a.server.ask(departmentClerk, exchange.groups, {})).toMatchObject([
      { name: 'Các bộ', members: [{ code: 'G88' }] },
    ])
    expect(await a.server.ask(administrator, exchange.ways, {})).toContainEqual(
      expect.objectContaining({ name: 'Trục', agencies: 2, settings: { out: '/x' } }),
    )
  })
})
