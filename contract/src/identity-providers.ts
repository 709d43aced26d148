import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, line } from './values.ts'

const claim = z.string().trim().min(1).max(60).nullable()
/** https; plain http only on this machine. */
const issuer = z
  .url()
  .max(300)
  .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:|\/|$))/, 'https')

const facts = z.object({
  name: line(100),
  issuer,
  clientId: line(200),
  scopes: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/, 'openid …')
    .max(300)
    .default('openid profile email'),
  nameClaim: claim.default(null),
  emailClaim: claim.default(null),
  /** Its word that a second factor was proved is taken. */
  secondFactor: z.boolean().default(false),
  enabled: z.boolean().default(true),
})
export const identityProvider = z.object({
  id,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  scopes: z.string(),
  nameClaim: z.string().nullable(),
  emailClaim: z.string().nullable(),
  secondFactor: z.boolean(),
  enabled: z.boolean(),
  hasSecret: z.boolean(),
  links: z.number().int(),
})
export type IdentityProvider = z.infer<typeof identityProvider>

export const identityLink = z.object({
  providerId: id,
  providerName: z.string(),
  subject: z.string(),
  madeBy: z.enum(['self', 'administrator', 'directory']),
  madeAt: instant,
})
export type IdentityLink = z.infer<typeof identityLink>

/** Absent: the secret that is kept stays. */
const secret = z.string().max(500).optional()
const goTo = z.object({ address: z.string() })

export const identityProviders = {
  begin: route({
    method: 'POST',
    path: '/api/session/provider',
    summary: 'Begin to sign in through an identity provider: answers its address',
    needs: 'anyone',
    body: z.object({ providerId: id }),
    response: goTo,
  }),
  callback: route({
    method: 'GET',
    path: '/api/session/provider/callback',
    summary: 'Where the provider sends people back; goes on to the program',
    needs: 'anyone',
    query: z.record(z.string(), z.string()),
  }),
  beginLink: route({
    method: 'POST',
    path: '/api/session/links',
    summary: 'Begin to link one’s account at a provider: answers its address',
    needs: 'signed-in',
    fresh: true,
    body: z.object({ providerId: id }),
    response: goTo,
  }),
  ownLinks: route({
    method: 'GET',
    path: '/api/session/links',
    summary: 'Accounts at providers that open one’s own, and providers that one may link',
    needs: 'signed-in',
    response: z.object({ links: z.array(identityLink), providers: z.array(z.object({ id, name: z.string() })) }),
  }),
  removeOwnLink: route({
    method: 'DELETE',
    path: '/api/session/links/:providerId',
    summary: 'End the link of one’s account at a provider',
    needs: 'signed-in',
    fresh: true,
    params: z.object({ providerId: id }),
    response: z.object({}),
  }),
  list: route({
    method: 'GET',
    path: '/api/identity-providers',
    summary: 'The identity providers of one’s agency',
    needs: 'administer',
    response: z.array(identityProvider),
  }),
  add: route({
    method: 'POST',
    path: '/api/identity-providers',
    summary: 'Add an identity provider; it is asked for its configuration first',
    needs: 'administer',
    fresh: true,
    secret: true,
    body: facts.extend({ clientSecret: secret }),
    response: z.object({ id }),
  }),
  change: route({
    method: 'PUT',
    path: '/api/identity-providers/:id',
    summary: 'Change an identity provider; its issuer stays, since links are by the issuer’s subjects',
    needs: 'administer',
    fresh: true,
    params: z.object({ id }),
    body: facts.omit({ issuer: true }).extend({ clientSecret: secret }),
    response: z.object({}),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/identity-providers/:id',
    summary: 'Remove an identity provider with its links',
    needs: 'administer',
    fresh: true,
    params: z.object({ id }),
    response: z.object({}),
  }),
  linksOf: route({
    method: 'GET',
    path: '/api/accounts/:personId/links',
    summary: 'Accounts at providers that open a person’s',
    needs: 'administer',
    params: z.object({ personId: id }),
    response: z.array(identityLink),
  }),
  link: route({
    method: 'PUT',
    path: '/api/accounts/:personId/links/:providerId',
    summary: 'Link a person to the provider’s subject that is theirs',
    needs: 'administer',
    fresh: true,
    params: z.object({ personId: id, providerId: id }),
    body: z.object({ subject: line(255) }),
    response: z.object({}),
  }),
  unlink: route({
    method: 'DELETE',
    path: '/api/accounts/:personId/links/:providerId',
    summary: 'End a person’s link',
    needs: 'administer',
    fresh: true,
    params: z.object({ personId: id, providerId: id }),
    response: z.object({}),
  }),
}
