import { tasks } from '@mocban/contract/tasks'
import type { TaskOrigin } from '@mocban/contract/tasks-lists'
import { useState } from 'react'
import { formatDate } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { LookFurther } from '../shell/look-further.tsx'
import { DeadlineText, EmptyState } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { usePages } from '../shell/queries.ts'
import { TaskLines } from './desk-tasks.tsx'
import type vi from './messages/vi.ts'
import './tasks.css'

/** Tasks by what they came from: a document, another task, or whoever assigned them on their own; each with its progress, and its tasks where it is unfolded. */
export function Origins({ filters }: { filters: Record<string, string> }) {
  const t = useText<typeof vi>('tasks')
  const words = useCodeText('shell')
  const list = usePages(tasks.origins, filters)
  const none = list.rows.length === 0
  if (!list.isPending && none && !list.lookedBack) return <EmptyState>{t('empty')}</EmptyState>
  return (
    <>
      <ul className="origins" aria-label={t('view.origin')} aria-busy={list.isPending}>
        {list.rows.map((one) => (
          <Origin key={one.id} origin={one} filters={filters} />
        ))}
      </ul>
      {list.lookedBack ? (
        <LookFurther
          list={list}
          none={none}
          said={t(none ? 'lookedBackNone' : 'lookedBack', { day: formatDate(list.lookedBack) })}
          further={t('lookFurther')}
        />
      ) : (
        list.hasNextPage && (
          <button type="button" className="origins-more" onClick={() => void list.fetchNextPage()}>
            {words('loadMore')}
          </button>
        )
      )}
    </>
  )
}

function Origin({ origin, filters }: { origin: TaskOrigin; filters: Record<string, string> }) {
  const t = useText<typeof vi>('tasks')
  const [open, setOpen] = useState(false)
  const { total, done, late, progress, countedSince } = origin
  return (
    <li>
      <div className="origin-head">
        <button
          type="button"
          className="origin-fold"
          aria-expanded={open}
          aria-label={t(open ? 'foldOrigin' : 'unfoldOrigin', { count: total })}
          onClick={() => setOpen(!open)}
        >
          {open ? '▾' : '▸'}
        </button>
        <div className="origin-name">
          <span className="quiet">{t(`origin.${origin.origin}`)}</span> <Source origin={origin} />
          {origin.direction && (
            <div lang="vi" className="quiet origin-words">
              “{origin.direction}”
            </div>
          )}
        </div>
        <div className="origin-figures">
          <span>{t('originDone', { done, total })}</span>
          {countedSince && <span className="quiet">{t('originSince', { day: formatDate(countedSince) })}</span>}
          {late > 0 && <span className="late">{t('originLate', { late })}</span>}
          {late === 0 && origin.nextDue && <DeadlineText on={origin.nextDue} />}
        </div>
        <div
          className="origin-bar"
          role="meter"
          aria-label={t('progress')}
          aria-valuenow={progress}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span className="origin-track">
            <span style={{ inlineSize: `${progress}%` }} />
          </span>
          {progress}%
        </div>
      </div>
      {open && <TasksOf origin={origin} filters={filters} />}
    </li>
  )
}

function Source({ origin }: { origin: TaskOrigin }) {
  const t = useText<typeof vi>('tasks')
  if (origin.title === null) {
    const said = { own: 'originOwn', document: 'originHidden', task: 'originHiddenTask' } as const
    const words = t(said[origin.origin], {
      name: origin.assignedByName,
      title: origin.assignedTitle,
      agency: origin.agencyName,
    })
    return origin.origin === 'own' ? <span lang="vi">{words}</span> : <span>{words}</span>
  }
  const to = origin.documentId ? `/documents/${origin.documentId}` : `/tasks/${origin.taskId}`
  return (
    <Link to={to}>
      <span lang="vi">
        {origin.symbol && <bdi>{origin.symbol} </bdi>}
        {origin.title}
      </span>
    </Link>
  )
}

function TasksOf({ origin, filters }: { origin: TaskOrigin; filters: Record<string, string> }) {
  const t = useText<typeof vi>('tasks')
  const words = useCodeText('shell')
  const list = usePages(tasks.list, { ...filters, sameOriginAs: origin.id })
  return (
    <div className="origin-tasks">
      <TaskLines rows={list.rows} label={t(`origin.${origin.origin}`)} />
      {list.lookedBack && (
        <LookFurther
          list={list}
          none={false}
          said={t('lookedBack', { day: formatDate(list.lookedBack) })}
          further={t('lookFurther')}
        />
      )}
      {list.hasNextPage && !list.lookedBack && (
        <button type="button" className="origins-more" onClick={() => void list.fetchNextPage()}>
          {words('loadMore')}
        </button>
      )}
    </div>
  )
}
