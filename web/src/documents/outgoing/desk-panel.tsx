import { outgoing } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { DeadlineText, Section, UrgencyMark } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

type Item = RouteAnswer<typeof outgoing.desk>[number]

/** One draft that waits for me: what is asked, of what, by whom, since when. */
export function DeskLine({ item }: { item: Item }) {
  const t = useText<typeof vi>('outgoing')
  return (
    <li style={{ display: 'flex', gap: 10, alignItems: 'baseline', padding: '5px 0', flexWrap: 'wrap' }}>
      <strong style={{ minWidth: 92, color: 'var(--act)' }}>{t(`kind.${item.kind}`)}</strong>
      <span lang="vi" style={{ flex: 1, minWidth: 200 }}>
        <UrgencyMark urgency={item.urgency} />{' '}
        <Link to={`/outgoing/${item.documentId}`} style={{ color: 'inherit' }}>
          {item.abstract}
        </Link>
      </span>
      <span className="quiet">
        <span lang="vi">{t('by', { name: item.draftedByName, unit: item.unitName })}</span> ·{' '}
        {t('since', { when: formatWhen(item.since) })}
      </span>
      <DeadlineText on={item.dueOn} />
    </li>
  )
}

/** The desk's part for drafts; absent where nothing waits. */
export default function OutgoingDeskPanel() {
  const t = useText<typeof vi>('outgoing')
  const { data } = useRoute(outgoing.desk, {})
  if (!data?.length) return null
  return (
    <Section title={t('waitingForMe')}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data.map((item) => (
          <DeskLine key={item.reviewId + item.kind} item={item} />
        ))}
      </ul>
    </Section>
  )
}
