import { Button, Textarea } from '@mantine/core'
import { type Comment, drafting } from '@mocban/contract/documents-drafting'
import { useEffect, useRef, useState } from 'react'
import { formatWhen } from '../../shell/format.ts'
import { useKept } from '../../shell/kept.tsx'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import type shellVi from '../../shell/messages/vi.ts'
import type { Selected } from '../../shell/pdf-viewer.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** The rectangle around the lines that somebody selected. */
function around(selected: Selected) {
  const left = Math.min(...selected.rects.map((rect) => rect.x))
  const top = Math.min(...selected.rects.map((rect) => rect.y))
  const right = Math.max(...selected.rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...selected.rects.map((rect) => rect.y + rect.height))
  const within = (value: number) => Math.min(1, Math.max(0, value))
  return {
    page: selected.page,
    x: within(left),
    y: within(top),
    width: within(right - left),
    height: within(bottom - top),
    quote: selected.quote.slice(0, 1000),
  }
}

type Place = ReturnType<typeof around>

/** Comments on the draft: select text on the page to comment on it; reply, and mark as dealt with. */
export function Comments({
  documentId,
  versionNo,
  comments,
  selected,
  may,
  onShow,
  onSent,
}: {
  documentId: string
  versionNo: number
  comments: Comment[]
  selected: Selected | null
  may: boolean
  onShow: (comment: Comment) => void
  /** What was selected has its comment. */
  onSent: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const [all, setAll] = useState(false)
  const kept = `comment:${documentId}`
  const [text, setText] = useKept(kept, 'text', '')
  // What is selected goes with the page; the place that words are about stays with them, where the page is read anew.
  const [about, setAbout] = useKept<{ versionNo: number; place: Place } | null>(kept, 'about', null)
  const on = selected ? around(selected) : about?.versionNo === versionNo ? about.place : null
  const write = (next: string) => {
    setText(next)
    setAbout(next.trim() && on ? { versionNo, place: on } : null)
  }
  const before = useRef(selected)
  useEffect(() => {
    if (selected === before.current) return
    before.current = selected
    setAbout(text.trim() && selected ? { versionNo, place: around(selected) } : null)
  })
  const add = useAct(drafting.addComment, {
    done: () => {
      setText('')
      setAbout(null)
      onSent()
    },
  })
  const threads = comments.filter((comment) => comment.parentId === null)
  const resolved = threads.filter((comment) => comment.resolvedAt).length
  const shown = all ? threads : threads.filter((comment) => !comment.resolvedAt)
  return (
    <Section
      title={t('comments')}
      actions={
        resolved > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {t('showResolved', { count: resolved })}
          </Button>
        )
      }
    >
      {threads.length === 0 && <p className="quiet">{t('commentsEmpty')}</p>}
      {shown.map((comment) => (
        <Thread
          key={comment.id}
          documentId={documentId}
          versionNo={versionNo}
          comment={comment}
          replies={comments.filter((one) => one.parentId === comment.id)}
          may={may}
          onShow={() => onShow(comment)}
        />
      ))}
      {may && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim())
              add.mutate({
                params: { id: documentId },
                body: { versionNo, text, place: on },
              })
          }}
        >
          <Textarea
            label={on ? t('commentOn', { quote: on.quote.slice(0, 60) }) : t('commentWhole', { n: versionNo })}
            placeholder={t('commentText')}
            autosize
            minRows={1}
            lang="vi"
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
          />
          {text.trim() && (
            <Button type="submit" size="compact-sm" mt={6} loading={add.isPending}>
              {t('send')}
            </Button>
          )}
        </form>
      )}
    </Section>
  )
}

function Thread({
  documentId,
  versionNo,
  comment,
  replies,
  may,
  onShow,
}: {
  documentId: string
  /** The version that is shown: a reply is given to it. */
  versionNo: number
  comment: Comment
  replies: Comment[]
  may: boolean
  onShow: () => void
}) {
  const t = useText<typeof vi>('outgoing')
  const shell = useText<typeof shellVi>('shell')
  const [answer, setAnswer] = useKept<string | null>(`reply:${comment.id}`, 'text', null)
  const add = useAct(drafting.addComment, { done: () => setAnswer(null) })
  const resolve = useAct(drafting.resolveComment)
  return (
    <article style={{ borderInlineStart: '2px solid var(--rule)', paddingInlineStart: 10, margin: '0 0 10px' }}>
      {comment.place && (
        <button
          type="button"
          onClick={onShow}
          style={{ border: 0, background: 'none', padding: 0, color: 'var(--act)', cursor: 'pointer', font: 'inherit' }}
        >
          {t('page', { page: comment.place.page })}
          {comment.place.quote && <span lang="vi"> “{comment.place.quote.slice(0, 80)}”</span>}
        </button>
      )}
      {[comment, ...replies].map((one) => (
        <p key={one.id} lang="vi" style={{ margin: '2px 0 4px', paddingInlineStart: one.parentId ? 12 : 0 }}>
          {one.text}
          <span className="quiet" style={{ fontSize: 12 }}>
            {' '}
            — {one.byName}
            {one.actingForName && ` (${shell('actingFor', { name: one.actingForName })})`}, {formatWhen(one.at)} ·{' '}
            {t('version', { n: one.versionNo })}
          </span>
        </p>
      ))}
      {comment.resolvedByName && <p className="quiet">{t('resolvedBy', { name: comment.resolvedByName })}</p>}
      {may && answer === null && (
        <div style={{ display: 'flex', gap: 6 }}>
          <Button size="compact-xs" variant="subtle" onClick={() => setAnswer('')}>
            {t('reply')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            loading={resolve.isPending}
            onClick={() => resolve.mutate({ params: { id: comment.id }, body: { resolved: !comment.resolvedAt } })}
          >
            {comment.resolvedAt ? t('reopen') : t('resolve')}
          </Button>
        </div>
      )}
      {answer !== null && (
        <form
          style={{ display: 'flex', gap: 6, alignItems: 'end' }}
          onSubmit={(event) => {
            event.preventDefault()
            if (answer.trim())
              add.mutate({
                params: { id: documentId },
                body: { versionNo, text: answer, parentId: comment.id },
              })
          }}
        >
          <Textarea
            style={{ flex: 1 }}
            aria-label={t('reply')}
            autosize
            minRows={1}
            lang="vi"
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setAnswer(null)}
            autoFocus
          />
          <Button size="compact-sm" variant="default" onClick={() => setAnswer(null)}>
            {shell('cancel')}
          </Button>
          <Button type="submit" size="compact-sm" loading={add.isPending}>
            {t('send')}
          </Button>
        </form>
      )}
    </article>
  )
}
