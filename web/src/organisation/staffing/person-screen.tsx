import { Button } from '@mantine/core'
import { type PersonTraining, type Qualification, staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { ScreenFailed } from '../../shell/failures.tsx'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { EmptyState, Section } from '../../shell/marks.tsx'
import { Link, useParam } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'
import { Missing, PostState } from './post-parts.tsx'
import { QualificationDialog, WithdrawDialog } from './qualification-dialogs.tsx'
import './staffing.css'
import { useStaffingWords } from './words.ts'

/** A person's record of training: posts with what they need, degrees and certificates, courses. Without a person in the address, one's own. */
export default function PersonScreen() {
  const t = useText<typeof vi>('staffing')
  const me = useMe()
  const id = useParam('id') || me.personId
  const { data, error } = useRoute(staffing.person, { params: { id } })
  const [recording, setRecording] = useState(false)
  if (error) return <ScreenFailed error={error} />
  return (
    <div className="screen" style={{ maxWidth: 1100 }} aria-busy={!data}>
      <h1>
        {id === me.personId ? (
          t('myTraining')
        ) : (
          <>
            {t('training')}: <span lang="vi">{data?.fullName}</span>
          </>
        )}
      </h1>
      <p className="quiet">{t('trainingHint')}</p>
      {data && (
        <>
          <Posts person={data} />
          <Section
            title={t('qualifications')}
            actions={
              data.mayChange && (
                <Button size="xs" onClick={() => setRecording(true)}>
                  {t('record')}
                </Button>
              )
            }
          >
            {data.qualifications.length === 0 && <EmptyState>{t('noQualifications')}</EmptyState>}
            {data.qualifications.length > 0 && <Qualifications person={data} />}
          </Section>
          {data.courses.length > 0 && <Courses person={data} />}
          {recording && <QualificationDialog personId={id} close={() => setRecording(false)} />}
        </>
      )}
    </div>
  )
}

function Posts({ person }: { person: PersonTraining }) {
  const t = useText<typeof vi>('staffing')
  return (
    <Section title={t('heldPosts')}>
      {person.posts.length === 0 && <EmptyState>{t('holdsNone')}</EmptyState>}
      <ul className="staffing-lines">
        {person.posts.map((post) => {
          const mine = { ...post, holders: post.holders.filter((one) => one.personId === person.personId) }
          return (
            <li key={post.positionId} style={{ paddingBlock: 4 }}>
              <strong lang="vi">{post.title}</strong> · <span lang="vi">{post.unitName}</span> ·{' '}
              <PostState post={post} />
              <div>
                <Missing post={mine} />
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Qualifications({ person }: { person: PersonTraining }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const [withdrawing, setWithdrawing] = useState<Qualification | null>(null)
  const nameOf = (one: Qualification) =>
    one.fieldCode ? `${words.level(one.level)}, ${words.name(one.fieldCode)}` : words.name(one.certificateCode)
  return (
    <>
      <table className="table stacks" aria-label={t('qualifications')}>
        <thead>
          <tr>
            {(['what', 'institution', 'givenOn', 'holdsUntil', 'state'] as const).map((one) => (
              <th key={one} scope="col">
                {t(one)}
              </th>
            ))}
            {person.mayChange && <th scope="col">{t('acts')}</th>}
          </tr>
        </thead>
        <tbody>
          {person.qualifications.map((one) => (
            <tr key={one.id}>
              <td className="main-cell">
                <span style={one.withdrawnAt ? { textDecoration: 'line-through' } : undefined}>{nameOf(one)}</span>
                {one.subject && (
                  <span className="quiet">
                    {' '}
                    (<span lang="vi">{one.subject}</span>)
                  </span>
                )}
              </td>
              <td lang="vi">{one.institution}</td>
              <td data-named={t('givenOn')}>{formatDate(one.from)}</td>
              <td data-named={one.lastDay ? t('holdsUntil') : undefined}>{formatDate(one.lastDay)}</td>
              <td>
                {one.withdrawnAt ? (
                  <span className="quiet">{t('withdrawnBecause', { reason: one.withdrawnReason ?? '' })}</span>
                ) : (
                  <span className={one.stands ? '' : 'late'}>{t(one.stands ? 'standing' : 'ranOut')}</span>
                )}
                {one.byCourse && <span className="quiet"> · {t('byCourse')}</span>}
              </td>
              {person.mayChange && (
                <td>
                  {!one.withdrawnAt && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('withdrawWhat', { name: nameOf(one) })}
                      onClick={() => setWithdrawing(one)}
                    >
                      {t('withdraw')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {withdrawing && (
        <WithdrawDialog id={withdrawing.id} name={nameOf(withdrawing)} close={() => setWithdrawing(null)} />
      )}
    </>
  )
}

function Courses({ person }: { person: PersonTraining }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  return (
    <Section title={t('courses')}>
      <table className="table stacks" aria-label={t('courses')}>
        <thead>
          <tr>
            {(['courseName', 'gives', 'when', 'post', 'outcome'] as const).map((one) => (
              <th key={one} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {person.courses.map((one) => (
            <tr key={one.courseId}>
              <td className="main-cell">
                <Link to={`/organisation/courses/${one.courseId}`}>
                  <span lang="vi">{one.name}</span>
                </Link>
              </td>
              <td>
                {[words.level(one.level), words.name(one.fieldCode ?? one.certificateCode)].filter(Boolean).join(', ')}
              </td>
              <td>
                {formatDate(one.from)} – {formatDate(one.lastDay)}
              </td>
              <td lang="vi">
                {one.title}, {one.unitName}
              </td>
              <td>
                {t(`course.${one.state}`, { day: formatDate(one.state === 'under-way' ? one.lastDay : one.from) })}
                {one.endedOn && ` ${formatDate(one.endedOn)}`}
                {one.result && (
                  <span className="quiet">
                    {' '}
                    · <span lang="vi">{one.result}</span>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
