import type { Notification } from '@mocban/contract/notifications'

interface Heard {
  rang: (notification: Notification) => void
  /** Something may have been missed: read the list. */
  reread: () => void
}

const shared = 'mocban-bell'

/**
 * The live bell. Of all windows of a browser one holds the stream and tells the others: a browser opens six connections to a server, and seven windows
 * with a stream each would stop each other. Where windows cannot agree (plain http on another machine) each has its own.
 */
export function openBellStream(on: Heard): () => void {
  if (!navigator.locks) return openSource(on)
  const channel = new BroadcastChannel(shared)
  // The lock may come, and the stream open, in the moment in which this window stops listening.
  let over = false
  const tell = (what: Notification | null) => {
    if (!over) channel.postMessage(what)
  }
  channel.onmessage = ({ data }: MessageEvent<Notification | null>) => (data ? on.rang(data) : on.reread())
  const tellAll: Heard = {
    rang: (notification) => {
      on.rang(notification)
      tell(notification)
    },
    reread: () => {
      on.reread()
      tell(null)
    },
  }
  const waiting = new AbortController()
  let end = () => {}
  navigator.locks
    .request(shared, { signal: waiting.signal }, () => {
      if (over) return
      const close = openSource(tellAll)
      return new Promise<void>((release) => {
        end = () => {
          close()
          release()
        }
      })
    })
    .catch(() => {})
  return () => {
    over = true
    waiting.abort()
    end()
    channel.close()
  }
}

/**
 * One stream. The browser's EventSource comes back by itself after a break and names the last event it saw, so nothing is lost; where it gives up (a
 * session ended, the program restarted) it is opened again from the last sequence.
 */
function openSource(on: Heard): () => void {
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
