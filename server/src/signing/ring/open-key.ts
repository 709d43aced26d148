import type { SignWith } from '@mocban/contract/sign-with'
import type { Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { isSelfIssued, tryCertificate } from '../certificates/certificate.ts'
import { chainAbove } from '../keys/key-from-material.ts'
import { openPkcs11 } from '../keys/pkcs11.ts'
import { openPkcs12 } from '../keys/pkcs12.ts'
import { openRemote, sendRemoteCode } from '../keys/remote.ts'
import { remoteLogin } from '../keys/remote-call.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import type { SigningHouse } from './house.ts'
import { readTrustStore } from './trust-list.ts'

/** Where a key is, as its row says. */
export interface KeyPlace {
  kind: string
  place: Record<string, string>
  pkcs12: Uint8Array | null
}
type Unlock = SignWith['unlock']

/** Opens a key where it is kept; whoever opens it closes it. @throws what the key refuses */
export async function openPlace(
  house: SigningHouse,
  { kind, place, pkcs12 }: KeyPlace,
  unlock: Unlock,
): Promise<SigningKey> {
  if (kind === 'pkcs12') return openPkcs12(pkcs12 ?? new Uint8Array(), unlock.pin)
  if (kind === 'pkcs11') {
    const module = house.devices[place.device ?? '']
    if (!module) throw refuse('signing.device-unavailable', { because: place.device ?? '' })
    return openPkcs11({ module, token: place.token ?? '', label: place.label ?? '', pin: unlock.pin })
  }
  return openRemote({
    ...(await serviceOf(house, place)),
    credentialId: place.credentialId ?? '',
    // Who gives a code was sent it before; another one would make it worthless.
    ...(unlock.otp ? { codeSent: true } : {}),
    authorize: async () => ({ pin: unlock.pin, ...(unlock.otp ? { otp: unlock.otp } : {}) }),
  })
}

async function serviceOf(house: SigningHouse, place: Record<string, string>) {
  const service = house.services[place.service ?? '']
  if (!service) throw refuse('signing.device-unavailable', { because: place.service ?? '' })
  return { serviceUrl: service.serviceUrl, accessToken: await remoteLogin(service) }
}

/** Has the service send the holder of a key its one-time code. @throws signing.key-not-found, what the service refuses */
export async function sendCode(tx: Tx, house: SigningHouse, keyId: string): Promise<Record<string, never>> {
  const row = await tx
    .selectFrom('signing_key')
    .where('id', '=', keyId)
    .where('kind', '=', 'remote')
    .where('ended_at', 'is', null)
    .select('place')
    .executeTakeFirst()
  if (!row) throw refuse('signing.key-not-found', { label: '' })
  const place = row.place as Record<string, string>
  await sendRemoteCode(await serviceOf(house, place), place.credentialId ?? '')
  return {}
}

export interface OpenKey {
  key: SigningKey
  id: string
  /** Whose it is. */
  of: 'person' | 'agency'
}

/** Opens a key of the ring: one's own, or the agency's seal for who may put it; the database shows no others. @throws signing.key-not-found, what the key refuses */
export async function openRingKey(
  tx: Tx,
  house: SigningHouse,
  of: 'person' | 'agency',
  given: SignWith,
): Promise<OpenKey> {
  const row = await tx
    .selectFrom('signing_key')
    .where('id', '=', given.keyId)
    .where(of === 'person' ? 'person_id' : 'agency_id', 'is not', null)
    .where('ended_at', 'is', null)
    .select(['id', 'kind', 'place', 'pkcs12'])
    .executeTakeFirst()
  if (!row) throw refuse('signing.key-not-found', { label: '' })
  const place = { kind: row.kind, place: row.place as Record<string, string>, pkcs12: row.pkcs12 }
  return { key: await withChain(tx, await openPlace(house, place, given.unlock)), id: row.id, of }
}

/** Cards mostly bring their holder's certificate alone: those above it come from the trust list, so that whoever gets the signature finds its way, and issuers can be asked for its state. */
async function withChain(tx: Tx, key: SigningKey): Promise<SigningKey> {
  const top = tryCertificate(key.chain.at(-1) ?? key.certificate)
  if (!top || isSelfIssued(top)) return key
  const { trust } = await readTrustStore(tx)
  const known = [...key.chain, ...(trust.intermediates ?? [])].filter((one) => tryCertificate(one))
  return { ...key, chain: chainAbove(key.certificate, known) }
}
