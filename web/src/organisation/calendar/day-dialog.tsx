import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { type CalendarDay, calendar, dayKinds } from '@mocban/contract/calendar'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../../shell/dialog.tsx'
import { formatDate } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Sets a day of one's agency, or takes its own setting back. */
export function DayDialog({ day, set, close }: { day: string; set: CalendarDay | undefined; close: () => void }) {
  const t = useText<typeof vi>('calendar')
  const shell = useText<typeof shellVi>('shell')
  const [kind, setKind] = useState<CalendarDay['kind']>(set?.kind ?? 'holiday')
  const [name, setName] = useState(set?.name ?? '')
  const [basis, setBasis] = useState(set?.source === 'agency' ? set.basis : '')
  const [takingBack, setTakingBack] = useState(false)
  const save = useAct(calendar.setDay, {
    done: () => {
      notify.done(t(takingBack ? 'dayTakenBack' : 'daySaved', { date: formatDate(day) }))
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTakingBack(false)
    save.mutate({ params: { day }, body: { kind, name, basis } })
  }
  return (
    <Dialog
      onClose={close}
      title={t('setDay', { date: formatDate(day) })}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <SegmentedControl
          aria-label={t('kind')}
          value={kind}
          onChange={(value) => setKind(value as CalendarDay['kind'])}
          data={dayKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <TextInput
          label={t('name')}
          lang="vi"
          placeholder={t('nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput
          label={t('basis')}
          lang="vi"
          value={basis}
          maxLength={500}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <div style={{ display: 'flex', gap: 8 }}>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {set?.source === 'agency' && (
            <Button
              variant="default"
              onClick={() => {
                setTakingBack(true)
                save.mutate({ params: { day }, body: { kind: null, name: set.name, basis: '' } })
              }}
            >
              {t('takeBack')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
