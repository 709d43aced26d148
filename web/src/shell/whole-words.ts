/** A word, with what is read as one: 15/QĐ-UBND, 01/08/2025, 1.234,5. */
const word = /[\p{L}\p{N}\p{M}]+(?:(?:[/\-–]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/gu

/** A part of a text without the space at its ends, and grown to the whole of the words in which it begins and ends. */
export function wholeWords(text: string, from: number, to: number) {
  const chosen = text.slice(from, to)
  const start = from + (chosen.length - chosen.trimStart().length)
  const end = Math.max(start, to - (chosen.length - chosen.trimEnd().length))
  const within = { from: start, to: end }
  if (start === end) return { ...within, before: '', after: '' }
  for (const { index, 0: whole } of text.matchAll(word)) {
    if (index < start && start < index + whole.length) within.from = index
    if (index < end && end < index + whole.length) within.to = index + whole.length
  }
  return { ...within, before: text.slice(within.from, start), after: text.slice(end, within.to) }
}

/** What is selected on pages, as a range of whole words; what was added before and after. A page lays a word down in several pieces where its letters are set apart: those that touch are one. */
export function growToWords(range: Range, pages: HTMLElement[]): { range: Range; before: string; after: string } {
  const nodes = pages.flatMap(textsOf)
  const met = nodes.filter((node) => range.intersectsNode(node))
  const [first, last] = [met[0], met.at(-1)]
  if (!first || !last) return { range, before: '', after: '' }
  let text = ''
  const places = nodes.map((node, n) => {
    if (n > 0 && !touch(nodes[n - 1] as Text, node)) text += '\n'
    const at = text.length
    text += node.data
    return { node, at }
  })
  const placeOf = (node: Text, offset: number) => (places.find((one) => one.node === node)?.at ?? 0) + offset
  const grown = wholeWords(
    text,
    placeOf(first, first === range.startContainer ? range.startOffset : 0),
    placeOf(last, last === range.endContainer ? range.endOffset : last.length),
  )
  const wider = range.cloneRange()
  const begins = places.findLast((one) => one.at <= grown.from)
  const ends = places.findLast((one) => one.at < grown.to)
  if (begins) wider.setStart(begins.node, Math.min(begins.node.length, grown.from - begins.at))
  if (ends) wider.setEnd(ends.node, Math.min(ends.node.length, grown.to - ends.at))
  return { range: wider, before: grown.before, after: grown.after }
}

function textsOf(page: HTMLElement): Text[] {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  return texts
}

function touch(before: Text, after: Text): boolean {
  if (!/\S$/.test(before.data) || !/^\S/.test(after.data)) return false
  const [a, b] = [before, after].map((one) => one.parentElement?.getBoundingClientRect())
  if (!a || !b) return false
  return Math.abs(a.bottom - b.bottom) < a.height / 4 && Math.abs(b.left - a.right) < a.height / 8
}
