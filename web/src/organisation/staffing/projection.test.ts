import type { Boundary } from '@mocban/contract/organisation-staffing-map'
import { describe, expect, it } from 'vitest'
import { classes, classOf, neighbour, project } from './projection.ts'

const square = (code: string, west: number, south: number, side = 1): Boundary => ({
  code,
  polygons: [
    [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  ],
})

describe('outlines of communes', () => {
  it('fill the frame, north above, with a degree of longitude shorter than one of latitude', () => {
    const { outlines, height } = project([square('sw', 106, 21), square('se', 107, 21), square('nw', 106, 22)], 200)
    const [sw, se, nw] = outlines
    expect(nw!.y).toBeLessThan(sw!.y)
    expect(se!.x).toBeGreaterThan(sw!.x)
    // Two degrees of longitude at 22° north fill 200: a degree of latitude is 1 / cos 22° times as long.
    expect(height).toBeCloseTo(200 / Math.cos((22 * Math.PI) / 180), 5)
    expect([sw!.x, sw!.y].map(Math.round)).toEqual([50, Math.round((height * 3) / 4)])
  })

  it('have their number in the largest of their parts', () => {
    const islands: Boundary = {
      code: 'i',
      polygons: [...square('', 106, 21, 0.1).polygons, ...square('', 108, 21).polygons],
    }
    const [one] = project([islands], 300).outlines
    expect(one!.x).toBeGreaterThan(150)
  })

  it('are walked by arrow keys to what lies in that direction', () => {
    const { outlines } = project([square('sw', 106, 21), square('se', 107, 21), square('nw', 106, 22)], 200)
    const [sw, se, nw] = outlines
    expect(neighbour(outlines, sw!, [1, 0])).toBe(se)
    expect(neighbour(outlines, sw!, [0, -1])).toBe(nw)
    expect(neighbour(outlines, sw!, [-1, 0])).toBeUndefined()
  })
})

describe('classes of figures', () => {
  it('hold about as many communes each, and nought is none of them', () => {
    expect(classes([0, 1, 1, 2, 2, 3, 3, 9, 9])).toEqual([1, 2, 3, 9])
    expect(classes([0, 0, 1, 1])).toEqual([1])
    expect(classes([0, 0])).toEqual([])
    expect([0, 1, 2, 5, 9].map((value) => classOf(value, [1, 2, 3, 9]))).toEqual([0, 1, 2, 3, 4])
  })
})
