import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { KeptNote } from './kept.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** A dialog that is one form, whose words stay until they are sent. */
export function KeptDialog({
  title,
  place,
  confirm,
  busy,
  close,
  submit,
  danger,
  second,
  children,
}: {
  title: string
  /** Under which what was typed is kept. */
  place: string
  /** The button's words where they are not the title's. */
  confirm?: string
  busy: boolean
  close: () => void
  submit: () => void
  danger?: boolean
  /** Another button beside the first. */
  second?: ReactNode
  children: ReactNode
}) {
  const t = useText<typeof vi>('shell')
  const send = (
    <Button type="submit" loading={busy} color={danger ? 'vermilion' : 'teal'}>
      {confirm ?? title}
    </Button>
  )
  return (
    <Dialog onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        style={{ display: 'grid', gap: 12 }}
      >
        <KeptNote place={place} />
        {children}
        {second ? (
          <div style={{ display: 'flex', gap: 8 }}>
            {send}
            {second}
          </div>
        ) : (
          send
        )}
      </form>
    </Dialog>
  )
}
