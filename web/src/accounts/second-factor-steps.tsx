import { Alert, Button } from '@mantine/core'
import { secondFactors } from '@mocban/contract/second-factors'
import type { SignInAnswer } from '@mocban/contract/sign-in'
import { type FormEvent, useEffect, useState } from 'react'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import { sentenceOf } from '../shell/notices.tsx'
import { CodeInput, EnrolTotp } from './enrol-totp.tsx'
import type vi from './messages/vi.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { signInByPasskey } from './passkey-device.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

type Answered = (answer: SignInAnswer) => void

/** On the way in: a passkey, the code of the authenticator, or a recovery code. */
export function GiveSecondFactor(given: { ticket: string; ways: ('code' | 'passkey')[]; answered: Answered }) {
  const { ticket, ways, answered } = given
  const t = useText<typeof vi>('accounts')
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => answered(await call(secondFactors.give, { body: { ticket, code } })))
  }
  return (
    <div style={{ display: 'grid', gap: 14 }}>
      {ways.includes('passkey') && <PasskeyButton first use={async () => answered(await signInByPasskey(ticket))} />}
      {ways.includes('code') && (
        <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
          <p style={{ margin: 0 }}>{t('giveCodeText')}</p>
          <CodeInput value={code} change={setCode} label={t('code')} />
          <Problem sentence={problem} />
          <Button type="submit" variant={ways.includes('passkey') ? 'default' : 'filled'} loading={busy}>
            {t('goOn')}
          </Button>
        </form>
      )}
    </div>
  )
}

/** On the way in, where a position asks for a second factor and none is there. */
export function SetUpTotp({ ticket, answered }: { ticket: string; answered: Answered }) {
  const t = useText<typeof vi>('accounts')
  const [enrol, setEnrol] = useState<{ uri: string; secret: string } | null>(null)
  const [finished, setFinished] = useState<{ recoveryCodes: string[]; answer: SignInAnswer } | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    call(secondFactors.setUp, { body: { ticket } }).then(setEnrol, (error) => setProblem(sentenceOf(error)))
  }, [ticket])
  if (finished) return <RecoveryCodes codes={finished.recoveryCodes} done={() => answered(finished.answer)} />
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <p style={{ margin: 0 }}>{t('setUpText')}</p>
      {problem && <Alert color="vermilion">{problem}</Alert>}
      {enrol && (
        <EnrolTotp
          {...enrol}
          confirm={async (code) => setFinished(await call(secondFactors.finishSetUp, { body: { ticket, code } }))}
        />
      )}
    </div>
  )
}
