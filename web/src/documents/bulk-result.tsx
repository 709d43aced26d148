import { Button, Progress } from '@mantine/core'
import { type BulkAct, type BulkProgress, bulk } from '@mocban/contract/documents-bulk'
import { useState } from 'react'
import { ScreenFailed } from '../shell/failures.tsx'
import { useCodeText, useText } from '../shell/languages.ts'
import { Link, useGo } from '../shell/navigate.tsx'
import { newKey } from '../shell/new-key.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type own from './messages/incoming.vi.ts'

/** How far an act on many documents is, and the result of each; asked again until it has ended. */
export function BulkResult({ id }: { id: string }) {
  const t = useText<typeof own>('documents')
  const because = useCodeText('shell')
  const progress = useRoute(bulk.progress, { params: { id } }, { refetchInterval: 1500, until: (one) => one.ended })
  if (progress.error) return <ScreenFailed error={progress.error} />
  const one = progress.data
  if (!one) return null
  const ended = one.done + one.refused
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <div role="status" aria-live="polite">
        {t(one.kind === 'undo' ? 'bulkUndone' : 'bulkDone', { done: one.done, all: one.all })}
        {one.refused > 0 && <span className="late"> · {t('bulkFailed', { count: one.refused })}</span>}
      </div>
      <Progress value={one.all === 0 ? 100 : (ended / one.all) * 100} aria-label={t('bulkResult')} />
      {one.ended && <UndoAll progress={one} />}
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
              <span className="quiet">
                {t(item.state !== 'done' ? 'bulkWaiting' : one.kind === 'undo' ? 'bulkTakenBack' : 'bulkOk')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

type UndoneAct = Extract<BulkAct, { kind: 'undo' }>['act']
const undoable: ReadonlySet<string> = new Set<UndoneAct>([
  'present',
  'assign',
  'finish',
  'return',
  'recall',
  'hand-over',
  'take-over',
])
const minutes = 15

/** Takes back what was done with all of them; a document on which somebody acted since stays as it is, and says so. */
function UndoAll({ progress }: { progress: BulkProgress }) {
  const t = useText<typeof own>('documents')
  const shell = useCodeText('shell')
  const go = useGo()
  const [id] = useState(() => newKey())
  const undo = useAct(bulk.begin, { done: () => go(`/documents/bulk/${id}`) })
  const done = progress.items.filter((item) => item.state === 'done').map((item) => item.documentId)
  const late = Date.now() - Date.parse(progress.endedAt ?? '') > minutes * 60_000
  if (!undoable.has(progress.kind) || done.length === 0 || late) return null
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        loading={undo.isPending}
        onClick={() =>
          undo.mutate({ body: { id, act: { kind: 'undo', act: progress.kind as UndoneAct }, documentIds: done } })
        }
      >
        {shell('undo')}: {t('bulkUndo', { count: done.length })}
      </Button>
    </div>
  )
}
