import { Button } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { outgoing, type SignedOne } from '@mocban/contract/documents-outgoing'
import type { RouteAnswer } from '@mocban/contract/route'
import type { SignWith } from '@mocban/contract/sign-with'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { RecordFiles } from '../documents/record/record-files.tsx'
import { ConfirmAct } from '../shell/acts.tsx'
import { call, ProblemError } from '../shell/client.ts'
import { useShortcut } from '../shell/keys.ts'
import { useText } from '../shell/languages.ts'
import { DeadlineText, EmptyState, UrgencyMark } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { SignWithField } from './sign-with-field.tsx'
import './signing.css'

type Item = RouteAnswer<typeof outgoing.desk>[number]
/** A remote service signed what one authorization allows; the rest need a new code. */
const codeSpent = 'signing.code-spent'

/** A leader's sitting: every draft is shown and read, those marked are signed under one authorization, and each result stands on its own. */
export default function BatchScreen() {
  const t = useText<typeof vi>('signing')
  const { data } = useRoute(outgoing.desk, {})
  const [kept, setKept] = useState<Item[] | null>(null)
  const items = kept ?? data?.filter((item) => item.kind === 'approve') ?? []
  const [at, setAt] = useState(0)
  const [read, setRead] = useState<Set<string>>(new Set())
  const [marked, setMarked] = useState<Set<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const [results, setResults] = useState<Record<string, SignedOne> | null>(null)
  const here = items[Math.min(at, items.length - 1)]
  const go = (to: number) => {
    if (here) setRead(new Set([...read, here.reviewId]))
    setAt(Math.max(0, Math.min(items.length - 1, to)))
  }
  const toggle = () => {
    if (!here) return
    const next = new Set(marked)
    if (!next.delete(here.reviewId)) next.add(here.reviewId)
    setMarked(next)
    setRead(new Set([...read, here.reviewId]))
  }
  useShortcut('j', () => go(at + 1), !asking && !results)
  useShortcut('k', () => go(at - 1), !asking && !results)
  useShortcut('x', toggle, !asking && !results)
  if (!data) return <div className="screen quiet">…</div>
  if (results) {
    const signing = (kept ?? []).filter((item) => marked.has(item.reviewId))
    const rest = signing.filter((item) => results[item.reviewId]?.code === codeSpent)
    return (
      <>
        <Results
          items={signing}
          results={results}
          rest={rest.length}
          onRest={() => setAsking(true)}
          onBack={() => {
            setResults(null)
            setKept(null)
            setMarked(new Set())
            setAt(0)
          }}
        />
        {asking && (
          <Ask
            items={rest}
            onClose={() => setAsking(false)}
            onBegin={() => {
              setAsking(false)
              // What was signed stays; those that are signed now wait again.
              const waiting = new Set(rest.map((item) => item.reviewId))
              setResults(Object.fromEntries(Object.entries(results).filter(([id]) => !waiting.has(id))))
            }}
            onResult={(one) => setResults((before) => ({ ...before, [one.reviewId]: one }))}
            onFailed={() => setResults((now) => ({ ...results, ...now }))}
          />
        )}
      </>
    )
  }
  return (
    <div className="screen">
      <h1>{t('batch')}</h1>
      {items.length === 0 ? (
        <EmptyState>{t('batchEmpty')}</EmptyState>
      ) : (
        <>
          <p className="quiet">{t('batchLead')}</p>
          <div className="batch">
            <div>
              <ul className="batch-list" aria-label={t('batchList')}>
                {items.map((item, n) => (
                  <li key={item.reviewId}>
                    <button type="button" aria-current={item === here} onClick={() => go(n)}>
                      <UrgencyMark urgency={item.urgency} /> <span lang="vi">{item.abstract}</span>
                      <span className="quiet" style={{ display: 'block', fontSize: 12.5 }}>
                        {marked.has(item.reviewId)
                          ? `✓ ${t('batchMarked')}`
                          : !read.has(item.reviewId) && t('batchUnread')}{' '}
                        <span lang="vi">{item.unitName}</span> <DeadlineText on={item.dueOn} />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
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
                <Paper key={here.documentId} documentId={here.documentId} />
              </div>
            )}
          </div>
        </>
      )}
      {asking && (
        <Ask
          items={items.filter((item) => marked.has(item.reviewId))}
          onClose={() => setAsking(false)}
          onBegin={() => {
            setKept(items)
            setAsking(false)
            setResults({})
          }}
          onResult={(one) => setResults((before) => ({ ...before, [one.reviewId]: one }))}
          onFailed={() => setResults(null)}
        />
      )}
    </div>
  )
}

function Paper({ documentId }: { documentId: string }) {
  const { data } = useRoute(documents.record, { params: { id: documentId } })
  return <div className="batch-paper paper">{data && <RecordFiles record={data} />}</div>
}

function Ask({
  items,
  onClose,
  onBegin,
  onResult,
  onFailed,
}: {
  items: Item[]
  onClose: () => void
  onBegin: () => void
  onResult: (one: SignedOne) => void
  onFailed: () => void
}) {
  const t = useText<typeof vi>('signing')
  const client = useQueryClient()
  const [signature, setSignature] = useState<SignWith | null>(null)
  const sign = async () => {
    if (!signature) return
    onBegin()
    try {
      // What is signed is the version that was shown; a newer one is refused and looked at again.
      const drafts = await Promise.all(
        items.map((item) => call(outgoing.read, { params: { id: item.documentId } }).catch(() => null)),
      )
      const body = {
        signature,
        items: items.flatMap((item, n) => {
          const step = drafts[n]?.reviews.find((one) => one.id === item.reviewId)
          return step
            ? [{ reviewId: item.reviewId, version: step.version, versionSeen: drafts[n]?.lastVersion ?? 0 }]
            : []
        }),
      }
      const response = await fetch(outgoing.signMany.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
        body: JSON.stringify(body),
      })
      if (!response.ok || !response.body) throw new ProblemError(await response.json())
      await eachLine(response.body, (line) => onResult(JSON.parse(line)))
      await client.invalidateQueries()
    } catch (error) {
      onFailed()
      notify.problem(error)
    }
  }
  return (
    <ConfirmAct
      title={t('batchSign', { count: items.length })}
      confirm={t('signNow')}
      busy={false}
      disabled={!signature}
      onClose={onClose}
      onConfirm={() => void sign()}
    >
      <ol style={{ maxHeight: 200, overflowY: 'auto' }}>
        {items.map((item) => (
          <li key={item.reviewId} lang="vi">
            {item.abstract}
          </li>
        ))}
      </ol>
      <SignWithField of="person" required onChange={(given) => setSignature(given.signature)} />
    </ConfirmAct>
  )
}

