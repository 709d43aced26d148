import { exports } from '@mocban/contract/exports'
import { clock } from '../../platform/clock.ts'
import { type App, languageOf, refuse, serve, serveLong, type Works } from '../../platform/http/index.ts'
import { auditExport } from '../trail/audit-export.ts'
import { beginExport, exportQueue, listExports } from './begin-export.ts'
import { declareDocumentExports } from './document-rows.ts'
import { writeExport, xlsx } from './write-export.ts'

export function exportRoutes(app: App): void {
  declareDocumentExports()
  serve(app, exports.begin, ({ tx, actor, body, request }) =>
    beginExport(tx, actor, app.jobs, body, languageOf(request)),
  )
  serve(app, exports.list, ({ tx }) => listExports(tx))
  serveLong(app, exports.file, async ({ params, reply, asMe }) => {
    const found = await asMe((tx) =>
      tx
        .selectFrom('export as e')
        .leftJoin('file as f', 'f.sha256', 'e.sha256')
        .select(['e.sha256', 'e.name', 'e.state', 'f.media_type'])
        .where('e.id', '=', params.id)
        .executeTakeFirst(),
    )
    if (!found) throw refuse('request.not-found')
    if (found.state !== 'done' || !found.sha256) throw refuse('export.not-ready')
    const ending = found.media_type === 'application/pdf' ? 'pdf' : 'xlsx'
    return reply
      .type(found.media_type ?? xlsx)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}.${ending}`)
      .send(await app.files.read(found.sha256))
  })
}

/** A week later an export is gone from the list; whoever needs it again asks again. */
export function exportWorks(works: Works): void {
  declareDocumentExports()
  auditExport()
  works.jobs.work<{ exportId: string }>(exportQueue, ({ exportId }) => writeExport(works, exportId), {
    // One that was cut off by the end of the program is begun again; one that failed says so and stays failed.
    retries: 1,
    minutes: 60,
  })
  works.jobs.every('documents.forget-exports', '10 2 * * *', () =>
    works.worker
      .deleteFrom('export')
      .where('created_at', '<', new Date(clock.now().getTime() - 7 * 86_400_000).toISOString())
      .execute(),
  )
}
