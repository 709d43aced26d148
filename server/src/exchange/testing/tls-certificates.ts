import { createHash, createPublicKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  buildCertificate,
  type CertificateRequest,
  type Issuer,
  makeKey,
} from '../../signing/authority/build-certificate.ts'
import { toPem } from '../../signing/index.ts'

const days = (n: number) => new Date(Date.now() + n * 86_400_000)

export async function makeAuthority(name: string): Promise<Issuer> {
  const key = await makeKey('ec-p256')
  const certificate = buildCertificate({
    subject: [['CN', name]],
    publicKey: createPublicKey(key),
    signWith: key,
    from: days(-100),
    to: days(100),
    issues: { pathLength: 0 },
    keyUsage: ['keyCertSign'],
  } as CertificateRequest)
  return { certificate, key }
}

/** Writes a certificate for a name and its key into a folder; answers the settings of a way that shows it. */
export async function issueInto(folder: string, name: string, issuer: Issuer, { from = -10, to = 10 } = {}) {
  const own = await makeKey('ec-p256')
  const certificate = buildCertificate({
    subject: [['CN', name]],
    publicKey: createPublicKey(own),
    issuer,
    from: days(from),
    to: days(to),
    keyUsage: ['digitalSignature'],
  } as CertificateRequest)
  const path = join(folder, createHash('sha256').update(certificate).digest('hex').slice(0, 12))
  const texts = { certificate: toPem(certificate), key: String(own.export({ type: 'pkcs8', format: 'pem' })) }
  await writeFile(`${path}.crt`, texts.certificate)
  await writeFile(`${path}.key`, texts.key)
  return { settings: { certificate: `${path}.crt`, key: `${path}.key` }, texts }
}
