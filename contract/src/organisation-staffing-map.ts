import { z } from 'zod'
import { route } from './route.ts'
import { date } from './values.ts'

/** Outlines of the communes, for the map of who fits where. */

const ring = z.array(z.tuple([z.number(), z.number()]))
export const boundary = z.object({
  code: z.string().min(1).max(20),
  /** Rings of one or several polygons: longitude and latitude in WGS 84. */
  polygons: z.array(z.array(ring)),
})
export type Boundary = z.infer<typeof boundary>

export const staffingMap = {
  boundaries: route({
    method: 'GET',
    path: '/api/organisation/staffing/boundaries',
    summary: 'Outlines of the communes on a day, by their statistics codes, and for which times there are any',
    needs: 'signed-in',
    query: z.object({ on: date.optional() }),
    response: z.object({
      outlines: z.array(boundary),
      periods: z.array(z.object({ from: date, lastDay: date.nullable(), count: z.number().int() })),
    }),
    transaction: false,
  }),
  setBoundaries: route({
    method: 'PUT',
    path: '/api/organisation/staffing/boundaries',
    summary: 'Set outlines of communes from GeoJSON for a time; for the province’s administrators',
    needs: 'administer',
    body: z
      .object({
        type: z.literal('FeatureCollection'),
        features: z
          .array(
            z.object({
              properties: z.object({ code: z.string().min(1).max(20) }),
              geometry: z.union([
                z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
                z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
              ]),
            }),
          )
          .min(1)
          .max(2000),
        from: date,
        /** Absent: until others are brought in. */
        lastDay: date.nullish(),
      })
      .refine((one) => !one.lastDay || one.lastDay >= one.from),
    response: z.object({ set: z.number().int(), unmatched: z.array(z.string()) }),
  }),
}
