import { exchange } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { asActor } from '../../platform/database/index.ts'
import type { SigningKey } from '../../signing/index.ts'
import { type DocumentMessage, documentIdOf, organ, type StatusMessage } from '../messages/message.ts'
import { keyOfPem, makeKey } from '../messages/message-key.ts'
import { signEnvelope } from '../messages/signature.ts'
import { writeEnvelope, writeMessage } from '../messages/write-message.ts'
import { someMessage } from '../testing/some-message.ts'
import { arrivalsOf, issueTo, makeTwoSides, type Side, today } from '../testing/two-sides.ts'

/** What comes from another province: taken in once, or refused with the reason. */
const { a, b, send, statusOf, close } = await makeTwoSides()
afterAll(close)
const stranger = keyOfPem(await makeKey('Kẻ lạ', 2048))

const count = async (side: Side, query: ReturnType<typeof sql<{ n: number }>>) =>
  (await query.execute(side.database.owner)).rows[0]?.n

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
    // One with a fault is explained all the same, element by element, also where it was refused.
    const text = (await bring({ number: '203' }, { files: { 'a.txt': 'x' } })).toString()
    const faulty = await brought(text.replace(/(PromulgationDate>)[^<]*/, '$12026/02/30'))
    const subject = { key: 'element', value: expect.stringMatching(/^MessageHeader\/Subject: \S/) }
    expect(await a.server.ask(wardClerk, exchange.explain, faulty)).toMatchObject({
      refusal: { code: 'exchange.value-wrong' },
      fields: expect.arrayContaining([
        subject,
        { key: 'element', value: 'PromulgationInfo/PromulgationDate: 2026/02/30' },
      ]),
    })
    expect((await a.server.call(wardClerk, exchange.takeIn, faulty)).status).toBe(422)
    const { items } = await a.server.ask(a.province.people.officeClerk, exchange.list, { query: { state: 'refused' } })
    expect(
      await a.server.ask(a.province.people.officeClerk, exchange.read, { params: { id: items[0]?.id ?? '' } }),
    ).toMatchObject({ business: 'unread', fields: expect.arrayContaining([subject]) })
  })
})
