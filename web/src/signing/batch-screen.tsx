import { Button } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { outgoing, type SignedOne } from '@mocban/contract/documents-outgoing'
import { useEffect, useRef, useState } from 'react'
import { RecordFiles } from '../documents/record/record-files.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useText } from '../shell/languages.ts'
import { DeadlineText, EmptyState, UrgencyMark } from '../shell/marks.tsx'
import { useRoute } from '../shell/queries.ts'
import { useTouch } from '../shell/touch.ts'
import { BatchAsk } from './batch-ask.tsx'
import { BatchResults } from './batch-results.tsx'
import type vi from './messages/vi.ts'
import { type BatchItem, canBeTriedAgain } from './sign-marked.ts'
import './signing.css'

type Results = Record<string, SignedOne>

/** A leader's sitting: every draft is shown and read, those marked are signed under one authorization, and each result stands on its own. */
export default function BatchScreen() {
  const t = useText<typeof vi>('signing')
  const touch = useTouch()
  const { data } = useRoute(outgoing.desk, {})
  const [kept, setKept] = useState<BatchItem[] | null>(null)
  const items = kept ?? data?.filter((item) => item.kind === 'approve') ?? []
  const [at, setAt] = useState(0)
  const [read, setRead] = useState<Set<string>>(new Set())
  const [marked, setMarked] = useState<Map<string, BatchItem>>(new Map())
  const [asking, setAsking] = useState(false)
  const [results, setResults] = useState<Results | null>(null)
  const [keyId, setKeyId] = useState<string | null>(null)
  const shown = useRef<Record<string, number>>({})
  const here = items[Math.min(at, items.length - 1)]
  const go = (to: number) => {
    if (here) setRead(new Set([...read, here.reviewId]))
    setAt(Math.max(0, Math.min(items.length - 1, to)))
  }
  const toggle = () => {
    if (!here) return
    const next = new Map(marked)
    if (!next.delete(here.reviewId)) next.set(here.reviewId, here)
    setMarked(next)
    setRead(new Set([...read, here.reviewId]))
  }
  useShortcut('j', () => go(at + 1), !asking && !results)
  useShortcut('k', () => go(at - 1), !asking && !results)
  useShortcut('x', toggle, !asking && !results)
  if (!data) return <div className="screen quiet">…</div>
  // One that was taken back after it was marked is told among the results; it does not just go missing.
  const signing = [...marked.values()]
  const rest = signing.filter((item) => canBeTriedAgain(results?.[item.reviewId]))
  const begin = (with_: string) => {
    setKept(items)
    setAsking(false)
    setKeyId(with_)
    // What was signed stays; those that are signed now wait again.
    const waiting = new Set(rest.map((item) => item.reviewId))
    setResults(Object.fromEntries(Object.entries(results ?? {}).filter(([id]) => !waiting.has(id))))
  }
  const back = () => {
    setResults(null)
    setKept(null)
    setMarked(new Map())
    setAt(0)
  }
  const ask = asking && (
    <BatchAsk
      items={results ? rest : signing}
      shown={shown.current}
      keyId={keyId}
      onClose={() => setAsking(false)}
      onBegin={begin}
      onResult={(one) => setResults((before) => ({ ...before, [one.reviewId]: one }))}
      onFailed={() => {
        // The key did not open and nothing was signed: asked for again, with the lines as they were.
        setResults((now) => (results ? { ...results, ...now } : null))
        if (!results) setKept(null)
        setAsking(true)
      }}
    />
  )
  if (results)
    return (
      <>
        <BatchResults
          items={signing}
          results={results}
          rest={rest.length}
          onRest={() => setAsking(true)}
          onBack={back}
        />
        {ask}
      </>
    )
  return (
    <div className="screen">
      <h1>{t('batch')}</h1>
      {items.length === 0 ? (
        <EmptyState>{t('batchEmpty')}</EmptyState>
      ) : (
        <>
          <p className="quiet">{t('batchLead', { touch })}</p>
          <div className="batch">
            <div>
              <BatchList items={items} here={here} marked={marked} read={read} onGo={go} />
              <Button mt={12} fullWidth disabled={marked.size === 0} onClick={() => setAsking(true)}>
                {t('batchSign', { count: marked.size })}
              </Button>
            </div>
            {here && (
              <div>
                <div style={{ display: 'flex', gap: 8, marginBottom: 8 }}>
                  <Button variant={marked.has(here.reviewId) ? 'default' : 'light'} onClick={toggle}>
                    {marked.has(here.reviewId) ? t('batchUnmark') : t('batchMark')}
                  </Button>
                </div>
                <Paper key={here.documentId} item={here} shown={shown.current} />
              </div>
            )}
          </div>
        </>
      )}
      {ask}
    </div>
  )
}

function BatchList({
  items,
  here,
  marked,
  read,
  onGo,
}: {
  items: BatchItem[]
  here: BatchItem | undefined
  marked: ReadonlyMap<string, BatchItem>
  read: Set<string>
  onGo: (n: number) => void
}) {
  const t = useText<typeof vi>('signing')
  return (
    <ul className="batch-list" aria-label={t('batchList')}>
      {items.map((item, n) => (
        <li key={item.reviewId}>
          <button
            type="button"
            aria-current={item === here}
            ref={(button) => {
              if (item === here) button?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => onGo(n)}
          >
            <UrgencyMark urgency={item.urgency} /> <span lang="vi">{item.abstract}</span>
            <span className="quiet" style={{ display: 'block', fontSize: 12.5 }}>
              {marked.has(item.reviewId)
                ? `✓ ${t('batchMarked')} · `
                : !read.has(item.reviewId) && `${t('batchUnread')} · `}
              <bdi lang="vi">{item.unitName}</bdi>
              <DeadlineText on={item.dueOn} apart />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The draft as it stands; notes which version is on the screen. */
function Paper({ item: { documentId, reviewId }, shown }: { item: BatchItem; shown: Record<string, number> }) {
  const { data } = useRoute(documents.record, { params: { id: documentId } })
  const newest = data && Math.max(0, ...data.files.map((file) => file.versionNo))
  useEffect(() => {
    if (newest) shown[reviewId] = newest
  }, [newest, shown, reviewId])
  return <div className="batch-paper paper">{data && <RecordFiles record={data} />}</div>
}
