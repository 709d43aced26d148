import { Button, PasswordInput } from '@mantine/core'
import { type SignInAnswer, signIn } from '@mocban/contract/sign-in'
import { type FormEvent, useState } from 'react'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** On the way in with a password that somebody else knows: choose an own one. */
export function ChoosePassword({ ticket, answered }: { ticket: string; answered: (answer: SignInAnswer) => void }) {
  const t = useText<typeof vi>('accounts')
  const [next, setNext] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => answered(await call(signIn.choosePassword, { body: { ticket, next } })))
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <p style={{ margin: 0 }}>{t('choosePasswordText')}</p>
      <PasswordInput
        label={t('newPassword')}
        description={t('passwordHint')}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        autoComplete="new-password"
        autoFocus
        required
        withAsterisk={false}
      />
      <Problem sentence={problem} />
      <Button type="submit" loading={busy}>
        {t('choosePassword')}
      </Button>
    </form>
  )
}
