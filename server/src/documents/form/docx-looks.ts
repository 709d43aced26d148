import type { Align, Run } from './sheet.ts'
import { attribute, below, child, type Node } from './xml.ts'

/** How a paragraph and its letters look, from the document's defaults through the styles to what is set on the spot. */

export interface Look {
  font: string | null
  size: number | null
  bold: boolean | null
  italic: boolean | null
  caps: boolean | null
  colour: string | null
}
export interface ParagraphLook {
  align: Align | null
  first: number | null
  left: number | null
  right: number | null
  before: number | null
  after: number | null
  line: number | null
  numbering: string | null
  level: number
  ruled: boolean | null
}

const nothing: Look = { font: null, size: null, bold: null, italic: null, caps: null, colour: null }
const nowhere: ParagraphLook = {
  align: null,
  first: null,
  left: null,
  right: null,
  before: null,
  after: null,
  line: null,
  numbering: null,
  level: 0,
  ruled: null,
}

export interface Styles {
  of(id: string | null): { run: Look; paragraph: ParagraphLook }
  /** A character style alone. */
  letters(id: string | null): Look
  lookOf(rPr: Node | null): Look
  paragraphOf(pPr: Node | null): ParagraphLook
}

export const over = <T extends object>(under: T, upper: T): T =>
  Object.fromEntries(
    Object.entries(under).map(([key, value]) => [key, (upper as Record<string, unknown>)[key] ?? value]),
  ) as T

const number = (text: string | null): number | null => {
  const value = Number(text)
  return text === null || text === '' || !Number.isFinite(value) ? null : value
}
const mm = (twips: number | null): number | null => (twips === null ? null : Math.round((twips / 56.6929) * 100) / 100)
const points = (twips: number | null): number | null => (twips === null ? null : twips / 20)

function toggle(parent: Node, name: string): boolean | null {
  const node = child(parent, name)
  if (!node) return null
  return !['0', 'false', 'off', 'none'].includes(attribute(node, 'w:val') ?? '1')
}

function colourOf(rPr: Node): string | null {
  const value = attribute(child(rPr, 'w:color'), 'w:val')
  if (value === null) return null
  return value.toLowerCase() === 'auto' ? '000000' : value.toLowerCase()
}

const aligns: Record<string, Align> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'both',
  distribute: 'both',
}

function paragraphOf(pPr: Node | null): ParagraphLook {
  if (!pPr) return nowhere
  const spacing = child(pPr, 'w:spacing')
  const ind = child(pPr, 'w:ind')
  const hanging = number(attribute(ind, 'w:hanging'))
  const lines = number(attribute(spacing, 'w:line'))
  const exact = ['exact', 'atLeast'].includes(attribute(spacing, 'w:lineRule') ?? 'auto')
  const numbering = child(pPr, 'w:numPr')
  const border = child(pPr, 'w:pBdr')
  return {
    align: aligns[attribute(child(pPr, 'w:jc'), 'w:val') ?? ''] ?? null,
    first: hanging ? mm(-hanging) : mm(number(attribute(ind, 'w:firstLine'))),
    left: mm(number(attribute(ind, 'w:left') ?? attribute(ind, 'w:start'))),
    right: mm(number(attribute(ind, 'w:right') ?? attribute(ind, 'w:end'))),
    before: attribute(spacing, 'w:beforeAutospacing') === '1' ? 14 : points(number(attribute(spacing, 'w:before'))),
    after: attribute(spacing, 'w:afterAutospacing') === '1' ? 14 : points(number(attribute(spacing, 'w:after'))),
    // A height in points is told apart by its sign; who knows the size of the letters makes a multiple of it.
    line: lines === null ? null : exact ? -lines / 20 : lines / 240,
    numbering: attribute(child(numbering, 'w:numId'), 'w:val'),
    level: number(attribute(child(numbering, 'w:ilvl'), 'w:val')) ?? 0,
    ruled: border ? border.children.some((one) => !['nil', 'none'].includes(attribute(one, 'w:val') ?? 'nil')) : null,
  }
}

/** @param theme the faces of `+mn` and `+mj` in the document's theme */
export function readStyles(root: Node | null, theme: { major: string | null; minor: string | null }): Styles {
  const lookOf = (rPr: Node | null): Look => {
    if (!rPr) return nothing
    const fonts = child(rPr, 'w:rFonts')
    const themed = attribute(fonts, 'w:hAnsiTheme') ?? attribute(fonts, 'w:asciiTheme')
    const face = themed
      ? themed.startsWith('major')
        ? theme.major
        : theme.minor
      : (attribute(fonts, 'w:hAnsi') ?? attribute(fonts, 'w:ascii'))
    const size = number(attribute(child(rPr, 'w:sz'), 'w:val'))
    return {
      font: face,
      size: size === null ? null : size / 2,
      bold: toggle(rPr, 'w:b'),
      italic: toggle(rPr, 'w:i'),
      caps: toggle(rPr, 'w:caps'),
      colour: colourOf(rPr),
    }
  }
  const nodes = new Map<string, Node>()
  let normal: string | null = null
  for (const style of root ? below(root, 'w:style') : []) {
    const id = attribute(style, 'w:styleId')
    if (id) nodes.set(id, style)
    if (attribute(style, 'w:default') === '1' && attribute(style, 'w:type') === 'paragraph') normal = id
  }
  const defaults = root ? below(root, 'w:docDefaults')[0] : undefined
  const ground = {
    run: over(
      { ...nothing, font: 'Times New Roman', size: 10, bold: false, italic: false, caps: false, colour: '000000' },
      lookOf(child(child(defaults, 'w:rPrDefault'), 'w:rPr')),
    ),
    paragraph: over(
      { ...nowhere, align: 'left' as Align, first: 0, left: 0, right: 0, before: 0, after: 0, line: 1, ruled: false },
      paragraphOf(child(child(defaults, 'w:pPrDefault'), 'w:pPr')),
    ),
  }
  const kept = new Map<string, { run: Look; paragraph: ParagraphLook }>()
  const chain = (id: string | null, depth: number): { run: Look; paragraph: ParagraphLook } => {
    const node = id === null ? undefined : nodes.get(id)
    if (!node || id === null || depth > 30) return ground
    const known = kept.get(id)
    if (known) return known
    const under = chain(attribute(child(node, 'w:basedOn'), 'w:val'), depth + 1)
    const found = {
      run: over(under.run, lookOf(child(node, 'w:rPr'))),
      paragraph: over(under.paragraph, paragraphOf(child(node, 'w:pPr'))),
    }
    kept.set(id, found)
    return found
  }
  const letters = (id: string | null, depth = 0): Look => {
    const node = id === null ? undefined : nodes.get(id)
    if (!node || depth > 30) return nothing
    return over(letters(attribute(child(node, 'w:basedOn'), 'w:val'), depth + 1), lookOf(child(node, 'w:rPr')))
  }
  return { of: (id) => chain(id ?? normal, 0), letters, lookOf, paragraphOf }
}

/** The look of a run as rules see it. */
export const asRun = (text: string, look: Look): Run => ({
  text: look.caps ? text.toUpperCase() : text,
  font: look.font,
  size: look.size,
  bold: look.bold,
  italic: look.italic,
  colour: look.colour,
})
