import type { PostHolder, Succession, UnitCard, UnitPost, UnitVersion } from '@mocban/contract/organisation-chart'
import { daysUntil, formatDate } from '../../shell/format.ts'
import { useHeldRows } from '../../shell/held-rows.tsx'
import { useCodeText, useText } from '../../shell/languages.ts'
import { EmptyState, Facts, Section } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import { MemberActs, PostActs, UnitActs } from '../acts/unit-acts.tsx'
import type vi from './messages/vi.ts'
import { roleKey } from './role-words.ts'
import { UnitHistory } from './unit-history.tsx'

/** The last day of a stretch of time that ends before `until`. */
const lastDay = (until: string): string =>
  formatDate(new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10))

/** A unit on a day: facts, posts with who holds them, members, and how it came to be what it is. */
export function UnitPage({ card, choose }: { card: UnitCard; choose: (unit: string) => void }) {
  const t = useText<typeof vi>('chart')
  const shown = card.now ?? card.versions.at(-1)
  const posts = useHeldRows(card.posts, (post) => post.id)
  if (!shown) return null
  return (
    <article aria-label={shown.name}>
      <p className="quiet chart-path">
        {card.path.map((step) => (
          <span key={step.id}>
            <button type="button" className="chart-link" lang="vi" onClick={() => choose(step.id)}>
              {step.name}
            </button>
            {' › '}
          </span>
        ))}
      </p>
      <div className="chart-head">
        <h2 className="chart-title" lang="vi">
          {shown.name}
        </h2>
        {card.mayChange && card.now && <UnitActs card={card} unit={card.now} />}
      </div>
      {!card.now && <p className="chart-other-day">{t('absent', { day: formatDate(card.on) })}</p>}
      <Heirs card={card} choose={choose} />
      <Section title={t('facts')}>
        <UnitFacts unit={shown} choose={choose} />
      </Section>
      {(card.members.length > 0 || shown.kind === 'committee') && <Members card={card} committee={shown.name} />}
      {shown.kind !== 'committee' && (
        <Section title={t('posts')}>
          {card.posts.length === 0 && <EmptyState>{t('noPosts')}</EmptyState>}
          <ul className="chart-posts">
            {posts.rows.map((post) => posts.line(post, <Post post={post} card={card} />))}
          </ul>
        </Section>
      )}
      <UnitHistory card={card} />
    </article>
  )
}

/** Who has what a unit held since it ended, and the units that became part of it. */
function Heirs({ card, choose }: { card: UnitCard; choose: (unit: string) => void }) {
  const t = useText<typeof vi>('chart')
  const link = (one: Succession) => (
    <button type="button" className="chart-link" lang="vi" onClick={() => choose(one.id)}>
      {one.name}
    </button>
  )
  if (!card.successor && card.predecessors.length === 0) return null
  return (
    <Section title={t('succession')}>
      {card.successor && (
        <p style={{ margin: 0 }}>
          {t('successor', { day: formatDate(card.successor.from) })} {link(card.successor)}
        </p>
      )}
      {card.predecessors.length > 0 && (
        <>
          <p style={{ margin: 0 }}>{t('predecessors', { count: card.predecessors.length })}</p>
          <ul className="chart-posts">
            {card.predecessors.map((one) => (
              <li key={one.id}>
                {link(one)} <span className="quiet">{t('ended', { day: formatDate(one.from) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function UnitFacts({ unit, choose }: { unit: UnitVersion; choose: (unit: string) => void }) {
  const t = useText<typeof vi>('chart')
  const { parentId } = unit
  /** A document cited by its symbol is found by it. */
  const cited = (text: string | null) => text && <Link to={`/search?q=${encodeURIComponent(text)}`}>{text}</Link>
  return (
    <Facts
      rows={[
        [t('kindOf'), t(`kind.${unit.kind}`)],
        [t('agency'), unit.isAgency ? t('ownAgency') : unit.agencyName],
        [
          t('parent'),
          parentId && (
            <button type="button" className="chart-link" onClick={() => choose(parentId)}>
              {unit.parentName}
            </button>
          ),
        ],
        [t('shortName'), unit.shortName !== unit.name && unit.shortName],
        [t('abbreviation'), unit.abbreviation],
        [t('nameEn'), <bdi key="en">{unit.nameEn}</bdi>],
        [t('nameUr'), unit.nameUr],
        [t('exchangeCode'), unit.exchangeCode],
        [t('statisticsCode'), unit.statisticsCode],
        [t('sealText'), unit.sealText],
        [t('sealCertificate'), unit.sealCertificate],
        [t('foundedBy'), cited(unit.foundedBy)],
        [t('regulations'), cited(unit.regulations)],
      ]}
    />
  )
}

function Post({ post, card }: { post: UnitPost; card: UnitCard }) {
  const t = useText<typeof vi>('chart')
  const words = useCodeText('chart')
  return (
    <li>
      <div className="chart-post">
        <strong>{post.title}</strong>
        {post.capabilities.length > 0 && (
          <span className="quiet chart-can">{post.capabilities.map((one) => words(`can.${one}`)).join(', ')}</span>
        )}
        {card.mayChange && card.now && (
          <span className="chart-acts">
            <PostActs unitId={card.id} agencyId={card.now.agencyId} post={post} />
          </span>
        )}
      </div>
      {!post.holders.some((one) => one.from <= card.on) && <div className="late">{t('nobody')}</div>}
      {post.holders.map((one) => (
        <div key={one.appointmentId}>
          {one.fullName}
          <span className="quiet">
            {one.kind !== 'main' && ` · ${t(`appointment.${one.kind}`)}`}
            {` · ${t(one.from <= card.on ? 'since' : 'comes', { day: formatDate(one.from) })}`}
            {one.until && ` ${t('until', { day: lastDay(one.until) })}`}
            {one.decision && ` · ${one.decision}`}
          </span>
          {one.closed && <span className="late"> · {t('closed')}</span>}
          {one.leave && <Away leave={one.leave} on={card.on} />}
          {one.represented && <span> · {t('represented', { name: one.represented })}</span>}
        </div>
      ))}
    </li>
  )
}

/** Away on the day, or planned to be. */
function Away({ leave, on }: { leave: NonNullable<PostHolder['leave']>; on: string }) {
  const t = useText<typeof vi>('chart')
  const day = lastDay(leave.until)
  if (leave.from <= on) return <span className="late"> · {t('onLeave', { day })}</span>
  return <span className="quiet"> · {t('leaveComes', { from: formatDate(leave.from), day })}</span>
}

function Members({ card, committee }: { card: UnitCard; committee: string }) {
  const t = useText<typeof vi>('chart')
  return (
    <Section title={t('members')}>
      <ul className="chart-posts">
        {card.members.map((one) => (
          <li key={one.id}>
            <div className="chart-post">
              <strong>{one.fullName ?? t('nobody')}</strong>
              <span>{t(roleKey(one.role, committee))}</span>
              {card.mayChange && !(one.until && daysUntil(one.until) <= 1) && (
                <span className="chart-acts">
                  <MemberActs member={one} />
                </span>
              )}
            </div>
            <span className="quiet">
              {one.title && `${t('byPost', { title: one.title, unit: one.unitName ?? '' })} · `}
              {t(one.from <= card.on ? 'since' : 'seatComes', { day: formatDate(one.from) })}
              {one.until && ` ${t('until', { day: lastDay(one.until) })}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
