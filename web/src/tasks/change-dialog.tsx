import { Select, Textarea } from '@mantine/core'
import { tasks } from '@mocban/contract/tasks'
import { importances } from '@mocban/contract/tasks-record'
import { DateField } from '../shell/date-field.tsx'
import { useKept } from '../shell/kept.tsx'
import { KeptDialog } from '../shell/kept-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { type Own, useDone } from './task-dialogs.tsx'
import { ProductFields, TitleFields } from './task-fields.tsx'

/** Changes what was asked; another deadline needs its reason. */
export function ChangeDialog({ task, close }: Own) {
  const t = useText<typeof vi>('tasks')
  const place = `change:${task.id}`
  const [title, setTitle] = useKept(place, 'title', task.title)
  const [description, setDescription] = useKept(place, 'description', task.description)
  const [dueOn, setDueOn] = useKept(place, 'dueOn', task.dueOn)
  const [importance, setImportance] = useKept(place, 'importance', task.importance)
  const [product, setProduct] = useKept(place, 'product', task.product)
  const [measure, setMeasure] = useKept(place, 'measure', task.measure)
  const [reason, setReason] = useKept(place, 'reason', '')
  const act = useAct(tasks.change, { done: useDone(close, place) })
  const submit = () =>
    act.mutate({
      params: { id: task.id },
      body: {
        version: task.version,
        title,
        description,
        importance,
        product,
        measure,
        reason,
        ...(dueOn && dueOn !== task.dueOn ? { dueOn } : {}),
      },
    })
  return (
    <KeptDialog title={t('change')} place={place} close={close} busy={act.isPending} submit={submit}>
      <TitleFields {...{ title, setTitle, description, setDescription }} />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
        <DateField ahead label={t('due')} value={dueOn} onChange={setDueOn} />
        <Select
          label={t('importance')}
          value={importance}
          onChange={(value) => setImportance((value ?? 'normal') as typeof importance)}
          data={importances.map((one) => ({ value: one, label: t(`importance.${one}`) }))}
          w={160}
        />
      </div>
      <ProductFields {...{ product, setProduct, measure, setMeasure }} />
      <Textarea
        lang="vi"
        label={t('changeReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required={dueOn !== null && dueOn !== task.dueOn}
        autosize
      />
    </KeptDialog>
  )
}
