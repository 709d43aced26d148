import type { Sheet } from './sheet.ts'

const letters = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Finds the paragraphs of a DOCX on the pages of the PDF that was made of it, by their letters in the order in which they stand; tells how many pages there are. */
export function locate(docx: Sheet, pdf: Sheet): void {
  docx.pages = pdf.pages
  if (!pdf.tells.has('text')) return
  let all = ''
  const starts: { at: number; n: number }[] = []
  for (const [n, block] of pdf.blocks.entries()) {
    starts.push({ at: all.length, n })
    all += letters(block.text)
  }
  let from = 0
  for (const block of docx.blocks) {
    const wanted = letters(block.label + block.text).slice(0, 200)
    if (wanted.length < 2 || block.part !== 'body') continue
    let at = all.indexOf(wanted, from)
    // Columns are drawn in another order than they are written; of a long text only what goes on is looked for.
    if (at < 0 && all.length < 200_000) at = all.indexOf(letters(block.text).slice(0, 60))
    if (at < 0) continue
    const found = starts.findLast((start) => start.at <= at)
    const place = found ? pdf.blocks[found.n] : undefined
    if (!place) continue
    block.page = place.page
    block.rects = place.rects
    from = at + Math.min(wanted.length, 20)
  }
}
