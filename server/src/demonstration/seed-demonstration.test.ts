import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../platform/testing/index.ts'
import { demonstrationState, seedDemonstration } from './index.ts'

let database: TestDatabase
const stored = new Map<string, Buffer>()

beforeAll(async () => {
  database = await createTestDatabase()
  const start = Date.now()
  console.log(
    await seedDemonstration({
      ownerUrl: database.ownerUrl,
      today: '2026-11-23',
      size: Number(process.env.SIZE ?? 0.2),
      storeFile: async (sha256, bytes) => void stored.set(sha256, bytes),
      progress: (p) =>
        p.done % 500 === 0 || p.step !== 'files' ? console.log(Date.now() - start, JSON.stringify(p)) : undefined,
    }),
  )
  console.log(Date.now() - start)
}, 300_000)
afterAll(() => database.drop())

describe('x', () => {
  it('y', async () => {
    expect(await demonstrationState(database.ownerUrl)).toBe('demonstration')
  })
})
