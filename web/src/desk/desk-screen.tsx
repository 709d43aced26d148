import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type DeskItem, handling } from '@mocban/contract/documents-handling'
import type { RouteAnswer } from '@mocban/contract/route'
import { lazy, type ReactNode, useRef, useState } from 'react'
import type vi from '../documents/messages/core.vi.ts'
import { DeskLine } from '../shell/desk-line.tsx'
import { formatWhen } from '../shell/format.ts'
import { useHeldRows } from '../shell/held-rows.tsx'
import { useText } from '../shell/languages.ts'
import { useLineKeys } from '../shell/line-keys.ts'
import { Apart, DeadlineText, EmptyState, Section, UrgencyMark } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import { useShownTogether } from '../shell/shown-together.ts'
import { UrgedNote } from '../shell/urged-note.tsx'
import { deskPanels } from './panels.ts'

const ActsInPlace = lazy(() => import('../documents/record/acts-in-place.tsx'))
const asks = ['present', 'lead', 'collaborate'] as const
const shownBeside = 8

/** Home, in the order in which a day goes: what to do now by what is asked, what is due, what others have of mine, what is new to know. */
export default function DeskScreen() {
  const t = useText<typeof vi>('documents')
  const { data: desk } = useRoute(handling.desk, {}, { refetchInterval: 60_000 })
  const place = useRef<HTMLDivElement>(null)
  // Between two meetings there is one hand and one look: what waits for it comes before what waits for others.
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  useLineKeys(place)
  const together = useShownTogether(desk !== undefined)
  return (
    <div className="screen desk" ref={place} style={together ? undefined : { visibility: 'hidden' }}>
      {!phone && <Panels place="band" />}
      <div className="desk-columns">
        <div>
          {/* It stays, so that a row whose dialog is open stays in it. */}
          <div className="desk-to-do" data-none={desk?.toDo.length === 0}>
            <ToDo desk={desk} />
          </div>
          <Panels place="to-do" />
          {/* Seen only where no panel brings work either: a registry's lies in what arrived and what is to be issued. */}
          {desk?.toDo.length === 0 && (
            <div className="desk-nothing">
              <Section title={t('toDo')}>
                <EmptyState>{t('toDoEmpty')}</EmptyState>
              </Section>
            </div>
          )}
          {phone && <Panels place="band" />}
        </div>
        <div>
          <DeskList
            items={desk?.due ?? []}
            label={t('dueSoon')}
            first={shownBeside}
            around={(lines) => <Section title={t('dueSoon')}>{lines}</Section>}
          />
          <Panels place="side" />
          <Section title={t('waiting')}>
            {desk?.waiting.length === 0 && <p className="quiet">{t('waitingEmpty')}</p>}
            <DeskList items={desk?.waiting ?? []} label={t('waiting')} first={shownBeside} holders />
          </Section>
          <Section title={t('toKnow')}>
            {desk?.toKnow.length === 0 && <p className="quiet">{t('toKnowEmpty')}</p>}
            <DeskList items={desk?.toKnow ?? []} label={t('toKnow')} first={shownBeside} />
          </Section>
        </div>
      </div>
    </div>
  )
}

/** What waits for me, by what is asked. */
function ToDo({ desk }: { desk: RouteAnswer<typeof handling.desk> | undefined }) {
  const t = useText<typeof vi>('documents')
  const count = desk && t(desk.toDoComplete ? 'countOf' : 'countOver', { count: desk.toDoTotal })
  return (
    <Section title={count ? `${t('toDo')} · ${count}` : t('toDo')}>
      {asks.map((role) => {
        const items = desk?.toDo.filter((one) => one.role === role) ?? []
        return (
          <DeskList
            key={role}
            items={items}
            label={t(`ask.${role}`)}
            around={(lines) => (
              <>
                <h3>
                  {t(`ask.${role}`)} ({items.length})
                </h3>
                {lines}
              </>
            )}
          />
        )
      })}
      {desk && desk.toDoTotal > desk.toDo.length && <Link to="/documents?mine=true">{t('toDoAll')}</Link>}
    </Section>
  )
}

function Panels({ place }: { place: (typeof deskPanels)[number]['place'] }) {
  return deskPanels.filter((panel) => panel.place === place).map((panel) => <panel.component key={panel.key} />)
}

/** Lines of a list; beside the work to do only the first of them, the others a press away: none is left out unsaid. */
function DeskList({
  items,
  label,
  first,
  holders = false,
  around = (lines) => lines,
}: {
  items: DeskItem[]
  label: string
  first?: number
  holders?: boolean
  /** What stands over the lines where there are some. */
  around?: (lines: ReactNode) => ReactNode
}) {
  const t = useText<typeof vi>('documents')
  const [all, setAll] = useState(false)
  const shown = all || !first ? items : items.slice(0, first)
  const held = useHeldRows(shown, (item) => item.handlingId)
  if (held.rows.length === 0) return null
  return around(
    <>
      <ul className="desk-list" aria-label={label}>
        {held.rows.map((item) =>
          held.line(
            item,
            <DeskLine
              to={`/documents/${item.documentId}`}
              title={
                <>
                  <UrgencyMark urgency={item.urgency} /> <bdi className="quiet">{item.symbol}</bdi>{' '}
                  <span lang="vi" style={{ fontWeight: item.seenAt || holders ? 400 : 600 }}>
                    {item.abstract}
                  </span>
                </>
              }
              note={
                <>
                  {item.returned ? (
                    t('returnedTo', item.returned)
                  ) : (
                    <span lang="vi">
                      {holders
                        ? item.holderName
                        : item.instruction
                          ? `${item.askedByName}: ${item.instruction}`
                          : (item.issuerName ?? item.askedByName)}
                    </span>
                  )}
                  <Apart>{formatWhen(item.askedAt)}</Apart>
                  <DeadlineText on={item.dueOn} apart />
                  {item.urged && (
                    <div>
                      <UrgedNote urged={item.urged} />
                    </div>
                  )}
                </>
              }
              acts={() => (
                <ActsInPlace
                  documentId={item.documentId}
                  step={{ id: item.handlingId, role: item.role, instruction: item.instruction }}
                />
              )}
            />,
          ),
        )}
      </ul>
      {shown.length < items.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('andMore', { count: items.length - shown.length })}
        </Button>
      )}
    </>,
  )
}
