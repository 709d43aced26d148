import type { UnitAtWork } from '@mocban/contract/units-at-work'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Above a list that a number of the leader's band opened: whose work it shows. */
export function HeldBy({ filters, units }: { filters: Record<string, string>; units: UnitAtWork[] | undefined }) {
  const t = useText<typeof vi>('desk')
  if (!filters.heldBy) return null
  const unit = units?.find((one) => one.unitId === filters.heldBy)?.unitName ?? '…'
  const words = filters.held === 'late' ? 'heldByLate' : filters.held === 'on-time' ? 'heldByOnTime' : 'heldBy'
  return (
    <p className="quiet" style={{ marginTop: 0 }}>
      {t(words, { unit })}
    </p>
  )
}
