import { Button, PasswordInput } from '@mantine/core'
import { signIn } from '@mocban/contract/sign-in'
import { type FormEvent, useState } from 'react'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { queryClient } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Changing one's own password; it need not be changed from time to time. */
export function ChangePassword() {
  const t = useText<typeof vi>('accounts')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await call(signIn.changePassword, { body: { current, next } })
      setCurrent('')
      setNext('')
      notify.done(t('passwordChanged'))
      await queryClient.invalidateQueries()
    })
  }
  return (
    <Section title={t('changePassword')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 10, maxWidth: 380 }}>
        <PasswordInput
          label={t('currentPassword')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('newPassword')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="new-password"
          description={t('passwordHint')}
          required
          withAsterisk={false}
        />
        <Problem sentence={problem} />
        <Button type="submit" variant="default" loading={busy}>
          {t('changePassword')}
        </Button>
      </form>
    </Section>
  )
}
