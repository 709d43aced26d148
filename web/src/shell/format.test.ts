import { describe, expect, it } from 'vitest'
import { formatUntil, parseDate } from './format.ts'

it('says the last day of a time of whole days, and the instant at which another was ended', () => {
  expect(formatUntil('2026-12-25T17:00:00Z')).toBe('25/12/2026')
  expect(formatUntil('2026-12-25T03:30:00Z')).toBe('10:30 25/12/2026')
})

describe('a date as it is typed', () => {
  it.each([
    ['1/8', '2026-08-01'],
    ['01/08/2025', '2025-08-01'],
    ['1-8-25', '2025-08-01'],
    ['01082025', '2025-08-01'],
    ['010825', '2025-08-01'],
    ['0108', '2026-08-01'],
    ['2025-08-01', '2025-08-01'],
    ['31/2', null],
    ['29/2', null],
    ['32082025', null],
    ['hôm qua', null],
  ])('%s', (typed, date) => expect(parseDate(typed, '2026-11-26')).toBe(date))

  it('without a year is the one that is meant, also around New Year', () => {
    // A paper of December that is registered in January; a filter from the first of January, set in November.
    expect(parseDate('28/12', '2027-01-05')).toBe('2026-12-28')
    expect(parseDate('1/1', '2026-11-26')).toBe('2026-01-01')
    // A deadline in January, set in December; one that has just passed stays what it is.
    expect(parseDate('5/1', '2026-12-20', true)).toBe('2027-01-05')
    expect(parseDate('15/12', '2026-12-20', true)).toBe('2026-12-15')
    expect(parseDate('30/6', '2026-01-10', true)).toBe('2026-06-30')
    expect(parseDate('5/1/2026', '2026-12-20', true)).toBe('2026-01-05')
  })
})
