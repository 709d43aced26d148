import type { Database, SessionProof } from '../database/index.ts'
import type { SignInHouse } from './house.ts'
import { readProvider, signOutAddress } from './openid.ts'

export interface Ended {
  personId: string
  providerId: string | null
  idToken: Buffer | null
}

/** Ends the session of a cookie, at once and in every process. */
export async function endSession(signIn: Database, proof: SessionProof): Promise<Ended | undefined> {
  return signIn
    .deleteFrom('session')
    .where('token_hash', '=', proof.session)
    .returning(['person_id as personId', 'provider_id as providerId', 'id_token as idToken'])
    .executeTakeFirst()
}

/** Where a session that came through a provider is signed out there as well; null for others, and where the provider is gone. */
export async function signOutThere(house: SignInHouse, ended: Ended, origin: string): Promise<string | null> {
  if (!ended.providerId || !ended.idToken) return null
  const provider = await readProvider(house.signIn, ended.providerId).catch(() => null)
  if (!provider) return null
  const idToken = house.sealer.open(ended.idToken, `id token ${ended.personId}`)
  return signOutAddress(house, provider, idToken, `${origin}/`)
}
