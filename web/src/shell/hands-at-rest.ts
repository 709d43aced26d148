import { useEffect, useState } from 'react'

/** How long no key may have been pressed before the page is covered. */
const quiet = 1000

/** Whether the hands rest: the end of a session or standing shows itself while somebody types, and what they type belongs to their own field, not to a password, nor to a button. */
export function useHandsAtRest(): boolean {
  const [rest, setRest] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setRest(true), quiet)
    }
    wait()
    window.addEventListener('keydown', wait, true)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', wait, true)
    }
  }, [])
  return rest
}
