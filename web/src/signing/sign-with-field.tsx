import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import type { SignWith } from '@mocban/contract/sign-with'
import { signing } from '@mocban/contract/signing'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/**
 * Whether, with which key, and what unlocks it; null while it is not wanted or not complete. The PIN stands in this field alone and is gone with it.
 */
export function SignWithField({
  of,
  required = false,
  begin = null,
  onChange,
}: {
  of: 'person' | 'agency'
  required?: boolean
  /** The key to begin with. */
  begin?: string | null
  onChange: (given: { wanted: boolean; signature: SignWith | null }) => void
}) {
  const t = useText<typeof vi>('signing')
  const { data: ring } = useRoute(signing.ring, {})
  const send = useAct(signing.sendCode, { done: () => notify.done(t('codeSent')) })
  const keys = ring?.keys.filter((key) => key.of === of && key.usable) ?? []
  const [wanted, setWanted] = useState(required)
  const [chosen, setChosen] = useState<string | null>(begin)
  const [pin, setPin] = useState('')
  const [otp, setOtp] = useState('')
  const key = keys.find((one) => one.id === chosen) ?? keys[0]
  const tell = (next: { wanted?: boolean; chosen?: string | null; pin?: string; otp?: string }) => {
    const now = { wanted, chosen, pin, otp, ...next }
    const keyId = keys.find((one) => one.id === now.chosen)?.id ?? keys[0]?.id
    onChange({
      wanted: now.wanted,
      signature:
        now.wanted && keyId && now.pin
          ? { keyId, unlock: { pin: now.pin, ...(now.otp ? { otp: now.otp } : {}) } }
          : null,
    })
  }
  if (!ring) return null
  if (keys.length === 0 && !required) return null
  return (
    <div style={{ display: 'grid', gap: 8, marginTop: 12 }}>
      <Checkbox
        label={t(`sign.${of}`)}
        checked={wanted}
        disabled={required}
        onChange={(event) => {
          setWanted(event.currentTarget.checked)
          tell({ wanted: event.currentTarget.checked })
        }}
      />
      {wanted && keys.length === 0 && <p className="late">{t('noKey')}</p>}
      {wanted && key && (
        <>
          {keys.length > 1 && (
            <Select
              label={t('withKey')}
              allowDeselect={false}
              value={key.id}
              data={keys.map((one) => ({ value: one.id, label: one.label }))}
              onChange={(value) => {
                setChosen(value)
                tell({ chosen: value })
              }}
            />
          )}
          <PasswordInput
            label={`${t('pin')} · ${key.label}`}
            autoComplete="off"
            value={pin}
            description={key.demonstrationPin ? t('demonstrationPin', { pin: key.demonstrationPin }) : undefined}
            onChange={(event) => {
              setPin(event.currentTarget.value)
              tell({ pin: event.currentTarget.value })
            }}
          />
          {key.kind === 'remote' && (
            <Button
              variant="default"
              size="compact-sm"
              style={{ justifySelf: 'start' }}
              loading={send.isPending}
              onClick={() => send.mutate({ params: { id: key.id } })}
            >
              {t('sendCode')}
            </Button>
          )}
          {key.kind === 'remote' && (
            <TextInput
              label={t('otp')}
              autoComplete="one-time-code"
              value={otp}
              onChange={(event) => {
                setOtp(event.currentTarget.value)
                tell({ otp: event.currentTarget.value })
              }}
            />
          )}
        </>
      )}
    </div>
  )
}
