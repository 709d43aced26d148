import { Button, Checkbox, Group, MultiSelect, TextInput } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { delegations } from '@mocban/contract/organisation-acts'
import type { Capability } from '@mocban/contract/route'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { formatDate, formatUntil, todayInVietnam } from '../../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useCan, useMe } from '../../shell/session.tsx'
import { AddresseePicker, type Picked } from '../pickers.tsx'
import type vi from './messages/vi.ts'

/** Who acts for whom in one's agency; one lets a colleague act for oneself, and takes it back. */
export default function DelegationsScreen() {
  const t = useText<typeof vi>('chart-acts')
  const words = useCodeText('chart')
  const me = useMe()
  const { data } = useRoute(delegations.list, {})
  const [giving, setGiving] = useState(false)
  const end = useAct(delegations.end, { done: () => notify.done(t('delegationEnded')) })
  return (
    <div className="screen">
      <h1>{t('delegations')}</h1>
      <p className="quiet" style={{ maxWidth: 820 }}>
        {t('delegationsHint')}
      </p>
      {!me.actingForName && me.capabilities.length > 0 && (
        <Button onClick={() => setGiving(true)} mb={12}>
          {t('delegate')}
        </Button>
      )}
      {data?.length === 0 && <EmptyState>{t('noDelegations')}</EmptyState>}
      {data && data.length > 0 && (
        <table className="table stacks" aria-label={t('delegations')}>
          <thead>
            <tr>
              {(['whose', 'to', 'time', 'may', 'reason', 'acts'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(`column.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.id}>
                <td lang="vi" className="main-cell">
                  {one.fromName} <span className="quiet">{one.fromTitle}</span>
                </td>
                <td lang="vi" data-named={t('column.to')}>
                  {one.toName}
                </td>
                <td>
                  {formatDate(one.from)} – {formatUntil(one.until)}
                </td>
                <td>
                  {one.capabilities.map((may) => words(`can.${may}`)).join(', ')}
                  {one.units.length > 0 && <div lang="vi">{t('onlyUnits', { units: one.units.join(', ') })}</div>}
                  {one.types.length > 0 && <div lang="vi">{t('onlyTypes', { types: one.types.join(', ') })}</div>}
                </td>
                <td lang="vi">{one.reason}</td>
                <td>
                  {one.mine && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('endDelegationOf', { name: one.fromName })}
                      loading={end.isPending}
                      onClick={() => end.mutate({ params: { id: one.id } })}
                    >
                      {t('endDelegation')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {giving && <GiveDialog close={() => setGiving(false)} />}
    </div>
  )
}

function GiveDialog({ close }: { close: () => void }) {
  const t = useText<typeof vi>('chart-acts')
  const words = useCodeText('chart')
  const me = useMe()
  const administers = useCan('administer')
  /** Somebody else, for whom who administers decides: one who fell ill delegates nothing any more. */
  const [whose, setWhose] = useState<Picked[]>([])
  const [to, setTo] = useState<Picked[]>([])
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [may, setMay] = useState<string[]>(me.capabilities)
  const [units, setUnits] = useState<Picked[]>([])
  const [typeCodes, setTypeCodes] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const couldDo = whose[0]?.may ?? me.capabilities
  const { personId: fromPersonId, positionId: fromPositionId } = whose[0]?.addressee ?? {}
  const types = useRoute(documents.types, {})
  const language = useLanguage()
  const give = useAct(delegations.give, {
    done: () => {
      notify.done(t('delegated', { name: to[0]?.name ?? '' }))
      close()
    },
  })
  const toPersonId = to[0]?.addressee.personId
  const submit = () => {
    if (toPersonId && from && lastDay && may.length > 0)
      give.mutate({
        body: {
          ...(fromPersonId && fromPositionId ? { fromPersonId, fromPositionId } : {}),
          toPersonId,
          from,
          lastDay,
          capabilities: may as Capability[],
          unitIds: units.map((one) => one.key),
          typeCodes,
          reason,
        },
      })
  }
  return (
    <FormDialog title={t('delegate')} act={t('delegate')} busy={give.isPending} close={close} submit={submit}>
      {administers && (
        <AddresseePicker
          label={t('column.whose')}
          placeholder={t('ownPost', { name: me.fullName })}
          value={whose}
          onChange={(chosen) => {
            setWhose(chosen)
            setMay(chosen[0]?.may ?? me.capabilities)
          }}
          units={false}
          people={{ agencyId: me.agencyId }}
        />
      )}
      <AddresseePicker
        label={t('column.to')}
        value={to}
        onChange={setTo}
        units={false}
        people={{ agencyId: me.agencyId }}
        required
      />
      <DateField ahead label={t('firstDay')} value={from} onChange={setFrom} required />
      <DateField ahead label={t('lastDay')} value={lastDay} onChange={setLastDay} required />
      <Checkbox.Group label={t('mayDo')} value={may} onChange={setMay}>
        <Group mt={6} gap="sm">
          {couldDo.map((one) => (
            <Checkbox key={one} value={one} label={words(`can.${one}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <AddresseePicker
        label={t('scopeUnits')}
        placeholder={t('scopeAllUnits')}
        value={units}
        onChange={setUnits}
        units={(unit) => unit.agencyId === me.agencyId}
        people={false}
        multiple
      />
      <MultiSelect
        label={t('scopeTypes')}
        description={t('scopeTypesHint')}
        placeholder={typeCodes.length === 0 ? t('scopeAllTypes') : ''}
        searchable
        value={typeCodes}
        onChange={setTypeCodes}
        data={(types.data ?? []).map((type) => ({
          value: type.code,
          label: language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr,
        }))}
      />
      <TextInput
        label={t('reason')}
        lang="vi"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
