import type { PageText, Rect } from '@mocban/contract/documents-reading'

/** The arrival stamp is 35 × 50 mm (Decree 30/2020, Appendix IV); A4 is 210 × 297 mm. */
const stamp = { width: 50 / 210, height: 35 / 297 }
const margin = { x: 6 / 210, y: 5 / 297 }

/**
 * A place of page 1 for the arrival stamp on which nothing is written: under the symbol or the abstract of a letter, else under the date, else
 * wherever the paper is free; where it is free nowhere, where least is covered.
 */
export function findFreePlace(page: Pick<PageText, 'words'>): Rect {
  const wanted = { x: 0.14, y: 0.2 }
  let best: { place: Rect; cost: number } | undefined
  for (let y = margin.y; y + stamp.height < 1 - margin.y; y += 0.01) {
    for (let x = margin.x; x + stamp.width < 1 - margin.x; x += 0.02) {
      const place = { x, y, ...stamp }
      // The foot is the signer's; the upper half is where the registry looks for the stamp.
      const distance = Math.abs(y - wanted.y) * 2 + Math.abs(x - wanted.x) + (y > 0.5 ? 1 : 0)
      const cost = covered(page.words, place) * 1000 + distance
      if (!best || cost < best.cost) best = { place, cost }
    }
  }
  return best?.place ?? { ...wanted, ...stamp }
}

/** How much of the words lies under a place, with a little air around it. */
function covered(words: PageText['words'], place: Rect): number {
  const air = 0.006
  let sum = 0
  for (const { rect } of words) {
    const width = Math.min(place.x + place.width + air, rect.x + rect.width) - Math.max(place.x - air, rect.x)
    const height = Math.min(place.y + place.height + air, rect.y + rect.height) - Math.max(place.y - air, rect.y)
    if (width > 0 && height > 0) sum += width * height
  }
  return sum
}
