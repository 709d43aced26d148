import type { Highlight, Selected } from './pdf-viewer.tsx'

/** A place in a document as a part of an address: the page, then the rectangles in thousandths of it. */
export function addressOfPlace({ page, rects }: Pick<Selected, 'page' | 'rects'>): string {
  const thousandths = rects
    .slice(0, 60)
    .map(({ x, y, width, height }) => [x, y, width, height].map((one) => Math.round(one * 1000)))
  return [page, ...thousandths.map((one) => one.join('.'))].join('_')
}

/** The same to be marked in the page; null where the address names none. */
export function placeOf(address: string | undefined): Highlight | null {
  const [page, ...parts] = (address ?? '').split('_')
  const rects = parts.flatMap((part) => {
    const [x, y, width, height] = part.split('.').map((one) => Number(one) / 1000)
    return [x, y, width, height].every(Number.isFinite)
      ? [{ x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }]
      : []
  })
  return rects.length > 0 && Number(page) > 0 ? { id: 'place', page: Number(page), rects, kind: 'match' } : null
}
