import type { DivisionPlan } from './departments.ts'

export interface Department2024 {
  key: string
  name: string
  shortName: string
  abbreviation: string
  english: string
  head: string
  headEnglish: string
  divisions: readonly DivisionPlan[]
}

const of = (
  key: string,
  name: string,
  shortName: string,
  abbreviation: string,
  english: string,
  ...divisions: DivisionPlan[]
): Department2024 => ({
  key,
  name,
  shortName,
  abbreviation,
  english,
  head: 'Giám đốc',
  headEnglish: 'Director',
  divisions,
})

/** Departments of a province in mid-2024, before those of 1 March 2025 were merged (Decree 24/2014 as amended by Decree 107/2020). */
export const departments2024: readonly Department2024[] = [
  of(
    'snv',
    'Sở Nội vụ',
    'Sở Nội vụ',
    'SNV',
    'Department of Home Affairs',
    ['Phòng Xây dựng chính quyền', 'XDCQ', 'Local Government Division'],
    ['Phòng Cải cách hành chính', 'CCHC', 'Administrative Reform Division'],
  ),
  of('stp', 'Sở Tư pháp', 'Sở Tư pháp', 'STP', 'Department of Justice', [
    'Phòng Hành chính tư pháp',
    'HCTP',
    'Judicial Administration Division',
  ]),
  of('skhdt', 'Sở Kế hoạch và Đầu tư', 'Sở KH&ĐT', 'SKHĐT', 'Department of Planning and Investment', [
    'Phòng Tổng hợp, Quy hoạch',
    'THQH',
    'Planning Division',
  ]),
  of('stc', 'Sở Tài chính', 'Sở Tài chính', 'STC', 'Department of Finance', [
    'Phòng Quản lý ngân sách',
    'NS',
    'Budget Division',
  ]),
  of('sct', 'Sở Công Thương', 'Sở Công Thương', 'SCT', 'Department of Industry and Trade', [
    'Phòng Quản lý công nghiệp',
    'CN',
    'Industry Division',
  ]),
  of(
    'snnptnt',
    'Sở Nông nghiệp và Phát triển nông thôn',
    'Sở NN&PTNT',
    'SNN',
    'Department of Agriculture and Rural Development',
    ['Phòng Thủy lợi và Phòng, chống thiên tai', 'TLPCTT', 'Irrigation and Disaster Division'],
    ['Văn phòng điều phối nông thôn mới', 'NTM', 'New Rural Coordination Office'],
  ),
  of('sgtvt', 'Sở Giao thông vận tải', 'Sở GTVT', 'SGTVT', 'Department of Transport', [
    'Phòng Quản lý kết cấu hạ tầng giao thông',
    'KCHT',
    'Transport Infrastructure Division',
  ]),
  of('sxd', 'Sở Xây dựng', 'Sở Xây dựng', 'SXD', 'Department of Construction', [
    'Phòng Quy hoạch, kiến trúc',
    'QHKT',
    'Planning and Architecture Division',
  ]),
  of('stnmt', 'Sở Tài nguyên và Môi trường', 'Sở TN&MT', 'STNMT', 'Department of Natural Resources and Environment', [
    'Phòng Quản lý đất đai',
    'QLĐĐ',
    'Land Division',
  ]),
  of('stttt', 'Sở Thông tin và Truyền thông', 'Sở TT&TT', 'STTTT', 'Department of Information and Communications', [
    'Phòng Công nghệ thông tin',
    'CNTT',
    'Information Technology Division',
  ]),
  of(
    'sldtbxh',
    'Sở Lao động – Thương binh và Xã hội',
    'Sở LĐTB&XH',
    'SLĐTBXH',
    'Department of Labour, Invalids and Social Affairs',
    ['Phòng Bảo trợ xã hội', 'BTXH', 'Social Protection Division'],
  ),
  of(
    'svhttdl',
    'Sở Văn hóa, Thể thao và Du lịch',
    'Sở VHTT&DL',
    'SVHTTDL',
    'Department of Culture, Sports and Tourism',
    ['Phòng Quản lý di sản văn hóa', 'QLDSVH', 'Heritage Division'],
  ),
  of('skhcn', 'Sở Khoa học và Công nghệ', 'Sở KH&CN', 'SKHCN', 'Department of Science and Technology', [
    'Phòng Quản lý khoa học',
    'QLKH',
    'Science Management Division',
  ]),
  of('sgddt', 'Sở Giáo dục và Đào tạo', 'Sở GD&ĐT', 'SGDĐT', 'Department of Education and Training', [
    'Phòng Quản lý chất lượng giáo dục',
    'QLCL',
    'Quality Division',
  ]),
  of('syt', 'Sở Y tế', 'Sở Y tế', 'SYT', 'Department of Health', ['Phòng Nghiệp vụ y', 'NVY', 'Medical Division']),
  {
    ...of('thanhtra', 'Thanh tra tỉnh', 'Thanh tra tỉnh', 'TTr', 'Provincial Inspectorate', [
      'Phòng Nghiệp vụ 1',
      'NV1',
      'First Inspection Division',
    ]),
    head: 'Chánh Thanh tra',
    headEnglish: 'Chief Inspector',
  },
]

/** Divisions of a district, town or city (Decree 37/2014 as amended by Decree 108/2020); the office stands apart. */
export const districtDivisions: readonly DivisionPlan[] = [
  ['Phòng Nội vụ', 'NV', 'Home Affairs Division'],
  ['Phòng Tài chính – Kế hoạch', 'TCKH', 'Finance and Planning Division'],
  ['Phòng Kinh tế và Hạ tầng', 'KTHT', 'Economy and Infrastructure Division'],
  ['Phòng Nông nghiệp và Phát triển nông thôn', 'NNPTNT', 'Agriculture Division'],
  ['Phòng Tài nguyên và Môi trường', 'TNMT', 'Resources and Environment Division'],
  ['Phòng Văn hóa và Thông tin', 'VHTT', 'Culture and Information Division'],
  ['Phòng Lao động – Thương binh và Xã hội', 'LĐTBXH', 'Labour and Social Affairs Division'],
  ['Thanh tra', 'TTr', 'Inspectorate'],
]
