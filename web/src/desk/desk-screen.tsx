import { type DeskItem, handling } from '@mocban/contract/documents-handling'
import type vi from '../documents/messages/core.vi.ts'
import { formatWhen } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { DeadlineText, EmptyState, Section, UrgencyMark } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import { deskPanels } from './panels.ts'

const asks = ['present', 'lead', 'collaborate'] as const

/** Home: what to do now, grouped by what is asked; what others have of mine; what is new to know. */
export default function DeskScreen() {
  const t = useText<typeof vi>('documents')
  const desk = useRoute(handling.desk, {}, { refetchInterval: 60_000 })
  const groups = asks
    .map((role) => ({ role, items: desk.data?.toDo.filter((one) => one.role === role) ?? [] }))
    .filter((one) => one.items.length > 0)
  return (
    <div className="screen desk">
      {deskPanels
        .filter((panel) => panel.place === 'band')
        .map((panel) => (
          <panel.component key={panel.key} />
        ))}
      <div className="desk-columns">
        <div>
          <Section title={`${t('toDo')} · ${t('countOf', { count: desk.data?.toDoTotal ?? 0 })}`}>
            {desk.data?.toDo.length === 0 && <EmptyState>{t('toDoEmpty')}</EmptyState>}
            {groups.map((group) => (
              <div key={group.role}>
                <h3 className="quiet" style={{ fontSize: 12, margin: '10px 0 2px' }}>
                  {t(`ask.${group.role}`)} ({group.items.length})
                </h3>
                <DeskList items={group.items} label={t(`ask.${group.role}`)} />
              </div>
            ))}
          </Section>
          {deskPanels
            .filter((panel) => panel.place === 'to-do')
            .map((panel) => (
              <panel.component key={panel.key} />
            ))}
        </div>
        <div>
          {deskPanels
            .filter((panel) => panel.place === 'side')
            .map((panel) => (
              <panel.component key={panel.key} />
            ))}
          <Section title={t('waiting')}>
            {desk.data?.waiting.length === 0 && <p className="quiet">{t('waitingEmpty')}</p>}
            <DeskList items={(desk.data?.waiting ?? []).slice(0, 12)} label={t('waiting')} holders />
          </Section>
          <Section title={t('toKnow')}>
            {desk.data?.toKnow.length === 0 && <p className="quiet">{t('toKnowEmpty')}</p>}
            <DeskList items={(desk.data?.toKnow ?? []).slice(0, 12)} label={t('toKnow')} />
          </Section>
        </div>
      </div>
    </div>
  )
}

function DeskList({ items, label, holders = false }: { items: DeskItem[]; label: string; holders?: boolean }) {
  return (
    <ul className="desk-list" aria-label={label}>
      {items.map((item) => (
        <li key={item.handlingId}>
          <Link to={`/documents/${item.documentId}`}>
            <UrgencyMark urgency={item.urgency} /> <bdi className="quiet">{item.symbol}</bdi>{' '}
            <span lang="vi" style={{ fontWeight: item.seenAt || holders ? 400 : 600 }}>
              {item.abstract}
            </span>
          </Link>
          <div className="quiet" lang="vi">
            {holders
              ? item.holderName
              : item.instruction
                ? `${item.askedByName}: ${item.instruction}`
                : (item.issuerName ?? item.askedByName)}{' '}
            · {formatWhen(item.askedAt)} <DeadlineText on={item.dueOn} />
          </div>
        </li>
      ))}
    </ul>
  )
}
