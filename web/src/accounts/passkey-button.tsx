import { Button } from '@mantine/core'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { useText } from '../shell/languages.ts'
import { sentenceOf } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'
import { passkeysWork, turnedAway } from './passkey-device.ts'

/** One press: the device checks its holder. Not shown where the browser cannot. */
export function PasskeyButton({ use, first = false }: { use: () => Promise<void>; first?: boolean }) {
  const t = useText<typeof vi>('accounts')
  const { problem, busy, attempt } = useAttempt((error) =>
    turnedAway(error) ? t('passkeyNotUsed') : sentenceOf(error),
  )
  if (!passkeysWork()) return null
  return (
    <>
      <Problem sentence={problem} />
      <Button variant={first ? 'filled' : 'default'} loading={busy} onClick={() => void attempt(use)}>
        {t('usePasskey')}
      </Button>
    </>
  )
}
