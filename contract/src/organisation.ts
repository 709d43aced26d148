import { z } from 'zod'
import { route } from './route.ts'
import { date, id } from './values.ts'

export const unitKinds = [
  'province',
  'office',
  'department',
  'division',
  'district',
  'commune',
  'ward',
  'public-service',
  'party',
  'mass-organisation',
  'committee',
] as const

export const unit = z.object({
  id,
  kind: z.enum(unitKinds),
  isAgency: z.boolean(),
  agencyId: id,
  parentId: id.nullable(),
  name: z.string(),
  shortName: z.string(),
  abbreviation: z.string(),
  nameEn: z.string(),
  exchangeCode: z.string().nullable(),
  statisticsCode: z.string().nullable(),
  ordinal: z.number().int(),
  /** Other names of earlier days: its own, and those of the units it succeeds. */
  formerly: z.array(z.string()),
})
export type Unit = z.infer<typeof unit>

/** A person in a position, as a picker shows them. */
export const holder = z.object({
  personId: id,
  fullName: z.string(),
  positionId: id,
  title: z.string(),
  unitId: id,
  unitName: z.string(),
  agencyId: id,
  leads: z.boolean(),
  capabilities: z.array(z.string()),
  /** The last day of their leave, where they are away today. */
  awayUntil: date.nullable(),
})
export type Holder = z.infer<typeof holder>

export const organisation = {
  units: route({
    method: 'GET',
    path: '/api/organisation/units',
    summary: 'All units of the province as they stand today, in the order of the chart',
    needs: 'signed-in',
    response: z.array(unit),
  }),
  holders: route({
    method: 'GET',
    path: '/api/organisation/holders',
    summary: 'People in their positions: of a unit, of an agency, or by name',
    needs: 'signed-in',
    query: z.object({
      unitId: id.optional(),
      agencyId: id.optional(),
      q: z.string().max(100).optional(),
      leads: z.stringbool().optional(),
    }),
    response: z.array(holder),
  }),
}
