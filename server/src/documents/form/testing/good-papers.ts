import type { FormFacts } from '../facts.ts'
import type { Line, Paper } from './paper.ts'

/** Pages that keep every rule: a letter, a decision with articles, a plan with sections and an appendix. Invented. */

export const someFacts = (changes: Partial<FormFacts> = {}): FormFacts => ({
  typeCode: 'cong-van',
  typeName: 'Công văn',
  typeAbbreviation: null,
  legal: false,
  agency: {
    name: 'Sở Khoa học và Công nghệ',
    kind: 'department',
    abbreviation: 'SKHCN',
    parentName: 'Ủy ban nhân dân tỉnh Bắc Ninh',
  },
  issuer: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
  superior: 'UBND TỈNH BẮC NINH',
  place: 'Bắc Ninh',
  abstract: 'triển khai tổ công nghệ số cộng đồng',
  urgency: 'normal',
  signer: { name: 'Đặng Văn Hải', lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'] },
  day: '2026-11-02',
  units: [
    { name: 'Sở Khoa học và Công nghệ', until: null, now: null },
    { name: 'Ủy ban nhân dân tỉnh Bắc Ninh', until: null, now: null },
    { name: 'Ủy ban nhân dân phường Kinh Bắc', until: null, now: null },
    { name: 'Ủy ban nhân dân phường Từ Sơn', until: null, now: null },
    { name: 'Sở Thông tin và Truyền thông', until: '2025-02-28', now: 'Sở Khoa học và Công nghệ' },
  ],
  typeNames: ['Nghị quyết', 'Quyết định', 'Kế hoạch', 'Báo cáo', 'Thông báo', 'Tờ trình', 'Công văn', 'Chỉ thị'],
  ...changes,
})

const centre = { align: 'center' } as const
export const para = (text: string, more: Partial<Line> = {}): Line => ({
  text,
  align: 'both',
  first: 12.7,
  before: 6,
  ...more,
})
/** A line drawn so far from both sides of what it stands in. */
const rule = (side: number): Line => ({ text: '', ruled: true, size: 2, left: side, right: side })

const headRight = (): Line[] => [
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 12, bold: true, ...centre },
  { text: 'Độc lập - Tự do - Hạnh phúc', size: 13, bold: true, ...centre },
  rule(19),
  { text: 'Bắc Ninh, ngày 02 tháng 11 năm 2026', size: 13, italic: true, ...centre, before: 5 },
]
const headLeft = (symbol: string): Line[] => [
  { text: 'UBND TỈNH BẮC NINH', size: 12, ...centre },
  { text: 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', size: 12, bold: true, ...centre },
  rule(20),
  { text: `Số: ${symbol}`, size: 13, ...centre, before: 5 },
]
const footRight = (): Line[] => [
  { text: 'KT. GIÁM ĐỐC', bold: true, ...centre },
  { text: 'PHÓ GIÁM ĐỐC', bold: true, ...centre },
  { text: '' },
  { text: '' },
  { text: 'Đặng Văn Hải', bold: true, ...centre },
]
const footLeft = (...lines: string[]): Line[] => [
  { text: 'Nơi nhận:', size: 12, bold: true, italic: true },
  ...lines.map((text) => ({ text, size: 11 })),
]
const page = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 }
const number = { size: 13, align: 'center', at: 'header', ownFirst: true } as const

/** A letter to two wards. */
export const letter = (): Paper => ({
  facts: someFacts(),
  page: { ...page },
  number: { ...number },
  headLeft: [
    ...headLeft('05/SKHCN-CĐS'),
    { text: 'V/v triển khai tổ công nghệ số cộng đồng', size: 12, ...centre, before: 6 },
  ],
  headRight: headRight(),
  text: [
    { text: 'Kính gửi:', left: 28, before: 12 },
    { text: '- Ủy ban nhân dân phường Kinh Bắc;', left: 40 },
    { text: '- Ủy ban nhân dân phường Từ Sơn.', left: 40 },
    { text: '' },
    para(
      'Thực hiện Kế hoạch số 57/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Bắc Ninh về chuyển đổi số, Sở Khoa học và Công nghệ đề nghị Ủy ban nhân dân các phường thực hiện một số nội dung.',
    ),
    para(
      'Kết quả gửi về Sở Khoa học và Công nghệ trước ngày 30 tháng 11 năm 2026 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh Bắc Ninh theo quy định./.',
    ),
  ],
  footLeft: footLeft('- Như trên;', '- Giám đốc Sở (để báo cáo);', '- Lưu: VT, CĐS.'),
  footRight: footRight(),
  after: [],
})

