import { matterByKey } from '../matters/index.ts'
import type { Agency, Holder } from '../province/province.ts'
import { agencyByKey, divisionOf } from '../province/province.ts'
import { assignTask } from './assign-task.ts'
import {
  conclusions,
  fourGroups,
  projectsWanted,
  regulations,
  regulationsText,
  sevenMonths,
} from './first-session-texts.ts'
import { type Drafting, writePaper } from './outgoing.ts'
import { organisations } from './outside.ts'
import { workingDaysBetween } from './working-time.ts'
import type { Told, World } from './world.ts'

const moment = (date: string, time = '08:10') => new Date(`${date}T${time}:00+07:00`)

/**
 * July to December 2025: the working group's first session with what led to it and what followed, and the dossiers of the first seven months, with the
 * figures that the Ministry of Science and Technology published. Real dates, whatever the day on which the province stands.
 */
export function tellFirstSession(world: World, places: readonly string[]): void {
  const { province } = world
  const { ubnd } = province
  const skhcn = agencyByKey(province, 'skhcn')
  const section = divisionOf(ubnd, 'KGVX')
  const digital = divisionOf(skhcn, 'CĐS')
  const matter = matterByKey('resolution-57')
  const [chairman, , vice] = ubnd.leaders as [Holder, Holder, Holder]
  const director = skhcn.leaders[0] as Holder
  const members = [
    'skhcn',
    'snv',
    'stc',
    'sct',
    'sxd',
    'snnmt',
    'sgddt',
    'syt',
    'bqlkcn',
    'ttpvhcc',
    '09187',
    '07582',
    '07210',
    '09367',
  ].map((key) => agencyByKey(province, key))
  const fromProvince = (
    date: string,
    type: string,
    subject: string,
    recipients: Agency[],
    more: Partial<Drafting> = {},
  ) =>
    writePaper(world, {
      agency: ubnd,
      division: section,
      specialist: section.specialists[0] ?? section.head,
      type,
      matter,
      subject,
      recipients,
      at: moment(date),
      depth: 5,
      ...more,
    }).told
  const fromDepartment = (
    date: string,
    type: string,
    subject: string,
    recipients: Agency[],
    more: Partial<Drafting> = {},
  ) =>
    writePaper(world, {
      agency: skhcn,
      division: digital,
      specialist: digital.specialists[0] ?? digital.head,
      type,
      matter,
      subject,
      recipients,
      at: moment(date),
      depth: 5,
      signer: director,
      ...more,
    }).told

  fromProvince(
    '2025-07-08',
    'quyet-dinh',
    'kiện toàn Ban Chỉ đạo của tỉnh về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    members.slice(0, 10),
    { signer: chairman },
  )
  fromProvince(
    '2025-07-14',
    'quyet-dinh',
    'thành lập Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh',
    members,
    { signer: chairman },
  )
  fromDepartment(
    '2025-07-16',
    'huong-dan',
    'triển khai Tổ công nghệ số cộng đồng tại các địa phương',
    members.slice(10),
    { matter: matterByKey('community-teams') },
  )
  fromProvince(
    '2025-07-18',
    'ke-hoach',
    'chuyển đổi số tỉnh Bắc Ninh theo mô hình chính quyền địa phương 2 cấp',
    members,
  )
  dossiers(world, skhcn)
  fromDepartment(
    '2025-07-28',
    'bao-cao',
    'hoạt động khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 7 tháng đầu năm 2025',
    [ubnd],
    {
      abstract: 'Kết quả hoạt động khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 7 tháng đầu năm 2025',
      body: sevenMonths,
      sheet: true,
    },
  )
  const submission = fromDepartment(
    '2025-07-29',
    'to-trinh',
    'ban hành Quy chế hoạt động của Tổ công tác và bảng phân công nhiệm vụ thành viên',
    [ubnd],
  )
  fromProvince(
    '2025-07-30',
    'giay-moi',
    'phiên họp thứ nhất của Tổ công tác: lấy ý kiến dự thảo Quy chế hoạt động, đánh giá kết quả 7 tháng, nhiệm vụ 5 tháng cuối năm 2025',
    members,
  )
  for (const key of ['snv', 'stc', 'sxd']) {
    const agency = agencyByKey(province, key)
    const division = agency.divisions[1] ?? agency.office
    writePaper(world, {
      agency,
      division,
      specialist: division.specialists[0] ?? division.head,
      type: 'cong-van',
      matter,
      subject: 'góp ý dự thảo Quy chế hoạt động của Tổ công tác',
      recipients: [skhcn],
      at: moment('2025-08-01'),
      depth: 5,
    })
  }
  const notice = fromProvince('2025-08-06', 'thong-bao', 'kết luận phiên họp thứ nhất của Tổ công tác', members, {
    abstract:
      'Kết luận của đồng chí Tổ trưởng tại phiên họp thứ nhất của Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    body: conclusions,
  })
  fromProvince(
    '2025-08-11',
    'quyet-dinh',
    'ban hành Quy chế hoạt động của Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh',
    members,
    { body: regulations, annex: regulationsText, signer: chairman, basis: submission.paper },
  )
  fromProvince(
    '2025-08-14',
    'cong-van',
    'đề xuất nhiệm vụ, dự án quy mô lớn về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    members,
    { body: projectsWanted, signer: vice, urgency: 'urgent' },
  )
  fromProvince(
    '2025-08-18',
    'ke-hoach',
    'thực hiện nhiệm vụ trọng tâm 5 tháng cuối năm 2025 của Tổ công tác',
    members,
    { signer: vice },
  )
  tasks(world, notice, places)
  fromDepartment('2025-12-15', 'bao-cao', 'thực hiện 4 nhóm nhiệm vụ trọng tâm 5 tháng cuối năm 2025 của Tổ công tác', [
    ubnd,
  ])
}

