import { z } from 'zod'
import { capabilities, route } from './route.ts'
import { id, instant, line } from './values.ts'

/** Scopes are the capabilities of positions, by the same words. */
const scopes = z.array(z.enum(capabilities)).max(capabilities.length)

export const serviceAccount = z.object({
  id,
  name: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  enabled: z.boolean(),
  secretMadeAt: instant,
  /** Until when the secret before still holds. */
  oldUntil: instant.nullable(),
  lastUsedAt: instant.nullable(),
  providerId: id.nullable(),
})
export type ServiceAccount = z.infer<typeof serviceAccount>

const made = z.object({ id, clientId: z.string(), clientSecret: z.string() })

export const serviceAccounts = {
  list: route({
    method: 'GET',
    path: '/api/service-accounts',
    summary: 'Accounts of other systems in one’s agency, with their last use; never a secret',
    needs: 'administer',
    response: z.array(serviceAccount),
  }),
  add: route({
    method: 'POST',
    path: '/api/service-accounts',
    summary: 'Add an account for another system; its secret is shown once',
    needs: 'administer',
    fresh: true,
    secret: true,
    body: z.object({ name: line(100), scopes: scopes.min(1), providerId: id.nullish() }),
    response: made,
  }),
  change: route({
    method: 'PUT',
    path: '/api/service-accounts/:id',
    summary: 'Change scopes, switch off or on; switched off, its tokens end at once',
    needs: 'administer',
    fresh: true,
    params: z.object({ id }),
    body: z.object({ scopes: scopes.min(1), enabled: z.boolean(), providerId: id.nullish() }),
    response: z.object({}),
  }),
  rotate: route({
    method: 'POST',
    path: '/api/service-accounts/:id/secret',
    summary: 'A new secret, shown once; the one before holds for a day, or ends now with all tokens',
    needs: 'administer',
    fresh: true,
    secret: true,
    params: z.object({ id }),
    body: z.object({ endNow: z.boolean().default(false) }),
    response: made,
  }),
}
