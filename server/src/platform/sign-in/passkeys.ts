import { createHash, randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../database/index.ts'
import { refuse } from '../http/refuse.ts'
import { originOf, type SignInHouse } from './house.ts'
import { keepQuestion, takeQuestion } from './steps.ts'

type Given = Record<string, unknown>
export interface Asked {
  ticket: string
  options: Given
}

// Large, and of no use before somebody has a passkey.
const library = () => import('@simplewebauthn/server')
const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** The site that a passkey is for: a key made for it answers no other, so a copied page gets nothing. */
function siteOf(house: SignInHouse, request: FastifyRequest): { id: string; origin: string } {
  const origin = originOf(house, request)
  return { id: new URL(origin).hostname, origin }
}

/** Begins to make a passkey for a person: the device checks its holder, by finger, face or PIN. */
export async function askForNewPasskey(house: SignInHouse, request: FastifyRequest, personId: string): Promise<Asked> {
  const person = await house.signIn
    .selectFrom('person')
    .select(['user_name', 'full_name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const known = await keysOf(house.signIn, personId)
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Mộc Bản',
    rpID: siteOf(house, request).id,
    userName: person.user_name,
    userDisplayName: person.full_name,
    userID: new Uint8Array(Buffer.from(personId)),
    excludeCredentials: known.map((key) => ({ id: key.credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestationType: 'none',
  })
  return { ticket: await keepChallenge(house.signIn, personId, options.challenge), options: { ...options } }
}

/** @throws sign-in.passkey-wrong, sign-in.begin-again */
export async function addPasskey(
  house: SignInHouse,
  request: FastifyRequest,
  personId: string,
  given: { ticket: string; name: string; response: Given },
): Promise<void> {
  const asked = await takeChallenge(house.signIn, given.ticket)
  if (asked.personId !== personId) throw refuse('sign-in.begin-again')
  const site = siteOf(house, request)
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: given.response as unknown as RegistrationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(wrong)
  if (!verified) throw refuse('sign-in.passkey-wrong')
  const { credential } = registrationInfo
  await house.signIn
    .insertInto('passkey')
    .values({
      person_id: personId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      site: site.id,
      name: given.name,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .execute()
}

/** Asks for a passkey: of a person where it is known who, else of whoever has one for this site. */
export async function askForPasskey(
  house: SignInHouse,
  request: FastifyRequest,
  personId: string | null,
): Promise<Asked> {
  const known = personId ? await keysOf(house.signIn, personId) : []
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: siteOf(house, request).id,
    userVerification: 'required',
    allowCredentials: known.map((key) => ({ id: key.credential_id })),
  })
  return { ticket: await keepChallenge(house.signIn, personId, options.challenge), options: { ...options } }
}

/**
 * Checks the answer and says whose passkey it is. A question is answered once.
 * @throws sign-in.passkey-wrong, sign-in.begin-again
 */
export async function takePasskey(
  house: SignInHouse,
  request: FastifyRequest,
  given: { ticket: string; response: Given },
): Promise<string> {
  const { signIn } = house
  const asked = await takeChallenge(signIn, given.ticket)
  const site = siteOf(house, request)
  const key = await signIn
    .selectFrom('passkey as k')
    .innerJoin('person as h', 'h.id', 'k.person_id')
    .select(['k.id', 'k.person_id', 'k.credential_id', 'k.public_key', 'k.counter'])
    .where('k.credential_id', '=', String(given.response.id))
    .where('k.site', '=', site.id)
    .where('h.active', '=', true)
    .executeTakeFirst()
  if (!key || (asked.personId !== null && asked.personId !== key.person_id)) throw refuse('sign-in.passkey-wrong')
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: given.response as unknown as AuthenticationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
    requireUserVerification: true,
  }).catch(wrong)
  if (!verified) throw refuse('sign-in.passkey-wrong')
  await signIn
    .updateTable('passkey')
    .set({ counter: authenticationInfo.newCounter, last_used_at: sql`now()` })
    .where('id', '=', key.id)
    .execute()
  return key.person_id
}

/** What the library found wrong is for nobody but who attacks. */
function wrong(): never {
  throw refuse('sign-in.passkey-wrong')
}

const keysOf = (signIn: Database, personId: string) =>
  signIn.selectFrom('passkey').select('credential_id').where('person_id', '=', personId).execute()

/** A challenge waits under a ticket that is good for nothing else. */
async function keepChallenge(signIn: Database, personId: string | null, challenge: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await keepQuestion(signIn, hashOf(token), { personId, challenge })
  return token
}

async function takeChallenge(signIn: Database, token: string): Promise<{ personId: string | null; challenge: string }> {
  const asked = await takeQuestion(signIn, hashOf(token))
  if (typeof asked?.challenge !== 'string') throw refuse('sign-in.begin-again')
  return { personId: (asked.personId as string | null) ?? null, challenge: asked.challenge }
}
