import type { Marked, SearchHit } from '@mocban/contract/search'
import { endedStates } from '../documents/address-of-document.ts'
import { formatDate } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { DeadlineText, UrgencyMark } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import type vi from './messages/vi.ts'

/** One document that was found: what it is, and the place in its pages with the words marked. It opens there. */
export function SearchHitView({ hit }: { hit: SearchHit }) {
  const t = useText<typeof vi>('around')
  const words = useCodeText('documents')
  const to = addressOfHit(hit)
  return (
    <li style={{ borderTop: '1px solid var(--rule)', padding: '10px 0 12px' }}>
      <div style={{ display: 'flex', gap: 10, alignItems: 'baseline', flexWrap: 'wrap', fontSize: 13 }}>
        {hit.symbol && (
          <bdi style={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
            <MarkedText marked={hit.symbol} />
          </bdi>
        )}
        <UrgencyMark urgency={hit.urgency} />
        <span className="quiet">{formatDate(hit.issuedOn ?? hit.listedAt)}</span>
        <span lang="vi" className="quiet">
          {hit.issuerName ?? hit.agencyName}
        </span>
        <span className="quiet">{words(`state.${hit.state}`)}</span>
        <DeadlineText on={hit.dueOn} ended={endedStates.has(hit.state)} />
      </div>
      <Link to={to} style={{ color: 'inherit', textDecoration: 'none', fontWeight: 500, fontSize: 15 }}>
        <span lang="vi">
          <MarkedText marked={hit.abstract} />
        </span>
      </Link>
      {hit.page && hit.page.snippet.marks.length > 0 && (
        <p lang="vi" className="official" style={{ margin: '4px 0 0', fontSize: 14.5, color: 'var(--ink-2)' }}>
          <Link to={to} style={{ color: 'var(--act)', whiteSpace: 'nowrap' }}>
            {t('page', { page: hit.page.page })}
          </Link>{' '}
          <bdi>
            <MarkedText marked={hit.page.snippet} />
          </bdi>
        </p>
      )}
      {hit.holders.length > 0 && (
        <div className="quiet" style={{ fontSize: 12.5 }}>
          {t('heldBy', { names: hit.holders.join(', ') })}
        </div>
      )}
    </li>
  )
}

/** A text with what was looked for marked. */
function MarkedText({ marked: { text, marks } }: { marked: Marked }) {
  const pieces: React.ReactNode[] = []
  let at = 0
  for (const [start, end] of marks) {
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}

/** The record, at the page and with the words to be marked in it. */
export function addressOfHit(hit: Pick<SearchHit, 'documentId' | 'travel' | 'state' | 'page'>): string {
  const drafting = hit.travel !== 'incoming' && ['draft', 'in-review', 'approved'].includes(hit.state)
  const path = drafting ? `/outgoing/${hit.documentId}` : `/documents/${hit.documentId}`
  const find = hit.page ? longestRun(hit.page.snippet) : ''
  return find ? `${path}?${new URLSearchParams({ find, file: hit.page?.fileId ?? '' })}` : path
}

/** The longest piece of text whose words were all found: what the page is searched for when it opens. */
export function longestRun({ text, marks }: Marked): string {
  let best = ''
  let start: number | undefined
  let end = 0
  for (const [from, to] of marks) {
    if (start === undefined || text.slice(end, from).trim() !== '') start = from
    end = to
    if (end - start > best.length) best = text.slice(start, end)
  }
  return best
}
