import { Button } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import type { SearchAnswer } from '@mocban/contract/search'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { formatNumber } from '../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../shell/languages.ts'
import { useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

type Facets = SearchAnswer['facets']
const dimensions = ['travel', 'type', 'state', 'issuer', 'unit', 'period', 'agency'] as const
/** So many choices of one facet are shown; the rest is found by narrowing another. */
const most = 8

/** What was found, counted by type, state, issuer, holder and month; a choice narrows the search, and stands as a chip until it is taken away. */
export function SearchFacets({
  facets,
  filters,
  change,
  complete,
}: {
  facets: Facets
  filters: Record<string, string>
  change: (change: Record<string, string | undefined>) => void
  complete: boolean
}) {
  const t = useText<typeof vi>('around')
  const nameOf = useNames()
  const language = useLanguage()
  // On a phone the result comes first; what narrows it opens on demand.
  const [open, setOpen] = useState(() => matchMedia('(min-width: 801px)').matches)
  const shown = dimensions.filter((dimension) => facets[dimension].length > 1 || chosen(filters, dimension))
  return (
    <nav aria-label={t('narrow')} className="facets" data-open={open}>
      <Button className="facets-open" size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('narrow')}
      </Button>
      {!complete && <p className="quiet">{t('facetsOf')}</p>}
      {shown.map((dimension) => {
        const value = chosen(filters, dimension)
        const named = facets[dimension].find((one) => one.value === value)
        return (
          <section key={dimension} aria-label={t(`facet.${dimension}`)}>
            <h2>{t(`facet.${dimension}`)}</h2>
            {value ? (
              <button
                type="button"
                className="facet chosen"
                aria-label={t('remove', { name: nameOf(dimension, value, named?.name) })}
                onClick={() => change(narrowing(dimension, undefined))}
              >
                <span lang="vi">{nameOf(dimension, value, named?.name)}</span> <IconX size={13} aria-hidden />
              </button>
            ) : (
              facets[dimension].slice(0, most).map((one) => (
                <button
                  key={one.value}
                  type="button"
                  className="facet"
                  onClick={() => change(narrowing(dimension, one.value))}
                >
                  <span lang="vi">{nameOf(dimension, one.value, one.name)}</span>
                  <span className="quiet">{formatNumber(one.count, language)}</span>
                </button>
              ))
            )}
          </section>
        )
      })}
    </nav>
  )
}

const chosen = (filters: Record<string, string>, dimension: (typeof dimensions)[number]) =>
  dimension === 'period' ? filters.from?.slice(0, 7) : filters[dimension]

/** A month narrows to its first and last day. */
function narrowing(
  dimension: (typeof dimensions)[number],
  value: string | undefined,
): Record<string, string | undefined> {
  if (dimension !== 'period') return { [dimension]: value }
  if (!value) return { from: undefined, to: undefined }
  const [year, month] = value.split('-').map(Number)
  const last = new Date(Date.UTC(year ?? 2000, month ?? 1, 0)).getUTCDate()
  return { from: `${value}-01`, to: `${value}-${String(last).padStart(2, '0')}` }
}

function useNames() {
  const words = useCodeText('documents')
  const language = useLanguage()
  const types = useRoute(documents.types, {})
  return (dimension: (typeof dimensions)[number], value: string, name?: string): string => {
    if (dimension === 'travel') return words(value)
    if (dimension === 'state') return words(`state.${value}`)
    if (dimension === 'period') return value.split('-').reverse().join('/')
    if (dimension === 'type') {
      const type = types.data?.find((one) => one.code === value)
      return type
        ? language === 'vi'
          ? type.name
          : language === 'en'
            ? type.nameEn
            : type.nameUr
        : types.data
          ? value
          : '…'
    }
    return name ?? (dimension === 'issuer' ? value : '…')
  }
}
