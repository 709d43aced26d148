import { type FormFacts, isLetter } from './facts.ts'
import type { Parts } from './parts.ts'
import { headingKind } from './rules/headings.ts'
import type { Align, Block, Sheet } from './sheet.ts'

/** So far off, in mm, a line still stands in the middle. */
const near = 3.2

interface Line {
  block: Block
  left: number
  right: number
}
const middle = (one: Line) => (one.left + one.right) / 2

/**
 * How the components of a PDF are aligned. A PDF knows no columns: what stands in one is held against the lines above and below it, a title against the
 * middle of the text.
 */
export function alignParts(sheet: Sheet, parts: Parts, facts: FormFacts): void {
  const [section] = sheet.sections
  if (sheet.kind !== 'pdf' || !section || !sheet.tells.has('layout')) return
  const linesOf = (blocks: (Block | null)[]): Line[] =>
    blocks.flatMap((block) =>
      (block?.rects ?? []).map((rect) => ({
        block: block as Block,
        left: rect.x * section.width,
        right: (rect.x + rect.width) * section.width,
      })),
    )
  const ofLetter = isLetter(facts) ? parts.abstract : []
  alignColumn(linesOf([...parts.superior, ...parts.issuer, parts.symbol, ...ofLetter]))
  alignColumn(linesOf([parts.country, parts.motto, parts.date]))
  for (const one of parts.signatures) alignColumn(linesOf([...one.authority, one.signer]))
  const titles = [
    parts.type,
    ...(isLetter(facts) ? [] : parts.abstract),
    ...parts.decider,
    parts.verb,
    ...parts.appendices.map(([label]) => label ?? null),
    ...parts.body.filter((one) => headingKind(one) === 'part'),
  ]
  const { left, right, width } = section
  // Where no line reaches the right margin, the letters do not tell where it is; the decree does.
  const ends = [width - (right ?? 15), width - 20, width - 15].map((end) => ((left ?? 30) + end) / 2)
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const onSuch = titles.filter((one) => !sheet.lying?.has(one?.page ?? 0))
  setAlign(linesOf(onSuch), (line) => sideOf(middle(line), from, to))
}

const sideOf = (at: number, from: number, to: number): Align =>
  at < from - near ? 'left' : at > to + near ? 'right' : 'center'

/** Lines of a column are centred where most of them have their middle in one place; where more of them begin, or end, in one place, they are aligned there. */
function alignColumn(lines: Line[]): void {
  const agreeing = (place: (line: Line) => number, within: number) =>
    lines
      .map((one) => lines.filter((two) => Math.abs(place(one) - place(two)) <= within))
      .reduce((most, some) => (some.length > most.length ? some : most), [] as Line[])
  const centred = agreeing(middle, near)
  const left = agreeing((one) => one.left, 1)
  const right = agreeing((one) => one.right, 1)
  if (Math.max(centred.length, left.length, right.length) < 2) {
    for (const { block } of lines) block.align = null
    return
  }
  if (centred.length >= Math.max(left.length, right.length)) {
    const axis = centred.map(middle).sort((a, b) => a - b)[Math.floor(centred.length / 2)] ?? 0
    setAlign(lines, (line) => sideOf(middle(line), axis, axis))
    return
  }
  const side: Align = left.length >= right.length ? 'left' : 'right'
  const there = side === 'left' ? left : right
  setAlign(lines, (line) => (there.includes(line) ? side : null))
}

/** A component of several lines is centred when each of them is. */
function setAlign(lines: Line[], alignOf: (line: Line) => Align | null): void {
  const found = new Map<Block, Align | null>()
  for (const line of lines) {
    const align = alignOf(line)
    if (!found.has(line.block) || align !== 'center') found.set(line.block, align)
  }
  for (const [block, align] of found) block.align = align
}
