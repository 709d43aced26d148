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

/** Two texts side by side, paragraph by paragraph, with the changed words of a paragraph marked. */
export function compareTexts(before: string[], after: string[]): ComparedRow[] {
  const rows: ComparedRow[] = []
  const changes = diffArrays(before, after)
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
    for (let k = 0; k < Math.max(removed.length, added.length); k++) rows.push(pair(removed[k], added[k]))
    if (paired) n++
  }
  return rows
}

function pair(before: string | undefined, after: string | undefined): ComparedRow {
  if (before === undefined) return { kind: 'added', before: null, after: [{ text: after ?? '', change: 'added' }] }
  if (after === undefined) return { kind: 'removed', before: [{ text: before, change: 'removed' }], after: null }
  const words = diffWordsWithSpace(before, after)
  const pieces = (drop: 'added' | 'removed'): Piece[] =>
    words
      .filter((word) => !word[drop])
      .map((word) => ({ text: word.value, change: word.added ? 'added' : word.removed ? 'removed' : 'same' }))
  return { kind: 'changed', before: pieces('added'), after: pieces('removed') }
}
