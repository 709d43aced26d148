import { askService } from './ask-service.ts'

/** Fetches a small answer: within a time, up to a size, without following elsewhere. */
export async function fetchBytes(
  url: string,
  given: {
    fetch?: typeof fetch
    timeoutMs: number
    body?: Uint8Array
    contentType?: string
    largest?: number
  },
): Promise<Uint8Array> {
  const answer = await askService(url, {
    fetch: given.fetch,
    timeoutMs: given.timeoutMs,
    method: given.body ? 'POST' : 'GET',
    body: given.body ? Buffer.from(given.body) : undefined,
    headers: given.contentType ? { 'content-type': given.contentType } : {},
  })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    size += piece.length
    if (size > (given.largest ?? 4_000_000)) throw new Error('answer too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
