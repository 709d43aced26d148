import { describe, expect, it } from 'vitest'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import { readDocx } from './read-docx.ts'
import { drawing, inBoxes, older } from './testing/boxed.ts'
import { decision, letter, minutes } from './testing/good-papers.ts'
import { docxOf, type Line, type Paper } from './testing/paper.ts'
import { lineOf } from './testing/samples.ts'
import { withoutTables } from './testing/tabbed.ts'

async function found(paper: Paper) {
  const sheet = readDocx(await docxOf(paper))
  return (await checkSheet(sheet, paper.facts)).findings
}
const rulesOf = async (paper: Paper) => (await found(paper)).map((one) => one.rule)
const changed = (paper: Paper, begins: string, change: Parameters<typeof Object.assign>[1]) => {
  Object.assign(lineOf(paper, begins), change)
  return paper
}
const spaces = ' '.repeat(12)

describe('two columns without a table', () => {
  it.each([
    ['tabs', '\t'],
    ['several tabs', '\t\t\t'],
    ['spaces', spaces],
  ])('by %s are read as what they are', async (_, between) => {
    for (const paper of [letter(), decision(), minutes()])
      expect(await rulesOf(withoutTables(paper, between))).toEqual([])
  })

  it('have their faults told, and mended where the letters are in runs of their own', async () => {
    const paper = withoutTables(
      changed(changed(letter(), 'Độc lập', { text: 'độc lập - tự do - hạnh phúc', size: 12 }), 'KT.', { bold: false }),
      '\t',
    )
    expect((await found(paper)).map((one) => [one.rule, one.fixable])).toEqual([
      ['motto.wording', true],
      ['motto.size', true],
      ['signature.style', true],
    ])
    const { docx } = await fixDocx(await docxOf(paper), paper.facts)
    expect((await checkSheet(readDocx(docx), paper.facts)).findings).toEqual([])
    // The other column is as it was.
    expect(readDocx(docx).blocks.map((one) => one.text)).toEqual(
      readDocx(await docxOf(withoutTables(letter(), '\t'))).blocks.map((one) => one.text),
    )
  })

  it('are told but not mended where one run holds letters of both', async () => {
    const paper = withoutTables(letter(), '\t')
    const [first] = paper.text
    if (first)
      paper.text[0] = { text: `UBND TỈNH BẮC NINH${spaces}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, size: 12, bold: true }
    expect((await found(paper)).map((one) => [one.rule, one.fixable])).toEqual([['superior.style', false]])
  })

  it('hold an abstract of two lines, each pushed to its column by a tab', async () => {
    const paper = withoutTables(letter(), '\t')
    const [abstract] = paper.text.filter((line) => line.text.startsWith('V/v'))
    Object.assign(abstract ?? {}, { text: `\t${abstract?.text.replace(' tổ', '\n\ttổ')}` })
    expect(await rulesOf(paper)).toEqual([])
  })

  it('are not seen in a row of a list or a table of contents', async () => {
    const paper = letter()
    paper.text.splice(-1, 0, { text: '1.\tHọ và tên:\t\tNguyễn Văn An', align: 'both', before: 6 })
    const { blocks } = readDocx(await docxOf(paper))
    expect(blocks.find((one) => one.text.startsWith('1. Họ và tên'))).toMatchObject({ side: 'full', half: null })
  })

  it('are seen where the signature is pushed to the right by an indent', async () => {
    const paper = letter()
    paper.text.push(...paper.footRight.map((line) => ({ ...line, left: 80 })), ...paper.footLeft)
    paper.footLeft = []
    paper.footRight = []
    expect(await rulesOf(paper)).toEqual([])
  })
})

describe('two columns in boxes of text', () => {
  it.each([
    ['as Word draws them', drawing],
    ['as it did', older],
  ])('%s are read as what they are', async (_, write) => {
    for (const paper of [letter(), decision(), minutes()]) expect(await rulesOf(inBoxes(paper, write))).toEqual([])
  })

  it('have their faults told', async () => {
    const paper = inBoxes(changed(letter(), 'Độc lập', { bold: false }), drawing)
    expect(await rulesOf(paper)).toEqual(['motto.style'])
  })

  it('may have their lines drawn beside them', async () => {
    const paper = letter()
    const bare = (line: Line) => ({ ...line, ruled: false })
    paper.headLeft = paper.headLeft.map(bare)
    paper.headRight = paper.headRight.map(bare)
    const boxed = inBoxes(paper, drawing)
    expect(await rulesOf(boxed)).toEqual(['motto.line', 'issuer.line'])
    const [first] = boxed.text
    if (first) first.shape += '<w:pict><v:line from="0pt,0pt" to="80pt,0pt"/></w:pict>'
    expect(await rulesOf(boxed)).toEqual([])
  })
})

describe('minutes', () => {
  it('bear two signatures, each of which is looked at', async () => {
    expect(await rulesOf(minutes())).toEqual([])
    expect(await rulesOf(changed(minutes(), 'Ngô', { text: 'NGÔ THỊ LAN' }))).toEqual(['signer.case'])
    expect(await rulesOf(changed(minutes(), 'THƯ KÝ', { text: 'Thư ký' }))).toEqual(['signature.case'])
    expect(await rulesOf(changed(minutes(), 'THƯ KÝ', { bold: false }))).toEqual(['signature.style'])
    expect(await rulesOf(changed(minutes(), 'Ngô', { size: 12 }))).toEqual(['signer.size'])
    expect(await rulesOf(changed(minutes(), 'Đặng', { text: 'Nguyễn Văn Khác' }))).toEqual(['signer.name'])
    const nameless = minutes()
    nameless.footLeft = nameless.footLeft.slice(0, 1)
    expect(await rulesOf(nameless)).toEqual(['signature.present'])
  })

  it('may have who presides on the left, and recipients below who kept them', async () => {
    const paper = minutes()
    ;[paper.footLeft, paper.footRight] = [paper.footRight, paper.footLeft]
    expect(await rulesOf(paper)).toEqual([])
    const inCell = minutes()
    inCell.footLeft.push(...inCell.after)
    inCell.after = []
    expect(await rulesOf(inCell)).toEqual([])
  })

  it('may be signed by one', async () => {
    const paper = minutes()
    paper.footLeft = paper.after
    paper.after = []
    expect(await rulesOf(paper)).toEqual([])
  })
})
