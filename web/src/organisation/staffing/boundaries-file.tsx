import { Button, FileInput } from '@mantine/core'
import { staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Brings in the outlines of communes as the province's map office has them. */
export function BoundariesFile() {
  const t = useText<typeof vi>('staffing')
  const { data } = useRoute(staffing.boundaries, {})
  const [file, setFile] = useState<File | null>(null)
  const [wrong, setWrong] = useState(false)
  const set = useAct(staffing.setBoundaries, {
    done: (answer) => notify.done(t('boundariesSet', { count: answer.set, unmatched: answer.unmatched.length })),
  })
  const bring = async () => {
    if (!file) return
    try {
      const { type, features } = JSON.parse(await file.text())
      set.mutate({ body: { type, features } })
    } catch {
      setWrong(true)
    }
  }
  return (
    <Section title={t('boundaries')}>
      <p className="quiet">{t('boundariesHint', { count: data?.length ?? 0 })}</p>
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
        <Button disabled={!file} loading={set.isPending} onClick={() => void bring()}>
          {t('bring')}
        </Button>
      </div>
    </Section>
  )
}
