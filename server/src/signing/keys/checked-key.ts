import { refuse } from '../../platform/http/index.ts'
import { holds, nodeHash } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import type { Hash, SigningKey } from './signing-key.ts'

/** Looks at each value that a device or service gives before anything is made of it: a wrong one would be found out by the recipient. */
export function checkedKey(key: SigningKey): SigningKey {
  const { key: publicKey } = parseCertificate(key.certificate)
  const check = (data: Uint8Array, hash: Hash, value: Uint8Array | undefined): Uint8Array => {
    const scheme = { scheme: key.algorithm === 'ECDSA' ? ('ecdsa' as const) : ('rsa' as const), digest: nodeHash(hash) }
    if (!value || !holds(publicKey, scheme, data, value)) throw refuse('signing.key-does-not-fit')
    return value
  }
  const together = key.signTogether?.bind(key)
  return {
    ...key,
    sign: async (data, hash) => check(data, hash, await key.sign(data, hash)),
    signTogether:
      together &&
      (async (data, hash) => {
        const values = await together(data, hash)
        return data.map((one, i) => check(one, hash, values[i]))
      }),
  }
}
