import { z } from 'zod'
import { route } from './route.ts'
import { instant, page, pageQuery } from './values.ts'

/** A signed moment of the whole trail, as an auditor's agency stands in it. */
export const checkpointView = z.object({
  number: z.number().int(),
  at: instant,
  /** The Merkle root over the chains of all agencies, in hex. */
  root: z.string(),
  keyId: z.string(),
  /** How many events of the auditor's agency it covers; null where there were none yet. */
  events: z.number().int().nullable(),
})
export type CheckpointView = z.infer<typeof checkpointView>

export const audit = {
  checkpoints: route({
    method: 'GET',
    path: '/api/audit/checkpoints',
    summary: 'The signed checkpoints of the trail, newest first',
    needs: 'audit',
    query: z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    response: page(checkpointView),
  }),
  checkpoint: route({
    method: 'GET',
    path: '/api/audit/checkpoints/:number/file',
    summary:
      'A checkpoint to keep outside the system: statement, signature, and the head of one’s agency with its way to the root',
    needs: 'audit',
    params: z.object({ number: z.coerce.number().int().positive() }),
    transaction: false,
  }),
}
