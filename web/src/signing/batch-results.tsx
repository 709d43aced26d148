import { Button } from '@mantine/core'
import type { SignedOne } from '@mocban/contract/documents-outgoing'
import { useEffect, useRef } from 'react'
import { useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import type vi from './messages/vi.ts'
import { type BatchItem, canBeTriedAgain } from './sign-marked.ts'

/** What came of each; those whose code was spent or wrong are signed on with a new one. */
export function BatchResults({
  items,
  results,
  rest,
  onRest,
  onBack,
}: {
  items: BatchItem[]
  results: Record<string, SignedOne>
  /** How many wait for a new code. */
  rest: number
  onRest: () => void
  onBack: () => void
}) {
  const t = useText<typeof vi>('signing')
  const told = items.filter((item) => results[item.reviewId]).length
  const done = items.filter((item) => results[item.reviewId]?.state === 'done').length
  const ended = told >= items.length
  const next = useRef<HTMLButtonElement>(null)
  // The dialog that was closed leaves the keyboard nowhere: it goes on with what comes next.
  useEffect(() => {
    if (ended) next.current?.focus()
  }, [ended])
  return (
    <div className="screen" style={{ maxWidth: 820 }}>
      <h1>{t('batchResults')}</h1>
      <div className="batch-told" role="status">
        <strong>{t('batchDone', { done, all: items.length })}</strong>
        {ended && done + rest < items.length && (
          <span className="late">{t('batchRefused', { count: items.length - done - rest })}</span>
        )}
        {ended && rest > 0 && <span>{t('batchRest', { count: rest })}</span>}
      </div>
      {!ended && <progress value={told} max={items.length} aria-label={t('batchResults')} />}
      {ended && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '8px 0 16px' }}>
          {rest > 0 && (
            <Button ref={next} onClick={onRest}>
              {t('batchSignRest', { count: rest })}
            </Button>
          )}
          <Button {...(rest > 0 ? { variant: 'default' } : { ref: next })} onClick={onBack}>
            {t('again')}
          </Button>
        </div>
      )}
      <ol className="key-list">
        {items.map((item) => (
          <li key={item.reviewId}>
            <div>
              <Link to={`/outgoing/${item.documentId}`}>
                <span lang="vi">{item.abstract}</span>
              </Link>
              <Line one={results[item.reviewId]} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Line({ one }: { one: SignedOne | undefined }) {
  const t = useText<typeof vi>('signing')
  if (!one) return <div className="quiet">{t('result.waiting')}</div>
  if (one.state === 'done') return <div className="sign yes">✓ {t('result.done')}</div>
  // It waits for another code: nothing speaks against it.
  if (canBeTriedAgain(one)) return <div>○ {one.detail}</div>
  return <div className="late">✕ {one.detail}</div>
}
