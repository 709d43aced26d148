import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkingCalendar } from './working-days.ts'
import { addWorkingHours, receivedOn, termEnds, workingHoursBetween } from './working-hours.ts'

/** An instant written as the clock on the wall in Bắc Ninh shows it. */
const at = (local: string) => new Date(`${local}:00+07:00`).toISOString()

const calendar = new WorkingCalendar([
  ['2025-01-27', 'holiday'],
  ['2025-02-03', 'working'],
  ['2025-04-26', 'working'],
  ['2025-05-02', 'holiday'],
  ['2025-12-31', 'half'],
  ['2026-08-22', 'working'],
  ['2026-08-31', 'holiday'],
])

describe('a receipt', () => {
  it.each([
    ['in the morning', '2025-08-04T08:00', '2025-08-04'],
    ['at noon', '2025-08-04T12:00', '2025-08-04'],
    ['a minute before closing', '2025-08-04T17:29', '2025-08-04'],
    ['at closing', '2025-08-04T17:30', '2025-08-05'],
    ['on Friday evening', '2025-08-08T19:00', '2025-08-11'],
    ['in the afternoon of a half day', '2025-12-31T14:00', '2026-01-02'],
    ['in Tết', '2025-01-29T09:00', '2025-02-03'],
    ['on a Saturday that is worked', '2025-04-26T09:00', '2025-04-26'],
    ['just before midnight in Vietnam', '2025-12-30T23:59', '2025-12-31'],
  ])('%s counts on its day', (_, received, day) => {
    expect(receivedOn(calendar, at(received))).toBe(day)
  })
})

describe('a term of working days', () => {
  it.each([
    ['plainly', '2025-08-04T08:00', 5, [], '2025-08-11'],
    ['from a late receipt', '2025-08-08T18:00', 5, [], '2025-08-18'],
    ['over Tết 2026', '2026-02-13T09:00', 3, [], '2026-02-25'],
    ['over the swapped days of April 2025', '2025-04-25T09:00', 3, [], '2025-04-29'],
    ['over the swapped days of September 2026', '2026-08-28T09:00', 2, [], '2026-09-04'],
    ['with one supplement', '2025-08-04T08:00', 5, [['2025-08-06T10:00', '2025-08-13T09:00']], '2025-08-18'],
    [
      'with repeated supplements',
      '2025-08-04T08:00',
      5,
      [
        ['2025-08-06T10:00', '2025-08-08T09:00'],
        ['2025-08-11T15:00', '2025-08-13T09:00'],
      ],
      '2025-08-15',
    ],
    [
      'with a supplement asked for and given on one day, which costs nothing',
      '2025-08-04T08:00',
      5,
      [['2025-08-06T08:00', '2025-08-06T16:00']],
      '2025-08-11',
    ],
  ] as const)('ends %s', (_, received, days, pauses, expected) => {
    const asked = pauses.map(([from, to]) => ({ from: at(from), to: at(to) }))
    expect(termEnds(calendar, at(received), days, asked)).toBe(expected)
  })

  it('has no end while a supplement is awaited', () => {
    expect(termEnds(calendar, at('2025-08-04T08:00'), 5, [{ from: at('2025-08-06T10:00') }])).toBeNull()
  })
})

describe('a term of working hours', () => {
  it.each([
    ['within a morning', '2025-08-04T08:00', 2, '2025-08-04T10:00'],
    ['over noon', '2025-08-04T10:30', 2, '2025-08-04T14:30'],
    ['to closing', '2025-08-04T07:30', 8, '2025-08-04T17:30'],
    ['one day is eight hours, not twenty-four', '2025-08-04T16:30', 8, '2025-08-05T16:30'],
    ['from a receipt at night', '2025-08-08T22:00', 4, '2025-08-11T11:30'],
    ['over a half day', '2025-12-31T10:30', 2, '2026-01-02T08:30'],
  ])('%s', (_, from, hours, expected) => {
    expect(addWorkingHours(calendar, at(from), hours)).toBe(at(expected))
  })

  it('stands still in pauses', () => {
    const pauses = [{ from: at('2025-08-04T09:00'), to: at('2025-08-05T09:00') }]
    expect(addWorkingHours(calendar, at('2025-08-04T08:00'), 2, pauses)).toBe(at('2025-08-05T10:00'))
    expect(addWorkingHours(calendar, at('2025-08-04T08:00'), 2, [{ from: at('2025-08-04T09:00') }])).toBeNull()
  })

  const instant = fc.integer({ min: 0, max: 3_000_000 }).map((n) => new Date(Date.UTC(2024, 0, 1) + n * 60_000))
  it('always takes exactly its hours, and more hours never end sooner', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 400 }), (from, quarters) => {
        const begin = from.toISOString()
        const end = addWorkingHours(calendar, begin, quarters / 4) ?? ''
        const later = addWorkingHours(calendar, begin, quarters / 4 + 1) ?? ''
        return Math.abs(workingHoursBetween(calendar, begin, end) - quarters / 4) < 1e-6 && later > end
      }),
    )
  })
  it('a pause never makes it end sooner, and takes no more than its own working hours', () => {
    const gap = fc.integer({ min: 0, max: 20_000 })
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 80 }), gap, gap, (from, hours, after, length) => {
        const begin = from.toISOString()
        const pause = {
          from: new Date(from.getTime() + after * 60_000).toISOString(),
          to: new Date(from.getTime() + (after + length) * 60_000).toISOString(),
        }
        const plain = addWorkingHours(calendar, begin, hours) ?? ''
        const paused = addWorkingHours(calendar, begin, hours, [pause]) ?? ''
        const lost = workingHoursBetween(calendar, pause.from, pause.to)
        return paused >= plain && workingHoursBetween(calendar, begin, paused) <= hours + lost + 1e-6
      }),
    )
  })
})

describe('a working week', () => {
  it('holds for its time only', () => {
    const own = new WorkingCalendar(
      [],
      [
        {
          from: '2025-10-01',
          to: '2026-01-01',
          days: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 0.5 },
          hours: [
            [420, 660],
            [780, 1020],
          ],
        },
      ],
    )
    expect(own.share('2025-09-27')).toBe(0)
    expect(own.share('2025-10-04')).toBe(0.5)
    expect(own.addWorkingDays('2025-10-03', 1.5)).toBe('2025-10-06')
    expect(receivedOn(own, at('2025-10-04T13:30'))).toBe('2025-10-06')
    expect(own.share('2026-01-03')).toBe(0)
  })
})
