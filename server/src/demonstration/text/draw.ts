import type { Block } from '../files/official-text.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { issuerName, type Paper, symbolOf, typeNames } from '../story/paper.ts'
import { dateOf, officialDate } from '../story/working-time.ts'
import { fill } from './fill.ts'

export const text = (words: string): Block => ({ kind: 'text', text: words })
export const section = (words: string): Block => ({ kind: 'section', text: words })
export const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
export const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)
export const daysBefore = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** Everything that a body's sentences are drawn from. */
export class Draw {
  constructor(
    readonly paper: Paper,
    readonly random: SeededRandom,
    readonly places: readonly string[],
  ) {}
  some(from: readonly string[], low: number, high: number): string[] {
    return this.random.some(from, this.random.int(low, high)).map((one) => this.fill(one))
  }
  one(from: readonly string[]): string {
    return this.fill(this.random.pick(from))
  }
  fill(sentence: string): string {
    return fill(sentence, this.paper, this.random, this.places)
  }
  get caller(): string {
    return 'agency' in this.paper.from ? this.paper.from.agency.calledBy : this.paper.from.outside.name
  }
  get units(): string[] {
    const named: Record<string, string> = {
      skhcn: 'Sở Khoa học và Công nghệ',
      snv: 'Sở Nội vụ',
      stp: 'Sở Tư pháp',
      stc: 'Sở Tài chính',
      sct: 'Sở Công Thương',
      snnmt: 'Sở Nông nghiệp và Môi trường',
      sxd: 'Sở Xây dựng',
      svhttdl: 'Sở Văn hóa, Thể thao và Du lịch',
      sgddt: 'Sở Giáo dục và Đào tạo',
      syt: 'Sở Y tế',
      snnptnt: 'Sở Nông nghiệp và Phát triển nông thôn',
      stnmt: 'Sở Tài nguyên và Môi trường',
      stttt: 'Sở Thông tin và Truyền thông',
      sgtvt: 'Sở Giao thông vận tải',
      thanhtra: 'Thanh tra tỉnh',
      sngv: 'Sở Ngoại vụ',
      sdttg: 'Sở Dân tộc và Tôn giáo',
      bqlkcn: 'Ban Quản lý các khu công nghiệp tỉnh',
      ttpvhcc: 'Trung tâm Phục vụ hành chính công tỉnh',
      vphdnd: 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    }
    return [this.paper.matter.department, ...this.paper.matter.along].map((key) => named[key] ?? '').filter(Boolean)
  }
  /** What the paper rests on: the document it answers, else an act. */
  opening(): string {
    const { basis } = this.paper
    if (basis && symbolOf(basis)) {
      const what = `${typeNames[basis.type] ?? 'Công văn'} số ${symbolOf(basis)} ${officialDate(dateOf(basis.signedAt))} của ${issuerName(basis)} ${basis.type === 'cong-van' ? `về việc ${basis.subject}` : `về ${basis.subject}`}`
      return this.random.pick([`Thực hiện ${what}`, `Phúc đáp ${what}`, `Căn cứ ${what}`, `Xét nội dung ${what}`])
    }
    if (basis) return `Xét ${basis.subject.charAt(0).toLowerCase()}${basis.subject.slice(1)}`
    return `Thực hiện ${this.one(this.paper.matter.grounds)}`
  }
}
