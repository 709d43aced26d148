import { expect, it } from 'vitest'
import { formatUntil } from './format.ts'

it('says the last day of a time of whole days, and the instant at which another was ended', () => {
  expect(formatUntil('2026-12-25T17:00:00Z')).toBe('25/12/2026')
  expect(formatUntil('2026-12-25T03:30:00Z')).toBe('10:30 25/12/2026')
})
