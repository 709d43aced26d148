import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refuse } from '../../platform/http/index.ts'
import { toPem } from '../../signing/index.ts'
import type { TakenIn } from '../receiving/take-in.ts'
import { type ImapServer, startImapServer } from '../testing/imap-server.ts'
import { openLine } from '../testing/line.ts'
import { issueInto, makeAuthority } from '../testing/tls-certificates.ts'
import { fetchMails } from './fetch-mails.ts'
import { mailWay } from './mail-way.ts'
import { openMailbox } from './mailbox.ts'
import { type Stray, type Way, WayError, type WayPlace } from './way.ts'

/** Mail by IMAP from a real mail server, over lines that break. Each test has a mailbox of its own. */
let folder: string
let server: ImapServer
let line: Awaited<ReturnType<typeof openLine>>
const users = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
]
const open: Way[] = []
let user = ''
let took: string[]
let strays: Stray[]
const good: TakenIn = { outcome: 'taken', messageIds: [] }
const refused = (code: 'exchange.doctype' | 'exchange.status-of-nothing'): TakenIn => ({
  outcome: 'refused',
  messageIds: [],
  refusal: refuse(code),
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-mailbox-'))
  const authority = await makeAuthority('Gốc của máy chủ thư')
  await writeFile(join(folder, 'ca.crt'), toPem(authority.certificate))
  await writeFile(join(folder, 'other.crt'), toPem((await makeAuthority('Gốc khác')).certificate))
  const { settings } = await issueInto(folder, 'localhost', authority)
  const quotas = { ...Object.fromEntries(users.map((one) => [one, 0])), full: 20_000 }
  server = await startImapServer(quotas, { crt: settings.certificate, key: settings.key })
  line = await openLine(server.ports.plain)
}, 60_000)
afterAll(async () => {
  await line?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  user = users.shift() ?? 'full'
  took = []
  strays = []
})
afterEach(() => {
  for (const way of open.splice(0)) way.close?.()
})

const place = (changes: Record<string, string> = {}, secret = server.password): WayPlace => ({
  id: 'w',
  name: 'Hộp thư',
  settings: { host: 'localhost', port: String(line.port), security: 'none', user, ...changes },
  secret,
  fetched: {},
})
const wayOf = (given: WayPlace) => {
  const way = mailWay(given, { files: {} as never, mail: { configured: false } as never })
  open.push(way)
  return way
}
const take = async (bytes: AsyncIterable<Uint8Array>): Promise<TakenIn> => {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  took.push(Buffer.concat(parts).toString())
  return good
}
const fetchBy = (way: Way, taking = take) =>
  way.fetch?.(taking, async (stray) => {
    strays.push(stray)
  })
const troubleOf = (work: Promise<unknown> | undefined) =>
  Promise.resolve(work).then(
    () => 'none',
    (error) => `${error.code} ${JSON.stringify(error.values)}`,
  )
interface Attached {
  filename?: string
  content: string | Buffer
  contentType?: string
  contentTransferEncoding?: 'base64' | 'quoted-printable' | '7bit'
}
const mail = (attachments: Attached[], subject = 'Thông điệp') =>
  new MailComposer({ from: 'van-thu@doi-tac.example', to: 'truc@tinh.example', subject, text: 'Gửi kèm.', attachments })
    .compile()
    .build()
const edxml = (content: string | Buffer): Attached => ({
  filename: 'a.edxml',
  content,
  contentType: 'application/edxml',
})
const where = async () => Promise.all(['INBOX', 'taken', 'refused', 'other'].map((one) => server.count(user, one)))

