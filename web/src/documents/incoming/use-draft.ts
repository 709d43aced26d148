import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../shell/client.ts'
import { queryClient } from '../../shell/queries.ts'
import type { Registration } from './registration.ts'

/** Keeps what is typed on the server, a second after the last key; also what a reload or a lost session would take away. */
export function useDraft(id: string, registration: Registration, deliveryId: string | null) {
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const stopped = useRef(false)
  const something = registration.files.length > 0 || Object.keys(registration.typed).length > 0
  const content = JSON.stringify({ ...registration, deliveryId })
  useEffect(() => {
    stopped.current = false
    if (!something) return
    const timer = setTimeout(() => {
      if (stopped.current) return
      const { symbol, abstract } = registration.facts
      void call(registrationDrafts.keep, {
        params: { id },
        body: { title: `${symbol} ${abstract}`.trim().slice(0, 280), content: JSON.parse(content) },
      }).then(
        () => {
          setKeptAt(new Date().toISOString())
          // Coming back to it in a moment finds the last words, not an earlier reading.
          void queryClient.invalidateQueries({ queryKey: [registrationDrafts.list.path] })
          queryClient.removeQueries({ queryKey: [registrationDrafts.read.path], type: 'inactive' })
        },
        // Offline: the next key tries again; the page still has everything.
        () => {},
      )
    }, 1000)
    return () => clearTimeout(timer)
  }, [id, content, something, registration.facts])
  const drop = async () => {
    stopped.current = true
    setKeptAt(null)
    await call(registrationDrafts.drop, { params: { id } }).catch(() => {})
  }
  return { keptAt, drop }
}
