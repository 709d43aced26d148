import type { Notification } from '@mocban/contract/notifications'

/**
 * The live bell of this window. The browser's EventSource comes back by itself after a break and names the last event it saw, so nothing is lost;
 * where it gives up (a session ended, the program restarted) it is opened again from the last sequence.
 */
export function openBellStream(on: { rang: (notification: Notification) => void; reread: () => void }): () => void {
  let last: number | undefined
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  const open = () => {
    if (closed) return
    source = new EventSource(`/api/notifications/live${last === undefined ? '' : `?after=${last}`}`)
    source.addEventListener('notification', (event) => {
      const notification = JSON.parse((event as MessageEvent<string>).data) as Notification
      last = notification.seq
      on.rang(notification)
    })
    source.addEventListener('reread', () => on.reread())
    source.addEventListener('open', () => on.reread(), { once: true })
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return
      clearTimeout(timer)
      timer = setTimeout(open, 10_000 + Math.random() * 10_000)
    })
  }
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}
