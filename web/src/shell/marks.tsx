import { daysUntil, formatDate } from './format.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useUnread } from './unread.tsx'

/** A name as it was on the day that is told of; where it is another today, or what bore it has ended, with what it is now. */
export function Named({ name, now }: { name: string | null; now: string | null }) {
  const t = useText<typeof vi>('shell')
  if (!name) return null
  return (
    <>
      <span lang="vi">{name}</span>
      {now && <span className="quiet"> ({t('nowCalled', { name: now })})</span>}
    </>
  )
}

/** A deadline as people feel it: còn 2 ngày, hạn hôm nay, quá hạn 3 ngày; the date itself on hover. `apart`: after other words, with a point between. */
export function DeadlineText({ apart, ...of }: { on: string | null; ended?: boolean; apart?: boolean }) {
  if (!of.on) return null
  const deadline = <Deadline {...of} on={of.on} />
  return apart ? <Apart>{deadline}</Apart> : deadline
}

/** A fact after another, with a point between that is not seen where it begins a line. */
export function Apart({ children }: { children: React.ReactNode }) {
  return (
    <>
      <span className="apart-before"> </span>
      <span className="apart">{children}</span>
    </>
  )
}

function Deadline({ on, ended = false }: { on: string; ended?: boolean }) {
  const t = useText<typeof vi>('shell')
  if (ended) return <span className="quiet">{formatDate(on)}</span>
  const days = daysUntil(on)
  const words = days > 0 ? t('due.left', { days }) : days === 0 ? t('due.today') : t('due.late', { days: -days })
  return (
    <time dateTime={on} title={formatDate(on)} className={days < 0 ? 'late' : ''} style={{ whiteSpace: 'nowrap' }}>
      {words}
    </time>
  )
}

/** The mark of urgency as it stands on paper; nothing for normal. */
export function UrgencyMark({ urgency }: { urgency: 'normal' | 'urgent' | 'very-urgent' | 'express' }) {
  const t = useText<typeof vi>('shell')
  return urgency === 'normal' ? null : <span className="seal-mark">{t(`urgency.${urgency}`)}</span>
}

/** What will be here, and how to begin; nothing where it is not known whether anything is. */
export function EmptyState({ children }: { children: React.ReactNode }) {
  return useUnread() ? null : <div className="empty">{children}</div>
}

/** A titled part of a page. */
export function Section({
  title,
  children,
  actions,
}: {
  title: string
  children: React.ReactNode
  actions?: React.ReactNode
}) {
  return (
    <section className="section" aria-label={title}>
      <h2 style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <span style={{ flex: 1 }}>{title}</span>
        {actions}
      </h2>
      {children}
    </section>
  )
}

/** Letters that only Vietnamese has: what people wrote in it is read aloud and set as Vietnamese on a page of any language. */
const vietnamese = /[ăđơưạ-ỹ]/i

/** Facts as a list of term and value; empty ones are left out. */
export function Facts({ rows }: { rows: [string, React.ReactNode][] }) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd lang={typeof value === 'string' && vietnamese.test(value) ? 'vi' : undefined}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
