import { serveModules } from '../modules.ts'
import { makeSmallProvince, type SmallProvince } from '../organisation/testing/small-province.ts'
import { clock } from '../platform/clock.ts'
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../platform/testing/index.ts'
import type { SigningHouse } from '../signing/index.ts'
import { workModules } from '../workers.ts'

/** What most tests of the program's routes stand on: a database with the small province, and all modules served on it. */
export interface ServedProvince {
  database: TestDatabase
  server: TestServer
  province: SmallProvince
  /** For `afterAll`, or for `beforeAll` to return. */
  close(): Promise<void>
}

/** `works`: `jobs.runWaiting()` runs the modules' background work too. `house`: what is signed with; nothing, where it is left out. */
export async function serveSmallProvince({
  works = false,
  house,
}: {
  works?: boolean
  house?: SigningHouse
} = {}): Promise<ServedProvince> {
  const database = await createTestDatabase()
  const province = await makeSmallProvince(database)
  const server = await startTestServer(
    database.app,
    (app) => serveModules(app, house),
    works ? (given) => workModules(given, house) : undefined,
  )
  const close = async () => {
    clock.set(null)
    await server.close()
    await database.drop()
  }
  return { database, server, province, close }
}
