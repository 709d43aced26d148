/** The text of an official document, ready to be set: the same data makes a PDF, a DOCX, a scan and the words of the search index. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'grounds'; text: string }
  | { kind: 'section'; text: string }
  | { kind: 'article'; label: string; text: string }
  | { kind: 'centre'; text: string }
  | { kind: 'table'; head: string[]; widths: number[]; right: number[]; rows: string[][] }

export interface OfficialText {
  title: string
  superior: string | null
  issuer: string
  /** Documents of the Party have a heading of their own (Guidance 36-HD/VPTW). */
  party: boolean
  symbol: string
  /** `V/v …` under the symbol of a công văn. */
  about: string | null
  /** The stamp: KHẨN, THƯỢNG KHẨN, HỎA TỐC. */
  urgency: string | null
  place: string
  /** As written: ngày 05 tháng 02 năm 2026. */
  date: string
  issued: [year: number, month: number, day: number]
  'type-name': string | null
  abstract: string | null
  to: string[]
  /** Above a decision: ỦY BAN NHÂN DÂN TỈNH … */
  'authority-line': string | null
  body: Block[]
  copies: string[]
  /** TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH, a line each. */
  authority: string[]
  signer: string
  hand: number[][] | null
  /** What is issued with it, behind the signature. */
  annex: Block[]
  /** By which anybody can ask whether it is genuine: a QR code and its letters, in the lower left corner of page 1. */
  mark?: { svg: string; code: string }
}
