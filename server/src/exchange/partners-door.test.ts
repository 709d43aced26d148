import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../platform/free-port.ts'
import { sentence } from '../platform/http/index.ts'
import { type OwnPostgres, startOwnPostgres } from '../platform/testing/index.ts'
import type { Issuer } from '../signing/authority/build-certificate.ts'
import { toPem } from '../signing/index.ts'
import { type Program, runProgram } from '../testing/programs.ts'
import { documentIdOf, organ } from './messages/message.ts'
import { keyOfPem, makeKey as makeMessageKey } from './messages/message-key.ts'
import { signEnvelope } from './messages/signature.ts'
import { writeMessage } from './messages/write-message.ts'
import { addAccount, enterPartner, type Installation, makeInstallation, type Partner } from './testing/installation.ts'
import { someMessage } from './testing/some-message.ts'
import { issueInto, makeAuthority } from './testing/tls-certificates.ts'
import { httpWay } from './ways/http-way.ts'
import { WayError } from './ways/way.ts'

/** Mutual TLS between two installations: the whole program with its partners' door, and the way of the other side, with certificates made here. */
let folder: string
let postgres: OwnPostgres
let here: Installation
let there: Installation
let partner: Partner
let program: Program
let account: { clientId: string; secret: string }
let door: number
let authority: Issuer
let stranger: Issuer
const key = keyOfPem(await makeMessageKey('H26', 2048))
const others: Server[] = []

