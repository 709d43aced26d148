import type { PageText, Word } from '@mocban/contract/documents-reading'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { checkDocx } from '../conversion/check-docx.ts'
import { docxParagraphs } from '../conversion/docx-paragraphs.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { textOf } from '../reading/page-lines.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { pageReaderVersion, readScannedPage, readTextLayer } from '../reading/read-pages.ts'
import { readerVersion, readPicturePage } from '../reading/read-scan.ts'
import { wordsMaker } from './page-words.ts'
import { previewOf } from './preview.ts'
import { pictures, type StoredFile, withCopy } from './stored-file.ts'

/** At most so many pages of a file are read for search. */
const searchPages = 2_000
/** So many pages that are pictures are read in one run of the job: the next file's first pages do not wait for a book's last. */
const scansInOneRun = 20
/** Written together: each writing brings the index of what holds the file up to date. */
const writtenTogether = 5

const searchMaker = `search+${pageReaderVersion}+${readerVersion}`
/** Some of its pages are read; the others follow. */
const begunMaker = `${searchMaker}+begun`

interface SearchPage {
  page: number
  text: string
  origin: 'ocr' | 'layer'
  /** With their places, where they were read from a picture, so that what is found can be marked in the page. */
  words?: Word[]
}

/**
 * The job that keeps the text of each page for search: those with a text layer first, then those that are pictures, a few in one run. What was read is kept at once, so
 * that a run that is killed or takes too long loses nothing; safe to run twice. Answers whether pages are left.
 */
export async function readPagesForSearch(
  worker: Database,
  files: FileStore,
  data: { sha256: string; scans?: number },
): Promise<{ left: boolean }> {
  const file = await worker
    .selectFrom('file')
    .where('sha256', '=', data.sha256)
    .select(['sha256', 'media_type as mediaType', 'size'])
    .executeTakeFirst()
  if (!file || (await wasRead(worker, data.sha256))) return { left: false }
  const preview = pictures.has(file.mediaType) ? null : await previewOf((work) => work(worker), files, file)
  const left = preview
    ? await readPdf(worker, files, { sha256: data.sha256, pdf: preview.sha256, scans: data.scans ?? scansInOneRun })
    : await keepPages(worker, data.sha256, await pagesWithoutPdf(files, file)).then(() => false)
  // Also where it has no words, so that it is not looked at again.
  if (!left) await mark(worker, data.sha256, searchMaker)
  return { left }
}

/** A picture is one page; of a DOCX without LibreOffice there are no pages, but the words are found all the same. */
async function pagesWithoutPdf(files: FileStore, file: StoredFile): Promise<SearchPage[]> {
  if (pictures.has(file.mediaType)) {
    const { words, ...page } = await withCopy(files, file.sha256, (path) => readPicturePage(path))
    return [{ page: 1, origin: 'ocr', text: textOf({ ...page, words }), words }]
  }
  if (file.mediaType !== mediaTypes.docx) return []
  const docx = await files.readAll(file.sha256)
  if (await checkDocx(docx)) return []
  return [{ page: 1, text: docxParagraphs(docx).join('\n'), origin: 'layer' }]
}

/** Reads what is not read yet of a PDF, or of the PDF that was made of a file; answers whether pages are left. */
async function readPdf(
  worker: Database,
  files: FileStore,
  { sha256, pdf, scans }: { sha256: string; pdf: string; scans: number },
): Promise<boolean> {
  return withCopy(files, pdf, async (path) => {
    const pages: PageText[] = []
    try {
      await readTextLayer(path, (page) => pages.push(page), { from: 1, to: searchPages })
    } catch (error) {
      if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return false
      throw error
    }
    const there = await pagesKept(worker, sha256)
    const layered = pages.filter((page) => page.source !== 'none' && !there.has(page.page))
    await mark(worker, sha256, begunMaker)
    await keepPages(
      worker,
      sha256,
      layered.map((page) => ({ page: page.page, text: textOf(page), origin: 'layer' })),
    )
    const pictured = pages.filter((page) => page.source === 'none' && !there.has(page.page))
    const now = pictured.slice(0, scans)
    for (let at = 0; at < now.length; at += writtenTogether) {
      const read: SearchPage[] = []
      for (const page of now.slice(at, at + writtenTogether))
        read.push(await readPicture(worker, path, { sha256, page }))
      await keepPages(worker, sha256, read)
    }
    return pictured.length > now.length
  })
}

