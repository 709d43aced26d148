import { boxAsColumn, inFallback, outsideBoxes } from './docx-boxes.ts'
import { splitColumns } from './docx-columns.ts'
import { drawnIn } from './docx-drawn.ts'
import { asRun, over, type ParagraphLook, readStyles, type Styles } from './docx-looks.ts'
import { type Numbers, readNumbers } from './docx-numbers.ts'
import { gridOf, lineUnder, millimetres, roomOf } from './docx-room.ts'
import { BrokenPackage, openPackage, type Package, readPart } from './package.ts'
import { type Block, plain, type Run, type Section, type Sheet, type Telling } from './sheet.ts'
import { attribute, below, child, type Node, readXml, TooLarge, unescapeXml } from './xml.ts'

/** Where a block of a DOCX stands in its XML, so that it can be changed there. */
export interface RunSource {
  node: Node
  rPr: Node | null
  /** Its `w:t` elements, with the part of the block's text that each holds. */
  texts: { node: Node; from: number; to: number }[]
}
export interface BlockSource {
  part: string
  node: Node
  pPr: Node | null
  /** In step with the block's runs. */
  runs: RunSource[]
}
export interface DocxSheet extends Sheet {
  kind: 'docx'
  package: Package
  /** The XML of each part that was read. */
  xml: Map<string, string>
  sources: BlockSource[]
  sectionNodes: Node[]
}

const mostBlocks = 40_000
const tells: ReadonlySet<Telling> = new Set([
  'text',
  'type',
  'place',
  'layout',
  'margins',
  'lines',
  'ink',
  'page-number',
])
const main = 'word/document.xml'

/** Reads a DOCX exactly: its paragraphs with the look that each letter has, its papers, its page number. @throws BrokenPackage, BrokenXml, TooLarge */
export function readDocx(bytes: Buffer): DocxSheet {
  const reader = new Reader(openPackage(bytes))
  return reader.read()
}

interface Cell {
  /** Null in a box that stands beside another, where a table would have been. */
  table: number | null
  side: Block['side']
  columns: number
  /** Between its own margins, in mm; null where the file does not tell. */
  room: number | null
}

class Reader {
  private readonly xml = new Map<string, string>()
  private blocks: Block[] = []
  private sources: BlockSource[] = []
  private readonly sectionNodes: Node[] = []
  private readonly styles: Styles
  private readonly numbers: Numbers
  private tables = 0
  private part = main
  /** Between the margins of the first page, in mm. */
  private room: number | null = null
  private where: Block['part'] = 'body'
  private readonly numberBlocks = new Map<string, Block>()

  constructor(private readonly docx: Package) {
    const theme = this.open('word/theme/theme1.xml')
    const face = (kind: string) =>
      theme ? attribute(below(theme, `a:${kind}Font`).flatMap((one) => below(one, 'a:latin'))[0], 'typeface') : null
    this.styles = readStyles(this.open('word/styles.xml'), { major: face('major'), minor: face('minor') })
    this.numbers = readNumbers(this.open('word/numbering.xml'))
  }

  private open(name: string): Node | null {
    const xml = readPart(this.docx, name)
    if (xml === null) return null
    this.xml.set(name, xml)
    return readXml(xml)
  }

  read(): DocxSheet {
    const root = this.open(main)
    const body = child(child(root, 'w:document'), 'w:body')
    if (!body) throw new BrokenPackage('no text')
    const [page] = below(body, 'w:sectPr').map(paperOf)
    this.room = page ? page.width - (page.left ?? 0) - (page.right ?? 0) : null
    this.walk(body, null)
    const split = splitColumns({ blocks: this.blocks, sources: this.sources })
    this.blocks = split.blocks
    this.sources = split.sources
    const [first] = this.sectionNodes
    const heads = this.readHeads(first)
    return {
      kind: 'docx',
      tells,
      pages: null,
      sections: this.sectionNodes.map(paperOf),
      blocks: this.blocks,
      ...heads,
      package: this.docx,
      xml: this.xml,
      sources: this.sources,
      sectionNodes: this.sectionNodes,
    }
  }

