import { AlignmentType, type Paragraph, type Table } from 'docx'
import { columns, columnsOfFoot, columnsOfHead, line, rule, run } from './official-page.ts'

/** The boxes of Decree 30/2020, Appendix I, as parts that the forms of Appendix III are made of. Tags are filled by fill-template.ts. */

const centre = AlignmentType.CENTER
const [left, right] = columnsOfHead

/** Boxes 1–4 (and 5b for a letter): superior, issuer, number, country, motto, place and day. */
export function head(kind: 'named' | 'letter'): Table {
  return columns(
    columnsOfHead,
    [
      line('{#superior}', { size: 12 }),
      line('{name}', { size: 12, align: centre }),
      line('{/superior}', { size: 12 }),
      line('{#issuer}', { size: 12 }),
      line('{name}', { size: 12, bold: true, align: centre }),
      line('{/issuer}', { size: 12 }),
      rule(left, 22),
      line('Số: {number}/{notation}', { size: 13, align: centre, before: 5 }),
      ...(kind === 'letter' ? [line('V/v {abstract}', { size: 12, align: centre, before: 6 })] : []),
      ...urgencyMark(),
    ],
    [
      line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true, align: centre }),
      line('Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true, align: centre }),
      rule(right, 57.5),
      line('{place}, ngày {day} tháng {month} năm {year}', { size: 13, italics: true, align: centre, before: 5 }),
    ],
  )
}

/** Box 10b: the degree of urgency, under box 3 or 5b. */
function urgencyMark(): Paragraph[] {
  return [
    line('{#urgencyMark}', { size: 13 }),
    line([run('{name}', { size: 13, bold: true })], { size: 13, align: centre, before: 6 }),
    line('{/urgencyMark}', { size: 13 }),
  ]
}

/** Box 5a: the name of the type and the abstract, with the rule below. */
export function title(name: string): Paragraph[] {
  return [
    line(name.toUpperCase(), { bold: true, align: centre, before: 14 }),
    line('{abstract}', { bold: true, align: centre }),
    rule(165, 40, 3),
    line('', { size: 6 }),
  ]
}

/** Box 9a: to whom, one on the same line or several, one a line. */
export function addressees(): Paragraph[] {
  return [
    line('{#oneAddressee}'),
    line('Kính gửi: {name}.', { align: centre, before: 12, after: 6 }),
    line('{/oneAddressee}'),
    line('{#manyAddressees}'),
    line('Kính gửi:', { before: 12, left: 28 }),
    line('{/manyAddressees}'),
    line('{#addressees}'),
    line('- {name}', { left: 40, before: 2 }),
    line('{/addressees}'),
    line('{#manyAddressees}'),
    line('', { size: 6 }),
    line('{/manyAddressees}'),
  ]
}

/** Box 6: the grounds in italics, one a line. */
export function grounds(): Paragraph[] {
  return [
    line('{#grounds}'),
    line('{text}', { italics: true, align: AlignmentType.JUSTIFIED, firstLine: true, before: 6 }),
    line('{/grounds}'),
  ]
}

/** Box 6: the body: headings, articles with their title in bold, and paragraphs. */
export function body(): Paragraph[] {
  const both = AlignmentType.JUSTIFIED
  return [
    line('{#body}'),
    line('{#isHeading}'),
    line('{text}', { bold: true, align: centre, before: 8, keepNext: true }),
    line('{/isHeading}'),
    line('{#isSection}'),
    line('{text}', { bold: true, align: both, firstLine: true, before: 6, keepNext: true }),
    line('{/isSection}'),
    line('{#isArticle}'),
    line([run('{label}', { bold: true }), run(' {text}')], { align: both, firstLine: true, before: 6 }),
    line('{/isArticle}'),
    line('{#isText}'),
    line('{text}', { align: both, firstLine: true, before: 6 }),
    line('{/isText}'),
    line('{/body}'),
  ]
}

/** Boxes 7 and 9b: who gets it, on the left; authority, title, place of the signature and name on the right. */
export function foot(): (Paragraph | Table)[] {
  return [
    line('', { size: 8 }),
    columns(
      columnsOfFoot,
      [
        line('Nơi nhận:', { size: 12, bold: true, italics: true }),
        line('{#recipients}', { size: 11 }),
        line('- {name}', { size: 11 }),
        line('{/recipients}', { size: 11 }),
        line('{#drafterMark}', { size: 11 }),
        line('{name}', { size: 11, before: 4 }),
        line('{/drafterMark}', { size: 11 }),
      ],
      [
        line('{#authority}', { size: 14 }),
        line('{name}', { bold: true, align: centre }),
        line('{/authority}', { size: 14 }),
        ...Array.from({ length: 4 }, () => line('', { align: centre })),
        line('{signerName}', { bold: true, align: centre }),
      ],
    ),
  ]
}

/** The agency's title above what it decides: "GIÁM ĐỐC SỞ …" or "ỦY BAN NHÂN DÂN TỈNH …". */
export function decider(): Paragraph[] {
  return [line('{decider}', { bold: true, align: centre, before: 6, after: 6 })]
}
export function decides(words: string): Paragraph[] {
  return [line(words, { bold: true, align: centre, before: 10, after: 6 })]
}
