import type { Authority } from '../authority/create-authority.ts'
import { openPkcs11 } from '../keys/pkcs11.ts'
import type { SigningKey } from '../keys/signing-key.ts'
import { hasPkcs11, makeSoftHsm } from './soft-hsm.ts'

export const levels = ['B-B', 'B-T', 'B-LT'] as const

/** A person's key, a seal's, and the person's within a token, with what each level of signature asks of their authority. */
export async function openKeys(authority: Authority) {
  const person = await authority.issue({
    kind: 'person',
    name: 'Nguyễn Văn Thử',
    organisation: 'Sở Thử nghiệm',
    algorithm: 'rsa-2048',
  })
  const seal = await authority.issue({ kind: 'seal', name: 'Sở Thử nghiệm', algorithm: 'ec-p384' })
  const hsm = hasPkcs11 ? makeSoftHsm() : null
  await hsm?.put('ky', { privateKey: person.privateKey, certificates: [person.certificate, authority.issuing] })
  const token = hsm ? await openPkcs11(hsm.place('ky')) : person.key
  const keys: Record<'rsa' | 'ecdsa' | 'token', SigningKey> = { rsa: person.key, ecdsa: seal.key, token }
  return {
    person,
    keys,
    signing: (level: (typeof levels)[number]) => ({
      level,
      when: new Date(),
      timestamps: authority.timestamps,
      revocation: authority.revocation,
    }),
    options: () => ({ trust: authority.trust, at: new Date(), revocationSource: authority.revocation }),
    /** Nobody can be asked any more: what is known of certificates is what the file carries. */
    later: () => ({ trust: authority.trust, at: new Date() }),
    close: async () => {
      await token.close?.()
      hsm?.remove()
    },
  }
}
