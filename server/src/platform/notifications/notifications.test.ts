import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressOfAct, tellAct } from '@mocban/contract/acts'
import { handling } from '@mocban/contract/documents-handling'
import { type Notification, notifications } from '@mocban/contract/notifications'
import { delegations } from '@mocban/contract/organisation-acts'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { registerSome } from '../../documents/testing/register.ts'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import type { Standing } from '../database/index.ts'
import { openMailer } from '../mail/index.ts'
import type { TestDatabase, TestServer } from '../testing/index.ts'
import { mailNotifications, noteMail, notifyConcerned } from './index.ts'
import { declaredTopics } from './topics.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server, province } = served)
  await server.http.listen({ port: 0, host: '127.0.0.1' })
  return served.close
})

const bell = (who: Standing) => server.ask(who, notifications.list, { query: {} })

/** Registers a document and presents it to the vice-chairman. */
async function present(abstract: string) {
  const { officeClerk, viceChairman } = province.people
  const record = await registerSome(server, officeClerk, { abstract, symbol: `${Math.floor(Math.random() * 1e6)}/CV` })
  await server.ask(officeClerk, handling.present, {
    params: { id: record.id },
    body: { version: record.version, to: { unitId: province.units.ubnd, positionId: viceChairman.positionId } },
  })
  return record.id
}

/** The words of a letter of plain text, whichever of the two ways they were packed in. */
function bodyOf(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const bytes = /base64/i.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
  return bytes.toString().replaceAll('\r\n', '\n')
}

/** Opens a bell as a browser does and collects what rings. */
function listen(who: Standing, lastEventId?: number) {
  const rung: Notification[] = []
  const { port } = server.http.server.address() as AddressInfo
  let ended = false
  const request = http.get({
    port,
    path: '/api/notifications/live',
    headers: {
      'x-test-standing': JSON.stringify(who),
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    },
  })
  let text = ''
  const open = new Promise<void>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        resolve()
        text += chunk
        const parts = text.split('\n\n')
        text = parts.pop() ?? ''
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1]
          if (data && part.includes('event: notification')) rung.push(JSON.parse(data))
        }
      })
      response.on('end', () => {
        ended = true
      })
    })
  })
  return { rung, open, ended: () => ended, close: () => request.destroy() }
}
const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), 20_000)

