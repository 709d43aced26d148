import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Before what ends at once for somebody else and cannot be taken back: exactly what it is. */
export function SureDialog(props: {
  title: string
  act: string
  busy: boolean
  go: () => void
  close: () => void
  children: ReactNode
}) {
  const t = useText<typeof vi>('accounts')
  return (
    <Dialog onClose={props.close} title={props.title} centered closeButtonProps={{ 'aria-label': t('notNow') }}>
      <p style={{ marginTop: 0 }}>{props.children}</p>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'end' }}>
        <Button variant="default" onClick={props.close} data-autofocus>
          {t('notNow')}
        </Button>
        <Button color="vermilion" loading={props.busy} onClick={props.go}>
          {props.act}
        </Button>
      </div>
    </Dialog>
  )
}
