import { Alert, Button, PasswordInput } from '@mantine/core'
import { type SignInAnswer, signIn } from '@mocban/contract/sign-in'
import { type FormEvent, useState } from 'react'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import { sentenceOf } from '../shell/notices.tsx'
import type vi from './messages/vi.ts'

/** On the way in with a password that somebody else knows: choose an own one. */
export function ChoosePassword({ ticket, answered }: { ticket: string; answered: (answer: SignInAnswer) => void }) {
  const t = useText<typeof vi>('accounts')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      answered(await call(signIn.choosePassword, { body: { ticket, next } }))
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
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
      {problem && (
        <Alert color="vermilion" role="alert">
          {problem}
        </Alert>
      )}
      <Button type="submit" loading={busy}>
        {t('choosePassword')}
      </Button>
    </form>
  )
}
