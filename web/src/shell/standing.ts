import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

export const standingChannel = 'mocban standing'

/** Reads anew who one is when another tab changed it. What is being written stays. */
export function useStandingOfOtherTabs(): void {
  const client = useQueryClient()
  useEffect(() => {
    const channel = new BroadcastChannel(standingChannel)
    channel.onmessage = () => void client.invalidateQueries()
    return () => channel.close()
  }, [client])
}
