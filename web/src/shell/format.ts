/** Dates, times and numbers as people here write them: 01/08/2025, 14:05, 1.234,5. Always Vietnamese time. */

const zone = 'Asia/Ho_Chi_Minh'

/** `2025-08-01` or an instant → 01/08/2025. */
export function formatDate(value: string | null | undefined): string {
  if (!value) return ''
  const day = value.length === 10 ? value : dayOf(new Date(value))
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })
/** An instant → 14:05 01/08/2025. */
export function formatInstant(value: string | null | undefined): string {
  return value ? `${time.format(new Date(value))} ${formatDate(value)}` : ''
}

/** The end of a time: of whole days the last day, else the instant at which it was ended. */
export function formatUntil(value: string): string {
  const midnight = time.format(new Date(value)) === '00:00'
  return midnight ? formatDate(dayOf(new Date(Date.parse(value) - 1))) : formatInstant(value)
}

/** Text that is read as it stands by itself, in whatever sentence: a symbol would be turned round in one that is written from the right. */
export const apart = (text: string): string => `\u2068${text}\u2069`

/** Only today's things show their time, others their date. */
export function formatWhen(value: string | null | undefined, today = todayInVietnam()): string {
  if (!value) return ''
  return dayOf(new Date(value)) === today ? time.format(new Date(value)) : formatDate(value)
}

const number = {
  vi: new Intl.NumberFormat('vi-VN'),
  en: new Intl.NumberFormat('en-US'),
  ur: new Intl.NumberFormat('en-US'),
}
export function formatNumber(value: number, language: 'vi' | 'en' | 'ur' = 'vi'): string {
  return number[language].format(value)
}

/** The calendar date in Vietnam of an instant, as YYYY-MM-DD. */
function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
}
export const todayInVietnam = (): string => dayOf(new Date())

/** Days from today to a date: negative where it is past. */
export function daysUntil(date: string, today = todayInVietnam()): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000)
}

/**
 * `1/8`, `01/08/2025`, `1-8-25`, `01082025` (a phone's digits have no stroke), `2025-08-01` → 2025-08-01; null where it is no date. A day without year is this year's; but in January `28/12` is last year's, and
 * where days to come are meant (`ahead`), in December `5/1` is next year's.
 */
export function parseDate(typed: string, today = todayInVietnam(), ahead = false): string | null {
  const text = typed.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const own =
    /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{2}|\d{4}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text)
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : own
      ? [
          own[3] ? Number(own[3].length === 2 ? `20${own[3]}` : own[3]) : Number(today.slice(0, 4)),
          Number(own[2]),
          Number(own[1]),
        ]
      : [0, 0, 0]
  if (!year || year < 1900 || year > 2200) return null
  const of = (some: number) => {
    const date = new Date(Date.UTC(some, month - 1, day))
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
  }
  const date = of(year)
  if (!date || iso || own?.[3]) return date
  const days = daysUntil(date, today)
  return ahead ? (days < -30 ? of(year + 1) : date) : days > 183 ? of(year - 1) : date
}

/** 1536 → 1,5 KB. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${number.vi.format(Math.round(value * 10) / 10)} ${units[unit]}`
}
