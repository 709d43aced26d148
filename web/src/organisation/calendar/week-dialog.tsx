import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { calendar, type WorkingWeek } from '@mocban/contract/calendar'
import { type FormEvent, useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { Dialog } from '../../shell/dialog.tsx'
import { formatDate, todayInVietnam } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import type shellVi from '../../shell/messages/vi.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { nameOfWeekday, weekdays } from './month-table.tsx'
import { clockOf } from './working-weeks.tsx'

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Sets on which days and in which hours one's agency works, from a day on. */
export function WeekDialog({ now, close }: { now: WorkingWeek | undefined; close: () => void }) {
  const t = useText<typeof vi>('calendar')
  const shell = useText<typeof shellVi>('shell')
  const language = useLanguage()
  const long = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [days, setDays] = useState<WorkingWeek['days']>(now?.days ?? { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 })
  const [times, setTimes] = useState(() => {
    const [morning = [450, 690], afternoon = [810, 1050]] = now?.hours ?? []
    return [...morning, ...afternoon].map(clockOf)
  })
  const [basis, setBasis] = useState('')
  const save = useAct(calendar.setWeek, {
    done: () => {
      notify.done(t('weekSaved', { date: formatDate(from) }))
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [a = 0, b = 0, c = 0, d = 0] = times.map(minutesOf)
    if (from)
      save.mutate({
        params: { from },
        body: {
          days,
          hours: [
            [a, b],
            [c, d],
          ],
          basis,
        },
      })
  }
  const setShare = (weekday: (typeof weekdays)[number], share: string) => {
    const { [weekday]: _, ...others } = days
    setDays(share === '0' ? others : { ...others, [weekday]: Number(share) as 0.5 | 1 })
  }
  return (
    <Dialog onClose={close} size="lg" title={t('setWeek')} closeButtonProps={{ 'aria-label': shell('close') }}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <DateField label={t('weekFrom')} value={from} onChange={setFrom} required />
        <div
          style={{
            display: 'grid',
            gridTemplateColumns: 'minmax(90px, max-content) 1fr',
            gap: 6,
            alignItems: 'center',
          }}
        >
          {weekdays.map((weekday) => (
            <div key={weekday} style={{ display: 'contents' }}>
              <span>{nameOfWeekday(long, weekday)}</span>
              <SegmentedControl
                size="xs"
                aria-label={nameOfWeekday(long, weekday)}
                value={String(days[weekday] ?? 0)}
                onChange={(share) => setShare(weekday, share)}
                data={(['0', '0.5', '1'] as const).map((share) => ({ value: share, label: t(`share.${share}`) }))}
              />
            </div>
          ))}
        </div>
        <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap' }}>
          {times.map((time, n) => (
            <TextInput
              key={n}
              type="time"
              label={t(n % 2 ? 'closes' : 'opens', { part: t(n < 2 ? 'morning' : 'afternoon') })}
              value={time}
              required
              withAsterisk={false}
              onChange={(event) => setTimes(times.with(n, event.currentTarget.value))}
            />
          ))}
        </div>
        <TextInput
          label={t('basis')}
          lang="vi"
          value={basis}
          maxLength={500}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
