import { Select, TextInput } from '@mantine/core'
import { access, type RecordAccess } from '@mocban/contract/access'
import { organisation } from '@mocban/contract/organisation'
import { useState } from 'react'
import { AddresseePicker, type Picked } from '../organisation/pickers.tsx'
import { DateField } from '../shell/date-field.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Opens a record to a person, a unit or a committee until the end of a day. */
export function OpenDialog({ recordId, close }: { recordId: string; close: () => void }) {
  const t = useText<typeof vi>('access')
  const units = useRoute(organisation.units, {})
  const [to, setTo] = useState<Picked[]>([])
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const open = useAct(access.open, {
    done: () => {
      notify.done(t('opened', { name: to[0]?.name ?? '' }))
      close()
    },
  })
  const submit = () => {
    const addressee = to[0]?.addressee
    if (!addressee || !lastDay) return
    const unit = units.data?.find((one) => one.id === addressee.unitId)
    const target = addressee.personId
      ? { targetKind: 'person' as const, targetId: addressee.personId }
      : {
          targetKind: unit?.kind === 'committee' ? ('committee' as const) : ('unit' as const),
          targetId: addressee.unitId,
        }
    open.mutate({ params: { id: recordId }, body: { ...target, lastDay, reason } })
  }
  return (
    <FormDialog title={t('openTo')} act={t('open')} busy={open.isPending} close={close} submit={submit}>
      <p className="quiet" style={{ margin: 0 }}>
        {t('openHint')}
      </p>
      <AddresseePicker label={t('toWhom')} value={to} onChange={setTo} required />
      <DateField ahead label={t('lastDay')} value={lastDay} onChange={setLastDay} required />
      <TextInput
        label={t('reason')}
        lang="vi"
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Gives a record a class of confidentiality, another one, or none. */
export function ClassDialog(props: { recordId: string; access: RecordAccess; close: () => void }) {
  const t = useText<typeof vi>('access')
  const none = 'none'
  const [classId, setClassId] = useState(props.access.class?.id ?? none)
  const [reason, setReason] = useState('')
  const classify = useAct(access.classify, {
    done: () => {
      notify.done(t('classified'))
      props.close()
    },
  })
  const carried = props.access.class
  const offered = [...props.access.classes]
  if (carried && !offered.some((one) => one.id === carried.id)) offered.push(carried)
  return (
    <FormDialog
      title={t('classify')}
      act={t('save')}
      busy={classify.isPending}
      close={props.close}
      submit={() =>
        classify.mutate({
          params: { id: props.recordId },
          body: { classId: classId === none ? null : classId, reason },
        })
      }
    >
      <p className="quiet" style={{ margin: 0 }}>
        {t('classHint')}
      </p>
      <Select
        label={t('class')}
        allowDeselect={false}
        value={classId}
        onChange={(value) => setClassId(value ?? none)}
        data={[{ value: none, label: t('noClass') }, ...offered.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <TextInput
        label={t('reason')}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
