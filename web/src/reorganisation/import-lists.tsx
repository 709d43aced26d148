import { Button, Checkbox } from '@mantine/core'
import { reorganisation } from '@mocban/contract/reorganisation'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { useState } from 'react'
import { FileDrop } from '../shell/file-drop.tsx'
import { formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { useGo } from '../shell/navigate.tsx'
import { notify } from '../shell/notices.tsx'
import { useAct } from '../shell/queries.ts'
import { type ListFound, readList } from './list-files.ts'
import type vi from './messages/vi.ts'

/** Two files dropped together or one after the other: the units of today, and the new ones. Which is which the files tell themselves. */
export function ImportLists({ plan }: { plan: PlanView }) {
  const t = useText<typeof vi>('reorganisation')
  const language = useLanguage()
  const go = useGo()
  const [found, setFound] = useState<ListFound[]>([])
  const [replace, setReplace] = useState(false)
  const bring = useAct(reorganisation.importLists, {
    done: ({ operations, questions }) => {
      notify.done(t('imported', { operations, questions }))
      setFound([])
      if (questions > 0) go(`/reorganisations/${plan.id}?step=questions`)
    },
  })
  const take = async (files: File[]) => {
    const read = await Promise.all(files.map(async (file) => readList(file.name, await file.text())))
    setFound((before) => [...before.filter((one) => !read.some((other) => other.kind === one.kind)), ...read])
  }
  const old = found.find((one) => one.kind === 'old')
  const next = found.find((one) => one.kind === 'new')
  const faulty = found.some((one) => one.faults.length > 0)
  const must = plan.operations > 0 && !replace
  return (
    <details className="reorganisation-import" open={plan.operations === 0}>
      <summary>{t('fromLists')}</summary>
      <p className="quiet">{t('fromListsHint')}</p>
      <div style={{ maxWidth: 760 }}>
        <FileDrop onFiles={(files) => void take(files)} accept=".json,application/json">
          {t('dropLists')}
        </FileDrop>
      </div>
      <div aria-live="polite">
        {found.map((one) => (
          <div key={one.name} style={{ marginTop: 8 }}>
            <strong>{one.name}</strong>{' '}
            {one.kind === 'old' && one.old && (
              <span>
                {t('oldCounts', {
                  provinces: one.old.provinces.length,
                  districts: one.old.provinces.flatMap((p) => p.districts).length,
                  communes: formatNumber(
                    one.old.provinces.flatMap((p) => p.districts.flatMap((d) => d.communes)).length,
                    language,
                  ),
                })}
              </span>
            )}
            {one.kind === 'new' && one.new && (
              <span>
                {t('newCounts', {
                  units: one.new.units.length,
                  predecessors: formatNumber(one.new.units.flatMap((unit) => unit.predecessors).length, language),
                })}
              </span>
            )}
            {one.kind === null && <span className="late">{t('neitherList')}</span>}
            {one.faults.length > 0 && (
              <ul className="reorganisation-list">
                {one.faults.slice(0, 20).map((fault) => (
                  <li key={fault.place}>
                    <code dir="ltr">{fault.place || '—'}</code>:{' '}
                    <span className="late">{t(`listFault.${fault.code}`)}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
      {old && !next && <p>{t('newWanted')}</p>}
      {next && !old && <p>{t('oldWanted')}</p>}
      {old && next && plan.operations > 0 && (
        <Checkbox
          mt={10}
          label={t('replace', { count: plan.operations })}
          checked={replace}
          onChange={(event) => setReplace(event.currentTarget.checked)}
        />
      )}
      {old?.old && next?.new && (
        <Button
          mt={10}
          disabled={faulty || must}
          loading={bring.isPending}
          onClick={() =>
            old.old &&
            next.new &&
            bring.mutate({
              params: { id: plan.id },
              body: { version: plan.version, old: old.old, new: next.new, replace },
            })
          }
        >
          {t('makePlan')}
        </Button>
      )}
    </details>
  )
}
