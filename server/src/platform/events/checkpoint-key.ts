import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Signs checkpoints. The private key stays in its file. */
export interface CheckpointKey {
  id: string
  publicKey: Buffer
  sign(statement: string): Buffer
}

/** Where the public halves of all keys that were ever used here lie, one PEM after the other. */
export const publicKeysFile = (folder: string) => join(folder, 'checkpoint-keys.pem')

/**
 * Opens the key that signs checkpoints: a PEM with an Ed25519 private key, in the data folder unless a setting names another file. Where there is none
 * yet, one is made. Its public half is added to those known here, so that checkpoints signed before the key was changed can still be checked.
 */
export async function openCheckpointKey(
  folder: string,
  file = join(folder, 'checkpoint-key.pem'),
): Promise<CheckpointKey> {
  const pem = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    // Whoever makes it first has made it: two programs on one folder use one key.
    return writeFile(file, made, { flag: 'wx', mode: 0o600, flush: true }).then(
      () => made,
      () => readFile(file, 'utf8'),
    )
  })
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file}: not an Ed25519 private key`)
  const open = createPublicKey(key)
  const known = publicKeysFile(folder)
  const openPem = open.export({ type: 'spki', format: 'pem' }).toString()
  if (!(await readFile(known, 'utf8').catch(() => '')).includes(openPem))
    await appendFile(known, openPem, { flush: true })
  const publicKey = open.export({ type: 'spki', format: 'der' })
  return { id: keyId(publicKey), publicKey, sign: (statement) => sign(null, Buffer.from(statement), key) }
}

/** A public key's name: the beginning of its SHA-256, as it can be read over the telephone. */
export const keyId = (publicKey: Buffer): string => createHash('sha256').update(publicKey).digest('hex').slice(0, 16)

/** Reads the public keys of a file of PEM blocks. */
export async function readPublicKeys(file: string): Promise<KeyObject[]> {
  const blocks = (await readFile(file, 'utf8')).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  return blocks.map((pem) => createPublicKey(pem))
}
