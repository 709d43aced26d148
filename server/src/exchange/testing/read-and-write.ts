import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderStore } from '../../platform/files/index.ts'
import { RefusalError } from '../../platform/http/index.ts'
import type { Message } from '../messages/message.ts'
import { readMessage } from '../messages/read-message.ts'
import { writeEnvelope, writeMessage } from '../messages/write-message.ts'

/** A message of a system that runs somewhere. */
export const sample = (name: string) => readFile(new URL(`samples/${name}`, import.meta.url), 'utf8')

async function* inPieces(bytes: Buffer | string, size = 64 * 1024) {
  const all = Buffer.from(bytes as string)
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}

/** Reads and writes messages beside a store of its own for their files. */
export async function openReader() {
  const folder = await mkdtemp(join(tmpdir(), 'mocban-messages-'))
  const files = await openFolderStore(folder)
  return {
    files,
    read: (bytes: Buffer | string, size?: number) => readMessage(inPieces(bytes, size), files),
    write: async (message: Message) => {
      const parts: string[] = []
      for await (const part of writeMessage(message, writeEnvelope(message), (sha256) => files.readAll(sha256)))
        parts.push(part)
      return parts.join('')
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Why something was refused: the code and its values. */
export async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => new Error('it was read'),
    (reason) => reason,
  )
  if (!(error instanceof RefusalError)) throw error
  return { code: error.code, ...error.values }
}
