import { Button, Checkbox, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { exchange } from '@mocban/contract/exchange'
import type { OutsideAgency } from '@mocban/contract/exchange-directory'
import { useState } from 'react'
import { ConfirmAct } from '../shell/acts.tsx'
import { DateField } from '../shell/date-field.tsx'
import { FilterBar } from '../shell/filter-bar.tsx'
import { formatDate, todayInVietnam } from '../shell/format.ts'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { Link, useFilters } from '../shell/navigate.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { ImportTable } from './import-table.tsx'
import type vi from './messages/vi.ts'
import { GroupForm, type Recipient, RecipientGroups } from './recipient-groups.tsx'

/** Agencies outside the province, their codes, ways and certificates; everybody may look up, the province's administrators keep it. */
export default function DirectoryScreen() {
  const t = useText<typeof vi>('exchange')
  const me = useMe()
  const keeps = me.capabilities.includes('administer')
  const [filters] = useFilters()
  const { data = [], isPlaceholderData } = useRoute(
    exchange.agencies,
    { query: { ...(filters.q ? { q: filters.q } : {}), ...(filters.ended ? { ended: 'true' } : {}) } },
    { keep: true },
  )
  const [open, setOpen] = useState<OutsideAgency | 'new' | null>(null)
  const groups = me.capabilities.includes('issue')
  // Kept while one searches on: a group is gathered from several searches.
  const [chosen, setChosen] = useState<Recipient[]>([])
  const [grouping, setGrouping] = useState(false)
  const isChosen = (id: string) => chosen.some((one) => one.id === id)
  const choose = ({ id, code, name }: Recipient) =>
    setChosen(isChosen(id) ? chosen.filter((one) => one.id !== id) : [...chosen, { id, code, name }])
  return (
    <div className="screen">
      <h1>{t('directory')}</h1>
      <p className="quiet">
        {t('directoryWhy')} {keeps && <Link to="/exchange/ways">{t('ways')}</Link>}
      </p>
      <FilterBar
        words={t('searchDirectory')}
        choices={[{ key: 'ended', label: t('withEnded'), options: [{ value: 'true', label: t('withEnded') }] }]}
      />
      {groups && (
        <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', marginBlock: 8 }}>
          <Button size="compact-sm" disabled={chosen.length === 0} onClick={() => setGrouping(true)}>
            {t('groupChosen')}
          </Button>
          <span className="quiet" aria-live="polite">
            {t('chosenCount', { count: chosen.length })}
          </span>
          {chosen.length > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={() => setChosen([])}>
              {t('chooseNone')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => document.getElementById('groups')?.focus()}>
            {t('groupsBelow')}
          </Button>
        </div>
      )}
      {data.length === 0 ? (
        <EmptyState>{t('directoryEmpty')}</EmptyState>
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <table className="table stacks" aria-label={t('directory')} aria-busy={isPlaceholderData}>
            <thead>
              <tr>
                {groups && <th scope="col">{t('choose')}</th>}
                <th scope="col">{t('code')}</th>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('way')}</th>
                <th scope="col">{t('certificates')}</th>
                {keeps && <th scope="col">{t('acts')}</th>}
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.id}>
                  {groups && (
                    <td>
                      <Checkbox
                        size="xs"
                        aria-label={t('chooseOf', { name: one.name })}
                        checked={isChosen(one.id)}
                        onChange={() => choose(one)}
                      />
                    </td>
                  )}
                  <td>
                    <bdi>{one.code}</bdi>
                  </td>
                  <td lang="vi" className="main-cell">
                    {one.name}
                    {one.parentName && <div className="quiet">{one.parentName}</div>}
                    <Validity agency={one} />
                  </td>
                  <td>
                    {one.wayName ? <span lang="vi">{one.wayName}</span> : <span className="quiet">{t('noWay')}</span>}
                  </td>
                  <td className="quiet">
                    {one.certificates.length > 0
                      ? t('certificateCount', { count: one.certificates.length })
                      : t(one.mustSign ? 'noCertificate' : 'needNotSign')}
                  </td>
                  {keeps && (
                    <td>
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('changeOf', { name: one.name })}
                        onClick={() => setOpen(one)}
                      >
                        {t('change')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {keeps && (
        <Button mt={12} onClick={() => setOpen('new')}>
          {t('addAgency')}
        </Button>
      )}
      <div id="groups" tabIndex={-1}>
        <RecipientGroups keeps={groups} />
      </div>
      {keeps && <ImportTable />}
      {grouping && (
        <GroupForm
          group={null}
          members={chosen}
          close={(saved) => {
            setGrouping(false)
            if (saved) setChosen([])
          }}
        />
      )}
      {open && <AgencyForm agency={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </div>
  )
}

/** Since when and until when it is reached by this code, where that is not simply today. */
function Validity({ agency: { from, until } }: { agency: OutsideAgency }) {
  const t = useText<typeof vi>('exchange')
  const today = todayInVietnam()
  const days = { from: formatDate(from), until: formatDate(until) }
  if (until)
    return <div className={until < today ? 'late' : 'quiet'}>{t(until < today ? 'endedOn' : 'endsOn', days)}</div>
  return from && from > today ? <div className="quiet">{t('beginsOn', days)}</div> : null
}

function AgencyForm({ agency, close }: { agency: OutsideAgency | null; close: () => void }) {
  const t = useText<typeof vi>('exchange')
  const { data: ways = [] } = useRoute(exchange.ways, {})
  const [facts, setFacts] = useState({
    code: agency?.code ?? '',
    name: agency?.name ?? '',
    shortName: agency?.shortName ?? '',
    parentName: agency?.parentName ?? '',
    address: agency?.address ?? '',
    email: agency?.email ?? '',
    phone: agency?.phone ?? '',
    wayId: agency?.wayId ?? null,
    mustSign: agency?.mustSign ?? true,
    from: agency?.from ?? null,
    until: agency?.until ?? null,
  })
  const [pem, setPem] = useState('')
  const addCertificate = useAct(exchange.addCertificate, { done: close })
  const saved = (id: string) => (pem.trim() ? addCertificate.mutate({ params: { id }, body: { pem } }) : close())
  const add = useAct(exchange.addAgency, { done: ({ id }) => saved(id) })
  const change = useAct(exchange.changeAgency, { done: () => saved(agency?.id ?? '') })
  const end = useAct(exchange.endCertificate, { done: close })
  const line = (key: 'code' | 'name' | 'shortName' | 'parentName' | 'address' | 'email' | 'phone') => (
    <TextInput
      label={t(key)}
      value={facts[key]}
      onChange={(event) => setFacts({ ...facts, [key]: event.currentTarget.value })}
    />
  )
  return (
    <ConfirmAct
      title={agency ? agency.name : t('addAgency')}
      confirm={t('save')}
      busy={add.isPending || change.isPending || addCertificate.isPending}
      disabled={!facts.code.trim() || !facts.name.trim()}
      onClose={close}
      onConfirm={() =>
        agency ? change.mutate({ params: { id: agency.id }, body: facts }) : add.mutate({ body: facts })
      }
    >
      <div style={{ display: 'grid', gap: 10 }}>
        {line('code')}
        {line('name')}
        {line('shortName')}
        {line('parentName')}
        {line('address')}
        {line('email')}
        {line('phone')}
        <Select
          label={t('way')}
          clearable
          value={facts.wayId}
          onChange={(wayId) => setFacts({ ...facts, wayId })}
          data={ways.map((way) => ({ value: way.id, label: way.name }))}
        />
        <Switch
          mt={10}
          label={t('mustSign')}
          checked={facts.mustSign}
          onChange={(event) => setFacts({ ...facts, mustSign: event.currentTarget.checked })}
        />
        <DateField label={t('from')} value={facts.from} onChange={(from) => setFacts({ ...facts, from })} />
        <DateField label={t('until')} value={facts.until} onChange={(until) => setFacts({ ...facts, until })} />
        {agency?.certificates.map((one) => (
          <p key={one.fingerprint} className="quiet" style={{ overflowWrap: 'anywhere' }}>
            <bdi>{one.subject}</bdi> · {formatDate(one.from)} – {formatDate(one.until)}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => end.mutate({ params: { id: agency.id, fingerprint: one.fingerprint } })}
            >
              {t('endCertificate')}
            </Button>
          </p>
        ))}
        <Textarea
          mt={8}
          label={t('addCertificate')}
          placeholder="-----BEGIN CERTIFICATE-----"
          value={pem}
          onChange={(event) => setPem(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
          dir="ltr"
        />
      </div>
    </ConfirmAct>
  )
}
