import type { ComponentType } from 'react'

/** A part of the desk that a module brings: a leader's band, drafts to review, tasks due. */
export interface DeskPanel {
  key: string
  place: 'band' | 'to-do' | 'side'
  component: ComponentType
}

/** Panels in the order in which modules added them. */
export const deskPanels: DeskPanel[] = []
