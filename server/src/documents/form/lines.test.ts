import { describe, expect, it } from 'vitest'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import { fitLines } from './fit-lines.ts'
import { lineWidths } from './line-widths.ts'
import { openPackage, readPart, replaceParts } from './package.ts'
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

/** A line in a group with another shape above it, in units of the group's own: twice as fine. */
const grouped = (from: number, length: number, width: number, place: string, more = '') =>
  `<w:drawing><wp:anchor><wp:positionH relativeFrom="column">${place}</wp:positionH><wp:extent cx="${emu(width)}" cy="0"/><a:graphic><wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(width)}" cy="9"/><a:chOff x="100" y="0"/><a:chExt cx="${emu(width) * 2}" cy="9"/></a:xfrm></wpg:grpSpPr><wps:wsp><wps:spPr><a:xfrm><a:off x="100" y="0"/><a:ext cx="${emu(width) * 2}" cy="1"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr></wps:wsp><wps:wsp><wps:spPr><a:xfrm><a:off x="${100 + emu(from) * 2}" y="0"/><a:ext cx="${emu(length) * 2}" cy="0"/></a:xfrm><a:prstGeom prst="line"/></wps:spPr></wps:wsp>${more}</wpg:wgp></a:graphic></wp:anchor></w:drawing>`
const second = '<wps:wsp><wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp>'
const isRule = (line: Line) => line.ruled === true
const withShape = (paper: Paper, where: 'headLeft' | 'headRight' | 'text', shape: string): Paper => {
  paper[where] = paper[where].map((line) => (isRule(line) ? { text: '', size: 2, shape } : line))
  return paper
}
const withXml = (docx: Buffer, change: (xml: string) => string): Buffer => {
  const packed = openPackage(docx)
  return replaceParts(packed, new Map([['word/document.xml', change(readPart(packed, 'word/document.xml') ?? '')]]))
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
    ['in a group, of a good length', grouped(18, 24, 60, centred), []],
    ['in a group, by an offset', grouped(10, 24, 44, offset(9)), []],
    ['in a group, too short', grouped(24, 12, 60, centred), [['issuer.line-length', '12 mm']]],
    ['in a group, far to the left', grouped(0, 24, 60, centred), [['issuer.line', '{left}']]],
    ['of several in a group, which is not judged', grouped(0, 12, 60, centred, second), []],
    [
      'in a group of older programs, which is not judged',
      '<w:pict><v:group coordsize="9,9"><v:line from="0,0" to="9,0"/></v:group></w:pict>',
      [],
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

describe('a line as the lower border of the cell that the words stand in', () => {
  /** The name of the agency alone in a cell of a width (in twips), the symbol in the row below. */
  const celled = async (width: number, borders: string) => {
    const paper = letter()
    const at = paper.headLeft.findIndex(isRule)
    const below = paper.headLeft.splice(at).slice(1)
    const docx = await docxOf({ ...paper, headLeft: [...paper.headLeft, { text: '@@' }, ...below] })
    const rest = /<w:p><w:pPr>(?:(?!<w:p>).)*?@@(?:(?!<w:p>).)*?<\/w:p>/su
    const changed = withXml(docx, (xml) => {
      const cell = /<w:tc><w:tcPr><w:tcW w:w="3742" w:type="dxa"\/><\/w:tcPr>(.*?)<\/w:tc>/su.exec(xml)![1]!
      const [head = '', foot = ''] = cell.split(rest)
      const name = `<w:tbl><w:tblGrid><w:gridCol w:w="${width}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:tcBorders>${borders}</w:tcBorders></w:tcPr>${head}</w:tc></w:tr></w:tbl>`
      return xml.replace(cell, () => name + foot)
    })
    return (await checkSheet(readDocx(changed), paper.facts)).findings
      .map((one) => [one.rule, one.there])
      .filter(([rule]) => rule?.includes('line'))
  }
  const single = (side: string) => `<w:${side} w:val="single" w:sz="6"/>`
  it('is measured as the cell is wide', async () => {
    expect(await celled(3742, single('bottom'))).toEqual([['issuer.line-length', '66 mm']])
    expect(await celled(1361, `<w:top w:val="nil"/>${single('bottom')}`)).toEqual([])
  })
  it('is no line where it is a frame, or nothing', async () => {
    expect(await celled(3742, ['top', 'left', 'bottom', 'right'].map(single).join(''))).toEqual([
      ['issuer.line', '{none}'],
    ])
    expect(await celled(3742, '<w:bottom w:val="nil"/>')).toEqual([['issuer.line', '{none}']])
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
