import { type ComponentType, lazy, Suspense, useEffect } from 'react'

let awaited = 0
/** How many panels are shown that are still being loaded. */
export const panelsAwaited = (): number => awaited

function Awaited() {
  useEffect(() => {
    awaited++
    return () => {
      awaited--
    }
  }, [])
  return null
}

/** A panel that is loaded when it is first shown, so that the first load of the program stays small. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Panel = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>
  return (props) => (
    <Suspense fallback={<Awaited />}>
      <Panel {...props} />
    </Suspense>
  )
}
