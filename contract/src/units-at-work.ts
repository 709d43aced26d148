import { z } from 'zod'
import { id } from './values.ts'

/** The leader's band: what a unit holds, how much of it is late and how much in time. Held is the sum of both. */
export const unitAtWork = z.object({
  unitId: id,
  unitName: z.string(),
  /** Of one's own agency; the others are agencies to which one's units directed work. */
  inside: z.boolean(),
  held: z.number().int(),
  late: z.number().int(),
  onTime: z.number().int(),
})
export type UnitAtWork = z.infer<typeof unitAtWork>

/** The filters by which a list shows exactly what a number of the band counts. */
export const heldFilter = {
  heldBy: id.optional(),
  /** Without it: all that the unit holds. */
  held: z.enum(['late', 'on-time']).optional(),
}
