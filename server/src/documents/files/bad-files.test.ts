import { once } from 'node:events'
import { rename, symlink, unlink } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { documents } from '@mocban/contract/documents'
import { incoming } from '@mocban/contract/documents-incoming'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { uploads } from '@mocban/contract/uploads'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { approveSome, draftSome } from '../outgoing/testing/draft.ts'
import { docxWith, pdfBomb, pdfOf } from '../reading/testing/bad-files.ts'
import { someFacts } from '../testing/register.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let clerk: Standing
let address: string

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  clerk = province.people.officeClerk
  await server.http.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(server.http.server.address() as AddressInfo).port}`
  return served.close
})

const headers = (who: Standing) => ({
  'x-test-standing': JSON.stringify(who),
  'content-type': 'application/octet-stream',
})
const begin = (name: string, size: number) => server.ask(clerk, uploads.begin, { body: { name, size } })
/** Sends bytes over a real connection. */
const append = (id: string, offset: number, bytes: Buffer) =>
  fetch(`${address}/api/uploads/${id}/parts/${offset}`, {
    method: 'PUT',
    headers: headers(clerk),
    body: bytes,
  })
async function send(name: string, bytes: Buffer) {
  const { id } = await begin(name, bytes.length)
  const part = await append(id, 0, bytes)
  expect(part.status).toBe(200)
  return server.call(clerk, uploads.finish, { params: { id } })
}

describe('a bad file', { timeout: 120_000 }, () => {
  const bad: [string, string, () => Promise<Buffer> | Buffer, string][] = [
    ['that is empty', 'trong.pdf', () => Buffer.alloc(0), 'empty'],
    ['that is not what its name says', 'quyet-dinh.pdf', () => docxWith(), 'not-what-its-name-says'],
    ['that is a program', 'giay-moi.pdf', () => Buffer.from('MZ\u0090\u0000 program'), 'kind-not-accepted'],
    ['that is an encrypted PDF', 'khoa.pdf', () => pdfOf(1, true), 'encrypted'],
    ['that is a broken PDF', 'hong.pdf', async () => (await pdfOf(3)).subarray(0, 400), 'broken'],
    ['that is half a DOCX', 'cut.docx', async () => (await docxWith()).subarray(0, 150), 'broken'],
    [
      'that unpacks to a thousand times its size',
      'bom.docx',
      () => docxWith({ 'word/media/a.bin': Buffer.alloc(30_000_000) }),
      'archive-bomb',
    ],
    ['that carries macros', 'to-trinh.docx', () => docxWith({ 'word/vbaProject.bin': 'x' }), 'macros'],
    [
      'that says by its name that it carries macros',
      'x.docm',
      () => docxWith({ 'word/vbaProject.bin': 'x' }),
      'macros',
    ],
    ['of 10,000 pages', 'dai.pdf', () => pdfOf(10_000), 'too-many-pages'],
    ['that is a PDF of three thousand megabytes of nothing', 'bom.pdf', () => pdfBomb(3000), 'too-heavy'],
  ]
  it.each(bad)('%s is refused with the reason, and nothing of it is kept', async (_, name, make, code) => {
    const bytes = await make()
    const before = await filesKept()
    const { status, problem } = await send(name, bytes)
    expect([status, problem.code, problem.extra?.code]).toEqual([422, 'file.not-accepted', code])
    expect(problem.detail).toMatch(new RegExp(`^Không nhận được tệp “${name}”: [^{}]+\\. Các tệp khác`))
    expect(await filesKept()).toEqual(before)
    expect(await database.owner.selectFrom('upload').where('name', '=', name).selectAll().execute()).toEqual([])
    expect(await server.http.inject({ url: '/api/openapi.json' })).toMatchObject({ statusCode: 200 })
  })
})

async function filesKept(): Promise<string[]> {
  const kept: string[] = []
  for await (const sha256 of server.files.list()) kept.push(sha256)
  return kept
}

describe('a name', () => {
  it('with slashes, turned direction or combining characters is kept as it came and shown so that it cannot mislead', async () => {
    const name = `../../etc/${'Công văn số 15'.normalize('NFD')}\u202efdp.txt`
    const file = (await send(name, Buffer.from('nội dung'))).answer
    expect(file.name).toBe(name)
    expect(file.shownName).toBe('Công văn số 15fdp.txt')
    expect(file.inspection.findings).toMatchObject([{ code: 'name-misleads', severity: 'warn' }])
    const { documentId } = await server.ask(clerk, incoming.register, {
      body: {
        facts: someFacts({ symbol: '15/TEN' }),
        files: [{ sha256: file.sha256, name: file.name, mediaType: file.mediaType }],
      },
    })
    const record = await server.ask(clerk, documents.record, { params: { id: documentId } })
    expect(record.files.map((one) => one.name)).toEqual(['Công văn số 15fdp.txt'])
    const kept = await database.owner
      .selectFrom('document_file')
      .where('document_id', '=', documentId)
      .select('name')
      .executeTakeFirst()
    expect(kept?.name).toBe(name)
  })

  it('typed with combining characters is the same as with composed ones', async () => {
    const register = (form: 'NFC' | 'NFD') =>
      server.call(clerk, incoming.register, {
        body: {
          facts: someFacts({ issuerName: 'Bộ Nội vụ'.normalize(form), symbol: '16/BNV-TỔCHỨC'.normalize(form) }),
          files: [],
        },
      })
    expect((await register('NFD')).status).toBe(200)
    expect((await register('NFC')).problem.code).toBe('document.already-registered')
  })
})

describe('an upload', () => {
  it('goes on where a real connection broke', async () => {
    const bytes = Buffer.from('văn bản '.repeat(100_000))
    const { id } = await begin('dut-mang.txt', bytes.length)
    const half = Math.floor(bytes.length / 2)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () => {
        const head = Object.entries({ ...headers(clerk), host: 'x', 'content-length': bytes.length })
        socket.write(`PUT /api/uploads/${id}/parts/0 HTTP/1.1\r\n`)
        socket.write(`${head.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`)
        socket.write(bytes.subarray(0, half), () => socket.resetAndDestroy())
      })
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
    // What arrived is there once the server has noticed; it is told, and the rest follows from there.
    let offset = -1
    let answer: Response
    do {
      offset = (await server.ask(clerk, uploads.status, { params: { id } })).offset
      answer = await append(id, offset, bytes.subarray(offset))
    } while (answer.status === 409)
    expect(answer.status).toBe(200)
    expect(offset).toBeLessThanOrEqual(half)
    const file = await server.ask(clerk, uploads.finish, { params: { id } })
    expect((await server.files.readAll(file.sha256)).equals(bytes)).toBe(true)
    // Whoever lost the answer asks again and gets it.
    expect(await server.ask(clerk, uploads.finish, { params: { id } })).toEqual(file)
  })

  it('of many megabytes passes through without being held in memory', async () => {
    const megabytes = 200
    const { id } = await begin('lon.txt', megabytes * 1_000_000)
    const one = Buffer.alloc(1_000_000, 'a')
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const part = request(`${address}/api/uploads/${id}/parts/0`, { method: 'PUT', headers: headers(clerk) })
    const answered = once(part, 'response')
    for (let n = 0; n < megabytes; n++) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
      if (!part.write(one)) await once(part, 'drain')
    }
    part.end()
    const [{ statusCode }] = await answered
    expect(statusCode).toBe(200)
    const { answer } = await server.call(clerk, uploads.finish, { params: { id } })
    expect(answer.size).toBe(megabytes * 1_000_000)
    expect(most).toBeLessThan(100_000_000)
  })
})

describe('a file store that cannot be written to', () => {
  /** Puts another folder in a folder's place. */
  async function instead(folder: string, target: string, work: () => Promise<void>) {
    const path = join(server.filesFolder, folder)
    await rename(path, `${path}.aside`)
    await symlink(target, path)
    await work().finally(async () => {
      await unlink(path)
      await rename(`${path}.aside`, path)
    })
  }

  it('refuses an upload with a clear problem, and goes on when it can be written to again', async () => {
    // Nobody, not even root, makes a file there.
    await instead('uploads', '/sys/kernel', async () => {
      const { status, problem } = await server.call(clerk, uploads.begin, { body: { name: 'a.txt', size: 3 } })
      expect([status, problem.code]).toEqual([503, 'files.unwritable'])
    })
    expect(await database.owner.selectFrom('upload').where('size', '=', 3).selectAll().execute()).toEqual([])
    expect((await send('a.txt', Buffer.from('abc'))).status).toBe(200)
  })

  it('says that it is full, keeps what had arrived, and takes the rest when there is room', async () => {
    const { id } = await begin('day.txt', 6)
    expect((await append(id, 0, Buffer.from('abc'))).status).toBe(200)
    const path = join(server.filesFolder, 'uploads', id)
    await rename(path, `${path}.aside`)
    await symlink('/dev/full', path)
    // A device has no length of its own: it stands at its beginning.
    const full = await append(id, 0, Buffer.from('def'))
    expect([full.status, ((await full.json()) as { code: string }).code]).toEqual([507, 'files.full'])
    await unlink(path)
    await rename(`${path}.aside`, path)
    expect((await server.ask(clerk, uploads.status, { params: { id } })).offset).toBe(3)
    expect((await append(id, 3, Buffer.from('def'))).status).toBe(200)
    expect((await server.call(clerk, uploads.finish, { params: { id } })).answer.size).toBe(6)
  })

  it('answers what follows on the same connection, however much of the file was still on its way', async () => {
    const size = 4_000_000
    const { id } = await begin('dài.txt', size)
    const path = join(server.filesFolder, 'uploads', id)
    await rename(path, `${path}.aside`)
    await symlink('/dev/full', path)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (method: string, url: string, bytes?: Buffer) =>
      new Promise<{ status: number | undefined; port: number | undefined }>((resolve, reject) => {
        const options = { agent, method, headers: headers(clerk), timeout: 10_000 }
        const sent = request(`${address}${url}`, options, (answer) => {
          const port = answer.socket.localPort
          answer.resume().on('end', () => resolve({ status: answer.statusCode, port }))
        })
        sent.on('timeout', () => sent.destroy(new Error('not answered'))).on('error', reject)
        sent.end(bytes)
      })
    const refused = await ask('PUT', `/api/uploads/${id}/parts/0`, Buffer.alloc(size, 'a'))
    const next = await ask('GET', `/api/uploads/${id}`)
    expect([refused.status, next.status, next.port]).toEqual([507, 200, refused.port])
    agent.destroy()
    await unlink(path)
    await rename(`${path}.aside`, path)
  })

  it('lets no document be half issued, and costs no number', async () => {
    const registry = province.people.departmentClerk
    const id = await draftSome(server, database, province)
    await approveSome(server, province, id)
    const { version } = await server.ask(registry, outgoing.read, { params: { id } })
    await instead('incoming', '/sys/kernel', async () => {
      const { status, problem } = await server.call(registry, outgoing.issue, { params: { id }, body: { version } })
      expect([status, problem.code]).toEqual([503, 'files.unwritable'])
    })
    const there = await database.owner.selectFrom('document').where('id', '=', id).select(['state', 'number']).execute()
    expect(there).toEqual([{ state: 'approved', number: null }])
    expect(await database.owner.selectFrom('register').where('travel', '=', 'outgoing').selectAll().execute()).toEqual(
      [],
    )
    expect(await server.ask(registry, outgoing.issue, { params: { id }, body: { version } })).toMatchObject({
      number: 1,
    })
  })
})

describe('two people on one record at once', () => {
  it('the second is told who changed it and when, and nothing of theirs is done', async () => {
    const { documentId } = await server.ask(clerk, incoming.register, {
      body: { facts: someFacts({ symbol: '17/HAI' }), files: [], duplicatesSeen: true },
    })
    const { version } = await server.ask(clerk, documents.record, { params: { id: documentId } })
    const correct = (abstract: string) =>
      server.call(clerk, incoming.correct, {
        params: { id: documentId },
        body: { version, facts: someFacts({ symbol: '17/HAI', abstract }) },
      })
    const outcomes = await Promise.all([correct('Của người thứ nhất'), correct('Của người thứ hai')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
    const { problem } = outcomes.find(({ status }) => status === 409) as (typeof outcomes)[number]
    expect(problem).toMatchObject({ code: 'record.changed', extra: { who: 'Phạm Thị Dung' } })
    expect(problem.detail).toMatch(/^Lúc \d\d:\d\d \d\d\/\d\d\/\d{4} chính bạn đã sửa/)
    const done = outcomes.findIndex(({ status }) => status === 200)
    const now = await server.ask(clerk, documents.record, { params: { id: documentId } })
    expect(now.abstract).toBe(done === 0 ? 'Của người thứ nhất' : 'Của người thứ hai')
  })
})
