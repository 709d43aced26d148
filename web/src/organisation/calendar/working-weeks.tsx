import { Button } from '@mantine/core'
import { calendar, type WorkingWeek } from '@mocban/contract/calendar'
import { useState } from 'react'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'
import { nameOfWeekday, weekdays } from './month-table.tsx'
import { WeekDialog } from './week-dialog.tsx'

/** Minutes after midnight as 07:30. */
export const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The working weeks of the agency through time, the one in force first. */
export function WorkingWeeks({ weeks }: { weeks: WorkingWeek[] }) {
  const t = useText<typeof vi>('calendar')
  const language = useLanguage()
  const admin = useCan('administer')
  const [setting, setSetting] = useState(false)
  const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const daysOf = (week: WorkingWeek) =>
    weekdays
      .filter((weekday) => week.days[weekday])
      .map(
        (weekday) =>
          nameOfWeekday(short, weekday) +
          (week.days[weekday] === 0.5 ? ` (${t('share.0.5').toLocaleLowerCase(language)})` : ''),
      )
      .join(', ')
  return (
    <Section
      title={t('week')}
      actions={
        admin && (
          <Button size="compact-sm" variant="default" onClick={() => setSetting(true)}>
            {t('setWeek')}
          </Button>
        )
      }
    >
      <table className="table stacks" aria-label={t('week')}>
        <tbody>
          {weeks.map((week) => (
            <tr key={`${week.source}${week.from}`}>
              <td style={{ whiteSpace: 'nowrap' }}>
                {week.from ? t('weekSince', { date: formatDate(week.from) }) : t('weekAlways')}
              </td>
              <td>{daysOf(week)}</td>
              <td>
                <bdi>{week.hours.map(([opens, closes]) => `${clockOf(opens)}–${clockOf(closes)}`).join(', ')}</bdi>
              </td>
              <td lang="vi" className="quiet">
                {week.basis}
              </td>
              <td className="quiet">{t(`source.${week.source}`)}</td>
              {admin && (
                <td>
                  {week.source === 'agency' && week.from !== null && week.from >= todayInVietnam() && (
                    <TakeBack from={week.from} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {setting && <WeekDialog now={weeks[0]} close={() => setSetting(false)} />}
    </Section>
  )
}

/** One that has not begun before today was perhaps a mistake. */
function TakeBack({ from }: { from: string }) {
  const t = useText<typeof vi>('calendar')
  const date = formatDate(from)
  const act = useAct(calendar.takeWeekBack, { done: () => notify.done(t('weekTakenBack', { date })) })
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={act.isPending}
      onClick={() => act.mutate({ params: { from } })}
    >
      {t('takeWeekBack', { date })}
    </Button>
  )
}
