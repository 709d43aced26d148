import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** What a work file is called, what it is about, and how long it is kept; no years are for ever. */
export function WorkFileFields(props: {
  title: string
  setTitle: (title: string) => void
  summary: string
  setSummary: (summary: string) => void
  keepYears: number | null
  setKeepYears: (years: number | null) => void
}) {
  const t = useText<typeof vi>('around')
  return (
    <>
      <TextInput
        data-autofocus
        lang="vi"
        label={t('fileTitle')}
        value={props.title}
        maxLength={500}
        required
        withAsterisk={false}
        onChange={(event) => props.setTitle(event.currentTarget.value)}
      />
      <Textarea
        lang="vi"
        label={t('fileSummary')}
        autosize
        minRows={2}
        value={props.summary}
        onChange={(event) => props.setSummary(event.currentTarget.value)}
      />
      <NumberInput
        label={t('keepYears')}
        min={1}
        max={100}
        allowDecimal={false}
        value={props.keepYears ?? ''}
        onChange={(years) => props.setKeepYears(typeof years === 'number' ? years : null)}
        style={{ maxWidth: 360 }}
      />
    </>
  )
}
