import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { OfflineError, ProblemError } from '../../shell/client.ts'
import { registersOnce } from './register-once.ts'
import { bodyOf, emptyRegistration, withTyped } from './registration.ts'

/** A server that gives numbers by key, and can be lost before it is heard. */
const given = new Map<string, { body: string; answer: string }>()
let lost = false
beforeEach(() => {
  given.clear()
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('fetch', async (_: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
    const key = headers['idempotency-key'] ?? ''
    const before = given.get(key)
    if (before && before.body !== body)
      return new Response(JSON.stringify({ code: 'request.key-reused', status: 422, detail: 'x' }), { status: 422 })
    const answer = before?.answer ?? JSON.stringify({ documentId: 'a', number: given.size + 1, year: 2026 })
    given.set(key, { body, answer })
    if (lost) throw new Error('the line broke')
    return new Response(answer)
  })
})
afterEach(() => vi.unstubAllGlobals())

const typed = (abstract: string, duplicatesSeen = false) =>
  bodyOf(withTyped(emptyRegistration('2026-11-27'), 'abstract', abstract), { begunId: 'b', duplicatesSeen })

it('answers what was registered though its answer was lost, whatever was changed since', async () => {
  const { register, waits } = registersOnce()
  lost = true
  await expect(register(typed('A'), { key: 'one-key' })).rejects.toThrow(OfflineError)
  lost = false
  expect(waits()).toBe(true)
  // It is found as its own duplicate, and looked at.
  expect(await register(typed('A', true), { key: 'one-key' })).toMatchObject({ number: 1, asBefore: false })
  expect(waits()).toBe(false)
  lost = true
  await expect(register(typed('B'), { key: 'two-key' })).rejects.toThrow(OfflineError)
  lost = false
  expect(await register(typed('B, sửa'), { key: 'two-key' })).toMatchObject({ number: 2, asBefore: true })
  expect(given.size).toBe(2)
})

it('tells that a key was used where nothing of this form was sent by it', async () => {
  await registersOnce().register(typed('A'), { key: 'one-key' })
  await expect(registersOnce().register(typed('B'), { key: 'one-key' })).rejects.toThrow(ProblemError)
})
