import { Readable } from 'node:stream'
import { begunDrafts } from '@mocban/contract/begun-drafts'
import { incoming } from '@mocban/contract/documents-incoming'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { uploads } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { SmallProvince } from '../../organisation/testing/small-province.ts'
import { newId, type Standing } from '../../platform/database/index.ts'
import type { TestDatabase, TestServer } from '../../platform/testing/index.ts'
import { serveSmallProvince } from '../../testing/serve-small-province.ts'
import { letters } from '../reading/testing/letters.ts'
import { makeLetter } from '../reading/testing/make-letter.ts'
import { someFacts } from '../testing/register.ts'
import { sweepFiles } from './sweep-files.ts'

let database: TestDatabase
let server: TestServer
let people: SmallProvince['people']
beforeAll(async () => {
  const served = await serveSmallProvince({ works: true })
  ;({ database, server } = served)
  people = served.province.people
  return served.close
})

let made = 0
const another = () => {
  const { letter } = letters[0] as (typeof letters)[number]
  return makeLetter({ ...letter, abstract: [`V/v tệp thứ ${++made}`] })
}
/** Brings bytes, and says by which hash they are known. */
async function bring(who: Standing, bytes = another()): Promise<string> {
  const { id } = await server.ask(who, uploads.begin, { body: { name: 'tep.pdf', size: bytes.length } })
  await server.http.inject({
    method: 'PUT',
    url: `/api/uploads/${id}/parts/0`,
    headers: { 'x-test-standing': JSON.stringify(who), 'content-type': 'application/octet-stream' },
    payload: Readable.from([bytes]),
  })
  return (await server.ask(who, uploads.finish, { params: { id } })).sha256
}
const reads = async (who: Standing, sha256: string) =>
  (await server.http.inject({ url: `/api/files/${sha256}`, headers: { 'x-test-standing': JSON.stringify(who) } }))
    .statusCode === 200
const attach = (who: Standing, sha256: string) =>
  server.call(who, incoming.register, {
    body: {
      facts: someFacts(),
      files: [{ sha256, name: 'tep.pdf', mediaType: 'application/pdf' }],
      duplicatesSeen: true,
    },
  })
/** As if it had been brought so many days ago, as far as anything notes it. */
async function aged(sha256: string, days: number): Promise<void> {
  const by = sql`interval '1 day' * ${days}`
  await sql`update file set stored_at = stored_at - ${by} where sha256 = ${sha256}`.execute(database.owner)
  await sql`update file_brought set at = at - ${by} where sha256 = ${sha256}`.execute(database.owner)
  await sql`delete from upload where finished_sha256 = ${sha256}`.execute(database.owner)
}
/** Two nights, of which the second finds bytes that were stored long ago. */
const sweep = () => sweepFiles(database.worker, withOldBytes())
/** The store, in which everything was stored long ago. */
const withOldBytes = () => ({
  ...server.files,
  remove: (hash: string) => server.files.remove(hash, Date.now() + 60_000),
})

it('a file that was brought and never attached is gone after a month, with what was made of it; until then it stays', async () => {
  const clerk = people.officeClerk
  const [old, young] = [await bring(clerk), await bring(clerk)]
  await server.http.inject({
    url: `/api/files/${old}/pages/1/words`,
    headers: { 'x-test-standing': JSON.stringify(clerk) },
  })
  await aged(old, 31)
  await aged(young, 29)
  await sweep()
  expect([await reads(clerk, old), await reads(clerk, young)]).toEqual([false, true])
  expect([await server.files.size(old), await server.files.verify(young)]).toEqual([null, 'good'])
  const { rows } = await sql`select from file_reading where sha256 = ${old} union all select from file_leaving`.execute(
    database.owner,
  )
  expect(rows).toEqual([])
  // Nobody attaches it any more, and nothing of the attempt stays.
  expect((await attach(clerk, old)).status).toBeGreaterThanOrEqual(400)
})

it('what a record has, or a form that somebody began, stays however old it is', async () => {
  const clerk = people.officeClerk
  const { digitalSpecialist } = people
  const [registered, begun, drafted] = [await bring(clerk), await bring(clerk), await bring(digitalSpecialist)]
  expect((await attach(clerk, registered)).status).toBe(200)
  const keep = (sha256: string) => ({
    params: { id: newId() },
    body: { title: 'Dở', content: { files: [{ sha256 }] } },
  })
  await server.ask(clerk, registrationDrafts.keep, keep(begun))
  await server.ask(digitalSpecialist, begunDrafts.keep, keep(drafted))
  for (const one of [registered, begun, drafted]) await aged(one, 400)
  await sweep()
  for (const one of [registered, begun, drafted]) expect(await server.files.verify(one)).toBe('good')
  expect([await reads(clerk, begun), await reads(digitalSpecialist, drafted)]).toEqual([true, true])
  expect((await attach(clerk, begun)).status).toBe(200)
})

it('who attached a file reads it as the record lets them, and no longer for having brought it', async () => {
  const clerk = people.officeClerk
  const sha256 = await bring(clerk)
  const { answer } = await attach(clerk, sha256)
  const hidden = () => sql`delete from audience where record_id = ${answer.documentId}`.execute(database.owner)
  await aged(sha256, 3)
  await sweep()
  expect(await reads(clerk, sha256)).toBe(true)
  await hidden()
  expect([await reads(clerk, sha256), await server.files.verify(sha256)]).toEqual([false, 'good'])
})

it('bytes that are brought again as they are to go stay, and wait as long as the first time', async () => {
  const clerk = people.officeClerk
  const bytes = another()
  const sha256 = await bring(clerk, bytes)
  await aged(sha256, 31)
  // Their rows are gone; the bytes were stored a moment ago, for whoever is about to note them.
  expect(await sweepFiles(database.worker, server.files)).toBe(0)
  expect([await reads(clerk, sha256), await server.files.verify(sha256)]).toEqual([false, 'good'])
  expect(await bring(clerk, bytes)).toBe(sha256)
  await sweep()
  expect([await reads(clerk, sha256), await server.files.verify(sha256)]).toEqual([true, 'good'])
  await sql`update file_brought set at = at - interval '31 days' where sha256 = ${sha256}`.execute(database.owner)
  await bring(clerk, bytes)
  await sql`update file set stored_at = stored_at - interval '31 days' where sha256 = ${sha256}`.execute(database.owner)
  await sweep()
  expect(await reads(clerk, sha256)).toBe(true)
})
