import { formRuleIds } from '@mocban/contract/form-rules'
import fc from 'fast-check'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import type { FormFacts } from './facts.ts'
import { readDocx } from './read-docx.ts'
import { rules } from './rules/index.ts'
import { decision, letter, plan } from './testing/good-papers.ts'
import { docxOf, type Line, type Paper } from './testing/paper.ts'
import { lineOf, samples } from './testing/samples.ts'

/** Pages are counted where the PDF is made; here a long text stands for several. */
async function judged(docx: Buffer, facts: FormFacts) {
  const sheet = readDocx(docx)
  sheet.pages = sheet.blocks.length > 60 ? 2 : 1
  return (await checkSheet(sheet, facts)).findings
}
const of = async (paper: Paper) => judged(await docxOf(paper), paper.facts)

const made = async (paper: Paper) => ({ facts: paper.facts, docx: await docxOf(paper) })

describe('the rules of form', () => {
  it('are at least sixty, each with a page that keeps it and one that breaks it', () => {
    expect(Object.keys(rules).sort()).toEqual([...formRuleIds].sort())
    expect(Object.keys(samples).sort()).toEqual([...formRuleIds].sort())
    expect(formRuleIds.length).toBeGreaterThanOrEqual(60)
  })

  it('find nothing on a page that keeps them all', async () => {
    for (const paper of [letter(), decision(), plan()]) expect(await of(paper)).toEqual([])
  })

  it.each(formRuleIds)(
    '%s: the good page passes, the bad one does not, and what can be mended is mended once and for all',
    async (id) => {
      expect((await of(samples[id].good())).map((one) => one.rule)).not.toContain(id)
      const { facts, docx: before } = await made(samples[id].bad())
      const found = (await judged(before, facts)).filter((one) => one.rule === id)
      expect(found.length).toBeGreaterThan(0)
      for (const one of found) {
        expect(one.there, 'what is there').not.toBe('')
        expect(one.wanted, 'what is wanted').not.toBe('')
        expect(one.there).not.toBe(one.wanted)
      }
      if (!found.some((one) => one.fixable)) return
      const { docx, fixed } = await fixDocx(before, facts)
      expect(fixed).toBeGreaterThan(0)
      const left = (await judged(docx, facts)).filter((one) => one.rule === id && one.fixable)
      expect(left.map((one) => [one.quote, one.there, one.wanted])).toEqual([])
      expect((await fixDocx(docx, facts)).docx.equals(docx), 'nothing to do a second time').toBe(true)
    },
  )
})

describe('the name of a unit', () => {
  const about = (text: string) => {
    const paper = letter()
    paper.facts.units.push({ name: 'Ủy ban nhân dân phường Cảnh Thuỵ', until: null, now: null })
    for (const line of paper.text) if (line.text.includes('phường Từ Sơn')) line.text = text
    return of(paper)
  }

  it('is spelled as it is recorded, and as the rule has it; another word of its letters is no name', async () => {
    expect(await about('- Ủy ban nhân dân phường Cảnh Thuỵ.')).toEqual([])
    expect(await about('- Ủy ban nhân dân phường Cảnh Thụy.')).toEqual([])
    expect((await about('- Đoàn Thuỵ Sĩ.')).map((one) => [one.rule, one.wanted])).toEqual([['spelling.tone', 'Thụy']])
  })
})

