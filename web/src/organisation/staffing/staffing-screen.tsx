import { SegmentedControl, Select } from '@mantine/core'
import {
  type AgencyStaffing,
  type StaffingFigure,
  staffing,
  staffingFigures,
} from '@mocban/contract/organisation-staffing'
import { ExportButton } from '../../around/export-button.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { formatDate, formatNumber, todayInVietnam } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters, useGo } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { CommuneMap } from './commune-map.tsx'
import type vi from './messages/vi.ts'
import { type OutlinePeriod, OutlinePeriods } from './outline-periods.tsx'
import './staffing.css'
import { placeName, useStaffingWords } from './words.ts'

const columns = ['posts', 'misses', 'vacant', 'doubled', 'unknown'] as const
const isCommune = (one: AgencyStaffing) => one.kind === 'commune' || one.kind === 'ward'
const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')

/** Where posts are held by people who do not fit, vacant or doubled: the map of the communes, and the same as a table. What is chosen stands in the address bar. */
export default function StaffingScreen() {
  const t = useText<typeof vi>('staffing')
  const go = useGo()
  const words = useStaffingWords()
  const [filters, change] = useFilters()
  const on = isDay(filters.on) ? filters.on : todayInVietnam()
  const figure = staffingFigures.find((one) => one === filters.figure) ?? 'misses'
  const of = filters.of === 'others' ? 'others' : 'communes'
  const { data } = useRoute(staffing.figures, { query: { on, ...(filters.field ? { field: filters.field } : {}) } })
  const boundaries = useRoute(
    staffing.boundaries,
    of === 'communes' ? { query: isDay(filters.on) ? { on } : {} } : undefined,
  )
  const agencies = data?.agencies.filter((one) => isCommune(one) === (of === 'communes')) ?? []
  const query = { of, ...(filters.field ? { field: filters.field } : {}), ...(isDay(filters.on) ? { on } : {}) }
  const listOf = (chosen: StaffingFigure, agency?: string) =>
    `/organisation/staffing/posts?${new URLSearchParams({ ...query, figure: chosen, ...(agency ? { agency } : {}) })}`
  const map = of === 'communes' && agencies.length > 0
  const drawn = map && boundaries.data?.outlines.length !== 0
  return (
    <div className="screen" aria-busy={!data || (map && boundaries.isPending)}>
      <div className="staffing-head">
        <h1>{t('place')}</h1>
        <Link to="/organisation/courses">{t('coursePlace')}</Link>
        <Link to="/organisation/staffing/rules">{t('rulesAndLists')}</Link>
      </div>
      <p className="quiet" style={{ maxWidth: 900, margin: '0 0 10px' }}>
        {t('placeHint')}
      </p>
      <div className="staffing-bar">
        <Select
          label={t('figure')}
          allowDeselect={false}
          value={figure}
          onChange={(value) => change({ figure: value ?? undefined })}
          data={staffingFigures.map((one) => ({ value: one, label: t(`figure.${one}`) }))}
          w={190}
        />
        <Select
          label={t('needsField')}
          placeholder={t('allFields')}
          clearable
          searchable
          value={filters.field ?? null}
          onChange={(value) => change({ field: value ?? undefined })}
          data={words.fieldOptions.filter((one) => one.value.length === 2)}
          w={250}
        />
        <DateField
          className="staffing-day"
          label={t('asOf')}
          value={on}
          onChange={(day) => change({ on: day ?? undefined })}
        />
        <SegmentedControl
          aria-label={t('of')}
          value={of}
          onChange={(value) => change({ of: value === 'communes' ? undefined : value })}
          data={(['communes', 'others'] as const).map((one) => ({ value: one, label: t(`of.${one}`) }))}
        />
        <ExportButton kind="staffing" name={t('place')} query={query} />
      </div>
      {data && agencies.length === 0 && <EmptyState>{t('nothingSeen')}</EmptyState>}
      {agencies.length > 0 && (
        <div className="staffing-columns" data-map={drawn}>
          {map && !drawn && boundaries.data && <NoMap on={on} periods={boundaries.data.periods} />}
          {drawn && (
            <CommuneMap
              boundaries={boundaries.data?.outlines ?? []}
              agencies={agencies}
              figure={figure}
              open={(agency) => go(listOf(figure, agency.agencyId))}
            />
          )}
          <FiguresTable agencies={agencies} figure={figure} listOf={listOf} />
        </div>
      )}
    </div>
  )
}

/** Never today's outlines for another day's communes: the table alone, and why. */
function NoMap({ on, periods }: { on: string; periods: OutlinePeriod[] }) {
  const t = useText<typeof vi>('staffing')
  if (periods.length === 0) return <EmptyState>{t('noMap')}</EmptyState>
  return (
    <div className="no-map">
      <p>{t('noMapThen', { on: formatDate(on) })}</p>
      <OutlinePeriods periods={periods} />
    </div>
  )
}

function FiguresTable(props: {
  agencies: AgencyStaffing[]
  figure: StaffingFigure
  listOf: (figure: StaffingFigure, agency?: string) => string
}) {
  const { agencies, figure, listOf } = props
  const t = useText<typeof vi>('staffing')
  const language = useLanguage()
  const shown: StaffingFigure[] = (columns as readonly string[]).includes(figure) ? [...columns] : [...columns, figure]
  const sum = (key: keyof AgencyStaffing) => agencies.reduce((all, one) => all + Number(one[key]), 0)
  // What is chosen stands first where it is largest; otherwise the order of the chart.
  const rows = agencies.toSorted((a, b) => b[figure] - a[figure])
  const number = (value: number) => formatNumber(value, language)
  const learning = (one: Pick<AgencyStaffing, 'planned' | 'underWay' | 'ended'>) =>
    one.planned + one.underWay + one.ended
  return (
    <table className="table stacks staffing-table" aria-label={t('table')}>
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          {shown.map((one) => (
            <th key={one} scope="col" className={one === figure ? 'staffing-chosen' : ''}>
              {t(`figure.${one}`)}
            </th>
          ))}
          <th scope="col">{t('coursesOpen')}</th>
          <th scope="col">{t('coursesPassed')}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="staffing-total">
          <td className="main-cell">{t('total')}</td>
          {shown.map((one) => (
            <td key={one} data-named={t(`figure.${one}`)}>
              <Link to={listOf(one)}>{number(sum(one))}</Link>
            </td>
          ))}
          <td data-named={t('coursesOpen')}>{number(sum('planned') + sum('underWay') + sum('ended'))}</td>
          <td data-named={t('coursesPassed')}>{number(sum('passed'))}</td>
        </tr>
        {rows.map((row) => (
          <tr key={row.agencyId}>
            <td className="main-cell">
              <span lang="vi">{placeName(row.name)}</span>
            </td>
            {shown.map((one) => (
              <td key={one} data-named={t(`figure.${one}`)} className={one === figure ? 'staffing-chosen' : ''}>
                {row[one] === 0 ? (
                  <span className="quiet">0</span>
                ) : (
                  <Link to={listOf(one, row.agencyId)}>{number(row[one])}</Link>
                )}
              </td>
            ))}
            <td data-named={t('coursesOpen')}>{number(learning(row))}</td>
            <td data-named={t('coursesPassed')}>{number(row.passed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
