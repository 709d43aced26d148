import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pdfEngine } from '../../../platform/pdf-engine.ts'
import { findLibreOffice } from '../../conversion/find-libreoffice.ts'
import type { PdfRuns } from '../../reading/pdf-process.ts'
import { runsOf } from '../../reading/pdf-runs.mjs'
import { sheetOf } from '../read-pdf.ts'
import type { Sheet } from '../sheet.ts'

/** What a check sees of a PDF, read in this process: a child for each of a hundred small files takes longer than all of them. */
export async function pdfSheet(pdf: Uint8Array): Promise<Sheet> {
  const { getDocument, OPS } = await pdfEngine()
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false }).promise
  const pages: PdfRuns[] = []
  for (let page = 1; page <= document.numPages; page++) pages.push(await runsOf(await document.getPage(page), OPS))
  await document.destroy()
  return sheetOf(pages, pages.length)
}

/** The PDFs that LibreOffice makes of many DOCX, by its one start. */
export async function pdfsOf(docx: Buffer[]): Promise<Buffer[]> {
  const soffice = findLibreOffice()
  if (!soffice) throw new Error('no LibreOffice on this machine')
  const folder = await mkdtemp(join(tmpdir(), 'mocban-form-'))
  try {
    const names = docx.map((_, n) => join(folder, `${n}.docx`))
    await Promise.all(docx.map((bytes, n) => writeFile(names[n] ?? '', bytes)))
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const options = ['--headless', '--norestore', '--nologo', '--convert-to', 'pdf:writer_pdf_Export']
    await promisify(execFile)(soffice, [profile, ...options, '--outdir', folder, ...names])
    return await Promise.all(names.map((name) => readFile(name.replace('.docx', '.pdf'))))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
