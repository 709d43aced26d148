import { Progress } from '@mantine/core'
import { bulk } from '@mocban/contract/documents-bulk'
import { useCodeText, useText } from '../shell/languages.ts'
import { Link } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import type own from './messages/incoming.vi.ts'

/** How far an act on many documents is, and the result of each; asked again until it has ended. */
export function BulkResult({ id }: { id: string }) {
  const t = useText<typeof own>('documents')
  const because = useCodeText('shell')
  const progress = useRoute(bulk.progress, { params: { id } }, { refetchInterval: 1500, until: (one) => one.ended })
  const one = progress.data
  if (!one) return null
  const ended = one.done + one.refused
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <div role="status" aria-live="polite">
        {t('bulkDone', { done: one.done, all: one.all })}
        {one.refused > 0 && <span className="late"> · {t('bulkFailed', { count: one.refused })}</span>}
      </div>
      <Progress value={one.all === 0 ? 100 : (ended / one.all) * 100} aria-label={t('bulkResult')} />
      {!one.ended && <p className="quiet">{t('bulkRunning')}</p>}
      <ul aria-label={t('bulkResult')} style={{ maxHeight: '40dvh', overflow: 'auto', paddingInlineStart: 18 }}>
        {one.items.map((item) => (
          <li key={item.documentId}>
            <Link to={`/documents/${item.documentId}`}>
              <bdi>{item.symbol}</bdi> <span lang="vi">{item.abstract}</span>
            </Link>{' '}
            ·{' '}
            {item.state === 'refused' ? (
              <span className="late">{item.becauseKey ? because(`because.${item.becauseKey}`) : item.because}</span>
            ) : (
              <span className="quiet">{t(item.state === 'done' ? 'bulkOk' : 'bulkWaiting')}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
