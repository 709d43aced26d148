import type { Fate, Operation, OperationRow, UnitReference } from '@mocban/contract/reorganisation-plan'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

type Words = ReturnType<typeof useText<typeof vi>>

/** A unit by its name of today, or by what the plan calls it. */
export const nameOf = (
  reference: UnitReference,
  names: Record<string, string>,
  planned: Map<string, string>,
): string =>
  'unitId' in reference
    ? (names[reference.unitId] ?? '—')
    : (planned.get(reference.key) ?? names[reference.key] ?? reference.key)

/** What is chosen otherwise than usual of what an ending unit has: whoever looks at the plan sees it in the list. */
const fateNotes = (fate: Fate, t: Words): string[] => [
  ...(fate.registers === 'continue' ? [t('booksGoOn')] : []),
  ...(fate.delegations === 'carry' ? [`${t('fate.delegations')}: ${t('fate.delegations.carry')}`] : []),
  ...(fate.divisions === 'keep' ? [`${t('fate.divisions')}: ${t('fate.divisions.keep')}`] : []),
]

/** Which units an operation takes, and what they become. */
function partsOf(
  operation: Operation,
  names: Record<string, string>,
  planned: Map<string, string>,
  t: Words,
): { from: { name: string; open: boolean }[]; to: string[]; notes: string[] } {
  const today = (id: string) => ({ name: names[id] ?? '—', open: false })
  const target = (one: { new: { name: string } } | { unit: UnitReference }) =>
    'new' in one ? one.new.name : nameOf(one.unit, names, planned)
  switch (operation.kind) {
    case 'create':
      return {
        from: [],
        to: [operation.unit.name],
        notes: operation.unit.parent ? [t('under', { name: nameOf(operation.unit.parent, names, planned) })] : [],
      }
    case 'change':
      return {
        from: [today(operation.unitId)],
        to: operation.facts.name ? [operation.facts.name] : [],
        notes: [
          ...(operation.parent ? [t('under', { name: nameOf(operation.parent, names, planned) })] : []),
          ...(operation.unitKind ? [t(`kind.${operation.unitKind}`)] : []),
          ...(operation.facts.exchangeCode ? [operation.facts.exchangeCode] : []),
        ],
      }
    case 'merge':
      return {
        from: operation.from.map((one) =>
          'unitId' in one ? today(one.unitId) : { name: `“${one.named}”`, open: true },
        ),
        to: [target(operation.into)],
        notes: [
          ...(operation.mainId ? [`${t('mainUnit')}: ${today(operation.mainId).name}`] : []),
          ...fateNotes(operation.fate, t),
        ],
      }
    case 'split':
      return {
        from: [today(operation.unitId)],
        to: operation.into.map((one, n) => `${target(one)}${n === operation.heir ? ` (${t('heir')})` : ''}`),
        notes: [
          ...operation.divisions.flatMap((one) => {
            const part = operation.into[one.to]
            return part ? [`${today(one.unitId).name}: ${target(part)}`] : []
          }),
          ...fateNotes(operation.fate, t),
        ],
      }
    case 'dissolve':
      return {
        from: [today(operation.unitId)],
        to: operation.successor ? [nameOf(operation.successor, names, planned)] : [],
        notes: [t(operation.successor ? 'successorTakes' : 'successorAsked'), ...fateNotes(operation.fate, t)],
      }
  }
}

/** An operation as a line: from what, to what. */
export function OperationLine({ row, planned }: { row: OperationRow; planned: Map<string, string> }) {
  const t = useText<typeof vi>('reorganisation')
  const { from, to, notes } = partsOf(row.operation, row.names, planned, t)
  return (
    <div>
      {from.length > 0 && (
        <span lang="vi">
          {from.map((one, n) => (
            <span key={`${one.name}${n}`}>
              {n > 0 && ', '}
              {one.open ? <em title={t('toBeSettled')}>{one.name}</em> : one.name}
            </span>
          ))}
        </span>
      )}
      {from.length > 0 && to.length > 0 && (
        <span className="turns" aria-hidden="true" style={{ display: 'inline-block', paddingInline: 6 }}>
          →
        </span>
      )}
      <strong lang="vi">{to.join(', ')}</strong>
      {notes.length > 0 && <div className="quiet">{notes.join(' · ')}</div>}
    </div>
  )
}
