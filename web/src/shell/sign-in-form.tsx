import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type SignInAnswer, signIn } from '@mocban/contract/sign-in'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { PasskeyButton } from '../accounts/passkey-button.tsx'
import { signInByPasskey } from '../accounts/passkey-device.ts'
import { Problem, useAttempt } from './attempt.tsx'
import { call } from './client.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'

// Most people need no further step.
const NextStep = lazy(async () => ({ default: (await import('../accounts/next-step.tsx')).NextStep }))

/** Name and password, and what is wanted after them. */
export function SignInForm(given: {
  userName?: string
  done: () => void | Promise<void>
  /** Where signing in goes on, after a provider's answer. */
  begun?: SignInAnswer['next']
}) {
  const { userName = '', done, begun = null } = given
  const t = useText<typeof vi>('shell')
  const [name, setName] = useState(userName)
  const [password, setPassword] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const [next, setNext] = useState<SignInAnswer['next']>(begun)
  const answered = (answer: SignInAnswer) => (answer.next ? setNext(answer.next) : done())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => answered(await call(signIn.signIn, { body: { userName: name, password } })))
  }
  if (next)
    return (
      <Suspense fallback={null}>
        <NextStep next={next} answered={answered} />
      </Suspense>
    )
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <TextInput
        label={t('userName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="username"
        autoFocus={!userName}
        // Nobody else goes on with what somebody began.
        readOnly={Boolean(userName)}
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={t('password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        {...(userName ? { 'data-autofocus': true } : {})}
        required
        withAsterisk={false}
      />
      <Problem sentence={problem} />
      <Button type="submit" loading={busy}>
        {t('signIn')}
      </Button>
      <PasskeyButton use={async () => answered(await signInByPasskey())} />
    </form>
  )
}
