import { describe, expect, it } from 'vitest'
import { pdfEngine } from '../../platform/pdf-engine.ts'
import { builtInTemplate, fillTemplate, type TemplateFacts } from '../templates/index.ts'
import {
  compareTexts,
  docxParagraphs,
  docxToPdf,
  findLibreOffice,
  numberedPdf,
  pdfParagraphs,
  typesetPdf,
} from './index.ts'
import { writeNumber } from './write-number.ts'

const facts: TemplateFacts = {
  agency: {
    name: 'Sở Khoa học và Công nghệ',
    kind: 'department',
    abbreviation: 'SKHCN',
    parentName: 'Ủy ban nhân dân tỉnh Bắc Ninh',
  },
  notation: 'SKHCN-CĐS',
  abstract: 'triển khai tổ công nghệ số cộng đồng',
  urgency: 'normal',
  addressees: ['Ủy ban nhân dân phường Kinh Bắc', 'Ủy ban nhân dân phường Từ Sơn'],
  grounds: [],
  body: ['{issuer} đề nghị các phường triển khai./.'],
  recipients: [],
  unitAbbreviation: 'CĐS',
  signer: { name: 'Đặng Văn Hải', title: 'Phó Giám đốc', authority: 'KT', headTitle: 'Giám đốc' },
  year: '2026',
}
const letter = async (change: Partial<TemplateFacts> = {}) =>
  fillTemplate(await builtInTemplate('cong-van', 'Công văn'), { ...facts, ...change })

describe('a letter from its template', () => {
  it('says what is known, in the order of the form, with blanks for number and day', async () => {
    const text = docxParagraphs(await letter())
    expect(text.slice(0, 4)).toEqual([
      'UBND TỈNH BẮC NINH',
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'Số: /SKHCN-CĐS',
      'V/v triển khai tổ công nghệ số cộng đồng',
    ])
    expect(text).toContain('Bắc Ninh, ngày tháng năm 2026')
    expect(text).toContain('- Ủy ban nhân dân phường Từ Sơn.')
    expect(text).toContain('Sở Khoa học và Công nghệ đề nghị các phường triển khai./.')
    expect(text.slice(-3)).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Đặng Văn Hải'])
  })

  it.runIf(findLibreOffice())('becomes a PDF into whose blanks the number and the day are written', async () => {
    const { pdf } = await docxToPdf(await letter())
    const numbered = await numberedPdf(pdf!, { number: 7, symbol: '07/SKHCN-CĐS', date: '2026-02-05' })
    expect((await pdfParagraphs(numbered)).join(' ')).toMatch(/07 05 02$/)
    // Without a space between number and stroke.
    const { blanks } = await writeNumber(pdf!)
    const { getDocument } = await pdfEngine()
    const page = await (await getDocument({ data: new Uint8Array(numbered), verbosity: 0 }).promise).getPage(1)
    const { items } = await page.getTextContent()
    const written = items.find((one) => 'str' in one && one.str === '07')
    if (!written || !('str' in written)) throw new Error('no number')
    expect(written.transform[4] + written.width).toBeCloseTo(blanks.number?.to ?? 0, 0)
  })

  it('stays a DOCX, with the reason, where there is no LibreOffice or it fails', async () => {
    expect(await docxToPdf(await letter(), null)).toEqual({ pdf: null, because: 'absent' })
    expect(await docxToPdf(await letter(), '/bin/false')).toEqual({ pdf: null, because: 'failed' })
  })

  it('is refused as what it is not', async () => {
    expect(await docxToPdf(Buffer.from('không phải DOCX'))).toEqual({ pdf: null, because: 'not-docx' })
  })
})

describe('a page without blanks', () => {
  it('gets its number in the upper margin', async () => {
    const scan = typesetPdf('#set page("a4")\nVăn bản không theo mẫu', {})
    const text = (
      await pdfParagraphs(await numberedPdf(scan, { number: 15, symbol: '15/QĐ-UBND', date: '2026-11-23' }))
    ).join(' ')
    expect(text).toContain('Số: 15/QĐ-UBND · Ngày 23/11/2026')
  })
})

describe('two versions side by side', () => {
  it('mark the words that changed and the paragraphs that came or went', () => {
    const rows = compareTexts(
      ['Mở đầu', 'Báo cáo trước ngày 15 tháng 12.', 'Bỏ'],
      ['Mở đầu', 'Báo cáo trước ngày 20 tháng 12.', 'Thêm', 'Nữa'],
    )
    expect(rows.map((row) => row.kind)).toEqual(['same', 'changed', 'changed', 'added'])
    expect(rows[1]?.before?.filter((piece) => piece.change === 'removed').map((piece) => piece.text)).toEqual(['15'])
    expect(rows[1]?.after?.filter((piece) => piece.change === 'added').map((piece) => piece.text)).toEqual(['20'])
  })
})
