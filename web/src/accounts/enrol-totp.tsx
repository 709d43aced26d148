import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { Problem, useAttempt } from '../shell/attempt.tsx'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** The picture for the authenticator, the same to type, and the first code. The picture is drawn here: the secret goes nowhere else. */
export function EnrolTotp(given: { uri: string; secret: string; confirm: (code: string) => Promise<void> }) {
  const { uri, secret, confirm } = given
  const t = useText<typeof vi>('accounts')
  const [code, setCode] = useState('')
  const [picture, setPicture] = useState('')
  useEffect(() => {
    // Read only here: the first screen carries what it shows.
    void import('uqr').then(({ renderSVG }) => setPicture(renderSVG(uri, { border: 2 })))
  }, [uri])
  const { problem, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(() => confirm(code))
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        <li>{t('totpInstall')}</li>
        <li>{t('totpScan')}</li>
        <li>{t('totpType')}</li>
      </ol>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        alt={t('totpPicture')}
        width={200}
        height={200}
        style={{ justifySelf: 'center', background: '#fff' }}
      />
      <p className="quiet" style={{ margin: 0, textAlign: 'center', overflowWrap: 'anywhere' }}>
        {t('totpByHand')}{' '}
        <code dir="ltr" data-secret={secret}>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </p>
      <CodeInput value={code} change={setCode} label={t('totpCode')} />
      <Problem sentence={problem} />
      <Button type="submit" loading={busy}>
        {t('totpConfirm')}
      </Button>
    </form>
  )
}

/** Six digits, or a recovery code. */
export function CodeInput({ value, change, label }: { value: string; change: (value: string) => void; label: string }) {
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      autoComplete="one-time-code"
      inputMode="text"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      maxLength={40}
      autoFocus
      required
      withAsterisk={false}
    />
  )
}
