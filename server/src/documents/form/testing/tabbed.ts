import type { Line, Paper } from './paper.ts'

/** The same page without tables: its two columns stand in the same paragraphs, pushed apart by tabs or by spaces. */
export function withoutTables(paper: Paper, between: string): Paper {
  const { headLeft, headRight, footLeft, footRight, text } = paper
  return {
    ...paper,
    headLeft: [],
    headRight: [],
    footLeft: [],
    footRight: [],
    text: [...rows(headLeft, headRight, between), ...text, ...rows(footLeft, footRight, between)],
  }
}

function rows(left: Line[], right: Line[], between: string): Line[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at): Line => {
    const [a, b] = [left[at], right[at]]
    const ruled = (a?.ruled || b?.ruled) ?? false
    const row = { ...plainLine(a), align: 'left' as const, ruled }
    return b?.text ? { ...row, more: [{ ...plainLine(b), text: `${between}${b.text}` }] } : row
  })
}

/** Everything said, so that what follows in a row does not take it from what stands before. */
const plainLine = (line: Line | undefined): Line => ({
  text: line?.text ?? '',
  size: line?.size ?? 14,
  bold: line?.bold ?? false,
  italic: line?.italic ?? false,
})
