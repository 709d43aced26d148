import { makeTemplate } from './make-template.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

/** A PostgreSQL that belongs to one test, with the migrated database that `createTestDatabase` clones. */
export interface OwnPostgres extends TestPostgres {
  template: string
}

/**
 * For what cannot share the run's server: tests that take it away or kill it, and those that run the whole program, which gives its roles passwords:
 * roles belong to the whole server. `lasting: false` is quicker, where nothing is killed.
 */
export async function startOwnPostgres({ lasting = true } = {}): Promise<OwnPostgres> {
  const postgres = await startPostgres({ lasting })
  return { ...postgres, template: await makeTemplate(postgres.url, 'mocban_template') }
}
