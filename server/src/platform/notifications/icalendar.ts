/** A calendar as RFC 5545 has it: all-day events with a reminder. */
export interface CalendarEntry {
  /** The same for the same deadline at every reading, so that a moved one moves instead of doubling. */
  uid: string
  /** YYYY-MM-DD */
  date: string
  title: string
  detail: string
  /** Where it opens, as a path of this program. */
  path: string
  changedAt?: string
}

/** Octets that a line may have before it is folded (section 3.1). */
const lineOctets = 75

/** Writes a calendar. `reminderHours` before the day's beginning each entry rings. */
export function writeCalendar(
  entries: CalendarEntry[],
  options: { name: string; origin: string; now: Date; reminderHours?: number },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Moc Ban//deadlines//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(options.name)}`,
    'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(entry.uid)}`,
      `DTSTAMP:${instant(options.now)}`,
      ...(entry.changedAt ? [`LAST-MODIFIED:${instant(new Date(entry.changedAt))}`] : []),
      `DTSTART;VALUE=DATE:${entry.date.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${nextDay(entry.date).replaceAll('-', '')}`,
      `SUMMARY:${escapeText(entry.title)}`,
      `DESCRIPTION:${escapeText(entry.detail)}`,
      `URL:${options.origin}${entry.path}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(entry.title)}`,
      `TRIGGER:-PT${options.reminderHours ?? 16}H`,
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map(fold).join('')
}

/** Section 3.3.11: backslash, semicolon, comma and line break are escaped; control characters are left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

/** Section 3.1: no line longer than 75 octets, and never cut inside a letter. */
export function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > lineOctets) {
      folded += '\r\n '
      octets = 1
    }
    folded += letter
    octets += size
  }
  return `${folded}\r\n`
}

const instant = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

const nextDay = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
