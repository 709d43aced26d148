import { Textarea, TextInput } from '@mantine/core'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** What a task is called, and what it is about. */
export function TitleFields(props: {
  title: string
  setTitle: (title: string) => void
  description: string
  setDescription: (description: string) => void
}) {
  const t = useText<typeof vi>('tasks')
  return (
    <>
      <TextInput
        lang="vi"
        label={t('title')}
        value={props.title}
        onChange={(event) => props.setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Textarea
        lang="vi"
        label={t('description')}
        value={props.description}
        onChange={(event) => props.setDescription(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    </>
  )
}

/** What is to be delivered, and how it is judged. */
export function ProductFields(props: {
  product: string
  setProduct: (product: string) => void
  measure: string
  setMeasure: (measure: string) => void
}) {
  const t = useText<typeof vi>('tasks')
  return (
    <>
      <TextInput
        lang="vi"
        label={t('product')}
        value={props.product}
        onChange={(event) => props.setProduct(event.currentTarget.value)}
      />
      <TextInput
        lang="vi"
        label={t('measure')}
        value={props.measure}
        onChange={(event) => props.setMeasure(event.currentTarget.value)}
      />
    </>
  )
}
