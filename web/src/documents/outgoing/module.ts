import { IconBook2, IconSend } from '@tabler/icons-react'
import { deskPanels } from '../../desk/panels.ts'
import { later } from '../../shell/later.tsx'
import type { WebModule } from '../../shell/module.ts'
import { type RecordPanelProps, recordPanels } from '../record/panels.ts'
import OutgoingDeskPanel from './desk-panel.tsx'

deskPanels.push({ key: 'drafts', place: 'to-do', component: OutgoingDeskPanel })
deskPanels.push({
  key: 'told',
  place: 'side',
  component: later(async () => (await import('./told-panel.tsx')).default),
})
recordPanels.push({
  key: 'outgoing',
  place: 'first',
  component: later<RecordPanelProps>(async () => (await import('./record-panel.tsx')).default),
})

export const outgoingModule: WebModule = {
  name: 'outgoing',
  messages: {
    vi: () => import('./messages/vi.ts'),
    en: () => import('./messages/en.ts'),
    ur: () => import('./messages/ur.ts'),
  },
  screens: [
    { path: '/outgoing', load: () => import('./outgoing-screen.tsx') },
    { path: '/outgoing/new', load: () => import('./new-draft-screen.tsx') },
    { path: '/outgoing/rules', load: () => import('./rules-screen.tsx') },
    { path: '/outgoing/extract/$id', load: () => import('./extract-screen.tsx') },
    { path: '/outgoing/$id', load: () => import('./draft-screen.tsx') },
    { path: '/books', load: () => import('../books/books-screen.tsx') },
  ],
  places: [
    { path: '/outgoing', label: 'place', icon: IconSend, order: 3 },
    { path: '/books', label: 'booksPlace', icon: IconBook2, order: 6, needs: 'number' },
  ],
  commands: [
    { label: 'draftNew', path: '/outgoing/new', needs: 'draft' },
    { label: 'rules', path: '/outgoing/rules', needs: 'issue', ofAgency: true },
    { label: 'rules', path: '/outgoing/rules', needs: 'administer', ofAgency: true },
  ],
}
