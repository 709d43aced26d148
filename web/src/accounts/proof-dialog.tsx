import { Button, PasswordInput } from '@mantine/core'
import { signIn } from '@mocban/contract/sign-in'
import { type FormEvent, useState } from 'react'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { call } from '../shell/client.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import { CodeInput } from './enrol-totp.tsx'
import type vi from './messages/vi.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { answerByPasskey } from './passkey-device.ts'

type Proof = Parameters<typeof call<typeof signIn.prove>>[1]['body']

/** The ways in which one can prove who one is, over the page. */
export default function ProofDialog({ end }: { end: (proven: boolean) => void }) {
  const t = useText<typeof vi>('accounts')
  return (
    <Dialog
      onClose={() => end(false)}
      title={t('proveAgain')}
      closeButtonProps={{ 'aria-label': t('notNow') }}
      zIndex={400}
      centered
    >
      <Ways proven={() => end(true)} />
    </Dialog>
  )
}

function Ways({ proven }: { proven: () => void }) {
  const t = useText<typeof vi>('accounts')
  const { data } = useRoute(signIn.waysToProve, {})
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt()
  const prove = (body: Proof) =>
    attempt(async () => {
      await call(signIn.prove, { body })
      proven()
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void prove({ way: 'password', password })
  }
  const ways = data?.ways ?? []
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <p style={{ margin: 0 }}>{t('proveAgainText')}</p>
      <Problem sentence={problem} />
      {ways.includes('demonstration') && (
        <Button onClick={() => void prove({ way: 'demonstration' })} loading={busy}>
          {t('proveAsDemonstration')}
        </Button>
      )}
      {ways.includes('passkey') && (
        <PasskeyButton
          first={ways[0] === 'passkey'}
          use={async () => {
            await call(signIn.prove, { body: { way: 'passkey', ...(await answerByPasskey()) } })
            proven()
          }}
        />
      )}
      {ways.includes('code') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void prove({ way: 'code', code })
          }}
          style={{ display: 'grid', gap: 10 }}
        >
          <CodeInput value={code} change={setCode} label={t('code')} />
          <Button type="submit" loading={busy}>
            {t('prove')}
          </Button>
        </form>
      )}
      {ways.includes('password') && (
        <form onSubmit={submit} style={{ display: 'grid', gap: 10 }}>
          <PasswordInput
            label={t('ownPassword')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            autoFocus={ways[0] === 'password'}
            required
            withAsterisk={false}
          />
          <Button type="submit" variant={ways[0] === 'password' ? 'filled' : 'default'} loading={busy}>
            {t('prove')}
          </Button>
        </form>
      )}
      {data && ways.length === 0 && <p style={{ margin: 0 }}>{t('noWayToProve')}</p>}
    </div>
  )
}