async function eachLine(body: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) take(line)
  }
}

function Results({
  items,
  results,
  rest,
  onRest,
  onBack,
}: {
  items: Item[]
  results: Record<string, SignedOne>
  /** How many wait for a new code. */
  rest: number
  onRest: () => void
  onBack: () => void
}) {
  const t = useText<typeof vi>('signing')
  const done = Object.values(results).filter((one) => one.state === 'done').length
  const ended = Object.keys(results).length >= items.length
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('batchResults')}</h1>
      <p role="status">{t('batchDone', { done, all: items.length })}</p>
      <progress value={Object.keys(results).length} max={items.length} aria-label={t('batchResults')} />
      <ul className="key-list">
        {items.map((item) => {
          const one = results[item.reviewId]
          return (
            <li key={item.reviewId}>
              <div>
                <Link to={`/outgoing/${item.documentId}`}>
                  <span lang="vi">{item.abstract}</span>
                </Link>
                <div className={one?.state === 'refused' ? 'late' : 'quiet'}>
                  {one ? (one.state === 'done' ? `✓ ${t('result.done')}` : `✕ ${one.detail}`) : t('result.waiting')}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
      {ended && rest > 0 && (
        <>
          <p role="status">{t('batchRest', { count: rest })}</p>
          <Button me={8} onClick={onRest}>
            {t('batchSign', { count: rest })}
          </Button>
        </>
      )}
      {ended && (
        <Button variant={rest > 0 ? 'default' : undefined} onClick={onBack}>
          {t('again')}
        </Button>
      )}
    </div>
  )
}
