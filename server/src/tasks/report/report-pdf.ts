import {
  authorityLines,
  issuerLines,
  placeOf,
  plainName,
  signingAuthority,
  superiorLine,
  typesetPdf,
} from '../../documents/index.ts'
import type { ReportFacts } from './gather-report.ts'
import { reportHeads, reportTables } from './report-tables.ts'
import type { ReportWords } from './report-words.ts'

/** The report on its page (Decree 30/2020, Appendix I): number and day stay open until it is issued. */
const sheet = `
#set document(title: data.abstract)
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context { if counter(page).get().first() > 1 { align(center, text(13pt)[#counter(page).display()]) } }, header-ascent: 6mm)
#set text(size: 14pt, hyphenate: false)
#set par(leading: 0.6em, spacing: 0.85em)
#grid(columns: (66mm, 99mm), align: center,
  {
    set par(spacing: 0.5em)
    if data.superior != "" { text(12pt, data.superior); parbreak() }
    text(12pt, weight: "bold", data.issuer.join("\\n")); parbreak()
    line(length: 22mm, stroke: 0.6pt); v(1mm)
    text(13pt)[Số: #h(10mm)/#data.notation]
  },
  {
    set par(spacing: 0.5em)
    text(12pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]; parbreak()
    text(13pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]; parbreak()
    line(length: 57.5mm, stroke: 0.6pt); v(1mm)
    text(13pt, style: "italic")[#data.place, ngày #h(7mm) tháng #h(7mm) năm #data.year]
  })
#v(5mm)
#align(center)[
  #text(weight: "bold")[BÁO CÁO] \\
  #text(weight: "bold", data.abstract)
  #v(-2mm) #line(length: 40mm, stroke: 0.6pt)
]
#let para(body) = block(width: 100%, par(justify: true, first-line-indent: (amount: 12.7mm, all: true), body))
#let section(words) = block(sticky: true, above: 1.2em, par(first-line-indent: (amount: 12.7mm, all: true), text(weight: "bold", words)))
#let listed(columns, rows) = {
  set text(11pt)
  set par(justify: false, leading: 0.45em)
  table(
    columns: columns.map(c => c.width * 1mm), stroke: 0.5pt, inset: (x: 1.2mm, y: 1.4mm),
    align: (x, y) => if y > 0 and columns.at(x).left { left + horizon } else { center + horizon },
    table.header(..columns.map(c => text(weight: "bold", c.head))),
    ..rows.map(row => columns.map(c => row.at(c.tag))).flatten(),
  )
}
#para[#data.agency #data.opening]
#section(data.heads.summary)
#for text in data.summary { para(text) }
#block(sticky: true, para(data.heads.units))
#listed(data.columns.units, data.units)
#for key in ("late", "standing", "coming") {
  section(data.heads.at(key))
  if data.at(key).len() > 0 { listed(data.columns.at(key), data.at(key)) }
  if data.at(key + "Note") != "" { para(data.at(key + "Note")) }
}
#block(sticky: true, para[Trên đây là báo cáo kết quả thực hiện nhiệm vụ của #data.agency./.])
#block(breakable: false, above: 7mm, grid(columns: (80mm, 85mm),
  {
    set par(spacing: 0.4em)
    text(12pt, weight: "bold", style: "italic")[Nơi nhận:]; parbreak()
    text(11pt, "- Lưu: VT, " + data.unitAbbreviation + ".")
  },
  align(center)[
    #for words in data.authority { text(weight: "bold", words); linebreak() }
    #v(22mm)
    #text(weight: "bold", data.signer)
  ]))`

/** Sets the report as PDF. */
export function reportPdf(facts: ReportFacts, words: ReportWords): Buffer {
  const { agency, signer } = facts
  return typesetPdf(sheet, {
    ...words,
    heads: reportHeads,
    columns: Object.fromEntries(
      Object.entries(reportTables).map(([key, columns]) => [key, columns.map((one) => ({ left: false, ...one }))]),
    ),
    superior: superiorLine(agency) ?? '',
    issuer: issuerLines(agency),
    agency: plainName(agency),
    notation: `BC-${agency.abbreviation}`,
    place: placeOf(agency),
    year: facts.today.slice(0, 4),
    unitAbbreviation: facts.unitAbbreviation,
    authority: signer
      ? authorityLines(agency, { ...signer, authority: signingAuthority(agency, signer).usual })
      : ['THỦ TRƯỞNG CƠ QUAN'],
    signer: signer?.name ?? '',
  })
}
