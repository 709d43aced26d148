import { type CourseRow, courses } from '@mocban/contract/organisation-courses'
import { DataTable } from '../../shell/data-table.tsx'
import { FilterBar } from '../../shell/filter-bar.tsx'
import { formatDate, formatNumber } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import './staffing.css'
import { useStaffingWords } from './words.ts'

const states = ['planned', 'under-way', 'ended', 'cancelled'] as const

/** Courses against what is missing: planned, under way, over. */
export default function CoursesScreen() {
  const t = useText<typeof vi>('staffing')
  const language = useLanguage()
  const words = useStaffingWords()
  const [filters] = useFilters()
  const state = states.find((one) => one === filters.state)
  const { data, isPending, isPlaceholderData } = useRoute(
    courses.list,
    { query: state ? { state } : {} },
    { keep: true },
  )
  return (
    <div className="screen">
      <div className="staffing-head">
        <h1>{t('coursePlace')}</h1>
        <Link to="/organisation/staffing">{t('place')}</Link>
      </div>
      <FilterBar
        choices={[
          {
            key: 'state',
            label: t('state'),
            options: states.map((one) => ({ value: one, label: t(`courseState.${one}`) })),
          },
        ]}
      />
      <DataTable<CourseRow>
        label={t('coursePlace')}
        rows={data ?? []}
        idOf={(row) => row.id}
        loading={isPending || isPlaceholderData}
        open={(row) => `/organisation/courses/${row.id}`}
        empty={<EmptyState>{t('coursesEmpty')}</EmptyState>}
        columns={[
          {
            key: 'name',
            title: t('courseName'),
            main: true,
            cell: (row) => (
              <Link to={`/organisation/courses/${row.id}`}>
                <span lang="vi">{row.name}</span>
              </Link>
            ),
          },
          {
            key: 'gives',
            title: t('gives'),
            cell: (row) =>
              [words.level(row.level), words.name(row.fieldCode ?? row.certificateCode)].filter(Boolean).join(', '),
          },
          { key: 'provider', title: t('provider'), cell: (row) => <span lang="vi">{row.provider}</span> },
          {
            key: 'when',
            title: t('when'),
            width: 190,
            cell: (row) => `${formatDate(row.from)} – ${formatDate(row.lastDay)}`,
          },
          { key: 'state', title: t('state'), width: 120, cell: (row) => t(`courseState.${row.state}`) },
          {
            key: 'people',
            title: t('people'),
            width: 130,
            named: true,
            cell: (row) =>
              row.passed > 0
                ? t('passedOf', { passed: row.passed, people: row.people })
                : formatNumber(row.people, language),
          },
        ]}
      />
    </div>
  )
}
