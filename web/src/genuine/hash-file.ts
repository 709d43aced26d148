import { sha256 } from '@noble/hashes/sha2.js'

/**
 * The SHA-256 of a file, read piece by piece, so that a phone holds no large file in memory. In script: the browser's own hashing wants all of it at
 * once, and is not there on plain http.
 */
export async function hashFile(file: Blob, onShare: (share: number) => void = () => {}): Promise<string> {
  const hash = sha256.create()
  const reader = file.stream().getReader()
  let done = 0
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    hash.update(piece.value)
    done += piece.value.length
    onShare(file.size ? done / file.size : 1)
    // Lets the browser draw and answer between the pieces.
    await new Promise((next) => setTimeout(next))
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
