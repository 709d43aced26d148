import { diffArrays, diffWordsWithSpace } from 'diff'

export interface Piece {
  text: string
  change: 'same' | 'added' | 'removed'
}
/** One row of two texts side by side; a side is null where the paragraph stands only in the other. */
export interface ComparedRow {
  kind: 'same' | 'changed' | 'added' | 'removed'
  before: Piece[] | null
  after: Piece[] | null
}

/** What the search for the shortest change may cost in all, in steps; it grows with the square of what has changed. */
const mostSteps = 20_000_000

/**
 * Two texts side by side, paragraph by paragraph, with the changed words of a paragraph marked. Texts that have nearly nothing in common are told as removed and
 * added whole: looking for what they share would keep everybody waiting.
 */
export function compareTexts(before: string[], after: string[]): ComparedRow[] {
  const rows: ComparedRow[] = []
  const left = { steps: mostSteps }
  const changes = within(left, (most) => diffArrays(before, after, { maxEditLength: most })) ?? [
    { value: before, removed: true, added: false, count: before.length },
    { value: after, removed: false, added: true, count: after.length },
  ]
  for (let n = 0; n < changes.length; n++) {
    const change = changes[n]
    if (!change) continue
    if (!change.added && !change.removed) {
      for (const text of change.value) {
        const piece: Piece[] = [{ text, change: 'same' }]
        rows.push({ kind: 'same', before: piece, after: piece })
      }
      continue
    }
    // A run of removed paragraphs followed by a run of added ones is one passage written anew: pair them in order.
    const next = changes[n + 1]
    const paired = change.removed && next?.added
    const removed = change.removed ? change.value : []
    const added = paired ? next.value : change.added ? change.value : []
    for (let k = 0; k < Math.max(removed.length, added.length); k++) rows.push(pair(removed[k], added[k], left))
    if (paired) n++
  }
  return rows
}

/** Compares within what is left of the steps, and takes away what it cost. */
function within<T extends { added?: boolean; removed?: boolean; count?: number }>(
  left: { steps: number },
  compare: (most: number) => T[] | undefined,
): T[] | undefined {
  const most = Math.floor(Math.sqrt(left.steps))
  const changes = most > 0 ? compare(most) : undefined
  const changed = changes?.reduce((sum, one) => sum + (one.added || one.removed ? (one.count ?? 0) : 0), 0) ?? most
  left.steps = Math.max(0, left.steps - changed * changed)
  return changes
}

function pair(before: string | undefined, after: string | undefined, left: { steps: number }): ComparedRow {
  if (before === undefined) return { kind: 'added', before: null, after: [{ text: after ?? '', change: 'added' }] }
  if (after === undefined) return { kind: 'removed', before: [{ text: before, change: 'removed' }], after: null }
  const words = within(left, (most) => diffWordsWithSpace(before, after, { maxEditLength: most })) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  const pieces = (drop: 'added' | 'removed'): Piece[] =>
    words
      .filter((word) => !word[drop])
      .map((word) => ({ text: word.value, change: word.added ? 'added' : word.removed ? 'removed' : 'same' }))
  return { kind: 'changed', before: pieces('added'), after: pieces('removed') }
}
