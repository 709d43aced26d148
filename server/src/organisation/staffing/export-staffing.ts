import { type StaffedPost, staffedPostsFilter } from '@mocban/contract/organisation-staffing'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Cell, exportKind } from '../../platform/exports/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { courseWords, doubleWords, figureHeads, lackWords, levelWords, postHeads, stateWords } from './export-words.ts'
import { staffingFigures } from './figures.ts'
import { listPosts } from './list-posts.ts'
import { readTerms } from './terms.ts'

type Language = 'vi' | 'en' | 'ur'
const counted = [
  'posts',
  'fits',
  'misses',
  'unknown',
  'vacant',
  'free',
  'doubled',
  'planned',
  'underWay',
  'ended',
  'passed',
] as const
const widths = [34, 34, 34, 18, 22, 30, 44, 44, 44]

/** Declares the exports of staffing: the figures by agency, and the posts behind them as filtered. */
export function declareStaffingExports(): void {
  exportKind('staffing', {
    columns: (language) => figureHeads[language].map((title, n) => ({ title, width: n === 0 ? 44 : 16 })),
    rows: figures,
  })
  exportKind('staffing-posts', {
    columns: (language) => postHeads[language].map((title, n) => ({ title, width: widths[n] ?? 20 })),
    rows: posts,
  })
}

const filterOf = (query: Record<string, string>) => {
  const filter = z.object(staffedPostsFilter).safeParse(query)
  if (!filter.success) throw refuse('request.invalid', { what: 'query' })
  return { ...filter.data, on: filter.data.on ?? clock.today() }
}

async function* figures(tx: Tx, _actor: unknown, query: Record<string, string>): AsyncGenerator<Cell[]> {
  const filter = filterOf(query)
  const { agencies } = await staffingFigures(tx, filter)
  const communes = ['commune', 'ward']
  for (const row of agencies)
    if (!filter.of || communes.includes(row.kind) === (filter.of === 'communes'))
      yield [row.name, row.statisticsCode, ...counted.map((one) => row[one])]
}

async function* posts(
  tx: Tx,
  _actor: unknown,
  query: Record<string, string>,
  language: Language,
): AsyncGenerator<Cell[]> {
  const filter = filterOf(query)
  const { fields, certificates } = await readTerms(tx)
  const names = new Map(
    [...fields, ...certificates].map((one) => [one.code, { vi: one.name, en: one.nameEn, ur: one.nameUr }[language]]),
  )
  const called = (code: string) => names.get(code) ?? code
  let after: string | undefined
  do {
    const page = await listPosts(tx, { ...filter, limit: 100, ...(after ? { after } : {}) })
    for (const post of page.items)
      yield [
        post.agencyName,
        post.unitName,
        post.title,
        stateWords[language][post.state],
        post.doubled && doubleWords[language][post.doubled],
        post.holders.map((one) => one.fullName).join('; '),
        demanded(post, called, language),
        missing(post, called, language),
        post.courses
          .map((one) => `${one.name} (${courseWords[language][one.state]}, ${one.from.split('-').reverse().join('/')})`)
          .join('; '),
      ]
    after = page.next
  } while (after)
}

function demanded({ demand }: StaffedPost, called: (code: string) => string, language: Language): string {
  if (!demand) return ''
  const level = demand.leastLevel && `${lackWords[language].from} ${levelWords[language][demand.leastLevel]}`
  return [demand.fields.map(called).join(' / '), level, ...demand.certificates.map(called)].filter(Boolean).join('; ')
}

function missing(post: StaffedPost, called: (code: string) => string, language: Language): string {
  return post.holders
    .map((one) => {
      const lacks = [
        one.lacksField && lackWords[language].field,
        one.lacksLevel && lackWords[language].level,
        ...one.lacks.map(called),
      ].filter(Boolean)
      return lacks.length > 0 && one.known ? `${one.fullName}: ${lacks.join(', ')}` : ''
    })
    .filter(Boolean)
    .join('; ')
}
