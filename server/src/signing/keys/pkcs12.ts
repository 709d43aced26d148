import type { SigningKey } from './signing-key.ts'

/** A key of a PKCS#12 file: for demonstration, and for the seals of services; a person's key stays on their card. @throws signing.password-wrong, signing.key-unreadable */
export async function openPkcs12(_bytes: Uint8Array, _password: string): Promise<SigningKey> {
  throw new Error('not yet')
}