/** The words of a page that is a picture: those that were read when somebody looked at it, else read now. A page that cannot be drawn has none. */
async function readPicture(
  worker: Database,
  path: string,
  { sha256, page }: { sha256: string; page: PageText },
): Promise<SearchPage> {
  const kept = await worker
    .selectFrom('file_reading')
    .where('sha256', '=', sha256)
    .where('maker', '=', wordsMaker(page.page))
    .select('reading')
    .executeTakeFirst()
  const words = kept
    ? (kept.reading as unknown as Word[])
    : await readScannedPage(path, page.page).catch((error: unknown) => {
        if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return []
        throw error
      })
  return { page: page.page, origin: 'ocr', text: textOf({ ...page, words }), words }
}

/** Pages whose text is kept, and pictures that were read and have none. */
async function pagesKept(worker: Database, sha256: string): Promise<Set<number>> {
  const { rows } = await sql<{ page: number }>`
    select p.page from page_text p where p.sha256 = ${sha256}
    union select substring(r.maker from '[0-9]+$')::int from file_reading r
     where r.sha256 = ${sha256} and r.maker like ${`${wordsMaker('')}%`} and r.reading = '[]'`.execute(worker)
  return new Set(rows.map((row) => row.page))
}

async function keepPages(worker: Database, sha256: string, pages: SearchPage[]): Promise<void> {
  const rows = pages
    .map(({ page, text, origin }) => ({ page, origin, sha256, text: text.replaceAll('\u0000', ' ') }))
    .filter((row) => row.text.trim() !== '')
  for (let at = 0; at < rows.length; at += 200) {
    await worker
      .insertInto('page_text')
      .values(rows.slice(at, at + 200))
      .onConflict((conflict) =>
        conflict.columns(['sha256', 'page']).doUpdateSet({ text: sql`excluded.text`, origin: sql`excluded.origin` }),
      )
      .execute()
  }
  for (const { page, words } of pages) if (words) await mark(worker, sha256, wordsMaker(page), words)
}

const mark = async (worker: Database, sha256: string, maker: string, reading: unknown = {}): Promise<void> => {
  await worker
    .insertInto('file_reading')
    .values({ sha256, maker, reading: JSON.stringify(reading) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether all of it is read. What came with a text of its own, as a demonstration's files do, was never begun. */
const isRead = (sha256: ReturnType<typeof sql>) => sql<boolean>`(
  exists (select from file_reading r where r.sha256 = ${sha256} and r.maker = ${searchMaker})
  or (exists (select from page_text p where p.sha256 = ${sha256})
      and not exists (select from file_reading r where r.sha256 = ${sha256} and r.maker = ${begunMaker})))`

async function wasRead(worker: Database, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ read: boolean }>`select ${isRead(sql`${sha256}`)} as read`.execute(worker)
  return rows[0]?.read ?? false
}

/** Files of the last two days that nobody has read for search, or not to their end: made by the program, brought by another way than an upload, or left by a run that was killed. */
export async function findUnread(worker: Database): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from file f
     where f.media_type in ('application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/png', 'image/jpeg')
       and f.stored_at > app.now() - interval '2 days' and f.stored_at < app.now() - interval '10 seconds'
       and not ${isRead(sql`f.sha256`)}
     order by f.stored_at limit 50`.execute(worker)
  return rows.map((row) => row.sha256)
}
