import { refuse } from '../../platform/http/index.ts'
import { holds, nodeHash } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import type { Hash, SigningKey } from './signing-key.ts'

/** Looks at each value that a device or service gives before anything is made of it: a wrong one would be found out by the recipient. */
export function checkedKey(key: SigningKey): SigningKey {
  const { key: publicKey } = parseCertificate(key.certificate)
  const fits = (data: Uint8Array, hash: Hash, value: Uint8Array | null | undefined): value is Uint8Array => {
    const scheme = { scheme: key.algorithm === 'ECDSA' ? ('ecdsa' as const) : ('rsa' as const), digest: nodeHash(hash) }
    return !!value && holds(publicKey, scheme, data, value)
  }
  const together = key.signTogether?.bind(key)
  return {
    ...key,
    async sign(data, hash) {
      const value = await key.sign(data, hash)
      if (!fits(data, hash, value)) throw refuse('signing.key-does-not-fit')
      return value
    },
    signTogether:
      together &&
      (async (data, hash) => {
        const values = await together(data, hash)
        return data.map((one, i) => (fits(one, hash, values[i]) ? values[i] : null))
      }),
  }
}
