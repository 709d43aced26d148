import { isCountry, isMotto } from './parts.ts'
import type { BlockSource, RunSource } from './read-docx.ts'
import { type Block, inCapitals, isRuleText, plain, type Run } from './sheet.ts'

/** Heads and feet whose two columns are laid out by tabs or rows of spaces, not by a table: a row of them is two components, and is read as two. */

/** Where a row is cut in two, or the column that all of it stands in. */
type Cut = { from: number; to: number } | 'left' | 'right'
interface Read {
  blocks: Block[]
  sources: BlockSource[]
}

export function splitColumns({ blocks, sources }: Read): Read {
  const head = headCuts(blocks)
  const cuts = new Map([...head, ...footCuts(blocks, Math.max(-1, ...head.keys()))])
  if (cuts.size === 0) return { blocks, sources }
  const all = blocks.flatMap((block, at) => {
    const source = sources[at]
    return source ? parted(block, source, cuts.get(at)) : []
  })
  return {
    blocks: all.map(({ block }, n) => Object.assign(block, { n })),
    sources: all.map((one) => one.source),
  }
}

function parted(block: Block, source: BlockSource, cut: Cut | undefined): { block: Block; source: BlockSource }[] {
  if (cut === undefined) return [{ block, source }]
  if (typeof cut === 'string') {
    // Where tabs or spaces push it, its paragraph's alignment is not that of its words.
    const align = cut === 'right' && !pushedRight(block.raw) ? block.align : null
    return [{ block: Object.assign(block, { side: cut, align }), source }]
  }
  return [piece(block, source, 'left', 0, cut.from), piece(block, source, 'right', cut.to, block.raw.length)]
}

/** A half of a row: its letters, in runs of its own as far as a run does not hold letters of both. */
function piece(block: Block, source: BlockSource, side: 'left' | 'right', from: number, to: number) {
  const runs: Run[] = []
  const sources: RunSource[] = []
  let shared = false
  let at = 0
  for (const [n, run] of block.runs.entries()) {
    const [begin, end] = [at, at + run.text.length]
    at = end
    const own = source.runs[n]
    const text = run.text.slice(Math.max(0, from - begin), Math.max(0, to - begin))
    if (!own || text === '') continue
    shared ||= text.trim() !== '' && run.text.trim() !== text.trim()
    runs.push({ ...run, text })
    sources.push({
      ...own,
      texts: own.texts.flatMap((one) =>
        one.from >= from && one.to <= to ? [{ ...one, from: one.from - from, to: one.to - from }] : [],
      ),
    })
  }
  const raw = block.raw.slice(from, to)
  const half: Block = {
    ...block,
    raw,
    text: plain(runs.map((run) => run.text).join('')),
    label: '',
    runs,
    // What is said of the paragraph is said of the row, not of what stands at a tab in it.
    align: null,
    room: null,
    drawn: block.drawn && { ...block.drawn, off: null },
    side,
    half: shared ? 'of-one-run' : 'own-runs',
    rects: [],
  }
  return { block: half, source: { ...source, runs: sources } }
}

interface Gap {
  from: number
  to: number
  tab: boolean
}

/** Tabs and rows of spaces with something before and behind them. */
const gapsIn = (raw: string): Gap[] =>
  [...raw.matchAll(/[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{3,}/gu)].flatMap((match) => {
    const [from, to] = [match.index, match.index + match[0].length]
    const behind = raw.slice(0, from).trim()
    if (behind === '' || raw.slice(to).trim() === '') return []
    // At the beginning of a line broken by hand it pushes that line to where the one above stands.
    if (raw[from - 1] === '\n') return []
    // The room for a number, and what hangs on a dash or a number, part nothing.
    if (/(^|\s)(số\s*:?|[-–+•]|\d{1,3}[.)])$/iu.test(behind)) return []
    return [{ from, to, tab: match[0].includes('\t') }]
  })

const pushedRight = (raw: string): boolean => /^[ \u00a0]*\t|^[ \u00a0]{10,}/u.test(raw) && raw.trim() !== ''

const isRightHead = (text: string): boolean =>
  isCountry(text) || isMotto(text) || /^\p{L}[\p{L} .-]{0,40},?\s*ng[àa]y[^/]*th[áa]ng[^/]*n[ăa]m/iu.test(text.trim())

const mostOfHead = 14

