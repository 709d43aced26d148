import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { calendar } from '@mocban/contract/calendar'
import { importances, tasks } from '@mocban/contract/tasks'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { formatDate } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import type { Selected } from '../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { undoing } from '../shell/undo.ts'
import type vi from './messages/vi.ts'

export interface TaskFormProps {
  documentId?: string
  directionId?: string | null
  place?: Selected | null
  parentId?: string
  dueOn?: string | null
  done: (taskId: string) => void
}

/** What is to be delivered, by whom, until when, and how it is judged. */
export function TaskForm({ documentId, directionId, place, parentId, dueOn: given, done }: TaskFormProps) {
  const t = useText<typeof vi>('tasks')
  const me = useMe()
  const [title, setTitle] = useState(place?.quote.slice(0, 300) ?? '')
  const [description, setDescription] = useState('')
  const [lead, setLead] = useState<Picked[]>([])
  const [collaborators, setCollaborators] = useState<Picked[]>([])
  const [dueOn, setDueOn] = useState<string | null>(given ?? null)
  const [workingDays, setWorkingDays] = useState<number | string>('')
  const [importance, setImportance] = useState<(typeof importances)[number]>('normal')
  const [product, setProduct] = useState('')
  const [measure, setMeasure] = useState('')
  const term = useRoute(calendar.term, workingDays ? { query: { days: Number(workingDays) } } : undefined)
  const create = useAct(tasks.create, {
    done: ({ taskId }) => {
      notify.done(
        t('created'),
        undoing(tasks.act, {
          params: { id: taskId },
          body: { version: 1, act: 'cancel', text: t('createdByMistake') },
        }),
      )
      done(taskId)
    },
  })
  const submit = () => {
    const first = lead[0]
    if (!first) return
    create.mutate({
      body: {
        facts: {
          title,
          description,
          lead: first.addressee,
          collaborators: collaborators.map((one) => one.addressee),
          dueOn: workingDays ? null : dueOn,
          workingDays: workingDays ? Number(workingDays) : null,
          importance,
          product,
          measure,
        },
        documentId: documentId ?? null,
        directionId: directionId ?? null,
        place: place ?? null,
        parentId: parentId ?? null,
      },
    })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      style={{ display: 'grid', gap: 12, maxWidth: 680 }}
    >
      {place && (
        <blockquote
          lang="vi"
          className="official"
          style={{ margin: 0, borderInlineStart: '3px solid var(--act)', paddingInlineStart: 10 }}
        >
          {place.quote}
        </blockquote>
      )}
      <TextInput
        lang="vi"
        label={t('title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Textarea
        lang="vi"
        label={t('description')}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      <AddresseePicker label={t('lead')} value={lead} onChange={setLead} people={{ agencyId: me.agencyId }} />
      <AddresseePicker
        label={t('collaborators')}
        value={collaborators}
        onChange={setCollaborators}
        people={{ agencyId: me.agencyId }}
        multiple
      />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
        <DateField label={t('due')} value={workingDays ? null : dueOn} onChange={setDueOn} />
        <NumberInput
          label={t('workingDays')}
          value={workingDays}
          onChange={setWorkingDays}
          min={1}
          max={1000}
          description={workingDays && term.data ? t('termEnds', { date: formatDate(term.data.dueOn) }) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDecimal={false}
          w={150}
        />
        <Select
          label={t('importance')}
          value={importance}
          onChange={(value) => setImportance((value ?? 'normal') as typeof importance)}
          data={importances.map((one) => ({ value: one, label: t(`importance.${one}`) }))}
          w={150}
        />
      </div>
      <TextInput
        lang="vi"
        label={t('product')}
        value={product}
        onChange={(event) => setProduct(event.currentTarget.value)}
      />
      <TextInput
        lang="vi"
        label={t('measure')}
        value={measure}
        onChange={(event) => setMeasure(event.currentTarget.value)}
      />
      <Button type="submit" loading={create.isPending} disabled={lead.length === 0}>
        {t('newTask')}
      </Button>
    </form>
  )
}
