import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashFile } from './hash-file.ts'

it('hashes a file piece by piece as the server does', async () => {
  for (const size of [0, 1, 63, 64, 200_000]) {
    const bytes = new Uint8Array(size).map((_, n) => (n * 7) % 251)
    const shares: number[] = []
    expect(await hashFile(new Blob([bytes]), (share) => shares.push(share))).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    )
    if (size > 0) expect(shares.at(-1)).toBe(1)
  }
})
