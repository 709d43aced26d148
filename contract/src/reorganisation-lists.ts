import { z } from 'zod'
import { line } from './values.ts'

/** The two lists from which a plan can be made: the units as they are, and the new ones with the names of those that each is formed from. */

const code = z.string().regex(/^[0-9A-Za-z.-]{1,20}$/)
/** As names are compared: one blank between words, whatever the list has. */
const name = line(200).transform((value) => value.replace(/\s+/g, ' '))
const named = z.object({ code, fullName: name, fullNameEn: name })

export const oldList = z.object({
  asOf: z.string().max(20),
  provinces: z
    .array(named.extend({ districts: z.array(named.extend({ communes: z.array(named).max(500) })).max(100) }))
    .min(1)
    .max(70),
})
export type OldList = z.infer<typeof oldList>

const predecessors = z.array(name).max(100)
export const newList = z.object({
  asOf: z.string().max(20),
  province: named.extend({ predecessors }),
  units: z
    .array(
      named.extend({
        name,
        kind: z.enum(['commune', 'ward', 'special-zone']),
        areaKm2: z.number().nullable().optional(),
        /** Full names of the old units; none: it goes on unchanged. */
        predecessors,
      }),
    )
    .min(1)
    .max(2000),
})
export type NewList = z.infer<typeof newList>
