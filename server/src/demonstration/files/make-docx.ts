import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { officialDocx } from '../../documents/index.ts'
import { wordsOf } from './make-pdf.ts'
import type { Block, OfficialText } from './official-text.ts'
import { withDates } from './zip-dates.ts'

const font = 'Times New Roman'
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const run = (text: string, size: number, more: { bold?: boolean; italics?: boolean } = {}) =>
  new TextRun({ text, font, size: size * 2, ...more })
const centred = (text: string, size: number, more: { bold?: boolean; italics?: boolean } = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, size, more)] })
const cell = (width: number, children: Paragraph[]) =>
  new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, borders: noBorders, children })

/** Millimetres between the margins; a cell of the head keeps 3,8 of them free. */
const [whole, ...headCells] = [165, 62.2, 95.2] as const
/** Bold words at 14 points, and capitals at 12, as wide as they are on an average. */
const [letter, capital] = [2.1, 2.8]
/** Between a third and a half of the words above it (Decree 30/2020, Appendix I). */
const below = (lines: string[], width: number, room: number) =>
  0.42 * Math.min(room, width * Math.max(...lines.map((one) => one.length)))

/** The same document as a DOCX that a specialist edits: A4, margins 20/20/30/15 mm, Times New Roman (Decree 30/2020, Appendix I). */
export async function makeDocx(text: OfficialText): Promise<Buffer> {
  const { rule } = await officialDocx()
  const body = text.body.map(paragraphOf)
  const issuer = text.issuer.split('\n')
  const head = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: noBorders,
    rows: [
      new TableRow({
        children: [
          cell(40, [
            ...(text.superior ? [centred(text.superior, 12)] : []),
            ...issuer.map((line) => centred(line, 12, { bold: true })),
            rule(headCells[0], below(issuer, capital, headCells[0])),
            ...(text.symbol ? [centred(`Số: ${text.symbol}`, 13)] : []),
            ...(text.about ? [centred(text.about, 12)] : []),
          ]),
          cell(60, [
            centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, { bold: true }),
            centred('Độc lập - Tự do - Hạnh phúc', 13, { bold: true }),
            rule(headCells[1], 56),
            centred(`${text.place}, ${text.date}`, 13, { italics: true }),
          ]),
        ],
      }),
    ],
  })
  const foot = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: noBorders,
    rows: [
      new TableRow({
        children: [
          cell(
            50,
            text.copies.length > 0
              ? [
                  new Paragraph({ children: [run('Nơi nhận:', 12, { bold: true, italics: true })] }),
                  ...text.copies.map(
                    (one, n) =>
                      new Paragraph({ children: [run(`- ${one}${n + 1 === text.copies.length ? '.' : ';'}`, 11)] }),
                  ),
                ]
              : [new Paragraph('')],
          ),
          cell(50, [
            ...text.authority.map((line) => centred(line, 14, { bold: true })),
            ...['', '', '', ''].map(() => new Paragraph('')),
            centred(text.signer, 14, { bold: true }),
          ]),
        ],
      }),
    ],
  })
  const document = new Document({
    title: text.title,
    creator: text.issuer.replace('\n', ' '),
    sections: [
      {
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], font, size: 26 })],
              }),
            ],
          }),
          first: new Header({ children: [new Paragraph('')] }),
        },
        properties: {
          titlePage: true,
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1701, right: 850 } },
        },
        children: [
          head,
          new Paragraph(''),
          ...(text['type-name'] ? [centred(text['type-name'].toUpperCase(), 14, { bold: true })] : []),
          ...(text.abstract
            ? [centred(text.abstract, 14, { bold: true }), rule(whole, below([text.abstract], letter, whole))]
            : []),
          ...text.to.map((one, n) => centred(n === 0 ? `Kính gửi: ${one}` : one, 14)),
          ...(text['authority-line'] ? [centred(text['authority-line'], 14, { bold: true })] : []),
          ...body,
          new Paragraph(''),
          foot,
          ...text.annex.map(paragraphOf),
        ],
      },
    ],
  })
  const [year, month, day] = text.issued
  return withDates(await Packer.toBuffer(document), new Date(Date.UTC(year, month - 1, day, 2)))
}

function paragraphOf(block: Block): Paragraph | Table {
  if (block.kind === 'table') {
    const all = block.widths.reduce((sum, one) => sum + one, 0)
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [block.head, ...block.rows].map(
        (row, n) =>
          new TableRow({
            children: row.map(
              (words, k) =>
                new TableCell({
                  width: { size: Math.round(((block.widths[k] ?? 1) / all) * 100), type: WidthType.PERCENTAGE },
                  children: [
                    new Paragraph({
                      alignment: n === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
                      children: [run(words, 12, { bold: n === 0 })],
                    }),
                  ],
                }),
            ),
          }),
      ),
    })
  }
  if (block.kind === 'centre') return centred(block.text, 14, { bold: true })
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 720 },
    spacing: { before: 120, after: 60 },
    children:
      block.kind === 'article'
        ? [run(`${block.label} `, 14, { bold: true }), run(block.text, 14)]
        : [run(wordsOf(block), 14, { bold: block.kind === 'section', italics: block.kind === 'grounds' })],
  })
}
