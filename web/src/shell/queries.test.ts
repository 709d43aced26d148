import { expect, it } from 'vitest'
import { OfflineError, ProblemError } from './client.ts'
import { failureOf } from './queries.ts'

const refused = (status: number) =>
  new ProblemError({ type: 'about:blank', title: 'x', status, code: 'x', detail: 'x' } as never)

it('leaves a screen standing that was read before, while the program is not reached; what is gone or refused is told', () => {
  const read = { id: 'a' }
  for (const error of [new OfflineError('offline'), refused(503), refused(500)]) {
    expect(failureOf(read, error)).toBe(null)
    expect(failureOf(undefined, error)).toBe(error)
  }
  for (const error of [refused(404), refused(403)]) expect(failureOf(read, error)).toBe(error)
  expect(failureOf(read, null)).toBe(null)
})
