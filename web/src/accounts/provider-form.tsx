import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { type IdentityProvider, identityProviders } from '@mocban/contract/identity-providers'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

const blank = {
  name: '',
  issuer: 'https://',
  clientId: '',
  scopes: 'openid profile email',
  nameClaim: null as string | null,
  emailClaim: 'email' as string | null,
  secondFactor: false,
  enabled: true,
}

/** Facts of an identity provider. A secret that is left empty stays as it is. */
export function ProviderForm({ provider, close }: { provider: IdentityProvider | null; close: () => void }) {
  const t = useText<typeof vi>('accounts')
  const [facts, setFacts] = useState({ ...blank, ...provider })
  const [clientSecret, setClientSecret] = useState('')
  const add = useAct(identityProviders.add, { done: close })
  const change = useAct(identityProviders.change, { done: close })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { name, issuer, clientId, scopes, nameClaim, emailClaim, secondFactor, enabled } = facts
    const secret = clientSecret ? { clientSecret } : {}
    const body = { name, clientId, scopes, nameClaim, emailClaim, secondFactor, enabled, ...secret }
    if (provider) change.mutate({ params: { id: provider.id }, body })
    else add.mutate({ body: { ...body, issuer } })
  }
  const text = (key: 'name' | 'issuer' | 'clientId' | 'scopes' | 'nameClaim' | 'emailClaim', needed = true) => (
    <TextInput
      label={t(`provider.${key}`)}
      value={facts[key] ?? ''}
      onChange={(event) => setFacts({ ...facts, [key]: event.currentTarget.value || (needed ? '' : null) })}
      required={needed}
      withAsterisk={false}
      disabled={key === 'issuer' && provider !== null}
      dir={key === 'name' ? undefined : 'ltr'}
    />
  )
  return (
    <Dialog
      onClose={close}
      title={provider ? provider.name : t('addProvider')}
      closeButtonProps={{ 'aria-label': t('notNow') }}
    >
      <form onSubmit={submit} style={{ display: 'grid', gap: 10 }}>
        {text('name')}
        {text('issuer')}
        {text('clientId')}
        <PasswordInput
          label={t('provider.clientSecret')}
          description={provider?.hasSecret ? t('provider.secretStays') : undefined}
          value={clientSecret}
          onChange={(event) => setClientSecret(event.currentTarget.value)}
          autoComplete="off"
        />
        {text('scopes')}
        {text('nameClaim', false)}
        {text('emailClaim', false)}
        <Checkbox
          label={t('provider.secondFactor')}
          checked={facts.secondFactor}
          onChange={(event) => setFacts({ ...facts, secondFactor: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('provider.enabled')}
          checked={facts.enabled}
          onChange={(event) => setFacts({ ...facts, enabled: event.currentTarget.checked })}
        />
        <Button type="submit" loading={add.isPending || change.isPending}>
          {t('saveProvider')}
        </Button>
      </form>
    </Dialog>
  )
}
