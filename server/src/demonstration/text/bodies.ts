import type { Block } from '../files/official-text.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { issuerName, type Paper, symbolOf, typeNames } from '../story/paper.ts'
import { addWorkingDays, dateOf, officialDate, shortDate } from '../story/working-time.ts'
import { fill } from './fill.ts'

const text = (words: string): Block => ({ kind: 'text', text: words })
const section = (words: string): Block => ({ kind: 'section', text: words })
const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Everything that a body's sentences are drawn from. */
class Draw {
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

/** The body of a paper by its type, in the order in which such papers are written. */
export function bodyOf(paper: Paper, random: SeededRandom, places: readonly string[]): Block[] {
  const draw = new Draw(paper, random, places)
  const write = bodies[paper.type] ?? bodies['cong-van']
  return (write as (draw: Draw) => Block[])(draw)
}

const bodies: Record<string, (draw: Draw) => Block[]> = {
  'cong-van': (d) => {
    const { paper, random } = d
    if (paper.basis?.type === 'don-thu') return replyToCitizen(d, paper.basis)
    const upward = paper.to.some((one) => one.includes('tỉnh Bắc Ninh')) || !('agency' in paper.from)
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
      ...matter.grounds.slice(0, 2).map((one): Block => ({ kind: 'grounds', text: `Căn cứ ${one};` })),
      text(
        `${upperFirst(d.caller)} trình cấp có thẩm quyền xem xét, quyết định việc ${subject} với các nội dung chính sau:`,
      ),
      section('1. Sự cần thiết'),
      text(d.one(matter.context)),
      text(
        `Qua rà soát, ${lower(d.one(matter.problems))}; việc ${subject} là cần thiết, phù hợp với quy định hiện hành và tình hình thực tế.`,
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
      ...['Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025', ...matter.grounds]
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
        `${d.units.length + 1}. Ủy ban nhân dân các xã, phường: xây dựng kế hoạch cụ thể, bố trí nguồn lực, báo cáo kết quả trước ngày 20 tháng cuối quý.`,
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
    const met = addWorkingDays(shiftBack(dateOf(signedAt), 6), 1)
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
        `Tôi kính đề nghị cơ quan có thẩm quyền ${lower(matter.tasks[0] ? d.one(matter.tasks) : '')}; trả lời bằng văn bản để gia đình tôi được biết.`,
      ),
      text(
        'Tôi xin cam đoan nội dung nêu trên là đúng sự thật và chịu trách nhiệm trước pháp luật. Xin trân trọng cảm ơn!',
      ),
    ]
  },
}

