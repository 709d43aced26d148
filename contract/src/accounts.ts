import { z } from 'zod'
import { route } from './route.ts'
import { id, instant } from './values.ts'

/** A person's account as their administrator sees it: how they sign in, never what with. */
export const accountRow = z.object({
  personId: id,
  fullName: z.string(),
  userName: z.string(),
  active: z.boolean(),
  title: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  hasPassword: z.boolean(),
  /** Has a password that somebody else chose, to be changed at the next sign-in. */
  mustChange: z.boolean(),
  sessions: z.number().int(),
  lastSeenAt: instant.nullable(),
})
export type AccountRow = z.infer<typeof accountRow>

export const accounts = {
  list: route({
    method: 'GET',
    path: '/api/accounts',
    summary: 'Accounts of the people of one’s agency and of the agencies below it, by name',
    needs: 'administer',
    query: z.object({ q: z.string().max(100).optional() }),
    response: z.object({ items: z.array(accountRow), more: z.boolean() }),
  }),
  oneTimePassword: route({
    method: 'POST',
    path: '/api/accounts/:personId/one-time-password',
    summary: 'Give a password that opens only the choice of an own one; shown once; all the person’s sessions end',
    needs: 'administer',
    fresh: true,
    params: z.object({ personId: id }),
    response: z.object({ password: z.string(), until: instant }),
  }),
  endSessions: route({
    method: 'DELETE',
    path: '/api/accounts/:personId/sessions',
    summary: 'End all sessions of a person',
    needs: 'administer',
    params: z.object({ personId: id }),
    response: z.object({}),
  }),
}
