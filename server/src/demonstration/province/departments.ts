/** A division as data: Vietnamese name, abbreviation inside its agency, English name. */
export type DivisionPlan = readonly [name: string, abbreviation: string, english: string]

export interface DepartmentPlan {
  key: string
  name: string
  shortName: string
  abbreviation: string
  english: string
  urdu: string
  /** Titles of the head and the deputies. */
  head: string
  deputy: string
  headEnglish: string
  divisions: readonly DivisionPlan[]
}

const director = { head: 'Giám đốc', deputy: 'Phó Giám đốc', headEnglish: 'Director' }
const office: DivisionPlan = ['Văn phòng', 'VP', 'Office']

/** Sections of the Office of the Provincial People's Committee; their abbreviations end the symbols of its letters (12/UBND-KGVX). */
export const officeSections: readonly DivisionPlan[] = [
  ['Phòng Tổng hợp', 'TH', 'General Affairs Section'],
  ['Phòng Kinh tế tổng hợp', 'KTTH', 'General Economy Section'],
  ['Phòng Kinh tế ngành', 'KTN', 'Sector Economy Section'],
  ['Phòng Nông nghiệp', 'NN', 'Agriculture Section'],
  ['Phòng Xây dựng', 'XD', 'Construction Section'],
  ['Phòng Khoa giáo – Văn xã', 'KGVX', 'Science, Education and Social Affairs Section'],
  ['Phòng Nội chính', 'NC', 'Internal Affairs Section'],
  ['Phòng Hành chính – Tổ chức', 'HCTC', 'Administration Section'],
]

