import { createPrivateKey } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toPem } from '../certificates/pem.ts'
import { readCertificates } from '../certificates/read-certificate.ts'
import type { KeyAlgorithm } from './build-certificate.ts'
import { type Authority, type AuthorityMaterial, createAuthority } from './create-authority.ts'

const parts = ['root', 'issuing', 'timestamping', 'ocsp'] as const
interface Register {
  name: string
  baseUrl: string
  issued: AuthorityMaterial['issued']
}

/** Somebody gave a password that opens nothing. */
export class WrongAuthorityPassword extends Error {}

/** Makes an authority in a folder: certificates to hand out, keys encrypted (AES-256) under the password, a register of what was issued. Never over another. */
export async function makeAuthorityFolder(
  folder: string,
  given: { name?: string; baseUrl: string; password: string; algorithm?: KeyAlgorithm },
): Promise<Authority> {
  const authority = await createAuthority({
    name: given.name,
    baseUrl: given.baseUrl,
    algorithm: given.algorithm ?? 'rsa-3072',
  })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const part of parts) {
    const { certificate, privateKey } = authority.material[part]
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
    const pem = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: given.password })
    await writeFile(join(folder, `${part}.key`), pem, { mode: 0o600, flag: 'wx' })
    await writeFile(join(folder, `${part}.pem`), toPem(certificate))
  }
  await saveRegister(folder, {
    name: given.name ?? 'Mộc Bản',
    baseUrl: given.baseUrl,
    issued: authority.material.issued,
  })
  return authority
}

export interface OpenAuthority {
  authority: Authority
  /** Reads again what another process issued or revoked meanwhile. */
  refresh(): Promise<void>
  /** Writes down what was issued or revoked. */
  save(): Promise<void>
}

/** @throws WrongAuthorityPassword */
export async function openAuthorityFolder(folder: string, password: string): Promise<OpenAuthority> {
  const register = await readRegister(folder)
  const holders = await Promise.all(
    parts.map(async (part) => {
      const pem = await readFile(join(folder, `${part}.key`), 'utf8')
      const [certificate] = readCertificates(await readFile(join(folder, `${part}.pem`)))
      return [part, { certificate: certificate!, privateKey: decrypt(pem, password) }] as const
    }),
  )
  const material = { ...Object.fromEntries(holders), issued: register.issued } as unknown as AuthorityMaterial
  const authority = await createAuthority({
    name: register.name,
    baseUrl: register.baseUrl,
    algorithm: 'rsa-2048',
    material,
  })
  return {
    authority,
    refresh: async () => void Object.assign(material.issued, (await readRegister(folder)).issued),
    save: () => saveRegister(folder, { ...register, issued: material.issued }),
  }
}

function decrypt(pem: string, passphrase: string): Buffer {
  try {
    return createPrivateKey({ key: pem, passphrase }).export({ format: 'der', type: 'pkcs8' })
  } catch {
    throw new WrongAuthorityPassword()
  }
}

const registerFile = (folder: string) => join(folder, 'register.json')
const readRegister = async (folder: string): Promise<Register> =>
  JSON.parse(await readFile(registerFile(folder), 'utf8'))
async function saveRegister(folder: string, register: Register): Promise<void> {
  // Whole or not at all: a responder may be reading.
  await writeFile(`${registerFile(folder)}.new`, `${JSON.stringify(register, null, 2)}\n`)
  await rename(`${registerFile(folder)}.new`, registerFile(folder))
}
