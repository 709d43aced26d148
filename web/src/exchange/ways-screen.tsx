import { Button, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { type ExchangeWay, wayKinds } from '@mocban/contract/exchange-ways'
import { serviceAccounts } from '@mocban/contract/service-accounts'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { formatInstant } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** What each kind of way must be told; optional ones at the end. */
const settingsOf: Record<ExchangeWay['kind'], string[]> = {
  http: ['address', 'clientId', 'ca', 'certificate', 'key', 'callerName'],
  platform: ['address', 'clientId', 'ca', 'certificate', 'key'],
  folder: ['out', 'in'],
  mail: ['to', 'in'],
}

/** How partners' systems are reached, and how it goes. */
export default function WaysScreen() {
  const t = useText<typeof vi>('exchange')
  const { data = [] } = useRoute(exchange.ways, {})
  const [open, setOpen] = useState<ExchangeWay | 'new' | null>(null)
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <h1>{t('ways')}</h1>
      <p className="quiet">{t('waysWhy')}</p>
      {data.length === 0 ? (
        <EmptyState>{t('waysEmpty')}</EmptyState>
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <table className="table" aria-label={t('ways')}>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col">{t('goes')}</th>
                <th scope="col">{t('agencies')}</th>
                <th scope="col">{t('acts')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((way) => (
                <tr key={way.id}>
                  <td>
                    <bdi>{way.name}</bdi>
                  </td>
                  <td>{t(`kind.${way.kind}`)}</td>
                  <td>
                    {!way.enabled
                      ? t('off')
                      : way.badSince
                        ? t('badSince', { at: formatInstant(way.badSince) })
                        : way.goodAt
                          ? t('goodAt', { at: formatInstant(way.goodAt) })
                          : t('unused')}
                    {way.badSince && way.reason && <div className="quiet">{way.reason.sentence}</div>}
                  </td>
                  <td className="number">{way.agencies}</td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('changeOf', { name: way.name })}
                      onClick={() => setOpen(way)}
                    >
                      {t('change')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button mt={12} onClick={() => setOpen('new')}>
        {t('addWay')}
      </Button>
      {open && <WayForm way={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </div>
  )
}

function WayForm({ way, close }: { way: ExchangeWay | null; close: () => void }) {
  const t = useText<typeof vi>('exchange')
  const words = useCodeText('exchange')
  const { data: accounts = [] } = useRoute(serviceAccounts.list, {})
  const [kind, setKind] = useState<ExchangeWay['kind']>(way?.kind ?? 'http')
  const [name, setName] = useState(way?.name ?? '')
  const [settings, setSettings] = useState<Record<string, string>>(way?.settings ?? {})
  const [secret, setSecret] = useState('')
  const [accountId, setAccountId] = useState(way?.accountId ?? null)
  const [enabled, setEnabled] = useState(way?.enabled ?? true)
  const add = useAct(exchange.addWay, { done: close })
  const change = useAct(exchange.changeWay, { done: close })
  const body = { kind, name, settings, secret: secret || null, accountId, enabled }
  return (
    <ConfirmAct
      title={way ? way.name : t('addWay')}
      confirm={t('save')}
      busy={add.isPending || change.isPending}
      disabled={!name.trim()}
      onClose={close}
      onConfirm={() => (way ? change.mutate({ params: { id: way.id }, body }) : add.mutate({ body }))}
    >
      <TextInput label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        label={t('kind')}
        disabled={way !== null}
        allowDeselect={false}
        value={kind}
        onChange={(one) => setKind((one as ExchangeWay['kind']) ?? 'http')}
        data={wayKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      {settingsOf[kind].map((key) => (
        <TextInput
          key={key}
          label={words(`setting.${key}`)}
          value={settings[key] ?? ''}
          onChange={(event) => setSettings({ ...settings, [key]: event.currentTarget.value })}
          dir="ltr"
        />
      ))}
      {(kind === 'http' || kind === 'platform') && (
        <PasswordInput
          label={t('secret')}
          description={way ? t('secretKept') : undefined}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="new-password"
        />
      )}
      {kind === 'http' && (
        <Select
          label={t('account')}
          description={t('accountWhy')}
          clearable
          value={accountId}
          onChange={setAccountId}
          data={accounts
            .filter((one) => one.scopes.includes('exchange'))
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      <Switch
        mt={10}
        label={t('enabled')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </ConfirmAct>
  )
}
