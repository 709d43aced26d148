import { Select } from '@mantine/core'
import type { Unit } from '@mocban/contract/organisation'
import type { Fate } from '@mocban/contract/reorganisation-plan'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'
import type { PickedUnit } from './unit-picker.tsx'

/** Of several that become a new one: whose templates and rules it takes, whose head suggests itself, whose books it may write on in. */
export function MainUnit({
  from,
  main,
  onChange,
}: {
  from: PickedUnit[]
  main: string | null
  onChange: (main: string) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  const data = from.map((one) => ({ value: one.key.slice(5), label: one.name }))
  const chosen = data.find((one) => one.value === main) ?? data[0]
  return (
    <Select
      label={t('mainUnit')}
      description={t('mainUnitHint')}
      data={data}
      value={chosen?.value ?? null}
      onChange={(value) => value && onChange(value)}
      allowDeselect={false}
    />
  )
}

/** Of a unit that is split: which part each of its divisions goes with. */
export function Divisions({
  divisions,
  parts,
  heir,
  places,
  onChange,
}: {
  divisions: Unit[]
  parts: string[]
  heir: number
  places: Record<string, number>
  onChange: (places: Record<string, number>) => void
}) {
  const t = useText<typeof vi>('reorganisation')
  if (divisions.length === 0) return null
  const data = parts.map((name, n) => ({
    value: String(n),
    label: [t('part', { number: n + 1 }), name].filter(Boolean).join(': '),
  }))
  return (
    <fieldset style={{ border: '1px solid var(--rule)', padding: 12, display: 'grid', gap: 8 }}>
      <legend>{t('divisionsGo')}</legend>
      {divisions.map((one) => (
        <Select
          key={one.id}
          label={<span lang="vi">{one.name}</span>}
          data={data}
          value={String(places[one.id] ?? heir)}
          onChange={(value) => value && onChange({ ...places, [one.id]: Number(value) })}
          allowDeselect={false}
        />
      ))}
    </fieldset>
  )
}

/** What becomes of registers, delegations and divisions of a unit that ends. */
export function Fates({ fates, onChange }: { fates: Fate; onChange: (fates: Fate) => void }) {
  const t = useText<typeof vi>('reorganisation')
  const choice = <K extends keyof typeof fates>(key: K, values: readonly (typeof fates)[K][]) => (
    <Select
      key={key}
      label={t(`fate.${key}`)}
      data={values.map((one) => ({ value: one, label: t(`fate.${key}.${one}` as keyof typeof vi) }))}
      value={fates[key]}
      onChange={(value) => value && onChange({ ...fates, [key]: value })}
      allowDeselect={false}
    />
  )
  return (
    <details>
      <summary>{t('fates')}</summary>
      {choice('registers', ['close', 'continue'])}
      {choice('delegations', ['end', 'carry'])}
      {choice('divisions', ['match', 'keep'])}
    </details>
  )
}
