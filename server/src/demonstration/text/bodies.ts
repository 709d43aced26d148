import type { Block } from '../files/official-text.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { issuerName, type Paper, symbolOf, typeNames } from '../story/paper.ts'
import { addWorkingDays, dateOf, officialDate, shortDate } from '../story/working-time.ts'
import { Draw, daysBefore, lowerFirst, section, text, upperFirst } from './draw.ts'
import { figures, officeNotice, petition, replyToCitizen, schedule } from './special-bodies.ts'

/** The body of a paper by its type, in the order in which such papers are written. */
export function bodyOf(paper: Paper, random: SeededRandom, places: readonly string[]): Block[] {
  const draw = new Draw(paper, random, places)
  const write = bodies[paper.type] ?? bodies['cong-van']
  return (write as (draw: Draw) => Block[])(draw)
}

/** The Law on Organisation of Local Government in force on a day. */
const localGovernmentLaw = (date: string): string =>
  `Luật Tổ chức chính quyền địa phương ngày ${date < '2025-03-01' ? '19 tháng 6 năm 2015' : date < '2025-07-01' ? '19 tháng 02 năm 2025' : '16 tháng 6 năm 2025'}`

const bodies: Record<string, (draw: Draw) => Block[]> = {
  'cong-van': (d) => {
    const { paper, random } = d
    if (paper.basis?.type === 'don-thu') return replyToCitizen(d, paper.basis)
    const upward = paper.to.some((one) => /tỉnh Bắc (Ninh|Giang)/.test(one)) || !('agency' in paper.from)
    if ('outside' in paper.from && paper.from.outside.sign[0] === 'GIÁM ĐỐC') return petition(d)
    const begin = `${d.opening()}; ${paper.basis ? '' : `để ${paper.subject}, `}${d.caller} ${upward && 'agency' in paper.from ? 'báo cáo, đề xuất' : random.pick(['có ý kiến như sau', 'yêu cầu', 'đề nghị các cơ quan, đơn vị thực hiện các nội dung sau'])}${upward && 'agency' in paper.from ? ' như sau' : ''}:`
    const items =
      upward && 'agency' in paper.from
        ? [
            ...d.some(paper.matter.results, 2, 3),
            ...d.some(paper.matter.proposals, 1, 2).map((one) => `Đề nghị ${one}`),
          ]
        : d.some(paper.matter.tasks, 2, 4)
    return [
      text(begin),
      ...(random.chance(0.6) ? [text(d.one(paper.matter.context))] : []),
      ...items.map((one, n) => text(`${n + 1}. ${assigned(d, one, n, !(upward && 'agency' in paper.from))}.`)),
      ...(random.chance(0.5) && paper.dueOn
        ? [
            text(
              `Kết quả thực hiện gửi về ${d.caller} trước ngày ${shortDate(paper.dueOn)} để tổng hợp, báo cáo theo quy định.`,
            ),
          ]
        : []),
      text(
        random.pick([
          `${upperFirst(d.caller)} đề nghị các cơ quan, đơn vị quan tâm, phối hợp thực hiện./.`,
          `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh về ${d.caller} để xem xét, giải quyết./.`,
          `Vậy, ${d.caller} trân trọng thông báo để các cơ quan, đơn vị biết, thực hiện./.`,
        ]),
      ),
    ]
  },
  'bao-cao': (d) => {
    const { matter } = d.paper
    return [
      text(`${d.opening()}, ${d.caller} báo cáo kết quả như sau:`),
      section('I. KẾT QUẢ THỰC HIỆN'),
      text(`1. Công tác chỉ đạo, điều hành: ${d.one(matter.context)}`),
      ...d.some(matter.results, 3, 5).map((one, n) => text(`${n + 2}. ${one}.`)),
      ...(d.random.chance(0.35) ? [figures(d)] : []),
      section('II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN'),
      ...d.some(matter.problems, 1, 3).map((one) => text(`- ${one}.`)),
      section('III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI'),
      ...d.some(matter.tasks, 2, 4).map((one, n) => text(`${n + 1}. ${upperFirst(one)}.`)),
      section('IV. ĐỀ XUẤT, KIẾN NGHỊ'),
      ...d.some(matter.proposals, 1, 2).map((one) => text(`- ${upperFirst(one)}.`)),
      text(`Trên đây là báo cáo của ${d.caller}, trân trọng báo cáo cấp có thẩm quyền xem xét, chỉ đạo./.`),
    ]
  },
  'to-trinh': (d) => {
    const { matter, subject } = d.paper
    return [
      ...matter.grounds
        .slice(0, 2)
        .map((one, n, all): Block => ({ kind: 'grounds', text: `Căn cứ ${one}${n + 1 === all.length ? '.' : ';'}` })),
      text(
        `${upperFirst(d.caller)} trình cấp có thẩm quyền xem xét, quyết định việc ${subject} với các nội dung chính sau:`,
      ),
      section('1. Sự cần thiết'),
      text(d.one(matter.context)),
      text(
        `Qua rà soát, ${lowerFirst(d.one(matter.problems))}; việc ${subject} là cần thiết, phù hợp với quy định hiện hành và tình hình thực tế.`,
      ),
      section('2. Nội dung trình'),
      ...d.some(matter.tasks, 2, 4).map((one, n) => text(`${'abcdđ'[n]}) ${upperFirst(one)}.`)),
      section('3. Kinh phí và thời gian thực hiện'),
      text(
        d.fill(
          'Kinh phí dự kiến {money:1-38}, từ nguồn ngân sách nhà nước và các nguồn hợp pháp khác; thời gian thực hiện hoàn thành trước ngày {soon}.',
        ),
      ),
      section('4. Kiến nghị'),
      ...d.some(matter.proposals, 1, 2).map((one) => text(`Đề nghị ${one}.`)),
      text('(Gửi kèm dự thảo văn bản, bản tổng hợp tiếp thu, giải trình ý kiến của các cơ quan liên quan.)'),
      text(`${upperFirst(d.caller)} kính trình xem xét, quyết định./.`),
    ]
  },
  'quyet-dinh': (d) => {
    const { matter, subject } = d.paper
    const lead = d.units[0] ?? ''
    return [
      ...[...new Set([localGovernmentLaw(dateOf(d.paper.signedAt)), ...matter.grounds])]
        .slice(0, 3)
        .map((one): Block => ({ kind: 'grounds', text: `Căn cứ ${one};` })),
      {
        kind: 'grounds',
        text:
          d.paper.basis && symbolOf(d.paper.basis)
            ? `Xét đề nghị của ${issuerName(d.paper.basis)} tại ${typeNames[d.paper.basis.type]} số ${symbolOf(d.paper.basis)} ${officialDate(dateOf(d.paper.basis.signedAt))}.`
            : `Theo đề nghị của ${lead}.`,
      },
      { kind: 'centre', text: 'QUYẾT ĐỊNH:' },
      { kind: 'article', label: 'Điều 1.', text: `Đồng ý việc ${subject} với các nội dung chủ yếu sau:` },
      ...d.some(matter.tasks, 2, 4).map((one, n) => text(`${n + 1}. ${upperFirst(one)}.`)),
      {
        kind: 'article',
        label: 'Điều 2.',
        text: `Giao ${lead} chủ trì, phối hợp với các cơ quan, đơn vị liên quan tổ chức thực hiện; định kỳ hằng quý báo cáo kết quả. Quyết định này có hiệu lực kể từ ngày ký.`,
      },
      {
        kind: 'article',
        label: 'Điều 3.',
        text: `Chánh Văn phòng, Thủ trưởng ${d.units.join(', ')} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.`,
      },
    ]
  },
  'ke-hoach': (d) => {
    const { matter, subject } = d.paper
    return [
      text(`${d.opening()}, ${d.caller} ban hành Kế hoạch ${subject} như sau:`),
      section('I. MỤC ĐÍCH, YÊU CẦU'),
      text(`1. ${d.one(matter.context)}`),
      text(
        '2. Các nhiệm vụ phải bảo đảm rõ người, rõ việc, rõ trách nhiệm, rõ thời gian, rõ sản phẩm; lấy hiệu quả phục vụ người dân, doanh nghiệp làm thước đo đánh giá.',
      ),
      section('II. NỘI DUNG, NHIỆM VỤ'),
      ...d.some(matter.tasks, 3, 5).map((one, n) => text(`${n + 1}. ${upperFirst(one)}.`)),
      ...(d.random.chance(0.5) ? [schedule(d)] : []),
      section('III. KINH PHÍ'),
      text(
        d.fill(
          'Kinh phí thực hiện {money:1-24}, được bố trí trong dự toán chi ngân sách hằng năm và lồng ghép các chương trình, dự án.',
        ),
      ),
      section('IV. TỔ CHỨC THỰC HIỆN'),
      ...d.units.slice(0, 3).map((one, n) => text(`${n + 1}. ${one}: ${d.one(matter.tasks)}.`)),
      text(
        `${Math.min(d.units.length, 3) + 1}. Ủy ban nhân dân các xã, phường: xây dựng kế hoạch cụ thể, bố trí nguồn lực, báo cáo kết quả trước ngày 20 tháng cuối quý.`,
      ),
      text(`Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.`),
    ]
  },
  'thong-bao': (d) => {
    const { matter, subject, signedAt } = d.paper
    if (
      d.paper.to.length === 0 &&
      /lịch|trực|nội quy|nghỉ phép|kiểm kê|giao ban|chuyên đề|lãnh đạo|văn thư/.test(subject)
    )
      return officeNotice(d)
    const met = addWorkingDays(daysBefore(dateOf(signedAt), 6), 1)
    return [
      text(
        `Ngày ${shortDate(met)}, tại trụ sở, lãnh đạo ${d.caller} đã chủ trì cuộc họp về ${subject}. Tham dự có đại diện ${d.units.join(', ')} và các đơn vị liên quan.`,
      ),
      text('Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, đồng chí chủ trì kết luận như sau:'),
      text(`1. ${d.one(matter.context)}`),
      ...d.some(matter.tasks, 2, 4).map((one, n) => text(`${n + 2}. Giao ${d.units[n % d.units.length]} ${one}.`)),
      text('Thông báo để các cơ quan, đơn vị biết, thực hiện./.'),
    ]
  },
  'giay-moi': (d) => {
    const { matter, subject, signedAt } = d.paper
    const day = addWorkingDays(dateOf(signedAt), d.random.int(2, 6))
    return [
      text(`${upperFirst(d.caller)} trân trọng kính mời các đồng chí dự họp như sau:`),
      section('1. Nội dung'),
      text(`Họp ${subject}; ${d.one(matter.context).replace(/\.$/, '')}.`),
      section('2. Thành phần'),
      ...d.units.map((one) => text(`- Lãnh đạo ${one} và công chức tham mưu trực tiếp.`)),
      section('3. Thời gian, địa điểm'),
      text(
        `Bắt đầu từ ${d.random.pick(['8 giờ 00', '8 giờ 30', '14 giờ 00', '15 giờ 30'])} ngày ${shortDate(day)}, tại ${d.random.pick(['Phòng họp số 1', 'Phòng họp số 2', 'Phòng họp trực tuyến', 'Hội trường tầng 3'])}.`,
      ),
      section('4. Phân công chuẩn bị'),
      text(`Giao ${d.units[0]} chuẩn bị tài liệu, gửi trước phiên họp 01 ngày làm việc trên hệ thống.`),
      text('Kính mời các đồng chí tham dự đúng thành phần, thời gian./.'),
    ]
  },
  'chi-thi': (d) => [
    text(d.one(d.paper.matter.context)),
    text(`Để ${d.paper.subject}, ${d.caller} yêu cầu:`),
    ...d
      .some(d.paper.matter.tasks, 3, 5)
      .map((one, n) => text(`${n + 1}. ${d.units[n] ?? 'Ủy ban nhân dân các xã, phường'} ${one}.`)),
    text(
      'Thủ trưởng các cơ quan, đơn vị, Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm tổ chức thực hiện nghiêm Chỉ thị này; kịp thời báo cáo khó khăn, vướng mắc để xem xét, chỉ đạo./.',
    ),
  ],
  'cong-dien': (d) => [
    text(`${upperFirst(d.caller)} điện: Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường.`),
    text(d.one(d.paper.matter.context)),
    text(`Để ${d.paper.subject}, yêu cầu:`),
    ...d.some(d.paper.matter.tasks, 3, 4).map((one, n) => text(`${n + 1}. ${upperFirst(one)}.`)),
    text('Yêu cầu các cơ quan, đơn vị thực hiện nghiêm Công điện này; báo cáo kết quả trước 16 giờ hằng ngày./.'),
  ],
  'huong-dan': (d) => [
    text(`${d.opening()}, ${d.caller} hướng dẫn ${d.paper.subject} như sau:`),
    section('I. PHẠM VI, ĐỐI TƯỢNG'),
    text('Hướng dẫn này áp dụng đối với các cơ quan, đơn vị và Ủy ban nhân dân các xã, phường trên địa bàn tỉnh.'),
    section('II. NỘI DUNG'),
    ...d.some(d.paper.matter.tasks, 3, 5).map((one, n) => text(`${n + 1}. ${upperFirst(one)}.`)),
    section('III. TỔ CHỨC THỰC HIỆN'),
    text(`Trong quá trình thực hiện có vướng mắc, đề nghị liên hệ ${d.caller} để được giải đáp./.`),
  ],
  'don-thu': (d) => {
    const { signer, subject, matter } = d.paper
    return [
      text(`Tôi tên là: ${signer.name}; số điện thoại liên hệ: 09xx.xxx.${d.random.int(100, 999)}.`),
      text(
        `Hiện đang sinh sống tại ${d.random.pick(d.places)}, tỉnh Bắc Ninh. Tôi làm đơn này đề nghị cơ quan có thẩm quyền xem xét ${subject.split('kiến nghị ')[1] ?? 'nội dung sau'}.`,
      ),
      text(
        d.one([
          'Sự việc diễn ra từ tháng {n:2-9} năm nay, gia đình tôi và {n:3-30} hộ xung quanh đã nhiều lần phản ánh tại các cuộc họp thôn nhưng chưa được giải quyết dứt điểm.',
          'Gia đình tôi đã được cán bộ địa chính hướng dẫn làm hồ sơ từ ngày {past}, đến nay chưa nhận được kết quả và cũng không có văn bản trả lời.',
          'Ngày {past}, tôi đã trực tiếp đến trụ sở tiếp công dân trình bày, được hẹn trả lời trong {n:10-30} ngày nhưng đã quá thời hạn.',
        ]),
      ),
      text(
        `Tôi kính đề nghị cơ quan có thẩm quyền ${lowerFirst(matter.tasks[0] ? d.one(matter.tasks) : '')}; trả lời bằng văn bản để gia đình tôi được biết.`,
      ),
      text(
        'Tôi xin cam đoan nội dung nêu trên là đúng sự thật và chịu trách nhiệm trước pháp luật. Xin trân trọng cảm ơn!',
      ),
    ]
  },
}

function assigned(d: Draw, task: string, n: number, downward: boolean): string {
  return downward && d.random.chance(0.6) && d.units.length > 0
    ? `${d.units[n % d.units.length]} ${task}`
    : upperFirst(task)
}
