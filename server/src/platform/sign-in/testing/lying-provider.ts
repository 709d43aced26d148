import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { base64url, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export type Lie =
  | 'nothing'
  | 'issuer'
  | 'nonce'
  | 'no nonce'
  | 'audience'
  | 'other party'
  | 'expired'
  | 'from the future'
  | 'unsigned'
  | 'other key'
  | 'secret as key'
  | 'no subject'
  | 'no token'

/** An identity provider that lies in its ID token as told. Its other answers are right. */
export async function startLyingProvider(clientSecret: string) {
  const [right, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const state = { lie: 'nothing' as Lie, nonce: '', subject: 'subject-1' }
  let issuer = ''
  const idToken = async (): Promise<string | undefined> => {
    const { lie } = state
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      iss: lie === 'issuer' ? 'https://somebody.example' : issuer,
      aud: lie === 'audience' ? 'another-program' : lie === 'other party' ? ['mocban', 'another-program'] : 'mocban',
      iat: lie === 'expired' ? now - 7200 : now,
      exp: lie === 'expired' ? now - 3600 : now + 300,
      ...(lie === 'from the future' ? { nbf: now + 3600 } : {}),
      ...(lie === 'other party' ? { azp: 'another-program' } : {}),
      ...(lie === 'no subject' ? {} : { sub: state.subject }),
      ...(lie === 'no nonce' ? {} : { nonce: lie === 'nonce' ? 'the nonce of another question' : state.nonce }),
    }
    if (lie === 'no token') return undefined
    if (lie === 'unsigned')
      return `${base64url.encode(JSON.stringify({ alg: 'none' }))}.${base64url.encode(JSON.stringify(claims))}.`
    if (lie === 'secret as key')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clientSecret))
    const key = lie === 'other key' ? other.privateKey : right.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
  }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', issuer).pathname
    const answer = async () => {
      if (path === '/jwks')
        return { keys: [{ ...(await exportJWK(right.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }] }
      if (path === '/token') return { access_token: 'x', token_type: 'Bearer', id_token: await idToken() }
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await answer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { issuer, state, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) }
}
