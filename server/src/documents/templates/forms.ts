import { AlignmentType, type Paragraph, type Table } from 'docx'
import { line, run } from './official-page.ts'
import { addressees, body, decider, decides, foot, grounds, head, title } from './official-parts.ts'

/** The forms of Decree 30/2020, Appendix III, each as the parts it is made of, and the words a new draft begins with. */
export interface Form {
  typeCode: string
  /** The first paragraphs of a new draft, to be written over. */
  begin: string[]
  needsAddressees: boolean
  needsGrounds: boolean
  parts: () => (Paragraph | Table)[]
}

const named = (typeCode: string, name: string, begin: string[], withAddressees = false): Form => ({
  typeCode,
  begin,
  needsAddressees: withAddressees,
  needsGrounds: false,
  parts: () => [
    head('named'),
    ...title(name),
    ...(withAddressees ? addressees() : []),
    ...grounds(),
    ...body(),
    ...foot(),
  ],
})

const decision = (typeCode: string, name: string, verb: string, begin: string[]): Form => ({
  typeCode,
  begin,
  needsAddressees: false,
  needsGrounds: true,
  parts: () => [head('named'), ...title(name), ...decider(), ...grounds(), ...decides(verb), ...body(), ...foot()],
})

const letter: Form = {
  typeCode: 'cong-van',
  begin: ['Thực hiện …, {issuer} … như sau:', 'Đề nghị … phối hợp thực hiện./.'],
  needsAddressees: true,
  needsGrounds: false,
  parts: () => [head('letter'), ...addressees(), ...body(), ...foot()],
}

const invitation: Form = {
  typeCode: 'giay-moi',
  begin: [
    'Nội dung: …',
    'Thành phần: …',
    'Chủ trì: …',
    'Thời gian: … giờ … phút, ngày …',
    'Địa điểm: …',
    'Rất mong các đại biểu đến dự đúng thời gian và thành phần nêu trên./.',
  ],
  needsAddressees: true,
  needsGrounds: false,
  parts: () => [
    head('named'),
    ...title('Giấy mời'),
    ...addressees(),
    line([run('{issuerPlain} trân trọng kính mời:')], { align: AlignmentType.JUSTIFIED, firstLine: true, before: 6 }),
    ...body(),
    ...foot(),
  ],
}

const close = '…/.'

const resolves = ['Điều 1. …', 'Điều 2. Tổ chức thực hiện', `Nghị quyết này có hiệu lực kể từ ngày ký${close}`]
const legal = (kind: string) => [
  'Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng',
  '…',
  'Điều 2. Hiệu lực thi hành',
  `${kind} này có hiệu lực từ ngày …${close}`,
]

/** Types with a form of their own; the order is that of Article 7. */
const forms: Form[] = [
  decision('nghi-quyet', 'Nghị quyết', 'QUYẾT NGHỊ:', resolves),
  decision('nghi-quyet-qppl', 'Nghị quyết', 'QUYẾT NGHỊ:', legal('Nghị quyết')),
  decision('quyet-dinh-qppl', 'Quyết định', 'QUYẾT ĐỊNH:', legal('Quyết định')),
  decision('quyet-dinh', 'Quyết định', 'QUYẾT ĐỊNH:', [
    'Điều 1. …',
    'Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.',
    'Điều 3. Thủ trưởng các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
  ]),
  named('chi-thi', 'Chỉ thị', ['…', '1. …', `2. ${close}`]),
  named('quy-che', 'Quy chế', ['Chương I', 'QUY ĐỊNH CHUNG', 'Điều 1. Phạm vi điều chỉnh', close]),
  named('quy-dinh', 'Quy định', ['Điều 1. Phạm vi điều chỉnh', close]),
  named('thong-cao', 'Thông cáo', [close]),
  named('thong-bao', 'Thông báo', ['…', '1. …', `2. ${close}`]),
  named('huong-dan', 'Hướng dẫn', ['I. MỤC ĐÍCH, YÊU CẦU', '…', 'II. NỘI DUNG', close]),
  named('chuong-trinh', 'Chương trình', ['I. MỤC TIÊU', '…', 'II. NHIỆM VỤ', '…', 'III. TỔ CHỨC THỰC HIỆN', close]),
  named('ke-hoach', 'Kế hoạch', [
    'I. MỤC ĐÍCH, YÊU CẦU',
    '1. Mục đích',
    '2. Yêu cầu',
    'II. NỘI DUNG',
    '…',
    'III. TỔ CHỨC THỰC HIỆN',
    close,
  ]),
  named('phuong-an', 'Phương án', ['I. CĂN CỨ', '…', 'II. NỘI DUNG', close]),
  named('de-an', 'Đề án', ['Phần I', '…', 'Phần II', close]),
  named('du-an', 'Dự án', ['I. …', close]),
  named(
    'bao-cao',
    'Báo cáo',
    [
      'Thực hiện …, {issuer} báo cáo như sau:',
      'I. KẾT QUẢ THỰC HIỆN',
      '…',
      'II. TỒN TẠI, HẠN CHẾ',
      '…',
      'III. NHIỆM VỤ THỜI GIAN TỚI',
      close,
    ],
    true,
  ),
  named('bien-ban', 'Biên bản', [
    'Thời gian bắt đầu: …',
    'Địa điểm: …',
    'Thành phần tham dự: …',
    'Chủ trì: …',
    'Thư ký: …',
    'Nội dung:',
    close,
  ]),
  named(
    'to-trinh',
    'Tờ trình',
    [
      'Thực hiện …, {issuer} kính trình … xem xét, … như sau:',
      '1. Sự cần thiết',
      '…',
      '2. Nội dung',
      '…',
      `Kính trình … xem xét, quyết định${close.slice(1)}`,
    ],
    true,
  ),
  letter,
  named('cong-dien', 'Công điện', ['{issuer} điện:', close], true),
  named('giay-uy-quyen', 'Giấy ủy quyền', [
    '1. Người ủy quyền: …',
    '2. Người được ủy quyền: …',
    '3. Nội dung ủy quyền: …',
    `4. Thời hạn ủy quyền: ${close}`,
  ]),
  invitation,
  named('giay-gioi-thieu', 'Giấy giới thiệu', [
    '{issuer} trân trọng giới thiệu:',
    'Ông (bà): …',
    'Chức vụ: …',
    'Được cử đến: …',
    'Về việc: …',
    `Giấy này có giá trị đến hết ngày ${close}`,
  ]),
  named(
    'phieu-gui',
    'Phiếu gửi',
    [
      '{issuer} gửi kèm theo phiếu này các văn bản, tài liệu sau đây:',
      '1. …',
      `Sau khi nhận được, đề nghị gửi lại phiếu này${close.slice(1)}`,
    ],
    true,
  ),
  named('phieu-chuyen', 'Phiếu chuyển', ['{issuer} chuyển … đến … để giải quyết theo thẩm quyền./.'], true),
  named('phieu-bao', 'Phiếu báo', [close], true),
]

/** The form of a type; types without one of their own are written as a named document. */
export function formOf(typeCode: string, typeName: string): Form {
  return forms.find((form) => form.typeCode === typeCode) ?? named(typeCode, typeName, [close])
}
