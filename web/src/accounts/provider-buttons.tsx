import { Button } from '@mantine/core'
import { identityProviders } from '@mocban/contract/identity-providers'
import { useState } from 'react'
import { call } from '../shell/client.ts'
import { useText } from '../shell/languages.ts'
import type vi from './messages/vi.ts'

/** Identity providers through which one may sign in. */
export function ProviderButtons(given: {
  providers: { id: string; name: string }[]
  problem: (error: unknown) => void
}) {
  const { providers, problem } = given
  const t = useText<typeof vi>('accounts')
  const [busy, setBusy] = useState('')
  const go = async (providerId: string) => {
    setBusy(providerId)
    try {
      const { address } = await call(identityProviders.begin, { body: { providerId } })
      location.assign(address)
    } catch (error) {
      setBusy('')
      problem(error)
    }
  }
  return providers.map((one) => (
    <Button key={one.id} variant="default" loading={busy === one.id} onClick={() => void go(one.id)}>
      {t('through', { name: one.name })}
    </Button>
  ))
}
