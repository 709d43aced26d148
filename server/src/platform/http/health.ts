import { sql } from 'kysely'
import type { App } from './serve.ts'

/** For what watches the program: /healthz says that it runs, /readyz that it can work (database and file store answer). */
export function serveHealth({ http, db, files }: App): void {
  http.get('/healthz', { schema: { hide: true }, logLevel: 'error' }, async () => ({ running: true }))
  http.get('/readyz', { schema: { hide: true }, logLevel: 'error' }, async (_request, reply) => {
    const [database, store] = await Promise.all([
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      ),
      files.writable(),
    ])
    return reply
      .status(database && store ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ database, files: store })
  })
}