/** Departments and bodies of the province by the common set of Decree 45/2025. */
export const departments: readonly DepartmentPlan[] = [
  {
    key: 'skhcn',
    name: 'Sở Khoa học và Công nghệ',
    shortName: 'Sở KH&CN',
    abbreviation: 'SKHCN',
    english: 'Department of Science and Technology',
    urdu: 'محکمہ سائنس و ٹیکنالوجی',
    ...director,
    divisions: [
      office,
      ['Phòng Chuyển đổi số', 'CĐS', 'Digital Transformation Division'],
      ['Phòng Quản lý khoa học', 'QLKH', 'Science Management Division'],
      ['Phòng Công nghệ và Đổi mới sáng tạo', 'CNĐMST', 'Technology and Innovation Division'],
      ['Phòng Sở hữu trí tuệ và An toàn bức xạ', 'SHTTBX', 'Intellectual Property and Radiation Safety Division'],
      ['Phòng Bưu chính – Viễn thông', 'BCVT', 'Post and Telecommunications Division'],
      ['Trung tâm Công nghệ thông tin và Truyền thông', 'TTCNTT', 'Information Technology Centre'],
    ],
  },
  {
    key: 'snv',
    name: 'Sở Nội vụ',
    shortName: 'Sở Nội vụ',
    abbreviation: 'SNV',
    english: 'Department of Home Affairs',
    urdu: 'محکمہ امور داخلہ',
    ...director,
    divisions: [
      office,
      ['Phòng Tổ chức, biên chế và Chính quyền địa phương', 'TCBC', 'Organisation and Local Government Division'],
      ['Phòng Cải cách hành chính', 'CCHC', 'Administrative Reform Division'],
      ['Phòng Công chức, viên chức', 'CCVC', 'Civil Service Division'],
      ['Phòng Lao động, việc làm', 'LĐVL', 'Labour and Employment Division'],
    ],
  },
  {
    key: 'stp',
    name: 'Sở Tư pháp',
    shortName: 'Sở Tư pháp',
    abbreviation: 'STP',
    english: 'Department of Justice',
    urdu: 'محکمہ انصاف',
    ...director,
    divisions: [
      office,
      ['Phòng Xây dựng và Kiểm tra văn bản', 'XDKTVB', 'Legal Drafting and Review Division'],
      ['Phòng Hành chính tư pháp', 'HCTP', 'Judicial Administration Division'],
    ],
  },
  {
    key: 'stc',
    name: 'Sở Tài chính',
    shortName: 'Sở Tài chính',
    abbreviation: 'STC',
    english: 'Department of Finance',
    urdu: 'محکمہ خزانہ',
    ...director,
    divisions: [
      office,
      ['Phòng Quản lý ngân sách', 'QLNS', 'Budget Division'],
      ['Phòng Đầu tư', 'ĐT', 'Investment Division'],
      ['Phòng Đăng ký kinh doanh', 'ĐKKD', 'Business Registration Division'],
      ['Phòng Tổng hợp, Quy hoạch', 'THQH', 'Planning Division'],
    ],
  },
  {
    key: 'sct',
    name: 'Sở Công Thương',
    shortName: 'Sở Công Thương',
    abbreviation: 'SCT',
    english: 'Department of Industry and Trade',
    urdu: 'محکمہ صنعت و تجارت',
    ...director,
    divisions: [
      office,
      ['Phòng Quản lý công nghiệp', 'QLCN', 'Industry Division'],
      ['Phòng Quản lý thương mại', 'QLTM', 'Trade Division'],
      ['Phòng Quản lý năng lượng', 'QLNL', 'Energy Division'],
    ],
  },
  {
    key: 'snnmt',
    name: 'Sở Nông nghiệp và Môi trường',
    shortName: 'Sở NN&MT',
    abbreviation: 'SNNMT',
    english: 'Department of Agriculture and Environment',
    urdu: 'محکمہ زراعت و ماحولیات',
    ...director,
    divisions: [
      office,
      ['Phòng Trồng trọt và Phát triển nông thôn', 'TTPTNT', 'Crops and Rural Development Division'],
      ['Phòng Thủy lợi và Phòng, chống thiên tai', 'TLPCTT', 'Irrigation and Disaster Prevention Division'],
      ['Phòng Quản lý môi trường', 'QLMT', 'Environment Division'],
      ['Phòng Quản lý đất đai', 'QLĐĐ', 'Land Division'],
    ],
  },
  {
    key: 'sxd',
    name: 'Sở Xây dựng',
    shortName: 'Sở Xây dựng',
    abbreviation: 'SXD',
    english: 'Department of Construction',
    urdu: 'محکمہ تعمیرات',
    ...director,
    divisions: [
      office,
      ['Phòng Quy hoạch – Kiến trúc', 'QHKT', 'Planning and Architecture Division'],
      ['Phòng Quản lý hoạt động xây dựng', 'QLXD', 'Construction Management Division'],
      ['Phòng Kết cấu hạ tầng giao thông', 'KCHT', 'Transport Infrastructure Division'],
      ['Phòng Phát triển đô thị và Hạ tầng kỹ thuật', 'PTĐT', 'Urban Development Division'],
    ],
  },
  {
    key: 'svhttdl',
    name: 'Sở Văn hóa, Thể thao và Du lịch',
    shortName: 'Sở VHTT&DL',
    abbreviation: 'SVHTTDL',
    english: 'Department of Culture, Sports and Tourism',
    urdu: 'محکمہ ثقافت، کھیل و سیاحت',
    ...director,
    divisions: [
      office,
      ['Phòng Quản lý văn hóa', 'QLVH', 'Culture Division'],
      ['Phòng Quản lý du lịch', 'QLDL', 'Tourism Division'],
      ['Phòng Báo chí – Truyền thông', 'BCTT', 'Press and Media Division'],
    ],
  },
  {
    key: 'sgddt',
    name: 'Sở Giáo dục và Đào tạo',
    shortName: 'Sở GD&ĐT',
    abbreviation: 'SGDĐT',
    english: 'Department of Education and Training',
    urdu: 'محکمہ تعلیم و تربیت',
    ...director,
    divisions: [
      office,
      ['Phòng Giáo dục phổ thông', 'GDPT', 'General Education Division'],
      ['Phòng Giáo dục mầm non', 'GDMN', 'Pre-school Education Division'],
      ['Phòng Kế hoạch – Tài chính', 'KHTC', 'Planning and Finance Division'],
    ],
  },
  {
    key: 'syt',
    name: 'Sở Y tế',
    shortName: 'Sở Y tế',
    abbreviation: 'SYT',
    english: 'Department of Health',
    urdu: 'محکمہ صحت',
    ...director,
    divisions: [
      office,
      ['Phòng Nghiệp vụ Y', 'NVY', 'Medical Affairs Division'],
      ['Phòng Nghiệp vụ Dược', 'NVD', 'Pharmacy Division'],
      ['Phòng Bảo trợ xã hội và Trẻ em', 'BTXH', 'Social Protection Division'],
    ],
  },
  {
    key: 'thanhtra',
    name: 'Thanh tra tỉnh',
    shortName: 'Thanh tra tỉnh',
    abbreviation: 'TTT',
    english: 'Provincial Inspectorate',
    urdu: 'صوبائی معائنہ دفتر',
    head: 'Chánh Thanh tra',
    deputy: 'Phó Chánh Thanh tra',
    headEnglish: 'Chief Inspector',
    divisions: [
      office,
      ['Phòng Nghiệp vụ 1', 'NV1', 'First Inspection Division'],
      ['Phòng Giải quyết khiếu nại, tố cáo', 'GQKNTC', 'Complaints Division'],
    ],
  },
  {
    key: 'sngv',
    name: 'Sở Ngoại vụ',
    shortName: 'Sở Ngoại vụ',
    abbreviation: 'SNgV',
    english: 'Department of Foreign Affairs',
    urdu: 'محکمہ امور خارجہ',
    ...director,
    divisions: [office, ['Phòng Hợp tác quốc tế', 'HTQT', 'International Cooperation Division']],
  },
  {
    key: 'sdttg',
    name: 'Sở Dân tộc và Tôn giáo',
    shortName: 'Sở DT&TG',
    abbreviation: 'SDTTG',
    english: 'Department of Ethnic and Religious Affairs',
    urdu: 'محکمہ نسلی و مذہبی امور',
    ...director,
    divisions: [
      office,
      ['Phòng Chính sách dân tộc', 'CSDT', 'Ethnic Policy Division'],
      ['Phòng Tôn giáo', 'TG', 'Religion Division'],
    ],
  },
  {
    key: 'bqlkcn',
    name: 'Ban Quản lý các khu công nghiệp tỉnh',
    shortName: 'Ban QL các KCN',
    abbreviation: 'BQLKCN',
    english: 'Industrial Zones Authority',
    urdu: 'صنعتی علاقوں کا انتظامی بورڈ',
    head: 'Trưởng ban',
    deputy: 'Phó Trưởng ban',
    headEnglish: 'Head of the Authority',
    divisions: [
      office,
      ['Phòng Quản lý đầu tư', 'QLĐT', 'Investment Division'],
      ['Phòng Quy hoạch, Xây dựng và Môi trường', 'QHXDMT', 'Planning, Construction and Environment Division'],
    ],
  },
  {
    key: 'ttpvhcc',
    name: 'Trung tâm Phục vụ hành chính công tỉnh',
    shortName: 'Trung tâm PVHCC tỉnh',
    abbreviation: 'TTPVHCC',
    english: 'Provincial Public Administration Service Centre',
    urdu: 'صوبائی عوامی خدمات مرکز',
    ...director,
    divisions: [
      office,
      ['Phòng Tiếp nhận và Trả kết quả', 'TNTKQ', 'Reception and Results Division'],
      ['Phòng Kiểm soát thủ tục hành chính', 'KSTTHC', 'Procedure Control Division'],
    ],
  },
  {
    key: 'vphdnd',
    name: 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    shortName: 'VP ĐĐBQH&HĐND',
    abbreviation: 'VPĐĐBQHHĐND',
    english: 'Office of the National Assembly Delegation and the Provincial People’s Council',
    urdu: 'قومی اسمبلی وفد و صوبائی عوامی کونسل کا دفتر',
    head: 'Chánh Văn phòng',
    deputy: 'Phó Chánh Văn phòng',
    headEnglish: 'Chief of Office',
    divisions: [
      ['Phòng Hành chính – Quản trị', 'HCQT', 'Administration Division'],
      ['Phòng Công tác Hội đồng nhân dân', 'CTHĐND', 'People’s Council Division'],
    ],
  },
]

/** Divisions of a commune; a ward's economic division also has infrastructure and urban matters. */
export const communeDivisions: readonly DivisionPlan[] = [
  ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'VP', 'Office of the People’s Council and People’s Committee'],
  ['Phòng Kinh tế', 'KT', 'Economic Division'],
  ['Phòng Văn hóa – Xã hội', 'VHXH', 'Culture and Social Affairs Division'],
  ['Trung tâm Phục vụ hành chính công', 'TTPVHCC', 'Public Administration Service Centre'],
]
export const wardEconomy: DivisionPlan = [
  'Phòng Kinh tế, Hạ tầng và Đô thị',
  'KTHTĐT',
  'Economic, Infrastructure and Urban Division',
]
