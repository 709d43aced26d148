import { PDFDocument } from '@cantoo/pdf-lib'
import { type FormRuleId, formRuleIds } from '@mocban/contract/form-rules'
import { createCanvas } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { typesetPdf } from '../conversion/index.ts'
import { checkSheet } from './check-sheet.ts'
import { rules } from './rules/index.ts'
import type { Sheet } from './sheet.ts'
import { drawing, inBoxes } from './testing/boxed.ts'
import { decision, letter, minutes, plan } from './testing/good-papers.ts'
import { docxOf, type Paper } from './testing/paper.ts'
import { pdfSheet, pdfsOf } from './testing/pdf-sheet.ts'
import { samples } from './testing/samples.ts'
import { withoutTables } from './testing/tabbed.ts'

/** What a PDF tells of its layout, held against the same pages that the rules for DOCX are held against. */

const layout = formRuleIds.filter(
  (id) =>
    rules[id].needs.some((need) => need === 'layout' || need === 'lines') && !rules[id].needs.includes('page-number'),
)
const good: Record<string, () => Paper> = {
  letter,
  decision,
  plan,
  minutes,
  tabs: () => withoutTables(letter(), '\t'),
  boxes: () => inBoxes(letter(), drawing),
  lying,
}

/** A plan whose appendices lie on their side, with a note at a table. */
function lying(): Paper {
  const paper = plan()
  const note = { text: 'Nguồn: Sở Khoa học và Công nghệ', size: 12, italic: true }
  return { ...paper, text: [...paper.text, note], after: [], lying: paper.after }
}
const sheets = new Map<string, { sheet: Sheet; paper: Paper }>()

beforeAll(async () => {
  const papers: [string, Paper][] = [
    ...Object.entries(good).map(([name, make]): [string, Paper] => [name, make()]),
    ...layout.map((id): [string, Paper] => [id, samples[id].bad()]),
  ]
  const pdfs = await pdfsOf(await Promise.all(papers.map(([, paper]) => docxOf(paper))))
  for (const [n, [name, paper]] of papers.entries())
    sheets.set(name, { sheet: await pdfSheet(pdfs[n] ?? Buffer.of()), paper })
})

async function found(name: string) {
  const { sheet, paper } = sheets.get(name) ?? {}
  return sheet && paper ? (await checkSheet(sheet, paper.facts)).findings : []
}

describe('a PDF made of a DOCX', () => {
  it.each(['letter', 'decision', 'plan', 'minutes', 'boxes', 'lying'])(
    'that keeps every rule (%s) has nothing found',
    async (name) => {
      expect((await found(name)).map((one) => [one.rule, one.quote, one.there])).toEqual([])
    },
  )

  it.each(layout)('has %s told as its DOCX has', async (id: FormRuleId) => {
    const told = await found(id)
    expect(told.map((one) => one.rule)).toContain(id)
    const [one] = told.filter((each) => each.rule === id)
    expect(one).toMatchObject({ page: 1, fixable: false })
    expect(one?.there).not.toBe(one?.wanted)
    // Nothing else of the layout is drawn in by one fault.
    expect(told.filter((each) => layout.includes(each.rule) && each.rule !== id).map((each) => each.rule)).toEqual([])
  })
})

describe('a page set by hand', () => {
  const page = (body: string) =>
    pdfSheet(
      typesetPdf(
        `#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))\n#set text(size: 14pt)\n${body}`,
        {},
      ),
    )
  const country = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
  const motto = 'Độc lập - Tự do - Hạnh phúc'
  const head = (rule: string) =>
    page(`#align(right, box(width: 99mm, align(center)[
      #text(12pt, weight: "bold")[${country}] \\ #text(13pt, weight: "bold")[${motto}]
      ${rule} ]))\n${'Sở Khoa học và Công nghệ đề nghị các cơ quan thực hiện. '.repeat(6)}`)
  const motif = async (rule: string) =>
    (await checkSheet(await head(rule), letter().facts)).findings
      .filter((one) => one.rule === 'motto.line')
      .map((one) => one.there)

  it('has the line below its motto measured: whole, short, aside, an underline, none', async () => {
    expect(await motif('#v(-8pt) #line(length: 57mm)')).toEqual([])
    expect(await motif('#v(-8pt) #rect(width: 57mm, height: 0.5pt, fill: black)')).toEqual([])
    expect(await motif('#v(-8pt) #line(length: 20mm)')).toEqual(['20 mm'])
    expect(await motif('#v(-8pt) #move(dx: 12mm, line(length: 57mm))')).toEqual(['{right}'])
    expect(await motif('')).toEqual(['{none}'])
  })

  it('has its line spacing read off the base lines', async () => {
    const words =
      'Thực hiện Kế hoạch của tỉnh, các cơ quan, đơn vị chủ động phối hợp triển khai nhiệm vụ được giao. '.repeat(4)
    const spaced = async (pitch: number) => {
      const sheet = await page(
        `#set par(justify: true, leading: ${pitch}pt)\n#set text(top-edge: "baseline", bottom-edge: "baseline")\n${words}`,
      )
      return sheet.blocks[0]
    }
    expect(await spaced(14 * 1.149)).toMatchObject({ line: 1, align: 'both' })
    expect(await spaced(14 * 1.149 * 1.5)).toMatchObject({ line: 1.5 })
    expect(await spaced(14 * 1.149 * 2)).toMatchObject({ line: 2 })
  })

  it('that is a picture with words laid over it, as a recognised scan is, tells no layout', async () => {
    const pdf = await PDFDocument.load(typesetPdf('#set page("a4")\nSở Khoa học và Công nghệ', {}))
    const picture = await pdf.embedPng(createCanvas(8, 8).toBuffer('image/png'))
    expect((await pdfSheet(await pdf.save())).tells.has('layout')).toBe(true)
    const [first] = pdf.getPages()
    first?.drawImage(picture, { x: 0, y: 0, width: first.getWidth(), height: first.getHeight() })
    const { tells } = await pdfSheet(await pdf.save())
    expect([tells.has('layout'), tells.has('lines'), tells.has('text')]).toEqual([false, false, true])
  })
})
