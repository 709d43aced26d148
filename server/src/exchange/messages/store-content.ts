import { PassThrough } from 'node:stream'
import type { FileStore, StoredFile } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { Base64Decoder } from './base64.ts'
import type { ContentSink, Element } from './read-xml.ts'
import { headLength } from './unpack.ts'

/** What is no larger is stored whole when it ends; larger ones as they come. */
const heldAtMost = 250_000

/** Decodes an attachment into the file store while it comes; its element's text becomes `hash size`, and its first bytes go into `heads`. */
export function storeContent(
  element: Element,
  files: Pick<FileStore, 'put' | 'putBytes'>,
  maxBytes: number,
  heads: Map<string, Buffer>,
): ContentSink {
  const decoder = new Base64Decoder(element.path)
  let held: Buffer[] = []
  let stream: Streamed | null = null
  let taken = 0
  let head: Buffer = Buffer.alloc(0)
  return {
    async write(text) {
      const bytes = decoder.take(text)
      if (bytes.length === 0) return
      taken += bytes.length
      if (taken > maxBytes) throw refuse('exchange.attachment-too-large', { name: element.path, most: maxBytes })
      if (head.length < headLength) head = Buffer.concat([head, bytes]).subarray(0, headLength)
      if (!stream && taken <= heldAtMost) {
        held.push(bytes)
        return
      }
      stream ??= stored(files)
      for (const part of [...held, bytes]) await pass(stream.to, part)
      held = []
    },
    async end() {
      decoder.end()
      if (taken === 0) return ''
      stream?.to.end()
      const file = await (stream ? stream.file : files.putBytes(Buffer.concat(held)))
      heads.set(file.sha256, Buffer.from(head))
      return `${file.sha256} ${file.size}`
    },
    abort: (error) => void stream?.to.destroy(error as Error),
  }
}

interface Streamed {
  to: PassThrough
  file: Promise<StoredFile>
}

function stored(files: Pick<FileStore, 'put'>): Streamed {
  const to = new PassThrough({ highWaterMark: 1 << 20 })
  to.on('error', () => {})
  const file = files.put(to)
  file.catch((error) => to.destroy(error))
  return { to, file }
}

/** Waits where the disk is slower than what comes; where the store has given up, its own error is heard at the end. */
async function pass(to: PassThrough, bytes: Buffer): Promise<void> {
  if (to.write(bytes) || to.destroyed) return
  await new Promise<void>((resolve) => {
    const goOn = () => {
      to.off('drain', goOn).off('close', goOn)
      resolve()
    }
    to.on('drain', goOn).on('close', goOn)
  })
}
