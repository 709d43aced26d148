import { Readable } from 'node:stream'
import { uploads } from '@mocban/contract/uploads'
import { type App, bytesOf, refuse, serve, serveLong, type Works } from '../../platform/http/index.ts'
import { sweepDrafts } from '../begun/begun-drafts.ts'
import { readingFile } from '../record/note-reading.ts'
import { pageWords } from './page-words.ts'
import { readFile } from './read-file.ts'
import { findUnread, readPagesForSearch } from './read-for-search.ts'
import { sendStored } from './send-file.ts'
import { sendPreview } from './send-preview.ts'
import { sendStamped } from './send-stamped.ts'
import { sweepFiles } from './sweep-files.ts'
import { appendPart, beginUpload, discardUpload, dropAbandonedUploads, finishUpload, readUpload } from './uploads.ts'

export function fileRoutes(app: App): void {
  const { files, jobs } = app
  // Parts of files go to the disk as they come; they are never held in memory.
  app.http.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  serve(app, uploads.begin, ({ tx, actor, body }) => beginUpload(tx, actor, files, body))
  serve(app, uploads.status, ({ tx, params }) => readUpload(tx, files, params.id))
  serve(app, uploads.discard, ({ tx, params }) => discardUpload(tx, files, params.id))
  serveLong(app, uploads.append, ({ asMe, params, request }) => {
    if (!(request.body instanceof Readable)) throw refuse('request.invalid', { what: 'application/octet-stream' })
    return appendPart(asMe, files, { ...params, bytes: bytesOf(request.body) })
  })
  serveLong(app, uploads.finish, ({ asMe, params }) => finishUpload(asMe, files, jobs, params.id))
  serveLong(app, uploads.download, ({ asMe, params, query, request, reply }) =>
    sendStored(readingFile(asMe, params.sha256), files, { request, reply }, { ...params, ...query }),
  )
  serveLong(app, uploads.preview, ({ asMe, params, request, reply }) =>
    sendPreview(readingFile(asMe, params.sha256), files, { request, reply }, params.sha256),
  )
  serveLong(app, uploads.words, ({ asMe, params, query }) =>
    pageWords(readingFile(asMe, params.sha256), files, { ...params, ...query }),
  )
  serveLong(app, uploads.read, ({ asMe, body }) => readFile(readingFile(asMe, body.sha256), files, body))
  serveLong(app, uploads.stamped, ({ asMe, params, request, reply }) =>
    sendStamped(asMe, files, { request, reply }, params.id),
  )
}

export function fileJobs(works: Works): void {
  works.jobs.work<{ sha256: string }>(
    'documents.read-pages',
    async (data) => {
      const { left } = await readPagesForSearch(works.worker, works.files, data)
      if (!left) return
      await works.worker
        .transaction()
        .execute((tx) =>
          works.jobs.enqueue(tx, 'documents.read-pages', { ...data }, { key: data.sha256, priority: -1 }),
        )
    },
    { minutes: 30, retries: 2 },
  )
  works.jobs.eachSeconds('documents.read-new-files', 30, async () => {
    const found = await findUnread(works.worker)
    if (found.length === 0) return
    await works.worker.transaction().execute(async (tx) => {
      for (const sha256 of found) await works.jobs.enqueue(tx, 'documents.read-pages', { sha256 }, { key: sha256 })
    })
  })
  // Before the files: what a form holds stays.
  works.jobs.every('documents.sweep-begun', '10 2 * * *', () => sweepDrafts(works.worker))
  works.jobs.every('documents.drop-uploads', '15 2 * * *', () => dropAbandonedUploads(works.worker, works.files))
  works.jobs.every('documents.sweep-files', '20 2 * * *', () => sweepFiles(works.worker, works.files))
}
