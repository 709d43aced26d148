import { books } from '@mocban/contract/documents-books'
import { clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type App, serve, serveLong } from '../../platform/http/index.ts'
import { placeOf, superiorLine } from '../templates/index.ts'
import { issuingAgency } from '../templates/read-agency.ts'
import { bookWorkbook } from './book-workbook.ts'
import { printBook } from './print-book.ts'
import { listBooks, readBook, wholeBook } from './read-book.ts'

export function bookRoutes(app: App): void {
  serve(app, books.list, ({ tx }) => listBooks(tx))
  serve(app, books.rows, async ({ tx, query }) => {
    const after = query.after ? Number(query.after) : undefined
    const rows = await readBook(tx, query, { after, order: 'newest', limit: query.limit + 1 })
    const items = rows.slice(0, query.limit)
    const last = items.at(-1)
    return rows.length > query.limit && last ? { items, next: String(last.number) } : { items }
  })
  serveLong(app, books.file, async ({ query, asMe, reply }) => {
    const actor = await asMe(async (_, who) => who)
    const agency = await asMe((tx) => issuingAgency(tx, actor.agencyId))
    const days = { from: query.from, to: query.to }
    const pages = wholeBook((work) => asMe((tx: Tx) => work(tx)), query, days)
    const name = `so-${query.kind}-${query.year}.${query.as}`
    reply.header('content-disposition', `attachment; filename="${name}"`)
    if (query.as === 'xlsx') {
      reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      return reply.send(bookWorkbook(query, agency.name, pages))
    }
    const rows = []
    for await (const page of pages) rows.push(...page)
    const pdf = printBook({
      book: query,
      rows,
      agency: agency.name,
      superior: superiorLine(agency) ?? '',
      place: placeOf(agency),
      printedBy: actor.fullName,
      today: clock.today(),
      ...days,
    })
    return reply.type('application/pdf').send(pdf)
  })
}
