import { ActionIcon } from '@mantine/core'
import { type TaskRow, tasks } from '@mocban/contract/tasks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { todayInVietnam } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** The days shown for a month (YYYY-MM): whole weeks from Monday. */
export function daysOfMonth(month: string): string[] {
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
  const found = useRoute(tasks.list, {
    query: { ...filters, dueFrom: days[0], dueTo: days.at(-1), limit: 100 } as never,
  })
  const rows: TaskRow[] = found.data?.items ?? []
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <ActionIcon variant="subtle" aria-label={t('previousMonth')} onClick={() => turn(turned(month, -1))}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <strong>{t('monthOf', { month: Number(month.slice(5)), year: month.slice(0, 4) })}</strong>
        <ActionIcon variant="subtle" aria-label={t('nextMonth')} onClick={() => turn(turned(month, 1))}>
          <IconChevronRight size={18} />
        </ActionIcon>
      </div>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(7, minmax(110px, 1fr))',
          overflowX: 'auto',
          borderTop: '1px solid var(--rule)',
        }}
      >
        {days.slice(0, 7).map((day) => (
          <div key={day} className="quiet" style={{ fontSize: 12, padding: 4 }}>
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </div>
        ))}
        {days.map((day) => {
          const due = rows.filter((row) => row.dueOn === day)
          return (
            <div
              key={day}
              style={{
                borderTop: '1px solid var(--rule)',
                minHeight: 84,
                padding: 4,
                background: day === todayInVietnam() ? 'var(--paper-2)' : undefined,
                opacity: day.startsWith(month) ? 1 : 0.55,
              }}
            >
              <div className="quiet" style={{ fontSize: 12 }}>
                {Number(day.slice(8))}
              </div>
              {due.slice(0, 4).map((row) => (
                <div
                  key={row.id}
                  style={{ fontSize: 12, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                >
                  <Link
                    to={`/tasks/${row.id}`}
                    title={row.title}
                    className={
                      row.closedAt === null && row.deliveredAt === null && day < todayInVietnam() ? 'late' : ''
                    }
                  >
                    {row.title}
                  </Link>
                </div>
              ))}
              {due.length > 4 && <div className="quiet">{t('moreCount', { count: due.length - 4 })}</div>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
