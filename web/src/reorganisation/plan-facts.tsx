import { Radio, Textarea, TextInput } from '@mantine/core'
import type { PlanFacts } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { DateField } from '../shell/date-field.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import { todayInVietnam } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

type Facts = Omit<PlanFacts, 'effectiveOn' | 'oldCodesUntil'> & {
  effectiveOn: string | null
  oldCodesUntil: string | null
}

/** The first day of the next month, and half a year in which old codes answer. */
export function emptyFacts(today = todayInVietnam()): Facts {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const day = (months: number, date: number) =>
    new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10)
  return {
    title: '',
    basis: '',
    effectiveOn: day(1, 1),
    oldCodesUntil: day(7, 0),
    rules: { heads: 'ask', formerHeads: null },
  }
}

/** What a plan says of itself: its name, the resolution it rests on, its day, and the rules for people. */
export function PlanFactsDialog(props: {
  title: string
  act: string
  facts: Facts
  busy: boolean
  close: () => void
  submit: (facts: PlanFacts) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const [facts, setFacts] = useState(props.facts)
  const change = (part: Partial<Facts>) => setFacts((before) => ({ ...before, ...part }))
  const { effectiveOn, oldCodesUntil, rules } = facts
  const submit = () => {
    if (effectiveOn && oldCodesUntil) props.submit({ ...facts, effectiveOn, oldCodesUntil })
  }
  return (
    <FormDialog title={props.title} act={props.act} busy={props.busy} close={props.close} submit={submit}>
      <TextInput
        label={t('title')}
        description={t('titleHint')}
        value={facts.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        required
        maxLength={300}
        data-autofocus
      />
      <Textarea
        label={t('basis')}
        description={t('basisHint')}
        value={facts.basis}
        onChange={(event) => change({ basis: event.currentTarget.value })}
        required
        autosize
        minRows={2}
        maxLength={500}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        <DateField
          label={t('effectiveOn')}
          description={t('effectiveHint')}
          value={effectiveOn}
          onChange={(day) => change({ effectiveOn: day })}
          required
        />
        <DateField
          label={t('oldCodesUntil')}
          description={t('oldCodesHint')}
          value={oldCodesUntil}
          onChange={(day) => change({ oldCodesUntil: day })}
          required
        />
      </div>
      <Radio.Group
        label={t('headsRule')}
        value={rules.heads}
        onChange={(heads) => change({ rules: { ...rules, heads: heads as PlanFacts['rules']['heads'] } })}
      >
        <Radio value="ask" label={t('heads.ask')} mt={6} />
        <Radio value="of-main" label={t('heads.of-main')} mt={6} />
      </Radio.Group>
      <TextInput
        label={t('formerHeads')}
        description={t('formerHeadsHint')}
        value={rules.formerHeads?.title ?? ''}
        onChange={(event) => {
          const title = event.currentTarget.value
          change({ rules: { ...rules, formerHeads: title ? { title, titleEn: null, rank: 2 } : null } })
        }}
        maxLength={200}
      />
    </FormDialog>
  )
}
