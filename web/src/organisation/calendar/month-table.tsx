import type { CalendarDay, WorkingWeek } from '@mocban/contract/calendar'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Monday to Sunday as 1 to 7. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const isoWeekday = (day: string) => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? '7'
/** 1 January 2024 was a Monday. */
export const nameOfWeekday = (format: Intl.DateTimeFormat, weekday: string) =>
  format.format(new Date(`2024-01-0${weekday}T00:00:00Z`))

/** One month as a table of weeks; a day that differs from the working week is marked, with its name on hover. */
export function MonthTable({
  year,
  month,
  days,
  weeks,
  choose,
}: {
  year: number
  month: number
  days: Map<string, CalendarDay>
  weeks: WorkingWeek[]
  choose: ((day: string) => void) | undefined
}) {
  const t = useText<typeof vi>('calendar')
  const language = useLanguage()
  const narrow = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' })
  const today = todayInVietnam()
  const label = (day: string) => {
    const set = days.get(day)
    return [formatDate(day), set && t(`kind.${set.kind}`), set?.name].filter(Boolean).join(' · ')
  }
  return (
    <table className="month" aria-label={`${t('monthOf', { month })} ${year}`}>
      <caption>{t('monthOf', { month })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {nameOfWeekday(narrow, weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, n) =>
              day ? (
                <td
                  key={day}
                  data-kind={days.get(day)?.kind ?? (worked(day, weeks) ? undefined : 'free')}
                  data-today={day === today || undefined}
                  title={days.get(day)?.name}
                >
                  {choose ? (
                    <button type="button" aria-label={label(day)} onClick={() => choose(day)}>
                      {Number(day.slice(8))}
                    </button>
                  ) : (
                    <span>{Number(day.slice(8))}</span>
                  )}
                </td>
              ) : (
                <td key={n} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whether the working week in force on a day works it; the agency's own weeks come first. */
function worked(day: string, weeks: WorkingWeek[]): boolean {
  const inForce = weeks.find((week) => week.from === null || week.from <= day)
  return inForce ? isoWeekday(day) in inForce.days : isoWeekday(day) < '6'
}

function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (string | null)[] = [
    ...Array.from({ length: Number(isoWeekday(first)) - 1 }, () => null),
    ...Array.from({ length: count }, (_, n) => `${first.slice(0, 8)}${String(n + 1).padStart(2, '0')}`),
  ]
  while (cells.length % 7) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, n) => cells.slice(n * 7, n * 7 + 7))
}
