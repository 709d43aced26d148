import { randomInt } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from './demonstration/seeded-random.ts'
import { approveSome, draftSome } from './documents/outgoing/testing/draft.ts'
import { documentIdOf, organ } from './exchange/messages/message.ts'
import { openMessageKey } from './exchange/messages/message-key.ts'
import { signEnvelope } from './exchange/messages/signature.ts'
import { writeMessage } from './exchange/messages/write-message.ts'
import { startImapServer } from './exchange/testing/imap-server.ts'
import { enterPartner, makeInstallation } from './exchange/testing/installation.ts'
import { openLine } from './exchange/testing/line.ts'
import { someMessage } from './exchange/testing/some-message.ts'
import { issueInto, makeAuthority } from './exchange/testing/tls-certificates.ts'
import { type End, faultsOf, openTwoPrograms, progressOf, registerArrivals } from './exchange/testing/two-programs.ts'
import { secretOf } from './exchange/ways/open-ways.ts'
import { serveModules } from './modules.ts'
import { newId } from './platform/database/index.ts'
import { openSealer } from './platform/sign-in/index.ts'
import { type OwnPostgres, startOwnPostgres, startTestServer } from './platform/testing/index.ts'
import { askUntilAnswered, cookieFor } from './testing/people-online.ts'
import { runProgram } from './testing/programs.ts'

/**
 * Two complete installations exchange documents while either program is killed at random moments and the link between them cuts, delays and repeats.
 * Every document is registered exactly once, every status arrives, no number is lost. With 10,000 documents: `npm run bench -- --only exchange-proof`.
 */
const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000))
const random = new SeededRandom(seed)
const drafts = 4
const kills = 3

let postgres: OwnPostgres
let two: Awaited<ReturnType<typeof openTwoPrograms>>
const waiting = new Map<End, string[]>()

beforeAll(async () => {
  postgres = await startOwnPostgres()
  two = await openTwoPrograms(postgres.template, random)
  await Promise.all(two.ends.map(async (end, n) => waiting.set(end, await approved(end, two.ends[1 - n] as End))))
}, 120_000)
afterAll(async () => {
  await two?.close()
  await postgres?.stop()
})

