import type { SigningKey } from './signing-key.ts'

export interface Pkcs11Place {
  /** The library of the card or HSM. */
  module: string
  /** The label of its token. */
  token: string
  /** The label of the key and its certificate. */
  label: string
  pin: string
}

/** A key on a card or in an HSM, through PKCS#11; it never leaves it. @throws signing.device-unavailable, signing.pin-wrong, signing.pin-locked, signing.key-not-found */
export async function openPkcs11(_place: Pkcs11Place): Promise<SigningKey> {
  throw new Error('not yet')
}
