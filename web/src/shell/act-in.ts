import { signIn } from '@mocban/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import { notify } from './notices.tsx'
import { standingChannel } from './standing.ts'

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
    const channel = new BroadcastChannel(standingChannel)
    channel.postMessage('')
    channel.close()
    await client.resetQueries()
  }
}
