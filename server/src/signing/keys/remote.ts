import { refuse } from '../../platform/http/index.ts'
import { digest, digestOids, nodeHash, signatureOid } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import { toSequence } from '../certificates/ecdsa-value.ts'
import { checkedKey } from './checked-key.ts'
import { ask, type RemoteAccess } from './remote-call.ts'
import type { Hash, SigningKey } from './signing-key.ts'

/** What the service wants before it signs. */
export interface AuthorizationNeed {
  credentialId: string
  /** Which the service asks for: a PIN the holder knows, a one-time code they receive. */
  needs: ('pin' | 'otp')[]
  /** How many are signed under this authorization. */
  count: number
  description?: string
}

export interface RemotePlace extends RemoteAccess {
  credentialId: string
  /** Asks the holder for what authorizes the signing; called once for each authorization. */
  authorize(need: AuthorizationNeed): Promise<{ pin?: string; otp?: string }>
  /** Shown by the service to the holder beside the question. */
  description?: string
  /** A code was sent already (`sendRemoteCode`), and `authorize` gives it: another one would make it worthless. */
  codeSent?: boolean
}

/** Has the service send the holder a one-time code, for services that send one (`credentials/getChallenge`). */
export const sendRemoteCode = async (access: RemoteAccess, credentialId: string): Promise<void> => {
  await ask(access, 'credentials/getChallenge', { credentialID: credentialId })
}

interface CredentialInfo {
  key: { status: string; algo: string[]; len?: number }
  cert: { status?: string; certificates: string[] }
  auth: { mode: string; expression?: string; objects?: { type: string; id: string }[] }
  SCAL?: '1' | '2'
  multisign: number
}

/** The credentials that the bearer of the token may use (`credentials/list`), page by page. */
export async function remoteCredentials(access: RemoteAccess): Promise<string[]> {
  const found: string[] = []
  let pageToken: string | undefined
  do {
    const page = await ask<{ credentialIDs: string[]; nextPageToken?: string }>(access, 'credentials/list', {
      maxResults: 100,
      pageToken,
    })
    found.push(...page.credentialIDs)
    pageToken = page.nextPageToken
  } while (pageToken && found.length < 10_000)
  return found
}

/** A key that a remote service keeps (CSC API v2). @throws signing.device-unavailable, signing.service-refused, signing.pin-wrong, signing.code-spent, signing.key-not-found */
export async function openRemote(place: RemotePlace): Promise<SigningKey> {
  const info = await ask<CredentialInfo>(place, 'credentials/info', {
    credentialID: place.credentialId,
    certificates: 'chain',
    certInfo: true,
    authInfo: true,
  })
  const [own, ...chain] = (info.cert?.certificates ?? []).map((one) => Buffer.from(one, 'base64'))
  if (!own || info.key?.status !== 'enabled') throw refuse('signing.key-not-found', { label: place.credentialId })
  const certificate = parseCertificate(own)
  const algorithm = certificate.key.kind === 'EC' ? ('ECDSA' as const) : ('RSA-PKCS1' as const)
  const spending = spendOnce(place, Math.max(1, info.multisign ?? 1))
  const signTogether = (data: Uint8Array[], hash: Hash) => signSome(spending, info, { data, hash, algorithm })
  return checkedKey({
    certificate: own,
    chain,
    algorithm,
    sign: async (data, hash) => (await signTogether([data], hash))[0]!,
    signTogether,
    mostTogether: Math.max(1, info.multisign ?? 1),
  })
}

/** A code given beforehand serves one authorization. Sent again it would count as a wrong one, and five of those lock the holder out. */
function spendOnce(place: RemotePlace, most: number): RemotePlace {
  if (!place.codeSent) return place
  let spent = false
  return {
    ...place,
    authorize: async (need) => {
      if (spent && need.needs.includes('otp')) throw refuse('signing.code-spent', { most })
      spent = true
      return place.authorize(need)
    },
  }
}

async function signSome(
  place: RemotePlace,
  info: CredentialInfo,
  given: { data: Uint8Array[]; hash: Hash; algorithm: SigningKey['algorithm'] },
): Promise<Uint8Array[]> {
  const hashes = given.data.map((one) => digest(nodeHash(given.hash), one).toString('base64'))
  const hashAlgorithmOID = digestOids[given.hash]
  const { SAD } = await ask<{ SAD: string }>(place, 'credentials/authorize', {
    credentialID: place.credentialId,
    numSignatures: hashes.length,
    // So that the service signs these and nothing else (SCAL2 demands it, SCAL1 ignores it).
    hashes,
    hashAlgorithmOID,
    authData: await authorization(place, info, hashes.length),
    description: place.description,
  })
  const whole = signatureOid(given.algorithm, given.hash)
  const bare = given.algorithm === 'ECDSA' ? '1.2.840.10045.2.1' : '1.2.840.113549.1.1.1'
  const { signatures } = await ask<{ signatures: string[] }>(place, 'signatures/signHash', {
    credentialID: place.credentialId,
    SAD,
    hashes,
    hashAlgorithmOID,
    signAlgo: info.key.algo?.includes(whole) ? whole : bare,
    operationMode: 'S',
  })
  return (signatures ?? []).map((one) => {
    const value = Buffer.from(one, 'base64')
    return given.algorithm === 'ECDSA' && value[0] !== 0x30 ? toSequence(value) : value
  })
}

async function authorization(
  place: RemotePlace,
  info: CredentialInfo,
  count: number,
): Promise<{ id: string; value: string }[]> {
  if (info.auth?.mode === 'implicit') return []
  const objects = info.auth?.objects ?? []
  const kind = (one: { type: string; id: string }) =>
    /otp|challenge/i.test(`${one.type} ${one.id}`) ? ('otp' as const) : ('pin' as const)
  // A code that the service sends is sent when it is asked for.
  if (!place.codeSent && objects.some((one) => one.type === 'ChallengeResponse'))
    await sendRemoteCode(place, place.credentialId)
  const given = await place.authorize({
    credentialId: place.credentialId,
    needs: objects.map(kind),
    count,
    description: place.description,
  })
  // Sent without it, the service would count a wrong one.
  if (!given.otp && objects.some((one) => kind(one) === 'otp')) throw refuse('signing.code-missing')
  return objects.map((one) => ({ id: one.id, value: given[kind(one)] ?? '' }))
}
