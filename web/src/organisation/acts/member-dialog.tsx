import { NativeSelect } from '@mantine/core'
import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { committeeRoles } from '@mocban/contract/organisation-chart'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type chartVi from '../chart/messages/vi.ts'
import { roleKey } from '../chart/role-words.ts'
import { useShownDay } from '../chart/shown-day.ts'
import { AddresseePicker, type Picked } from '../pickers.tsx'
import type vi from './messages/vi.ts'

/** Seats a post, or a person by name, on a committee. */
export function MemberDialog(props: { unitId: string; committee: string; close: () => void }) {
  const { unitId, committee, close } = props
  const t = useText<typeof vi>('chart-acts')
  const chart = useText<typeof chartVi>('chart')
  const [who, setWho] = useState<Picked[]>([])
  const [by, setBy] = useState<'post' | 'name'>('post')
  const [role, setRole] = useState<(typeof committeeRoles)[number]>('member')
  const [from, setFrom] = useState<string | null>(useShownDay())
  const add = useAct(acts.addMember, {
    done: () => {
      notify.done(t('memberAdded'))
      close()
    },
  })
  const { positionId, personId } = who[0]?.addressee ?? {}
  const submit = () => {
    const seat = by === 'post' ? { positionId } : { personId }
    if (from && (by === 'post' ? positionId : personId))
      add.mutate({ params: { id: unitId }, body: { role, from, ...seat } as never })
  }
  return (
    <FormDialog title={t('addMember')} act={t('save')} busy={add.isPending} close={close} submit={submit}>
      <AddresseePicker label={t('member')} value={who} onChange={setWho} units={false} people={{}} required />
      <NativeSelect
        label={t('seatGoesWith')}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value as typeof by)}
        data={[
          { value: 'post', label: t('seat.post') },
          { value: 'name', label: t('seat.name') },
        ]}
      />
      <NativeSelect
        label={t('role')}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as typeof role)}
        data={committeeRoles.map((one) => ({ value: one, label: chart(roleKey(one, committee)) }))}
      />
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
    </FormDialog>
  )
}
