import { pdfEngine } from '../../platform/pdf-engine.ts'
import type { Rect } from '../../platform/seen-page.ts'
import { asSeen, type SeenText, seenText } from './seen-text.ts'

/** Places on pages as their readers see them. */
export interface SigningPlaces {
  pages: number
  /** Where the signer's signature stands: between title and name (Decree 30/2020, Appendix I, box 7c). */
  signature: { page: number; rect: Rect }
  /** Where the n-th initials stand: below what is written last on the left, beside each other. */
  initials: (n: number) => { page: number; rect: Rect }
  /** The upper right corner of page 1 (box 14, and attachments); beside what stands there already, on a copy of a copy. */
  corner: { page: number; rect: Rect }
}

/** The seal as it is in reality, with room for its data below it. */
const seal = { width: 102, height: 122 }

/** Finds the places of signatures by the signer's name: in the right half, from the last page backwards. */
export async function findSigningPlaces(pdf: Buffer, signerName: string | null): Promise<SigningPlaces> {
  const { getDocument } = await pdfEngine()
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  try {
    const document = await loading.promise
    const pages = document.numPages
    const first = asSeen(await document.getPage(1))
    const head = await seenText(await document.getPage(1))
    const wanted = letters(signerName ?? '')
    let found: { page: number; x: number; y: number; size: number } | null = null
    let left = { page: pages, y: 90 }
    for (let page = pages; page >= Math.max(1, pages - 2); page -= 1) {
      const given = await document.getPage(page)
      const { width, height } = asSeen(given)
      const lines = linesOf(await seenText(given))
      if (page === pages) {
        const low = lines.filter((line) => line.from < width / 2 && line.y > 75).map((line) => line.y)
        left = { page, y: low.length > 0 ? Math.min(...low) : height - 90 }
      }
      found ??=
        lines
          .filter((line) => wanted && line.to > width / 2 && line.text.includes(wanted))
          .map((line) => ({ page, x: line.middleOf(wanted), y: line.y, size: line.size }))
          .sort((a, b) => a.y - b.y)[0] ?? null
      if (found) break
    }
    const last = asSeen(await document.getPage(pages))
    const at = found ?? { page: pages, x: last.width * 0.72, y: 60, size: 13 }
    return {
      pages,
      signature: {
        page: at.page,
        rect: [at.x - 55, at.y + at.size + 2, at.x + 55, at.y + at.size + 54],
      },
      initials: (n) => {
        const start = 90 + n * 64
        const low = Math.max(28, left.y - 30)
        return { page: left.page, rect: [start, low, start + 60, low + 22] }
      },
      corner: { page: 1, rect: freeCorner(head, first.width, first.height) },
    }
  } finally {
    await loading.destroy()
  }
}

/** The first place from the right in the upper margin where nothing is written. */
function freeCorner(items: SeenText[], width: number, height: number): Rect {
  const right: Rect = [width - 200, height - 46, width - 20, height - 8]
  const left: Rect = [width - 390, height - 46, width - 210, height - 8]
  const written = ([from, low, to, high]: Rect) =>
    items.some(({ str, transform: [, , , , x = 0, y = 0], width: long }) =>
      Boolean(str?.trim() && x < to && x + long > from && y > low && y < high),
    )
  return written(right) && !written(left) ? left : right
}

/** The seal covers about a third of the signature, on its left (Appendix I, box 8). */
export function sealPlace({ page, rect: [left, low, right, high] }: SigningPlaces['signature']): {
  page: number
  rect: Rect
} {
  const edge = left + (right - left) / 3
  const middle = (low + high) / 2
  return { page, rect: [edge - seal.width, middle - seal.height / 2 - 10, edge, middle + seal.height / 2 - 10] }
}

const letters = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, '')

interface Line {
  y: number
  size: number
  from: number
  to: number
  text: string
  middleOf(wanted: string): number
}

function linesOf(items: SeenText[]): Line[] {
  const rows: SeenText[][] = []
  for (const item of items) {
    if (!item.str?.trim()) continue
    const row = rows.find((one) => Math.abs((one[0]?.transform[5] ?? 0) - (item.transform[5] ?? 0)) < 2)
    if (row) row.push(item)
    else rows.push([item])
  }
  return rows.map((row) => {
    row.sort((a, b) => (a.transform[4] ?? 0) - (b.transform[4] ?? 0))
    const x = (item: SeenText | undefined) => item?.transform[4] ?? 0
    const last = row.at(-1)
    return {
      y: row[0]?.transform[5] ?? 0,
      size: row[0]?.transform[3] || 13,
      from: x(row[0]),
      to: x(last) + (last?.width ?? 0),
      text: letters(row.map((item) => item.str).join('')),
      middleOf(wanted) {
        // The pieces that end in the words: the name may be several, and another column may stand on the same line.
        let tail: SeenText[] = []
        for (const item of [...row].reverse()) {
          tail = [item, ...tail]
          if (letters(tail.map((one) => one.str).join('')).includes(wanted)) break
        }
        return (x(tail[0]) + x(tail.at(-1)) + (tail.at(-1)?.width ?? 0)) / 2
      },
    }
  })
}