  private walk(node: Node, cell: Cell | null): void {
    for (const one of node.children) {
      if (one.name === 'w:p') this.paragraph(one, cell)
      else if (one.name === 'w:tbl') this.table(one, cell)
      else if (one.name === 'w:sectPr') this.sectionNodes.push(one)
      else if (!['w:del', 'w:moveFrom', 'w:pPr', 'w:tblPr'].includes(one.name) && one.children.length > 0)
        this.walk(one, cell)
    }
  }

  private table(node: Node, outer: Cell | null): void {
    const table = this.tables++
    const widths = gridOf(node)
    for (const row of inside(node, 'w:tr')) {
      const cells = inside(row, 'w:tc')
      let column = 0
      for (const [at, inner] of cells.entries()) {
        const span = Number(attribute(child(child(inner, 'w:tcPr'), 'w:gridSpan'), 'w:val') ?? 1) || 1
        const columns = widths.slice(column, column + span)
        const room = roomOf(node, inner, columns)
        const from = this.blocks.length
        column += span
        const side = cells.length < 2 ? 'full' : at === 0 ? 'left' : at === cells.length - 1 ? 'right' : 'full'
        this.walk(
          inner,
          outer && cells.length < 2 ? outer : { table: outer?.table ?? table, side, columns: cells.length, room },
        )
        const line = lineUnder(inner, columns)
        const last = this.blocks.slice(from).findLast((one) => one.text !== '')
        if (line && last && !last.drawn) Object.assign(last, { ruled: true, drawn: line })
      }
    }
  }

  private paragraph(node: Node, cell: Cell | null): void {
    if (this.blocks.length >= mostBlocks) throw new TooLarge('paragraphs')
    const pPr = child(node, 'w:pPr')
    const own = child(pPr, 'w:sectPr')
    const style = this.styles.of(attribute(child(pPr, 'w:pStyle'), 'w:val'))
    const look = over(style.paragraph, this.styles.paragraphOf(pPr))
    const runs: Run[] = []
    const sources: RunSource[] = []
    const boxes: Node[] = []
    const text = { raw: '' }
    const xml = this.xml.get(this.part) ?? ''
    for (const run of runsIn(node)) {
      const rPr = child(run, 'w:rPr')
      const letters = over(
        over(style.run, this.styles.letters(attribute(child(rPr, 'w:rStyle'), 'w:val'))),
        this.styles.lookOf(rPr),
      )
      const source: RunSource = { node: run, rPr, texts: [] }
      const from = text.raw.length
      for (const piece of run.children) {
        if (piece.name === 'w:t') {
          const words = unescapeXml(xml.slice(piece.openEnd, piece.closeStart))
          source.texts.push({ node: piece, from: text.raw.length, to: text.raw.length + words.length })
          text.raw += words
        } else if (piece.name === 'w:tab') text.raw += '\t'
        else if (piece.name === 'w:br' || piece.name === 'w:cr') text.raw += '\n'
        else if (piece.name === 'w:noBreakHyphen') text.raw += '-'
        else boxes.push(...below(piece, 'w:txbxContent').filter((box) => !inFallback(piece, box)))
      }
      runs.push(asRun(text.raw.slice(from), letters))
      sources.push(source)
    }
    const label = look.numbering && look.numbering !== '0' ? this.numbers.next(look.numbering, look.level) : ''
    const block = blockOf(this.blocks.length, text.raw, label, runs, look, cell, this.where)
    block.room = cell ? cell.room : this.room
    block.drawn = drawnIn(outsideBoxes(xml.slice(node.start, node.end)), look, block.room)
    block.ruled = block.drawn !== null
    this.blocks.push(block)
    this.sources.push({ part: this.part, node, pPr, runs: sources })
    if (/\bPAGE\b/u.test(fieldsIn(node, xml)) && !this.numberBlocks.has(this.part))
      this.numberBlocks.set(this.part, block)
    if (own) this.sectionNodes.push(own)
    for (const box of boxes) this.box(box, cell ?? boxAsColumn(xml, box, block.room), block.drawn)
  }

  private box(node: Node, cell: Cell | null, beside: Block['drawn']): void {
    const from = this.blocks.length
    this.walk(node, cell)
    if (!beside) return
    // LibreOffice hangs the lines that were drawn in boxes beside them; what tells where is the empty paragraph left for each.
    for (const one of this.blocks.slice(from).filter((inner) => inner.text === ''))
      Object.assign(one, { ruled: true, drawn: { ...beside, length: null, off: null } })
  }

