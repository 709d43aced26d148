import { Button, FileInput } from '@mantine/core'
import { staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { DateField } from '../../shell/date-field.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { readOutlines } from './outline-file.ts'
import { OutlinePeriods } from './outline-periods.tsx'

/** Brings in the outlines of communes as the province's map office has them. */
export function BoundariesFile() {
  const t = useText<typeof vi>('staffing')
  const { data } = useRoute(staffing.boundaries, { query: {} })
  const [from, setFrom] = useState<string | null>(todayInVietnam())
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [wrong, setWrong] = useState(false)
  const set = useAct(staffing.setBoundaries, {
    done: (answer) => notify.done(t('boundariesSet', { count: answer.set, unmatched: answer.unmatched.length })),
  })
  const bring = async () => {
    if (!file || !from) return
    const outlines = readOutlines(await file.text())
    if (outlines) set.mutate({ body: { ...outlines, from, lastDay } })
    else setWrong(true)
  }
  return (
    <Section title={t('boundaries')}>
      <p className="quiet">{t('boundariesHint')}</p>
      {data && data.periods.length > 0 && <OutlinePeriods periods={data.periods} />}
      <div className="staffing-form">
        <FileInput
          aria-label={t('chooseFile')}
          placeholder={t('chooseFile')}
          accept=".json,.geojson"
          value={file}
          onChange={(chosen) => {
            setFile(chosen)
            setWrong(false)
          }}
          error={wrong ? t('notGeoJson') : undefined}
          style={{ minWidth: 260 }}
        />
        <DateField label={t('outlineFrom')} value={from} onChange={setFrom} required />
        <DateField ahead label={t('outlineLastDay')} value={lastDay} onChange={setLastDay} />
        <Button disabled={!file || !from} loading={set.isPending} onClick={() => void bring()}>
          {t('bring')}
        </Button>
      </div>
    </Section>
  )
}
