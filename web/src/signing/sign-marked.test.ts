import { outgoing, type SignedOne } from '@mocban/contract/documents-outgoing'
import { afterEach, expect, it, vi } from 'vitest'
import { type BatchItem, canBeTriedAgain, signMarked } from './sign-marked.ts'

afterEach(() => vi.unstubAllGlobals())

const item = (reviewId: string) => ({ reviewId, documentId: `of ${reviewId}` }) as BatchItem
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const words = { gone: 'gone', unread: 'unread', unknown: 'unknown' }
const signature = { keyId: 'k', unlock: { pin: '1' } }

/** A server that reads drafts so, and answers signing so; what was asked to be signed. */
function server(read: (documentId: string) => Response, signed: (items: { reviewId: string }[]) => Response) {
  const asked: { reviewId: string; versionSeen: number }[] = []
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('fetch', async (address: string, init: { body?: string }) => {
    if (address !== outgoing.signMany.path) return read(decodeURIComponent(address))
    const { items } = JSON.parse(init.body ?? '{}')
    asked.push(...items)
    return signed(items)
  })
  return asked
}
const draftOf = (address: string) => {
  const reviewId = /of (\w+)/.exec(address)?.[1] ?? ''
  return json({ lastVersion: 4, reviews: [{ id: reviewId, version: 2 }] })
}
const linesOf = (...lines: object[]) => new Response(lines.map((one) => `${JSON.stringify(one)}\n`).join(''))

async function sign(items: string[], shown: Record<string, number> = {}) {
  const told: SignedOne[] = []
  await signMarked({ items: items.map(item), signature, shown, language: 'vi', words }, (one) => told.push(one))
  return Object.fromEntries(told.map(({ reviewId, state, code, detail }) => [reviewId, code ? [code, detail] : state]))
}

it('gives a line to a draft that cannot be read and to one that waits no more; the others are signed', async () => {
  const asked = server(
    (address) =>
      address.includes('of b')
        ? json({ code: 'request.not-found', detail: 'Không tìm thấy', title: '', status: 404 }, 404)
        : address.includes('of c')
          ? json({ lastVersion: 1, reviews: [] })
          : draftOf(address),
    (items) => linesOf(...items.map(({ reviewId }) => ({ reviewId, state: 'done' }))),
  )
  expect(await sign(['a', 'b', 'c'], { a: 3 })).toEqual({
    a: 'done',
    b: ['request.not-found', 'Không tìm thấy'],
    c: ['gone', 'gone'],
  })
  // What was on the screen is signed, not what came since.
  expect(asked).toEqual([{ reviewId: 'a', version: 2, versionSeen: 3 }])
})

it('says of one that waits no more when its turn comes the same as of one that did before', async () => {
  server(draftOf, () =>
    linesOf({ reviewId: 'a', state: 'refused', code: 'document.act-not-now', detail: 'step-ended' }),
  )
  expect(await sign(['a'])).toEqual({ a: ['document.act-not-now', 'gone'] })
})

it('asks for no signature where nothing can be signed', async () => {
  const asked = server(
    () => json({ lastVersion: 1, reviews: [] }),
    () => json({}, 500),
  )
  expect(await sign(['a'])).toEqual({ a: ['gone', 'gone'] })
  expect(asked).toEqual([])
})

it('gives a line to each of which nothing was heard when the connection broke', async () => {
  server(draftOf, () => linesOf({ reviewId: 'a', state: 'done' }))
  expect(await sign(['a', 'b'])).toEqual({ a: 'done', b: ['offline', 'unknown'] })
})

it('throws where the key does not open', async () => {
  server(draftOf, () => json({ code: 'signing.password-wrong', detail: 'Sai', title: '', status: 422 }, 422))
  await expect(sign(['a'])).rejects.toThrow('Sai')
})

it('offers again what the key refused, and nothing that the document refused', () => {
  const refused = (code: string): SignedOne => ({ reviewId: 'a', state: 'refused', code, detail: '' })
  const ofTheKey = ['signing.code-spent', 'signing.pin-wrong', 'signing.certificate-revoked']
  expect(ofTheKey.map((code) => canBeTriedAgain(refused(code)))).toEqual([true, true, true])
  expect(['draft.new-version', 'signing.pin-locked', 'offline'].map((code) => canBeTriedAgain(refused(code)))).toEqual([
    false,
    false,
    false,
  ])
  expect(canBeTriedAgain({ reviewId: 'a', state: 'done' })).toBe(false)
  expect(canBeTriedAgain(undefined)).toBe(false)
})
