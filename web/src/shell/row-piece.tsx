import { type ReactNode, useEffect, useRef, useState } from 'react'

export const rowsOfPiece = 50

/** Some rows of a long list: far from the view only their height stays, so that a list of thousands is as light as one of a hundred. */
export function RowPiece({ width, keep, children }: { width: number; keep: boolean; children: () => ReactNode }) {
  const place = useRef<HTMLTableSectionElement>(null)
  const height = useRef(0)
  const [near, setNear] = useState(true)
  useEffect(() => {
    const element = place.current
    if (!element || keep) return
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          height.current = entry.boundingClientRect.height
        setNear(entry.isIntersecting)
      },
      { rootMargin: '1500px' },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [keep])
  return (
    <tbody ref={place}>
      {keep || near ? (
        children()
      ) : (
        <tr aria-hidden style={{ height: height.current }}>
          <td colSpan={width} />
        </tr>
      )}
    </tbody>
  )
}
