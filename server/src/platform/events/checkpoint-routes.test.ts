import { audit } from '@mocban/contract/audit'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSmallProvince, type SmallProvince } from '../../organisation/testing/small-province.ts'
import { startTestServer, type TestServer } from '../testing/index.ts'
import { checkCheckpoint, checkpointFile, checkpointRoutes, publicKeysFile, readPublicKeys } from './index.ts'
import { makeSealedTrail, type SealedTrail } from './testing/sealed-trail.ts'

let trail: SealedTrail
let server: TestServer
let province: SmallProvince

beforeAll(async () => {
  trail = await makeSealedTrail()
  province = await makeSmallProvince(trail.database)
  await sql`insert into event (agency_id, kind) select ${province.units.ubnd}, 'test.done' from generate_series(1, 3)`.execute(
    trail.database.owner,
  )
  await trail.checkpoint()
  server = await startTestServer(trail.database.app, checkpointRoutes)
})
afterAll(async () => {
  await server.close()
  await trail.remove()
})

const file = (number: number, who = province.people.auditor) =>
  server.call(who, audit.checkpoint, { params: { number } })

describe('an auditor', () => {
  it('sees the checkpoints, page by page, with the events of the own agency', async () => {
    const first = await server.ask(province.people.auditor, audit.checkpoints, { query: { limit: 2 } })
    expect(first.items.map((one) => [one.number, one.events])).toEqual([
      [3, 3],
      [2, null],
    ])
    const rest = await server.ask(province.people.auditor, audit.checkpoints, {
      query: { limit: 2, after: first.next },
    })
    expect(rest.items.map((one) => one.number)).toEqual([1])
    expect(rest.next).toBeUndefined()
  })

  it('takes one outside that proves the chain of the own agency under the signed root, and tells nothing of others', async () => {
    const { response } = await file(3)
    const given = checkpointFile.parse(JSON.parse(response.body))
    const keys = await readPublicKeys(publicKeysFile(trail.folder))
    expect(given.heads).toMatchObject([{ agency: province.units.ubnd, seq: 3 }])
    expect(checkCheckpoint(given, keys)).toBeNull()
    for (const agency of trail.agencies) expect(response.body).not.toContain(agency)
    const head = given.heads[0]!
    const otherwise = { ...given, heads: [{ ...head, seq: 2 }] }
    expect(checkCheckpoint(otherwise, keys)).toBe('root-differs')
    expect(checkCheckpoint(given, [])).toBe('key-unknown')
  })

  it('is refused one that does not cover the own agency, or that there is not', async () => {
    expect((await file(1)).status).toBe(404)
    expect((await file(99)).status).toBe(404)
  })
})

it('nobody else sees or takes any', async () => {
  for (const [name, who] of Object.entries(province.people).filter(([one]) => one !== 'auditor')) {
    expect((await server.call(who, audit.checkpoints, { query: {} })).status, name).toBe(403)
    expect((await file(3, who)).status, name).toBe(403)
  }
  expect((await server.call(null, audit.checkpoint, { params: { number: 3 } })).status).toBe(401)
})
