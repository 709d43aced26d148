import { Button, Radio, SegmentedControl, Select, TextInput } from '@mantine/core'
import { organisation, unitKinds } from '@mocban/contract/organisation'
import { reorganisation } from '@mocban/contract/reorganisation'
import type {
  Fate,
  Operation,
  OperationKind,
  OperationRow,
  PlannedUnit,
  PlanView,
  Target,
} from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { FormDialog } from '../shell/form-dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { Divisions, Fates, MainUnit } from './operation-parts.tsx'
import { nameOf } from './operation-words.tsx'
import { draftLike, draftOf, emptyUnit, plannedOf, type UnitDraft, UnitForm } from './unit-form.tsx'
import { type PickedUnit, pickedOf, referenceOf, UnitPicker } from './unit-picker.tsx'

const usual: Fate = { registers: 'close', delegations: 'end', divisions: 'match' }

/** A target while it is chosen: a new unit written down, or one there is. */
interface TargetDraft {
  id: string
  how: 'new' | 'there'
  unit: UnitDraft
  /** As the plan has it, with what the form does not show. */
  whole?: PlannedUnit
  there: PickedUnit[]
}
const emptyTarget = (): TargetDraft => ({ id: crypto.randomUUID(), how: 'new', unit: emptyUnit(), there: [] })
const targetOf = (draft: TargetDraft): Target | null => {
  if (draft.how === 'new') return { new: plannedOf(draft.unit, draft.whole) }
  return draft.there[0] ? { unit: referenceOf(draft.there[0]) } : null
}

