import './around.css'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { search } from '@mocban/contract/search'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../shell/client.ts'
import { formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useFilters } from '../shell/navigate.tsx'
import { sentenceOf } from '../shell/notices.tsx'
import { ExportButton } from './export-button.tsx'
import type vi from './messages/vi.ts'
import { SavedSearches } from './saved-searches.tsx'
import { SearchFacets } from './search-facets.tsx'
import { SearchHitView } from './search-hit.tsx'

/** Search over facts and full text. The address bar holds the question, so that it can be mailed and saved. */
export default function SearchScreen() {
  const t = useText<typeof vi>('around')
  const language = useLanguage()
  const [filters, change] = useFilters()
  const [q, setQ] = useState(filters.q ?? '')
  useEffect(() => setQ(filters.q ?? ''), [filters.q])
  useEffect(() => {
    if (q === (filters.q ?? '')) return
    const timer = setTimeout(() => change({ q: q || undefined }), 300)
    return () => clearTimeout(timer)
  })
  const asked = Object.values(filters).some(Boolean)
  const result = useInfiniteQuery({
    queryKey: [search.documents.path, filters],
    queryFn: ({ pageParam, signal }) =>
      call(
        search.documents,
        { query: { ...filters, typing: 'true', ...(pageParam ? { after: pageParam } : {}) } as never },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: asked,
  })
  const first = asked ? result.data?.pages[0] : undefined
  const hits = asked ? (result.data?.pages.flatMap((page) => page.items) ?? []) : []
  const { order: _order, ...question } = filters
  return (
    <div className="screen">
      <h1>{t('search')}</h1>
      <search style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'flex-end', maxWidth: 980 }}>
        <TextInput
          style={{ flex: 1, minWidth: 240 }}
          size="md"
          data-list-filter
          data-autofocus
          autoFocus
          aria-label={t('searchWords')}
          placeholder={t('searchWords')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && change({ q: q || undefined })}
        />
        <SavedSearches query={question} />
      </search>
      <p className="quiet" style={{ fontSize: 12.5, margin: '6px 0 14px' }}>
        {t('searchHint')}
      </p>
      {!asked && <EmptyState>{t('searchBegin')}</EmptyState>}
      {asked && result.error && <p className="late">{sentenceOf(result.error)}</p>}
      {first && (
        <div className="search-columns">
          <SearchFacets facets={first.facets} filters={filters} change={change} complete={first.complete} />
          <section aria-busy={result.isFetching}>
            <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', marginBottom: 6 }}>
              <strong role="status" style={{ flex: '1 0 9em' }}>
                {first.complete
                  ? t('found', { total: first.total })
                  : t('foundMany', { total: formatNumber(first.total - 1, language) })}
              </strong>
              <SegmentedControl
                size="xs"
                aria-label={t('order')}
                value={filters.order ?? 'relevance'}
                onChange={(order) => change({ order: order === 'relevance' ? undefined : order })}
                data={[
                  { value: 'relevance', label: t('order.relevance') },
                  { value: 'newest', label: t('order.newest') },
                ]}
              />
              {hits.length > 0 && <ExportButton kind="search" name={filters.q || t('search')} query={question} />}
            </div>
            {hits.length === 0 && <EmptyState>{t('searchNothing')}</EmptyState>}
            <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {hits.map((hit) => (
                <SearchHitView key={hit.documentId} hit={hit} />
              ))}
            </ol>
            {result.hasNextPage && (
              <Button variant="default" loading={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
                {t('trailMore')}
              </Button>
            )}
          </section>
        </div>
      )}
    </div>
  )
}
