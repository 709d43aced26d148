import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useStanding } from './session.tsx'

/** Said before somebody fills in what a delegation within a scope does not let them begin; nothing for everybody else. */
export function OutsideScope({ types = false }: { types?: boolean }) {
  const t = useText<typeof vi>('shell')
  const standing = useStanding()
  const scope = [...(types ? [] : (standing?.units ?? [])), ...(standing?.types ?? [])]
  if (scope.length === 0) return null
  return (
    <p className="late" role="note" style={{ margin: 0, maxWidth: '70ch' }}>
      {t('outsideScope', { scope: scope.join(', ') })}
    </p>
  )
}
