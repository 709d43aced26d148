import type { Block } from '../files/official-text.ts'
import type { Paper } from '../story/paper.ts'
import { addWorkingDays, dateOf, officialDate, shortDate } from '../story/working-time.ts'
import { type Draw, daysBefore, lowerFirst, text, upperFirst } from './draw.ts'

export function petition(d: Draw): Block[] {
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
    ...d.some(matter.problems, 1, 2).map((one) => text(`Khó khăn hiện nay: ${lowerFirst(one)}.`)),
    text(`Chúng tôi kính đề nghị Quý cơ quan xem xét, ${d.some(matter.proposals, 1, 2).join('; ')}.`),
    text(
      'Hồ sơ, tài liệu liên quan được gửi kèm theo văn bản này. Rất mong nhận được sự quan tâm, giúp đỡ của Quý cơ quan./.',
    ),
  ]
}

export function officeNotice(d: Draw): Block[] {
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

/** The answer to a citizen's letter: what was asked, what was found, what will be done, and by whom. */
export function replyToCitizen(d: Draw, letter: Paper): Block[] {
  const about = letter.subject.split('kiến nghị ')[1] ?? 'nội dung nêu trong đơn'
  return [
    text(
      `${upperFirst(d.caller)} nhận được đơn của ông (bà) ${letter.signer.name} ${officialDate(dateOf(letter.signedAt))} kiến nghị ${about}. Sau khi kiểm tra, xem xét, ${d.caller} trả lời như sau:`,
    ),
    text(
      `1. ${d.random.pick([`Ngày ${shortDate(addWorkingDays(daysBefore(dateOf(d.paper.signedAt), 6), 1))}, đoàn kiểm tra gồm các cơ quan chuyên môn đã làm việc với thôn (tổ dân phố) và gia đình; nội dung kiến nghị là có cơ sở.`, 'Qua rà soát hồ sơ và kiểm tra thực địa, một phần nội dung kiến nghị là đúng, một phần chưa đủ căn cứ.', 'Nội dung kiến nghị thuộc thẩm quyền giải quyết của cơ quan chuyên môn và đã được giao xử lý theo quy định.'])}`,
    ),
    text(
      `2. ${d.fill(d.random.pick(['Giao cơ quan chuyên môn hoàn thành việc khắc phục trước ngày {soon}, thông báo kết quả để gia đình được biết.', 'Việc giải quyết được thực hiện trong {n:15-30} ngày; nếu cần bổ sung hồ sơ sẽ có văn bản hướng dẫn một lần.', 'Kinh phí thực hiện được bố trí trong dự toán {n:2-3} tháng tới; thời hạn hoàn thành trước ngày {soon}.']))}`,
    ),
    text('3. Trường hợp không nhất trí, ông (bà) có quyền khiếu nại theo quy định của Luật Khiếu nại.'),
    text(`${upperFirst(d.caller)} trả lời để ông (bà) được biết./.`),
  ]
}

export function figures(d: Draw): Block {
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

export function schedule(d: Draw): Block {
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
