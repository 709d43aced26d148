import { applyFixes } from './apply-fixes.ts'
import type { Fix } from './fix.ts'
import { lineWidths } from './line-widths.ts'
import { isMotto } from './parts.ts'
import { readDocx } from './read-docx.ts'
import type { Block, Sheet } from './sheet.ts'

/**
 * Makes the lines of a page that was just filled in as long as the words that came above them want it (Decree 30/2020, Appendix I, II.2 and II.5: a third to a
 * half). A template cannot know how long a name or an abstract will be.
 */
export function fitLines(docx: Buffer): Buffer {
  const sheet = readDocx(docx)
  const fixes = sheet.blocks.flatMap((line): Fix[] => {
    const { drawn, room } = line
    if (line.part !== 'body' || line.text !== '' || !drawn?.border || !drawn.length || !room) return []
    const words = wordsAbove(sheet, line)
    const widths = words.flatMap((one) => lineWidths(sheet, one))
    if (widths.length === 0 || words.some((one) => isMotto(one.text))) return []
    const longest = Math.max(...widths)
    if (drawn.length >= longest / 3 && drawn.length <= longest / 2) return []
    const side = (room - longest * 0.42) / 2
    return [{ kind: 'paragraph', block: line.n, set: { left: side, right: side } }]
  })
  return fixes.length > 0 ? applyFixes(sheet, fixes) : docx
}

/** The words directly above, in one look: a name in two lines is two paragraphs in a column; above an abstract stands the type. */
function wordsAbove(sheet: Sheet, line: Block): Block[] {
  const found: Block[] = []
  for (let n = line.n - 1; n >= 0; n--) {
    const one = sheet.blocks[n]
    const below = found[0]
    if (!one || one.text === '' || one.side !== line.side || one.table !== line.table) break
    if (below && (line.side === 'full' || one.runs[0]?.bold !== below.runs[0]?.bold)) break
    found.unshift(one)
  }
  return found
}
