import type { SigningKey } from './signing-key.ts'

/** What the service wants before it signs. */
export interface AuthorizationNeed {
  credentialId: string
  /** Which the service asks for: a PIN the holder knows, a one-time code they receive. */
  needs: ('pin' | 'otp')[]
  /** How many are signed under this authorization. */
  count: number
  description?: string
}

export interface RemotePlace {
  /** The base address of a Cloud Signature Consortium API v2, `https://…/csc/v2`. */
  serviceUrl: string
  credentialId: string
  /** The bearer token of the service, from `remoteLogin` or the service's own sign-in. */
  accessToken: string
  /** Asks the holder for what authorizes the signing; called once for each authorization. */
  authorize(need: AuthorizationNeed): Promise<{ pin?: string; otp?: string }>
  /** Shown by the service to the holder beside the question. */
  description?: string
  fetch?: typeof fetch
}

export interface RemoteService {
  name: string
  region: string
  methods: string[]
  specs: string
}

/** What a service says of itself (`info`). @throws signing.device-unavailable */
export async function remoteInfo(_serviceUrl: string, _given?: { fetch?: typeof fetch }): Promise<RemoteService> {
  throw new Error('not yet')
}

/** A service token by OAuth 2.0 client credentials (`oauth2/token`). @throws signing.service-refused, signing.device-unavailable */
export async function remoteLogin(_given: {
  serviceUrl: string
  clientId: string
  clientSecret: string
  fetch?: typeof fetch
}): Promise<string> {
  throw new Error('not yet')
}

/** The credentials that the bearer of the token may use (`credentials/list`). */
export async function remoteCredentials(_given: {
  serviceUrl: string
  accessToken: string
  fetch?: typeof fetch
}): Promise<string[]> {
  throw new Error('not yet')
}

/** A key that a remote service keeps (CSC API v2). @throws signing.device-unavailable, signing.service-refused, signing.pin-wrong, signing.key-not-found */
export async function openRemote(_place: RemotePlace): Promise<SigningKey> {
  throw new Error('not yet')
}
