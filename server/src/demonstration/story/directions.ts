import type { SeededRandom } from '../seeded-random.ts'

/** What leaders write on documents (bút phê). `{lead}` and `{with}` are units as offices call them. */
const provincial = [
  'Giao {lead} chủ trì, phối hợp với {with} nghiên cứu, tham mưu UBND tỉnh giải quyết theo quy định.',
  'Chuyển {lead} chủ trì tham mưu, báo cáo Chủ tịch UBND tỉnh trước thời hạn nêu trên.',
  '{lead} khẩn trương tham mưu văn bản triển khai thực hiện; {with} phối hợp.',
  'Đồng ý chủ trương. Giao {lead} hoàn thiện hồ sơ, trình ký.',
  'Giao {lead} rà soát, tổng hợp, báo cáo kết quả; lưu ý làm rõ trách nhiệm, tiến độ.',
  'Kính chuyển {lead} nghiên cứu, có ý kiến bằng văn bản.',
  '{lead} tham mưu kế hoạch thực hiện, nêu rõ người, rõ việc, rõ thời gian, rõ sản phẩm.',
  'Giao {lead} kiểm tra, xử lý dứt điểm, trả lời công dân, báo cáo UBND tỉnh.',
  '{lead} chuẩn bị nội dung, tài liệu để họp UBND tỉnh phiên gần nhất.',
  'Xem xét, đề xuất trên cơ sở cân đối nguồn lực; không để tình trạng có kinh phí mà không có dự án.',
]
const departmental = [
  'Giao {lead} chủ trì tham mưu Sở giải quyết; {with} phối hợp cung cấp số liệu.',
  '{lead} nghiên cứu, dự thảo văn bản trả lời, trình lãnh đạo trước hạn 02 ngày.',
  '{lead} tổng hợp số liệu, báo cáo đúng biểu mẫu.',
  'Chuyển {lead} xử lý theo thẩm quyền.',
  '{lead} rà soát hồ sơ, nếu đủ điều kiện thì trình ký, chưa đủ thì có văn bản hướng dẫn bổ sung một lần.',
  '{lead} tham mưu triển khai, bám sát chỉ đạo của UBND tỉnh.',
  '{lead} làm việc trực tiếp với cơ sở, nắm tình hình trước khi đề xuất.',
]
const local = [
  '{lead} tham mưu triển khai tới các thôn, tổ dân phố; báo cáo kết quả đúng hạn.',
  'Giao {lead} phối hợp với {with} thực hiện, báo cáo Chủ tịch.',
  '{lead} tổng hợp, báo cáo cấp trên theo yêu cầu.',
  '{lead} kiểm tra thực tế, giải quyết, trả lời công dân.',
  'Giao {lead} chủ trì; phân công người theo dõi thường xuyên, không để quá hạn.',
]
const divisional = [
  'Đ/c nghiên cứu, tham mưu dự thảo văn bản.',
  'Giao đ/c chủ trì, báo cáo tôi trước khi trình.',
  'Đ/c tổng hợp số liệu, lưu ý đúng biểu mẫu.',
  'Đ/c xử lý, bám thời hạn lãnh đạo giao.',
  'Đ/c theo dõi, đôn đốc các xã, phường gửi báo cáo.',
  'Đ/c rà soát lại căn cứ pháp lý, dự thảo trả lời.',
]
const presenting = [
  'Kính trình lãnh đạo xem xét, cho ý kiến chỉ đạo.',
  'Kính trình đồng chí cho ý kiến phân xử lý.',
  '',
  '',
  'Văn bản có thời hạn trả lời, kính trình lãnh đạo.',
]
const returning = [
  'Nội dung không thuộc chức năng, nhiệm vụ của phòng; đề nghị lãnh đạo phân công lại.',
  'Hồ sơ thiếu phụ lục kèm theo, đề nghị bổ sung trước khi xử lý.',
  'Nhiệm vụ này đã được giao cho đơn vị khác theo Kế hoạch của năm, đề nghị xem xét lại.',
  'Đề nghị giao phòng chuyên môn chủ trì, phòng xin phối hợp.',
]
const finishing = {
  reported: [
    'Đã rà soát và báo cáo trực tiếp lãnh đạo tại giao ban; số liệu đã cập nhật trên hệ thống.',
    'Đã triển khai tới các thôn, tổ dân phố; kết quả đưa vào báo cáo tháng.',
    'Đã kiểm tra thực tế, lập biên bản, hướng dẫn đơn vị khắc phục.',
    'Đã cung cấp số liệu cho cơ quan chủ trì qua hệ thống dùng chung.',
    'Đã hoàn thành; sản phẩm lưu trong hồ sơ công việc.',
  ],
  filed: [
    'Văn bản để biết, lưu hồ sơ.',
    'Đã nghiên cứu, lưu phục vụ theo dõi.',
    'Không phát sinh nội dung phải trả lời; lưu hồ sơ.',
  ],
}
const recalling = ['Phân công lại cho phù hợp chức năng.', 'Lãnh đạo trực tiếp xử lý.']
const cancelling = [
  'Đăng ký trùng với văn bản đã nhận qua trục liên thông.',
  'Văn bản gửi nhầm cơ quan, đã trả lại nơi gửi.',
  'Đăng ký nhầm sổ.',
]

export const sayings = {
  direct(random: SeededRandom, level: 'provincial' | 'departmental' | 'local', lead: string, along: string[]): string {
    const from = level === 'provincial' ? provincial : level === 'departmental' ? departmental : local
    return random
      .pick(from)
      .replace('{lead}', lead)
      .replace('{with}', along.length > 0 ? along.join(', ') : 'các đơn vị liên quan')
  },
  assign: (random: SeededRandom) => random.pick(divisional),
  present: (random: SeededRandom) => random.pick(presenting),
  return: (random: SeededRandom) => random.pick(returning),
  recall: (random: SeededRandom) => random.pick(recalling),
  cancel: (random: SeededRandom) => random.pick(cancelling),
  finish: (random: SeededRandom, kind: 'reported' | 'filed') => random.pick(finishing[kind]),
}
