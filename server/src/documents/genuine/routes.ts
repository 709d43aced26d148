import { genuine } from '@mocban/contract/genuine'
import { sql } from 'kysely'
import { type App, askedBy, serveAnyone, type Works } from '../../platform/http/index.ts'
import { askGenuine } from './ask-genuine.ts'

export function genuineRoutes(app: App): void {
  serveAnyone(app, genuine.ask, ({ body, request }) => askGenuine(app.db, askedBy(request).address, body))
}

/** Who asked how often is forgotten within the hour. */
export function genuineJobs(works: Works): void {
  works.jobs.every('documents.forget-askers', '7 * * * *', async () => {
    await sql`delete from genuine_asked where minute < now() - interval '10 minutes'`.execute(works.worker)
  })
}
