import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Seals what the database keeps of secrets (AES-256-GCM); `about` binds a seal to its row, so that one cannot be moved to another. */
export interface Sealer {
  seal(text: string, about: string): Buffer
  /** @throws where the key is another, or the seal was altered or moved */
  open(sealed: Buffer, about: string): string
  /** For codes that are only compared: worthless without the key. */
  fingerprint(text: string, about: string): Buffer
}

export function openSealer(key: string): Sealer {
  const derive = (what: string) => Buffer.from(hkdfSync('sha256', key, '', `mocban ${what}`, 32))
  const sealing = derive('seal')
  const printing = derive('fingerprint')
  return {
    seal(text, about) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about))
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
    },
    fingerprint: (text, about) => createHmac('sha256', printing).update(`${about}\n${text}`).digest(),
  }
}
