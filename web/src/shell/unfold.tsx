import { type ReactNode, useEffect, useRef, useState } from 'react'

/**
 * A button that unfolds a panel below it: the person's menu, the bell, the places that do not fit. Escape, a press elsewhere or
 * leaving it by Tab folds it up. Small on purpose: it is part of the first load.
 */
export function Unfold({
  label,
  face,
  className,
  panel,
  children,
}: {
  /** What the button is called, where its face does not say it. */
  label?: string
  face: ReactNode
  className?: string
  /** The class that puts the panel in its place. */
  panel: string
  children: (fold: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const elsewhere = ({ target }: Event) => {
      // What the panel itself put away is still its own.
      if (target instanceof Element && target.isConnected && !place.current?.contains(target)) setOpen(false)
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
      document.removeEventListener('keydown', onEscape)
    }
  }, [open])
  return (
    <div className="unfold" ref={place}>
      <button
        ref={button}
        type="button"
        className={className ?? 'bar-button'}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && <div className={`unfolded ${panel}`}>{children(() => setOpen(false))}</div>}
    </div>
  )
}
