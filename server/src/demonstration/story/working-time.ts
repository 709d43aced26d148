import type { SeededRandom } from '../seeded-random.ts'

/** Days on which offices are closed although they are weekdays: public holidays from mid-2024 to 2027, the lunar and compensated ones included. */
const closed = new Set([
  '2024-09-02',
  '2024-09-03',
  '2025-01-01',
  '2025-01-27',
  '2025-01-28',
  '2025-01-29',
  '2025-01-30',
  '2025-01-31',
  '2025-04-07',
  '2025-04-30',
  '2025-05-01',
  '2025-05-02',
  '2025-09-01',
  '2025-09-02',
  '2026-01-01',
  '2026-01-02',
  '2026-02-16',
  '2026-02-17',
  '2026-02-18',
  '2026-02-19',
  '2026-02-20',
  '2026-04-27',
  '2026-04-30',
  '2026-05-01',
  '2026-09-01',
  '2026-09-02',
  '2027-01-01',
  '2027-02-05',
  '2027-02-08',
  '2027-02-09',
  '2027-02-10',
  '2027-02-11',
  '2027-04-16',
  '2027-04-30',
  '2027-05-03',
  '2027-09-02',
  '2027-09-03',
])
const hour = 3_600_000
const day = 24 * hour
const offset = 7 * hour

/** The calendar date in Vietnam. */
export const dateOf = (at: Date): string => new Date(at.getTime() + offset).toISOString().slice(0, 10)
export const midnightOf = (date: string): Date => new Date(`${date}T00:00:00+07:00`)
const working = new Map<string, boolean>()
export const isWorkingDay = (date: string): boolean => {
  let found = working.get(date)
  if (found === undefined) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    found = weekday !== 0 && weekday !== 6 && !closed.has(date)
    working.set(date, found)
  }
  return found
}
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)

/** The `days`-th working day after a date. */
export function addWorkingDays(date: string, days: number): string {
  let at = date
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left--
  }
  return at
}
/** The last working day before a date. */
export function workingDayBefore(date: string): string {
  let at = addDays(date, -1)
  while (!isWorkingDay(at)) at = addDays(at, -1)
  return at
}
export function workingDaysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let at = first; at <= last; at = addDays(at, 1)) if (isWorkingDay(at)) days.push(at)
  return days
}

// Office hours: 7:30-11:30 and 13:30-17:00.
const morning = 7.5
const noon = 11.5
const afternoon = 13.5
const evening = 17
const hoursADay = noon - morning + (evening - afternoon)

/** The moment after `hours` of office time from `at`. */
export function afterWork(at: Date, hours: number): Date {
  let date = dateOf(at)
  let clock = (at.getTime() - midnightOf(date).getTime()) / hour
  let left = hours
  if (!isWorkingDay(date) || clock >= evening) {
    date = addWorkingDays(date, 1)
    clock = morning
  }
  while (left > hoursADay) {
    date = addWorkingDays(date, 1)
    left -= hoursADay
  }
  for (;;) {
    if (clock < morning) clock = morning
    if (clock >= noon && clock < afternoon) clock = afternoon
    const end = clock < noon ? noon : evening
    if (clock + left <= end) return new Date(midnightOf(date).getTime() + Math.round((clock + left) * 3600) * 1000)
    left -= end - clock
    clock = end
    if (clock >= evening) {
      date = addWorkingDays(date, 1)
      clock = morning
    }
  }
}

/** Some moment in the office hours of a day. */
export const during = (date: string, random: SeededRandom): Date =>
  afterWork(midnightOf(date), 0.2 + random.next() * (hoursADay - 0.4))

/** As documents write a date: ngày 05 tháng 02 năm 2026. Days below ten and the months 1 and 2 get a 0. */
export function officialDate(date: string): string {
  const [year, month, days] = date.split('-').map(Number) as [number, number, number]
  return `ngày ${String(days).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`
}
/** As sentences write it: 05/02/2026. */
export const shortDate = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
