import { signIn } from '@mocban/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from './client.ts'
import { notify } from './notices.tsx'

const name = 'mocban standing'

/** Changes the post in which one acts. Tabs of one browser share the session: the others show it too, before anything is done in them in a post they do not name. */
export function useActIn(): (positionId: string, delegationId: string | null) => Promise<void> {
  const client = useQueryClient()
  return async (positionId, delegationId) => {
    try {
      await call(signIn.actIn, { body: { positionId, delegationId } })
    } catch (error) {
      // A post that asks for a second factor is not reached without one.
      return notify.problem(error)
    }
    const channel = new BroadcastChannel(name)
    channel.postMessage('')
    channel.close()
    await client.resetQueries()
  }
}

/** Reads anew who one is when another tab changed it. What is being written stays. */
export function useStandingOfOtherTabs(): void {
  const client = useQueryClient()
  useEffect(() => {
    const channel = new BroadcastChannel(name)
    channel.onmessage = () => void client.invalidateQueries()
    return () => channel.close()
  }, [client])
}
