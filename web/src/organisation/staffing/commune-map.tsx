import type { AgencyStaffing, StaffingFigure } from '@mocban/contract/organisation-staffing'
import type { Boundary } from '@mocban/contract/organisation-staffing-map'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useText } from '../../shell/languages.ts'
import { useTouch } from '../../shell/touch.ts'
import type vi from './messages/vi.ts'
import { classes, classOf, neighbour, project } from './projection.ts'
import { placeName } from './words.ts'

const width = 600
const arrows: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The communes shaded by a figure, which also stands in each. One Tab stop: arrow keys walk from commune to commune, Enter opens. North is above in every language. */
export function CommuneMap(props: {
  boundaries: Boundary[]
  agencies: AgencyStaffing[]
  figure: StaffingFigure
  open: (agency: AgencyStaffing) => void
}) {
  const { boundaries, agencies, figure, open } = props
  const t = useText<typeof vi>('staffing')
  const touch = useTouch()
  const { outlines, height } = useMemo(() => project(boundaries, width), [boundaries])
  const byCode = useMemo(() => new Map(agencies.map((one) => [one.statisticsCode, one])), [agencies])
  const [here, setHere] = useState<string>()
  const map = useRef<SVGSVGElement>(null)
  const counts = agencies.map((one) => one[figure])
  const bounds = classes(counts)
  const most = Math.max(0, ...counts)
  const known = outlines.filter((one) => byCode.has(one.code))
  const first = known.some((one) => one.code === here) ? here : known[0]?.code
  const shown = byCode.get(here ?? null)
  const walk = (event: KeyboardEvent<SVGElement>) => {
    const from = outlines.find((one) => one.code === first)
    const way = arrows[event.key]
    if (!from || !way) return
    event.preventDefault()
    const to = neighbour(known, from, way)
    if (to) map.current?.querySelector<SVGElement>(`[data-code="${to.code}"]`)?.focus()
  }
  return (
    <figure className="commune-map">
      <svg
        ref={map}
        viewBox={`-4 -4 ${width + 8} ${Math.round(height) + 8}`}
        role="group"
        aria-label={t('mapOf', { figure: t(`figure.${figure}`) })}
        onKeyDown={walk}
      >
        {outlines.map((one) => {
          const agency = byCode.get(one.code)
          if (!agency) return <path key={one.code} d={one.path} className="commune" data-class="unseen" />
          const count = agency[figure]
          return (
            <g
              key={one.code}
              role="link"
              data-code={one.code}
              tabIndex={one.code === first ? 0 : -1}
              aria-label={t('listOf', { unit: placeName(agency.name), figure: t(`figure.${figure}`), count })}
              className="commune-link"
              onFocus={() => setHere(one.code)}
              onMouseEnter={() => setHere(one.code)}
              onClick={() => open(agency)}
              onKeyDown={(event) => event.key === 'Enter' && open(agency)}
            >
              <path d={one.path} className="commune" data-class={classOf(count, bounds)} />
              {count > 0 && (
                <text x={one.x} y={one.y} className="commune-count" data-class={classOf(count, bounds)} aria-hidden>
                  {count}
                </text>
              )}
            </g>
          )
        })}
        {/* Drawn once more on top, so that no neighbour hides its line. */}
        {here && <path d={outlines.find((one) => one.code === here)?.path} className="commune-here" aria-hidden />}
      </svg>
      <figcaption>
        <p className="commune-named" aria-hidden>
          {shown ? (
            <>
              <strong lang="vi">{placeName(shown.name)}</strong>{' '}
              {(['posts', 'misses', 'vacant', 'doubled', 'unknown'] as const).map((one) => (
                <span key={one} className={one === figure ? 'commune-figure' : 'quiet'}>
                  {t(`figure.${one}`)}: {shown[one]}
                </span>
              ))}
            </>
          ) : (
            <span className="quiet">{t('mapHint', { touch })}</span>
          )}
        </p>
        <ul className="map-legend" aria-label={t('legend')}>
          <li>
            <span className="map-key" data-class="0" /> {t('legendNone')}
          </li>
          {bounds.map((low, n) => {
            const next = bounds[n + 1]
            return (
              <li key={low}>
                <span className="map-key" data-class={n + 1} />{' '}
                {next === undefined && most > low
                  ? t('legendMore', { low })
                  : (next ?? low + 1) - 1 === low
                    ? t('legendOne', { low })
                    : t('legendFrom', { low, high: (next ?? low + 1) - 1 })}
              </li>
            )
          })}
          {known.length < outlines.length && (
            <li>
              <span className="map-key" data-class="unseen" /> {t('legendUnseen')}
            </li>
          )}
        </ul>
      </figcaption>
    </figure>
  )
}
