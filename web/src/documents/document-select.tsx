import { Select } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { search } from '@mocban/contract/search'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/core.vi.ts'

interface Choice {
  value: string | null
  onChange: (id: string | null) => void
}

/** The issued document that answers. */
export function AnswerSelect(choice: Choice) {
  const t = useText<typeof vi>('documents')
  return <DocumentSelect label={t('answerDocument')} issued {...choice} />
}

/** A document, found by its symbol or words. */
export function DocumentSelect({
  label,
  issued = false,
  clearable = false,
  value,
  onChange,
}: Choice & { label: string; issued?: boolean; clearable?: boolean }) {
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  // Without words the newest; by words whatever there is, however old.
  const words = value ? '' : q.trim()
  const among = issued ? ({ travel: 'outgoing', state: 'issued' } as const) : {}
  const newest = useRoute(documents.list, words ? undefined : { query: { ...among, limit: 20 } })
  const found = useRoute(
    search.documents,
    words ? { query: { q: words, typing: 'true', ...among, limit: 20 } } : undefined,
  )
  const offered = words
    ? (found.data?.items ?? []).map((hit) => option(hit.documentId, hit.symbol?.text, hit.abstract.text))
    : (newest.data?.items ?? []).map((row) => option(row.id, row.symbol, row.abstract))
  return (
    <Select
      label={label}
      lang="vi"
      searchable
      clearable={clearable}
      onSearchChange={setQ}
      // Words for which nothing is chosen yet, be it that they are still looked for: the form around is not sent without what was meant.
      onKeyDown={(event) => event.key === 'Enter' && q.trim() && !value && event.preventDefault()}
      filter={({ options }) => options}
      // What was chosen keeps its words when others are offered.
      data={
        chosen && chosen.value === value && offered.every((one) => one.value !== value) ? [chosen, ...offered] : offered
      }
      value={value}
      onChange={(id, one) => {
        setChosen(one ? { value: one.value, label: one.label } : null)
        onChange(id)
      }}
    />
  )
}

const option = (value: string, symbol: string | null | undefined, abstract: string) => ({
  value,
  label: `${symbol ?? ''} ${abstract}`.trim(),
})