describe('a mailbox', () => {
  it('gives each message once, whatever its encoding, and puts each mail where it belongs', async () => {
    const large = `<edXML>${'Văn bản '.repeat(150_000)}</edXML>`
    const vietnamese = Buffer.from(
      '<?xml version="1.0" encoding="windows-1258"?><edXML>V\xe3n b\xe2n</edXML>',
      'latin1',
    )
    await server.deliver(user, await mail([edxml('<edXML>một</edXML>')]))
    await server.deliver(
      user,
      await mail([
        {
          filename: 'Báo cáo số 2.xml',
          content: '<edXML>hai = 2</edXML>',
          contentTransferEncoding: 'quoted-printable',
        },
      ]),
    )
    await server.deliver(user, await mail([edxml(large), edxml('<edXML>ba</edXML>')]))
    await server.deliver(
      user,
      `From: <a@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/edxml\r\n\r\n<edXML>tron</edXML>`,
    )
    await server.deliver(user, await mail([edxml(vietnamese)]))
    await server.deliver(user, await mail([{ filename: 'anh.png', content: 'x' }], 'Chúc mừng năm mới'))
    await server.deliver(user, await mail([edxml('<!DOCTYPE x>')]))
    const way = wayOf(place())
    const answers = async (bytes: AsyncIterable<Uint8Array>) => {
      await take(bytes)
      return took.at(-1)?.startsWith('<!DOCTYPE') ? refused('exchange.doctype') : good
    }
    await fetchBy(way, answers)
    expect(took.map((one) => one.trim())).toEqual([
      '<edXML>một</edXML>',
      '<edXML>hai = 2</edXML>',
      large,
      '<edXML>ba</edXML>',
      '<edXML>tron</edXML>',
      vietnamese.toString(),
      '<!DOCTYPE x>',
    ])
    expect(await where()).toEqual([0, 5, 1, 1])
    expect(strays).toMatchObject([
      {
        sender: 'van-thu@doi-tac.example',
        subject: 'Chúc mừng năm mới',
        refusal: { code: 'exchange.mail-without-message' },
        returned: [],
      },
    ])
    await fetchBy(way, answers)
    expect(took.length).toBe(7)
  })

  it('is reached over TLS or STARTTLS, and in the clear only on the machine itself', async () => {
    const ca = join(folder, 'ca.crt')
    for (const [security, port] of [
      ['tls', server.ports.tls],
      ['starttls', server.ports.plain],
    ] as const) {
      const changes = { security, port: String(port), ca }
      await server.deliver(user, await mail([edxml(security)]))
      await fetchBy(wayOf(place(changes)))
      expect(took.at(-1)).toBe(security)
      expect(await troubleOf(fetchBy(wayOf(place({ ...changes, ca: join(folder, 'other.crt') }))))).toMatch(
        /^exchange.way-certificate .*"because":"other"/,
      )
      expect(await troubleOf(fetchBy(wayOf(place({ ...changes, host: '127.0.0.1' }))))).toMatch(
        /^exchange.way-certificate .*"because":"name"/,
      )
    }
    for (const [changes, setting] of [
      [{ host: 'imap.example' }, 'security'],
      [{ security: 'ssl' }, 'security'],
      [{ port: '70000' }, 'port'],
      [{ user: '' }, 'user'],
      [{ folder: 'taken' }, 'folder'],
      [{ security: 'tls', ca: '/nowhere' }, 'ca'],
    ] as const)
      expect(await troubleOf(fetchBy(wayOf(place(changes))))).toBe(
        `exchange.way-setting {"way":"Hộp thư","setting":"${setting}"}`,
      )
  })

  it('says that the password is wrong, without it, and does not try it again at once', async () => {
    const way = wayOf(place({}, 'sai mật khẩu'))
    const first = await troubleOf(fetchBy(way))
    expect(first).toMatch(/^exchange.way-sign-in .*Authentication failed/)
    expect(first).not.toContain('sai mật khẩu')
    await line.close()
    expect(await troubleOf(fetchBy(way))).toBe(first)
    expect(await troubleOf(fetchBy(wayOf(place())))).toMatch(/^exchange.nobody-answers .*ECONNREFUSED/)
    line = await openLine(server.ports.plain)
  })

  it('says which folder is not there', async () => {
    await server.deliver(user, await mail([]))
    expect(await troubleOf(fetchBy(wayOf(place({ folder: 'Lien thong' }))))).toMatch(
      /^exchange.mailbox-refuses .*"folder":"Lien thong"/,
    )
  })

  it('gives a mail whole or not at all, where the line is cut in the middle of it', async () => {
    const large = `<edXML>${'x'.repeat(2_000_000)}</edXML>`
    await server.deliver(user, await mail([edxml(large)]))
    const way = wayOf(place())
    line.cutAfter(1_500_000)
    expect(await troubleOf(fetchBy(way))).toMatch(/^exchange.nobody-answers/)
    expect([took.length, await where()]).toEqual([0, [1, 0, 0, 0]])
    await fetchBy(way)
    expect([took.length, took[0]?.length, await where()]).toEqual([1, large.length, [0, 1, 0, 0]])
  })

  it('is not held up either by a mail over which the line is lost again and again', async () => {
    for (const text of ['x'.repeat(2_000_000), 'tốt']) await server.deliver(user, await mail([edxml(text)]))
    const way = wayOf(place())
    for (let n = 0; n < 3; n++) {
      line.cutAfter(1_500_000)
      expect(await troubleOf(fetchBy(way))).toMatch(/^exchange.nobody-answers/)
    }
    await fetchBy(way)
    expect([took, await where()]).toEqual([['tốt'], [1, 1, 0, 0]])
  })

  it('keeps a mail whose message was taken in before the line was cut, and brings it again', async () => {
    await server.deliver(user, await mail([edxml('một')]))
    await server.deliver(user, await mail([edxml('hai')]))
    const way = wayOf(place())
    const cutting = async (bytes: AsyncIterable<Uint8Array>) => {
      const taken = await take(bytes)
      line.cut()
      return taken
    }
    expect(await troubleOf(fetchBy(way, cutting))).toMatch(/^exchange.nobody-answers/)
    expect(await where()).toEqual([2, 0, 0, 0])
    await fetchBy(way)
    expect([took, await where()]).toEqual([
      ['một', 'một', 'hai'],
      [0, 2, 0, 0],
    ])
  })

  it('is not held up by a mail that cannot be taken in; a status that came too early waits in it', async () => {
    for (const text of ['hỏng', 'sớm', 'tốt']) await server.deliver(user, await mail([edxml(text)]))
    const way = wayOf(place())
    const taking = async (bytes: AsyncIterable<Uint8Array>) => {
      await take(bytes)
      if (took.at(-1) === 'hỏng') throw new Error('database away')
      return took.at(-1) === 'sớm' ? refused('exchange.status-of-nothing') : good
    }
    await expect(fetchBy(way, taking)).rejects.toThrow('database away')
    expect([took, await where()]).toEqual([
      ['hỏng', 'sớm', 'tốt'],
      [2, 1, 0, 0],
    ])
    // Neither is asked for again at once.
    await fetchBy(way, taking)
    expect(took.length).toBe(3)
    await fetchBy(wayOf(place()), take)
    expect([took.slice(3), await where()]).toEqual([
      ['hỏng', 'sớm'],
      [0, 3, 0, 0],
    ])
  })

  it('that was restored or made anew is noticed, and makes no difference', async () => {
    await server.deliver(user, await mail([edxml('một')]))
    const before = await fetchBy(wayOf(place()))
    expect(before).toEqual({ uidValidity: expect.stringMatching(/^\d+$/) })
    await server.renumber(user)
    await server.deliver(user, await mail([edxml('hai')]))
    const way = wayOf({ ...place(), fetched: before ?? {} })
    const after = await fetchBy(way)
    expect(after).toEqual({ uidValidity: expect.stringMatching(/^\d+$/), rebuiltAt: expect.any(String) })
    expect(after?.uidValidity).not.toBe(before?.uidValidity)
    expect(await fetchBy(way)).toEqual(after)
    expect([took, await where()]).toEqual([
      ['một', 'hai'],
      [0, 2, 0, 0],
    ])
  })

  it('does not give what is too large, and says so', async () => {
    await server.deliver(user, await mail([edxml('x'.repeat(5000))]))
    const mailbox = openMailbox(place())
    await fetchMails(mailbox, new Map(), take, async (stray) => void strays.push(stray), 2000)
    mailbox.close()
    expect([took, await where()]).toEqual([[], [0, 0, 1, 0]])
    expect(strays).toMatchObject([{ refusal: { code: 'exchange.mail-too-large' } }])
  })

  it('that is full says so, though what lies in it is taken', async () => {
    user = 'full'
    await server.deliver(user, await mail([edxml('y'.repeat(14_500))]))
    expect(await troubleOf(fetchBy(wayOf(place())))).toBe('exchange.mailbox-full {"way":"Hộp thư"}')
    expect(took.length).toBe(1)
  })

  it('that has no room to move a mail to says so; what comes behind it is taken in, and nothing again and again', async () => {
    for (const text of ['một', 'hai']) await server.deliver(user, await mail([edxml(text)]))
    const mailbox = openMailbox(place())
    const full = {
      ...mailbox,
      move: async () => {
        throw new WayError('exchange.mailbox-full', { way: 'Hộp thư' })
      },
    }
    const resting = new Map()
    const tell = async (stray: Stray) => void strays.push(stray)
    expect(await troubleOf(fetchMails(full, resting, take, tell))).toMatch(/^exchange.mailbox-full/)
    expect([took, await where()]).toEqual([
      ['một', 'hai'],
      [2, 0, 0, 0],
    ])
    // It is told until they went.
    expect(await troubleOf(fetchMails(full, resting, take, tell))).toMatch(/^exchange.mailbox-full/)
    expect(took.length).toBe(2)
    mailbox.close()
  })
})
