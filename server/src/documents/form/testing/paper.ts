import JSZip from 'jszip'
import type { FormFacts } from '../facts.ts'

/** A small DOCX made by hand, so that each part of its look can be said: a page that keeps every rule, and what a test changes in it. */

export interface Line {
  text: string
  /** What follows in another look. */
  more?: Partial<Line>[]
  size?: number
  bold?: boolean
  italic?: boolean
  font?: string
  colour?: string
  align?: 'left' | 'center' | 'right' | 'both'
  before?: number
  after?: number
  first?: number
  left?: number
  right?: number
  line?: number
  /** A line drawn above it. */
  ruled?: boolean
  /** A shape drawn in it, as its run's XML. */
  shape?: string
}

export interface Paper {
  facts: FormFacts
  page: { width: number; height: number; top: number; bottom: number; left: number; right: number }
  landscape?: boolean
  /** The paragraph with the page number, where it stands, and whether the first page has a head of its own. */
  number: {
    size: number
    align: 'left' | 'center' | 'right'
    at: 'header' | 'footer'
    ownFirst: boolean
    numerals?: string
  } | null
  headLeft: Line[]
  headRight: Line[]
  text: Line[]
  footLeft: Line[]
  footRight: Line[]
  after: Line[]
  /** The last lines stand on pages of their own, which lie on their side. */
  lying?: Line[]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const twips = (mm: number) => Math.round(mm * 56.6929)

function runXml(line: Partial<Line>): string {
  const face = line.font ?? 'Times New Roman'
  const text = (line.text ?? '')
    .split('\t')
    .map((piece) =>
      piece
        .split('\n')
        .map((row) => `<w:t xml:space="preserve">${escaped(row)}</w:t>`)
        .join('<w:br/>'),
    )
    .join('<w:tab/>')
  return `<w:r><w:rPr><w:rFonts w:ascii="${face}" w:hAnsi="${face}"/>${line.bold ? '<w:b/>' : ''}${line.italic ? '<w:i/>' : ''}${line.colour ? `<w:color w:val="${line.colour}"/>` : ''}<w:sz w:val="${(line.size ?? 14) * 2}"/></w:rPr>${text}</w:r>`
}

export function paragraphXml(line: Line): string {
  const border = line.ruled ? '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>' : ''
  const spacing = `<w:spacing w:before="${(line.before ?? 0) * 20}" w:after="${(line.after ?? 0) * 20}" w:line="${Math.round((line.line ?? 1) * 240)}" w:lineRule="auto"/>`
  const indent = `<w:ind w:left="${twips(line.left ?? 0)}" w:right="${twips(line.right ?? 0)}" w:firstLine="${twips(line.first ?? 0)}"/>`
  const runs = [line, ...(line.more ?? []).map((look) => ({ ...line, ...look }))].map(runXml).join('')
  return `<w:p><w:pPr>${border}${spacing}${indent}<w:jc w:val="${line.align ?? 'left'}"/></w:pPr>${line.shape ? `<w:r>${line.shape}</w:r>` : ''}${runs}</w:p>`
}

const columns = (left: Line[], right: Line[]) =>
  left.length + right.length === 0
    ? ''
    : `<w:tbl><w:tblPr><w:tblW w:w="9355" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="3742"/><w:gridCol w:w="5613"/></w:tblGrid><w:tr>${[left, right].map((lines, at) => `<w:tc><w:tcPr><w:tcW w:w="${at === 0 ? 3742 : 5613}" w:type="dxa"/></w:tcPr>${(lines.length ? lines : [{ text: '' }]).map(paragraphXml).join('')}</w:tc>`).join('')}</w:tr></w:tbl>`

const space =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const lyingOf = (section: string) =>
  section.replace(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/u, '<w:pgSz w:w="$2" w:h="$1" w:orient="landscape"')

/** The bytes of a paper. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const { page, number } = paper
  const reference = number ? `<w:${number.at}Reference w:type="default" r:id="rId1"/>` : ''
  const section = `<w:sectPr>${reference}<w:pgSz w:w="${twips(page.width)}" w:h="${twips(page.height)}"${paper.landscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${twips(page.top)}" w:right="${twips(page.right)}" w:bottom="${twips(page.bottom)}" w:left="${twips(page.left)}" w:header="567" w:footer="567" w:gutter="0"/>${number?.numerals ? `<w:pgNumType w:fmt="${number.numerals}"/>` : ''}${number?.ownFirst ? '<w:titlePg/>' : ''}</w:sectPr>`
  const body = [
    columns(paper.headLeft, paper.headRight),
    ...paper.text.map(paragraphXml),
    columns(paper.footLeft, paper.footRight),
    ...paper.after.map(paragraphXml),
    ...(paper.lying ? [`<w:p><w:pPr>${section}</w:pPr></w:p>`, ...paper.lying.map(paragraphXml)] : []),
    paper.lying ? lyingOf(section) : section,
  ].join('')
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${number ? `<Override PartName="/word/${number.at}1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${number.at}+xml"/>` : ''}</Types>`,
  )
  zip.file(
    '_rels/.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  zip.file('word/document.xml', `${head}<w:document ${space}><w:body>${body}</w:body></w:document>`)
  if (number) {
    zip.file(
      'word/_rels/document.xml.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${number.at}" Target="${number.at}1.xml"/></Relationships>`,
    )
    const tag = number.at === 'header' ? 'w:hdr' : 'w:ftr'
    const look = `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="${number.size * 2}"/></w:rPr>`
    zip.file(
      `word/${number.at}1.xml`,
      `${head}<${tag} ${space}><w:p><w:pPr><w:jc w:val="${number.align}"/></w:pPr><w:r>${look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>${look}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>${look}<w:fldChar w:fldCharType="end"/></w:r></w:p></${tag}>`,
    )
  }
  zip.file('docProps/custom.bin', Buffer.from([1, 2, 3, 0, 255]))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}
