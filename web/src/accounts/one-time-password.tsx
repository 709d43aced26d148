import { Button, CopyButton } from '@mantine/core'
import type { AccountRow } from '@mocban/contract/accounts'
import { Dialog } from '../shell/dialog.tsx'
import { formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** A one-time password, shown this once. */
export function OneTimePassword(given: { person: AccountRow; password: string; until: string; close: () => void }) {
  const { person, password, until, close } = given
  const t = useText<typeof vi>('accounts')
  return (
    <Dialog onClose={close} title={t('oneTimeOf', { name: person.fullName })} withCloseButton={false} centered>
      <p>{t('oneTimeText', { until: formatInstant(until) })}</p>
      <p style={{ fontSize: 20, letterSpacing: 1, textAlign: 'center' }} dir="ltr">
        <code>{password}</code>
      </p>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'end' }}>
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{t('written')}</Button>
      </div>
    </Dialog>
  )
}
