import { type RefObject, useEffect } from 'react'

/** What is read and checked comes above later: the field of a form that somebody is in stays in sight. `again` tells that the form is another. */
export function useInSight(form: RefObject<HTMLFormElement | null>, again: unknown): void {
  useEffect(() => {
    const fields = form.current
    if (!fields) return
    const watcher = new ResizeObserver(() => {
      const here = document.activeElement
      if (here instanceof HTMLInputElement && fields.contains(here)) here.scrollIntoView({ block: 'nearest' })
    })
    for (const one of fields.children) watcher.observe(one)
    return () => watcher.disconnect()
  }, [form, again])
}
