import {
  AlignmentType,
  BorderStyle,
  Header,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as mm,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'

/** The page of Decree 30/2020, Appendix I: A4, margins, Times New Roman, page number centred in the head from page 2 on. */

export const font = 'Times New Roman'
/** Text between the margins: 210 − 30 − 15 mm. */
const textWidth = 165
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

export interface Look {
  size?: number
  bold?: boolean
  italics?: boolean
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  /** Gap before and after in points. */
  before?: number
  after?: number
  firstLine?: boolean
  /** Indent of the whole paragraph in mm. */
  left?: number
  keepNext?: boolean
}

/** One paragraph; a {tag} stays in one run, so that it can be filled. */
export function line(text: string | TextRun[], look: Look = {}): Paragraph {
  const size = (look.size ?? 14) * 2
  const runs =
    typeof text === 'string'
      ? [new TextRun({ text, font, size, bold: look.bold ?? false, italics: look.italics ?? false })]
      : text
  return new Paragraph({
    alignment: look.align ?? AlignmentType.LEFT,
    keepNext: look.keepNext ?? false,
    spacing: { before: (look.before ?? 0) * 20, after: (look.after ?? 0) * 20, line: 240, lineRule: LineRuleType.AUTO },
    indent: { ...(look.firstLine ? { firstLine: mm(12.7) } : {}), ...(look.left ? { left: mm(look.left) } : {}) },
    children: runs,
  })
}

export const run = (text: string, look: Look = {}) =>
  new TextRun({
    text,
    font,
    size: (look.size ?? 14) * 2,
    bold: look.bold ?? false,
    italics: look.italics ?? false,
  })

/** A thin centred rule of `length` mm inside a cell of `width` mm, as under the motto and the issuer. */
export function rule(width: number, length: number, before = 3): Paragraph {
  const side = mm(Math.max(0, (width - length) / 2))
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: before * 20, after: 0, line: 40, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [new TextRun({ text: '', size: 2, font })],
  })
}

/** Two columns without borders, as the head and the foot of an official document. */
export function columns(widths: [number, number], left: (Paragraph | Table)[], right: (Paragraph | Table)[]): Table {
  const cell = (children: (Paragraph | Table)[], width: number) =>
    new TableCell({
      children,
      borders: noBorders,
      verticalAlign: VerticalAlign.TOP,
      width: { size: mm(width), type: WidthType.DXA },
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] })],
  })
}

export const columnsOfHead: [number, number] = [66, textWidth - 66]
export const columnsOfFoot: [number, number] = [80, textWidth - 80]

/** The only section of a template: the page and the number of page 2 and later. */
export function officialSection(children: (Paragraph | Table)[]): ISectionOptions {
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: mm(210), height: mm(297) },
        margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) },
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: [PageNumber.CURRENT], font, size: 26 })],
          }),
        ],
      }),
      first: new Header({ children: [new Paragraph({ children: [] })] }),
    },
    children,
  }
}
