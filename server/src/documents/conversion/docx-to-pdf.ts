import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDocx } from './check-docx.ts'
import { findLibreOffice } from './find-libreoffice.ts'
import { quietProfile } from './quiet-office.ts'
import { withoutDrawings } from './without-drawings.ts'

export type Conversion =
  | { pdf: Buffer }
  /** absent: no LibreOffice on this machine; failed: it could not read the file; slow: it took longer than allowed. */
  | { pdf: null; because: 'absent' | 'failed' | 'slow' | 'not-docx' | 'too-large' }

const longest = 60_000
let last: Promise<unknown> = Promise.resolve()

/**
 * Makes the PDF of a DOCX by LibreOffice: one at a time in a process, in a profile of its own in which it follows no link, stopped after a minute. Where the
 * machine has no LibreOffice the answer says so, and the caller asks for a PDF instead.
 */
export function docxToPdf(docx: Buffer, soffice: string | null = findLibreOffice()): Promise<Conversion> {
  const turn = last.then(
    () => convert(docx, soffice),
    () => convert(docx, soffice),
  )
  last = turn.catch(() => undefined)
  return turn
}

async function convert(docx: Buffer, soffice: string | null): Promise<Conversion> {
  const wrong = await checkDocx(docx)
  if (wrong) return { pdf: null, because: wrong }
  if (!soffice) return { pdf: null, because: 'absent' }
  const folder = await mkdtemp(join(tmpdir(), 'mocban-docx-'))
  try {
    await writeFile(join(folder, 'draft.docx'), withoutDrawings(docx))
    const ended = await run(soffice, folder, await quietProfile())
    if (ended === 'slow') return { pdf: null, because: 'slow' }
    const pdf = await readFile(join(folder, 'draft.pdf')).catch(() => null)
    return pdf ? { pdf } : { pdf: null, because: 'failed' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(soffice: string, folder: string, profile: string): Promise<'done' | 'slow'> {
  return new Promise((resolve) => {
    // A group of its own, so that the office process that the launcher starts ends with it.
    const child = spawn(
      soffice,
      [
        `-env:UserInstallation=file://${profile}`,
        '--headless',
        '--norestore',
        '--nologo',
        // What is in the package decides nothing: a text of another format with links of its own may hide in it.
        '--infilter=MS Word 2007 XML',
        '--convert-to',
        'pdf:writer_pdf_Export',
        '--outdir',
        folder,
        join(folder, 'draft.docx'),
      ],
      { stdio: 'ignore', detached: true, env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' } },
    )
    const timer = setTimeout(() => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has just ended by itself.
      }
      resolve('slow')
    }, longest)
    const end = () => {
      clearTimeout(timer)
      resolve('done')
    }
    child.on('exit', end)
    child.on('error', end)
  })
}