describe('the bell', () => {
  it('tells those concerned and nobody else; never the actor', async () => {
    const id = await present('Về chỉ dẫn địa lý')
    await notifyConcerned(database.worker)
    const { viceChairman } = province.people
    const told = await bell(viceChairman)
    expect(told.unread).toBe(1)
    expect(told.items[0]).toMatchObject({ kind: 'document.presented', topic: 'asked', blocking: true, recordId: id })
    expect(tellAct(told.items[0]!, 'vi')).toContain('Phạm Thị Dung trình xin ý kiến chỉ đạo')
    expect(told.items[0]?.subject).toContain('Về chỉ dẫn địa lý')
    for (const who of Object.keys(province.people) as (keyof typeof province.people)[])
      if (who !== 'viceChairman') expect((await bell(province.people[who])).items, who).toEqual([])
    expect((await server.call(null, notifications.list, { query: {} })).status).toBe(401)
  })

  it('is read by its owner only', async () => {
    const { viceChairman, wardClerk } = province.people
    const seq = (await bell(viceChairman)).items[0]!.seq
    await server.ask(wardClerk, notifications.read, { body: { seqs: [seq], upTo: seq } })
    expect((await bell(viceChairman)).unread).toBe(1)
    expect(await server.ask(viceChairman, notifications.read, { body: { seqs: [seq] } })).toEqual({ unread: 0 })
  })

  it('tells a refusal to who had asked', async () => {
    await present('Về việc bị trả lại')
    await notifyConcerned(database.worker)
    const { viceChairman, officeClerk } = province.people
    const step = (await server.ask(viceChairman, handling.desk, {})).toDo.find(
      (one) => one.abstract === 'Về việc bị trả lại',
    )!
    await server.ask(viceChairman, handling.returnStep, {
      params: { id: step.handlingId },
      body: { version: step.version, reason: 'Chưa đúng thẩm quyền' },
    })
    await notifyConcerned(database.worker)
    const [item] = (await bell(officeClerk)).items
    expect(item).toMatchObject({ kind: 'document.returned', topic: 'returned', blocking: true })
    expect(tellAct(item!, 'vi')).toContain('trả lại: Chưa đúng thẩm quyền')
  })

  it('rings at the clerks of the agency to which a document is sent, who do not see the sender’s record', async () => {
    const { officeClerk, viceChairman, wardClerk, otherWardClerk, wardChairman } = province.people
    await present('Chuyển xuống phường')
    const step = (await server.ask(viceChairman, handling.desk, {})).toDo.find(
      (one) => one.abstract === 'Chuyển xuống phường',
    )!
    await server.ask(viceChairman, handling.assign, {
      params: { id: step.handlingId },
      body: { version: step.version, text: 'Giao phường thực hiện', lead: { unitId: province.units.kinhBac } },
    })
    await notifyConcerned(database.worker)
    const [item] = (await bell(wardClerk)).items
    expect(item).toMatchObject({ kind: 'delivery.arrived', blocking: true, recordId: null })
    expect(tellAct(item!, 'vi')).toContain('Văn bản mới đến từ Ủy ban nhân dân tỉnh Bắc Ninh')
    for (const who of [otherWardClerk, wardChairman, officeClerk])
      expect((await bell(who)).items.filter((one) => one.kind === 'delivery.arrived')).toEqual([])
  })

  it('is silent where the record may not be seen', async () => {
    const { officeClerk, wardClerk } = province.people
    const record = await registerSome(server, officeClerk, { abstract: 'Chỉ của Văn phòng', symbol: '77/CV' })
    await database.owner
      .insertInto('event')
      .values({
        kind: 'document.presented',
        record_id: record.id,
        record_list: 'incoming',
        data: '{}',
        concerns: [wardClerk.personId],
      })
      .execute()
    await notifyConcerned(database.worker)
    expect((await bell(wardClerk)).items.filter((one) => one.recordId !== null)).toEqual([])
  })

  it('rings live, and goes on after a break without loss or doubles', async () => {
    const { viceChairman, wardClerk } = province.people
    const first = listen(viceChairman)
    const other = listen(wardClerk)
    await Promise.all([first.open, other.open])
    await present('Chuông một')
    await notifyConcerned(database.worker)
    await until(() => first.rung.length === 1)
    first.close()
    await present('Chuông hai')
    await present('Chuông ba')
    await notifyConcerned(database.worker)
    const again = listen(viceChairman, first.rung[0]!.seq)
    await again.open
    await present('Chuông bốn')
    await notifyConcerned(database.worker)
    await until(() => again.rung.length === 3)
    expect(again.rung.map((one) => one.subject?.split(': ').at(-1))).toEqual(['Chuông hai', 'Chuông ba', 'Chuông bốn'])
    expect(other.rung).toEqual([])
    again.close()
    other.close()
  })

  it('is closed where the listening connection is lost, so that browsers come back and miss nothing', async () => {
    const { viceChairman } = province.people
    const before = listen(viceChairman)
    await before.open
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'mocban listens%' and datname = current_database()`.execute(
      database.owner,
    )
    await until(() => before.ended())
    const last = (await bell(viceChairman)).items[0]!.seq
    const after = listen(viceChairman, last)
    await after.open
    await present('Sau khi nối lại')
    await notifyConcerned(database.worker)
    await until(() => after.rung.length === 1)
    after.close()
  })

  it('can be switched off topic by topic', async () => {
    const { viceChairman } = province.people
    const settings = await server.ask(viceChairman, notifications.settings, {})
    expect(settings.find((one) => one.topic === 'asked')).toEqual({ topic: 'asked', bell: true, mail: 'now' })
    expect(settings.find((one) => one.topic === 'progress')?.mail).toBe('digest')
    expect(settings.find((one) => one.topic === 'informed')?.mail).toBe('digest')
    // What is said there is what is done, also of the kinds of a topic for which nobody waits.
    for (const { topic, mail } of Object.values(declaredTopics()))
      expect(mail).toBe(settings.find((one) => one.topic === topic)?.mail)
    await server.ask(viceChairman, notifications.changeSettings, {
      body: [{ topic: 'asked', bell: false, mail: 'none' }],
    })
    const before = (await bell(viceChairman)).items.length
    await present('Không ai nghe')
    await notifyConcerned(database.worker)
    expect((await bell(viceChairman)).items.length).toBe(before)
    await server.ask(viceChairman, notifications.changeSettings, {
      body: [{ topic: 'asked', bell: true, mail: 'now' }],
    })
  })

  it('mails what blocks a person at once, over real SMTP', async () => {
    const received: { to: string[]; text: string }[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        let text = ''
        stream.on('data', (chunk) => {
          text += chunk
        })
        stream.on('end', () => {
          received.push({ to: session.envelope.rcptTo.map((one) => one.address), text })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const mailer = openMailer({
      url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      from: 'mocban@bacninh.example',
    })
    const { viceChairman } = province.people
    await database.owner
      .updateTable('person')
      .set({ email: 'pct@bacninh.example' })
      .where('id', '=', viceChairman.personId)
      .execute()
    const options = { tell: tellAct, place: addressOfAct, origin: 'https://vanban.example', send: mailer.send }
    await mailNotifications(database.worker, 'now', options)
    received.length = 0
    const id = await present('Thư đi ngay')
    await notifyConcerned(database.worker)
    expect(await mailNotifications(database.worker, 'now', options)).toBe(1)
    expect(await mailNotifications(database.worker, 'now', options)).toBe(0)
    expect(received).toHaveLength(1)
    expect(received[0]?.to).toEqual(['pct@bacninh.example'])
    const letter = bodyOf(received[0]!.text)
    // It opens what it is about; what is mailed is chosen on a screen that there is.
    expect(letter).toContain(`\nhttps://vanban.example/documents/${id}\n`)
    expect(letter).toMatch(/https:\/\/vanban\.example\/settings\n/)
    // What rang before mail could be sent is not mailed on the day that it can; what rings from then on is.
    const start = (configured: boolean) => noteMail({ worker: database.worker, mail: { ...mailer, configured } })
    await start(false)
    await present('Chuông cũ, khi chưa có thư')
    await notifyConcerned(database.worker)
    await start(true)
    expect(await mailNotifications(database.worker, 'now', options)).toBe(0)
    await present('Chuông mới')
    await notifyConcerned(database.worker)
    // A program that is started again goes on where it was.
    await start(true)
    expect(await mailNotifications(database.worker, 'now', options)).toBe(1)
    mailer.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })
})

