import { Button, NumberInput, Select } from '@mantine/core'
import { calendar } from '@mocban/contract/calendar'
import type { Unit } from '@mocban/contract/organisation'
import type { Me } from '@mocban/contract/sign-in'
import { tasks } from '@mocban/contract/tasks'
import { importances } from '@mocban/contract/tasks-record'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { formatDate } from '../shell/format.ts'
import { forgetKept, KeptNote, useKept } from '../shell/kept.tsx'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import type { Selected } from '../shell/pdf-viewer.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { OutsideScope } from '../shell/scope.tsx'
import { useMe } from '../shell/session.tsx'
import { undoing } from '../shell/undo.ts'
import { useMayAssign } from './may-assign.ts'
import type vi from './messages/vi.ts'
import { ProductFields, TitleFields } from './task-fields.tsx'

export interface TaskFormProps {
  documentId?: string
  directionId?: string | null
  place?: Selected | null
  parentId?: string
  dueOn?: string | null
  done: (taskId: string) => void
}

const myself = ({ fullName, positionTitle, unitName, ...me }: Me): Picked => ({
  key: me.positionId + me.personId,
  name: fullName,
  note: `${positionTitle}, ${unitName}`,
  addressee: { unitId: me.unitId, positionId: me.positionId },
  agencyId: me.agencyId,
})

/** What is to be delivered, by whom, until when, and how it is judged. */
export function TaskForm({ documentId, directionId, place, parentId, dueOn: given, done }: TaskFormProps) {
  const t = useText<typeof vi>('tasks')
  const me = useMe()
  const mayAssign = useMayAssign()
  // Who may not assign asks nobody outside their own agency.
  const units = (unit: Unit) => mayAssign || unit.agencyId === me.agencyId
  // One form a place it comes from: a paragraph of a document, a task to split, or nothing.
  const kept = `task:${parentId ?? directionId ?? documentId ?? 'new'}:${place?.quote.slice(0, 40) ?? ''}`
  const [title, setTitle] = useKept(kept, 'title', place?.quote.slice(0, 300) ?? '')
  const [description, setDescription] = useKept(kept, 'description', '')
  const [lead, setLead] = useKept<Picked[]>(kept, 'lead', mayAssign || parentId ? [] : [myself(me)])
  const [collaborators, setCollaborators] = useKept<Picked[]>(kept, 'collaborators', [])
  const [dueOn, setDueOn] = useKept<string | null>(kept, 'dueOn', given ?? null)
  const [workingDays, setWorkingDays] = useKept<number | string>(kept, 'workingDays', '')
  const [importance, setImportance] = useKept<(typeof importances)[number]>(kept, 'importance', 'normal')
  const [product, setProduct] = useKept(kept, 'product', '')
  const [measure, setMeasure] = useKept(kept, 'measure', '')
  const term = useRoute(calendar.term, workingDays ? { query: { days: Number(workingDays) } } : undefined)
  const create = useAct(tasks.create, {
    done: ({ taskId }) => {
      forgetKept(kept)
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
      <OutsideScope types />
      <KeptNote place={kept} />
      {place && (
        <blockquote
          lang="vi"
          className="official"
          style={{ margin: 0, borderInlineStart: '3px solid var(--act)', paddingInlineStart: 10 }}
        >
          {place.quote}
        </blockquote>
      )}
      <TitleFields {...{ title, setTitle, description, setDescription }} />
      <AddresseePicker
        label={t('lead')}
        value={lead}
        onChange={setLead}
        units={units}
        people={{ agencyId: me.agencyId }}
        required
      />
      <AddresseePicker
        label={t('collaborators')}
        value={collaborators}
        onChange={setCollaborators}
        units={units}
        people={{ agencyId: me.agencyId }}
        multiple
      />
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap' }}>
        <DateField ahead label={t('due')} value={workingDays ? null : dueOn} onChange={setDueOn} />
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
      <ProductFields {...{ product, setProduct, measure, setMeasure }} />
      <Button type="submit" loading={create.isPending} disabled={lead.length === 0}>
        {t('newTask')}
      </Button>
    </form>
  )
}