/** One operation on screen: units are chosen by their names, what is made is written down. */
export function OperationDialog({
  plan,
  kind,
  row,
  close,
}: {
  plan: PlanView
  kind: OperationKind
  row?: OperationRow
  close: () => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const given = row?.operation
  const names = row?.names ?? {}
  const today = (id: string) => pickedOf({ unitId: id }, names[id] ?? '—')
  const planned = (unit: PlannedUnit): Partial<TargetDraft> => ({
    unit: draftOf(unit, unit.parent ? [pickedOf(unit.parent, nameOf(unit.parent, names, new Map()))] : []),
    whole: unit,
  })
  const drafted = (target: Target): TargetDraft => ({
    ...emptyTarget(),
    ...('new' in target
      ? planned(target.new)
      : { how: 'there' as const, there: [pickedOf(target.unit, nameOf(target.unit, names, new Map()))] }),
  })
  const named = given?.kind === 'merge' ? given.from.filter((one) => 'named' in one) : []
  const [from, setFrom] = useState<PickedUnit[]>(
    !given || given.kind === 'create'
      ? []
      : given.kind === 'merge'
        ? given.from.flatMap((one) => ('unitId' in one ? [today(one.unitId)] : []))
        : [today(given.unitId)],
  )
  const [targets, setTargets] = useState<TargetDraft[]>(
    given?.kind === 'merge'
      ? [drafted(given.into)]
      : given?.kind === 'split'
        ? given.into.map(drafted)
        : given?.kind === 'create'
          ? [{ ...emptyTarget(), ...planned(given.unit) }]
          : kind === 'split'
            ? [emptyTarget(), emptyTarget()]
            : [emptyTarget()],
  )
  const [heir, setHeir] = useState(given?.kind === 'split' ? given.heir : 0)
  const [main, setMain] = useState(given?.kind === 'merge' ? (given.mainId ?? null) : null)
  const [places, setPlaces] = useState<Record<string, number>>(
    given?.kind === 'split' ? Object.fromEntries(given.divisions.map((one) => [one.unitId, one.to])) : {},
  )
  const [fates, setFates] = useState(given && 'fate' in given ? given.fate : usual)
  const reference = given?.kind === 'dissolve' ? given.successor : given?.kind === 'change' ? given.parent : null
  const [to, setTo] = useState<PickedUnit[]>(
    reference ? [pickedOf(reference, nameOf(reference, names, new Map()))] : [],
  )
  const facts = given?.kind === 'change' ? given.facts : {}
  const [changes, setChanges] = useState({
    name: facts.name ?? '',
    shortName: facts.shortName ?? '',
    abbreviation: facts.abbreviation ?? '',
    exchangeCode: facts.exchangeCode ?? '',
    sealText: facts.sealText ?? '',
    unitKind: given?.kind === 'change' ? (given.unitKind ?? '') : '',
  })
  const done = { done: close }
  const add = useAct(reorganisation.addOperation, done)
  const replace = useAct(reorganisation.changeOperation, done)

  const built = (): Operation | null => {
    const [first] = from
    const unitId = first?.key.slice(5) ?? ''
    const into = targets.map(targetOf)
    const [one] = targets
    if (kind === 'create')
      return one
        ? { kind, unit: plannedOf(one.unit, one.whole), posts: given?.kind === 'create' ? given.posts : [] }
        : null
    if (kind === 'merge') {
      const all = [...from.map((unit) => ({ unitId: unit.key.slice(5) })), ...named]
      const chosen = from.some((unit) => unit.key === `unit:${main}`) && main
      return into[0] && all.length > 0
        ? { kind, from: all, into: into[0], ...(chosen ? { mainId: chosen } : {}), fate: fates }
        : null
    }
    if (!first) return null
    if (kind === 'dissolve') return { kind, unitId, successor: to[0] ? referenceOf(to[0]) : null, fate: fates }
    if (kind === 'split') {
      const all = into.filter((target) => target !== null)
      // A part that is left empty is none: those behind it move up.
      const placeOf = (n: number) => (into[n] ? into.slice(0, n).filter((target) => target !== null).length : -1)
      const divisions = Object.entries(places).flatMap(([division, n]) =>
        n !== heir && placeOf(n) >= 0 ? [{ unitId: division, to: placeOf(n) }] : [],
      )
      return all.length > 1 && placeOf(heir) >= 0
        ? { kind, unitId, into: all, heir: placeOf(heir), divisions, fate: fates }
        : null
    }
    const { unitKind, ...words } = changes
    return {
      kind: 'change',
      unitId,
      facts: { ...facts, ...Object.fromEntries(Object.entries(words).filter(([, value]) => value)) },
      ...(unitKind ? { unitKind: unitKind as (typeof unitKinds)[number] } : {}),
      ...(to[0] ? { parent: referenceOf(to[0]) } : {}),
    }
  }
  const operation = built()
  const submit = () => {
    if (!operation) return
    const body = { version: plan.version, operation }
    if (row) replace.mutate({ params: { id: plan.id, operationId: row.id }, body })
    else add.mutate({ params: { id: plan.id }, body })
  }
  const units = useRoute(organisation.units, {}).data ?? []
  const chooseFrom = (chosen: PickedUnit[]) => {
    setFrom(chosen)
    setPlaces({})
    const like = units.find((one) => chosen[0]?.key === `unit:${one.id}`)
    if (like && !row && from.length === 0)
      setTargets((before) => before.map((one) => ({ ...one, unit: draftLike(one.unit, like, units) })))
  }
  const setTarget = (n: number, draft: TargetDraft) =>
    setTargets((before) => before.map((one, m) => (m === n ? draft : one)))
  const picker = { planId: plan.id, agencies: false }
  const change = (key: 'name' | 'shortName' | 'abbreviation' | 'exchangeCode' | 'sealText') => ({
    label: t(key),
    value: changes[key],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setChanges({ ...changes, [key]: event.currentTarget.value }),
  })
  return (
    <FormDialog
      title={t(`operation.${kind}`)}
      act={row ? t('save') : t('addIt')}
      busy={add.isPending || replace.isPending}
      close={close}
      submit={submit}
    >
      <p className="quiet" style={{ margin: 0 }}>
        {t(`operationHint.${kind}`)}
      </p>
      {kind !== 'create' && (
        <UnitPicker
          {...picker}
          label={t(kind === 'merge' ? 'fromUnits' : 'ofUnit')}
          value={from}
          onChange={chooseFrom}
          multiple={kind === 'merge'}
          planned={false}
          required={named.length === 0}
        />
      )}
      {named.length > 0 && <p lang="vi">{named.map((one) => ('named' in one ? `“${one.named}”` : '')).join(', ')}</p>}
      {kind === 'change' && (
        <>
          <p className="quiet" style={{ margin: 0 }}>
            {t('emptyStays')}
          </p>
          <TextInput {...change('name')} />
          <TextInput {...change('shortName')} />
          <TextInput {...change('abbreviation')} />
          <TextInput {...change('exchangeCode')} />
          <TextInput {...change('sealText')} />
          <Select
            label={t('kind')}
            clearable
            data={unitKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
            value={changes.unitKind || null}
            onChange={(unitKind) => setChanges({ ...changes, unitKind: unitKind ?? '' })}
          />
          <UnitPicker {...picker} label={t('newParent')} value={to} onChange={setTo} />
        </>
      )}
      {kind === 'dissolve' && (
        <UnitPicker {...picker} label={t('successor')} description={t('successorHint')} value={to} onChange={setTo} />
      )}
      {(kind === 'merge' || kind === 'split' || kind === 'create') &&
        targets.map((target, n) => (
          <fieldset key={target.id} style={{ border: '1px solid var(--rule)', padding: 12, display: 'grid', gap: 8 }}>
            <legend>{kind === 'split' ? t('part', { number: n + 1 }) : t('becomes')}</legend>
            {kind !== 'create' && (
              <SegmentedControl
                aria-label={t('becomes')}
                value={target.how}
                onChange={(how) => setTarget(n, { ...target, how: how as TargetDraft['how'] })}
                data={[
                  { value: 'new', label: t('newUnit') },
                  { value: 'there', label: t('unitThere') },
                ]}
              />
            )}
            {target.how === 'new' ? (
              <UnitForm planId={plan.id} unit={target.unit} onChange={(unit) => setTarget(n, { ...target, unit })} />
            ) : (
              <UnitPicker
                {...picker}
                label={t('unitThere')}
                value={target.there}
                onChange={(there) => setTarget(n, { ...target, there })}
                required
              />
            )}
            {kind === 'split' && (
              <Radio label={t('isHeir')} checked={heir === n} onChange={() => setHeir(n)} name="heir" />
            )}
          </fieldset>
        ))}
      {kind === 'merge' && from.length > 1 && targets[0]?.how === 'new' && (
        <MainUnit from={from} main={main} onChange={setMain} />
      )}
      {kind === 'split' && (
        <Button variant="subtle" onClick={() => setTargets([...targets, emptyTarget()])}>
          {t('anotherPart')}
        </Button>
      )}
      {kind === 'split' && (
        <Divisions
          divisions={units.filter((one) => !one.isAgency && from[0]?.key === `unit:${one.parentId}`)}
          parts={targets.map((one) => (one.how === 'new' ? one.unit.name : (one.there[0]?.name ?? '')))}
          heir={heir}
          places={places}
          onChange={setPlaces}
        />
      )}
      {kind !== 'create' && kind !== 'change' && <Fates fates={fates} onChange={setFates} />}
      {!operation && <p className="quiet">{t('incomplete')}</p>}
    </FormDialog>
  )
}
