import { NativeSelect, TextInput } from '@mantine/core'
import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { appointmentKinds, type PostHolder, type UnitPost } from '@mocban/contract/organisation-chart'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Facts } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type chartVi from '../chart/messages/vi.ts'
import { useShownDay } from '../chart/shown-day.ts'
import { AddresseePicker, type Picked } from '../pickers.tsx'
import type vi from './messages/vi.ts'
import { PersonPicker } from './person-picker.tsx'

/** Puts a person in a post. */
export function AppointDialog({ post, close }: { post: UnitPost; close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const chart = useText<typeof chartVi>('chart')
  const [personId, setPerson] = useState<string | null>(null)
  const [kind, setKind] = useState<(typeof appointmentKinds)[number]>('main')
  const [from, setFrom] = useState<string | null>(useShownDay())
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [decision, setDecision] = useState('')
  const appoint = useAct(acts.appoint, {
    done: () => {
      notify.done(t('appointed', { title: post.title }))
      close()
    },
  })
  const submit = () => {
    if (personId && from) appoint.mutate({ body: { personId, positionId: post.id, kind, from, lastDay, decision } })
  }
  return (
    <FormDialog
      title={`${t('appoint')}: ${post.title}`}
      act={t('appoint')}
      busy={appoint.isPending}
      close={close}
      submit={submit}
    >
      <PersonPicker value={personId} onChange={setPerson} />
      <NativeSelect
        label={t('kindOfAppointment')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        data={appointmentKinds.map((one) => ({ value: one, label: chart(`appointment.${one}`) }))}
      />
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
      <DateField ahead label={t('lastDayIfAny')} value={lastDay} onChange={setLastDay} />
      <TextInput
        label={t('decision')}
        lang="vi"
        value={decision}
        onChange={(event) => setDecision(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Ends somebody's time in a post: says what the post still holds and to whom it goes. */
export function EndAppointmentDialog(props: {
  post: UnitPost
  holder: PostHolder
  agencyId: string
  close: () => void
}) {
  const { post, holder, agencyId, close } = props
  const t = useText<typeof vi>('chart-acts')
  const { data } = useRoute(acts.holdings, { params: { id: holder.appointmentId } })
  const [lastDay, setLastDay] = useState<string | null>(todayInVietnam())
  const [reason, setReason] = useState('')
  const [to, setTo] = useState<Picked[]>([])
  // Somebody whose time has not begun never held the post: nothing is passed on, and no last day is asked for.
  const notBegun = holder.from > todayInVietnam()
  const end = useAct(acts.endAppointment, {
    done: ({ passed }) => {
      if (notBegun) {
        notify.done(t('appointmentWithdrawn', { name: holder.fullName }))
        return close()
      }
      const count = passed.documents + passed.tasks + passed.drafts + passed.reviews
      notify.done(t('appointmentEnded', { name: holder.fullName, count }))
      close()
    },
  })
  const held = data?.holdings
  const sum = held ? held.documents + held.tasks + held.drafts + held.reviews : 0
  const handTo = to[0]?.addressee.positionId
  return (
    <FormDialog
      title={`${t(notBegun ? 'withdrawAppointment' : 'endAppointment')}: ${holder.fullName}, ${post.title}`}
      act={notBegun ? t('withdrawAppointment') : sum > 0 && handTo ? t('endAndHandOver') : t('end')}
      danger
      busy={end.isPending}
      close={close}
      submit={() =>
        lastDay &&
        end.mutate({ params: { id: holder.appointmentId }, body: { lastDay, reason, ...(handTo ? { handTo } : {}) } })
      }
    >
      {notBegun ? (
        <p>{t('notBegun', { day: formatDate(holder.from) })}</p>
      ) : (
        <DateField ahead label={t('lastDay')} value={lastDay} onChange={setLastDay} required />
      )}
      <TextInput
        label={t('reason')}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {held && !notBegun && (
        <section aria-label={t('stillHolds')}>
          <h3 style={{ fontSize: 14, margin: '6px 0' }}>{t('stillHolds')}</h3>
          {sum === 0 ? (
            <p className="quiet">{t('holdsNothing')}</p>
          ) : (
            <>
              <Facts
                rows={(['documents', 'tasks', 'drafts', 'reviews'] as const).map((one) => [
                  t(`held.${one}`),
                  held[one],
                ])}
              />
              <p className="quiet">{t(data.othersHold ? 'othersHold' : 'needsSomebody')}</p>
            </>
          )}
        </section>
      )}
      {sum > 0 && !notBegun && (
        <AddresseePicker
          label={t('handTo')}
          value={to}
          onChange={setTo}
          units={false}
          people={{ agencyId }}
          required={data?.othersHold === false}
        />
      )}
    </FormDialog>
  )
}

/** Says that somebody is away for a time. */
export function LeaveDialog({ holder, close }: { holder: PostHolder; close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const leave = useAct(acts.setLeave, {
    done: () => {
      notify.done(t('leaveSet', { name: holder.fullName }))
      close()
    },
  })
  return (
    <FormDialog
      title={`${t('setLeave')}: ${holder.fullName}`}
      act={t('save')}
      busy={leave.isPending}
      close={close}
      submit={() => from && lastDay && leave.mutate({ body: { personId: holder.personId, from, lastDay, reason } })}
    >
      <p className="quiet">{t('leaveHint')}</p>
      <DateField ahead label={t('firstDay')} value={from} onChange={setFrom} required />
      <DateField ahead label={t('lastDay')} value={lastDay} onChange={setLastDay} required />
      <TextInput
        label={t('reason')}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Says that somebody is back earlier than was set. */
export function BackDialog(props: { name: string; leave: NonNullable<PostHolder['leave']>; close: () => void }) {
  const { name, leave, close } = props
  const t = useText<typeof vi>('chart-acts')
  const [backOn, setBackOn] = useState<string | null>(todayInVietnam())
  const end = useAct(acts.endLeave, {
    done: () => {
      notify.done(t('leaveEnded', { name }))
      close()
    },
  })
  return (
    <FormDialog
      title={`${t('backFromLeave')}: ${name}`}
      act={t('save')}
      busy={end.isPending}
      close={close}
      submit={() => backOn && end.mutate({ params: { id: leave.id }, body: { backOn } })}
    >
      <p className="quiet">{t('backHint', { from: formatDate(leave.from) })}</p>
      <DateField ahead label={t('backOn')} value={backOn} onChange={setBackOn} required />
    </FormDialog>
  )
}
