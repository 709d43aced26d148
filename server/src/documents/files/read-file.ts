import type { Inspection, PageText } from '@mocban/contract/documents-reading'
import type { ReadFile } from '@mocban/contract/uploads'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { findFreePlace } from '../reading/free-place.ts'
import { inspectFile } from '../reading/inspect-file.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { pageReaderVersion, readPages, readScans } from '../reading/read-pages.ts'
import { readerVersion, readPicturePage } from '../reading/read-scan.ts'
import { type KnownUnit, recognise, recogniserVersion } from '../reading/recognise/index.ts'
import { previewOf } from './preview.ts'
import { pictures, type StoredFile, withCopy } from './stored-file.ts'
import { withTermDates } from './term-dates.ts'

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
  const complete = inspection.pageCount !== null && inspection.pageCount <= firstPages
  if (!complete || inspection.kind !== 'pdf' || pages.some((page) => page.source === 'none')) return
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
    const file = await tx
      .selectFrom('file')
      .where('sha256', '=', input.sha256)
      .select(['sha256', 'media_type as mediaType', 'size'])
      .executeTakeFirst()
    if (!file) throw refuse('request.not-found')
    const row = await tx
      .selectFrom('file_reading')
      .where('sha256', '=', input.sha256)
      .where('maker', '=', maker)
      .select('reading')
      .executeTakeFirst()
    return { file, reading: row ? await withTermDates(tx, actor, row.reading as unknown as ReadFile) : null }
  })
  if (before.reading) return before.reading
  const { inspection, pages } = await readForForm(asMe, files, { ...before.file, name: input.name })
  return asMe(async (tx, actor) => {
    const reading = await makeReading(tx, input.sha256, inspection, pages)
    await saveReading(tx, reading)
    return withTermDates(tx, actor, reading)
  })
}

/** The pages of a file that say what the form asks for: of a PDF, of the PDF made of a DOCX, or of a picture. */
async function readForForm(asMe: AsMe, files: FileStore, file: StoredFile & { name: string }): Promise<LookedAt> {
  const looked = await withCopy(files, file.sha256, async (path) => {
    const own = await lookAt(path, file.name)
    if (pictures.has(file.mediaType)) return { ...own, pages: [await readPicturePage(path)] }
    return file.mediaType === mediaTypes.pdf ? { ...own, pages: await withScansAndEnd(path, own) } : own
  })
  if (file.mediaType !== mediaTypes.docx) return looked
  const preview = await previewOf(asMe, files, file)
  if (!preview) return looked
  const pages = await withCopy(files, preview.sha256, async (path) =>
    withScansAndEnd(path, await lookAt(path, 'a.pdf')),
  )
  return { inspection: looked.inspection, pages }
}

async function makeReading(tx: Tx, sha256: string, inspection: Inspection, pages: PageText[]): Promise<ReadFile> {
  // By its names of all days: paper of earlier years comes in too. Where several had a name, it is that of the one that has it today.
  const units = await sql<KnownUnit>`
    select distinct on (v.name) v.unit_id as id, v.name from unit_version v where v.is_agency and not v.valid >> daterange(app.today(), null)
     order by v.name, v.valid @> app.today() desc, v.valid desc`.execute(tx)
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
