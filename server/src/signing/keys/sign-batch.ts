import type { SigningKey } from './signing-key.ts'

/**
 * Does each work with the key, all under one authorization where the key has one: 50 documents, one PIN.
 * Each result stands on its own; one that fails stops none of the others. Each work signs once.
 */
export async function signBatch<T>(
  _key: SigningKey,
  _works: ((key: SigningKey) => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  throw new Error('not yet')
}
