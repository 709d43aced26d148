import { expect, it } from 'vitest'
import { builtInTemplate } from '../templates/build-template.ts'
import { fillTemplate } from '../templates/fill-template.ts'
import { formOf } from '../templates/forms.ts'
import {
  authorityLines,
  type IssuingAgency,
  issuerLines,
  notationOf,
  placeOf,
  superiorLine,
} from '../templates/official-names.ts'
import { checkSheet } from './check-sheet.ts'
import type { FormFacts } from './facts.ts'
import { readDocx } from './read-docx.ts'
import type { Sheet } from './sheet.ts'
import { someFacts } from './testing/good-papers.ts'
import { pdfSheet, pdfsOf } from './testing/pdf-sheet.ts'

/** The program’s own templates keep the rules that it holds others to. */

const types: [code: string, name: string, abbreviation: string | null][] = [
  ['nghi-quyet', 'Nghị quyết', 'NQ'],
  ['nghi-quyet-qppl', 'Nghị quyết', 'NQ'],
  ['quyet-dinh', 'Quyết định', 'QĐ'],
  ['quyet-dinh-qppl', 'Quyết định', 'QĐ'],
  ['chi-thi', 'Chỉ thị', 'CT'],
  ['quy-che', 'Quy chế', 'QC'],
  ['quy-dinh', 'Quy định', 'QyĐ'],
  ['thong-cao', 'Thông cáo', 'TC'],
  ['thong-bao', 'Thông báo', 'TB'],
  ['huong-dan', 'Hướng dẫn', 'HD'],
  ['chuong-trinh', 'Chương trình', 'CTr'],
  ['ke-hoach', 'Kế hoạch', 'KH'],
  ['phuong-an', 'Phương án', 'PA'],
  ['de-an', 'Đề án', 'ĐA'],
  ['du-an', 'Dự án', 'DA'],
  ['bao-cao', 'Báo cáo', 'BC'],
  ['bien-ban', 'Biên bản', 'BB'],
  ['to-trinh', 'Tờ trình', 'TTr'],
  ['hop-dong', 'Hợp đồng', 'HĐ'],
  ['cong-van', 'Công văn', null],
  ['cong-dien', 'Công điện', 'CĐ'],
  ['ban-ghi-nho', 'Bản ghi nhớ', 'BGN'],
  ['ban-thoa-thuan', 'Bản thỏa thuận', 'BTT'],
  ['giay-uy-quyen', 'Giấy ủy quyền', 'GUQ'],
  ['giay-moi', 'Giấy mời', 'GM'],
  ['giay-gioi-thieu', 'Giấy giới thiệu', 'GGT'],
  ['giay-nghi-phep', 'Giấy nghỉ phép', 'GNP'],
  ['phieu-gui', 'Phiếu gửi', 'PG'],
  ['phieu-chuyen', 'Phiếu chuyển', 'PC'],
  ['phieu-bao', 'Phiếu báo', 'PB'],
]
const province: IssuingAgency = {
  name: 'Ủy ban nhân dân tỉnh Bắc Ninh',
  kind: 'province',
  abbreviation: 'UBND',
  parentName: null,
}
const ward: IssuingAgency = {
  name: 'Ủy ban nhân dân phường Kinh Bắc',
  kind: 'ward',
  abbreviation: 'UBND',
  parentName: 'Ủy ban nhân dân tỉnh Bắc Ninh',
}
const abstract = 'Triển khai tổ công nghệ số cộng đồng'

/** A draft from a template, with what is known of it. */
async function made(
  agency: IssuingAgency,
  [code, name, abbreviation]: (typeof types)[number],
  urgency: 'normal' | 'express',
): Promise<{ docx: Buffer; facts: FormFacts }> {
  const { begin, needsAddressees, needsGrounds } = formOf(code, name)
  const legal = code.endsWith('-qppl')
  const head = agency.kind === 'department' ? 'Giám đốc' : 'Chủ tịch'
  const signer = { name: 'Đặng Văn Hải', title: `Phó ${head}`, authority: 'KT' as const, headTitle: head }
  const docx = fillTemplate(await builtInTemplate(code, name), {
    agency,
    notation: notationOf({
      typeAbbreviation: abbreviation,
      issuerAbbreviation: agency.abbreviation,
      unitAbbreviation: 'CĐS',
      legalYear: legal ? '2026' : null,
    }),
    abstract,
    urgency,
    addressees: needsAddressees ? ['Ủy ban nhân dân phường Kinh Bắc', 'Ủy ban nhân dân phường Từ Sơn'] : [],
    grounds: needsGrounds
      ? ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025', 'Theo đề nghị của Chánh Văn phòng']
      : [],
    body: begin,
    recipients: ['Thường trực Tỉnh ủy'],
    unitAbbreviation: 'CĐS',
    signer,
    year: '2026',
  })
  const facts = someFacts({
    typeCode: code,
    typeName: name,
    typeAbbreviation: abbreviation,
    legal,
    agency,
    issuer: issuerLines(agency),
    superior: superiorLine(agency),
    place: placeOf(agency),
    abstract,
    urgency,
    signer: { name: signer.name, lines: authorityLines(agency, signer) },
  })
  return { docx, facts }
}

async function said(sheet: Sheet, facts: FormFacts): Promise<string[]> {
  const { findings } = await checkSheet(sheet, facts)
  // What a new draft begins with is there to be written over.
  return findings
    .filter((one) => one.rule !== 'body.placeholder')
    .map((one) => `${one.rule}: ${one.there} / ${one.wanted}`)
}
const agencies = [someFacts().agency, province, ward]

it.each(types)('the template of %s keeps every rule of form, whoever issues it', async (...type) => {
  for (const agency of agencies)
    for (const urgency of ['normal', 'express'] as const) {
      const { docx, facts } = await made(agency, type, urgency)
      expect(await said(readDocx(docx), facts)).toEqual([])
    }
})

it('the PDFs of all templates keep what a PDF tells of them', async () => {
  const drafts = await Promise.all(
    types.map((type, n) => made(agencies[n % 3] ?? province, type, n % 2 === 0 ? 'normal' : 'express')),
  )
  const pdfs = await pdfsOf(drafts.map((one) => one.docx))
  for (const [n, { facts }] of drafts.entries())
    expect(await said(await pdfSheet(pdfs[n] ?? Buffer.of()), facts), facts.typeName).toEqual([])
})
