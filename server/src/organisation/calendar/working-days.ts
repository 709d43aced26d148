import { isWeekend, plusDays, publicHolidays } from './public-holidays.ts'

export type DayKind = 'holiday' | 'working' | 'half'

/** A working calendar: Monday to Friday but public holidays, and what was announced or set otherwise. Pure: the days come from the database. */
export class WorkingCalendar {
  readonly #set: ReadonlyMap<string, DayKind>
  readonly #holidays = new Map<number, Set<string>>()

  /** `days`: what differs, by date; an agency's own days already prevail over everybody's. */
  constructor(days: Iterable<readonly [string, DayKind]> = []) {
    this.#set = new Map(days)
  }

  /** The share of a working day that this date is: 0, 0.5 or 1. */
  share(day: string): 0 | 0.5 | 1 {
    const set = this.#set.get(day)
    if (set) return set === 'holiday' ? 0 : set === 'half' ? 0.5 : 1
    const year = Number(day.slice(0, 4))
    let holidays = this.#holidays.get(year)
    if (!holidays) {
      holidays = new Set(publicHolidays(year).map((one) => one.day))
      this.#holidays.set(year, holidays)
    }
    return isWeekend(day) || holidays.has(day) ? 0 : 1
  }

  isWorking(day: string): boolean {
    return this.share(day) > 0
  }

  /** The first working day on or after a date. */
  nextWorking(day: string): string {
    let at = day
    while (!this.isWorking(at)) at = plusDays(at, 1)
    return at
  }

  /**
   * The last day of a term of `days` working days that begins the day after `from` (Civil Code 2015, Art. 147: the first day does not count).
   * Half days count half. Negative terms count back.
   */
  addWorkingDays(from: string, days: number): string {
    const step = days < 0 ? -1 : 1
    let left = Math.abs(days)
    let at = from
    while (left > 0) {
      at = plusDays(at, step)
      left -= this.share(at)
    }
    return at
  }

  /** Working days after `from` up to and with `to`; negative where `to` is earlier. */
  workingDaysBetween(from: string, to: string): number {
    if (to < from) return -this.workingDaysBetween(to, from)
    let count = 0
    for (let at = from; at < to; ) {
      at = plusDays(at, 1)
      count += this.share(at)
    }
    return count
  }

  /**
   * The last day of a term that was paused: each pause counts from its first to the day before its end, and what was left goes on after it.
   * What arrived after closing counts from the next working day (`late`).
   */
  addWithPauses(from: string, days: number, pauses: { from: string; to: string }[] = [], late = false): string {
    const paused = (day: string) => pauses.some((pause) => day >= pause.from && day < pause.to)
    let at = late ? this.nextWorking(plusDays(from, 1)) : from
    let left = days
    while (left > 0) {
      at = plusDays(at, 1)
      if (!paused(at)) left -= this.share(at)
    }
    return at
  }
}
