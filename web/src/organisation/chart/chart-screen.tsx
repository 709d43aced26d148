import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ChartFind, chart } from '@mocban/contract/organisation-chart'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import type filesVi from '../files/messages/labels.vi.ts'
import type staffingVi from '../staffing/messages/vi.ts'
import './chart.css'
import { ChartTree } from './chart-tree.tsx'
import type vi from './messages/vi.ts'
import { useShownDay } from './shown-day.ts'
import { UnitPage } from './unit-page.tsx'

/** The organisation on a day: the tree, and beside it the unit chosen. Day, unit and search stand in the address bar. */
export default function ChartScreen() {
  const t = useText<typeof vi>('chart')
  const files = useText<typeof filesVi>('organisation-files')
  const staffing = useText<typeof staffingVi>('staffing')
  const admin = useCan('administer')
  const [filters, change] = useFilters()
  const on = useShownDay()
  const { unit } = filters
  const card = useRoute(chart.unit, unit ? { params: { id: unit }, query: { on } } : undefined)
  const [q, setQ] = useState(filters.q ?? '')
  const [wanted] = useDebouncedValue(q.trim(), 250)
  const find = useRoute(chart.search, wanted ? { query: { q: wanted, on } } : undefined)
  const choose = (id: string) => change({ unit: id })
  return (
    <div className="screen chart" data-chosen={unit ? 'true' : 'false'}>
      <h1>{t('place')}</h1>
      <div className="chart-bar">
        <TextInput
          label={t('search')}
          placeholder={t('searchHint')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onBlur={() => change({ q: q.trim() || undefined })}
          style={{ flex: '1 1 260px', maxWidth: 460 }}
        />
        <DateField label={t('asOf')} value={on} onChange={(day) => change({ on: day ?? undefined })} />
        {on !== todayInVietnam() && (
          <Button variant="default" onClick={() => change({ on: undefined })}>
            {t('today')}
          </Button>
        )}
        <Link to={`/organisation/differences?to=${on}`}>{t('differences')}</Link>
        <Link to="/organisation/staffing">{staffing('place')}</Link>
        {admin && <Link to="/organisation/files">{files('place')}</Link>}
      </div>
      {on !== todayInVietnam() && <p className="chart-other-day">{t('notToday', { day: formatDate(on) })}</p>}
      <div className="chart-columns">
        <div className="chart-side">
          {wanted ? (
            <Found finds={find.data} choose={choose} />
          ) : (
            <ChartTree on={on} chosen={unit} path={card.data?.path.map((one) => one.id) ?? []} choose={choose} />
          )}
        </div>
        <div className="chart-card">
          {unit && (
            <Button className="chart-back" variant="subtle" onClick={() => change({ unit: undefined })}>
              {t('back')}
            </Button>
          )}
          {card.data ? <UnitPage card={card.data} choose={choose} /> : !unit && <EmptyState>{t('choose')}</EmptyState>}
        </div>
      </div>
    </div>
  )
}

function Found({ finds, choose }: { finds: ChartFind[] | undefined; choose: (unit: string) => void }) {
  const t = useText<typeof vi>('chart')
  if (finds?.length === 0) return <EmptyState>{t('nothingFound')}</EmptyState>
  return (
    <ul className="chart-found" aria-label={t('found')} aria-live="polite">
      {(finds ?? []).map((one) => (
        <li key={`${one.unitId}${one.person?.id ?? ''}${one.person?.title ?? ''}`}>
          <button type="button" onClick={() => choose(one.unitId)}>
            <strong lang="vi">{one.person?.fullName ?? one.unitName}</strong>
            {one.person && <span lang="vi"> · {`${one.person.title}, ${one.unitName}`}</span>}
            {one.absent && (
              <span className="quiet">
                {' · '}
                {one.absent.from
                  ? t('absentUntil', { day: formatDate(one.absent.from) })
                  : t('absentSince', { day: formatDate(one.absent.until) })}
              </span>
            )}
            {one.formerly && <span className="quiet"> · {t('formerly', { name: one.formerly })}</span>}
            <span className="quiet chart-way" lang="vi">
              {one.path.map((step) => step.name).join(' › ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
