/** Left, bottom, right, top, in points. */
export type Rect = [number, number, number, number]

/** A page of a PDF as its reader sees it: what its visible box shows, turned the way the file says. Places on it are counted from its lower left corner. */
export interface SeenPage {
  width: number
  height: number
  /** Clockwise: 0, 90, 180, 270. */
  turned: number
  /** From the file's own coordinates to what is seen, as PDF writes a matrix. */
  matrix: [number, number, number, number, number, number]
  /** A point or rectangle that is seen, in the file's own coordinates. */
  pointInFile(x: number, y: number): { x: number; y: number }
  rectInFile(rect: Rect): Rect
}

/** @param box what is shown of the page, in the file's coordinates; @param rotate what the file says, clockwise (ISO 32000-2, 7.7.3.3) */
export function seenPage(box: Rect, rotate: number): SeenPage {
  const [left, bottom, right, top] = box
  const turned = Number.isInteger(rotate / 90) ? ((rotate % 360) + 360) % 360 : 0
  const [across, up] = [right - left, top - bottom]
  const [width, height] = turned % 180 === 0 ? [across, up] : [up, across]
  const matrix = matrices[turned]!(box)
  const pointInFile = (x: number, y: number) =>
    turned === 90
      ? { x: right - y, y: bottom + x }
      : turned === 180
        ? { x: right - x, y: top - y }
        : turned === 270
          ? { x: left + y, y: top - x }
          : { x: left + x, y: bottom + y }
  return {
    width,
    height,
    turned,
    matrix,
    pointInFile,
    rectInFile([l, b, r, t]) {
      const [one, other] = [pointInFile(l, b), pointInFile(r, t)]
      return [Math.min(one.x, other.x), Math.min(one.y, other.y), Math.max(one.x, other.x), Math.max(one.y, other.y)]
    },
  }
}

const matrices: Record<number, (box: Rect) => SeenPage['matrix']> = {
  0: ([left, bottom]) => [1, 0, 0, 1, -left, -bottom],
  90: ([, bottom, right]) => [0, -1, 1, 0, -bottom, right],
  180: ([, , right, top]) => [-1, 0, 0, -1, right, top],
  270: ([left, , , top]) => [0, 1, -1, 0, top, -left],
}

/** How text stands on the page as it is seen: its own matrix, then the page's. */
export function seenTransform({ matrix: [a, b, c, d, e, f] }: SeenPage, own: number[]): number[] {
  const [p = 1, q = 0, r = 0, s = 1, x = 0, y = 0] = own
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * x + c * y + e, b * x + d * y + f]
}
