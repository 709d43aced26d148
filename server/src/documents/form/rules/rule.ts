import type { FormRuleId } from '@mocban/contract/form-rules'
import type { FormFacts } from '../facts.ts'
import type { Fix } from '../fix.ts'
import { lineWidths } from '../line-widths.ts'
import type { Parts } from '../parts.ts'
import { type Align, type Block, inCapitals, isEmpty, type Run, type Sheet, type Telling } from '../sheet.ts'

/** What a rule is given: the page, its components, and what is known of the draft. */
export interface Page {
  sheet: Sheet
  parts: Parts
  facts: FormFacts
}

export interface Found {
  block: Block | null
  /** The words it is about, where they are not the whole block. */
  quote?: string
  there: string
  wanted: string
  /** Changes of the DOCX that mend it without a person looking; none where somebody must. */
  fixes?: Fix[]
}

/** A rule is a small function over the page. It is not asked where the file does not tell what it needs. */
export interface Rule {
  needs: Telling[]
  find: (page: Page) => Found[]
}
export type Rules = Partial<Record<FormRuleId, Rule>>

export const textRule = (find: Rule['find']): Rule => ({ needs: ['text'], find })

type Pick = (page: Page) => (Block | null)[]
const blocksOf = (pick: Pick, page: Page): Block[] =>
  pick(page).filter((one): one is Block => one !== null && !isEmpty(one))

/** Something must be there at all. */
export const present = (pick: Pick, wanted: string): Rule =>
  textRule((page) => (blocksOf(pick, page).length > 0 ? [] : [{ block: null, there: '{none}', wanted }]))

