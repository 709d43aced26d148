import { incoming } from '@mocban/contract/documents-incoming'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { call, isSlow, OfflineError, onSlow, ProblemError } from './client.ts'

const answers: (Response | Error)[] = []
const keys: string[] = []
beforeEach(() => {
  answers.length = keys.length = 0
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
    keys.push(headers['idempotency-key'] ?? '')
    const next = answers.shift() ?? new Error('nothing to answer')
    if (next instanceof Error) throw next
    return next
  })
})
afterEach(() => vi.unstubAllGlobals())

const away = () => new Response(JSON.stringify({ code: 'database.away', status: 503, detail: 'x' }), { status: 503 })
const cancel = (reason: string) => call(incoming.cancel, { params: { id: 'a' }, body: { version: 1, reason } } as never)

it('asks again with the same key for what was sent and not answered, since it may have been done', async () => {
  answers.push(new Error('the line broke'), away(), new Response('{}'), new Response('{}'))
  await expect(cancel('nhầm')).rejects.toThrow(OfflineError)
  await expect(cancel('nhầm')).rejects.toThrow(ProblemError)
  await cancel('nhầm')
  expect(new Set(keys).size).toBe(1)
  // Answered: asked once more it is another act.
  await cancel('nhầm')
  expect(new Set(keys).size).toBe(2)
})

it('asks for something else with another key', async () => {
  answers.push(new Error('the line broke'), new Response('{}'))
  await expect(cancel('nhầm')).rejects.toThrow(OfflineError)
  await cancel('nhầm sổ')
  expect(new Set(keys).size).toBe(2)
})

it('tells that an answer is long in coming, and in the end that the way is broken: asked for again with the same key', async () => {
  vi.useFakeTimers()
  let told = 0
  const stop = onSlow(() => {
    told += 1
  })
  vi.stubGlobal('fetch', (_: string, { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }) => {
    keys.push(headers['idempotency-key'] ?? '')
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const given = [cancel('lâu'), cancel('lâu')].map((one) => one.catch((error) => error))
  await vi.advanceTimersByTimeAsync(9_000)
  expect(isSlow()).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(isSlow()).toBe(true)
  await vi.advanceTimersByTimeAsync(170_000)
  for (const error of await Promise.all(given)) expect(error).toBeInstanceOf(OfflineError)
  expect(isSlow()).toBe(false)
  expect(new Set(keys).size).toBe(1)
  expect(told).toBe(4)
  stop()
  vi.useRealTimers()
})
