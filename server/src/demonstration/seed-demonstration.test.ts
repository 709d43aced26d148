import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'
import { demonstrationState, type SeedCounts, seedDemonstration } from './index.ts'

let database: TestDatabase
let counts: SeedCounts
const stored = new Map<string, Uint8Array>()
const files = {
  putBytes: async (bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    stored.set(sha256, bytes)
    return { sha256 }
  },
}
const size = Number(process.env.DEMONSTRATION_SIZE ?? 0.25)

beforeAll(async () => {
  database = await createTestDatabase()
  const start = Date.now()
  let what = ''
  counts = await seedDemonstration({
    ownerUrl: database.ownerUrl,
    today: '2026-11-23',
    size,
    files,
    progress: (done, of, now = '') => {
      if (now !== what || done === of) console.log(Date.now() - start, now, done, of)
      what = now
    },
  })
  console.log(
    Date.now() - start,
    counts,
    [...stored.values()].reduce((s, b) => s + b.length, 0),
  )
}, 300_000)
afterAll(() => database.drop())

describe('the demonstration province', () => {
  it('is loaded', async () => {
    expect(await demonstrationState(database.ownerUrl)).toBe('demonstration')
  })
})
