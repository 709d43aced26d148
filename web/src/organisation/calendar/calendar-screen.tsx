import { ActionIcon } from '@mantine/core'
import { type CalendarDay, calendar } from '@mocban/contract/calendar'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState, Section } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import './calendar.css'
import { DayDialog } from './day-dialog.tsx'
import type labels from './messages/labels.vi.ts'
import type vi from './messages/vi.ts'
import { MonthTable } from './month-table.tsx'
import { WorkingWeeks } from './working-weeks.tsx'

/** The days and hours that one's agency works, a year at a time: what terms are counted by. */
export default function CalendarScreen() {
  const t = useText<typeof labels & typeof vi>('calendar')
  const admin = useCan('administer')
  const [filters, change] = useFilters()
  const year = /^\d{4}$/.test(filters.year ?? '') ? Number(filters.year) : Number(todayInVietnam().slice(0, 4))
  const { data: days } = useRoute(calendar.days, { query: { from: `${year}-01-01`, to: `${year}-12-31` } })
  const { data: weeks } = useRoute(calendar.weeks, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const set = new Map((days ?? []).map((one) => [one.day, one]))
  return (
    <div className="screen">
      <h1>{t('place')}</h1>
      <p className="quiet" style={{ maxWidth: 900, marginTop: 0 }}>
        {t('hint')} {admin ? t('chooseDay') : t('onlyAdmin')}
      </p>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginBottom: 8 }}>
        <ActionIcon variant="subtle" aria-label={t('previousYear')} onClick={() => change({ year: String(year - 1) })}>
          <IconChevronLeft size={18} className="turns" />
        </ActionIcon>
        <strong>{t('yearOf', { year: String(year) })}</strong>
        <ActionIcon variant="subtle" aria-label={t('nextYear')} onClick={() => change({ year: String(year + 1) })}>
          <IconChevronRight size={18} className="turns" />
        </ActionIcon>
        <Legend />
      </div>
      <div className="year">
        {Array.from({ length: 12 }, (_, n) => (
          <MonthTable
            key={n}
            year={year}
            month={n + 1}
            days={set}
            weeks={weeks ?? []}
            choose={admin ? setChosen : undefined}
          />
        ))}
      </div>
      <Section title={t('days')}>
        {days?.length === 0 ? <EmptyState>{t('daysEmpty')}</EmptyState> : <DaysTable days={days ?? []} />}
      </Section>
      <WorkingWeeks weeks={weeks ?? []} />
      {chosen && <DayDialog day={chosen} set={set.get(chosen)} close={() => setChosen(null)} />}
    </div>
  )
}

function Legend() {
  const t = useText<typeof vi>('calendar')
  return (
    <span
      role="note"
      aria-label={t('legend')}
      style={{ display: 'flex', gap: 14, marginInlineStart: 'auto', fontSize: 12 }}
    >
      {(['holiday', 'half', 'working'] as const).map((kind) => (
        <span key={kind} style={{ display: 'flex', gap: 5, alignItems: 'center' }}>
          <span className="day-sample" data-kind={kind} aria-hidden>
            12
          </span>
          {t(`kind.${kind}`)}
        </span>
      ))}
    </span>
  )
}

function DaysTable({ days }: { days: CalendarDay[] }) {
  const t = useText<typeof vi>('calendar')
  const language = useLanguage()
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return (
    <table className="table stacks" aria-label={t('days')}>
      <thead>
        <tr>
          {(['day', 'kind', 'name', 'basis', 'source'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.day}>
            <td style={{ whiteSpace: 'nowrap' }}>
              {formatDate(one.day)} <span className="quiet">{weekday.format(new Date(`${one.day}T00:00:00Z`))}</span>
            </td>
            <td>{t(`kind.${one.kind}`)}</td>
            <td lang="vi">{one.name}</td>
            <td lang="vi" className="quiet">
              {one.basis}
            </td>
            <td className="quiet">{t(`source.${one.source}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
