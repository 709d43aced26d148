import { Button } from '@mantine/core'
import { type StaffedPost, staffing, staffingFigures } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { ExportButton } from '../../around/export-button.tsx'
import { DataTable } from '../../shell/data-table.tsx'
import { FilterBar } from '../../shell/filter-bar.tsx'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { LookFurther, moreOf } from '../../shell/look-further.tsx'
import { EmptyState } from '../../shell/marks.tsx'
import { Link, useFilters } from '../../shell/navigate.tsx'
import { usePages } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import { PlanCourseDialog } from './course-dialog.tsx'
import type vi from './messages/vi.ts'
import { Missing, PostCourses, PostHolders, PostState } from './post-parts.tsx'
import { RequirementDialog } from './requirement-dialog.tsx'
import './staffing.css'
import { placeName, useStaffingWords } from './words.ts'

/** The posts behind a figure; an administrator chooses many and plans a course for them. */
export default function PostsScreen() {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const admin = useCan('administer')
  const [filters] = useFilters()
  const list = usePages(staffing.posts, filters)
  const [planning, setPlanning] = useState<StaffedPost[] | null>(null)
  const [changing, setChanging] = useState<StaffedPost | null>(null)
  const looking = list.lookedTo && (
    <LookFurther
      list={list}
      none={list.rows.length === 0}
      said={t(list.rows.length > 0 ? 'lookedTo' : 'lookedToNone', { agency: placeName(list.lookedTo) })}
      further={t('lookFurther')}
    />
  )
  const agency = filters.agency ? list.rows[0]?.agencyName : undefined
  return (
    <div className="screen">
      <div className="staffing-head">
        <h1>
          {t('posts')}
          {agency && <span lang="vi">: {placeName(agency)}</span>}
          {filters.on && <span className="quiet"> · {formatDate(filters.on)}</span>}
        </h1>
        <Link to="/organisation/staffing">{t('place')}</Link>
      </div>
      <FilterBar
        words={t('filterPosts')}
        choices={[
          {
            key: 'figure',
            label: t('figure'),
            options: staffingFigures.map((one) => ({ value: one, label: t(`figure.${one}`) })),
          },
          {
            key: 'of',
            label: t('of'),
            options: (['communes', 'others'] as const).map((one) => ({ value: one, label: t(`of.${one}`) })),
          },
          {
            key: 'lack',
            label: t('lack'),
            options: [
              { value: 'field', label: t('lackField') },
              { value: 'level', label: t('lackLevel') },
              ...words.certificateOptions,
            ],
          },
          { key: 'field', label: t('needsField'), options: words.fieldOptions.filter((one) => one.value.length === 2) },
        ]}
        actions={<ExportButton kind="staffing-posts" name={t('posts')} query={filters} />}
      />
      <DataTable<StaffedPost>
        label={t('posts')}
        rows={list.rows}
        idOf={(row) => row.positionId}
        loading={list.isPending}
        empty={looking || <EmptyState>{t('noPosts')}</EmptyState>}
        more={moreOf(list)}
        {...(admin
          ? {
              bulk: (chosen: StaffedPost[]) => (
                <Button size="xs" onClick={() => setPlanning(chosen)}>
                  {t('planFor', { count: chosen.length })}
                </Button>
              ),
            }
          : {})}
        columns={[
          {
            key: 'post',
            title: t('post'),
            main: true,
            width: 290,
            cell: (row) => (
              <span lang="vi">
                <strong>{row.title}</strong>
                <span className="quiet" style={{ display: 'block' }}>
                  {row.unitId === row.agencyId
                    ? placeName(row.agencyName)
                    : `${row.unitName}, ${placeName(row.agencyName)}`}
                </span>
              </span>
            ),
          },
          { key: 'holders', title: t('holders'), width: 170, cell: (row) => <PostHolders post={row} /> },
          { key: 'state', title: t('state'), width: 150, cell: (row) => <PostState post={row} /> },
          { key: 'missing', title: t('missing'), named: true, cell: (row) => <Missing post={row} /> },
          {
            key: 'courses',
            title: t('beingDone'),
            named: true,
            width: 260,
            cell: (row) => <PostCourses courses={row.courses} />,
          },
          ...(admin
            ? [
                {
                  key: 'acts',
                  title: t('acts'),
                  width: 110,
                  cell: (row: StaffedPost) =>
                    row.mayChange && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('changeNeedsOf', { title: `${row.title}, ${row.unitName}` })}
                        onClick={() => setChanging(row)}
                      >
                        {t('needs')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {list.rows.length > 0 && looking}
      {planning && <PlanCourseDialog posts={planning} lack={filters.lack} close={() => setPlanning(null)} />}
      {changing && (
        <RequirementDialog positionId={changing.positionId} title={changing.title} close={() => setChanging(null)} />
      )}
    </div>
  )
}
