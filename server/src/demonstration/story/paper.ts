import type { OfficialText } from '../files/official-text.ts'
import type { Matter } from '../matters/index.ts'
import type { Agency, Holder } from '../province/province.ts'

/** Somebody outside the province's agencies who writes to them. */
export interface Outside {
  name: string
  /** As it stands at the head of the page. */
  letterhead: { superior: string | null; name: string }
  abbreviation: string
  place: string
  party: boolean
  /** Lines above the signature. */
  sign: string[]
  signerTitle: string
}

export interface MadeFile {
  sha256: string
  size: number
  mediaType: string
  name: string
  role: 'main' | 'attachment' | 'source'
  /** Text of its pages, for the search. */
  pages: string[]
  pageCount: number
}

/** One official paper, whoever wrote it; each agency that has it keeps a document of its own about it. */
export interface Paper {
  ordinal: number
  from: { agency: Agency } | { outside: Outside }
  type: string
  matter: Matter
  /** Completes "Về việc …". */
  subject: string
  signedAt: Date
  urgency: 'normal' | 'urgent' | 'very-urgent' | 'express'
  signer: {
    name: string
    title: string
    authority: 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q' | null
    lines: string[]
    holder: Holder | null
  }
  /** What follows the number: UBND-KGVX, QĐ-UBND. */
  notation: string
  number: number | null
  to: string[]
  copies: string[]
  /** What it answers or carries out. */
  basis: Paper | null
  answers: boolean
  dueOn: string | null
  form: 'pdf' | 'docx' | 'scan'
  sheet: boolean
  /** Text written for this paper alone, where the matter's sentences are not enough. */
  body?: OfficialText['body']
  /** What it issues: regulations behind a decision. */
  annex?: OfficialText['annex']
  abstract: string
  files: MadeFile[]
  /** By which anybody can ask whether it is genuine, once it is issued. */
  code?: string
}

const abbreviations: Record<string, string | null> = {
  'quyet-dinh': 'QĐ',
  'chi-thi': 'CT',
  'thong-bao': 'TB',
  'huong-dan': 'HD',
  'ke-hoach': 'KH',
  'bao-cao': 'BC',
  'to-trinh': 'TTr',
  'cong-van': null,
  'cong-dien': 'CĐ',
  'giay-moi': 'GM',
  'quy-che': 'QC',
  'bien-ban': 'BB',
  'nghi-quyet': 'NQ',
  'don-thu': null,
  'chuong-trinh': 'CTr',
  'giay-gioi-thieu': 'GGT',
}
/** The notation by Appendix I, II.3: named documents by type and issuer, letters by issuer and drafting unit. */
export function notation(type: string, issuer: string, unit: string): string {
  const abbreviation = abbreviations[type]
  return abbreviation ? `${abbreviation}-${issuer}` : `${issuer}-${unit}`
}
export const typeNames: Record<string, string> = {
  'quyet-dinh': 'Quyết định',
  'chi-thi': 'Chỉ thị',
  'thong-bao': 'Thông báo',
  'huong-dan': 'Hướng dẫn',
  'ke-hoach': 'Kế hoạch',
  'bao-cao': 'Báo cáo',
  'to-trinh': 'Tờ trình',
  'cong-van': 'Công văn',
  'cong-dien': 'Công điện',
  'giay-moi': 'Giấy mời',
  'quy-che': 'Quy chế',
  'bien-ban': 'Biên bản',
  'don-thu': 'Đơn',
  'nghi-quyet': 'Nghị quyết',
  'chuong-trinh': 'Chương trình',
}
export function symbolOf(paper: Paper): string {
  if (paper.type === 'don-thu') return ''
  if ('outside' in paper.from && paper.from.outside.party) return `${paper.number}-${paper.notation}`
  return `${String(paper.number ?? 0).padStart(2, '0')}/${paper.notation}`
}
export const issuerName = (paper: Paper): string =>
  'agency' in paper.from ? paper.from.agency.unit.name : paper.from.outside.name

/** The abstract as registers write it. */
export function abstractOf(type: string, subject: string): string {
  if (type === 'cong-van') return `V/v ${subject}`
  if (type === 'bao-cao')
    return subject.startsWith('báo cáo') ? subject.replace(/^báo cáo /, 'Kết quả ') : `Kết quả ${subject}`
  if (type === 'ke-hoach') return subject.charAt(0).toUpperCase() + subject.slice(1)
  if (type === 'giay-moi') return `Dự họp ${subject}`
  if (type === 'thong-bao') return `Kết luận về ${subject}`
  if (type === 'don-thu') return subject
  return `Về việc ${subject}`
}
