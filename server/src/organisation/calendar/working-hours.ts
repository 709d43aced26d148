import { plusDays } from './public-holidays.ts'
import type { WorkingCalendar } from './working-days.ts'

/** Vietnam keeps UTC+7 the whole year. */
const zone = 7 * 3_600_000
const minute = 60_000

export interface Pause {
  from: string
  /** Absent: it still stands still. */
  to?: string
}

/** The date and the minute after midnight of an instant, in Vietnam. */
function local(instant: string): { day: string; minutes: number } {
  const shifted = Date.parse(instant) + zone
  const day = new Date(shifted).toISOString().slice(0, 10)
  return { day, minutes: (shifted - Date.parse(`${day}T00:00:00Z`)) / minute }
}
const instantOf = (day: string, minutes: number): number => Date.parse(`${day}T00:00:00Z`) - zone + minutes * minute

/**
 * The working day on which something counts as received: that day until closing; after closing or on a free day the next working day.
 */
export function receivedOn(calendar: WorkingCalendar, instant: string): string {
  const { day, minutes } = local(instant)
  const closes = calendar.spans(day).at(-1)?.[1]
  return closes !== undefined && minutes < closes ? day : calendar.nextWorking(plusDays(day, 1))
}

/**
 * The last day of a term of working days that began with a receipt at an instant and stood still in pauses, as often as there were some: a pause counts
 * from the day it began to the day before it ended. @returns null while a pause has no end
 */
export function termEnds(
  calendar: WorkingCalendar,
  received: string,
  days: number,
  pauses: readonly Pause[] = [],
): string | null {
  if (pauses.some((pause) => pause.to === undefined)) return null
  const asDays = pauses.map((pause) => ({ from: local(pause.from).day, to: local(pause.to ?? pause.from).day }))
  return calendar.addWithPauses(receivedOn(calendar, received), days, asDays)
}

/**
 * The instant at which so many working hours have passed. Only hours that are worked count, so that one day never becomes twenty-four; what arrives outside
 * them begins at the next opening. Pauses stand still. @returns null where a pause without end comes first
 */
export function addWorkingHours(
  calendar: WorkingCalendar,
  from: string,
  hours: number,
  pauses: readonly Pause[] = [],
): string | null {
  let left = hours * 60
  if (left <= 0) return new Date(from).toISOString()
  const begin = Date.parse(from)
  for (let day = local(from).day; ; day = plusDays(day, 1)) {
    for (const [opens, closes] of calendar.spans(day)) {
      const worked = without(pauses, Math.max(begin, instantOf(day, opens)), instantOf(day, closes))
      for (const [start, end] of worked) {
        const minutes = (end - start) / minute
        if (minutes >= left) return new Date(start + left * minute).toISOString()
        left -= minutes
      }
    }
    if (pauses.some((pause) => pause.to === undefined && Date.parse(pause.from) <= instantOf(day, 0))) return null
  }
}

/** Working hours between two instants; pauses do not count. */
export function workingHoursBetween(
  calendar: WorkingCalendar,
  from: string,
  to: string,
  pauses: readonly Pause[] = [],
): number {
  let minutes = 0
  const last = local(to).day
  for (let day = local(from).day; day <= last; day = plusDays(day, 1))
    for (const [opens, closes] of calendar.spans(day)) {
      const start = Math.max(Date.parse(from), instantOf(day, opens))
      const end = Math.min(Date.parse(to), instantOf(day, closes))
      for (const [a, b] of without(pauses, start, end)) minutes += (b - a) / minute
    }
  return minutes / 60
}

/** What is left of a span when the pauses are taken out of it. */
function without(pauses: readonly Pause[], start: number, end: number): [number, number][] {
  let spans: [number, number][] = start < end ? [[start, end]] : []
  for (const pause of pauses) {
    const from = Date.parse(pause.from)
    const to = pause.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(pause.to)
    spans = spans.flatMap(([a, b]): [number, number][] => [
      ...(a < Math.min(b, from) ? [[a, Math.min(b, from)] as [number, number]] : []),
      ...(Math.max(a, to) < b ? [[Math.max(a, to), b] as [number, number]] : []),
    ])
  }
  return spans
}
