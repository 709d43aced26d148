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
  const answer = await (given.fetch ?? fetch)(url, {
    method: given.body ? 'POST' : 'GET',
    body: given.body ? Buffer.from(given.body) : undefined,
    // Asked once in a while: a connection kept from the last time may be gone when this is put into it.
    headers: { ...(given.contentType ? { 'content-type': given.contentType } : {}), connection: 'close' },
    // An address in a stranger's certificate must not lead anywhere but where it says.
    redirect: 'error',
    signal: AbortSignal.timeout(given.timeoutMs),
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
