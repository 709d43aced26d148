import type { BookKind, BookRow } from '@mocban/contract/documents-books'
import type vi from '../outgoing/messages/vi.ts'

interface BookColumn {
  key: string
  title: keyof typeof vi & `col.${string}`
  width?: number
  /** The text is a date. */
  day?: boolean
  text: (row: BookRow) => string
}

const number = (row: BookRow) => String(row.number).padStart(2, '0')
const note: BookColumn = { key: 'note', title: 'col.note', width: 110, text: (row) => row.note }
const typeAndAbstract: BookColumn = { key: 'what', title: 'col.typeAndAbstract', text: (row) => row.typeAndAbstract }
const issuedOn: BookColumn = {
  key: 'issuedOn',
  title: 'col.issuedOn',
  width: 92,
  day: true,
  text: (row) => row.issuedOn ?? '',
}
const passedOn: BookColumn = {
  key: 'passedOn',
  title: 'col.passedOn',
  width: 92,
  day: true,
  text: (row) => row.passedOn ?? '',
}
const received: BookColumn = { key: 'received', title: 'col.received', width: 70, text: (row) => row.received }
const symbol: BookColumn = {
  key: 'symbol',
  title: 'col.symbol',
  width: 140,
  text: (row) => row.symbol || number(row),
}

/** The columns of a book on screen, in the order of the law (Decree 30/2020, Appendix IV). */
export function columnsOf(kind: BookKind): BookColumn[] {
  if (kind === 'tracking')
    return [
      { key: 'number', title: 'col.number', width: 70, text: number },
      {
        key: 'document',
        title: 'col.document',
        text: (row) => [row.typeAndAbstract, row.symbol, row.author].filter(Boolean).join('; '),
      },
      { key: 'to', title: 'col.recipientsIn', width: 200, text: (row) => row.recipients },
      { key: 'dueOn', title: 'col.dueOn', width: 100, day: true, text: (row) => row.dueOn ?? '' },
      { key: 'progress', title: 'col.progress', width: 160, text: (row) => row.progress },
      { key: 'answer', title: 'col.answer', width: 140, text: (row) => row.answer },
      note,
    ]
  if (kind === 'incoming')
    return [
      { key: 'day', title: 'col.day', width: 92, day: true, text: (row) => row.day ?? '' },
      { key: 'number', title: 'col.number', width: 70, text: number },
      { key: 'author', title: 'col.author', width: 180, text: (row) => row.author },
      symbol,
      issuedOn,
      typeAndAbstract,
      { key: 'to', title: 'col.recipientsIn', width: 180, text: (row) => row.recipients },
      passedOn,
      received,
      note,
    ]
  return [
    symbol,
    issuedOn,
    typeAndAbstract,
    { key: 'signer', title: 'col.signer', width: 120, text: (row) => row.signer },
    { key: 'to', title: 'col.recipients', width: 250, text: (row) => row.recipients },
    { key: 'fileCopy', title: 'col.fileCopy', width: 90, text: (row) => row.fileCopy },
    { key: 'copies', title: 'col.copies', width: 70, text: (row) => (row.copies === null ? '' : String(row.copies)) },
    passedOn,
    received,
    note,
  ]
}