describe('a letter', () => {
  const mailTo = async (who: keyof SmallProvince['people'], email: string | null) => {
    const { personId } = province.people[who]
    await database.owner.updateTable('person').set({ email }).where('id', '=', personId).execute()
  }
  const options = (send: Parameters<typeof mailNotifications>[2]['send']) => ({
    tell: tellAct,
    place: addressOfAct,
    origin: 'https://vanban.example',
    send,
  })
  const presentTo = async (who: 'chairman' | 'viceChairman', abstract: string) => {
    const { officeClerk } = province.people
    const record = await registerSome(server, officeClerk, { abstract, symbol: `${abstract}/CV` })
    const to = { unitId: province.units.ubnd, positionId: province.people[who].positionId }
    const { id, version } = record
    await server.ask(officeClerk, handling.present, { params: { id }, body: { version, to } })
    return id
  }
  const mailAll = async (send: Parameters<typeof options>[0]) => {
    await notifyConcerned(database.worker)
    return mailNotifications(database.worker, 'now', options(send))
  }

  it('to an address that the mail server does not know holds up nobody else’s', async () => {
    const received: string[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('khong') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
      onData(stream, session, done) {
        stream.resume().on('end', () => {
          received.push(...session.envelope.rcptTo.map((one) => one.address))
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as AddressInfo
    const mailer = openMailer({ url: `smtp://127.0.0.1:${port}`, from: 'mocban@bacninh.example' })
    for (const [unknown, known] of [
      ['chairman', 'viceChairman'],
      ['viceChairman', 'chairman'],
    ] as const) {
      await mailTo(unknown, 'khong-co@bacninh.example')
      await mailTo(known, 'co@bacninh.example')
      await presentTo(unknown, `${unknown} không nhận`)
      await presentTo(known, `${known} có nhận`)
      received.length = 0
      await expect(mailAll(mailer.send)).rejects.toThrow('no such mailbox')
      expect(received).toEqual(['co@bacninh.example'])
      // It is not asked for again at once.
      expect(await mailAll(mailer.send)).toBe(0)
    }
    mailer.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  it('waits for a mail server that does not answer', async () => {
    await mailTo('viceChairman', 'pct@bacninh.example')
    await presentTo('viceChairman', 'Chờ máy thư')
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED', command: 'CONN' })
    await expect(mailAll(() => Promise.reject(away))).rejects.toThrow('away')
    const letters: string[] = []
    await mailAll(async ({ text }) => ({ sent: letters.push(text) > 0 }))
    expect(letters.filter((one) => one.includes('Chờ máy thư'))).toHaveLength(1)
  })

  it('says nothing of a record that was closed to who would get it', async () => {
    await mailTo('viceChairman', 'pct@bacninh.example')
    const id = await presentTo('viceChairman', 'Đơn kín')
    await presentTo('viceChairman', 'Việc thường')
    await notifyConcerned(database.worker)
    await sql`delete from audience where record_id = ${id} and reason <> 'registered'`.execute(database.owner)
    const letters: string[] = []
    await mailAll(async ({ text }) => ({ sent: letters.push(text) > 0 }))
    expect(letters.join()).toContain('Việc thường')
    expect(letters.join()).not.toContain('Đơn kín')
  })
})

describe('the calendar feed', () => {
  const feed = (path: string) => server.http.inject({ method: 'GET', url: path })

  it('gives deadlines behind a secret that can be renewed, with the rights of the moment', async () => {
    const { officeClerk, viceChairman } = province.people
    const record = await registerSome(server, officeClerk, { abstract: 'Có hạn', symbol: '99/CV' })
    await server.ask(officeClerk, handling.present, {
      params: { id: record.id },
      body: {
        version: record.version,
        to: { unitId: province.units.ubnd, positionId: viceChairman.positionId },
        dueOn: '2030-01-15',
      },
    })
    const { path } = await server.ask(viceChairman, notifications.renewCalendar, {})
    const answer = await feed(path)
    expect(answer.headers['content-type']).toContain('text/calendar')
    expect(answer.body).toContain('DTSTART;VALUE=DATE:20300115')
    const clerks = await server.ask(officeClerk, notifications.renewCalendar, {})
    expect((await feed(clerks.path)).body).not.toContain('VEVENT')
    const renewed = await server.ask(viceChairman, notifications.renewCalendar, {})
    expect((await feed(path)).statusCode).toBe(404)
    expect((await feed(renewed.path)).statusCode).toBe(200)
    await server.ask(viceChairman, notifications.endCalendar, {})
    expect((await feed(renewed.path)).statusCode).toBe(404)
    expect((await feed('/api/calendar/x.ics')).statusCode).toBe(404)
  })

  it('is one’s own, also where it was asked for while acting for somebody', async () => {
    const { director, deputyDirector } = province.people
    const day = new Date(Date.now() + 25_200_000).toISOString().slice(0, 10)
    const { id } = await server.ask(director, delegations.give, {
      body: {
        toPersonId: deputyDirector.personId,
        from: day,
        lastDay: day,
        capabilities: ['approve'],
        reason: 'Đi công tác',
      },
    })
    const acting = { ...deputyDirector, positionId: director.positionId, delegationId: id }
    const { path } = await server.ask(acting, notifications.renewCalendar, {})
    expect((await feed(path)).statusCode).toBe(200)
  })
})
