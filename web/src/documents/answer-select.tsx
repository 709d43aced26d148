import { Select } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/core.vi.ts'

/** The outgoing document that answers; found by its symbol or words. */
export function AnswerSelect({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText<typeof vi>('documents')
  const [q, setQ] = useState('')
  const found = useRoute(documents.list, { query: { travel: 'outgoing', limit: 20, ...(q && !value ? { q } : {}) } })
  return (
    <Select
      label={t('answerDocument')}
      lang="vi"
      searchable
      onSearchChange={setQ}
      filter={({ options }) => options}
      data={(found.data?.items ?? []).map((row) => ({
        value: row.id,
        label: `${row.symbol ?? ''} ${row.abstract}`.trim(),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
