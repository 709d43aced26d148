import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Inspection } from '@mocban/contract/documents-reading'
import { longestFile, type Upload, type UploadedFile } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import { type Actor, newId, type Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { shownName } from '../reading/file-name.ts'
import { keepReading, type LookedAt, lookAt } from './read-file.ts'
import { withCopy } from './stored-file.ts'

/** Begins an upload; only who began it may go on with it. @throws file.not-accepted where it is longer than any file may be */
export async function beginUpload(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  input: { name: string; size: number },
): Promise<Upload> {
  if (input.size > longestFile)
    throw refuse('file.not-accepted', { code: 'too-large', reason: 'too_large', name: shownName(input.name) })
  const id = newId()
  await tx
    .insertInto('upload')
    .values({ id, person_id: actor.personId, ...input })
    .execute()
  await files.uploads.begin(id)
  return { id, ...input, offset: 0 }
}

/** One's own upload and how much of it is safely there. @throws request.not-found */
export async function readUpload(tx: Tx, files: FileStore, id: string): Promise<Upload> {
  const upload = await findUpload(tx, id)
  const offset = upload ? await files.uploads.offset(id) : null
  if (!upload || offset === null) throw refuse('request.not-found')
  return { id, name: upload.name, size: upload.size, offset }
}

/** One's own upload, with the file that it became where it was finished. */
const findUpload = (tx: Tx, id: string) =>
  tx.selectFrom('upload').where('id', '=', id).select(['name', 'size', 'finished_sha256 as sha256']).executeTakeFirst()

/** Appends bytes at an offset; what came before a connection broke stays. @throws request.not-found, upload.wrong-offset, request.too-large, files.full */
export async function appendPart(
  asMe: AsMe,
  files: FileStore,
  input: { id: string; offset: number; bytes: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  const upload = await asMe((tx) => readUpload(tx, files, input.id))
  const offset = await files.uploads.append(input.id, input.offset, input.bytes, {
    maxBytes: Math.min(upload.size, longestFile),
  })
  return { ...upload, offset }
}

/**
 * Looks at what arrived and keeps it. A file that may not be taken is dropped and refused with the first reason; it never reaches the store.
 * Reading its text for search begins with it.
 * @throws request.not-found, upload.incomplete, file.not-accepted
 */
export async function finishUpload(asMe: AsMe, files: FileStore, jobs: Jobs, id: string): Promise<UploadedFile> {
  const asked = () => asMe((tx) => findUpload(tx, id))
  const upload = await asked()
  // Whose it is not learns nothing of it, however far it is.
  if (!upload) throw refuse('request.not-found')
  if (isFinished(upload)) return lookAgain(files, upload)
  try {
    const finishing = beingFinished.get(id) ?? keepWhole(asMe, files, jobs, id).finally(() => beingFinished.delete(id))
    beingFinished.set(id, finishing)
    return await finishing
  } catch (error) {
    // Whoever asked first has finished it in this moment, perhaps by another program.
    const meanwhile = await asked()
    if (!meanwhile || !isFinished(meanwhile)) throw error
    return lookAgain(files, meanwhile)
  }
}

/** To look at a long file takes a while, in which the line may break: whoever asks again waits for the same. */
const beingFinished = new Map<string, Promise<UploadedFile>>()

/** Whoever lost the answer asks again. */
const isFinished = <U extends { sha256: string | null }>(upload: U): upload is U & { sha256: string } =>
  upload.sha256 !== null

const lookAgain = (files: FileStore, finished: { sha256: string; size: number; name: string }) =>
  withCopy(files, finished.sha256, async (path) => asUploaded(finished, (await lookAt(path, finished.name)).inspection))

async function keepWhole(asMe: AsMe, files: FileStore, jobs: Jobs, id: string): Promise<UploadedFile> {
  const upload = await asMe((tx) => readUpload(tx, files, id))
  if (upload.offset < upload.size) throw refuse('upload.incomplete', { offset: upload.offset, size: upload.size })
  const looked = await inspectPart(files, upload)
  const { inspection } = looked
  const refused = inspection.findings.find((one) => one.severity === 'refuse')
  if (refused) {
    await files.uploads.discard(id)
    await asMe((tx) => tx.deleteFrom('upload').where('id', '=', id).execute())
    const { code, values } = refused
    // A sentence chooses by words without hyphens.
    throw refuse('file.not-accepted', {
      ...values,
      code,
      reason: code.replaceAll('-', '_'),
      name: shownName(upload.name),
    })
  }
  const stored = await files.uploads.finish(id)
  await asMe(async (tx) => {
    await sql`select app.add_file(${stored.sha256}, ${stored.size}, ${inspection.mediaType})`.execute(tx)
    await keepReading(tx, stored.sha256, looked)
    await tx.updateTable('upload').set({ finished_sha256: stored.sha256 }).where('id', '=', id).execute()
    await jobs.enqueue(tx, 'documents.read-pages', { sha256: stored.sha256 }, { key: stored.sha256 })
  })
  return asUploaded({ ...stored, name: upload.name }, inspection)
}

const asUploaded = (file: { sha256: string; size: number; name: string }, inspection: Inspection): UploadedFile => ({
  ...file,
  shownName: shownName(file.name),
  mediaType: inspection.mediaType,
  inspection,
})

/** Gives one's own upload up. */
export async function discardUpload(tx: Tx, files: FileStore, id: string): Promise<Record<string, never>> {
  const gone = await tx
    .deleteFrom('upload')
    .where('id', '=', id)
    .where('finished_sha256', 'is', null)
    .executeTakeFirst()
  if (gone.numDeletedRows > 0n) await files.uploads.discard(id)
  return {}
}

async function inspectPart(files: FileStore, upload: Upload): Promise<LookedAt> {
  const copy = await files.temporary()
  try {
    await pipeline(files.uploads.readPart(upload.id), createWriteStream(copy.path))
    return await lookAt(copy.path, upload.name)
  } finally {
    await copy.remove()
  }
}

/** Drops uploads that nobody went on with for two days, and forgets those that were finished: the file is stored, and who brought it is noted with it. */
export async function dropAbandonedUploads(
  worker: Pick<Tx, 'deleteFrom' | 'selectFrom'>,
  files: FileStore,
): Promise<number> {
  const old = await worker
    .selectFrom('upload')
    .where('finished_sha256', 'is', null)
    .where('began_at', '<', sql<string>`app.now() - interval '2 days'`)
    .select('id')
    .limit(1000)
    .execute()
  await worker
    .deleteFrom('upload')
    .where('finished_sha256', 'is not', null)
    .where('began_at', '<', sql<string>`app.now() - interval '2 days'`)
    .execute()
  for (const { id } of old) {
    await files.uploads.discard(id)
    await worker.deleteFrom('upload').where('id', '=', id).execute()
  }
  return old.length
}