  /** The heads and feet of the first section, and which of them holds the page number. */
  private readHeads(section: Node | undefined): Pick<Sheet, 'pageNumber' | 'numberOnFirst'> {
    const relations = this.open('word/_rels/document.xml.rels')
    const targets = new Map(
      (relations ? below(relations, 'Relationship') : []).map((one) => [
        attribute(one, 'Id'),
        attribute(one, 'Target'),
      ]),
    )
    const parts = new Map<string, string>()
    for (const reference of section?.children ?? []) {
      const where = /^w:(header|footer)Reference$/u.exec(reference.name)?.[1] as 'header' | 'footer' | undefined
      const target = targets.get(attribute(reference, 'r:id'))
      if (!where || !target) continue
      const part = target.startsWith('/') ? target.slice(1) : `word/${target}`
      parts.set(`${where} ${attribute(reference, 'w:type') ?? 'default'}`, part)
      if (this.xml.has(part)) continue
      const root = this.open(part)
      if (!root) continue
      this.part = part
      this.where = where
      this.walk(root, null)
    }
    const at = (key: string) => this.numberBlocks.get(parts.get(key) ?? '') ?? null
    const ownFirst = child(section, 'w:titlePg') !== null
    const usual = at('header default') ?? at('footer default')
    const first = at('header first') ?? at('footer first')
    return { pageNumber: usual ?? first, numberOnFirst: ownFirst ? first !== null : usual !== null }
  }
}

/** The rows of a table, the cells of a row: also within what wraps them, and none of a table inside. */
const inside = (node: Node, name: string): Node[] =>
  node.children.flatMap((one) =>
    one.name === name
      ? [one]
      : ['w:sdt', 'w:sdtContent', 'w:ins', 'w:customXml'].includes(one.name)
        ? inside(one, name)
        : [],
  )

const holders = [
  'w:hyperlink',
  'w:ins',
  'w:smartTag',
  'w:sdt',
  'w:sdtContent',
  'w:fldSimple',
  'w:customXml',
  'w:moveTo',
]
function runsIn(node: Node): Node[] {
  return node.children.flatMap((one) => (one.name === 'w:r' ? [one] : holders.includes(one.name) ? runsIn(one) : []))
}

const fieldsIn = (node: Node, xml: string): string =>
  [
    ...below(node, 'w:instrText').map((one) => xml.slice(one.openEnd, one.closeStart)),
    ...below(node, 'w:fldSimple').map((one) => attribute(one, 'w:instr') ?? ''),
  ].join(' ')

function blockOf(
  n: number,
  raw: string,
  label: string,
  runs: Run[],
  look: ParagraphLook,
  cell: Cell | null,
  part: Block['part'],
): Block {
  const size = runs.find((run) => run.text.trim() !== '')?.size ?? 14
  return {
    n,
    raw,
    text: plain(runs.map((run) => run.text).join('')),
    label,
    runs,
    align: look.align,
    first: look.first,
    left: look.left,
    before: look.before,
    after: look.after,
    // Lines of Times stand 1.15 of its size apart.
    line: look.line === null ? null : look.line < 0 ? Math.round((-look.line / (size * 1.15)) * 100) / 100 : look.line,
    side: cell?.side ?? 'full',
    table: cell?.table ?? null,
    columns: cell?.columns ?? 1,
    ruled: false,
    rule: null,
    room: null,
    drawn: null,
    half: null,
    part,
    page: null,
    rects: [],
  }
}

function paperOf(node: Node): Section {
  const size = child(node, 'w:pgSz')
  const margins = child(node, 'w:pgMar')
  return {
    // What Word takes where nothing is said.
    width: millimetres(size, 'w:w') ?? 215.9,
    height: millimetres(size, 'w:h') ?? 279.4,
    landscape: attribute(size, 'w:orient') === 'landscape',
    top: millimetres(margins, 'w:top') ?? 25.4,
    bottom: millimetres(margins, 'w:bottom') ?? 25.4,
    left: millimetres(margins, 'w:left') ?? 25.4,
    right: millimetres(margins, 'w:right') ?? 25.4,
    ownFirst: child(node, 'w:titlePg') !== null,
    numerals: attribute(child(node, 'w:pgNumType'), 'w:fmt') ?? 'decimal',
  }
}
