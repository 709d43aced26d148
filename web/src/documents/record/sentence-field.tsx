import { Textarea } from '@mantine/core'
import { handling } from '@mocban/contract/documents-handling'
import { useRoute } from '../../shell/queries.ts'
import { Phrases } from './phrases.tsx'

/** A sentence to those who are asked, with the ones that who writes uses most at hand. */
export function SentenceField({
  act,
  label,
  value,
  onChange,
}: {
  act: 'direct' | 'urge'
  label: string
  value: string
  onChange: (text: string) => void
}) {
  const phrases = useRoute(handling.phrases, { query: { act } })
  return (
    <>
      <Textarea
        lang="vi"
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        data-autofocus
      />
      <Phrases phrases={phrases.data ?? []} onChoose={onChange} />
    </>
  )
}
