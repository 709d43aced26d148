import { describe, expect, it } from 'vitest'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import { fitLines } from './fit-lines.ts'
import { lineWidths } from './line-widths.ts'
import { readDocx } from './read-docx.ts'
import { decision, letter } from './testing/good-papers.ts'
import { docxOf, type Line, type Paper } from './testing/paper.ts'

/** Lines below the agency, the motto and the abstract, however a DOCX draws them: how long they are against the words above, and where they stand. */

const emu = (mm: number) => Math.round(mm * 36_000)
/** As Word draws a line today, with what it writes beside it for older programs. */
const drawing = (length: number, place: string) =>
  `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="column">${place}</wp:positionH><wp:extent cx="${emu(length)}" cy="0"/><a:graphic><wps:spPr><a:prstGeom prst="line"/></wps:spPr></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="9pt,0"/></w:pict></mc:Fallback></mc:AlternateContent>`
const offset = (mm: number) => `<wp:posOffset>${emu(mm)}</wp:posOffset>`
const centred = '<wp:align>center</wp:align>'
const older = (from: number, to: number) => `<w:pict><v:line from="${from}mm,2pt" to="${to}mm,2pt"/></w:pict>`
const box = (width: number) =>
  `<w:pict><v:shape type="#_x0000_t32" o:connectortype="straight" style="position:absolute;margin-left:10pt;width:${width}pt;height:0"/></w:pict>`

const isRule = (line: Line) => line.ruled === true
const withShape = (paper: Paper, where: 'headLeft' | 'headRight' | 'text', shape: string): Paper => {
  paper[where] = paper[where].map((line) => (isRule(line) ? { text: '', size: 2, shape } : line))
  return paper
}
const told = async (paper: Paper) =>
  (await checkSheet(readDocx(await docxOf(paper)), paper.facts)).findings.map((one) => [one.rule, one.there])

describe('a drawn line', () => {
  // The cell is 66 mm wide with 1.9 mm kept free on both sides; the name in it takes about as much.
  it.each<[string, string, unknown[]]>([
    ['of a good length, in the middle', drawing(24, offset(19)), []],
    ['put in the middle', drawing(24, centred), []],
    ['too short', drawing(12, centred), [['issuer.line-length', '12 mm']]],
    ['as long as the words', drawing(60, centred), [['issuer.line-length', '60 mm']]],
    ['far to the left', drawing(24, offset(0)), [['issuer.line', '{left}']]],
    ['of older programs', older(19, 43), []],
    ['of older programs, too long', older(1, 61), [['issuer.line-length', '60 mm']]],
    ['of older programs, to the right', older(38, 62), [['issuer.line', '{right}']]],
    [
      'as a connector, too short',
      box(34),
      [
        ['issuer.line', '{left}'],
        ['issuer.line-length', '12 mm'],
      ],
    ],
  ])('below the agency: %s', async (_, shape, wanted) => {
    expect(await told(withShape(letter(), 'headLeft', shape))).toEqual(wanted)
  })

  it('below the motto is as long as the motto', async () => {
    expect(await told(withShape(letter(), 'headRight', drawing(57, centred)))).toEqual([])
    expect(await told(withShape(letter(), 'headRight', drawing(20, centred)))).toEqual([['motto.line', '20 mm']])
  })

  it('of dashes is measured by its letters', async () => {
    const dashes = async (n: number) => {
      const paper = letter()
      paper.headLeft = paper.headLeft.map((line) =>
        isRule(line) ? { text: '_'.repeat(n), size: 12, align: 'center' } : line,
      )
      return told(paper)
    }
    expect(await dashes(11)).toEqual([])
    expect(await dashes(6)).toEqual([['issuer.line-length', '12.7 mm']])
  })

  it('that the file tells nothing of is not judged', async () => {
    expect(await told(withShape(letter(), 'headLeft', '<w:pict><v:line/></w:pict>'))).toEqual([])
  })
})

describe('a line as the border of a paragraph', () => {
  it('is made as long as it should be, and put in the middle', async () => {
    const paper = decision()
    for (const lines of [paper.headLeft, paper.headRight, paper.text])
      for (const line of lines) if (isRule(line)) Object.assign(line, { left: 0, right: 50 })
    const before = await docxOf(paper)
    const wrong = (await checkSheet(readDocx(before), paper.facts)).findings.map((one) => one.rule)
    expect(wrong).toEqual(['motto.line', 'issuer.line', 'issuer.line-length', 'abstract.line', 'abstract.line-length'])
    const { docx } = await fixDocx(before, paper.facts)
    expect((await checkSheet(readDocx(docx), paper.facts)).findings).toEqual([])
  })

  it('follows the words that a template is filled with', async () => {
    const paper = decision()
    const name = paper.headLeft[1] as Line
    name.text = 'SỞ Y TẾ'
    const sheet = readDocx(fitLines(await docxOf(paper)))
    const line = sheet.blocks.find((one) => one.side === 'left' && one.drawn)
    const words = sheet.blocks.find((one) => one.text === 'SỞ Y TẾ')
    const [width = 0] = words ? lineWidths(sheet, words) : []
    expect(width).toBeGreaterThan(15)
    expect(line?.drawn?.length).toBeCloseTo(width * 0.42, 0)
    expect(line?.drawn?.off).toBeCloseTo(0, 0)
  })
})
