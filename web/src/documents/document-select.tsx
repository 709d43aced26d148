import { Select } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/core.vi.ts'

interface Choice {
  value: string | null
  onChange: (id: string | null) => void
}

/** The outgoing document that answers. */
export function AnswerSelect(choice: Choice) {
  const t = useText<typeof vi>('documents')
  return <DocumentSelect label={t('answerDocument')} travel="outgoing" {...choice} />
}

/** A document, found by its symbol or words. */
export function DocumentSelect({
  label,
  travel,
  clearable = false,
  value,
  onChange,
}: Choice & { label: string; travel?: 'outgoing'; clearable?: boolean }) {
  const [q, setQ] = useState('')
  const found = useRoute(documents.list, { query: { travel, limit: 20, ...(q && !value ? { q } : {}) } })
  return (
    <Select
      label={label}
      lang="vi"
      searchable
      clearable={clearable}
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
