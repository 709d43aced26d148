import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Authority, createAuthority } from '../../signing/index.ts'

const nameOf = (folder: string) => join(folder, 'demonstration-authority.json')
const asText = (_: string, value: unknown) =>
  value instanceof Uint8Array || (value as { type?: string } | null)?.type === 'Buffer'
    ? { base64: Buffer.from(value as Uint8Array).toString('base64') }
    : value
const asBytes = (_: string, value: unknown) =>
  typeof (value as { base64?: string } | null)?.base64 === 'string'
    ? Buffer.from((value as { base64: string }).base64, 'base64')
    : value

/**
 * The demonstration's own certificate authority, with its time-stamps and answers on revocation, kept in the data folder; null where there is none. Its
 * certificates say that they are for trial, and nobody outside the demonstration trusts it.
 */
export async function openDemonstrationAuthority(folder: string, now?: () => Date): Promise<Authority | null> {
  const text = await readFile(nameOf(folder), 'utf8').catch(() => null)
  if (!text) return null
  return createAuthority({
    algorithm: 'ec-p256',
    material: JSON.parse(text, asBytes),
    ...(now ? { now } : {}),
  })
}

export async function keepDemonstrationAuthority(folder: string, authority: Authority): Promise<void> {
  const name = nameOf(folder)
  await writeFile(`${name}.new`, JSON.stringify(authority.material, asText), { mode: 0o600 })
  await rename(`${name}.new`, name)
}
