import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** A document in the layout of Decree 30, made for tests; invented. */
export interface Letter {
  superior?: string[]
  issuer: string[]
  symbol: string
  place: string
  date: string
  type?: string
  abstract: string[]
  marks?: string[]
  addressees?: string[]
  body: string[]
  authority?: string
  titles: string[]
  name: string
  recipients: string[]
}

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
let compiler: NodeCompiler | undefined

/** The letter as a PDF with a text layer. */
export function makeLetter(letter: Letter): Buffer {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] })
  return Buffer.from(compiler.pdf({ mainFileContent: source(letter) }))
}

const text = (value: string) => `#text(${JSON.stringify(value)})`
const lines = (values: string[], wrap: (one: string) => string = text) => values.map(wrap).join(' #linebreak()\n')

function source(letter: Letter): string {
  const isLetter = letter.type === undefined
  return `
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 18mm))
#set text(font: "Tinos", size: 13.5pt, lang: "vi")
#set par(leading: 0.55em)
#grid(columns: (42%, 58%), gutter: 0pt,
  align(center)[
    ${letter.superior ? `#text(size: 12.5pt)[${lines(letter.superior)}] #linebreak()` : ''}
    #text(size: 12.5pt, weight: "bold")[${lines(letter.issuer)}] #linebreak()
    #v(-2mm) #line(length: 30%) #v(-1mm)
    #text(size: 13pt)[${text(`Số: ${letter.symbol}`)}]
    ${isLetter ? `#v(-1mm) #text(size: 12.5pt)[${lines(letter.abstract)}]` : ''}
  ],
  align(center)[
    #text(size: 12.5pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM] #linebreak()
    #text(size: 13.5pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]
    #v(-2mm) #line(length: 60%) #v(1mm)
    #emph[${text(`${letter.place}, ${letter.date}`)}]
  ])
${(letter.marks ?? []).map((mark) => `#box(stroke: 0.6pt, inset: 3pt)[#text(weight: "bold")[${text(mark)}]]`).join('\n\n')}
${isLetter ? '' : `#v(4mm) #align(center)[#text(weight: "bold", size: 14pt)[${text(letter.type ?? '')}] #linebreak() #text(weight: "bold")[${lines(letter.abstract)}] #v(-2mm) #line(length: 18%)]`}
${letter.addressees ? addressees(letter.addressees) : ''}
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 0.9em)
${letter.body.map(text).join('\n\n')}
#set par(first-line-indent: 0pt, justify: false)
#v(6mm)
#grid(columns: (46%, 54%),
  [#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:] #linebreak() #text(size: 11pt)[${lines(letter.recipients.map((one) => `- ${one}`))}]],
  align(center)[
    #text(weight: "bold")[${lines([...(letter.authority ? [letter.authority] : []), ...letter.titles])}]
    #v(22mm)
    #text(weight: "bold")[${text(letter.name)}]
  ])
`
}

function addressees(names: string[]): string {
  if (names.length === 1) return `#v(4mm) #align(center)[${text(`Kính gửi: ${names[0]}.`)}]`
  return `#v(4mm) #pad(left: 3cm)[${text('Kính gửi:')} #linebreak() ${lines(names.map((one, n) => `- ${one}${n === names.length - 1 ? '.' : ';'}`))}]`
}
