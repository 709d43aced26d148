import { Button, Select } from '@mantine/core'
import { type BookKind, type BookRow, bookKinds, books } from '@mocban/contract/documents-books'
import { addressOf } from '../../shell/client.ts'
import { DataTable } from '../../shell/data-table.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { formatDate } from '../../shell/format.ts'
import { useCodeText, useText } from '../../shell/languages.ts'
import { EmptyState } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { usePages, useRoute } from '../../shell/queries.ts'
import { slots } from '../../shell/slots.ts'
import type vi from '../outgoing/messages/vi.ts'
import { columnsOf } from './book-columns.tsx'

/** Longer books are set in the background, some seconds for each thousand numbers. */
const longBook = 1500

/** The register books by year, in the columns of the law; printed as PDF, counted with as XLSX. */
export default function BooksScreen() {
  const t = useText<typeof vi>('outgoing')
  const code = useCodeText('outgoing')
  const [filters, change] = useFilters()
  const { data: all } = useRoute(books.list, {})
  const kind = (bookKinds as readonly string[]).includes(filters.kind ?? '') ? (filters.kind as BookKind) : 'incoming'
  const own = (all ?? []).find((book) => book.own)?.agencyId
  const agency = filters.agency ?? own ?? all?.[0]?.agencyId
  // Each agency once, the own first, under the name of its newest book.
  const agencies = [...new Map((all ?? []).toReversed().map((book) => [book.agencyId, book.agencyName]))]
  const ofKind = (all ?? []).filter((book) => book.kind === kind && book.agencyId === agency)
  const years = [...new Set(ofKind.map((book) => book.year))]
  const year = Number(filters.year) || years[0] || new Date().getFullYear()
  const series = filters.series ?? 'general'
  const seriesOfYear = [...new Set(ofKind.filter((book) => book.year === year).map((book) => book.series))]
  const days = { from: filters.from ?? null, to: filters.to ?? null }
  const query = {
    kind,
    year,
    series,
    ...(agency ? { agency } : {}),
    ...(days.from ? { from: days.from } : {}),
    ...(days.to ? { to: days.to } : {}),
  }
  const list = usePages(books.rows, query, undefined, { of: [kind, year, series, agency].join() })
  const file = (as: 'pdf' | 'xlsx') => addressOf(books.file, { query: { ...query, as } })
  const last = ofKind.find((book) => book.year === year && book.series === series)?.last ?? 0
  if (all && all.length === 0)
    return (
      <div className="screen">
        <h1>{t('books')}</h1>
        <EmptyState>{t('booksEmpty')}</EmptyState>
      </div>
    )
  return (
    <div className="screen">
      <h1>{t('books')}</h1>
      <search style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'end', marginBottom: 8 }}>
        {agencies.length > 1 && (
          <Select
            size="xs"
            w={330}
            aria-label={t('bookAgency')}
            allowDeselect={false}
            searchable={agencies.length > 8}
            value={agency ?? null}
            onChange={(value) => change({ agency: value ?? undefined, year: undefined, series: undefined })}
            data={agencies
              .map(([value, label]) => ({ value, label }))
              .sort(
                (a, b) => Number(b.value === own) - Number(a.value === own) || a.label.localeCompare(b.label, 'vi'),
              )}
          />
        )}
        <Select
          size="xs"
          w={270}
          aria-label={t('books')}
          allowDeselect={false}
          value={kind}
          onChange={(value) => change({ kind: value ?? undefined, series: undefined })}
          data={bookKinds.map((one) => ({ value: one, label: t(`book.${one}`) }))}
        />
        <Select
          size="xs"
          w={100}
          aria-label={t('bookYear')}
          allowDeselect={false}
          value={String(year)}
          onChange={(value) => change({ year: value ?? undefined })}
          data={(years.length ? years : [year]).map(String)}
        />
        {seriesOfYear.length > 1 && (
          <Select
            size="xs"
            w={150}
            aria-label={t('bookSeries')}
            allowDeselect={false}
            value={series}
            onChange={(value) => change({ series: value ?? undefined })}
            data={seriesOfYear.map((one) => ({ value: one, label: seriesName(code, one) }))}
          />
        )}
        <span style={{ flex: 1 }} />
        <DateField label={t('from')} value={days.from} onChange={(value) => change({ from: value ?? undefined })} />
        <DateField label={t('to')} value={days.to} onChange={(value) => change({ to: value ?? undefined })} />
        {last > longBook && slots.exportList ? (
          <slots.exportList
            kind="book"
            name={`${t(`book.${kind}`)} ${year}`}
            query={{ ...query, year: String(year) }}
            label={t('bookPdf')}
          />
        ) : (
          <Button component="a" variant="default" href={file('pdf')} download>
            {t('bookPdf')}
          </Button>
        )}
        <Button component="a" variant="default" href={file('xlsx')} download>
          {t('bookXlsx')}
        </Button>
      </search>
      <DataTable<BookRow>
        label={t(`book.${kind}`)}
        rows={list.rows}
        idOf={(row) => `${row.number}`}
        open={(row) => `/documents/${row.documentId}`}
        loading={list.isPending}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={<EmptyState>{t('bookEmpty')}</EmptyState>}
        columns={columnsOf(kind).map((column) => ({
          key: column.key,
          title: t(column.title),
          ...(column.width ? { width: column.width } : {}),
          ...(['what', 'document'].includes(column.key) ? { main: true } : { named: true }),
          cell: (row) => (
            <span
              lang="vi"
              style={{ textDecoration: row.cancelled && column.key !== 'note' ? 'line-through' : undefined }}
            >
              {column.day ? formatDate(column.text(row)) : column.text(row)}
            </span>
          ),
        }))}
      />
    </div>
  )
}

const seriesName = (code: (key: string) => string, series: string) => {
  const name = code(`series.${series}`)
  return name.startsWith('series.') ? series : name
}
