import { Button, FileInput } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import { type PlacementFault, type PlanView, placementColumns } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { base64Of } from '../shell/base64.ts'
import { useText } from '../shell/languages.ts'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Places people by a table, all or nothing: looked at first, with every fault by line and column. */
export function ImportPlacements({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const [file, setFile] = useState<File | null>(null)
  const [looked, setLooked] = useState<{ people: number; faults: PlacementFault[] } | null>(null)
  const bring = useAct(reorganisation.importPlacements, {
    done: (answer) => {
      setLooked(answer.done ? null : answer)
      if (!answer.done) return
      setFile(null)
      notify.done(t('placed', { count: answer.people }))
    },
  })
  const send = async (carryOut: boolean) => {
    if (!file) return
    const format = /\.csv$/i.test(file.name) ? 'csv' : 'xlsx'
    bring.mutate({
      params: { id: plan.id },
      body: { version: plan.version, format, content: await base64Of(file), carryOut },
    })
  }
  return (
    <details className="reorganisation-import">
      <summary>{t('placeByTable')}</summary>
      <p className="quiet">
        {t('placeByTableHint')} <span lang="vi">{Object.values(placementColumns).join(' · ')}</span>
      </p>
      <div className="reorganisation-bar">
        <FileInput
          label={t('tableFile')}
          placeholder={t('chooseFile')}
          accept=".xlsx,.csv"
          value={file}
          onChange={(chosen) => {
            setFile(chosen)
            setLooked(null)
          }}
          clearable
          clearButtonProps={{ 'aria-label': t('takeAway') }}
          style={{ minWidth: 260 }}
        />
        <Button variant="default" disabled={!file} loading={bring.isPending} onClick={() => void send(false)}>
          {t('look')}
        </Button>
        {looked && looked.faults.length === 0 && looked.people > 0 && (
          <Button loading={bring.isPending} onClick={() => void send(true)}>
            {t('placeThem', { count: looked.people })}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {looked && looked.faults.length === 0 && looked.people === 0 && t('placesNobody')}
        {looked && looked.faults.length > 0 && (
          <ul className="reorganisation-list">
            {looked.faults.map((one) => (
              <li key={`${one.line} ${one.column} ${one.code}`}>
                {t('faultAt', { line: one.line })} <span lang="vi">{one.column}</span>:{' '}
                <span className="late">{t(`placementFault.${one.code}`)}</span> <span lang="vi">{one.value}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}
