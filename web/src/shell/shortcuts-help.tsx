import { Dialog } from './dialog.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

const shortcuts = [
  ['j k', 'shortcut.next'],
  ['Enter', 'shortcut.open'],
  ['x', 'shortcut.select'],
  ['e', 'shortcut.act'],
  ['z', 'shortcut.undo'],
  ['/', 'shortcut.filter'],
  ['Ctrl K', 'shortcut.palette'],
  ['?', 'shortcut.help'],
] as const

export function ShortcutsHelp({ close }: { close: () => void }) {
  const t = useText<typeof vi>('shell')
  return (
    <Dialog onClose={close} title={t('shortcuts')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className="facts">
        {shortcuts.map(([keys, label]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
