import { createPrivateKey, generateKeyPair, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type SigningKey, toPem } from '../../signing/index.ts'

/**
 * The key that signs this installation's messages, in `path` (PEM: private key and certificate). Made at the first start with a certificate of its
 * own, which partners take into their directories; an operator may put one there that an authority issued.
 */
export async function openMessageKey(path: string): Promise<SigningKey> {
  const pem = await readFile(path, 'utf8').catch(async () => {
    // Whole or not at all, also where the program dies here; of two that begin at the same moment one makes it and both use it.
    const own = `${path}.${process.pid}`
    await writeFile(own, await makeKey('Mộc Bản'), { mode: 0o600 })
    await link(own, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(own)
    return readFile(path, 'utf8')
  })
  return keyOfPem(pem)
}

export function keyOfPem(pem: string): SigningKey {
  const key = createPrivateKey(pem)
  const certificates = [...pem.matchAll(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)].map(
    ([one]) => new X509Certificate(one).raw,
  )
  const [certificate, ...chain] = certificates
  if (!certificate) throw new Error('no certificate beside the key')
  return {
    certificate,
    chain,
    algorithm: key.asymmetricKeyType === 'ec' ? 'ECDSA' : 'RSA-PKCS1',
    sign: (data, hash) =>
      new Promise((resolve, reject) =>
        // Off the main thread: other messages are read meanwhile.
        sign(hash.replace('-', ''), data, key, (error, value) => (error ? reject(error) : resolve(value))),
      ),
  }
}

/** A key of RSA 3072 and a certificate that it signs itself, for twenty years. */
export async function makeKey(name: string, bits = 3072): Promise<string> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: bits })
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${toPem(selfSigned(name, publicKey, privateKey))}`
}

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex')
const commonName = Buffer.from('0603550403', 'hex')
const moment = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/\D/g, '')}Z`))

function selfSigned(name: string, publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const from = new Date(Date.now() - 3_600_000)
  const until = new Date(from.getTime() + 20 * 365 * 86_400_000)
  const named = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    sha256WithRsa,
    named,
    sequence(moment(from), moment(until)),
    named,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const value = sign('sha256', body, privateKey)
  return sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), value))
}
