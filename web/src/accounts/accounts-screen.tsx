import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type AccountRow, accounts } from '@mocban/contract/accounts'
import { useState } from 'react'
import { formatInstant } from '../shell/format.ts'
import { useHeldRows } from '../shell/held-rows.tsx'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import { LinkPerson } from './link-person.tsx'
import type vi from './messages/vi.ts'
import { OneTimePassword } from './one-time-password.tsx'
import { SureDialog } from './sure-dialog.tsx'

/** Accounts of the agency's people: who signs in how, one-time passwords, ending sessions. */
export default function AccountsScreen() {
  const t = useText<typeof vi>('accounts')
  const [q, setQ] = useState('')
  const [wanted] = useDebouncedValue(q, 250)
  const { data, isPlaceholderData } = useRoute(accounts.list, { query: { q: wanted } }, { keep: true })
  const people = useHeldRows(data?.items ?? [], (person) => person.personId)
  const [given, setGiven] = useState<{ person: AccountRow; password: string; until: string } | null>(null)
  const [linking, setLinking] = useState<AccountRow | null>(null)
  return (
    <div className="screen">
      <h1>{t('accounts')}</h1>
      <TextInput
        aria-label={t('findPerson')}
        placeholder={t('findPerson')}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
        maw={360}
        mb={10}
      />
      {data?.items.length === 0 && <EmptyState>{t('nobodyFound')}</EmptyState>}
      <div style={{ overflowX: 'auto' }}>
        <table className="table stacks" aria-label={t('accounts')} aria-busy={isPlaceholderData}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('post')}</th>
              <th scope="col">{t('signsInBy')}</th>
              <th scope="col">{t('lastUse')}</th>
              <th scope="col">{t('acts')}</th>
            </tr>
          </thead>
          <tbody>
            {people.rows.map((person) =>
              people.line(person, <Row person={person} given={setGiven} link={() => setLinking(person)} />),
            )}
          </tbody>
        </table>
      </div>
      {data?.more && <p className="quiet">{t('moreAccounts')}</p>}
      {linking && <LinkPerson person={linking} close={() => setLinking(null)} />}
      {given && <OneTimePassword {...given} close={() => setGiven(null)} />}
    </div>
  )
}

function Row(props: {
  person: AccountRow
  given: (one: { person: AccountRow; password: string; until: string }) => void
  link: () => void
}) {
  const { person, given, link } = props
  const t = useText<typeof vi>('accounts')
  const [asking, setAsking] = useState<'password' | 'factors' | null>(null)
  const close = () => setAsking(null)
  const give = useAct(accounts.oneTimePassword, {
    done: (answer) => {
      close()
      given({ person, ...answer })
    },
  })
  const end = useAct(accounts.endSessions, { done: () => notify.done(t('sessionsEnded', { name: person.fullName })) })
  const reset = useAct(accounts.removeSecondFactors, {
    done: () => {
      close()
      notify.done(t('secondFactorsRemoved', { name: person.fullName }))
    },
  })
  const params = { personId: person.personId }
  const ways = [
    !person.active && t('closed'),
    person.mustChange ? t('mustChange') : person.hasPassword ? t('byPassword') : t('noPassword'),
    ...person.secondFactors.map((one) => t(`factor.${one}`)),
    person.secondFactorNeeded && person.secondFactors.length === 0 && t('lacksSecondFactor'),
  ].filter(Boolean)
  return (
    <tr>
      <td lang="vi" className="main-cell">
        {person.fullName}
        <div className="quiet">
          <bdi>{person.userName}</bdi>
        </div>
      </td>
      <td lang="vi">
        {person.title}
        <div className="quiet">
          {person.unitName === person.agencyName ? person.agencyName : `${person.unitName}, ${person.agencyName}`}
        </div>
      </td>
      <td>{ways.join(' · ')}</td>
      <td className="quiet" data-named={t('lastUse')}>
        {person.lastSeenAt ? formatInstant(person.lastSeenAt) : '–'}
        {person.sessions > 0 && <div>{t('openSessions', { count: person.sessions })}</div>}
      </td>
      <td>
        <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
          <Button
            size="compact-xs"
            variant="default"
            loading={give.isPending}
            aria-label={t('giveOneTimeTo', { name: person.fullName })}
            // Whoever has no password of their own yet loses nothing.
            onClick={() => (person.hasPassword && !person.mustChange ? setAsking('password') : give.mutate({ params }))}
          >
            {t('giveOneTime')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('linksOf', { name: person.fullName })}
            onClick={link}
          >
            {t('links')}
          </Button>
          {person.secondFactors.length > 0 && (
            <Button
              size="compact-xs"
              variant="default"
              loading={reset.isPending}
              aria-label={t('removeSecondFactorsOf', { name: person.fullName })}
              onClick={() => setAsking('factors')}
            >
              {t('removeSecondFactors')}
            </Button>
          )}
          {person.sessions > 0 && (
            <Button
              size="compact-xs"
              variant="default"
              loading={end.isPending}
              aria-label={t('endSessionsOf', { name: person.fullName })}
              onClick={() => end.mutate({ params })}
            >
              {t('endSessions')}
            </Button>
          )}
        </div>
        {asking === 'password' && (
          <SureDialog
            title={t('giveOneTimeTo', { name: person.fullName })}
            act={t('giveOneTime')}
            busy={give.isPending}
            go={() => give.mutate({ params })}
            close={close}
          >
            {t('sureOneTime')}
          </SureDialog>
        )}
        {asking === 'factors' && (
          <SureDialog
            title={t('removeSecondFactorsOf', { name: person.fullName })}
            act={t('removeSecondFactors')}
            busy={reset.isPending}
            go={() => reset.mutate({ params })}
            close={close}
          >
            {t('sureFactors')}
          </SureDialog>
        )}
      </td>
    </tr>
  )
}
