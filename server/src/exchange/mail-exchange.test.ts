import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { exchange } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftSome, issueSome } from '../documents/outgoing/testing/draft.ts'
import { someFacts } from '../documents/testing/register.ts'
import { serveModules } from '../modules.ts'
import { newId } from '../platform/database/index.ts'
import { openMailer } from '../platform/mail/index.ts'
import { openSealer } from '../platform/sign-in/index.ts'
import { startTestServer, type TestServer } from '../platform/testing/index.ts'
import { type SigningKey, toPem } from '../signing/index.ts'
import { documentIdOf, organ } from './messages/message.ts'
import { keyOfPem, makeKey } from './messages/message-key.ts'
import { writeEnvelope, writeMessage } from './messages/write-message.ts'
import { type ImapServer, startImapServer } from './testing/imap-server.ts'
import { enterPartner, type Installation, makeInstallation, type Partner } from './testing/installation.ts'
import { someMessage } from './testing/some-message.ts'
import { issueInto, makeAuthority } from './testing/tls-certificates.ts'
import { secretOf } from './ways/open-ways.ts'
import { exchangeWorks } from './works.ts'

/** Two installations that know each other only by mail: out over SMTP, in over IMAP, from a real mail server. */
interface Side extends Installation {
  server: TestServer
  key: SigningKey
  partner: Partner
}
let folder: string
let mailboxes: ImapServer
let smtp: SMTPServer
let a: Side
let b: Side
/** Mails that were sent, as they are on the way; to `mat@…` nobody is there, and they come back. */
const sent: { to: string; raw: string }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-by-mail-'))
  const authority = await makeAuthority('Gốc của máy chủ thư')
  await writeFile(join(folder, 'ca.crt'), toPem(authority.certificate))
  const { settings } = await issueInto(folder, 'localhost', authority)
  mailboxes = await startImapServer({ h05: 0, h26: 0 }, { crt: settings.certificate, key: settings.key })
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(address.startsWith('khong@') ? new Error('550 no such mailbox') : null),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        const raw = Buffer.concat(parts).toString()
        sent.push({ to, raw })
        const lost = to.startsWith('mat@')
        mailboxes
          .deliver((lost ? from : to).split('@')[0] ?? '', lost ? returned(to, raw) : raw)
          .then(() => done(), done)
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  a = await makeSide('H05')
  b = await makeSide('H26')
  for (const [here, there] of [
    [a, b],
    [b, a],
  ] as const)
    here.partner = await enterPartner(here, there, there.key, wayOf(here, there))
}, 90_000)
afterAll(async () => {
  for (const side of [a, b]) {
    await side?.server.close()
    await side?.database.drop()
  }
  await new Promise<void>((done) => (smtp ? smtp.close(done) : done()))
  await mailboxes?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function makeSide(root: string): Promise<Side> {
  const installation = await makeInstallation(root)
  const pem = await makeKey(root, 2048)
  const server = await startTestServer(installation.database.app, serveModules, async (works) => {
    const { port } = smtp.server.address() as AddressInfo
    works.mail = openMailer({
      url: `smtp://127.0.0.1:${port}`,
      from: `Trục ${root} <${root.toLowerCase()}@thu.example>`,
    })
    await writeFile(works.messageKey ?? '', pem)
    exchangeWorks(works)
  })
  return { ...installation, server, key: keyOfPem(pem), partner: { wayId: '', outside: {} } }
}

function wayOf(here: Installation, there: Installation) {
  const id = newId()
  const secret = openSealer('the key of the tests').seal(mailboxes.password, secretOf(id))
  const settings = {
    to: `${there.root.toLowerCase()}@thu.example`,
    host: 'localhost',
    port: String(mailboxes.ports.tls),
    user: here.root.toLowerCase(),
    ca: join(folder, 'ca.crt'),
  }
  return { id, kind: 'mail', settings, secret }
}

/** What the mail server of a sender writes when nobody takes a mail (RFC 3464). */
const returned = (to: string, raw: string) =>
  [
    'From: MAILER-DAEMON@thu.example',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${newId()}@thu.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; thu.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: message/rfc822',
    '',
    raw,
    '--b--',
    '',
  ].join('\r\n')

const run = (side: Side, what: 'send' | 'fetch') => side.server.jobs.runTimed(`exchange.${what}`)
/** Everything that waits goes and is fetched, there and back. */
async function settle() {
  await run(a, 'send')
  await run(b, 'fetch')
  await run(b, 'send')
  await run(a, 'fetch')
}
async function issue() {
  const recipients = [{ outsideId: a.partner.outside[b.codes.kinhBac] ?? '' }]
  const id = await draftSome(a.server, a.database, a.province, { recipients })
  const { symbol } = await issueSome(a.server, a.province, id)
  return { id, symbol }
}
const statusOf = async (id: string) =>
  (await a.server.ask(a.province.people.departmentClerk, documents.record, { params: { id } })).deliveries.map(
    (one) => one.status,
  )
const arrivalsOf = async (symbol: string) =>
  (await b.server.ask(b.province.people.wardClerk, incoming.arrivals, {})).filter((one) => one.facts.symbol === symbol)
const messages = async (side: Side, who: 'officeClerk' | 'departmentClerk' | 'wardClerk', query = {}) =>
  (await side.server.ask(side.province.people[who], exchange.list, { query })).items
const events = async (side: Side, kind: string) => {
  const { rows } = await sql<{
    data: Record<string, unknown>
  }>`select data from event where kind = ${kind} order by at`.execute(side.database.owner)
  return rows.map((one) => one.data)
}
const changeWay = (side: Side, changes: Record<string, string>) =>
  sql`update exchange_way set settings = settings || ${JSON.stringify(changes)}::jsonb where id = ${side.partner.wayId}`.execute(
    side.database.owner,
  )

describe('exchange by mail', () => {
  it('brings a document into the other registry’s queue, and its progress back', async () => {
    const { id, symbol } = await issue()
    await run(a, 'send')
    expect(sent.map((one) => one.to)).toEqual(['h26@thu.example'])
    expect([await statusOf(id), await mailboxes.count('h26')]).toEqual([['sent'], 1])
    await settle()
    const [arrival] = await arrivalsOf(symbol)
    expect(arrival).toMatchObject({ channel: 'exchange', senderName: 'Sở Khoa học và Công nghệ (H05)' })
    expect(await statusOf(id)).toEqual(['01'])
    const { facts, deliveryId } = arrival ?? { facts: undefined, deliveryId: '' }
    await b.server.ask(b.province.people.wardClerk, incoming.register, {
      body: {
        facts: someFacts({
          arrivedOn: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
          ...pick(facts),
        }),
        files: [],
        deliveryId,
      },
    })
    await settle()
    expect(await statusOf(id)).toEqual(['03'])
    // The same mail again, as after a crash between taking in and moving it away.
    await mailboxes.deliver('h26', sent[0]?.raw ?? '')
    await settle()
    expect(await arrivalsOf(symbol)).toEqual([])
    expect(await messages(b, 'wardClerk', { business: 'new' })).toMatchObject([
      { state: 'taken', symbol, wayName: 'Kết nối H05' },
    ])
    const counts = await Promise.all(['INBOX', 'taken', 'refused', 'other'].map((one) => mailboxes.count('h26', one)))
    expect(counts).toEqual([0, 2, 0, 0])
  })

  it('believes nothing that is not signed, whatever the directory says of its sender', async () => {
    await sql`update outside_agency set must_sign = false`.execute(b.database.owner)
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const message = someMessage({
      from: organ('H05.02', 'Sở Khoa học và Công nghệ'),
      to: [organ('H26.41', 'Phường Kinh Bắc')],
      number: '77',
      issuedOn: today,
      documentId: documentIdOf('H05.02', today, '77/BTN-VP'),
      trace: [],
    })
    const parts: string[] = []
    for await (const part of writeMessage(message, writeEnvelope(message), async () => Buffer.alloc(0)))
      parts.push(part)
    await mailboxes.deliver(
      'h26',
      `From: <ai-do@noi-nao.example>\r\nMIME-Version: 1.0\r\nContent-Type: application/edxml\r\n\r\n${parts.join('')}`,
    )
    await run(b, 'fetch')
    expect(await messages(b, 'wardClerk', { state: 'refused' })).toMatchObject([
      { partnerCode: 'H05.02', reason: { code: 'exchange.signature-missing' } },
    ])
    expect([await arrivalsOf('77/BTN-VP'), await mailboxes.count('h26', 'refused')]).toEqual([[], 1])
  })

  it('puts what brings no message aside and tells the registry of the province, once', async () => {
    const stray =
      'From: <ban@noi-khac.example>\r\nSubject: =?UTF-8?Q?Ch=C3=BAc_m=E1=BB=ABng?=\r\nMessage-ID: <1@noi-khac.example>\r\n\r\nXin chao\r\n'
    for (let n = 0; n < 2; n++) {
      await mailboxes.deliver('h26', stray)
      await run(b, 'fetch')
    }
    expect(await mailboxes.count('h26', 'other')).toBe(2)
    expect(await messages(b, 'officeClerk', { business: 'unread' })).toMatchObject([
      {
        state: 'refused',
        partnerName: 'ban@noi-khac.example',
        abstract: 'Chúc mừng',
        reason: { code: 'exchange.mail-without-message', sentence: expect.stringContaining('thư mục “other”') },
      },
    ])
    expect(await messages(b, 'wardClerk', { business: 'unread' })).toEqual([])
    expect(await events(b, 'exchange.stray-mail')).toMatchObject([{ sender: 'ban@noi-khac.example' }])
  })

  it('that comes back undelivered is the sender’s registry’s to decide; what no server takes is refused at once', async () => {
    await changeWay(a, { to: 'mat@thu.example' })
    const first = await issue()
    await settle()
    expect(await statusOf(first.id)).toEqual(['failed'])
    expect(await events(a, 'exchange.undelivered')).toMatchObject([
      { symbol: first.symbol, code: 'exchange.mail-returned' },
    ])
    const [back] = await messages(a, 'departmentClerk', { state: 'undelivered' })
    expect(back).toMatchObject({ symbol: first.symbol, reason: { code: 'exchange.mail-returned' } })
    await changeWay(a, { to: 'khong@thu.example' })
    const second = await issue()
    await settle()
    const refused = (await messages(a, 'departmentClerk', { state: 'undelivered' })).find(
      (one) => one.symbol === second.symbol,
    )
    expect(refused).toMatchObject({
      state: 'refused',
      reason: { code: 'exchange.refused-there', sentence: expect.stringContaining('550') },
    })
    await changeWay(a, { to: 'h26@thu.example' })
    for (const one of [back, refused])
      await a.server.ask(a.province.people.departmentClerk, exchange.resend, {
        params: { id: one?.id ?? '' },
        body: {},
      })
    await settle()
    expect([await statusOf(first.id), await statusOf(second.id)]).toEqual([['01'], ['01']])
  })

  it('says on the screens what is wrong with the mailbox, in three languages, also while sending goes on; never its password', async () => {
    const { administrator, officeClerk } = b.province.people
    const sealed = openSealer('the key of the tests').seal('mật khẩu cũ', secretOf(b.partner.wayId))
    await sql`update exchange_way set secret = ${sealed} where id = ${b.partner.wayId}`.execute(b.database.owner)
    await issue()
    await run(a, 'send')
    await run(b, 'fetch')
    const ask = (language: string) => b.server.call(administrator, exchange.ways, {}, { 'accept-language': language })
    for (const [language, words] of [
      ['vi', 'không đăng nhập được'],
      ['en', 'cannot sign in'],
      ['ur', 'داخل نہیں'],
    ] as const) {
      const { answer, response } = await ask(language)
      expect(answer).toMatchObject([
        { badSince: null, unfetchedSince: expect.any(String), unfetchedReason: { code: 'exchange.way-sign-in' } },
      ])
      expect(answer[0]?.unfetchedReason?.sentence).toContain(words)
      expect(response.body).not.toContain('mật khẩu')
    }
    await sql`update exchange_way set unfetched_since = now() - interval '2 minutes' where id = ${b.partner.wayId}`.execute(
      b.database.owner,
    )
    for (let n = 0; n < 2; n++) await run(b, 'fetch')
    expect((await b.server.ask(officeClerk, exchange.traffic, {})).down).toMatchObject([
      { name: 'Kết nối H05', reason: { code: 'exchange.way-sign-in' } },
    ])
    expect(await events(b, 'exchange.unfetched')).toEqual([{ way: 'Kết nối H05' }])
    await b.server.ask(administrator, exchange.changeWay, {
      params: { id: b.partner.wayId },
      body: { kind: 'mail', name: 'Kết nối H05', settings: wayOf(b, a).settings, secret: mailboxes.password },
    })
    await mailboxes.renumber('h26')
    await settle()
    const { answer } = await ask('vi')
    expect(answer).toMatchObject([{ badSince: null, unfetchedSince: null, note: { code: 'exchange.mailbox-rebuilt' } }])
    expect((await b.server.ask(officeClerk, exchange.traffic, {})).down).toEqual([])
  })
})

const pick = (facts?: { symbol: string; issuedOn: string; issuerName: string; abstract: string }) => ({
  symbol: facts?.symbol ?? '',
  issuedOn: facts?.issuedOn ?? '',
  issuerName: facts?.issuerName ?? '',
  abstract: facts?.abstract ?? '',
})
