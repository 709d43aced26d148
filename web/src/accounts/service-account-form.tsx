import { Button, Checkbox, CopyButton, Select, TextInput } from '@mantine/core'
import { identityProviders } from '@mocban/contract/identity-providers'
import { type Capability, capabilities } from '@mocban/contract/route'
import { type ServiceAccount, serviceAccounts } from '@mocban/contract/service-accounts'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

export interface MadeSecret {
  clientId: string
  clientSecret: string
}

/** Name and scopes of another system's account. */
export function ServiceAccountForm(given: {
  account: ServiceAccount | null
  made: (secret: MadeSecret) => void
  close: () => void
}) {
  const { account, made, close } = given
  const t = useText<typeof vi>('accounts')
  const { data: providers = [] } = useRoute(identityProviders.list, {})
  const [name, setName] = useState(account?.name ?? '')
  const [scopes, setScopes] = useState((account?.scopes ?? []) as Capability[])
  const [enabled, setEnabled] = useState(account?.enabled ?? true)
  const [providerId, setProviderId] = useState(account?.providerId ?? null)
  const add = useAct(serviceAccounts.add, {
    done: (secret) => {
      close()
      made(secret)
    },
  })
  const change = useAct(serviceAccounts.change, { done: close })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (account) change.mutate({ params: { id: account.id }, body: { scopes, enabled, providerId } })
    else add.mutate({ body: { name, scopes, providerId } })
  }
  return (
    <Dialog
      onClose={close}
      title={account?.name ?? t('addServiceAccount')}
      closeButtonProps={{ 'aria-label': t('notNow') }}
    >
      <form onSubmit={submit} style={{ display: 'grid', gap: 10 }}>
        {!account && (
          <TextInput
            label={t('serviceName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        )}
        <Checkbox.Group label={t('scopes')} value={scopes} onChange={(value) => setScopes(value as Capability[])}>
          <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 6, marginTop: 6 }}>
            {capabilities.map((one) => (
              <Checkbox key={one} value={one} label={t(`capability.${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
        {providers.length > 0 && (
          <Select
            label={t('directoryLinks')}
            data={providers.map((one) => ({ value: one.id, label: one.name }))}
            value={providerId}
            onChange={setProviderId}
            clearable
          />
        )}
        {account && (
          <Checkbox
            label={t('provider.enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" disabled={scopes.length === 0} loading={add.isPending || change.isPending}>
          {t('saveServiceAccount')}
        </Button>
      </form>
    </Dialog>
  )
}

/** A secret, shown this once. */
export function ShownSecret({ made, close }: { made: MadeSecret; close: () => void }) {
  const t = useText<typeof vi>('accounts')
  return (
    <Dialog onClose={close} title={t('secretShown')} withCloseButton={false} centered>
      <p>{t('secretText')}</p>
      <p dir="ltr" style={{ overflowWrap: 'anywhere' }}>
        <code>client_id={made.clientId}</code>
        <br />
        <code>client_secret={made.clientSecret}</code>
      </p>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'end' }}>
        <CopyButton value={made.clientSecret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{t('written')}</Button>
      </div>
    </Dialog>
  )
}