function petition(d: Draw): Block[] {
  const { matter, subject } = d.paper
  return [
    text(
      `${upperFirst(d.caller)} xin gửi tới Quý cơ quan lời chào trân trọng. Liên quan đến việc ${subject}, chúng tôi xin trình bày như sau:`,
    ),
    text(
      d.fill(
        'Đơn vị chúng tôi hoạt động trên địa bàn tỉnh từ năm 20{n:10-23}, hiện có {n:24-860} lao động; luôn chấp hành đầy đủ nghĩa vụ với Nhà nước và địa phương.',
      ),
    ),
    text(d.one(matter.context)),
    ...d.some(matter.problems, 1, 2).map((one) => text(`Khó khăn hiện nay: ${lower(one)}.`)),
    text(`Chúng tôi kính đề nghị Quý cơ quan xem xét, ${d.some(matter.proposals, 1, 2).join('; ')}.`),
    text(
      'Hồ sơ, tài liệu liên quan được gửi kèm theo văn bản này. Rất mong nhận được sự quan tâm, giúp đỡ của Quý cơ quan./.',
    ),
  ]
}
/** The answer to a citizen's letter: what was asked, what was found, what will be done, and by whom. */
function replyToCitizen(d: Draw, letter: Paper): Block[] {
  const about = letter.subject.split('kiến nghị ')[1] ?? 'nội dung nêu trong đơn'
  return [
    text(
      `${upperFirst(d.caller)} nhận được đơn của ông (bà) ${letter.signer.name} ${officialDate(dateOf(letter.signedAt))} kiến nghị ${about}. Sau khi kiểm tra, xem xét, ${d.caller} trả lời như sau:`,
    ),
    text(
      `1. ${d.random.pick([`Ngày ${shortDate(addWorkingDays(shiftBack(dateOf(d.paper.signedAt), 6), 1))}, đoàn kiểm tra gồm các cơ quan chuyên môn đã làm việc với thôn (tổ dân phố) và gia đình; nội dung kiến nghị là có cơ sở.`, 'Qua rà soát hồ sơ và kiểm tra thực địa, một phần nội dung kiến nghị là đúng, một phần chưa đủ căn cứ.', 'Nội dung kiến nghị thuộc thẩm quyền giải quyết của cơ quan chuyên môn và đã được giao xử lý theo quy định.'])}`,
    ),
    text(
      `2. ${d.fill(d.random.pick(['Giao cơ quan chuyên môn hoàn thành việc khắc phục trước ngày {soon}, thông báo kết quả để gia đình được biết.', 'Việc giải quyết được thực hiện trong {n:15-30} ngày; nếu cần bổ sung hồ sơ sẽ có văn bản hướng dẫn một lần.', 'Kinh phí thực hiện được bố trí trong dự toán {n:2-3} tháng tới; thời hạn hoàn thành trước ngày {soon}.']))}`,
    ),
    text('3. Trường hợp không nhất trí, ông (bà) có quyền khiếu nại theo quy định của Luật Khiếu nại.'),
    text(`${upperFirst(d.caller)} trả lời để ông (bà) được biết./.`),
  ]
}
function officeNotice(d: Draw): Block[] {
  const day = addWorkingDays(dateOf(d.paper.signedAt), d.random.int(1, 4))
  return [
    text(`Để bảo đảm hoạt động thường xuyên của cơ quan, Văn phòng thông báo về việc ${d.paper.subject} như sau:`),
    text(`1. Thời gian thực hiện: từ ngày ${shortDate(day)}.`),
    text(
      '2. Các phòng, đơn vị phân công người thực hiện, đăng ký với Văn phòng trước 16 giờ 30 ngày liền trước; thay đổi phải báo trước để điều chỉnh.',
    ),
    text(
      d.random.pick([
        '3. Công chức, viên chức và người lao động chấp hành nghiêm giờ giấc, trang phục, giao tiếp; sử dụng tiết kiệm điện, nước, văn phòng phẩm.',
        '3. Bộ phận Văn thư kiểm tra việc lập hồ sơ công việc của các phòng; hồ sơ kết thúc được nộp lưu đúng thời hạn.',
        '3. Bộ phận quản trị hỗ trợ kỹ thuật cho phòng họp trực tuyến, kiểm tra âm thanh, đường truyền trước 30 phút.',
      ]),
    ),
    text('Đề nghị các phòng, đơn vị và cá nhân có liên quan thực hiện./.'),
  ]
}
function assigned(d: Draw, task: string, n: number, downward: boolean): string {
  return downward && d.random.chance(0.6) && d.units.length > 0
    ? `${d.units[n % d.units.length]} ${task}`
    : upperFirst(task)
}
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)
const shiftBack = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

function figures(d: Draw): Block {
  const rows = d.random.some(
    [
      'Văn bản chỉ đạo đã ban hành',
      'Hội nghị, tập huấn đã tổ chức',
      'Lượt người tham gia',
      'Nhiệm vụ hoàn thành',
      'Nhiệm vụ đang thực hiện',
      'Hồ sơ, vụ việc đã giải quyết',
      'Kinh phí đã sử dụng (triệu đồng)',
    ],
    5,
  )
  return {
    kind: 'table',
    head: ['TT', 'Nội dung', 'Kế hoạch', 'Kết quả', 'Tỷ lệ (%)'],
    widths: [0.7, 5, 1.4, 1.4, 1.4],
    right: [2, 3, 4],
    rows: rows.map((name, n) => {
      const plan = d.random.int(12, 480)
      const done = Math.round(plan * (0.55 + d.random.next() * 0.5))
      return [String(n + 1), name, String(plan), String(done), ((done / plan) * 100).toFixed(1).replace('.', ',')]
    }),
  }
}
function schedule(d: Draw): Block {
  return {
    kind: 'table',
    head: ['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn'],
    widths: [0.7, 5.4, 2.6, 1.6],
    right: [],
    rows: d
      .some(d.paper.matter.tasks, 3, 4)
      .map((one, n) => [
        String(n + 1),
        upperFirst(one.split(/[;,]/)[0] ?? one),
        d.units[n % d.units.length] ?? '',
        shortDate(addWorkingDays(dateOf(d.paper.signedAt), d.random.int(12, 70))),
      ]),
  }
}
