import { Button } from '@mantine/core'
import { handling } from '@mocban/contract/documents-handling'
import { tasks } from '@mocban/contract/tasks'
import type { UnitAtWork } from '@mocban/contract/units-at-work'
import { useState } from 'react'
import { formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { Section } from '../shell/marks.tsx'
import { Link } from '../shell/navigate.tsx'
import { useRoute } from '../shell/queries.ts'
import { useMe } from '../shell/session.tsx'
import { mergeUnits, type UnitLine } from './merge-units.ts'
import type vi from './messages/vi.ts'
import './leader-band.css'

const figures = ['held', 'late', 'onTime'] as const
const shownAtFirst = 5

/** The leader's band: each unit with what it holds, what of it is late and what in time, by documents and by tasks; each number opens its records. */
export function LeaderBand() {
  const me = useMe()
  const t = useText<typeof vi>('desk')
  const [all, setAll] = useState(false)
  const documents = useRoute(handling.units, me.leads ? {} : undefined, { refetchInterval: 60_000 })
  const assigned = useRoute(tasks.units, me.leads ? {} : undefined, { refetchInterval: 60_000 })
  if (!me.leads || !documents.data || !assigned.data) return null
  const lines = mergeUnits(documents.data, assigned.data)
  const shown = all ? lines : lines.slice(0, shownAtFirst)
  return (
    <Section
      title={t('band')}
      actions={
        lines.length > shownAtFirst && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t('bandFewer') : t('bandAll', { count: lines.length })}
          </Button>
        )
      }
    >
      {lines.length === 0 ? <p className="quiet">{t('bandEmpty')}</p> : <Units lines={shown} />}
    </Section>
  )
}

function Units({ lines }: { lines: UnitLine[] }) {
  const t = useText<typeof vi>('desk')
  return (
    <table className="table band" aria-label={t('band')}>
      <thead className="band-head">
        <tr className="band-line">
          <th scope="col" rowSpan={2} className="band-unit">
            {t('bandUnit')}
          </th>
          <th scope="colgroup" colSpan={3} className="band-group">
            {t('bandDocuments')}
          </th>
          <th scope="colgroup" colSpan={3} className="band-group">
            {t('bandTasks')}
          </th>
        </tr>
        <tr className="band-line">
          {['documents', 'tasks'].map((of) =>
            figures.map((figure) => (
              <th key={`${of}${figure}`} scope="col" className="band-figure">
                {t(words[figure])}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody className="band-body">
        {lines.map((line) => (
          <tr key={line.unitId} className="band-line">
            <th scope="row" className="band-unit">
              <span lang="vi">{line.unitName}</span>
              {!line.inside && <span className="quiet"> · {t('bandOutside')}</span>}
            </th>
            <Figures line={line} of={line.documents} address={`/documents?heldBy=${line.unitId}`} />
            <Figures line={line} of={line.tasks} address={`/tasks?scope=all&heldBy=${line.unitId}`} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const words = { held: 'bandHeld', late: 'bandLate', onTime: 'bandOnTime' } as const
const filters = { held: '', late: '&held=late', onTime: '&held=on-time' } as const

function Figures({ line, of, address }: { line: UnitLine; of: UnitAtWork | null; address: string }) {
  const t = useText<typeof vi>('desk')
  const language = useLanguage()
  return figures.map((figure) => {
    const count = of?.[figure] ?? 0
    return (
      <td key={figure} className="band-figure">
        {count === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <Link
            to={`${address}${filters[figure]}`}
            className={figure === 'late' ? 'late' : ''}
            title={t('bandFigure', { unit: line.unitName, figure: t(words[figure]), count })}
          >
            {formatNumber(count, language)}
          </Link>
        )}
      </td>
    )
  })
}
