import {
  AlignmentType,
  Document,
  convertMillimetersToTwip as mm,
  Packer,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { officialDocx, signingAuthority } from '../../documents/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ReportFacts } from './gather-report.ts'
import { type Column, reportHeads, reportTables } from './report-tables.ts'
import type { ReportWords } from './report-words.ts'

type Parts = Awaited<ReturnType<typeof officialDocx>>

const centre = AlignmentType.CENTER
const both = AlignmentType.JUSTIFIED

let built: Promise<Buffer> | undefined

/** The program's template of the report, with {tags} for what is known: the form of a report (Decree 30/2020, Appendix III, form 1.4) around tables. Built once a process. */
export function reportTemplate(): Promise<Buffer> {
  built ??= officialDocx().then(build)
  return built
}

/** Fills a template, the program's or the agency's own: the DOCX that the drafter works on. */
export async function reportDocx(facts: ReportFacts, words: ReportWords, template?: Buffer): Promise<Buffer> {
  const { fillTemplate } = await officialDocx()
  return fillTemplate(
    template ?? (await reportTemplate()),
    {
      agency: facts.agency,
      notation: `BC-${facts.agency.abbreviation}`,
      abstract: words.abstract,
      urgency: 'normal',
      addressees: [],
      grounds: [],
      body: [],
      recipients: [],
      unitAbbreviation: facts.unitAbbreviation,
      signer: {
        name: facts.signer?.name ?? '',
        title: facts.signer?.title ?? '',
        authority: facts.signer ? signingAuthority(facts.agency, facts.signer).usual : null,
        headTitle: facts.signer?.headTitle ?? null,
      },
      year: clock.today().slice(0, 4),
    },
    {
      ...words,
      summary: words.summary.map((text) => ({ text })),
      lateAny: words.late.length > 0,
      standingAny: words.standing.length > 0,
      comingAny: words.coming.length > 0,
    },
  )
}

async function build(parts: Parts): Promise<Buffer> {
  const { font, foot, head, line, officialSection, title } = parts
  const section = (text: string) => line(text, { bold: true, firstLine: true, before: 8, after: 4, keepNext: true })
  const paragraph = (text: string) => line(text, { align: both, firstLine: true, before: 6 })
  const listed = (key: 'late' | 'standing' | 'coming') => [
    section(reportHeads[key]),
    line(`{#${key}Any}`),
    table(key, parts),
    line(`{/${key}Any}`),
    line(`{#${key}Note}`),
    paragraph(`{${key}Note}`),
    line(`{/${key}Note}`),
  ]
  const document = new Document({
    creator: 'Mộc Bản',
    title: 'Báo cáo kết quả thực hiện nhiệm vụ',
    styles: { default: { document: { run: { font, size: 28 } } } },
    sections: [
      officialSection([
        head('named'),
        ...title('Báo cáo'),
        paragraph('{issuerPlain} {opening}'),
        section(reportHeads.summary),
        line('{#summary}'),
        paragraph('{text}'),
        line('{/summary}'),
        line(reportHeads.units, { align: both, firstLine: true, before: 6, after: 4, keepNext: true }),
        table('units', parts),
        ...listed('late'),
        ...listed('standing'),
        ...listed('coming'),
        paragraph(`Trên đây là báo cáo kết quả thực hiện nhiệm vụ của {issuerPlain}./.`),
        ...foot(),
      ]),
    ],
  })
  return Packer.toBuffer(document)
}

/** A table whose second row repeats for each record. */
function table(key: keyof typeof reportTables, { line, run }: Parts): Table {
  const columns: Column[] = reportTables[key]
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({
      children,
      width: { size: mm(width), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: mm(1.2), right: mm(1.2), top: mm(0.8), bottom: mm(0.8) },
    })
  const tagged = (tag: string, n: number) =>
    `${n === 0 ? `{#${key}}` : ''}{${tag}}${n === columns.length - 1 ? `{/${key}}` : ''}`
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(165), type: WidthType.DXA },
    columnWidths: columns.map((column) => mm(column.width)),
    rows: [
      new TableRow({
        tableHeader: true,
        children: columns.map((one) =>
          cell([line([run(one.head, { size: 11, bold: true })], { align: centre })], one.width),
        ),
      }),
      new TableRow({
        cantSplit: true,
        children: columns.map((one, n) =>
          cell([line(tagged(one.tag, n), { size: 11, align: one.left ? AlignmentType.LEFT : centre })], one.width),
        ),
      }),
    ],
  })
}
