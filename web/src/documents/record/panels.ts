import type { DocumentRecord } from '@mocban/contract/documents'
import type { ComponentType } from 'react'
import type { Selected } from '../../shell/pdf-viewer.tsx'

export interface RecordPanelProps {
  record: DocumentRecord
  selected: Selected | null
}

/** A part of the record page that another module brings: tasks of the document, its trail, its work files. */
export interface RecordPanel {
  key: string
  place: 'first' | 'last'
  /** Beside a draft too, which has a page of its own. */
  ofDraft?: boolean
  component: ComponentType<RecordPanelProps>
}

/** Panels in the order in which modules added them. */
export const recordPanels: RecordPanel[] = []