describe('mending', () => {
  it('brings back what was pushed to the right: short clauses and points, the agency above, the list of recipients', async () => {
    const paper = letter()
    const short = ['1. Rà soát danh sách.', 'a) Danh sách tổ;', 'b) Danh sách người.']
    const points = short.map((text) => ({ ...paper.text.at(-1), text }))
    paper.text.push(...points)
    for (const line of [...paper.headLeft, ...points, ...paper.footLeft]) line.align = 'right'
    const { docx } = await fixDocx(await docxOf(paper), paper.facts)
    const left = readDocx(docx).blocks.filter((one) => one.align === 'right' && one.text !== '')
    expect(left.map((one) => one.text)).toEqual([])
  })

  it('mends the one finding that is named, and no other', async () => {
    const paper = letter()
    paper.page.left = 25
    const motto = paper.headRight[1] as Line
    motto.text = 'độc lập - tự do - hạnh phúc'
    const before = await docxOf(paper)
    const wrong = await judged(before, paper.facts)
    expect(wrong.map((one) => one.rule)).toEqual(['paper.margin-left', 'motto.wording'])
    const { docx, fixed } = await fixDocx(before, paper.facts, [wrong[1]?.key ?? ''])
    expect(fixed).toBe(1)
    expect((await judged(docx, paper.facts)).map((one) => one.rule)).toEqual(['paper.margin-left'])
  })

  it('of an addressee and of text in several sizes leaves words apart and a size that text may have', async () => {
    const paper = letter()
    paper.text.splice(0, 3, { text: 'KÍNH GỬI Ủy ban nhân dân phường Kinh Bắc', align: 'center' })
    const [long, last] = paper.text.slice(-2) as [Line, Line]
    Object.assign(long, { size: 11 })
    const wrong = await of(paper)
    expect(wrong.find((one) => one.rule === 'body.same-size')).toMatchObject({ there: '11', wanted: '14' })
    expect(last.size ?? 14).toBe(14)
    const { docx } = await fixDocx(await docxOf(paper), paper.facts)
    expect(readDocx(docx).blocks.map((one) => one.raw)).toContain('Kính gửi: Ủy ban nhân dân phường Kinh Bắc')
    expect(await judged(docx, paper.facts)).toEqual([])
  })

  it('makes a short clause look as the long ones do', async () => {
    const paper = decision()
    const looks = { font: 'Arial', size: 12, first: 0, line: 2, before: 0, align: 'left' } as const
    for (const line of paper.text) if (/^[12]\. /u.test(line.text)) Object.assign(line, looks)
    const { docx } = await fixDocx(await docxOf(paper), paper.facts)
    const clauses = readDocx(docx).blocks.filter((one) => /^[12]\. /u.test(one.text))
    expect(clauses.map((one) => [one.runs[0]?.font, one.runs[0]?.size, one.first, one.line, one.align])).toEqual(
      Array(2).fill(['Times New Roman', 14, 12.7, 1.5, 'both']),
    )
  })

  it('leaves every other part byte for byte, and every other character of the part it changes', async () => {
    const paper = letter()
    paper.page.left = 25
    const before = await docxOf(paper)
    const { docx } = await fixDocx(before, paper.facts)
    const [was, is] = await Promise.all([JSZip.loadAsync(before), JSZip.loadAsync(docx)])
    expect(Object.keys(is.files)).toEqual(Object.keys(was.files))
    for (const name of Object.keys(was.files).filter((one) => one !== 'word/document.xml'))
      expect(await is.file(name)?.async('nodebuffer')).toEqual(await was.file(name)?.async('nodebuffer'))
    const xml = (zip: JSZip) => zip.file('word/document.xml')?.async('string') ?? ''
    expect(await xml(is)).toBe(
      (await xml(was))
        .replace('w:left="1417"', '')
        .replace(/(<w:pgMar [^/]*?)\s*\/>/u, '$1 w:left="1701"/>')
        .replace(/ {2,}w:header/u, ' w:header'),
    )
  })

  it('ends with nothing to mend, whatever is wrong together, and changes nothing the second time', async () => {
    const spoil = fc.record({
      left: fc.integer({ min: 10, max: 50 }),
      size: fc.constantFrom(9, 11, 12, 13, 14, 16),
      bold: fc.boolean(),
      italic: fc.boolean(),
      font: fc.constantFrom('Arial', 'Times New Roman', 'Calibri'),
      colour: fc.constantFrom('ff0000', '000000'),
      align: fc.constantFrom('left', 'center', 'right', 'both' as const),
      before: fc.integer({ min: 0, max: 10 }),
      first: fc.integer({ min: -5, max: 20 }),
      line: fc.constantFrom(0.8, 1, 1.5, 2.5),
      change: fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toLowerCase(),
        (text: string) => text.toUpperCase(),
        (text: string) => text.normalize('NFD'),
        (text: string) => text.replaceAll(' ', '  '),
        (text: string) => text.replace(/[.;:]$/u, ''),
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(letter, decision, plan),
        fc.array(fc.tuple(fc.nat(40), spoil), { minLength: 1, maxLength: 8 }),
        async (base, changes) => {
          const paper = base()
          const lines = [
            paper.headLeft,
            paper.headRight,
            paper.text,
            paper.footLeft,
            paper.footRight,
            paper.after,
          ].flat()
          for (const [at, { left, change, ...look }] of changes) {
            paper.page.left = left
            const line = lines[at % lines.length] as Line
            if (!line.ruled) Object.assign(line, look, { text: change(line.text) })
          }
          const { docx } = await fixDocx(await docxOf(paper), paper.facts)
          const left = (await judged(docx, paper.facts)).filter((one) => one.fixable)
          expect(left.map((one) => [one.rule, one.quote, one.there, one.wanted])).toEqual([])
          expect((await fixDocx(docx, paper.facts)).docx.equals(docx)).toBe(true)
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('the addressees of a letter', () => {
  const one = 'Kính gửi: Ủy ban nhân dân phường Kinh Bắc'
  const placed = async (place: (paper: Paper, list: Line[]) => void) => {
    const paper = letter()
    place(paper, paper.text.splice(0, 3))
    const found = (await of(paper)).filter((two) => two.rule.startsWith('addressee.') || two.rule === 'abstract.same')
    return found.map(({ rule, there, wanted, fixable }) => [rule, there, wanted, fixable])
  }
  const astray = (there: string) => [['addressee.place', there, '{belowHead}', false]]

  it('are found wherever they stand, and told to stand elsewhere', async () => {
    expect(await placed((paper, list) => paper.headRight.push(...list))).toEqual(astray('{inHead}'))
    expect(await placed((paper, list) => paper.headLeft.push(...list))).toEqual(astray('{inHead}'))
    expect(await placed((paper, list) => paper.text.push(...list))).toEqual(astray('{belowText}'))
    expect(await placed(() => {})).toEqual([['addressee.present', '{none}', 'Kính gửi: …', false]])
    const pushed = (line: Partial<Line>) => placed((paper) => paper.text.unshift({ text: one, ...line }))
    expect(await pushed({ align: 'center' })).toEqual([])
    expect(await pushed({ align: 'right' })).toEqual([['addressee.place', '{right}', '{center}', true]])
    expect(await pushed({ text: `${'\t'.repeat(6)}${one}` })).toEqual([
      ['addressee.place', '{onRight}', '{center}', false],
    ])
    const [label] = await pushed({ align: 'center', text: 'KÍNH GỬI Ủy ban nhân dân phường Kinh Bắc' })
    expect(label).toEqual(['addressee.label', 'KÍNH GỬI', 'Kính gửi:', true])
    // What an appendix gives as a form to fill in is nobody's addressee.
    const form = await placed((paper) => paper.after.push({ text: 'Phụ lục' }, { text: 'Kính gửi: …', align: 'right' }))
    expect(form).toEqual([['addressee.present', '{none}', 'Kính gửi: …', false]])
  })
})

describe('the grounds of a decision', () => {
  it('are seen, with their faults, where the word below them lacks its colon', async () => {
    const paper = decision()
    Object.assign(lineOf(paper, 'QUYẾT ĐỊNH:'), { text: 'QUYẾT ĐỊNH' })
    expect((await of(paper)).map((one) => one.rule)).toEqual(['verb.form'])
    Object.assign(lineOf(paper, 'Căn cứ'), { italic: false })
    expect((await of(paper)).map((one) => one.rule).sort()).toEqual(['grounds.style', 'verb.form'])
  })
})
