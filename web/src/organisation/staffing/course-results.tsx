import { NativeSelect, TextInput } from '@mantine/core'
import { type Course, type CoursePlace, courses } from '@mocban/contract/organisation-courses'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

const outcomes = ['passed', 'failed', 'withdrawn'] as const
type Outcome = (typeof outcomes)[number]

/** Writes the results of those chosen: all passed unless said otherwise. */
export function ResultsDialog({ course, places, close }: { course: Course; places: CoursePlace[]; close: () => void }) {
  const t = useText<typeof vi>('staffing')
  const today = todayInVietnam()
  const [on, setOn] = useState<string | null>(course.lastDay < today ? course.lastDay : today)
  const [written, setWritten] = useState<Record<string, { outcome: Outcome; result: string }>>({})
  const of = (id: string) => written[id] ?? { outcome: 'passed' as const, result: '' }
  const write = useAct(courses.results, {
    done: (counts) => {
      notify.done(t('resultsWritten', counts))
      close()
    },
  })
  const submit = () => {
    if (on && places.length > 0)
      write.mutate({
        params: { id: course.id },
        body: { on, results: places.map(({ personId }) => ({ personId, ...of(personId) })) },
      })
  }
  return (
    <FormDialog
      title={t('resultsFor', { count: places.length })}
      act={t('save')}
      busy={write.isPending}
      close={close}
      submit={submit}
    >
      <p className="quiet">{t('resultsHint')}</p>
      <DateField label={t('on')} value={on} onChange={setOn} required />
      {places.map((one) => (
        <div
          key={one.personId}
          style={{ display: 'grid', gridTemplateColumns: '2fr 1fr 1fr', gap: 8, alignItems: 'center' }}
        >
          <span lang="vi">{one.fullName}</span>
          <NativeSelect
            aria-label={`${t('outcome')}: ${one.fullName}`}
            value={of(one.personId).outcome}
            onChange={(event) =>
              setWritten({
                ...written,
                [one.personId]: { ...of(one.personId), outcome: event.currentTarget.value as Outcome },
              })
            }
            data={outcomes.map((outcome) => ({ value: outcome, label: t(`course.${outcome}`) }))}
          />
          <TextInput
            aria-label={`${t('grade')}: ${one.fullName}`}
            placeholder={t('grade')}
            lang="vi"
            value={of(one.personId).result}
            onChange={(event) =>
              setWritten({ ...written, [one.personId]: { ...of(one.personId), result: event.currentTarget.value } })
            }
          />
        </div>
      ))}
    </FormDialog>
  )
}

/** Calls a course off, with the reason. */
export function CancelCourseDialog({ id, close }: { id: string; close: () => void }) {
  const t = useText<typeof vi>('staffing')
  const [reason, setReason] = useState('')
  const cancel = useAct(courses.cancel, {
    done: () => {
      notify.done(t('courseCancelled'))
      close()
    },
  })
  return (
    <FormDialog
      title={t('cancelCourse')}
      act={t('cancelCourse')}
      danger
      busy={cancel.isPending}
      close={close}
      submit={() => reason.trim() && cancel.mutate({ params: { id }, body: { reason } })}
    >
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
