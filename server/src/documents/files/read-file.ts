import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Inspection, PageText } from '@mocban/contract/documents-reading'
import type { ReadFile } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import type { Actor, Database, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { findFreePlace } from '../reading/free-place.ts'
import { inspectFile } from '../reading/inspect-file.ts'
import { textOf } from '../reading/page-lines.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { pageReaderVersion, readPages, readScans } from '../reading/read-pages.ts'
import { readerVersion } from '../reading/read-scan.ts'
import { type KnownUnit, recognise, recogniserVersion } from '../reading/recognise/index.ts'
import { withTermDates } from './term-dates.ts'

type AsMe = <T>(work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>

const maker = `${pageReaderVersion}+${readerVersion}+${recogniserVersion}`
/** The head stands on the first pages, the signer on the last; between them only a deadline could be missed. */
const firstPages = 6

/** Everything that one look at a file answers; what a scan says is read later, when somebody asks. */
export interface LookedAt {
  inspection: Inspection
  pages: PageText[]
}

/** Looks at a file and, where it is a PDF that may be taken, at the words of its first pages: one child process for both. */
export async function lookAt(path: string, name: string): Promise<LookedAt> {
  const pages: PageText[] = []
  const inspection = await inspectFile(path, name, {}, { pages: firstPages, onPage: (page) => pages.push(page) })
  return { inspection, pages }
}

/** Keeps what a look at the file's own text answered, so that the form is filled at once. Scans wait until somebody asks for them. */
export async function keepReading(tx: Tx, sha256: string, { inspection, pages }: LookedAt): Promise<void> {
  const complete = inspection.pageCount === null || inspection.pageCount <= firstPages
  if (!complete || pages.some((page) => page.source === 'none')) return
  await saveReading(tx, await makeReading(tx, sha256, inspection, pages))
}

/**
 * Reads a file that who asks may read and recognises what it says about the document (Decree 30/2020, Appendix I). Read once for the same bytes.
 * @throws request.not-found
 */
export async function readFile(
  asMe: AsMe,
  files: FileStore,
  input: { sha256: string; name: string },
): Promise<ReadFile> {
  const before = await asMe(async (tx, actor) => {
    const file = await tx.selectFrom('file').where('sha256', '=', input.sha256).select('sha256').executeTakeFirst()
    if (!file) throw refuse('request.not-found')
    const row = await tx
      .selectFrom('file_reading')
      .where('sha256', '=', input.sha256)
      .where('maker', '=', maker)
      .select('reading')
      .executeTakeFirst()
    return row ? withTermDates(tx, actor, row.reading as unknown as ReadFile) : null
  })
  if (before) return before
  const { inspection, pages } = await withCopy(files, input.sha256, async (path) => {
    const looked = await lookAt(path, input.name)
    return { inspection: looked.inspection, pages: await withScansAndEnd(path, looked) }
  })
  return asMe(async (tx, actor) => {
    const reading = await makeReading(tx, input.sha256, inspection, pages)
    await saveReading(tx, reading)
    return withTermDates(tx, actor, reading)
  })
}

async function makeReading(tx: Tx, sha256: string, inspection: Inspection, pages: PageText[]): Promise<ReadFile> {
  const units = await sql<KnownUnit>`select id, name from unit_now where is_agency`.execute(tx)
  return {
    sha256,
    inspection,
    pages: pages.map(({ words, ...page }) => ({ ...page, words: words.length })),
    suggestions: recognise(pages, units.rows),
    free: pages[0] ? findFreePlace(pages[0]) : null,
  }
}

async function saveReading(tx: Tx, reading: ReadFile): Promise<void> {
  await tx
    .insertInto('file_reading')
    .values({ sha256: reading.sha256, maker, reading: JSON.stringify(reading) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A scan is read where it says most: page 1 and the last page. A long document's last page carries its signer. */
async function withScansAndEnd(path: string, { inspection, pages }: LookedAt): Promise<PageText[]> {
  const last = inspection.pageCount ?? 0
  try {
    const first = pages[0] ? await readScans(path, [pages[0]], { scans: 1 }) : []
    const middle = pages.slice(1).filter((page) => page.page !== last)
    const own = pages.slice(1).filter((page) => page.page === last)
    const end = own.length > 0 || last <= 1 ? own : await readPages(path, { from: last, to: last })
    return [...first, ...middle, ...(await readScans(path, end, { scans: 1 }))]
  } catch (error) {
    // Without its words the form is filled by hand; the file itself was accepted.
    if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return pages
    throw error
  }
}

/** At most so many pages are read for search, and so many of them as pictures. */
const searchPages = { all: 2_000, scans: 200 }

/** The job that keeps the text of each page for search; safe to run twice. */
export async function readPagesForSearch(worker: Database, files: FileStore, data: { sha256: string }): Promise<void> {
  const file = await worker.selectFrom('file').where('sha256', '=', data.sha256).select('media_type').executeTakeFirst()
  if (file?.media_type !== 'application/pdf' || (await wasRead(worker, data.sha256))) return
  await withCopy(files, data.sha256, async (path) => {
    let pages: PageText[]
    try {
      pages = await readPages(path, { from: 1, to: searchPages.all }, { scans: searchPages.scans })
    } catch (error) {
      if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return
      throw error
    }
    const rows = pages
      .map((page) => ({
        sha256: data.sha256,
        page: page.page,
        text: textOf(page).replaceAll('\u0000', ' '),
        origin: page.source === 'ocr' ? 'ocr' : 'layer',
      }))
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
  })
  // Also where it has no words, so that it is not looked at again.
  await worker
    .insertInto('file_reading')
    .values({ sha256: data.sha256, maker: searchMaker, reading: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const searchMaker = `search+${pageReaderVersion}+${readerVersion}`

async function wasRead(worker: Database, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select from page_text where sha256 = ${sha256}
    union all select from file_reading where sha256 = ${sha256} and maker = ${searchMaker} limit 1`.execute(worker)
  return rows.length > 0
}

/** PDF files of the last two days that nobody has read for search: made by the program, or brought by another way than an upload. */
export async function findUnread(worker: Database): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from file f
     where f.media_type = 'application/pdf' and f.stored_at > app.now() - interval '2 days' and f.stored_at < app.now() - interval '10 seconds'
       and not exists (select from page_text p where p.sha256 = f.sha256)
       and not exists (select from file_reading r where r.sha256 = f.sha256 and r.maker = ${searchMaker})
     order by f.stored_at limit 50`.execute(worker)
  return rows.map((row) => row.sha256)
}

/** A stored file as a path, for readers that want one; gone afterwards. */
export async function withCopy<T>(files: FileStore, sha256: string, work: (path: string) => Promise<T>): Promise<T> {
  const copy = await files.temporary()
  try {
    await pipeline(await files.read(sha256), createWriteStream(copy.path))
    return await work(copy.path)
  } finally {
    await copy.remove()
  }
}
