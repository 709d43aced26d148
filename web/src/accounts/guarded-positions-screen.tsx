import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { accounts } from '@mocban/contract/accounts'
import { useState } from 'react'
import { useText } from '../shell/languages.ts'
import { EmptyState } from '../shell/marks.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Which positions of the agency ask for a second factor. */
export default function GuardedPositionsScreen() {
  const t = useText<typeof vi>('accounts')
  const [q, setQ] = useState('')
  const [wanted] = useDebouncedValue(q.trim(), 250)
  const { data, isPlaceholderData } = useRoute(accounts.guardedPositions, { query: { q: wanted } }, { keep: true })
  const [chosen, setChosen] = useState<string[]>([])
  const guard = useAct(accounts.guardPositions, {
    done: () => {
      setChosen([])
      notify.done(t('ruleSaved'))
    },
  })
  const shown = data?.items ?? []
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <div className="screen" style={{ maxWidth: 980 }}>
      <h1>{t('guardedPositions')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('guardedPositionsText')}
      </p>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 10 }}>
        <TextInput
          aria-label={t('findPosition')}
          placeholder={t('findPosition')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 200 }}
        />
        <Button
          disabled={chosen.length === 0}
          loading={guard.isPending}
          onClick={() => guard.mutate({ body: { positionIds: chosen, needed: true } })}
        >
          {t('askSecondFactor')}
        </Button>
        <Button
          variant="default"
          disabled={chosen.length === 0}
          loading={guard.isPending}
          onClick={() => guard.mutate({ body: { positionIds: chosen, needed: false } })}
        >
          {t('askNoSecondFactor')}
        </Button>
      </div>
      {data && shown.length === 0 && <EmptyState>{t('noPositionFound')}</EmptyState>}
      <table className="table stacks" aria-label={t('guardedPositions')} aria-busy={isPlaceholderData}>
        <thead>
          <tr>
            <th scope="col">{t('choose')}</th>
            <th scope="col">{t('post')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('asked')}</th>
            <th scope="col">{t('ready')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.positionId}>
              <td className="pick">
                <Checkbox
                  aria-label={t('choosePosition', { title: one.title, unit: one.unitName })}
                  checked={chosen.includes(one.positionId)}
                  onChange={() => toggle(one.positionId)}
                />
              </td>
              <td lang="vi" className="main-cell">
                {one.title}
              </td>
              <td className="quiet" lang="vi">
                {one.unitName}
                {one.agencyName !== one.unitName && `, ${one.agencyName}`}
              </td>
              <td>{one.needed ? t('asked') : '–'}</td>
              <td data-named={t('ready')} className={one.needed && one.ready < one.holders ? 'late' : 'quiet'}>
                {one.ready}/{one.holders}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data?.more && <p className="quiet">{t('morePositions')}</p>}
    </div>
  )
}
