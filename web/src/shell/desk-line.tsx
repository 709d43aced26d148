import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { Link } from './navigate.tsx'

/** A line of the desk: what it is, a link to the whole of it, and its acts in place, read when somebody opens them. */
export function DeskLine({
  to,
  title,
  note,
  acts,
}: {
  to: string
  title: ReactNode
  note: ReactNode
  /** What can be done with it, where it can be dealt with without leaving the desk. */
  acts?: () => ReactNode
}) {
  const t = useText<typeof vi>('shell')
  const [open, setOpen] = useState(false)
  return (
    <li className="desk-line">
      <div className="desk-words">
        <Link to={to}>{title}</Link>
        <div className="quiet">{note}</div>
      </div>
      {acts && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-expanded={open}
          aria-label={t(open ? 'lineClose' : 'lineOpen')}
          onClick={() => setOpen(!open)}
        >
          {open ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
      )}
      {open && acts && (
        <div className="desk-acts">
          <Suspense fallback={<span className="quiet">…</span>}>{acts()}</Suspense>
        </div>
      )}
    </li>
  )
}
