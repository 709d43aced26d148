import { Alert, Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { sentenceOf } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'
import { passkeysWork, turnedAway } from './passkey-device.ts'

/** One press: the device checks its holder. Not shown where the browser cannot. */
export function PasskeyButton({ use, first = false }: { use: () => Promise<void>; first?: boolean }) {
  const t = useText<typeof vi>('accounts')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  if (!passkeysWork()) return null
  const press = async () => {
    setBusy(true)
    setProblem('')
    try {
      await use()
    } catch (error) {
      setProblem(turnedAway(error) ? t('passkeyNotUsed') : sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {problem && (
        <Alert color="vermilion" role="alert">
          {problem}
        </Alert>
      )}
      <Button variant={first ? 'filled' : 'default'} loading={busy} onClick={() => void press()}>
        {t('usePasskey')}
      </Button>
    </>
  )
}
