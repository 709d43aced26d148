import { createHash } from 'node:crypto'
import { accessRules } from '@mocban/contract/access'
import { documents } from '@mocban/contract/documents'
import { outgoing } from '@mocban/contract/documents-outgoing'
import { type GenuineAnswer, genuine, readCode, shownCode } from '@mocban/contract/genuine'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { approveSome, draftSome, issueSome } from '../outgoing/testing/draft.ts'
import { newCode } from './codes.ts'

let database: TestDatabase
let server: TestServer
let province: SmallProvince
let asking = 0

beforeAll(async () => {
  const served = await serveSmallProvince()
  ;({ database, server, province } = served)
  return served.close
})

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
/** Asks as a stranger; each from an address of their own. */
async function ask(body: { code?: string; sha256?: string }, remoteAddress = `198.51.100.${asking++ % 250}`) {
  const response = await server.http.inject({ method: 'POST', url: genuine.ask.path, payload: body, remoteAddress })
  return { status: response.statusCode, answer: response.json() as GenuineAnswer, body: response.body }
}
async function issued() {
  const id = await draftSome(server, database, province)
  await issueSome(server, province, id)
  return { id, ...(await bytesOf(id)) }
}
async function bytesOf(id: string) {
  const { files } = await server.ask(province.people.departmentClerk, documents.record, { params: { id } })
  const main = files.find((file) => file.role === 'main')
  const { code } = await database.owner
    .selectFrom('verification_code')
    .where('document_id', '=', id)
    .select('code')
    .executeTakeFirstOrThrow()
  return { code, bytes: await server.files.readAll(main?.sha256 ?? '') }
}
const nothing = { issued: null, file: null }

describe('a stranger who asks whether a file is genuine', () => {
  it('is told by whom and when what was issued, and nothing else', async () => {
    const { code, bytes } = await issued()
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const facts = { agencyName: 'Sở Khoa học và Công nghệ', issuedOn: today, state: 'in-force', endedOn: null }
    const told = await ask({ code, sha256: hash(bytes) })
    expect(told.answer).toEqual({ issued: facts, file: 'same' })
    expect(told.body).not.toContain('công nghệ số cộng đồng')
    expect((await ask({ code })).answer).toEqual({ issued: facts, file: null })
    // Whoever has the bytes needs no code.
    expect((await ask({ sha256: hash(bytes) })).answer).toEqual({ issued: facts, file: 'same' })
  })

  it('is told that a file with one byte changed is another', async () => {
    const { code, bytes } = await issued()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ by
        expect((await ask({ code, sha256: hash(changed) })).answer).toMatchObject({ file: 'other' })
        expect((await ask({ sha256: hash(changed) })).answer).toEqual({ issued: null, file: 'other' })
      }),
      { numRuns: 10 },
    )
  })

  it('is told when it was recalled or replaced', async () => {
    const first = await issued()
    const clerk = province.people.departmentClerk
    const { version } = await server.ask(clerk, outgoing.read, { params: { id: first.id } })
    await server.ask(clerk, outgoing.recall, { params: { id: first.id }, body: { version, reason: 'Sai phụ lục' } })
    expect((await ask({ code: first.code, sha256: hash(first.bytes) })).answer).toMatchObject({
      issued: { state: 'recalled', endedOn: expect.stringMatching(/^\d{4}-/) },
      file: 'same',
    })
    const second = await issued()
    const id = await draftSome(server, database, province, { replaces: second.id })
    await issueSome(server, province, id)
    expect((await ask({ code: second.code })).answer.issued?.state).toBe('replaced')
  })

  it('hears the same of a code that there is not, of a draft, and of what a class keeps from people', async () => {
    expect((await ask({ code: newCode() })).answer).toEqual(nothing)
    const draft = await draftSome(server, database, province)
    await approveSome(server, province, draft)
    await database.owner.insertInto('verification_code').values({ code: 'AAAABBBBCCCC', document_id: draft }).execute()
    expect((await ask({ code: 'AAAABBBBCCCC' })).answer).toEqual(nothing)
    const secret = await issued()
    const { people } = province
    const { id: classId } = await server.ask(people.administrator, accessRules.create, {
      body: { name: 'Nội bộ nhân sự' },
    } as never)
    await database.owner
      .insertInto('record_class')
      .values({ record_id: secret.id, class_id: classId, set_by: people.director.personId })
      .execute()
    expect((await ask({ code: secret.code })).answer).toEqual(nothing)
    expect((await ask({ code: secret.code, sha256: hash(secret.bytes) })).answer).toEqual(
      (await ask({ code: newCode(), sha256: hash(secret.bytes) })).answer,
    )
  })

  it('who asks too often waits, and others do not', async () => {
    const address = '203.0.113.7'
    const answers = new Set<number>()
    // Twice a minute's worth: a minute may end meanwhile.
    for (let n = 0; n < 125; n += 1) answers.add((await ask({ code: newCode() }, address)).status)
    expect(answers).toEqual(new Set([200, 429]))
    expect((await ask({ code: newCode() }, '203.0.113.8')).status).toBe(200)
  })
})

it('reads a code as people type it', () => {
  fc.assert(
    fc.property(fc.integer(), () => {
      const code = newCode()
      expect(readCode(shownCode(code))).toBe(code)
      expect(readCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code)
    }),
  )
  expect(readCode('K7QP-3MXD')).toBeNull()
})
