import type { BookKind, BookRow } from '@mocban/contract/documents-books'

/** The columns of each register book, exactly as Decree 30/2020, Appendix IV, prescribes them. */

export interface Column {
  head: string
  /** Share of the page's width in mm (A4 landscape, 257 mm between margins). */
  width: number
  text: (row: BookRow) => string
  centre?: boolean
}

const day = (date: string | null) => (date ? date.split('-').reverse().join('/') : '')
const number = (row: BookRow) => String(row.number).padStart(2, '0')
const note = (row: BookRow) => row.note

const incoming: Column[] = [
  { head: 'Ngày đến', width: 20, text: (row) => day(row.day), centre: true },
  { head: 'Số đến', width: 14, text: number, centre: true },
  { head: 'Tác giả', width: 38, text: (row) => row.author },
  { head: 'Số, ký hiệu văn bản', width: 28, text: (row) => row.symbol },
  { head: 'Ngày, tháng văn bản', width: 20, text: (row) => day(row.issuedOn), centre: true },
  { head: 'Tên loại và trích yếu nội dung văn bản', width: 62, text: (row) => row.typeAndAbstract },
  { head: 'Đơn vị hoặc người nhận', width: 30, text: (row) => row.recipients },
  { head: 'Ngày chuyển', width: 19, text: (row) => day(row.passedOn), centre: true },
  { head: 'Ký nhận', width: 14, text: (row) => row.received },
  { head: 'Ghi chú', width: 22, text: note },
]

const outgoing: Column[] = [
  { head: 'Số, ký hiệu văn bản', width: 28, text: (row) => row.symbol || number(row) },
  { head: 'Ngày, tháng văn bản', width: 20, text: (row) => day(row.issuedOn), centre: true },
  { head: 'Tên loại và trích yếu nội dung văn bản', width: 64, text: (row) => row.typeAndAbstract },
  { head: 'Người ký', width: 26, text: (row) => row.signer },
  { head: 'Nơi nhận văn bản', width: 42, text: (row) => row.recipients },
  { head: 'Đơn vị, người nhận bản lưu', width: 22, text: (row) => row.fileCopy },
  { head: 'Số lượng bản', width: 13, text: (row) => (row.copies === null ? '' : String(row.copies)), centre: true },
  { head: 'Ngày chuyển', width: 19, text: (row) => day(row.passedOn), centre: true },
  { head: 'Ký nhận', width: 14, text: (row) => row.received },
  { head: 'Ghi chú', width: 22, text: note },
]

const tracking: Column[] = [
  { head: 'Số đến', width: 15, text: number, centre: true },
  {
    head: 'Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản',
    width: 88,
    text: (row) =>
      [row.typeAndAbstract, row.symbol && `số ${row.symbol}`, row.issuedOn && `ngày ${day(row.issuedOn)}`, row.author]
        .filter(Boolean)
        .join('; '),
  },
  { head: 'Đơn vị hoặc người nhận', width: 42, text: (row) => row.recipients },
  { head: 'Thời hạn giải quyết', width: 24, text: (row) => day(row.dueOn), centre: true },
  { head: 'Tiến độ giải quyết', width: 32, text: (row) => row.progress },
  { head: 'Số, ký hiệu văn bản trả lời', width: 32, text: (row) => row.answer },
  { head: 'Ghi chú', width: 24, text: note },
]

export const columnsOf: Record<BookKind, Column[]> = { incoming, outgoing, internal: outgoing, tracking }

export const titleOf: Record<BookKind, string> = {
  incoming: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  outgoing: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  internal: 'SỔ ĐĂNG KÝ VĂN BẢN NỘI BỘ',
  tracking: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
}
