import { ActionIcon } from '@mantine/core'
import { calendar } from '@mocban/contract/calendar'
import { tasks } from '@mocban/contract/tasks'
import type { TaskRow } from '@mocban/contract/tasks-record'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { formatDate, todayInVietnam } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { LookFurther } from '../shell/look-further.tsx'
import { Link } from '../shell/navigate.tsx'
import { usePages, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import './tasks.css'

/** More are not asked for by themselves. */
const mostAtOnce = 1000

/** The days shown for a month (YYYY-MM): whole weeks from Monday. */
function daysOfMonth(month: string): string[] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const start = new Date(first.getTime() - ((first.getUTCDay() + 6) % 7) * 86_400_000)
  const days: string[] = []
  for (
    let day = start;
    days.length % 7 !== 0 || days.length === 0 || day.toISOString().slice(0, 7) <= month;
    day = new Date(day.getTime() + 86_400_000)
  )
    days.push(day.toISOString().slice(0, 10))
  return days
}

const turned = (month: string, by: number): string => {
  const date = new Date(`${month}-15T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, 7)
}

/** Tasks on the day they are due. */
export function MonthCalendar({
  filters,
  month = todayInVietnam().slice(0, 7),
  turn,
}: {
  filters: Record<string, string>
  month?: string | undefined
  turn: (month: string) => void
}) {
  const t = useText<typeof vi>('tasks')
  const language = useLanguage()
  const days = daysOfMonth(month)
  const from = days[0] ?? month
  const to = days.at(-1) ?? month
  const found = usePages(tasks.list, { ...filters, dueFrom: from, dueTo: to, limit: 100 })
  const rows: TaskRow[] = found.rows
  // A month is looked at as a whole: the pages behind the first come by themselves, until much is there or it was looked far for little.
  const stops = found.hasNextPage && (Boolean(found.lookedBack) || rows.length >= mostAtOnce)
  useEffect(() => {
    if (found.hasNextPage && !stops && !found.isFetchingNextPage) void found.fetchNextPage()
  }, [found.hasNextPage, stops, found.isFetchingNextPage, found.fetchNextPage])
  const oldest = found.lookedBack ?? rows.at(-1)?.listedAt
  const special = useRoute(calendar.days, { query: { from, to } })
  const today = useRef<HTMLDivElement>(null)
  const loaded = !found.isPending
  // On a telephone the month is a long list: it opens at today, what is past lies above.
  useEffect(() => {
    if (loaded && matchMedia('(max-width: 760px)').matches) today.current?.scrollIntoView({ block: 'start' })
  }, [loaded, month])
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <ActionIcon variant="subtle" aria-label={t('previousMonth')} onClick={() => turn(turned(month, -1))}>
          <IconChevronLeft size={18} className="turns" />
        </ActionIcon>
        <strong>{t('monthOf', { month: Number(month.slice(5)), year: month.slice(0, 4) })}</strong>
        <ActionIcon variant="subtle" aria-label={t('nextMonth')} onClick={() => turn(turned(month, 1))}>
          <IconChevronRight size={18} className="turns" />
        </ActionIcon>
      </div>
      <div className="month">
        {days.slice(0, 7).map((day) => (
          <div key={day} className="quiet month-weekday">
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </div>
        ))}
        {days.map((day) => {
          const due = rows.filter((row) => row.dueOn === day)
          const set = special.data?.find((one) => one.day === day)
          const inside = day.startsWith(month)
          return (
            <div
              key={day}
              ref={day === todayInVietnam() ? today : undefined}
              className="month-day"
              data-today={day === todayInVietnam()}
              data-empty={due.length === 0}
            >
              <div
                className={set?.kind === 'holiday' ? 'late' : 'quiet'}
                style={{ fontSize: 12 }}
                title={set?.basis || undefined}
              >
                <span className="month-of-phone">{weekday.format(new Date(`${day}T00:00:00Z`))} </span>
                <span style={{ fontWeight: inside ? 600 : 400 }}>
                  {inside ? Number(day.slice(8)) : `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`}
                </span>{' '}
                {set && <span lang="vi">{set.name}</span>}
              </div>
              {due.slice(0, 4).map((row) => (
                <Link
                  key={row.id}
                  to={`/tasks/${row.id}`}
                  title={row.title}
                  className={row.closedAt === null && row.deliveredAt === null && day < todayInVietnam() ? 'late' : ''}
                >
                  <span lang="vi">{row.title}</span>
                </Link>
              ))}
              {due.length > 4 && (
                <Link to={`/tasks?${new URLSearchParams({ ...filters, dueFrom: day, dueTo: day })}`}>
                  {t('moreCount', { count: due.length - 4 })}
                </Link>
              )}
            </div>
          )
        })}
      </div>
      {stops && oldest && (
        <LookFurther
          list={found}
          none={false}
          said={t('lookedBack', { day: formatDate(oldest) })}
          further={t('lookFurther')}
        />
      )}
    </div>
  )
}
