import { createReadStream } from 'node:fs'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import { asWhoAsked, type Database, type Standing } from '../../platform/database/index.ts'
import {
  type AsAsker,
  type ExportKind,
  type FileExportKind,
  findExportKind,
  findFileExportKind,
} from '../../platform/exports/index.ts'
import type { FileStore } from '../../platform/files/index.ts'

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Progress is told so often, in rows. */
const step = 500

/**
 * The job: reads the rows as the person who asked, under the policies, writes them to a spreadsheet as they come, and tells the bell. Memory stays the
 * same however long the list is. What is no list makes a file of its own. A job that is run again after it was done does nothing.
 */
export async function writeExport(
  works: { app: Database; worker: Database; files: FileStore },
  exportId: string,
): Promise<void> {
  const asked = await works.worker.selectFrom('export').selectAll().where('id', '=', exportId).executeTakeFirst()
  if (!asked || asked.state === 'done' || asked.state === 'failed') return
  const standing: Standing = {
    personId: asked.person_id,
    positionId: asked.position_id,
    ...(asked.delegation_id ? { delegationId: asked.delegation_id } : {}),
  }
  const language = asked.language as 'vi' | 'en' | 'ur'
  const told = { exportId, name: asked.name }
  const progress = (rowsDone: number) =>
    works.worker
      .updateTable('export')
      .set({ state: 'running', rows_done: rowsDone })
      .where('id', '=', exportId)
      .execute()
  const asAsker: AsAsker = (work) => asWhoAsked(works, standing, work)
  try {
    await progress(0)
    const query = asked.query as Record<string, string>
    const list = findExportKind(asked.kind)
    const whole = findFileExportKind(asked.kind)
    const made = list
      ? await spreadsheet(works.files, asAsker, list, { name: asked.name, query, language }, progress)
      : whole && (await wholeFile(works.files, asAsker, whole, query, progress))
    if (!made) throw new Error(`nothing is exported under the name ${asked.kind}`)
    const { sha256, size, rows, mediaType } = made
    // Brought by nobody: it is read as the export of who asked, no longer than they may.
    await sql`select app.add_file(${sha256}, ${size}, ${mediaType})`.execute(works.worker)
    await asAsker(async (tx) => {
      await tx
        .updateTable('export')
        .set({ state: 'done', sha256, rows_done: rows, rows_total: rows, finished_at: clock.now().toISOString() })
        .where('id', '=', exportId)
        .execute()
      await sql`select app.tell_me('export.ready', ${JSON.stringify({ ...told, rows })}::jsonb)`.execute(tx)
    })
  } catch (error) {
    await works.worker
      .updateTable('export')
      .set({ state: 'failed', finished_at: clock.now().toISOString() })
      .where('id', '=', exportId)
      .execute()
    // Whoever no longer holds the post is not told; the failure is seen among the jobs.
    await asWhoAsked(works, standing, (tx) =>
      sql`select app.tell_me('export.failed', ${JSON.stringify(told)}::jsonb)`.execute(tx),
    ).catch(() => {})
    throw error
  }
}

type Progress = (rows: number) => Promise<unknown>

async function wholeFile(
  files: FileStore,
  asAsker: AsAsker,
  kind: FileExportKind,
  query: Record<string, string>,
  progress: Progress,
) {
  let rows = 0
  const bytes = await kind.file(asAsker, query, async (lines) => {
    rows = lines
    await progress(rows)
  })
  return { ...(await files.putBytes(bytes)), rows, mediaType: kind.mediaType }
}

async function spreadsheet(
  files: FileStore,
  asAsker: AsAsker,
  kind: ExportKind,
  asked: { name: string; query: Record<string, string>; language: 'vi' | 'en' | 'ur' },
  progress: Progress,
) {
  const temporary = await files.temporary('.xlsx')
  try {
    // Large, and needed by few starts: loaded when an export is written.
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: temporary.path, useStyles: true })
    const sheet = book.addWorksheet(sheetName(asked.name), {
      views: [{ state: 'frozen', ySplit: 1, rightToLeft: asked.language === 'ur' }],
    })
    sheet.columns = kind.columns(asked.language).map((column) => ({
      header: column.title,
      width: column.width,
      style: { alignment: { wrapText: true, vertical: 'top' } },
    }))
    sheet.getRow(1).font = { bold: true }
    let rows = 0
    await asAsker(async (tx, actor) => {
      for await (const cells of kind.rows(tx, actor, asked.query, asked.language)) {
        const row = sheet.addRow(cells)
        for (const [n, cell] of cells.entries()) if (cell instanceof Date) row.getCell(n + 1).numFmt = 'dd/mm/yyyy'
        row.commit()
        rows++
        if (rows % step === 0) await progress(rows)
      }
    })
    sheet.commit()
    await book.commit()
    return { ...(await files.put(createReadStream(temporary.path))), rows, mediaType: xlsx }
  } finally {
    await temporary.remove()
  }
}

/** A sheet's name: no character that Excel refuses, at most 31. */
const sheetName = (name: string) =>
  name
    .replace(/[\\/*?:[\]']/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet'