const issue = (name: string, issuer: Issuer, days?: { from: number; to: number }) =>
  issueInto(folder, name, issuer, days)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-door-'))
  authority = await makeAuthority('Gốc của tỉnh')
  stranger = await makeAuthority('Gốc khác')
  await writeFile(join(folder, 'ca.crt'), toPem(authority.certificate))
  postgres = await startOwnPostgres()
  here = await makeInstallation('H05', postgres.template)
  there = await makeInstallation('H26', postgres.template)
  const guest = await addAccount(here)
  account = guest
  partner = await enterPartner(here, there, key, {
    settings: { callerName: 'h26.tinh.example' },
    accountId: guest.personId,
  })
  const own = await issue('localhost', authority)
  door = await freePort()
  program = runProgram(['serve'], {
    DATABASE_URL: here.database.ownerUrl,
    MOCBAN_DATA: join(folder, 'data'),
    PARTNERS_PORT: String(door),
    PARTNERS_CERTIFICATE: own.settings.certificate,
    PARTNERS_KEY: own.settings.key,
    PARTNERS_CA: join(folder, 'ca.crt'),
  })
  await program.address
}, 90_000)
afterAll(async () => {
  program?.child.kill('SIGTERM')
  await program?.ended
  for (const one of others) one.close()
  await here?.database.drop()
  await there?.database.drop()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Sends one document by the way with these settings; answers what the registry over here would read where it does not go. */
async function send(number: string, settings: Record<string, string>, address = `https://localhost:${door}`) {
  const issuedOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const message = someMessage({
    from: organ('H26.02', 'Sở Khoa học và Công nghệ'),
    to: [organ('H05.41', 'Phường Kinh Bắc')],
    number,
    issuedOn,
    documentId: documentIdOf('H26.02', issuedOn, `${number}/BTN-VP`),
    trace: [{ organ: 'H26.02', at: new Date().toISOString() }],
  })
  const parts: string[] = []
  for await (const part of writeMessage(message, await signEnvelope(message, key), () =>
    Promise.reject(new Error('none')),
  ))
    parts.push(part)
  const bytes = Buffer.from(parts.join(''))
  const way = httpWay(
    {
      id: partner.wayId,
      name: 'Tỉnh bạn',
      settings: { address, clientId: account.clientId, ca: join(folder, 'ca.crt'), ...settings },
      secret: account.secret,
      fetched: {},
    },
    {} as never,
  )
  try {
    await way.send({
      id: number,
      business: 'new',
      ownCode: 'H26.02',
      partnerCode: 'H05.41',
      documentKey: message.documentId,
      symbol: `${number}/BTN-VP`,
      sha256: 'a'.repeat(64),
      size: bytes.length,
      open: async () => Readable.from([bytes]),
    })
    return 'taken'
  } catch (error) {
    if (!(error instanceof WayError)) throw error
    return { code: error.code, ofWay: error.ofWay, said: sentence(error.code, error.values, 'vi') }
  } finally {
    way.close?.()
  }
}
const arrived = async () => {
  const { rows } = await sql<{
    symbol: string
  }>`select symbol from exchange_message where direction = 'in' order by symbol`.execute(here.database.owner)
  return rows.map((one) => one.symbol)
}
/** A server of somebody else's, which shows a certificate and asks for one as strictly as it likes. */
async function otherServer(shows: { certificate: string; key: string }, strict = false): Promise<string> {
  const server = createServer(
    {
      cert: shows.certificate,
      key: shows.key,
      ca: toPem(authority.certificate),
      requestCert: strict,
      rejectUnauthorized: strict,
    },
    (_, answer) => answer.end('{}'),
  )
  others.push(server)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

describe('mutual TLS between two installations', () => {
  it('lets in who shows the certificate of the way’s name', async () => {
    const { settings } = await issue('h26.tinh.example', authority)
    expect(await send('301', settings)).toBe('taken')
    expect(await arrived()).toEqual(['301/BTN-VP'])
  })

  it('says why it lets nobody else in, and registers nothing of them', async () => {
    const sayOf = async (settings: Record<string, string>) => {
      const outcome = await send('302', settings)
      return typeof outcome === 'string' ? outcome : `${outcome.code} ${outcome.ofWay} ${outcome.said}`
    }
    expect(await sayOf({})).toMatch(/^exchange\.way-certificate true .*hệ thống này không xuất trình chứng thư nào/)
    expect(await sayOf((await issue('h26.tinh.example', stranger)).settings)).toMatch(
      /^exchange\.way-certificate true .*của hệ thống này không do cơ quan mà bên kia tin cậy/,
    )
    const ended = await issue('h26.tinh.example', authority, { from: -20, to: -1 })
    expect(await sayOf(ended.settings)).toMatch(/^exchange\.way-certificate true .*của hệ thống này đã hết hạn/)
    const early = await issue('h26.tinh.example', authority, { from: 1, to: 5 })
    expect(await sayOf(early.settings)).toMatch(
      /^exchange\.way-certificate true .*của hệ thống này .*chưa đến ngày hiệu lực/,
    )
    const other = await issue('h27.tinh.example', authority)
    expect(await sayOf(other.settings)).toMatch(
      /^exchange\.refused-there false .*h27\.tinh\.example, không phải tên đã ghi/,
    )
    expect(await arrived()).toEqual(['301/BTN-VP'])
  })

  it('asks for the name also where the caller comes by the open door', async () => {
    const outcome = await send('303', {}, await program.address)
    expect(outcome).toMatchObject({
      code: 'exchange.refused-there',
      said: expect.stringContaining('không có chứng thư nào'),
    })
    expect(await arrived()).toEqual(['301/BTN-VP'])
  })

  it('does not send to whom cannot be trusted, and says why', async () => {
    const { settings, texts } = await issue('h26.tinh.example', authority)
    const to = async (name: string, issuer: Issuer, when?: { from: number; to: number }) =>
      send('304', settings, await otherServer((await issue(name, issuer, when)).texts))
    expect(await to('localhost', stranger)).toMatchObject({
      code: 'exchange.way-certificate',
      ofWay: true,
      said: expect.stringContaining('không do cơ quan được tin cậy'),
    })
    expect(await to('localhost', authority, { from: -20, to: -1 })).toMatchObject({
      said: expect.stringContaining('đã hết hạn'),
    })
    expect(await to('elsewhere.example', authority)).toMatchObject({ said: expect.stringContaining('mang tên khác') })
    const strict = await otherServer((await issue('localhost', authority)).texts, true)
    expect(await send('304', {}, strict)).toMatchObject({
      code: 'exchange.way-certificate',
      said: expect.stringContaining('không nhận chứng thư của hệ thống này'),
    })
    expect(texts.key).toContain('PRIVATE KEY')
    expect(
      await send('304', { ...settings, key: join(folder, 'none.key') }).catch((error) => error.values),
    ).toMatchObject({ setting: 'key' })
  })
})