/** Letters that wait to be issued, each to three agencies over there. */
async function approved(end: End, there: End): Promise<string[]> {
  const server = await startTestServer(end.database.app, serveModules)
  const recipients = (['kinhBac', 'tuSon', 'skhcn'] as const).map((key) => ({
    outsideId: end.partner.outside[there.codes[key]] ?? '',
  }))
  const made: string[] = []
  for (let n = 0; n < drafts; n++) {
    const id = await draftSome(server, end.database, end.province, { recipients })
    await approveSome(server, end.province, id)
    made.push(id)
  }
  for await (const sha256 of server.files.list()) await end.files.putBytes(await server.files.readAll(sha256))
  await server.close()
  return made
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe(`two installations, killed at any moment (KILL_SEED=${seed})`, { timeout: 240_000 }, () => {
  it('register every document once and hear of every one, whatever is cut, delayed and repeated', async () => {
    await Promise.all(two.ends.map(two.start))
    let over = false
    const issue = async (end: End) => {
      const cookie = await cookieFor(end.database, end.province.people.departmentClerk)
      const where = async () => {
        while (!end.address) await pause(30)
        return end.address
      }
      for (const id of waiting.get(end) ?? []) {
        const { answer } = await askUntilAnswered(where, cookie, outgoing.read, { params: { id } })
        const heard = await askUntilAnswered(
          where,
          cookie,
          outgoing.issue,
          { params: { id }, body: { version: answer.version } },
          { key: `issue ${id}` },
        )
        expect([heard.status, heard.code]).toEqual([200, undefined])
      }
    }
    const killing = async () => {
      for (let n = 0; n < kills; n++) {
        await pause(random.int(500, 2500))
        await two.kill(random.pick(two.ends))
      }
    }
    const clerks = two.ends.map((end) => registerArrivals(end, () => over))
    await Promise.all([killing(), ...two.ends.map(issue)])
    const wanted = drafts * 3
    for (let all = false; !all; ) {
      const states = await Promise.all(two.ends.map(progressOf))
      all = states.every((one) => one.reported === wanted && one.registered === wanted && one.waiting === 0)
      for (const state of states) expect(state.refused).toBe(0)
      if (!all) await pause(500)
    }
    over = true
    await Promise.all(clerks)
    const [a, b] = two.ends
    expect([...(await faultsOf(a, b, wanted)), ...(await faultsOf(b, a, wanted))]).toEqual([])
    const links = two.links.map((link) => link.counted)
    console.log(`seed ${seed}: killed ${a.killed} and ${b.killed} times, links ${JSON.stringify(links)}`)
    for (const kind of ['cutBefore', 'cutAfter', 'repeated'] as const)
      expect(
        links.reduce((sum, link) => sum + link[kind], 0),
        kind,
      ).toBeGreaterThan(0)
  })
})

describe('a program that is killed between committing what a mail brought and moving the mail', {
  timeout: 120_000,
}, () => {
  it('has it once when it is started again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mocban-mail-'))
    const [sender] = two.ends
    const third = await makeInstallation('H77', postgres.template)
    const { settings } = await issueInto(folder, 'localhost', await makeAuthority('Gốc của máy chủ thư'))
    const mailboxes = await startImapServer({ h77: 0 }, { crt: settings.certificate, key: settings.key })
    let killing = true
    const line = await openLine(mailboxes.ports.plain, (said) => {
      if (!killing || !/ UID (MOVE|COPY) /.test(said.toString('latin1'))) return true
      program.child.kill('SIGKILL')
      return false
    })
    const id = newId()
    const way = {
      id,
      kind: 'mail',
      settings: { host: 'localhost', port: String(line.port), security: 'none', user: 'h77' },
      secret: openSealer('the key of H77').seal(mailboxes.password, secretOf(id)),
    }
    const key = await openMessageKey(join(sender.folder, 'message-key.pem'))
    await enterPartner(third, sender, key, way)
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const message = someMessage({
      from: organ(sender.codes.skhcn, 'Sở Khoa học và Công nghệ'),
      to: [organ(third.codes.kinhBac, 'Phường Kinh Bắc')],
      issuedOn: today,
      documentId: documentIdOf(sender.codes.skhcn, today, '12/BTN-VP'),
    })
    const parts: string[] = []
    for await (const part of writeMessage(message, await signEnvelope(message, key), async () => Buffer.alloc(0)))
      parts.push(part)
    await mailboxes.deliver('h77', `MIME-Version: 1.0\r\nContent-Type: application/edxml\r\n\r\n${parts.join('')}`)
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'data', 'secret-key'), 'the key of H77')
    const start = () =>
      runProgram(['serve'], { DATABASE_URL: third.database.ownerUrl, MOCBAN_DATA: join(folder, 'data') })
    const taken = async () =>
      (
        await third.database.owner
          .selectFrom('exchange_message')
          .where('direction', '=', 'in')
          .select('state')
          .execute()
      ).map((one) => one.state)
    let program = start()
    expect(await program.ended, program.said()).toBe('SIGKILL')
    // Committed, and the mail lies there still.
    expect([await taken(), await mailboxes.count('h77')]).toEqual([['taken'], 1])
    killing = false
    program = start()
    await expect.poll(() => mailboxes.count('h77', 'taken'), { timeout: 60_000, interval: 300 }).toBe(1)
    expect([await taken(), await mailboxes.count('h77')]).toEqual([['taken'], 0])
    program.child.kill('SIGKILL')
    await program.ended
    await line.close()
    await mailboxes.stop()
    await third.database.drop()
    await rm(folder, { recursive: true, force: true })
  })
})
