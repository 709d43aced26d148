import { bulk } from '@mocban/contract/documents-bulk'
import { type App, languageOf, serve, serveLong, type Works } from '../../platform/http/index.ts'
import { beginBulk } from './begin-bulk.ts'
import { readBulk } from './read-bulk.ts'
import { runBulk } from './run-bulk.ts'

export function bulkRoutes(app: App): void {
  serveLong(app, bulk.begin, ({ asMe, standing, body }) => asMe((tx) => beginBulk(tx, standing, app.jobs, body)))
  serve(app, bulk.progress, ({ tx, params, request }) => readBulk(tx, params.id, languageOf(request)))
}

export function bulkJobs(works: Works): void {
  works.jobs.work<{ id: string }>('documents.bulk', (data) => runBulk(works, data.id), { atOnce: 2, minutes: 60 })
}
