import { signing } from '@mocban/contract/signing'
import type { Verification } from '@mocban/contract/verification'
import { addressOf, OfflineError, ProblemError } from '../shell/client.ts'

/** A file to be verified, and those that came with it and that its signatures may be over. */
export interface Together<F extends { name: string }> {
  file: F
  beside: F[]
}

const isApart = (name: string) => /\.(p7s|p7m|p7b|sig)$/i.test(name)
const bears = (name: string) => isApart(name) || /\.(pdf|xml)$/i.test(name)

/**
 * Which of the files dropped together belong together: a signature that stands apart goes with the file that it is named after, else with the only other one; XML
 * may be over any of the others. What goes with a signature is not looked at by itself, unless it bears one of its own.
 */
export function together<F extends { name: string }>(files: F[]): Together<F>[] {
  const over = (file: F): F[] => {
    const others = files.filter((one) => one !== file && !isApart(one.name))
    if (!isApart(file.name)) return /\.xml$/i.test(file.name) ? others : []
    const named = others.find((one) => file.name.toLowerCase().startsWith(`${one.name.toLowerCase()}.`))
    return named ? [named] : others.length === 1 ? others : []
  }
  const all = files.map((file) => ({ file, beside: over(file) }))
  const accompanied = new Set(all.flatMap((one) => one.beside))
  return all.filter(({ file }) => bears(file.name) || !accompanied.has(file))
}

/** @throws ProblemError, OfflineError */
export async function verifyTogether({ file, beside }: Together<File>): Promise<Verification> {
  const named = beside.map(({ name, size }) => ({ name, size }))
  const query = beside.length > 0 ? { beside: JSON.stringify(named) } : {}
  const response = await fetch(addressOf(signing.verifyOutside, { query }), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'accept-language': document.documentElement.lang },
    body: new Blob([file, ...beside]),
  }).catch(() => null)
  const body = await response?.json().catch(() => null)
  if (!response || !body) throw new OfflineError('offline')
  if (!response.ok) throw new ProblemError(body)
  return body as Verification
}
