import { incoming } from '@mocban/contract/documents-incoming'
import { DeskLine } from '../../shell/desk-line.tsx'
import { formatWhen } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Apart, DeadlineText, Section, UrgencyMark } from '../../shell/marks.tsx'
import { Link } from '../../shell/navigate.tsx'
import { useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import type vi from '../messages/core.vi.ts'

const shown = 5

/** What arrived and waits to be registered: with this a clerk's day begins. */
export function ArrivalsPanel() {
  const t = useText<typeof vi>('documents')
  const mayRegister = useCan('register')
  const { data } = useRoute(incoming.arrivals, mayRegister ? {} : undefined, { refetchInterval: 60_000 })
  if (!data?.length) return null
  return (
    <Section title={`${t('arrivals')} (${data.length})`}>
      <ul className="desk-list" aria-label={t('arrivals')}>
        {data.slice(0, shown).map(({ deliveryId, senderName, sentAt, facts, askedAs }) => (
          <DeskLine
            key={deliveryId}
            to={`/register?delivery=${deliveryId}`}
            title={
              <>
                <UrgencyMark urgency={facts.urgency} /> <bdi className="quiet">{facts.symbol}</bdi>{' '}
                <span lang="vi">{facts.abstract}</span>
              </>
            }
            note={
              <>
                <span lang="vi">{senderName}</span>
                {askedAs && <Apart>{t(`role.${askedAs}`)}</Apart>}
                <Apart>{formatWhen(sentAt)}</Apart>
                <DeadlineText on={facts.dueOn} apart />
              </>
            }
          />
        ))}
      </ul>
      {data.length > shown && <Link to="/arrivals">{t('toDoAll')}</Link>}
    </Section>
  )
}