const sizes = (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`)
const off = (size: number | null, from: number, to: number) => size !== null && (size < from - 0.3 || size > to + 0.3)

/** Letters between two sizes; set to the nearer one. */
export const sized = (pick: Pick, from: number, to: number): Rule => ({
  needs: ['text', 'type'],
  find: (page) =>
    blocksOf(pick, page).flatMap((block) => {
      const wrong = runsWhere(block, (run) => off(run.size, from, to))
      const first = wrong[0]
      if (!first) return []
      const size = (first.run.size ?? from) < from ? from : to
      return [
        {
          block,
          quote: first.run.text.trim(),
          there: `${first.run.size}`,
          wanted: sizes(from, to),
          fixes: [{ kind: 'letters', block: block.n, runs: wrong.map((one) => one.at), set: { size } }],
        },
      ]
    }),
})

export interface Style {
  bold?: boolean
  italic?: boolean
}
const styleWords = (style: { bold?: boolean | null; italic?: boolean | null }, wanted: Style): string =>
  [
    ...(wanted.italic === undefined ? [] : [style.italic ? '{italic}' : '{upright}']),
    ...(wanted.bold === undefined ? [] : [style.bold ? '{bold}' : '{regular}']),
  ].join(', ')

/** Upright or italic, bold or not. */
export const styled = (pick: Pick, style: Style): Rule => ({
  needs: ['text', 'type'],
  find: (page) =>
    blocksOf(pick, page).flatMap((block) => {
      const wrong = runsWhere(
        block,
        (run) =>
          (style.bold !== undefined && run.bold !== null && run.bold !== style.bold) ||
          (style.italic !== undefined && run.italic !== null && run.italic !== style.italic),
      )
      const first = wrong[0]
      if (!first) return []
      return [
        {
          block,
          quote: first.run.text.trim(),
          there: styleWords(first.run, style),
          wanted: styleWords(style, style),
          fixes: [{ kind: 'letters', block: block.n, runs: wrong.map((one) => one.at), set: { ...style } }],
        },
      ]
    }),
})

export const aligned = (pick: Pick, align: Align): Rule => ({
  needs: ['text', 'layout'],
  find: (page) =>
    blocksOf(pick, page).flatMap((block) =>
      block.align === null || block.align === align
        ? []
        : [
            {
              block,
              there: `{${block.align}}`,
              wanted: `{${align}}`,
              fixes: [{ kind: 'paragraph', block: block.n, set: align === 'center' ? { align, first: 0 } : { align } }],
            },
          ],
    ),
})

/** All in capitals. */
export const capitals = (pick: Pick): Rule =>
  textRule((page) =>
    blocksOf(pick, page).flatMap((block) =>
      inCapitals(block.text) || !/\p{L}/u.test(block.text)
        ? []
        : [
            {
              block,
              there: block.text,
              wanted: block.text.toUpperCase(),
              fixes: [{ kind: 'each', block: block.n, how: 'capitals' }],
            },
          ],
    ),
  )

/** One finding for all that a rule finds, with every fix: a thing that is wrong throughout is told once. */
export const once = (rule: Rule): Rule => ({
  needs: rule.needs,
  find: (page) => {
    const [first, ...rest] = rule.find(page)
    if (!first) return []
    return [{ ...first, fixes: [first, ...rest].flatMap((one) => one.fixes ?? []) }]
  },
})

/** The line drawn below a component, as far as the file tells of it. */
interface Line {
  length: number | null
  /** How far its middle is from that of the words. */
  off: number | null
  /** Whose border it is, where it is a paragraph by itself that can be made longer or shorter. */
  border: Block | null
}

/** As a border, a drawing, or a row of dashes, in the next paragraphs of the same place; below words of several lines it may stand under any of them. */
function lineBelow(page: Page, own: Block[]): Line | null {
  const last = own.at(-1)
  if (!last) return null
  const told = [...own].reverse().find((one) => one.rule)?.rule
  if (told) return { length: told.length, off: last.align === 'center' ? told.off : null, border: null }
  const next = page.sheet.blocks
    .filter((one) => one.n >= last.n && one.n <= last.n + 8 && one.side === last.side && one.table === last.table)
    .slice(0, 4)
  const line = [...own, ...next].find((one) => one.ruled || (one !== last && one.text !== '' && isEmpty(one)))
  if (!line) return null
  const { drawn } = line
  if (line.rule) return { length: null, off: null, border: null }
  if (!drawn) return { length: lineWidths(page.sheet, line)[0] ?? null, off: null, border: null }
  return {
    ...drawn,
    off: last.align === 'center' ? drawn.off : null,
    border: drawn.border && line.text === '' ? line : null,
  }
}

const tenth = (mm: number) => Math.round(mm * 10) / 10

/** As long as is wanted, in the middle of what it stands in. */
function resized({ border }: Line, length: number): Fix[] {
  if (!border?.room || border.room <= length) return []
  const side = (border.room - length) / 2
  return [{ kind: 'paragraph', block: border.n, set: { first: 0, left: side, right: side } }]
}

/** A line stands below, in the middle. `whole`: as long as the words above it. */
export const ruledBelow = (pick: Pick, whole = false): Rule => ({
  needs: ['text', 'lines'],
  find: (page) => {
    const own = blocksOf(pick, page)
    const last = own.at(-1)
    if (!last) return []
    const line = lineBelow(page, own)
    if (!line) return [{ block: last, there: '{none}', wanted: '{line}' }]
    const words = Math.max(0, ...lineWidths(page.sheet, last))
    if (line.off !== null && Math.abs(line.off) > Math.max(5, words * 0.12))
      return [
        {
          block: last,
          there: line.off < 0 ? '{left}' : '{right}',
          wanted: '{line}, {center}',
          fixes: line.length ? resized(line, line.length) : [],
        },
      ]
    if (!whole || !line.length || !words || (line.length > words * 0.8 && line.length < words * 1.25)) return []
    const wanted = `{line}, ${tenth(words)} mm`
    return [{ block: last, there: `${tenth(line.length)} mm`, wanted, fixes: resized(line, words) }]
  },
})

/** The line below is a third to a half of the words above it. */
export const ruledInPart = (pick: Pick): Rule => ({
  needs: ['text', 'lines'],
  find: (page) => {
    const own = blocksOf(pick, page)
    const line = lineBelow(page, own)
    const widths = own.flatMap((one) => lineWidths(page.sheet, one))
    if (!line?.length || widths.length === 0) return []
    const { length } = line
    // Of several lines it may go by any; a tenth more or less is not seen.
    if (widths.some((words) => length >= (words / 3) * 0.9 && length <= (words / 2) * 1.1)) return []
    const longest = Math.max(...widths)
    const wanted = `{line}, ${tenth(longest / 3)}–${tenth(longest / 2)} mm`
    return [
      {
        block: own.at(-1) ?? null,
        there: `${tenth(length)} mm`,
        wanted,
        fixes: resized(line, longest * 0.42),
      },
    ]
  },
})

export const runsWhere = (block: Block, wrong: (run: Run) => boolean): { run: Run; at: number }[] =>
  block.runs.flatMap((run, at) => (run.text.trim() !== '' && wrong(run) ? [{ run, at }] : []))

/** The whole text of a block written anew; nothing where it stays. */
export const rewrite = (block: Block, change: (raw: string) => string): Fix => ({
  kind: 'text',
  block: block.n,
  from: 0,
  to: block.raw.length,
  text: change(block.raw),
})

/** Nobody writes a longer paragraph; one that was made to keep a pattern busy is left alone. */
const longestBlock = 20_000

/** Every place in a block where a pattern holds and its replacement is another text. */
export function replaced(block: Block, pattern: RegExp, replace: (match: RegExpExecArray) => string | null): Found[] {
  const found: Found[] = []
  if (block.raw.length > longestBlock) return found
  for (const match of block.raw.matchAll(everywhere(pattern))) {
    const wanted = replace(match as RegExpExecArray)
    if (wanted === null || wanted === match[0]) continue
    const { from, to, text } = smallest(match[0], wanted)
    // Where it is about spaces alone, or something is taken away, the words around it say what is meant.
    const alone = wanted.trim() !== '' && match[0].trim() !== '' && match[0].trim() !== wanted.trim()
    const whole = block.raw.slice(0, match.index) + wanted + block.raw.slice(match.index + match[0].length)
    found.push({
      block,
      quote: alone ? match[0].trim() : block.text,
      there: alone ? match[0].trim() : block.raw.trim(),
      wanted: alone ? wanted.trim() : whole.trim(),
      fixes: [{ kind: 'text', block: block.n, from: match.index + from, to: match.index + to, text }],
    })
  }
  return found
}

const patterns = new Map<string, RegExp>()
function everywhere(pattern: RegExp): RegExp {
  const key = `${pattern.flags} ${pattern.source}`
  const known = patterns.get(key)
  if (known) return known
  const made = new RegExp(pattern, `${pattern.flags.replace('g', '')}g`)
  patterns.set(key, made)
  return made
}

/** The least change that makes one text of another, so that the look of the letters around it stays. */
function smallest(before: string, after: string): { from: number; to: number; text: string } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let same = 0
  while (
    same < before.length - from &&
    same < after.length - from &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  )
    same++
  return { from, to: before.length - same, text: after.slice(from, after.length - same) }
}
