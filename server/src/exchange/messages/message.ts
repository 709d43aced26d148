/** What a message of QCVN 102:2016/BTTTT says, whatever dialect it was written in. Dates are YYYY-MM-DD, moments instants in UTC. */

export interface Organ {
  code: string
  /** The organisation above it. */
  inCharge: string
  name: string
  address: string
  email: string
  telephone: string
  fax: string
  website: string
}
export const organ = (code: string, name: string, rest: Partial<Organ> = {}): Organ => ({
  code,
  inCharge: '',
  name,
  address: '',
  email: '',
  telephone: '',
  fax: '',
  website: '',
  ...rest,
})

export const businesses = ['new', 'recall', 'update', 'replace'] as const
/** BussinessDocType 0 to 3. */
export type Business = (typeof businesses)[number]

export interface Staff {
  department: string
  name: string
  email: string
  mobile: string
}

/** A document that a message names without bringing it. */
export interface Named {
  organ: string
  symbol: string
  documentId: string
  issuedOn: string | null
}

export interface Attachment {
  contentId: string
  name: string
  description: string
  mediaType: string
  /** Of the bytes as the message carries them. */
  sha256: string
  size: number
}

/** An element that the reader does not know: kept as it was received. */
export interface Unknown {
  element: string
  text: string
}

export interface DocumentMessage {
  kind: 'document'
  business: Business
  /** Why it is asked back, changed or replaced. */
  reason: string
  /** The document that is asked back or changed, where that is not `documentId` itself. */
  about: string | null
  from: Organ
  to: Organ[]
  documentId: string
  number: string
  notation: string
  place: string
  issuedOn: string
  type: { ordinal: number | null; name: string }
  subject: string
  content: string
  signer: { authority: string; title: string; name: string }
  dueOn: string | null
  /** 0 normal to 3 express, 4 express at a time. */
  priority: number
  copies: number | null
  pages: number | null
  sphere: string
  typist: string
  appendixes: string[]
  answers: Named[]
  steering: number | null
  taskCodes: string[]
  applicationType: string
  toPlaces: string[]
  trace: { organ: string; at: string | null }[]
  paper: boolean
  replaces: { documentId: string; organs: string[] }[]
  /** Of an update: who is no longer, or newly, among the recipients. */
  receivers: { organ: string; added: boolean }[]
  staff: Staff
  attachments: Attachment[]
  unknown: Unknown[]
}

export interface StatusMessage {
  kind: 'status'
  from: Organ
  about: Named
  staff: Staff
  /** Decision 28/2018: 01 to 06, 13, 15, 16. */
  status: string
  note: string
  at: string
  unknown: Unknown[]
}

export type Message = DocumentMessage | StatusMessage

export const namespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'
export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const

/** `H05,2026/11/02,12/UBND-KGVX`: the identifier that two independent writers make alike. */
export const documentIdOf = (organCode: string, issuedOn: string, symbol: string): string =>
  `${organCode},${issuedOn.replaceAll('-', '/')},${symbol}`

/** The moment as messages write it: the clock of Vietnam, to the second. */
export function writeMoment(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

/** `yyyy/MM/dd HH:mm:ss` or, as one dialect has it, `dd/MM/yyyy HH:mm:ss`; also ISO 8601. Null where it is none. */
export function readMoment(text: string): string | null {
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.exec(text)
  if (iso) return validMoment(text)
  const parts = /^(\S+)[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?$/.exec(text)
  const date = readDate(parts?.[1] ?? '')
  if (!parts || !date) return null
  const [, , hours = '', minutes, seconds = '00'] = parts
  return validMoment(`${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}+07:00`)
}

/** `yyyy/MM/dd`, `dd/MM/yyyy` or ISO; a time after it is left out. Null where it is no day. */
export function readDate(text: string): string | null {
  const parts = /^(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})(?:[ T].*)?$/.exec(text)
  if (!parts) return null
  const [, first = '', month = '', last = ''] = parts
  const [year, day] = first.length === 4 ? [first, last] : last.length === 4 ? [last, first] : ['', '']
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const made = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === date ? date : null
}

function validMoment(text: string): string | null {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
