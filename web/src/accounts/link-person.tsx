import { Button, Select, TextInput } from '@mantine/core'
import type { AccountRow } from '@mocban/contract/accounts'
import { identityProviders } from '@mocban/contract/identity-providers'
import { type FormEvent, useState } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { useText } from '../shell/languages.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** A person's accounts at the agency's providers: linked by the subject that the provider knows them by. */
export function LinkPerson({ person, close }: { person: AccountRow; close: () => void }) {
  const t = useText<typeof vi>('accounts')
  const { personId } = person
  const { data: providers = [] } = useRoute(identityProviders.list, {})
  const { data: links = [] } = useRoute(identityProviders.linksOf, { params: { personId } })
  const [providerId, setProviderId] = useState<string | null>(null)
  const [subject, setSubject] = useState('')
  const link = useAct(identityProviders.link, { done: () => setSubject('') })
  const unlink = useAct(identityProviders.unlink)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (providerId) link.mutate({ params: { personId, providerId }, body: { subject } })
  }
  return (
    <Dialog
      onClose={close}
      title={t('linksOf', { name: person.fullName })}
      closeButtonProps={{ 'aria-label': t('notNow') }}
    >
      {links.map((one) => (
        <p key={one.providerId} style={{ display: 'flex', gap: 8 }}>
          <span style={{ flex: 1 }}>
            {one.providerName} · <bdi>{one.subject}</bdi>
          </span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => unlink.mutate({ params: { personId, providerId: one.providerId } })}
          >
            {t('unlink')}
          </Button>
        </p>
      ))}
      {providers.length === 0 && <p className="quiet">{t('noProviders')}</p>}
      {providers.length > 0 && (
        <form onSubmit={submit} style={{ display: 'grid', gap: 10 }}>
          <Select
            label={t('provider.name')}
            data={providers.map((one) => ({ value: one.id, label: one.name }))}
            value={providerId}
            onChange={setProviderId}
          />
          <TextInput
            label={t('subject')}
            description={t('subjectWhy')}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
            maxLength={255}
            dir="ltr"
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={link.isPending} disabled={!providerId}>
            {t('link')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
