import type { Fix } from '../fix.ts'
import { type Block, inked, type Section } from '../sheet.ts'
import { type Found, type Page, type Rule, type Rules, runsWhere } from './rule.ts'

/** Paper, margins, faces and page numbers (Appendix I, part I). */

type Side = 'top' | 'bottom' | 'left' | 'right'
const near = (a: number, b: number, by: number) => Math.abs(a - b) <= by

const margin = (side: Side, from: number, to: number): Rule => ({
  needs: ['margins'],
  find: ({ sheet }) =>
    sheet.sections.flatMap((section, at): Found[] => {
      const value = section[side]
      // Half a millimetre is lost where twips, inches and millimetres are turned into each other; of a PDF the letters are measured, which stand inside the
      // margin, and may be well inside of it.
      const within = sheet.kind === 'pdf' ? 1.5 : 0.5
      if (value === null || section.landscape || value >= from - within) {
        if (value === null || section.landscape || sheet.kind === 'pdf' || value <= to + within) return []
      }
      const fix: Fix = { kind: 'page', section: at, set: { [side]: value < from ? from : to } }
      return [{ block: firstOf(sheet.blocks), there: `${value} mm`, wanted: `${from}–${to} mm`, fixes: [fix] }]
    }),
})

const firstOf = (blocks: Block[]): Block | null => blocks.find((one) => one.part === 'body' && one.text !== '') ?? null

const upright = (section: Section) =>
  [Math.min(section.width, section.height), Math.max(section.width, section.height)] as const

/** Faces that are drawn to the measures of Times New Roman: what LibreOffice and Typst set in its place. */
const faces =
  /^(Times New Roman|TimesNewRoman\w*|Times|Times-Roman|Liberation ?Serif|Tinos|NimbusRoman\w*|FreeSerif|TeXGyreTermes\w*)\b/iu
const oldFaces = /^(\.Vn|VNI[- ]|Vn[A-Z]|\.VN)/u

/** All paragraphs whose letters are wrong in one way: one finding, not one for each. */
function lettersWhere(
  page: Page,
  wrong: (font: string | null, colour: string | null) => string | null,
): { blocks: Block[]; there: string[]; fixes: (set: Record<string, unknown>) => Fix[] } {
  const there = new Set<string>()
  const found: { block: Block; runs: number[] }[] = []
  for (const block of page.sheet.blocks) {
    const runs = runsWhere(block, (run) => {
      const word = wrong(run.font, run.colour)
      if (word) there.add(word)
      return word !== null
    })
    if (runs.length > 0) found.push({ block, runs: runs.map((one) => one.at) })
  }
  return {
    blocks: found.map((one) => one.block),
    there: [...there],
    fixes: (set) => found.map(({ block, runs }) => ({ kind: 'letters', block: block.n, runs, set }) as Fix),
  }
}

const darkness = (colour: string): boolean => /^0{0,6}$/u.test(colour) || /^(0[0-9a-f]|1[0-9a-f]){3}$/u.test(colour)

