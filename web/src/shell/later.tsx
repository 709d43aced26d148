import { type ComponentType, lazy, Suspense } from 'react'

/** A panel that is loaded when it is first shown, so that the first load of the program stays small. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Panel = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>
  return (props) => (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  )
}