/** The four key task groups, each to the department that answers for it, from the notice of the conclusions. */
function tasks(world: World, notice: Told, places: readonly string[]): void {
  const { province } = world
  const vice = province.ubnd.leaders[2] as Holder
  for (const [n, title] of fourGroups.entries()) {
    const lead = agencyByKey(province, ['skhcn', 'skhcn', 'snv', 'ttpvhcc'][n] ?? 'skhcn')
    assignTask(
      world,
      {
        agency: province.ubnd,
        assigner: vice,
        to: { agency: lead },
        title,
        description: 'Nhóm nhiệm vụ trọng tâm 5 tháng cuối năm 2025 của Tổ công tác, theo kết luận phiên họp thứ nhất.',
        product: 'Báo cáo kết quả kèm sản phẩm cụ thể của từng nhiệm vụ',
        measure: 'Hoàn thành các chỉ tiêu năm 2025 được giao',
        dueOn: '2025-12-20',
        at: moment('2025-08-19', `09:${10 + n * 7}`),
        importance: 'key',
        origin: { kind: 'document', told: notice },
        outcome: 'closed',
      },
      places,
    )
  }
}

/** 2 opinions on technology, 4 confirmations of X-ray devices, 12 licences and 1 certificate, as the report counts them. */
function dossiers(world: World, skhcn: Agency): void {
  const { random } = world
  const radiation = divisionOf(skhcn, 'SHTTBX')
  const innovation = divisionOf(skhcn, 'CNĐMST')
  const days = workingDaysBetween('2025-07-02', '2025-07-22')
  const places = [
    'Phòng khám Đa khoa Thiên Đức',
    'Bệnh viện Đa khoa tư nhân Như Nguyệt',
    'Phòng khám Răng Hàm Mặt Kinh Bắc',
    'Trung tâm Y tế Lục Ngạn',
    'Phòng khám Đa khoa Sông Thương',
    'Phòng khám Chẩn đoán hình ảnh Quế Võ',
    'Bệnh viện Mắt Từ Sơn',
    'Phòng khám Nha khoa Việt Yên',
    'Phòng khám Đa khoa Hiệp Hòa',
    'Trung tâm Y tế Yên Phong',
    'Phòng khám Đa khoa Thuận Thành',
    'Phòng khám Sản nhi Gia Bình',
  ]
  const write = (
    n: number,
    type: string,
    subject: string,
    name: string,
    division = radiation,
    matter = 'radiation',
  ) => {
    writePaper(world, {
      agency: skhcn,
      division,
      specialist: random.pick(division.specialists),
      type,
      matter: matterByKey(matter),
      subject,
      recipients: [],
      others: [{ name, channel: 'paper' }],
      at: moment(days[n % days.length] as string, `0${8 + (n % 2)}:${20 + n}`),
      depth: 5,
      body: type === 'quyet-dinh' ? licence(subject, name) : opinion(subject, name),
    })
  }
  for (const [n, name] of places.entries())
    write(
      n,
      'quyet-dinh',
      `cấp giấy phép tiến hành công việc bức xạ (sử dụng thiết bị X-quang chẩn đoán trong y tế) cho ${name}`,
      name,
    )
  for (const [n, name] of places.slice(0, 4).entries())
    write(n + 3, 'cong-van', `xác nhận khai báo thiết bị X-quang chẩn đoán trong y tế của ${name}`, name)
  write(
    9,
    'quyet-dinh',
    'cấp chứng chỉ nhân viên bức xạ cho người phụ trách an toàn của Bệnh viện Đa khoa tư nhân Như Nguyệt',
    'Bệnh viện Đa khoa tư nhân Như Nguyệt',
  )
  for (const [n, one] of organisations.slice(0, 2).entries())
    write(
      n + 5,
      'cong-van',
      `kết luận dự án đầu tư của ${one.name} không sử dụng công nghệ lạc hậu`,
      one.name,
      innovation,
      'innovation-contest',
    )
}
const licence = (subject: string, name: string): Drafting['body'] => [
  { kind: 'grounds', text: 'Căn cứ Luật Năng lượng nguyên tử ngày 03 tháng 6 năm 2008;' },
  { kind: 'grounds', text: 'Căn cứ Nghị định số 142/2020/NĐ-CP ngày 09 tháng 12 năm 2020 của Chính phủ;' },
  { kind: 'grounds', text: `Xét hồ sơ đề nghị của ${name}.` },
  { kind: 'centre', text: 'QUYẾT ĐỊNH:' },
  { kind: 'article', label: 'Điều 1.', text: `Đồng ý ${subject}.` },
  {
    kind: 'article',
    label: 'Điều 2.',
    text: `${name} có trách nhiệm thực hiện đầy đủ quy định về an toàn bức xạ, đo liều kế cá nhân, kiểm định thiết bị định kỳ và báo cáo thực trạng an toàn hằng năm.`,
  },
  {
    kind: 'article',
    label: 'Điều 3.',
    text: `Quyết định có hiệu lực kể từ ngày ký. Trưởng các phòng liên quan và ${name} chịu trách nhiệm thi hành./.`,
  },
]
const opinion = (subject: string, name: string): Drafting['body'] => [
  {
    kind: 'text',
    text: `Sở Khoa học và Công nghệ nhận được hồ sơ của ${name}. Sau khi xem xét, đối chiếu quy định hiện hành và ý kiến của các cơ quan liên quan, Sở có ý kiến như sau:`,
  },
  { kind: 'text', text: `1. Hồ sơ đủ thành phần, hợp lệ; thống nhất ${subject}.` },
  {
    kind: 'text',
    text: '2. Đề nghị đơn vị lưu giữ hồ sơ kỹ thuật của thiết bị, dây chuyền; khi có thay đổi phải khai báo bổ sung theo quy định.',
  },
  { kind: 'text', text: `Sở Khoa học và Công nghệ thông báo để ${name} biết, thực hiện./.` },
]