export const paperRules: Rules = {
  'paper.size': {
    needs: ['margins'],
    find: ({ sheet }) =>
      sheet.sections.flatMap((section, at): Found[] => {
        const [width, height] = upright(section)
        if (near(width, 210, 1.5) && near(height, 297, 1.5)) return []
        const set = section.landscape ? { width: 297, height: 210 } : { width: 210, height: 297 }
        return [
          {
            block: firstOf(sheet.blocks),
            there: `${section.width} × ${section.height} mm`,
            wanted: '210 × 297 mm',
            fixes: [{ kind: 'page', section: at, set }],
          },
        ]
      }),
  },
  'paper.orientation': {
    needs: ['margins'],
    find: ({ sheet }) => {
      const [first] = sheet.sections
      // Later pages may lie on their side for a wide table; the first never does.
      if (!first || first.width <= first.height) return []
      return [{ block: firstOf(sheet.blocks), there: '{landscape}', wanted: '{portrait}' }]
    },
  },
  'paper.margin-top': margin('top', 20, 25),
  'paper.margin-bottom': margin('bottom', 20, 25),
  'paper.margin-left': margin('left', 30, 35),
  'paper.margin-right': margin('right', 15, 20),
  'font.family': {
    needs: ['type'],
    find: (page) => {
      const { blocks, there, fixes } = lettersWhere(page, (font) =>
        font && !faces.test(font) && !oldFaces.test(font) ? font : null,
      )
      const set = { font: 'Times New Roman' }
      return blocks.length === 0
        ? []
        : [
            {
              block: blocks[0] ?? null,
              there: there.slice(0, 3).join(', '),
              wanted: 'Times New Roman',
              fixes: fixes(set),
            },
          ]
    },
  },
  'font.colour': {
    needs: ['type', 'ink'],
    find: (page) => {
      const { blocks, there, fixes } = lettersWhere(page, (_, colour) => (colour && !darkness(colour) ? colour : null))
      return blocks.length === 0
        ? []
        : [{ block: blocks[0] ?? null, there: `#${there[0]}`, wanted: '#000000', fixes: fixes({ colour: '000000' }) }]
    },
  },
  'font.unicode': {
    needs: ['type'],
    find: (page) => {
      // Its letters are other letters: who changes the face alone changes the words.
      const { blocks, there } = lettersWhere(page, (font) => (font && oldFaces.test(font) ? font : null))
      return blocks.length === 0
        ? []
        : [{ block: blocks[0] ?? null, there: there.join(', '), wanted: 'Times New Roman, Unicode' }]
    },
  },
  'font.composed': {
    // A reader of PDF composes by itself.
    needs: ['text', 'ink'],
    find: ({ sheet }) => {
      const apart = sheet.blocks.filter((one) => one.raw !== one.raw.normalize('NFC'))
      const [first] = apart
      if (!first) return []
      const fixes = apart.map((one): Fix => ({ kind: 'each', block: one.n, how: 'composed' }))
      return [{ block: first, there: '{decomposed}', wanted: 'Unicode NFC', fixes }]
    },
  },
  'page-number.present': {
    needs: ['page-number'],
    find: ({ sheet, parts }) => {
      // Each appendix is counted by itself, and shows no number on its first page either.
      const firsts = new Set([1, ...parts.appendices.map(([label]) => label?.page ?? 1)])
      return (sheet.pages ?? 1) > firsts.size && !sheet.pageNumber
        ? [{ block: null, there: '{none}', wanted: '2, 3, …' }]
        : []
    },
  },
  'page-number.place': {
    needs: ['page-number'],
    find: ({ sheet: { pageNumber: block } }) => {
      if (!block || (block.part === 'header' && block.align === 'center')) return []
      // What stands at the foot is moved by hand; what stands in the head is centred.
      const fixes: Fix[] =
        block.part === 'header' ? [{ kind: 'paragraph', block: block.n, set: { align: 'center', first: 0 } }] : []
      return [{ block, there: block.part === 'header' ? `{${block.align}}` : '{footer}', wanted: '{header}', fixes }]
    },
  },
  'page-number.size': {
    needs: ['page-number', 'type'],
    find: ({ sheet: { pageNumber: block } }) => {
      const size = block?.runs.find((run) => run.size !== null)?.size
      if (!block || size == null || (size >= 12.7 && size <= 14.3)) return []
      const runs = block.runs.map((_, at) => at)
      return [
        {
          block,
          there: `${size}`,
          wanted: '13–14',
          fixes: [{ kind: 'letters', block: block.n, runs, set: { size: size < 13 ? 13 : 14 } }],
        },
      ]
    },
  },
  'page-number.first': {
    needs: ['page-number'],
    find: ({ sheet }) => {
      if (!sheet.pageNumber || !sheet.numberOnFirst) return []
      const ownHead = sheet.sections[0]?.ownFirst ?? true
      return [
        {
          block: sheet.pageNumber,
          there: '{shown}',
          wanted: '{hidden}',
          fixes: ownHead ? [] : [{ kind: 'own-first', section: 0 }],
        },
      ]
    },
  },
  'page-number.arabic': {
    needs: ['page-number', 'layout'],
    find: ({ sheet }) => {
      const numerals = sheet.pageNumber ? (sheet.sections[0]?.numerals ?? 'decimal') : 'decimal'
      if (numerals === 'decimal') return []
      return [
        { block: sheet.pageNumber, there: numerals, wanted: '1, 2, 3', fixes: [{ kind: 'numerals', section: 0 }] },
      ]
    },
  },
}

/** A file without letters to look at. */
export const readableRule: Rules = {
  'page.readable': {
    needs: [],
    find: ({ sheet }) =>
      sheet.tells.has('text') && sheet.blocks.some((one) => inked(one).length > 0)
        ? []
        : [{ block: null, there: '{scan}', wanted: '{text}' }],
  },
}
