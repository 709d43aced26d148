import type { Word } from '@mocban/contract/documents-reading'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { mediaTypes } from '../reading/file-kind.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { pageReaderVersion, readPages } from '../reading/read-pages.ts'
import { readerVersion, readPicturePage } from '../reading/read-scan.ts'
import { pictures, withCopy } from './stored-file.ts'

/** Under which the words of a page are kept beside the file. */
export const wordsMaker = (page: number | '') => `words+${pageReaderVersion}+${readerVersion}+${page}`

let before: Promise<unknown> = Promise.resolve()

/**
 * The words of a page of a PDF, or of a picture, with their places, also where the page is only a picture: so that a scan can be selected, searched and marked like
 * any other page. Read once for the same bytes, one picture at a time; `kept` answers only what was read before.
 * @throws request.not-found
 */
export async function pageWords(
  asMe: AsMe,
  files: FileStore,
  asked: { sha256: string; page: number; kept?: boolean | undefined },
): Promise<{ words: Word[]; read: boolean }> {
  const { file, words } = await asMe(async (tx) => {
    const file = await tx.selectFrom('file').where('sha256', '=', asked.sha256).select('media_type').executeTakeFirst()
    if (!file) throw refuse('request.not-found')
    const row = await tx
      .selectFrom('file_reading')
      .where('sha256', '=', asked.sha256)
      .where('maker', '=', wordsMaker(asked.page))
      .select('reading')
      .executeTakeFirst()
    return { file, words: row ? (row.reading as unknown as Word[]) : null }
  })
  if (words) return { words, read: true }
  const picture = pictures.has(file.media_type)
  if (!picture && file.media_type !== mediaTypes.pdf) return { words: [], read: true }
  if (asked.kept) return { words: [], read: false }
  const reading = before.then(() => (picture ? readPicture(files, asked) : readWords(files, asked)))
  before = reading.catch(() => {})
  const read = await reading
  await asMe((tx) =>
    tx
      .insertInto('file_reading')
      .values({ sha256: asked.sha256, maker: wordsMaker(asked.page), reading: JSON.stringify(read) })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return { words: read, read: true }
}

/** A picture is one page of its own. */
async function readPicture(files: FileStore, { sha256, page }: { sha256: string; page: number }): Promise<Word[]> {
  return page === 1 ? withCopy(files, sha256, async (path) => (await readPicturePage(path)).words) : []
}

async function readWords(files: FileStore, { sha256, page }: { sha256: string; page: number }): Promise<Word[]> {
  try {
    const [found] = await withCopy(files, sha256, (path) => readPages(path, { from: page, to: page }, { scans: 1 }))
    return found?.words ?? []
  } catch (error) {
    if (error instanceof PdfTooHeavy || error instanceof PdfUnreadable) return []
    throw error
  }
}
