import { Button } from '@mantine/core'
import { actWords } from '@mocban/contract/acts'
import { trail } from '@mocban/contract/trail'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../shell/client.ts'
import { formatInstant } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { PostHeld } from '../shell/post-held.tsx'
import type vi from './messages/vi.ts'

/** Who did what with a record, when, acting for whom, in words; newest first. */
export function TrailPanel({ recordId }: { recordId: string }) {
  const t = useText<typeof vi>('around')
  const language = useLanguage()
  const told = useInfiniteQuery({
    queryKey: [trail.ofRecord.path, recordId],
    queryFn: ({ pageParam, signal }) =>
      call(
        trail.ofRecord,
        { params: { id: recordId }, query: { limit: 15, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const entries = told.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('trail')}>
      {told.data && entries.length === 0 && <p className="quiet">{t('trailEmpty')}</p>}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0, fontSize: 13.5 }}>
        {entries.map((entry) => (
          <li key={entry.id} style={{ display: 'flex', gap: 10, padding: '4px 0' }}>
            <time dateTime={entry.at} className="quiet" style={{ whiteSpace: 'nowrap', fontSize: 12.5, minWidth: 112 }}>
              {formatInstant(entry.at)}
            </time>
            <span>
              <strong lang="vi">{entry.who ?? t('program')}</strong>
              {entry.actingFor && <span className="late"> ({t('actingFor', { name: entry.actingFor })})</span>}{' '}
              {entry.position && (
                <PostHeld title={entry.position} heldAs={entry.heldAs} unit={entry.unit} agency={entry.agency} />
              )}{' '}
              {actWords(entry.kind, entry.data, language)}
            </span>
          </li>
        ))}
      </ol>
      {told.hasNextPage && (
        <Button size="compact-xs" variant="subtle" onClick={() => void told.fetchNextPage()}>
          {t('trailMore')}
        </Button>
      )}
    </Section>
  )
}
