import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { type Demand, staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import { LevelSelect } from './demand-form.tsx'
import type vi from './messages/vi.ts'
import { useStaffingWords } from './words.ts'

/** Records a degree or a certificate as its paper has it. */
export function QualificationDialog({ personId, close }: { personId: string; close: () => void }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const [kind, setKind] = useState<'degree' | 'certificate'>('degree')
  const [code, setCode] = useState<string | null>(null)
  const [level, setLevel] = useState<Demand['leastLevel']>('university')
  const [subject, setSubject] = useState('')
  const [institution, setInstitution] = useState('')
  const [on, setOn] = useState<string | null>(null)
  const [lastDay, setLastDay] = useState<string | null>(null)
  const record = useAct(staffing.record, {
    done: () => {
      notify.done(t('recorded'))
      close()
    },
  })
  const submit = () => {
    if (!code || !on || (kind === 'degree' && !level)) return
    const paper =
      kind === 'degree' && level ? { degree: { fieldCode: code, level, subject } } : { certificate: { code, lastDay } }
    record.mutate({ params: { id: personId }, body: { ...paper, institution, on } })
  }
  return (
    <FormDialog title={t('record')} act={t('save')} busy={record.isPending} close={close} submit={submit}>
      <SegmentedControl
        aria-label={t('kindOfPaper')}
        value={kind}
        onChange={(value) => {
          setKind(value as typeof kind)
          setCode(null)
        }}
        data={(['degree', 'certificate'] as const).map((one) => ({ value: one, label: t(one) }))}
      />
      <Select
        label={t(kind === 'degree' ? 'field' : 'certificate')}
        required
        searchable
        value={code}
        onChange={setCode}
        data={kind === 'degree' ? words.fieldOptions : words.certificateOptions}
      />
      {kind === 'degree' && (
        <>
          <LevelSelect label={t('level')} value={level} onChange={setLevel} />
          <TextInput
            label={t('subject')}
            lang="vi"
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
        </>
      )}
      <TextInput
        label={t('institution')}
        lang="vi"
        value={institution}
        onChange={(event) => setInstitution(event.currentTarget.value)}
      />
      <DateField label={t('givenOn')} value={on} onChange={setOn} required />
      {kind === 'certificate' && (
        <DateField label={t('holdsUntil')} description={t('untilHint')} value={lastDay} onChange={setLastDay} />
      )}
    </FormDialog>
  )
}

/** Withdraws what was recorded by mistake. */
export function WithdrawDialog({ id, name, close }: { id: string; name: string; close: () => void }) {
  const t = useText<typeof vi>('staffing')
  const [reason, setReason] = useState('')
  const withdraw = useAct(staffing.withdraw, {
    done: () => {
      notify.done(t('withdrawn'))
      close()
    },
  })
  return (
    <FormDialog
      title={t('withdrawWhat', { name })}
      act={t('withdraw')}
      danger
      busy={withdraw.isPending}
      close={close}
      submit={() => reason.trim() && withdraw.mutate({ params: { id }, body: { reason } })}
    >
      <p className="quiet">{t('withdrawHint')}</p>
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
