import { z } from 'zod'
import { exchangeReason } from './exchange-messages.ts'
import { route } from './route.ts'
import { id, instant, line, text } from './values.ts'

/** How partners’ systems are reached. */

export const wayKinds = ['http', 'platform', 'folder', 'mail'] as const

const wayFacts = z.object({
  kind: z.enum(wayKinds),
  name: line(100),
  settings: z.record(z.string().max(40), text(500)),
  /** A password or client secret; left out, the one before stays. */
  secret: z.string().max(500).nullish(),
  /** The service account by which the other side comes in. */
  accountId: id.nullish(),
  enabled: z.boolean().default(true),
})
export const exchangeWay = z.object({
  id,
  kind: z.enum(wayKinds),
  name: z.string(),
  settings: z.record(z.string(), z.string()),
  accountId: id.nullable(),
  enabled: z.boolean(),
  goodAt: instant.nullable(),
  badSince: instant.nullable(),
  reason: exchangeReason.nullable(),
  /** The same of what comes in, where that is fetched. */
  unfetchedSince: instant.nullable(),
  unfetchedReason: exchangeReason.nullable(),
  /** What whoever keeps it should know, though it works. */
  note: exchangeReason.nullable(),
  agencies: z.number().int(),
})
export type ExchangeWay = z.infer<typeof exchangeWay>

export const exchangeWays = {
  ways: route({
    method: 'GET',
    path: '/api/exchange/ways',
    summary: 'How partners’ systems are reached, and how it goes; never a secret',
    needs: 'administer',
    response: z.array(exchangeWay),
  }),
  certificate: route({
    method: 'GET',
    path: '/api/exchange/certificate',
    summary: 'The certificate by which partners know this system’s messages, as PEM',
    needs: 'administer',
    transaction: false,
  }),
  addWay: route({
    method: 'POST',
    path: '/api/exchange/ways',
    summary: 'Set up a way to a partner’s system',
    needs: 'administer',
    secret: true,
    body: wayFacts,
    response: z.object({ id }),
  }),
  changeWay: route({
    method: 'PUT',
    path: '/api/exchange/ways/:id',
    summary: 'Change a way, or switch it off',
    needs: 'administer',
    params: z.object({ id }),
    body: wayFacts,
    response: z.object({}),
  }),
}
