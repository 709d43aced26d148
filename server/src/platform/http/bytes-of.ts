import type { Readable } from 'node:stream'

/**
 * The bytes of a request as they come. Who stops amid them (the disk is full, it is too long) leaves the connection as it was: what still comes is read and
 * thrown away. Left lying it would hold up the next request on that connection for ever.
 */
export async function* bytesOf(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body.iterator({ destroyOnReturn: false })
  } finally {
    body.resume()
  }
}
