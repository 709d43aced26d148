import type { staffing } from '@mocban/contract/organisation-staffing'
import type { RouteInput } from '@mocban/contract/route'

export type Outlines = Pick<RouteInput<typeof staffing.setBoundaries>['body'], 'type' | 'features'>
type Point = [number, number]

/** As much as one request carries, with room for the rest of it. */
const mostLetters = 1_800_000
/** In degrees; the last is half of what the map of a province can show. */
const steps = [0, 0.00005, 0.0001, 0.0002, 0.0004, 0.0008]

/**
 * Reads outlines as a map office keeps them: codes may be numbers, other attributes are left alone, and what is drawn finer than a map on a screen shows is drawn
 * less finely until it can be sent. Null where it is no such file.
 */
export function readOutlines(text: string): Outlines | null {
  const features = featuresOf(text)
  if (!features) return null
  for (const step of steps) {
    const drawn = features.map((one) => ({ ...one, geometry: thinned(one.geometry, step) }))
    if (JSON.stringify(drawn).length <= mostLetters) return { type: 'FeatureCollection', features: drawn as never }
  }
  return null
}

interface Feature {
  properties: { code: string }
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown }
}

function featuresOf(text: string): Feature[] | null {
  try {
    const given = JSON.parse(text.replace(/^\ufeff/, '')) as { type?: unknown; features?: unknown }
    if (given.type !== 'FeatureCollection' || !Array.isArray(given.features) || given.features.length === 0) return null
    const all = (given.features as Feature[]).map((one) => ({
      properties: { code: String(one.properties.code) },
      geometry: { type: one.geometry.type, coordinates: one.geometry.coordinates },
    }))
    const right = ({ properties, geometry }: Feature) =>
      /^[^\s]{1,20}$/.test(properties.code) &&
      properties.code !== 'undefined' &&
      ['Polygon', 'MultiPolygon'].includes(geometry.type) &&
      Array.isArray(geometry.coordinates)
    return all.every(right) ? all : null
  } catch {
    return null
  }
}

function thinned({ type, coordinates }: Feature['geometry'], step: number): Feature['geometry'] {
  // The outline itself stays, however small; islets and holes that thinned out to nothing go.
  const polygon = ([outline = [], ...holes]: Point[][]) => [
    thinnedRing(outline, outline.length > 40 ? step : 0),
    ...holes.map((ring) => thinnedRing(ring, step)).filter((ring) => ring.length > 3),
  ]
  if (type === 'Polygon') return { type, coordinates: polygon(coordinates as Point[][]) }
  return {
    type,
    coordinates: (coordinates as Point[][][]).map(polygon).filter(([outline]) => (outline?.length ?? 0) > 3),
  }
}

/** To the metre, without heights, and without points nearer to the one before than the step; the first and the last stay one. */
function thinnedRing(ring: Point[], step: number): Point[] {
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  const kept: Point[] = []
  for (const [n, [x, y]] of ring.entries()) {
    const before = kept.at(-1)
    const near = before && Math.abs(before[0] - x) < step && Math.abs(before[1] - y) < step
    if (!near || n === ring.length - 1) kept.push([round(x), round(y)])
  }
  return kept
}
