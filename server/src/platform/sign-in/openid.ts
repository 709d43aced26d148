import { plain } from '@mocban/contract/values'
import { sql } from 'kysely'
import * as openid from 'openid-client'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import { isOutside } from '../outside.ts'
import type { SignInHouse } from './house.ts'

/** A provider as signing in needs it. */
export interface Provider {
  id: string
  agencyId: string
  name: string
  issuer: string
  clientId: string
  clientSecret: Buffer | null
  scopes: string
  nameClaim: string | null
  emailClaim: string | null
  secondFactor: boolean
  /** Set up by the province, which may name a system within the house. */
  ofProvince: boolean
}
/** What a question keeps until the answer comes. */
export interface Question {
  providerId: string
  state: string
  nonce: string
  verifier: string
  /** Set where somebody signed in links their account. */
  linkFor: string | null
}
export interface Answer {
  subject: string
  idToken: string
  name: string | null
  email: string | null
}

export const secretOf = (providerId: string) => `provider ${providerId}`

export async function readProvider(signIn: Database, id: string): Promise<Provider> {
  const { rows } = await sql<Provider>`
    select id, agency_id as "agencyId", name, issuer, client_id as "clientId", client_secret as "clientSecret", scopes,
           name_claim as "nameClaim", email_claim as "emailClaim", second_factor as "secondFactor", ${ofProvince}
      from identity_provider p where id = ${id} and enabled`.execute(signIn)
  if (!rows[0]) throw refuse('request.not-found')
  return rows[0]
}

/** Of a provider `p`. */
const ofProvince = sql`exists (select from unit_now u where u.id = p.agency_id and u.kind = 'province') as "ofProvince"`

/**
 * Of a provider that any other agency set up, and of whatever such a provider names in its turn, only what stands outside is asked: what answers within the house, and how
 * soon, is nothing that an administrator of a commune is to learn through the program.
 */
const onlyOutside: openid.CustomFetch = async (url, options) => {
  if (!(await isOutside(new URL(url)))) throw new Error('not outside')
  return fetch(url, options as RequestInit)
}

const kept = new Map<string, { config: Promise<openid.Configuration | null>; until: number }>()
const minutes = 10

/**
 * What a provider says of itself, asked at most every ten minutes, and once by those who come at the same moment.
 * @throws provider.unreachable
 */
export async function discover(
  { sealer }: Pick<SignInHouse, 'sealer'>,
  provider: Provider,
): Promise<openid.Configuration> {
  const { issuer, clientId, clientSecret, ofProvince } = provider
  const key = `${ofProvince} ${issuer} ${clientId} ${clientSecret?.toString('base64') ?? ''}`
  const before = kept.get(key)
  const config = before && before.until > Date.now() ? before.config : ask(sealer, provider)
  if (config !== before?.config) kept.set(key, { config, until: Date.now() + minutes * 60_000 })
  const found = await config
  if (found && found.serverMetadata().issuer.replace(/\/$/, '') === issuer.replace(/\/$/, '')) return found
  if (kept.get(key)?.config === config) kept.delete(key)
  throw refuse('provider.unreachable', { name: provider.name })
}

function ask(sealer: SignInHouse['sealer'], provider: Provider): Promise<openid.Configuration | null> {
  const { issuer, clientId, clientSecret } = provider
  const secret = clientSecret ? sealer.open(clientSecret, secretOf(provider.id)) : undefined
  const own = /^http:/.test(issuer)
  return openid
    .discovery(
      new URL(issuer),
      clientId,
      { [openid.clockTolerance]: 30 },
      secret ? openid.ClientSecretBasic(secret) : openid.None(),
      {
        // The signature of every ID token is checked against the provider's keys, also of one that came straight from it.
        execute: [openid.enableNonRepudiationChecks, ...(own ? [openid.allowInsecureRequests] : [])],
        timeout: 8,
        ...(provider.ofProvince ? {} : { [openid.customFetch]: onlyOutside }),
      },
    )
    .catch(() => null)
}

/** Where to send the person, and what to keep until they come back. */
export async function askProvider(
  house: SignInHouse,
  provider: Provider,
  redirectUri: string,
  linkFor: string | null,
): Promise<{ address: string; question: Question }> {
  const config = await discover(house, provider)
  const question: Question = {
    providerId: provider.id,
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    linkFor,
  }
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: provider.scopes,
    state: question.state,
    nonce: question.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(question.verifier),
    code_challenge_method: 'S256',
    // Whoever sits at this browser says who they are when an account is linked for good.
    ...(linkFor ? { prompt: 'login' } : {}),
  })
  return { address: address.href, question }
}

/**
 * Exchanges the code and checks the ID token: signature, issuer, audience, times, nonce; and state and PKCE of the question.
 * @throws provider.refused
 */
export async function takeAnswer(
  house: SignInHouse,
  provider: Provider,
  question: Question,
  came: URL,
): Promise<Answer> {
  const config = await discover(house, provider)
  const tokens = await openid
    .authorizationCodeGrant(config, came, {
      pkceCodeVerifier: question.verifier,
      expectedNonce: question.nonce,
      expectedState: question.state,
      idTokenExpected: true,
    })
    .catch((error: Error & { code?: string }) => {
      // The code of the fault, for the operator; never a token.
      house.app.http.log.warn({ provider: provider.name, fault: error.code ?? error.name }, 'provider refused')
      throw refuse('provider.refused')
    })
  const claims = tokens.claims()
  if (!claims?.sub || !tokens.id_token) throw refuse('provider.refused')
  const text = (name: string | null) => {
    const value = name ? claims[name] : null
    return (typeof value === 'string' && plain(value).slice(0, 200)) || null
  }
  return {
    subject: claims.sub,
    idToken: tokens.id_token,
    name: text(provider.nameClaim),
    // An address that the provider itself does not vouch for is left alone.
    email: claims.email_verified === false ? null : text(provider.emailClaim),
  }
}

/** Where to sign out at the provider; null where it offers no such place, or does not answer. */
export async function signOutAddress(
  house: SignInHouse,
  provider: Provider,
  idToken: string,
  backTo: string,
): Promise<string | null> {
  const config = await discover(house, provider).catch(() => null)
  if (!config?.serverMetadata().end_session_endpoint) return null
  return openid.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href
}
