import { type RefObject, useEffect } from 'react'

const product = 'Mộc Bản'

/**
 * Names the window after what is on the screen, so that tabs, the history and a screen reader tell one from another: a record by what stands in its
 * heading's `data-title`, any screen by its heading, the desk by its place.
 */
export function useWindowTitle(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!main.current) return
    const read = () => {
      const heading = main.current?.querySelector<HTMLElement>('h1')
      const place = document.querySelector('.rail [aria-current="page"]')
      const name = (heading?.dataset.title || heading?.textContent || place?.textContent || '').trim()
      const title = name ? `${name.slice(0, 120)} · ${product}` : product
      if (document.title !== title) document.title = title
    }
    const observer = new MutationObserver(read)
    observer.observe(main.current, { childList: true, subtree: true, characterData: true })
    read()
    return () => observer.disconnect()
  }, [main])
}
