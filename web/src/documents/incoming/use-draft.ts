import { registrationDrafts } from '@mocban/contract/registration-drafts'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../shell/client.ts'
import { queryClient } from '../../shell/queries.ts'
import { keepsUntilDone } from '../keeps-until-done.ts'
import type { Registration } from './registration.ts'

/** Keeps what is typed on the server, a second after the last key; also what a reload or a lost session would take away. */
export function useDraft(id: string, registration: Registration, deliveryId: string | null) {
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const [keeper] = useState(keepsUntilDone)
  const something = registration.files.length > 0 || Object.keys(registration.typed).length > 0
  const content = JSON.stringify({ ...registration, deliveryId })
  /** Keeps what was typed and is not kept yet. */
  const waiting = useRef<(() => Promise<void>) | null>(null)
  const send = useRef(() => {
    if (waiting.current && keeper.keep(waiting.current)) waiting.current = null
  })
  useEffect(() => {
    if (!something) return
    waiting.current = () => {
      const { symbol, abstract } = registration.facts
      return call(registrationDrafts.keep, {
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
    }
    const timer = setTimeout(send.current, 1000)
    return () => {
      clearTimeout(timer)
      waiting.current = null
    }
  }, [id, content, something, registration.facts])
  const endBy = async <T>(register: () => Promise<T>): Promise<T | null> => {
    try {
      const answer = await keeper.endBy(register)
      if (answer) {
        waiting.current = null
        setKeptAt(null)
      }
      return answer
    } catch (error) {
      send.current()
      throw error
    }
  }
  return { keptAt, endBy }
}
