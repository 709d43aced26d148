import type { PageText, Word } from '@mocban/contract/documents-reading'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { checkDocx } from '../conversion/check-docx.ts'
import { docxParagraphs } from '../conversion/docx-paragraphs.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { textOf } from '../reading/page-lines.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { pageReaderVersion, readPages } from '../reading/read-pages.ts'
import { readerVersion, readPicturePage } from '../reading/read-scan.ts'
import { wordsMaker } from './page-words.ts'
import { previewOf } from './preview.ts'
import { pictures, type StoredFile, withCopy } from './stored-file.ts'

/** At most so many pages are read for search, and so many of them as pictures. */
const searchPages = { all: 2_000, scans: 200 }

/** The job that keeps the text of each page for search; safe to run twice. */
export async function readPagesForSearch(worker: Database, files: FileStore, data: { sha256: string }): Promise<void> {
  const file = await worker
    .selectFrom('file')
    .where('sha256', '=', data.sha256)
    .select(['sha256', 'media_type as mediaType', 'size'])
    .executeTakeFirst()
  if (!file || (await wasRead(worker, data.sha256))) return
  const pages = await pagesForSearch(worker, files, file)
  const rows = pages
    .map(({ page, text, origin }) => ({ page, origin, sha256: data.sha256, text: text.replaceAll('\u0000', ' ') }))
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
  await keepWords(worker, data.sha256, pages)
  // Also where it has no words, so that it is not looked at again.
  await worker
    .insertInto('file_reading')
    .values({ sha256: data.sha256, maker: searchMaker, reading: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface SearchPage {
  page: number
  text: string
  origin: 'ocr' | 'layer'
  /** With their places, where they were read from a picture. */
  words?: Word[]
}

/** Words read from pictures are kept with their places, so that what is found can be marked in the page. */
async function keepWords(worker: Database, sha256: string, pages: SearchPage[]): Promise<void> {
  for (const { page, words } of pages) {
    if (!words) continue
    await worker
      .insertInto('file_reading')
      .values({ sha256, maker: wordsMaker(page), reading: JSON.stringify(words) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function pagesForSearch(worker: Database, files: FileStore, file: StoredFile): Promise<SearchPage[]> {
  const found = (page: PageText): SearchPage => ({
    page: page.page,
    text: textOf(page),
    origin: page.source === 'ocr' ? 'ocr' : 'layer',
    ...(page.source === 'ocr' ? { words: page.words } : {}),
  })
  if (pictures.has(file.mediaType)) return [found(await withCopy(files, file.sha256, (path) => readPicturePage(path)))]
  const preview = await previewOf((work) => work(worker), files, file)
  if (preview) {
    try {
      const range = { from: 1, to: searchPages.all }
      return (
        await withCopy(files, preview.sha256, (path) => readPages(path, range, { scans: searchPages.scans }))
      ).map(found)
    } catch (error) {
      if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return []
      throw error
    }
  }
  if (file.mediaType !== mediaTypes.docx || (await checkDocx(await files.readAll(file.sha256)))) return []
  // Without LibreOffice there are no pages; the words are found all the same.
  return [{ page: 1, text: (await docxParagraphs(await files.readAll(file.sha256))).join('\n'), origin: 'layer' }]
}

const searchMaker = `search+${pageReaderVersion}+${readerVersion}`

async function wasRead(worker: Database, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select from page_text where sha256 = ${sha256}
    union all select from file_reading where sha256 = ${sha256} and maker = ${searchMaker} limit 1`.execute(worker)
  return rows.length > 0
}

/** Files of the last two days that nobody has read for search: made by the program, or brought by another way than an upload. */
export async function findUnread(worker: Database): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from file f
     where f.media_type in ('application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/png', 'image/jpeg')
       and f.stored_at > app.now() - interval '2 days' and f.stored_at < app.now() - interval '10 seconds'
       and not exists (select from page_text p where p.sha256 = f.sha256)
       and not exists (select from file_reading r where r.sha256 = f.sha256 and r.maker = ${searchMaker})
     order by f.stored_at limit 50`.execute(worker)
  return rows.map((row) => row.sha256)
}
