import { Button, PasswordInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import { type ExchangeWay, wayKinds } from '@mocban/contract/exchange-ways'
import { serviceAccounts } from '@mocban/contract/service-accounts'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { addressOf } from '../shell/client.ts'
import { formatInstant } from '../shell/format.ts'
import { useCodeText, useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** What each kind of way must be told; optional ones at the end. */
const settingsOf: Record<ExchangeWay['kind'], string[]> = {
  http: ['address', 'clientId', 'ca', 'certificate', 'key', 'callerName', 'secret'],
  platform: ['address', 'clientId', 'ca', 'certificate', 'key', 'secret'],
  folder: ['out', 'in'],
  mail: ['to', 'host', 'port', 'security', 'user', 'secret', 'folder', 'ca', 'in'],
}
/** The first where nothing was chosen. */
const securities = ['tls', 'starttls', 'none']
/** Of mail alone: what to write, and what is meant where it is left empty. */
const explained = ['host', 'port', 'folder', 'in']

/** How partners' systems are reached, and how it goes. */
export default function WaysScreen() {
  const t = useText<typeof vi>('exchange')
  const { data = [] } = useRoute(exchange.ways, {})
  const [open, setOpen] = useState<ExchangeWay | 'new' | null>(null)
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <h1>{t('ways')}</h1>
      <p className="quiet">
        {t('waysWhy')}{' '}
        <a href={addressOf(exchange.certificate, {})} download>
          {t('ownCertificate')}
        </a>
      </p>
      {data.length === 0 ? (
        <EmptyState>{t('waysEmpty')}</EmptyState>
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <table className="table stacks" aria-label={t('ways')}>
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
                  <td className="main-cell">
                    <bdi>{way.name}</bdi>
                  </td>
                  <td>{t(`kind.${way.kind}`)}</td>
                  <td>
                    <HowItGoes way={way} />
                  </td>
                  <td>{t('agencyCount', { count: way.agencies })}</td>
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

/** Whether it works: both ways of it, since what is sent and what is fetched may go over two servers. */
function HowItGoes({ way }: { way: ExchangeWay }) {
  const t = useText<typeof vi>('exchange')
  if (!way.enabled) return t('off')
  const faults = [
    { since: way.badSince, says: 'badSince', reason: way.reason },
    { since: way.unfetchedSince, says: 'unfetchedSince', reason: way.unfetchedReason },
  ] as const
  const now = faults.filter((one) => one.since !== null)
  return (
    <>
      {now.length === 0 && (way.goodAt ? t('goodAt', { at: formatInstant(way.goodAt) }) : t('unused'))}
      {now.map(({ since, says, reason }) => (
        <div key={says}>
          <span className="late">{t(says, { at: formatInstant(since ?? '') })}</span>
          {reason && <div className="quiet">{reason.sentence}</div>}
        </div>
      ))}
      {way.note && <div className="quiet">{way.note.sentence}</div>}
    </>
  )
}

function WayForm({ way, close }: { way: ExchangeWay | null; close: () => void }) {
  const t = useText<typeof vi>('exchange')
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
      <Stack gap={10}>
        <TextInput label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={t('kind')}
          disabled={way !== null}
          allowDeselect={false}
          value={kind}
          onChange={(one) => setKind((one as ExchangeWay['kind']) ?? 'http')}
          data={wayKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <WaySettings
          kind={kind}
          kept={way !== null}
          values={{ ...settings, secret }}
          change={(key, value) => (key === 'secret' ? setSecret(value) : setSettings({ ...settings, [key]: value }))}
        />
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
        <Switch label={t('enabled')} checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
      </Stack>
    </ConfirmAct>
  )
}

/** What a way of a kind must be told. A secret is only ever written: `kept` says that there is one before it. */
function WaySettings({
  kind,
  kept,
  values,
  change,
}: {
  kind: ExchangeWay['kind']
  kept: boolean
  values: Record<string, string>
  change: (key: string, value: string) => void
}) {
  const t = useText<typeof vi>('exchange')
  const words = useCodeText('exchange')
  const mail = kind === 'mail'
  return settingsOf[kind].map((key) => {
    if (key === 'secret')
      return (
        <PasswordInput
          key={key}
          label={t(mail ? 'password' : 'secret')}
          description={kept ? t(mail ? 'passwordKept' : 'secretKept') : undefined}
          value={values.secret ?? ''}
          onChange={(event) => change(key, event.currentTarget.value)}
          autoComplete="new-password"
        />
      )
    if (key === 'security')
      return (
        <Select
          key={key}
          label={words('setting.security')}
          allowDeselect={false}
          value={values.security || 'tls'}
          onChange={(one) => change(key, one ?? '')}
          data={securities.map((one) => ({ value: one, label: words(`security.${one}`) }))}
        />
      )
    return (
      <div key={key}>
        {key === 'host' && <p className="quiet">{t('mailboxWhy')}</p>}
        <TextInput
          label={words(`setting.${key}`)}
          description={mail && explained.includes(key) ? words(`help.${key}`) : undefined}
          value={values[key] ?? ''}
          onChange={(event) => change(key, event.currentTarget.value)}
          autoComplete="off"
          dir="ltr"
        />
      </div>
    )
  })
}
