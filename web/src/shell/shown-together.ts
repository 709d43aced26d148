import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { panelsAwaited } from './later.tsx'

/** What may stay away before a screen is shown without it, in milliseconds. */
const longest = 2000

/**
 * Whether all parts of a screen have been loaded and read once. They are asked for apart and push each other down as they come, from under a hand that is about to press: so they
 * are shown together, or without what takes too long. With `there` it is shown at once: who comes back sees what was there.
 */
export function useShownTogether(there = false): boolean {
  const client = useQueryClient()
  const [shown, setShown] = useState(there)
  useEffect(() => {
    if (shown) return
    const begun = performance.now()
    const look = setInterval(() => {
      const waits = client.isFetching({ predicate: ({ state }) => state.data === undefined })
      if (waits + panelsAwaited() === 0 || performance.now() - begun > longest) setShown(true)
    }, 50)
    return () => clearInterval(look)
  }, [client, shown])
  return shown
}