/** A decision that issues regulations: grounds, articles, chapters, clauses and points. */
export const decision = (): Paper => ({
  facts: someFacts({
    typeCode: 'quyet-dinh',
    typeName: 'Quyết định',
    typeAbbreviation: 'QĐ',
    abstract: 'Ban hành Quy chế làm việc của tổ công nghệ số',
  }),
  page: { ...page },
  number: { ...number },
  headLeft: headLeft('15/QĐ-SKHCN'),
  headRight: headRight(),
  text: [
    { text: 'QUYẾT ĐỊNH', bold: true, ...centre, before: 14 },
    { text: 'Ban hành Quy chế làm việc của tổ công nghệ số', bold: true, ...centre },
    rule(60),
    { text: '' },
    { text: 'GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ', bold: true, ...centre },
    para('Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;', { italic: true }),
    para('Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;', {
      italic: true,
    }),
    para('Theo đề nghị của Chánh Văn phòng Sở.', { italic: true }),
    { text: 'QUYẾT ĐỊNH:', bold: true, ...centre, before: 10, after: 6 },
    { text: 'Chương I', bold: true, ...centre, before: 6 },
    { text: 'QUY ĐỊNH CHUNG', bold: true, ...centre },
    para('Điều 1. Phạm vi điều chỉnh', { bold: true }),
    para(
      '1. Quy chế này quy định nguyên tắc, chế độ trách nhiệm và quan hệ công tác của tổ công nghệ số cộng đồng trên địa bàn.',
    ),
    para('2. Các nội dung khác thực hiện theo quy định của pháp luật, gồm:'),
    para(
      'a) Tổ chức lớp bồi dưỡng kỹ năng số cho người dân tại địa bàn dân cư, khu công nghiệp theo kế hoạch hằng năm;',
    ),
    para('b) Hướng dẫn người dân sử dụng dịch vụ công trực tuyến theo danh mục 12 nhóm thủ tục.'),
    para('Điều 2. Đối tượng áp dụng', { bold: true }),
    para(
      'Quy chế này áp dụng đối với tổ công nghệ số cộng đồng và các cơ quan, đơn vị, cá nhân có liên quan trên địa bàn tỉnh.',
    ),
    { text: 'Chương II', bold: true, ...centre, before: 6 },
    { text: 'TỔ CHỨC THỰC HIỆN', bold: true, ...centre },
    { text: 'Mục 1. TRÁCH NHIỆM', bold: true, ...centre, before: 6 },
    para('Điều 3. Hiệu lực thi hành', { bold: true }),
    para(
      'Chánh Văn phòng Sở, Trưởng các phòng thuộc Sở và các cơ quan, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
    ),
  ],
  footLeft: footLeft('- Như Điều 3;', '- Lưu: VT, VP.'),
  footRight: footRight(),
  after: [],
})

/** A plan with sections in Roman numerals and two appendices. */
export const plan = (): Paper => ({
  facts: someFacts({
    typeCode: 'ke-hoach',
    typeName: 'Kế hoạch',
    typeAbbreviation: 'KH',
    abstract: 'Phát triển kinh tế số năm 2027',
  }),
  page: { ...page },
  number: { ...number },
  headLeft: headLeft('18/KH-SKHCN'),
  headRight: headRight(),
  text: [
    { text: 'KẾ HOẠCH', bold: true, ...centre, before: 14 },
    { text: 'Phát triển kinh tế số năm 2027', bold: true, ...centre },
    rule(67),
    para('I. MỤC ĐÍCH, YÊU CẦU', { bold: true }),
    para(
      '1. Cụ thể hóa nhiệm vụ được giao, bảo đảm tiến độ, chất lượng và sự phối hợp của các cơ quan trên địa bàn tỉnh.',
    ),
    para('2. Chi tiết tại Phụ lục kèm theo Kế hoạch này.'),
    para('II. TỔ CHỨC THỰC HIỆN', { bold: true }),
    para(
      'Các phòng thuộc Sở chủ động triển khai nhiệm vụ được phân công, định kỳ báo cáo kết quả thực hiện theo quy định./.',
    ),
  ],
  footLeft: footLeft('- Ủy ban nhân dân tỉnh Bắc Ninh;', '- Lưu: VT, CĐS.'),
  footRight: footRight(),
  after: ['I', 'II'].flatMap((which): Line[] => [
    { text: `Phụ lục ${which}`, bold: true, ...centre, before: 12 },
    { text: 'DANH MỤC NHIỆM VỤ', bold: true, ...centre },
    {
      text: '(Kèm theo Kế hoạch số 18/KH-SKHCN ngày 02 tháng 11 năm 2026 của Sở Khoa học và Công nghệ)',
      italic: true,
      ...centre,
    },
    para('1. Hoàn thiện nền tảng dữ liệu dùng chung của tỉnh.'),
  ]),
})

/** Minutes, signed by who kept them and by who presided. */
export const minutes = (): Paper => ({
  facts: someFacts({
    typeCode: 'bien-ban',
    typeName: 'Biên bản',
    typeAbbreviation: 'BB',
    abstract: 'Họp tổ công nghệ số tháng 10 năm 2026',
    signer: { name: 'Đặng Văn Hải', lines: ['PHÓ GIÁM ĐỐC'] },
  }),
  page: { ...page },
  number: { ...number },
  headLeft: headLeft('07/BB-SKHCN'),
  headRight: headRight(),
  text: [
    { text: 'BIÊN BẢN', bold: true, ...centre, before: 14 },
    { text: 'Họp tổ công nghệ số tháng 10 năm 2026', bold: true, ...centre },
    rule(67),
    para('Thời gian bắt đầu: 08 giờ 00 phút, ngày 02 tháng 11 năm 2026.'),
    para(
      'Các thành viên thảo luận về kết quả của tháng, thống nhất nhiệm vụ của tháng tới và phân công từng người thực hiện.',
    ),
    para('Cuộc họp kết thúc vào 10 giờ 00 phút, ngày 02 tháng 11 năm 2026./.'),
  ],
  footLeft: [
    { text: 'THƯ KÝ', bold: true, ...centre },
    { text: '' },
    { text: '' },
    { text: 'Ngô Thị Lan', bold: true, ...centre },
  ],
  footRight: [
    { text: 'CHỦ TRÌ', bold: true, ...centre },
    { text: '' },
    { text: '' },
    { text: 'Đặng Văn Hải', bold: true, ...centre },
  ],
  after: footLeft('- Các thành viên tổ công nghệ số;', '- Lưu: VT, CĐS.'),
})
