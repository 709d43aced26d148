import { outgoing } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import { lazy, type ReactNode } from 'react'
import { DeskLine } from '../../shell/desk-line.tsx'
import { formatWhen } from '../../shell/format.ts'
import { useHeldRows } from '../../shell/held-rows.tsx'
import { useText } from '../../shell/languages.ts'
import { Apart, DeadlineText, Section, UrgencyMark } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

const ActsInPlace = lazy(() => import('./acts-in-place.tsx'))
type Item = RouteAnswer<typeof outgoing.desk>[number]
const kinds = ['approve', 'review', 'redraft', 'issue'] as const

/** One draft that waits for me: of what, by whom, since when, and what can be done with it. */
function DraftLine({ item }: { item: Item }) {
  const t = useText<typeof vi>('outgoing')
  return (
    <DeskLine
      to={`/outgoing/${item.documentId}`}
      title={
        <>
          <UrgencyMark urgency={item.urgency} /> <span lang="vi">{item.abstract}</span>
        </>
      }
      note={
        <>
          <span lang="vi">{t('by', { name: item.draftedByName, unit: item.unitName })}</span>
          <Apart>{t('since', { when: formatWhen(item.since) })}</Apart>
          <DeadlineText on={item.dueOn} apart />
        </>
      }
      acts={() => <ActsInPlace documentId={item.documentId} />}
    />
  )
}

/** The drafts that wait for me, by what is asked, in what stands around them where there are some. */
export function DraftsByKind({
  items,
  around = (lines) => lines,
}: {
  items: Item[]
  around?: (lines: ReactNode) => ReactNode
}) {
  const t = useText<typeof vi>('outgoing')
  const held = useHeldRows(items, (item) => item.reviewId)
  if (held.rows.length === 0) return null
  const groups = kinds
    .map((kind) => ({ kind, those: held.rows.filter((item) => item.kind === kind) }))
    .filter(({ those }) => those.length > 0)
    .map(({ kind, those }) => (
      <div key={kind}>
        <h3>
          {t(`kind.${kind}`)} ({those.length})
        </h3>
        {kind === 'approve' && those.length > 1 && (
          <p style={{ margin: '2px 0' }}>
            <Link to="/signing/batch">{t('signMany', { count: those.length })}</Link>
          </p>
        )}
        <ul className="desk-list" aria-label={t(`kind.${kind}`)}>
          {those.map((item) => held.line(item, <DraftLine item={item} />))}
        </ul>
      </div>
    ))
  return around(groups)
}

/** The desk's part for drafts; absent where nothing waits. */
export default function OutgoingDeskPanel() {
  const t = useText<typeof vi>('outgoing')
  const { data } = useRoute(outgoing.desk, {})
  const items = data ?? []
  return (
    <DraftsByKind
      items={items}
      around={(lines) => <Section title={`${t('waitingForMe')} (${items.length})`}>{lines}</Section>}
    />
  )
}
