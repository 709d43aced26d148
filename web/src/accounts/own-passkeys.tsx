import { Button, TextInput } from '@mantine/core'
import { passkeys } from '@mocban/contract/passkeys'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatInstant } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { makePasskey, passkeysWork, turnedAway } from './passkey-device.ts'
import { SureDialog } from './sure-dialog.tsx'

/** One's own passkeys: this device's finger, face or PIN in place of password and code. */
export function OwnPasskeys() {
  const t = useText<typeof vi>('accounts')
  const client = useQueryClient()
  const { data: own = [] } = useRoute(passkeys.own, {})
  const [removing, setRemoving] = useState<(typeof own)[number] | null>(null)
  const remove = useAct(passkeys.remove, {
    done: () => {
      setRemoving(null)
      notify.done(t('passkeyRemoved'))
    },
  })
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const make = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await makePasskey(name)
      setName('')
      notify.done(t('passkeyMade'))
      await client.invalidateQueries()
    } catch (error) {
      notify.problem(turnedAway(error) ? new Error(t('passkeyNotUsed')) : error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('passkeys')}>
      <p className="quiet" style={{ margin: '0 0 8px' }}>
        {passkeysWork() ? t('passkeysText') : t('passkeysNotHere')}
      </p>
      {own.length > 0 && (
        <table className="table" aria-label={t('passkeys')}>
          <tbody>
            {own.map((key) => (
              <tr key={key.id}>
                <td>{key.name}</td>
                <td className="quiet">
                  {key.lastUsedAt ? t('passkeyUsed', { when: formatInstant(key.lastUsedAt) }) : t('passkeyUnused')}
                </td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('removePasskeyOf', { name: key.name })}
                    onClick={() => setRemoving(key)}
                  >
                    {t('totpRemove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {removing && (
        <SureDialog
          title={t('removePasskeyOf', { name: removing.name })}
          act={t('totpRemove')}
          busy={remove.isPending}
          go={() => remove.mutate({ params: { id: removing.id } })}
          close={() => setRemoving(null)}
        >
          {t('surePasskeyRemove')}
        </SureDialog>
      )}
      {passkeysWork() && (
        <form onSubmit={make} style={{ display: 'flex', gap: 8, alignItems: 'end', marginTop: 8, flexWrap: 'wrap' }}>
          <TextInput
            label={t('passkeyName')}
            placeholder={t('passkeyNameLike')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={80}
            required
            withAsterisk={false}
            style={{ flex: 1, minWidth: 200 }}
          />
          <Button type="submit" variant="default" loading={busy}>
            {t('makePasskey')}
          </Button>
        </form>
      )}
    </Section>
  )
}
