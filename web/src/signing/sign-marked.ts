import { outgoing, type SignedOne } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import type { SignWith } from '@mocban/contract/sign-with'
import type { Problem } from '@mocban/contract/values'
import { call, OfflineError, ProblemError } from '../shell/client.ts'

export type BatchItem = RouteAnswer<typeof outgoing.desk>[number]

/** What the key, its service or its issuer refused says nothing of the document: with another code or key, or a little later, it can be signed. */
const ofTheKey = new Set([
  'signing.certificate-not-in-force',
  'signing.certificate-revoked',
  'signing.code-missing',
  'signing.code-spent',
  'signing.pin-wrong',
  'signing.device-unavailable',
  'signing.key-does-not-fit',
  'signing.revocation-missing',
  'signing.service-refused',
  'signing.timestamp-failed',
])
export const canBeTriedAgain = (one: SignedOne | undefined): boolean =>
  one?.state === 'refused' && ofTheKey.has(one.code ?? '')

export interface Sitting {
  items: BatchItem[]
  signature: SignWith
  /** The version of each draft that was on the screen; a newer one is refused and looked at again. */
  shown: Record<string, number>
  language: string
  words: { gone: string; unread: string; unknown: string }
}

/**
 * Signs what was marked and tells what came of each as it is done. Every one gets its line: what cannot be read or waits no more before anything is sent, what nothing
 * was heard of after the connection broke.
 * @throws ProblemError where the key does not open: then nothing was signed
 */
export async function signMarked(sitting: Sitting, tell: (one: SignedOne) => void): Promise<void> {
  const { items, signature, language, words } = sitting
  const silent = new Set(items.map((item) => item.reviewId))
  const told = (one: SignedOne) => {
    silent.delete(one.reviewId)
    tell(one.code === 'document.act-not-now' ? { ...one, detail: words.gone } : one)
  }
  const ready = (await Promise.all(items.map((item) => stepOf(item, sitting)))).flatMap((one) => {
    if (!('state' in one)) return [one]
    told(one)
    return []
  })
  if (ready.length > 0) await send({ items: ready, signature }, language, told)
  for (const reviewId of silent) tell(refused(reviewId, 'offline', words.unknown))
}

const refused = (reviewId: string, code: string, detail: string): SignedOne => ({
  reviewId,
  state: 'refused',
  code,
  detail,
})

async function stepOf({ reviewId, documentId }: BatchItem, { shown, words }: Sitting) {
  try {
    const { reviews, lastVersion } = await call(outgoing.read, { params: { id: documentId } })
    const step = reviews.find((one) => one.id === reviewId)
    if (!step) return refused(reviewId, 'gone', words.gone)
    return { reviewId, version: step.version, versionSeen: shown[reviewId] ?? lastVersion }
  } catch (error) {
    if (error instanceof ProblemError) return refused(reviewId, error.code, error.message)
    if (error instanceof OfflineError) return refused(reviewId, 'offline', words.unread)
    throw error
  }
}

async function send(body: object, language: string, told: (one: SignedOne) => void): Promise<void> {
  // Nobody knows how far it came when no answer comes: the lines say so.
  const response = await fetch(outgoing.signMany.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (!response) return
  if (!response.ok) throw new ProblemError((await response.json()) as Problem)
  if (response.body) await eachLine(response.body, (line) => told(JSON.parse(line) as SignedOne)).catch(() => {})
}

async function eachLine(body: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) take(line)
  }
}
