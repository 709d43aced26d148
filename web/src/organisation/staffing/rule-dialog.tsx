import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { unitKinds } from '@mocban/contract/organisation'
import { type Demand, type Requirement, staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type chartVi from '../chart/messages/vi.ts'
import { DemandFields, noDemand } from './demand-form.tsx'
import type vi from './messages/vi.ts'

/** What all posts of a title need, in units of some kinds; with `rule`, in its place. */
export function RuleDialog({
  rule,
  ofProvince,
  close,
}: {
  rule?: Requirement
  ofProvince: boolean
  close: () => void
}) {
  const t = useText<typeof vi>('staffing')
  const chart = useText<typeof chartVi>('chart')
  const [titlePattern, setTitle] = useState(rule?.titlePattern ?? '')
  const [unitPattern, setUnit] = useState(rule?.unitPattern ?? '')
  const [kinds, setKinds] = useState<string[]>(rule?.unitKinds ?? [])
  const [whole, setWhole] = useState(rule ? rule.agencyId === null : ofProvince)
  const [demand, setDemand] = useState<Demand>(rule ?? noDemand)
  const [basis, setBasis] = useState(rule?.basis ?? '')
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const set = useAct(staffing.setRule, {
    done: () => {
      notify.done(t('saved'))
      close()
    },
  })
  const submit = () => {
    if (!from || !titlePattern.trim()) return
    const { fields, leastLevel, certificates } = demand
    set.mutate({
      body: {
        ...{ titlePattern, unitPattern, basis, from, fields, leastLevel, certificates },
        unitKinds: kinds as (typeof unitKinds)[number][],
        wholeProvince: whole,
        ...(rule ? { replaces: rule.id } : {}),
      },
    })
  }
  return (
    <FormDialog
      title={t(rule ? 'changeRule' : 'setRule')}
      act={t('save')}
      busy={set.isPending}
      close={close}
      submit={submit}
    >
      <TextInput
        label={t('title')}
        description={t('titleHint')}
        lang="vi"
        required
        value={titlePattern}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label={t('unitName')}
        lang="vi"
        value={unitPattern}
        onChange={(event) => setUnit(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('unitKinds')}
        placeholder={kinds.length === 0 ? t('allKinds') : ''}
        value={kinds}
        onChange={setKinds}
        data={unitKinds
          .filter((one) => one !== 'committee')
          .map((one) => ({ value: one, label: chart(`kind.${one}`) }))}
      />
      {ofProvince && (
        <NativeSelect
          label={t('whose')}
          value={whole ? 'all' : 'own'}
          onChange={(event) => setWhole(event.currentTarget.value === 'all')}
          data={[
            { value: 'all', label: t('wholeProvince') },
            { value: 'own', label: t('ownAgency') },
          ]}
        />
      )}
      <DemandFields value={demand} onChange={setDemand} />
      <TextInput label={t('basis')} lang="vi" value={basis} onChange={(event) => setBasis(event.currentTarget.value)} />
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
    </FormDialog>
  )
}
