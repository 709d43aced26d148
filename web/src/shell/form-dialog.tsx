import { Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

/** A dialog with one form and one act. */
export function FormDialog(props: {
  title: string
  act: string
  busy: boolean
  close: () => void
  submit: () => void
  children: ReactNode
  danger?: boolean
}) {
  const t = useText<typeof vi>('shell')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.submit()
  }
  return (
    <Dialog onClose={props.close} title={props.title} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 10 }}>
        {props.children}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 8 }}>
          <Button variant="default" onClick={props.close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={props.busy} color={props.danger ? 'vermilion' : 'teal'}>
            {props.act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
