import { Button } from '@mantine/core'
import { type Course, type CoursePlace, courses } from '@mocban/contract/organisation-courses'
import { useState } from 'react'
import { DataTable } from '../../shell/data-table.tsx'
import { ScreenFailed } from '../../shell/failures.tsx'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState, Facts, Section } from '../../shell/marks.tsx'
import { Link, useParam } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { CancelCourseDialog, ResultsDialog } from './course-results.tsx'
import type vi from './messages/vi.ts'
import './staffing.css'
import { placeName, useStaffingWords } from './words.ts'

/** A course with those who take part; who administers them writes their results. */
export default function CourseScreen() {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const { data, error } = useRoute(courses.read, { params: { id: useParam('id') } })
  const [writing, setWriting] = useState<CoursePlace[] | null>(null)
  const [cancelling, setCancelling] = useState(false)
  if (error) return <ScreenFailed error={error} />
  if (!data)
    return (
      <div className="screen" aria-busy>
        <h1>{t('coursePlace')}</h1>
      </div>
    )
  const mayCancel = data.mayChange && data.state !== 'cancelled' && data.open === data.people
  return (
    <div className="screen">
      <h1 lang="vi">{data.name}</h1>
      <div className="staffing-facts">
        <Facts
          rows={[
            [t('state'), t(`courseState.${data.state}`)],
            [
              t('gives'),
              [words.level(data.level), words.name(data.fieldCode ?? data.certificateCode)].filter(Boolean).join(', '),
            ],
            [t('when'), `${formatDate(data.from)} – ${formatDate(data.lastDay)}`],
            [t('provider'), data.provider],
            [t('arrangedBy'), data.agencyName],
            [t('reason'), data.cancelledReason],
          ]}
        />
      </div>
      <Section
        title={t('takingPart')}
        actions={
          mayCancel && (
            <Button size="xs" variant="default" onClick={() => setCancelling(true)}>
              {t('cancelCourse')}
            </Button>
          )
        }
      >
        <p className="quiet">{t('takingPartHint')}</p>
        <Places course={data} write={setWriting} />
      </Section>
      {writing && <ResultsDialog course={data} places={writing} close={() => setWriting(null)} />}
      {cancelling && <CancelCourseDialog id={data.id} close={() => setCancelling(false)} />}
    </div>
  )
}

function Places({ course, write }: { course: Course; write: (places: CoursePlace[]) => void }) {
  const t = useText<typeof vi>('staffing')
  const open = course.places.some((one) => one.mayChange)
  return (
    <DataTable<CoursePlace>
      label={t('takingPart')}
      rows={course.places}
      idOf={(row) => row.personId}
      empty={<EmptyState>{t('nobodySeen')}</EmptyState>}
      {...(open
        ? {
            bulk: (chosen: CoursePlace[]) => (
              <Button size="xs" onClick={() => write(chosen.filter((one) => one.mayChange))}>
                {t('writeResults')}
              </Button>
            ),
          }
        : {})}
      columns={[
        {
          key: 'person',
          title: t('takingPart'),
          main: true,
          cell: (row) => (
            <Link to={`/organisation/staffing/people/${row.personId}`}>
              <span lang="vi">{row.fullName}</span>
            </Link>
          ),
        },
        {
          key: 'post',
          title: t('post'),
          cell: (row) => (
            <span lang="vi">
              {row.title},{' '}
              {row.unitName === row.agencyName
                ? placeName(row.agencyName)
                : `${row.unitName}, ${placeName(row.agencyName)}`}
            </span>
          ),
        },
        {
          key: 'outcome',
          title: t('outcome'),
          width: 260,
          cell: (row) => (
            <>
              {t(`course.${row.state}`, {
                day: formatDate(row.state === 'under-way' ? course.lastDay : course.from),
              })}
              {row.endedOn && ` ${formatDate(row.endedOn)}`}
              {row.result && (
                <span className="quiet">
                  {' '}
                  · <span lang="vi">{row.result}</span>
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
