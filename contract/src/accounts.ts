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
  secondFactors: z.array(z.enum(['totp', 'passkey'])),
  /** A position the person holds asks for a second factor. */
  secondFactorNeeded: z.boolean(),
  sessions: z.number().int(),
  lastSeenAt: instant.nullable(),
})
export type AccountRow = z.infer<typeof accountRow>

/** A position, and whether its holders must prove a second factor. */
export const guardedPosition = z.object({
  positionId: id,
  title: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  needed: z.boolean(),
  /** How many hold it, and how many of them have a second factor. */
  holders: z.number().int(),
  ready: z.number().int(),
})
export type GuardedPosition = z.infer<typeof guardedPosition>

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
    secret: true,
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
  removeSecondFactors: route({
    method: 'DELETE',
    path: '/api/accounts/:personId/second-factors',
    summary: 'Remove a person’s second factors where the device is lost; all their sessions end, and they are told',
    needs: 'administer',
    fresh: true,
    params: z.object({ personId: id }),
    response: z.object({}),
  }),
  guardedPositions: route({
    method: 'GET',
    path: '/api/second-factor-positions',
    summary: 'Positions of one’s agency and of the agencies below it, with which need a second factor',
    needs: 'administer',
    query: z.object({ q: z.string().max(100).optional() }),
    response: z.object({ items: z.array(guardedPosition), more: z.boolean() }),
  }),
  guardPositions: route({
    method: 'PUT',
    path: '/api/second-factor-positions',
    summary: 'Ask a second factor of positions, or no longer; who lacks one sets it up at the next sign-in',
    needs: 'administer',
    fresh: true,
    body: z.object({ positionIds: z.array(id).min(1).max(500), needed: z.boolean() }),
    response: z.object({}),
  }),
}
