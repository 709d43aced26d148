import { ActionIcon, Button, Menu } from '@mantine/core'
import type { Permission } from '@mocban/contract/documents'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useShortcut } from './keys.ts'
import { useCodeText, useText } from './languages.ts'
import type vi from './messages/vi.ts'

export interface Act {
  key: string
  label: string
  permission: Permission | undefined
  run: () => void
  danger?: boolean
  /** Never the one that is offered first: taking back, correcting, cancelling. */
  secondary?: boolean
}

/** On a record: e goes to what can be done with it, as on the line of a list. */
export const useActsKey = () => useShortcut('e', () => document.querySelector<HTMLElement>('.acts button')?.focus())

/** The next sensible act as one button, the rest as a menu; what cannot be done now says why. */
export function Acts({ acts }: { acts: Act[] }) {
  const t = useText<typeof vi>('shell')
  const words = useCodeText('shell')
  const offered = (act: Act) => Number((act.permission?.allowed ?? false) && !act.secondary)
  const [first, ...rest] = [...acts].sort((a, b) => offered(b) - offered(a))
  if (!first) return null
  const primary = offered(first) ? first : null
  const others = primary ? rest : [first, ...rest]
  return (
    <div className={primary ? 'acts acts-bar' : 'acts'} style={{ display: 'flex', gap: 8 }}>
      {primary && (
        <Button className="act" onClick={primary.run} color={primary.danger ? 'vermilion' : 'teal'}>
          {primary.label}
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <ActionIcon variant="default" size="36" aria-label={t('more')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others
              .filter((act) => act.permission?.allowed)
              .map((act) => (
                <Menu.Item key={act.key} onClick={act.run} {...(act.danger ? { color: 'vermilion' } : {})}>
                  {act.label}
                </Menu.Item>
              ))}
            {/* What cannot be done is reached by the arrow keys all the same: it says why, each reason once. */}
            {byReason(others).map(([because, labels]) => (
              <Menu.Item key={because} aria-disabled closeMenuOnClick={false}>
                {labels.join(', ')}
                {because && (
                  <div className="quiet" style={{ fontSize: 12 }}>
                    {t('notNow', { because: words(`because.${because}`) })}
                  </div>
                )}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

/** What cannot be done now, gathered by why. */
function byReason(acts: Act[]): [because: string, labels: string[]][] {
  const reasons = new Map<string, string[]>()
  for (const { permission, label } of acts) {
    if (permission?.allowed) continue
    const because = permission?.because ?? ''
    reasons.set(because, [...(reasons.get(because) ?? []), label])
  }
  return [...reasons]
}

/** Shows exactly what will be done before something that cannot be undone. */
export function ConfirmAct({
  title,
  children,
  confirm,
  busy,
  disabled,
  onConfirm,
  onClose,
}: {
  title: string
  children: ReactNode
  confirm: string
  busy?: boolean
  disabled?: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const t = useText<typeof vi>('shell')
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }} size="lg">
      {/* A form, so that Enter in a field confirms, and a field that must be filled says so instead of nothing happening. */}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onConfirm()
        }}
      >
        {children}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 18 }}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy ?? false} disabled={disabled ?? false} data-autofocus>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
