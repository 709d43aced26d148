import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { bare } from '@mocban/contract/vietnamese'
import { afterAll, describe, expect, it } from 'vitest'
import { inspectFile } from './inspect-file.ts'
import { runPdfTask } from './pdf-process.ts'
import { readPages } from './read-pages.ts'
import { hasNativeReader } from './read-scan.ts'
import { recognise } from './recognise/index.ts'
import { letters } from './testing/letters.ts'
import { makeLetter } from './testing/make-letter.ts'

const folder = mkdtempSync(join(tmpdir(), 'mocban-scan-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A letter as a scanner leaves it: a picture on a page, without a word of text. */
async function scan(): Promise<string> {
  const letter = join(folder, 'letter.pdf')
  const picture = join(folder, 'letter.jpg')
  writeFileSync(letter, makeLetter((letters[1] as (typeof letters)[number]).letter))
  await runPdfTask({ kind: 'render', path: letter, page: 1, dpi: 200, output: picture, format: 'jpeg' })
  const document = await PDFDocument.create()
  const image = await document.embedJpg(await readFile(picture))
  document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  const path = join(folder, 'scan.pdf')
  writeFileSync(path, await document.save())
  return path
}

describe('scans', () => {
  it('are read without network by the reader that comes with the program, and by the machine’s own where there is one', async () => {
    const path = await scan()
    expect(await inspectFile(path, 'scan.pdf')).toMatchObject({
      kind: 'pdf',
      pageCount: 1,
      findings: [{ code: 'no-text', severity: 'warn' }],
    })
    const readers = (await hasNativeReader()) ? [false, true] : [false]
    for (const native of readers) {
      const pages = await readPages(path, { from: 1, to: 1 }, { scans: 1, native })
      expect(pages[0]?.source).toBe('ocr')
      const found = recognise(pages)
      const values = Object.fromEntries(found.map((one) => [one.field, one.value]))
      expect(values).toMatchObject({ issuedOn: '2026-02-05', typeCode: 'quyet-dinh', signerName: 'Nguyễn Văn An' })
      // Marks are what a reader of pictures loses first.
      expect(bare(values.abstract ?? '')).toContain('kien toan to cong tac')
      // A symbol that was read wrong is at least told apart as doubtful.
      const symbol = found.find((one) => one.field === 'symbol')
      if (symbol && symbol.confidence >= 0.6) expect(symbol.value).toBe('05/QĐ-UBND')
    }
  }, 120_000)
})
