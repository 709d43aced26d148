import type { StaffedPost } from '@mocban/contract/organisation-staffing'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Link } from '../../shell/navigate.tsx'
import type vi from './messages/vi.ts'
import { useStaffingWords } from './words.ts'

/** The state of a post in words. */
export function PostState({ post }: { post: StaffedPost }) {
  const t = useText<typeof vi>('staffing')
  return (
    <span>
      <span
        className={post.state === 'misses' || post.state === 'vacant' ? 'late' : post.state === 'fits' ? '' : 'quiet'}
      >
        {t(`state.${post.state}`)}
      </span>
      {post.doubled && <span> · {t(`doubled.${post.doubled}`)}</span>}
    </span>
  )
}

/** Who holds a post; whose record of training one may read, with the way to it. */
export function PostHolders({ post }: { post: StaffedPost }) {
  const t = useText<typeof vi>('staffing')
  if (post.holders.length === 0) return <span className="quiet">{t('nobody')}</span>
  return (
    <ul className="staffing-lines">
      {post.holders.map((one) => (
        <li key={one.personId}>
          {one.open ? (
            <Link to={`/organisation/staffing/people/${one.personId}`}>
              <span lang="vi">{one.fullName}</span>
            </Link>
          ) : (
            <span lang="vi">{one.fullName}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What exactly is missing, holder by holder; where nothing is recorded, what the post needs. */
export function Missing({ post }: { post: StaffedPost }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  if (post.state === 'vacant' || post.state === 'unknown' || post.state === 'fits')
    return (
      <span className="quiet">
        {words.demand(post.demand).length > 0 && `${t('needs')}: ${words.demand(post.demand).join('; ')}`}
      </span>
    )
  return (
    <ul className="staffing-lines">
      {post.holders
        .map((one) => ({ one, missing: words.missing(one) }))
        .filter(({ one, missing }) => one.known && missing.length > 0)
        .map(({ one, missing }) => (
          <li key={one.personId}>
            {post.holders.length > 1 && <span lang="vi">{one.fullName}: </span>}
            {missing.join('; ')}
            {one.lacksField && post.demand && (
              <span className="quiet"> ({post.demand.fields.map(words.name).join(' / ')})</span>
            )}
          </li>
        ))}
    </ul>
  )
}

/** The courses against it. */
export function PostCourses({ courses }: { courses: StaffedPost['courses'] }) {
  const t = useText<typeof vi>('staffing')
  return (
    <ul className="staffing-lines">
      {courses.map((one) => (
        <li key={one.courseId + one.personId}>
          <Link to={`/organisation/courses/${one.courseId}`}>
            <span lang="vi">{one.name}</span>
          </Link>{' '}
          <span className="quiet">
            {t(`course.${one.state}`, { day: formatDate(one.state === 'under-way' ? one.lastDay : one.from) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
