import type { Boundary } from '@mocban/contract/organisation-staffing-map'

export interface Outline {
  code: string
  /** What an SVG path draws. */
  path: string
  /** Where its number stands: the middle of its largest part. */
  x: number
  y: number
  /** How much room there is for it. */
  width: number
}

type Point = readonly [x: number, y: number]

/**
 * Outlines in a frame of the given width. Over a province the earth is flat enough: a degree of longitude is shorter than one of latitude by the cosine
 * of the middle latitude.
 */
export function project(boundaries: Boundary[], width: number): { outlines: Outline[]; height: number } {
  const points = boundaries.flatMap((one) => one.polygons.flat(2))
  if (points.length === 0) return { outlines: [], height: 0 }
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of points) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180))
  const scale = width / Math.max((east - west) * squeeze, 1e-9)
  const place = ([x, y]: Point): Point => [(x - west) * squeeze * scale, (north - y) * scale]
  const outlines = boundaries.map(({ code, polygons }): Outline => {
    const drawn = polygons.map((rings) => rings.map((ring) => ring.map(place)))
    const path = drawn
      .flat()
      .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
      .join('')
    const [largest] = drawn.map((rings) => middle(rings[0] ?? [])).sort((a, b) => b.area - a.area)
    return { code, path, x: largest?.x ?? 0, y: largest?.y ?? 0, width: Math.sqrt(largest?.area ?? 0) }
  })
  return { outlines, height: (north - south) * scale }
}

/** Area and middle of a ring. */
function middle(ring: readonly Point[]): { area: number; x: number; y: number } {
  let [twice, x, y] = [0, 0, 0]
  for (const [n, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(n + 1) % ring.length] as Point
    const cross = ax * by - bx * ay
    twice += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  if (twice === 0) return { area: 0, x: ring[0]?.[0] ?? 0, y: ring[0]?.[1] ?? 0 }
  return { area: Math.abs(twice / 2), x: x / (3 * twice), y: y / (3 * twice) }
}

/** The nearest other outline in a direction, for the arrow keys. */
export function neighbour(outlines: Outline[], from: Outline, [dx, dy]: Point): Outline | undefined {
  let best: Outline | undefined
  let least = Infinity
  for (const one of outlines) {
    const along = (one.x - from.x) * dx + (one.y - from.y) * dy
    const aside = Math.abs((one.x - from.x) * dy) + Math.abs((one.y - from.y) * dx)
    // In that direction, and more along it than aside.
    if (one === from || along <= 0 || aside > along * 1.5) continue
    if (along + aside < least) {
      least = along + aside
      best = one
    }
  }
  return best
}

/** Bounds of up to four classes of the figures above nought, so that each holds about as many communes; each class begins where the one before ends. */
export function classes(values: number[], most = 4): number[] {
  const sorted = values.filter((one) => one > 0).sort((a, b) => a - b)
  const bounds = Array.from({ length: most }, (_, n) => sorted[Math.floor((n * sorted.length) / most)] ?? 0)
  return [...new Set(bounds.filter((one) => one > 0))]
}

/** The class of a figure, from 1; 0 for nought. */
export const classOf = (value: number, bounds: number[]): number => bounds.filter((bound) => value >= bound).length
