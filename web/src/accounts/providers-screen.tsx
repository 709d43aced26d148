import { Button } from '@mantine/core'
import { type IdentityProvider, identityProviders } from '@mocban/contract/identity-providers'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { ProviderForm } from './provider-form.tsx'
import { SureDialog } from './sure-dialog.tsx'

/** The identity providers of the agency. */
export default function ProvidersScreen() {
  const t = useText<typeof vi>('accounts')
  const { data = [] } = useRoute(identityProviders.list, {})
  const [removing, setRemoving] = useState<IdentityProvider | null>(null)
  const remove = useAct(identityProviders.remove, { done: () => setRemoving(null) })
  const [open, setOpen] = useState<IdentityProvider | 'new' | null>(null)
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <h1>{t('providers')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('providersText')}
      </p>
      <p>
        {t('callbackAddress')} <code dir="ltr">{`${location.origin}${identityProviders.callback.path}`}</code>
      </p>
      {data.length === 0 && <EmptyState>{t('noProviders')}</EmptyState>}
      {data.length > 0 && (
        <table className="table" aria-label={t('providers')}>
          <tbody>
            {data.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.name}
                  {!one.enabled && <span className="quiet"> · {t('switchedOff')}</span>}
                  <div className="quiet">
                    <bdi>{one.issuer}</bdi>
                  </div>
                </td>
                <td className="quiet">{t('linksCount', { count: one.links })}</td>
                <td>
                  <div style={{ display: 'flex', gap: 6 }}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('changeOf', { name: one.name })}
                      onClick={() => setOpen(one)}
                    >
                      {t('change')}
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('removeProviderOf', { name: one.name })}
                      onClick={() => setRemoving(one)}
                    >
                      {t('totpRemove')}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button mt={14} onClick={() => setOpen('new')}>
        {t('addProvider')}
      </Button>
      {removing && (
        <SureDialog
          title={t('removeProviderOf', { name: removing.name })}
          act={t('totpRemove')}
          busy={remove.isPending}
          go={() => remove.mutate({ params: { id: removing.id } })}
          close={() => setRemoving(null)}
        >
          {t('sureRemoveProvider', { count: removing.links })}
        </SureDialog>
      )}
      {open && <ProviderForm provider={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </div>
  )
}
