import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'

/** Stores bytes that the program made for the person who asks: they may read them before a record refers to them. */
export async function keepFile(
  asMe: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  files: FileStore,
  bytes: Buffer,
  name: string,
  mediaType: string,
): Promise<{ sha256: string; name: string; mediaType: string }> {
  const { sha256, size } = await files.putBytes(bytes)
  await asMe((tx) => sql`select app.add_file(${sha256}, ${size}, ${mediaType})`.execute(tx))
  return { sha256, name, mediaType }
}
