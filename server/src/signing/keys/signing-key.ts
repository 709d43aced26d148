/** What a signature is made over; SHA-1 and MD5 are never made, only recognised. */
export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** A private key that somebody else keeps (a file, a card, a service) and the certificate that it belongs to. */
export interface SigningKey {
  /** DER. */
  certificate: Uint8Array
  /** The issuers above it, DER, as far as the keeper has them. */
  chain: Uint8Array[]
  algorithm: 'RSA-PKCS1' | 'ECDSA'
  /** The bare signature value over `data`; ECDSA as the DER sequence of r and s. */
  sign(data: Uint8Array, hash: Hash): Promise<Uint8Array>
  /** Lets go of the device or service. */
  close?(): Promise<void>
  /**
   * Signs many under one authorization (remote services): what each work asks to be signed is collected, authorized once, signed at once.
   * Keys without it sign one after another. Null for one whose value is not its signature.
   */
  signTogether?(data: Uint8Array[], hash: Hash): Promise<(Uint8Array | null)[]>
  /** How many the service signs under one authorization. More are signed in parts, each under its own. */
  mostTogether?: number
}
