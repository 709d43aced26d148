import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLunar } from './lunar.ts'
import { plusDays, publicHolidays } from './public-holidays.ts'
import { WorkingCalendar } from './working-days.ts'

describe('the lunar calendar', () => {
  it.each([
    [2020, '2020-01-25'],
    [2021, '2021-02-12'],
    [2022, '2022-02-01'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    // Vietnam and China differ: in 2007 Tết was a day earlier here.
    [2007, '2007-02-17'],
    [1985, '1985-01-21'],
  ])('puts Tết of %i on %s', (year, day) => {
    expect(fromLunar(1, 1, year)).toBe(day)
  })
  it.each([
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
  ])('puts the Hùng Kings of %i on %s', (year, day) => {
    expect(fromLunar(10, 3, year)).toBe(day)
  })
})

describe('public holidays', () => {
  it('give the next working day free where one falls on a weekend', () => {
    // 26/04/2026 is a Sunday.
    expect(publicHolidays(2026).map((one) => one.day)).toContain('2026-04-27')
  })
})

describe('working days', () => {
  const swapped = new WorkingCalendar([
    ['2025-04-26', 'working'],
    ['2025-05-02', 'holiday'],
    ['2025-12-31', 'half'],
  ])
  it.each([
    ['an ordinary week', '2025-08-04', 5, '2025-08-11'],
    ['over a weekend', '2025-08-08', 1, '2025-08-11'],
    ['over Tết 2025', '2025-01-24', 1, '2025-02-03'],
    ['over 30 April with swapped days', '2025-04-25', 2, '2025-04-28'],
    ['a Saturday worked instead counts', '2025-04-25', 1, '2025-04-26'],
    ['over National Day 2025', '2025-08-29', 1, '2025-09-03'],
    ['a half day counts half', '2025-12-30', 1, '2026-01-02'],
    ['counting back', '2025-08-11', -5, '2025-08-04'],
  ])('%s', (_, from, days, expected) => {
    // In 2025 the two days before Tết and three after were announced free, so that Monday 3 February was worked.
    const calendar = new WorkingCalendar([
      ['2025-01-27', 'holiday'],
      ['2025-02-03', 'working'],
      ['2025-04-26', 'working'],
      ['2025-05-02', 'holiday'],
      ['2025-12-31', 'half'],
    ])
    expect(calendar.addWorkingDays(from, days)).toBe(expected)
  })

  it('stand still in a pause, also a second one, and begin the next day for what came late', () => {
    const calendar = new WorkingCalendar()
    expect(calendar.addWithPauses('2025-08-04', 5, [{ from: '2025-08-06', to: '2025-08-13' }])).toBe('2025-08-18')
    expect(
      calendar.addWithPauses('2025-08-04', 5, [
        { from: '2025-08-06', to: '2025-08-08' },
        { from: '2025-08-11', to: '2025-08-13' },
      ]),
    ).toBe('2025-08-15')
    expect(calendar.addWithPauses('2025-08-08', 1, [], true)).toBe('2025-08-12')
  })

  const day = fc.integer({ min: 0, max: 4000 }).map((n) => plusDays('2020-01-01', n))
  it('always end on a working day, never before they begin, and count back to themselves', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const to = swapped.addWorkingDays(from, days)
        return swapped.isWorking(to) && to > from && Math.abs(swapped.workingDaysBetween(from, to) - days) <= 0.5
      }),
    )
  })
})
