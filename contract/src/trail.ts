import { z } from 'zod'
import { route } from './route.ts'
import { date, heldAs, id, instant, page, pageQuery } from './values.ts'

/** One act on a record: who, when, acting for whom, and what is needed to tell it in words (`acts`). */
export const trailEntry = z.object({
  id,
  at: instant,
  kind: z.string(),
  who: z.string().nullable(),
  position: z.string().nullable(),
  unit: z.string().nullable(),
  /** The agency of that unit, where it is another than the reader's. */
  agency: z.string().nullable(),
  /** Of who acts for another: how that other held the post. */
  heldAs,
  actingFor: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type TrailEntry = z.infer<typeof trailEntry>

/** One reason why a record is in front of who asks, and through which of their posts or groups. */
export const whyReason = z.object({
  reason: z.string(),
  through: z.string(),
  kind: z.string(),
  /** The class of confidentiality to which who asks belongs, where only those of it see the record by this reason. */
  class: z.string().nullable(),
  /** Who opened it for a time, why, and the last day; of a delegation, its last day. */
  by: z.string().nullable(),
  note: z.string().nullable(),
  until: date.nullable(),
})
export type WhyReason = z.infer<typeof whyReason>

export const trail = {
  ofRecord: route({
    method: 'GET',
    path: '/api/records/:id/trail',
    summary: 'Who did what with a record, when, acting for whom; newest first',
    needs: 'signed-in',
    params: z.object({ id }),
    query: z.object(pageQuery),
    response: page(trailEntry),
  }),
  why: route({
    method: 'GET',
    path: '/api/records/:id/why',
    summary: 'Why who asks sees the record',
    needs: 'signed-in',
    params: z.object({ id }),
    response: z.array(whyReason),
  }),
}
