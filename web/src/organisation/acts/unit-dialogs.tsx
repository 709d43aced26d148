import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { organisation, unitKinds } from '@mocban/contract/organisation'
import { organisationActs as acts } from '@mocban/contract/organisation-acts'
import { type UnitVersion, writtenFacts } from '@mocban/contract/organisation-chart'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type chartVi from '../chart/messages/vi.ts'
import { useShownDay } from '../chart/shown-day.ts'
import { AddresseePicker, type Picked, pickedUnit } from '../pickers.tsx'
import type vi from './messages/vi.ts'

const fields = ['name', ...writtenFacts] as const
const needed: readonly string[] = ['name', 'shortName', 'abbreviation', 'nameEn']
const ofCommittees: readonly string[] = ['regulations']
type Facts = Record<(typeof fields)[number], string>

const factsOf = (unit?: UnitVersion): Facts =>
  Object.fromEntries(fields.map((one) => [one, unit?.[one] ?? ''])) as Facts

function UnitFields({ facts, set, kind }: { facts: Facts; set: (facts: Facts) => void; kind: string }) {
  const chart = useText<typeof chartVi>('chart')
  return (
    <>
      {fields
        .filter((one) => kind === 'committee' || !ofCommittees.includes(one))
        .map((one) => (
          <TextInput
            key={one}
            label={chart(one)}
            required={needed.includes(one)}
            {...(one === 'nameEn' ? { lang: 'en' } : one === 'nameUr' ? { lang: 'ur', dir: 'rtl' } : { lang: 'vi' })}
            value={facts[one]}
            onChange={(event) => set({ ...facts, [one]: event.currentTarget.value })}
          />
        ))}
    </>
  )
}

/** Creates a unit under the one on the screen. */
export function CreateUnitDialog({ unitId, close }: { unitId: string; close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const chart = useText<typeof chartVi>('chart')
  const [facts, set] = useState(factsOf())
  const [kind, setKind] = useState<(typeof unitKinds)[number]>('division')
  const [isAgency, setAgency] = useState(false)
  const [from, setFrom] = useState<string | null>(useShownDay())
  const create = useAct(acts.createUnit, {
    done: () => {
      notify.done(t('unitCreated', { name: facts.name }))
      close()
    },
  })
  return (
    <FormDialog
      title={t('createUnit')}
      act={t('create')}
      busy={create.isPending}
      close={close}
      submit={() => from && create.mutate({ body: { ...facts, from, kind, isAgency, parentId: unitId } })}
    >
      <NativeSelect
        label={chart('kindOf')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        data={unitKinds.map((one) => ({ value: one, label: chart(`kind.${one}`) }))}
      />
      <Checkbox
        label={chart('ownAgency')}
        checked={isAgency}
        onChange={(event) => setAgency(event.currentTarget.checked)}
      />
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
      <UnitFields facts={facts} set={set} kind={kind} />
    </FormDialog>
  )
}

/** Renames a unit or changes its other attributes from a day on. */
export function ChangeUnitDialog(props: { unitId: string; unit: UnitVersion; close: () => void }) {
  const { unitId, unit, close } = props
  const t = useText<typeof vi>('chart-acts')
  const [facts, set] = useState(factsOf(unit))
  const [from, setFrom] = useState<string | null>(useShownDay())
  const change = useAct(acts.changeUnit, {
    done: () => {
      notify.done(t('unitChanged'))
      close()
    },
  })
  return (
    <FormDialog
      title={t('changeUnit')}
      act={t('save')}
      busy={change.isPending}
      close={close}
      submit={() => from && change.mutate({ params: { id: unitId }, body: { ...facts, from } })}
    >
      <p className="quiet">{t('keepsPast')}</p>
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
      <UnitFields facts={facts} set={set} kind={unit.kind} />
    </FormDialog>
  )
}

/** Puts a unit under another from a day on. */
export function MoveUnitDialog(props: { unitId: string; unit: UnitVersion; close: () => void }) {
  const { unitId, unit, close } = props
  const t = useText<typeof vi>('chart-acts')
  const chart = useText<typeof chartVi>('chart')
  const all = useRoute(organisation.units, {})
  const before = all.data?.find((one) => one.id === unit.parentId)
  const [picked, setPicked] = useState<Picked[] | null>(null)
  const [from, setFrom] = useState<string | null>(useShownDay())
  const to = picked ?? (before ? [pickedUnit(before)] : [])
  const move = useAct(acts.moveUnit, {
    done: () => {
      notify.done(t('unitMoved'))
      close()
    },
  })
  const parentId = to[0]?.addressee.unitId
  return (
    <FormDialog
      title={t('moveUnit')}
      act={t('move')}
      busy={move.isPending}
      close={close}
      submit={() => from && parentId && move.mutate({ params: { id: unitId }, body: { from, parentId } })}
    >
      <DateField label={t('fromDay')} value={from} onChange={setFrom} required />
      <AddresseePicker
        label={chart('parent')}
        value={to}
        onChange={setPicked}
        people={false}
        units={(one) => one.id !== unitId && (unit.isAgency || one.agencyId === unit.agencyId)}
        required
      />
    </FormDialog>
  )
}

/** Ends a unit as of a day. */
export function EndUnitDialog(props: { unitId: string; unit: UnitVersion; close: () => void }) {
  const { unitId, unit, close } = props
  const t = useText<typeof vi>('chart-acts')
  const [on, setOn] = useState<string | null>(useShownDay())
  const [reason, setReason] = useState('')
  const all = useRoute(organisation.units, {})
  // The one above suggests itself.
  const above = all.data?.find((one) => one.id === unit.parentId)
  const [picked, setPicked] = useState<Picked[] | null>(null)
  const heir = picked ?? (above ? [pickedUnit(above)] : [])
  const end = useAct(acts.endUnit, {
    done: () => {
      notify.done(t('unitEnded', { name: unit.name }))
      close()
    },
  })
  return (
    <FormDialog
      title={t('endUnit')}
      act={t('end')}
      danger
      busy={end.isPending}
      close={close}
      submit={() =>
        on &&
        end.mutate({ params: { id: unitId }, body: { on, reason, successorId: heir[0]?.addressee.unitId ?? null } })
      }
    >
      <p>{t('endUnitHint', { name: unit.name })}</p>
      <DateField label={t('firstDayWithout')} value={on} onChange={setOn} required />
      <AddresseePicker
        label={t('succeededBy')}
        value={heir}
        onChange={setPicked}
        people={false}
        units={(one) => one.id !== unitId}
      />
      <p className="quiet">{t('succeededByHint')}</p>
      <TextInput
        label={t('reason')}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
