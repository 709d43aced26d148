import { describe, expect, it } from 'vitest'
import { readOutlines } from './outline-file.ts'

const ring = (points: number) =>
  Array.from({ length: points + 1 }, (_, n) => {
    const at = ((n % points) / points) * 2 * Math.PI
    return [106 + Math.cos(at) / 50, 21 + Math.sin(at) / 50, 12.5]
  })
const file = (count: number, points: number, properties: (n: number) => object = (n) => ({ code: 9000 + n })) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, n) => ({
      type: 'Feature',
      properties: properties(n),
      geometry: { type: 'Polygon', coordinates: [ring(points)] },
    })),
  })

describe('a file of outlines', () => {
  it('has codes as numbers too, and is taken to the metre', () => {
    const found = readOutlines(`\ufeff${file(1, 8)}`)
    expect(found?.features[0]?.properties.code).toBe('9000')
    const coordinates = found?.features[0]?.geometry.coordinates as number[][][]
    expect(coordinates[0]).toHaveLength(9)
    expect(coordinates[0]?.[1]).toEqual([106.01414, 21.01414])
    expect(coordinates[0]?.at(-1)).toEqual(coordinates[0]?.[0])
  })

  it('as fine as surveyors draw it is drawn as finely as can be sent', () => {
    const text = file(99, 2000)
    expect(text.length).toBeGreaterThan(8_000_000)
    const found = readOutlines(text)
    expect(found?.features).toHaveLength(99)
    const sent = JSON.stringify(found).length
    expect(sent).toBeLessThan(1_900_000)
    expect(sent).toBeGreaterThan(500_000)
  })

  it('is none without codes, or of something else', () => {
    for (const text of ['', '{}', '[]', file(2, 8, () => ({})), file(0, 8), file(1, 8).replace('Polygon', 'Point')])
      expect(readOutlines(text)).toBeNull()
  })
})
