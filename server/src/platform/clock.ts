/**
 * The time of the program. Rules ask it, never `new Date()`, so that a test can set the moment.
 * A fixed moment also travels into PostgreSQL (`app.now()`).
 */
class Clock {
  #fixed: Date | null = null

  now(): Date {
    return this.#fixed ?? new Date()
  }
  /** Today in Vietnam as YYYY-MM-DD, whatever the machine's time zone. */
  today(): string {
    return vietnamDate(this.now())
  }
  /** For tests: stands still at `moment`, or runs again with `null`. */
  set(moment: Date | string | null): void {
    this.#fixed = moment === null ? null : new Date(moment)
  }
  fixed(): Date | null {
    return this.#fixed
  }
}

export const clock = new Clock()

/** The calendar date of an instant in Asia/Ho_Chi_Minh (UTC+7 all year), as YYYY-MM-DD. */
export function vietnamDate(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
}
