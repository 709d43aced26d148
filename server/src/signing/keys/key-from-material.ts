import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { refuse } from '../../platform/http/index.ts'
import { nodeHash } from '../certificates/algorithms.ts'
import { parseCertificate } from '../certificates/certificate.ts'
import type { SigningKey } from './signing-key.ts'

/** The key among these that has its certificate among those, with the certificates above it. @throws signing.key-not-found, signing.key-unreadable */
export function keyFromMaterial(privateKeys: Uint8Array[], certificates: Uint8Array[]): SigningKey {
  const parsed = certificates.map(parseCertificate)
  for (const bytes of privateKeys) {
    let key: ReturnType<typeof createPrivateKey>
    try {
      key = createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' })
    } catch {
      throw refuse('signing.key-unreadable', { because: 'PKCS#8' })
    }
    const own = createPublicKey(key).export({ format: 'der', type: 'spki' })
    const certificate = parsed.find((one) =>
      createPublicKey({ key: Buffer.from(one.spki), format: 'der', type: 'spki' }).equals(
        createPublicKey({ key: own, format: 'der', type: 'spki' }),
      ),
    )
    if (!certificate) continue
    return {
      certificate: certificate.der,
      chain: chainAbove(certificate.der, certificates),
      algorithm: key.asymmetricKeyType === 'ec' ? 'ECDSA' : 'RSA-PKCS1',
      sign: async (data, hash) => sign(nodeHash(hash), data, key),
    }
  }
  throw refuse('signing.key-not-found', { label: '—' })
}

/** From the given ones, those that stand above the certificate, nearest first. */
export function chainAbove(certificate: Uint8Array, given: Uint8Array[]): Uint8Array[] {
  const all = given.map(parseCertificate)
  const chain: Uint8Array[] = []
  let below = parseCertificate(certificate)
  while (chain.length < 10) {
    const above = all.find(
      (one) =>
        one.subject.key === below.issuer.key &&
        one.fingerprint !== below.fingerprint &&
        (!below.authorityKey || !one.subjectKey || one.subjectKey === below.authorityKey),
    )
    if (!above || chain.some((one) => Buffer.from(one).equals(above.der))) break
    chain.push(above.der)
    below = above
  }
  return chain
}
