import { books } from '@mocban/contract/documents-books'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { type AsAsker, fileExportKind } from '../../platform/exports/index.ts'
import { type App, refuse, serve, serveLong } from '../../platform/http/index.ts'
import { placeOf, superiorLine } from '../templates/index.ts'
import { issuingAgency } from '../templates/read-agency.ts'
import { bookWorkbook } from './book-workbook.ts'
import { printBook } from './print-book.ts'
import { type Book, listBooks, readBook, wholeBook } from './read-book.ts'

/** As people look for it among what they downloaded. */
const fileNames = {
  incoming: 'so-van-ban-den',
  outgoing: 'so-van-ban-di',
  internal: 'so-van-ban-noi-bo',
  tracking: 'so-theo-doi-giai-quyet',
}

export function bookRoutes(app: App): void {
  serve(app, books.list, ({ tx }) => listBooks(tx))
  serve(app, books.rows, async ({ tx, query }) => {
    const after = query.after ? Number(query.after) : undefined
    const { from, to } = query
    const rows = await readBook(tx, query, { after, order: 'newest', limit: query.limit + 1, from, to })
    const items = rows.slice(0, query.limit)
    const last = items.at(-1)
    return rows.length > query.limit && last ? { items, next: String(last.number) } : { items }
  })
  serveLong(app, books.file, async ({ query, asMe, reply }) => {
    const name = `${fileNames[query.kind]}-${query.year}.${query.as}`
    reply.header('content-disposition', `attachment; filename="${name}"`)
    if (query.as === 'xlsx') {
      reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      const agency = await asMe((tx, actor) => agencyOf(tx, actor, query))
      const days = { from: query.from, to: query.to }
      return reply.send(
        bookWorkbook(
          query,
          agency.name,
          wholeBook((work) => asMe((tx: Tx) => work(tx)), query, days),
        ),
      )
    }
    return reply.type('application/pdf').send(await bookPdf(asMe, query))
  })
  bookExport()
}

/** A long book is set in the background, and the bell tells when it lies there. */
export function bookExport(): void {
  fileExportKind('book', {
    mediaType: 'application/pdf',
    file: (asAsker, query, progress) => {
      const asked = books.file.query.safeParse({ ...query, as: 'pdf' })
      if (!asked.success) throw refuse('request.invalid', { what: 'query' })
      return bookPdf(asAsker, asked.data, progress)
    },
  })
}

/** A book carries the name that its agency had in the book's year. */
function agencyOf(tx: Tx, actor: Actor, book: Book) {
  const end = `${book.year}-12-31`
  return issuingAgency(tx, book.agency ?? actor.agencyId, end < clock.today() ? end : clock.today())
}

async function bookPdf(
  asMe: AsAsker,
  query: Book & { from?: string | undefined; to?: string | undefined },
  progress?: (lines: number) => Promise<unknown>,
): Promise<Buffer> {
  const days = { from: query.from, to: query.to }
  const { agency, actor } = await asMe(async (tx, who) => ({
    agency: await agencyOf(tx, who, query),
    actor: who,
  }))
  const rows = []
  for await (const page of wholeBook((work) => asMe((tx: Tx) => work(tx)), query, days)) rows.push(...page)
  return printBook(
    {
      book: query,
      rows,
      agency: agency.name,
      superior: superiorLine(agency) ?? '',
      place: placeOf(agency),
      printedBy: actor.fullName,
      today: clock.today(),
      ...days,
    },
    progress,
  )
}
