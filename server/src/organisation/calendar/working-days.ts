import { plusDays, publicHolidays } from './public-holidays.ts'

export type DayKind = 'holiday' | 'working' | 'half'

/** A span of a working day in minutes after midnight. */
export type Span = readonly [opens: number, closes: number]

/** A working week and the dates for which it is in force (`to` no longer; null: without end). */
export interface WorkingWeek {
  from: string | null
  to: string | null
  /** What share of a working day each day of the week is; 1 Monday to 7 Sunday, absent: free. */
  days: Readonly<Record<string, number>>
  /** The spans of a full day; on a half day the morning's. */
  hours: readonly Span[]
}

/** Monday to Friday, eight hours (Labour Code 2019, Art. 105). */
const usualWeek: WorkingWeek = {
  from: null,
  to: null,
  days: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 },
  hours: [
    [450, 690],
    [810, 1050],
  ],
}
const noon = 720

/** A working calendar: the days of the working week but public holidays, and what was announced or set otherwise. Pure: the days come from the database. */
export class WorkingCalendar {
  readonly #set: ReadonlyMap<string, DayKind>
  readonly #weeks: readonly WorkingWeek[]
  readonly #holidays = new Map<number, Set<string>>()

  /** `days`: what differs, by date; an agency's own days already prevail over everybody's. `weeks`: the first in force on a date holds. */
  constructor(days: Iterable<readonly [string, DayKind]> = [], weeks: readonly WorkingWeek[] = []) {
    this.#set = new Map(days)
    this.#weeks = weeks
  }

  #weekOn(day: string): WorkingWeek {
    return this.#weeks.find((week) => (!week.from || day >= week.from) && (!week.to || day < week.to)) ?? usualWeek
  }

  /** When a date is worked: none on a free day, the morning on half a day. */
  spans(day: string): readonly Span[] {
    const share = this.share(day)
    if (share === 0) return []
    const { hours } = this.#weekOn(day)
    return share === 1 ? hours : hours.filter(([opens]) => opens < noon)
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
    if (holidays.has(day)) return 0
    const share = this.#weekOn(day).days[isoWeekday(day)] ?? 0
    return share >= 1 ? 1 : share > 0 ? 0.5 : 0
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

/** 1 Monday to 7 Sunday. */
const isoWeekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
