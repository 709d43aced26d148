import { type DocumentRecord, documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import { useEffect, useState } from 'react'
import { useActsKey } from '../../shell/acts.tsx'
import { call } from '../../shell/client.ts'
import { ScreenFailed } from '../../shell/failures.tsx'
import { useCodeText, useText } from '../../shell/languages.ts'
import { UrgencyMark } from '../../shell/marks.tsx'
import { useFilters, useGo, useParam } from '../../shell/navigate.tsx'
import type { Selected } from '../../shell/pdf-viewer.tsx'
import { useRoute } from '../../shell/queries.ts'
import { addressOfDocument } from '../address-of-document.ts'
import type vi from '../messages/core.vi.ts'
import { recordPanels } from './panels.ts'
import { RecallAnswer } from './recall-answer.tsx'
import { RecordActs } from './record-acts.tsx'
import { isOver, RecordFacts } from './record-facts.tsx'
import { RecordFiles } from './record-files.tsx'
import { Deliveries, Directions, Origin, Relations, Way } from './record-parts.tsx'

/** Why nobody is to act by it any more, before it is read: recalled, replaced or cancelled here, or given back to its sender. */
const holdsNoMore = ({ state, origin }: DocumentRecord): string =>
  isOver(state) ? `state.${state}` : origin?.status === '15' ? 'delivery.15' : ''

/** One document: itself on one side, and on the other what is known of it, its way, and what can be done. */
export default function RecordScreen() {
  const t = useText<typeof vi>('documents')
  const words = useCodeText('documents')
  const id = useParam('id')
  const [filters] = useFilters()
  const [selected, setSelected] = useState<Selected | null>(null)
  useActsKey()
  const go = useGo()
  const { data: record, error } = useRoute(documents.record, { params: { id } })
  // The bell, a letter or a search leads here also to what is still a draft: what is asked of one is done where it is worked on.
  const elsewhere = record && addressOfDocument(record) !== `/documents/${id}` ? addressOfDocument(record) : null
  useEffect(() => {
    if (elsewhere) go(`${elsewhere}?${new URLSearchParams(filters)}`, { replace: true })
  }, [elsewhere])
  const unseen = record?.steps.find((step) => step.mine && step.endedAt === null && step.seenAt === null)?.id
  useEffect(() => {
    if (unseen) void call(handling.see, { params: { id: unseen } }).catch(() => {})
  }, [unseen])
  if (error) return <ScreenFailed error={error} />
  if (!record || elsewhere) return <div className="screen quiet">…</div>
  return (
    <div className="record">
      <section className="paper" aria-label={t('files')}>
        <RecordFiles record={record} find={filters.find ?? ''} onSelectText={setSelected} />
      </section>
      <div className="beside">
        <div style={{ display: 'flex', gap: 10, alignItems: 'baseline', flexWrap: 'wrap' }}>
          {record.number !== null && record.travel === 'incoming' && (
            <span className="quiet">
              {t('number')} <strong style={{ color: 'var(--ink)' }}>{record.number}</strong>/{record.year}
            </span>
          )}
          <bdi style={{ fontWeight: 600 }}>{record.symbol}</bdi>
          <UrgencyMark urgency={record.urgency} />
          {holdsNoMore(record) && <strong className="late">{words(holdsNoMore(record))}</strong>}
        </div>
        <h1
          lang="vi"
          data-title={record.symbol ?? undefined}
          style={{
            fontSize: 18,
            margin: '6px 0 12px',
            textDecoration: record.state === 'cancelled' ? 'line-through' : undefined,
          }}
        >
          {record.abstract}
        </h1>
        {record.origin && <RecallAnswer origin={record.origin} />}
        <RecordActs record={record} />
        {recordPanels
          .filter((panel) => panel.place === 'first')
          .map((panel) => (
            <panel.component key={panel.key} record={record} selected={selected} />
          ))}
        <Directions record={record} />
        <Way record={record} />
        <RecordFacts record={record} />
        <Origin record={record} />
        <Deliveries record={record} />
        <Relations record={record} />
        {recordPanels
          .filter((panel) => panel.place === 'last')
          .map((panel) => (
            <panel.component key={panel.key} record={record} selected={selected} />
          ))}
      </div>
    </div>
  )
}
