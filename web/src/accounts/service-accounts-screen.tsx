import { Button } from '@mantine/core'
import { type ServiceAccount, serviceAccounts } from '@mocban/contract/service-accounts'
import { useState } from 'react'
import { formatInstant } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'
import { type MadeSecret, ServiceAccountForm, ShownSecret } from './service-account-form.tsx'
import { SureDialog } from './sure-dialog.tsx'

/** Accounts of other systems in the agency. */
export default function ServiceAccountsScreen() {
  const t = useText<typeof vi>('accounts')
  const words = useCodeText('accounts')
  const { data = [] } = useRoute(serviceAccounts.list, {})
  const [open, setOpen] = useState<ServiceAccount | 'new' | null>(null)
  const [made, setMade] = useState<MadeSecret | null>(null)
  const [rotating, setRotating] = useState<{ account: ServiceAccount; endNow: boolean } | null>(null)
  const rotate = useAct(serviceAccounts.rotate, {
    done: (secret) => {
      setRotating(null)
      setMade(secret)
    },
  })
  return (
    <div className="screen" style={{ maxWidth: 1080 }}>
      <h1>{t('serviceAccounts')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('serviceAccountsText')}
      </p>
      <p>
        {t('tokenAddress')} <code dir="ltr">{`${location.origin}/api/oauth/token`}</code>
      </p>
      {data.length === 0 && <EmptyState>{t('noServiceAccounts')}</EmptyState>}
      {data.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className="table stacks" aria-label={t('serviceAccounts')}>
            <thead>
              <tr>
                <th scope="col">{t('serviceName')}</th>
                <th scope="col">{t('scopes')}</th>
                <th scope="col">{t('secretMade')}</th>
                <th scope="col">{t('lastUse')}</th>
                <th scope="col">{t('acts')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.id}>
                  <td className="main-cell">
                    <span lang="vi">{one.name}</span>
                    {!one.enabled && <span className="quiet"> · {t('switchedOff')}</span>}
                    <div className="quiet">
                      <bdi>{one.clientId}</bdi>
                    </div>
                  </td>
                  <td data-named={t('scopes')}>{one.scopes.map((scope) => words(`capability.${scope}`)).join(', ')}</td>
                  <td className="quiet" data-named={t('secretMade')}>
                    {formatInstant(one.secretMadeAt)}
                  </td>
                  <td className="quiet" data-named={t('lastUse')}>
                    {one.lastUsedAt ? formatInstant(one.lastUsedAt) : t('neverUsed')}
                  </td>
                  <td>
                    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
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
                        aria-label={t('rotateOf', { name: one.name })}
                        onClick={() => setRotating({ account: one, endNow: false })}
                      >
                        {t('rotate')}
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('rotateNowOf', { name: one.name })}
                        onClick={() => setRotating({ account: one, endNow: true })}
                      >
                        {t('rotateNow')}
                      </Button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button mt={14} onClick={() => setOpen('new')}>
        {t('addServiceAccount')}
      </Button>
      {open && <ServiceAccountForm account={open === 'new' ? null : open} made={setMade} close={() => setOpen(null)} />}
      {rotating && (
        <SureDialog
          title={t(rotating.endNow ? 'rotateNowOf' : 'rotateOf', { name: rotating.account.name })}
          act={t(rotating.endNow ? 'rotateNow' : 'rotate')}
          busy={rotate.isPending}
          go={() =>
            rotate.mutate({ params: { id: rotating.account.id }, body: rotating.endNow ? { endNow: true } : {} })
          }
          close={() => setRotating(null)}
        >
          {t(rotating.endNow ? 'sureRotateNow' : 'sureRotate')}
        </SureDialog>
      )}
      {made && <ShownSecret made={made} close={() => setMade(null)} />}
    </div>
  )
}