/** The rows of the head, from the one with the national name to the last that holds something of it. */
function headCuts(blocks: Block[]): Map<number, Cut> {
  const cuts = new Map<number, Cut>()
  const open = (one: Block | undefined) => one !== undefined && one.table === null && one.part === 'body'
  const first = blocks
    .slice(0, 20)
    .findIndex((one) => open(one) && gapsIn(one.raw).some((gap) => isCountry(one.raw.slice(gap.to))))
  if (first < 0) return cuts
  let last = first
  for (let at = first; at < Math.min(blocks.length, first + mostOfHead); at++) {
    const one = blocks[at]
    if (!one || !open(one) || /^(kính gửi|căn cứ|điều 1\b)/iu.test(one.text)) break
    const rights = [one.raw, ...gapsIn(one.raw).map((gap) => one.raw.slice(gap.to))]
    if (rights.some(isRightHead) || /^\s*(s[ốo]\s*:|v\s*\/\s*v\b)/iu.test(one.raw)) last = at
  }
  for (let at = 0; at <= last; at++) {
    const one = blocks[at]
    if (one && open(one)) cuts.set(at, cutOfHead(one))
  }
  return cuts
}

function cutOfHead(block: Block): Cut {
  const { raw } = block
  // A line that is drawn from an empty paragraph stands below both columns, for all that is known.
  if (raw.trim() === '' && block.ruled) return { from: 0, to: 0 }
  const gaps = gapsIn(raw)
  const gap =
    gaps.find((one) => isRightHead(raw.slice(one.to))) ??
    (isRuleText(raw.replaceAll('\t', ' ')) ? gaps[0] : gaps.find((one) => one.tab))
  if (gap) return { from: gap.from, to: gap.to }
  const text = raw.trim()
  if (pushedRight(raw)) return /^(s[ốo]\s*:|v\s*\/\s*v\b)/iu.test(text) ? 'left' : 'right'
  return isRightHead(text) ? 'right' : 'left'
}

const mostOfFoot = 40
/** From here on, in mm, an indent stands for the right column. */
const rightIndent = 60

/** The rows of the foot: recipients and signature, or two signatures, beside each other. */
function footCuts(blocks: Block[], after: number): Map<number, Cut> {
  const cuts = new Map<number, Cut>()
  const open = (one: Block) => one.table === null && one.part === 'body' && one.n > after
  const label = blocks.findIndex((one) => open(one) && /^\s*n[ơo]i\s+nh[ậa]n\s*:?\s*(\t| {3}|$)/iu.test(one.raw))
  const pair = blocks.findIndex((one) => open(one) && one.n > label - 25 && isPairOfTitles(one.raw))
  const starts = [label, pair].filter((one) => one >= 0)
  if (starts.length === 0) return cuts
  let first = Math.min(...starts)
  for (let above = first - 1; above > first - 12 && isOnRight(blocks[above], open); above--)
    if (blocks[above]?.text !== '') first = above
  const rows = blocks.slice(first, first + mostOfFoot)
  const end = rows.findIndex((one) => !open(one) || /^ph[ụu]\s*l[ụu]c\b/iu.test(one.text))
  const foot = end < 0 ? rows : rows.slice(0, end)
  for (const one of foot) {
    const cut = cutOfFoot(one)
    if (cut) cuts.set(one.n, cut)
  }
  // Without anything on the right it is no foot of two columns: recipients below the signature, or alone.
  return [...cuts.values()].some((cut) => cut !== 'left') ? cuts : new Map()
}

const isPairOfTitles = (raw: string): boolean => {
  const [gap, more] = gapsIn(raw)
  if (!gap || more || /\d/u.test(raw)) return false
  return [raw.slice(0, gap.from), raw.slice(gap.to)].every((one) => inCapitals(one.trim()) && one.trim().length > 4)
}

/** A title or name that stands on the right by itself, or a gap between them. */
const isOnRight = (one: Block | undefined, open: (one: Block) => boolean): boolean =>
  one !== undefined &&
  open(one) &&
  (one.text === '' || (one.text.length < 60 && (pushedRight(one.raw) || indentedRight(one))))

const indentedRight = (block: Block): boolean =>
  block.align === 'right' || (block.left ?? 0) + Math.max(0, block.first ?? 0) >= rightIndent

function cutOfFoot(block: Block): Cut | null {
  const { raw } = block
  if (raw.trim() === '') return null
  const gaps = gapsIn(raw)
  const gap = gaps.find((one) => one.tab) ?? gaps.sort((a, b) => b.to - b.from - (a.to - a.from))[0]
  if (gap) return { from: gap.from, to: gap.to }
  return pushedRight(raw) || indentedRight(block) ? 'right' : 'left'
}
