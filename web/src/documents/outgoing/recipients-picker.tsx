import { Button, Pill, Select, TextInput } from '@mantine/core'
import { organisation } from '@mocban/contract/organisation'
import { useMemo, useState } from 'react'
import { AddresseePicker } from '../../organisation/pickers.tsx'
import { useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import { useMe } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'
import { OutsidePicker } from './outside-picker.tsx'

export type Recipient =
  | { agencyId: string; name: string }
  | { outsideId: string; name: string }
  | { name: string; channel: 'paper' | 'mail' }

/** A recipient as the server is told. */
export const asGiven = (one: Recipient) =>
  'agencyId' in one
    ? { agencyId: one.agencyId }
    : 'outsideId' in one
      ? { outsideId: one.outsideId }
      : { name: one.name, channel: one.channel }
const keyOf = (one: Recipient) => ('agencyId' in one ? one.agencyId : 'outsideId' in one ? one.outsideId : one.name)

const shownAtOnce = 12

/** To whom a document goes: agencies of the province one by one or as a group in one click, and others by name. */
export function RecipientsPicker({
  value,
  onChange,
  inside = null,
}: {
  value: Recipient[]
  onChange: (value: Recipient[]) => void
  /** The agency whose units an internal document goes to. */
  inside?: string | null
}) {
  const t = useText<typeof vi>('outgoing')
  const me = useMe()
  const { data: units = [] } = useRoute(organisation.units, {})
  const [outside, setOutside] = useState('')
  const [channel, setChannel] = useState<'paper' | 'mail'>('paper')
  const [all, setAll] = useState(false)
  const groups = useMemo(() => {
    const of = (...kinds: string[]) =>
      units.filter((unit) => unit.isAgency && unit.id !== me.agencyId && kinds.includes(unit.kind))
    return [
      { key: 'groupCommunes', units: of('commune', 'ward') },
      { key: 'groupWards', units: of('ward') },
      { key: 'groupXa', units: of('commune') },
      { key: 'groupDepartments', units: of('department') },
    ] as const
  }, [units, me.agencyId])
  const addUnits = (added: { id: string; name: string }[]) => {
    const taken = new Set(value.flatMap((one) => ('agencyId' in one ? [one.agencyId] : [])))
    onChange([
      ...value,
      ...added.filter((unit) => !taken.has(unit.id)).map((unit) => ({ agencyId: unit.id, name: unit.name })),
    ])
  }
  const addOutside = () => {
    if (!outside.trim()) return
    onChange([...value, { name: outside.trim(), channel }])
    setOutside('')
  }
  const shown = all ? value : value.slice(0, shownAtOnce)
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 600, padding: 0 }}>
        {t('recipients')} <span className="quiet">· {t('recipientsCount', { count: value.length })}</span>
      </legend>
      <p className="quiet" style={{ margin: '2px 0 6px' }}>
        {t(inside ? 'recipientsInside' : 'recipientsHint')}
      </p>
      <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', marginBottom: 6 }}>
        {(inside ? [] : groups)
          .filter((group) => group.units.length > 0)
          .map((group) => (
            <Button key={group.key} size="compact-sm" variant="default" onClick={() => addUnits([...group.units])}>
              + {t(group.key, { count: group.units.length })}
            </Button>
          ))}
      </div>
      <AddresseePicker
        label={t(inside ? 'unitInside' : 'addAgency')}
        value={[]}
        units={
          inside
            ? (unit) => unit.agencyId === inside && !unit.isAgency
            : (unit) => unit.isAgency && unit.id !== me.agencyId
        }
        people={false}
        onChange={(picked) => addUnits(picked.map((one) => ({ id: one.addressee.unitId, name: one.name })))}
      />
      {!inside && <OutsidePicker value={value} onChange={onChange} />}
      <div style={{ display: inside ? 'none' : 'flex', gap: 6, alignItems: 'end', marginTop: 6 }}>
        <TextInput
          style={{ flex: 1 }}
          label={t('addOutside')}
          placeholder={t('outsideName')}
          value={outside}
          onChange={(event) => setOutside(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            addOutside()
          }}
        />
        <Select
          w={130}
          aria-label={t('addOutside')}
          value={channel}
          onChange={(chosen) => setChannel((chosen as 'paper' | 'mail') ?? 'paper')}
          data={(['paper', 'mail'] as const).map((code) => ({ value: code, label: t(`channel.${code}`) }))}
          allowDeselect={false}
        />
        <Button variant="default" onClick={addOutside}>
          {t('add')}
        </Button>
      </div>
      {value.length > 0 && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 8 }} lang="vi">
          {shown.map((one) => (
            <Pill
              key={keyOf(one)}
              withRemoveButton
              removeButtonProps={{ 'aria-label': t('remove', { name: one.name }), tabIndex: 0 }}
              onRemove={() => onChange(value.filter((other) => other !== one))}
            >
              {one.name}
              {'channel' in one
                ? ` (${t(`channel.${one.channel}`)})`
                : 'outsideId' in one
                  ? ` (${t('channel.exchange')})`
                  : ''}
            </Pill>
          ))}
          {value.length > shown.length && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
              {t('more', { count: value.length - shown.length })}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
            {t('removeAll')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
