import type { Block } from '../files/official-text.ts'

const text = (words: string): Block => ({ kind: 'text', text: words })
const section = (words: string): Block => ({ kind: 'section', text: words })

/** Figures that the Ministry of Science and Technology published about the first seven months of 2025. */
export const sevenMonths: Block[] = [
  text(
    'Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị, Sở Khoa học và Công nghệ báo cáo kết quả hoạt động khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 7 tháng đầu năm 2025 như sau:',
  ),
  section('I. CHUYỂN ĐỔI SỐ'),
  text(
    '1. Hoàn thành nâng cấp Hệ thống quản lý văn bản và điều hành công việc; triển khai hệ thống quản lý điều hành và văn bản điện tử đối với cả văn bản không mật và văn bản mật; hoàn thành cài đặt, cấu hình, hiệu chỉnh hệ thống theo mô hình chính quyền địa phương 2 cấp.',
  ),
  text(
    '2. Triển khai giải pháp ứng dụng trí tuệ nhân tạo (AI) hỗ trợ thủ tục hành chính trong lĩnh vực đầu tư và xây dựng.',
  ),
  text('3. Ban hành hướng dẫn triển khai Tổ công nghệ số cộng đồng tại các địa phương.'),
  text(
    '4. Duy trì hoạt động ổn định của Trung tâm tích hợp dữ liệu tỉnh; kết nối đường truyền giữa hai trung tâm dữ liệu phục vụ các phần mềm dùng chung.',
  ),
  section('II. QUẢN LÝ KHOA HỌC VÀ CÔNG NGHỆ'),
  text(
    '1. Theo dõi, quản lý 131 nhiệm vụ khoa học và công nghệ các cấp; thông báo định hướng hoạt động năm 2026 và tiếp nhận 214 đề xuất nhiệm vụ.',
  ),
  text(
    '2. Làm việc với nhiều viện nghiên cứu, trường đại học, doanh nghiệp để đặt hàng nhiệm vụ; tham mưu triển khai 02 dự án cấp tỉnh liên quan đến nhãn hiệu chứng nhận sản phẩm Bắc Giang; đôn đốc nghiệm thu dự án chỉ dẫn địa lý “Lục Ngạn” cho sản phẩm cam.',
  ),
  section('III. CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ AN TOÀN BỨC XẠ'),
  text(
    '1. Xử lý 02 hồ sơ xác định dự án đầu tư có hoặc không sử dụng công nghệ lạc hậu; tham mưu xác nhận thuyết minh dự án ứng dụng công nghệ cao.',
  ),
  text(
    '2. Tiếp nhận và cấp 04 giấy xác nhận khai báo thiết bị X-quang chẩn đoán trong y tế, 12 giấy phép tiến hành công việc bức xạ và 01 chứng chỉ nhân viên bức xạ.',
  ),
  text('3. Tổ chức Cuộc thi Đổi mới sáng tạo và Khởi nghiệp năm 2025.'),
  {
    kind: 'table',
    head: ['TT', 'Chỉ tiêu', 'Đơn vị', 'Kết quả'],
    widths: [0.7, 6, 1.6, 1.4],
    right: [3],
    rows: [
      ['1', 'Nhiệm vụ khoa học và công nghệ các cấp được theo dõi', 'nhiệm vụ', '131'],
      ['2', 'Đề xuất nhiệm vụ năm 2026 đã tiếp nhận', 'đề xuất', '214'],
      ['3', 'Hồ sơ xác định công nghệ lạc hậu', 'hồ sơ', '2'],
      ['4', 'Giấy xác nhận khai báo thiết bị X-quang', 'giấy', '4'],
      ['5', 'Giấy phép tiến hành công việc bức xạ', 'giấy phép', '12'],
      ['6', 'Chứng chỉ nhân viên bức xạ', 'chứng chỉ', '1'],
    ],
  },
  section('IV. KHÓ KHĂN, VƯỚNG MẮC'),
  text(
    '1. Thời gian chuyển đổi sang mô hình chính quyền địa phương 2 cấp rất ngắn; nhiều văn bản thể chế mới có phạm vi rộng, nội dung phức tạp, gây lúng túng khi thực hiện.',
  ),
  text(
    '2. Nhân lực công nghệ thông tin cấp xã, phường không đồng đều, nhiều nơi bố trí cán bộ chưa đúng chuyên môn; một số chỉ tiêu năm 2025 của Nghị quyết số 57-NQ/TW khó hoàn thành.',
  ),
  text('Sở Khoa học và Công nghệ trân trọng báo cáo./.'),
]

export const fourGroups = [
  'Hoàn thiện hạ tầng số, đồng bộ hóa các hệ thống dữ liệu',
  'Mở rộng ứng dụng công nghệ mới, nhất là trí tuệ nhân tạo và các nền tảng kết nối dữ liệu',
  'Nâng cao năng lực số cho cán bộ, công chức, viên chức',
  'Tổ chức thực hiện hiệu quả các nghị quyết, kế hoạch, góp phần xây dựng chính quyền số, kinh tế số, xã hội số',
] as const

export const conclusions: Block[] = [
  text(
    'Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh đã tổ chức phiên họp thứ nhất để lấy ý kiến vào dự thảo Quy chế hoạt động, phân công nhiệm vụ cho các thành viên, đánh giá kết quả 7 tháng đầu năm và xác định phương hướng, nhiệm vụ 5 tháng cuối năm 2025. Sau khi nghe báo cáo và ý kiến của các thành viên, đồng chí Tổ trưởng kết luận như sau:',
  ),
  text(
    '1. Cơ bản thống nhất nội dung dự thảo Quy chế hoạt động, bảng phân công nhiệm vụ. Giao Sở Khoa học và Công nghệ tiếp thu ý kiến, hoàn thiện, trình ban hành.',
  ),
  text(
    '2. Các ngành, địa phương khẩn trương đề xuất nhiệm vụ, dự án quy mô lớn về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số để sử dụng hiệu quả nguồn lực đã phân bổ, tránh tình trạng “có tiền nhưng không có dự án phù hợp”. Mỗi nhiệm vụ phải gắn với lợi thế của từng ngành, từng địa phương, có sản phẩm, kết quả cụ thể để đánh giá hiệu quả.',
  ),
  text(
    '3. Ưu tiên tạo lập môi trường số, phát triển tiện ích số phục vụ người dân, doanh nghiệp; thúc đẩy kinh tế số, xã hội số thông qua chuyển đổi số doanh nghiệp, hộ kinh doanh; phổ cập chữ ký số trong người dân và tổ chức.',
  ),
  text('4. Trong 5 tháng cuối năm 2025, tập trung 4 nhóm nhiệm vụ trọng tâm:'),
  ...fourGroups.map((one, n) => text(`${'abcd'[n]}) ${one};`)),
  text(
    '5. Sau phiên họp, các đơn vị khẩn trương hoàn thiện văn bản, thống nhất để sớm triển khai các nội dung thiết thực.',
  ),
  text('Thừa lệnh Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng thông báo để các cơ quan, đơn vị biết, thực hiện./.'),
]

export const regulations: Block[] = [
  { kind: 'grounds', text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;' },
  { kind: 'grounds', text: 'Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị;' },
  { kind: 'grounds', text: 'Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ.' },
  { kind: 'centre', text: 'QUYẾT ĐỊNH:' },
  {
    kind: 'article',
    label: 'Điều 1.',
    text: 'Ban hành kèm theo Quyết định này Quy chế hoạt động của Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh.',
  },
  { kind: 'article', label: 'Điều 2.', text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
  {
    kind: 'article',
    label: 'Điều 3.',
    text: 'Chánh Văn phòng Ủy ban nhân dân tỉnh, Thủ trưởng các cơ quan, đơn vị liên quan và các thành viên Tổ công tác chịu trách nhiệm thi hành Quyết định này./.',
  },
]

export const regulationsText: Block[] = [
  {
    kind: 'centre',
    text: 'QUY CHẾ\nHoạt động của Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh',
  },
  section('Chương I. QUY ĐỊNH CHUNG'),
  {
    kind: 'article',
    label: 'Điều 1.',
    text: 'Nguyên tắc hoạt động. Tổ công tác làm việc theo nguyên tắc tập trung dân chủ, đề cao trách nhiệm cá nhân; thành viên hoạt động kiêm nhiệm, sử dụng bộ máy của cơ quan mình để thực hiện nhiệm vụ.',
  },
  {
    kind: 'article',
    label: 'Điều 2.',
    text: 'Nhiệm vụ. Giúp Ban Chỉ đạo đôn đốc, kiểm tra việc thực hiện nghị quyết, kế hoạch; phối hợp giải quyết vấn đề liên ngành; đề xuất tháo gỡ khó khăn, vướng mắc.',
  },
  section('Chương II. CHẾ ĐỘ LÀM VIỆC'),
  {
    kind: 'article',
    label: 'Điều 3.',
    text: 'Chế độ họp. Tổ công tác họp định kỳ mỗi tháng một lần, họp đột xuất theo yêu cầu của Tổ trưởng. Tài liệu gửi trước ít nhất 02 ngày làm việc trên hệ thống.',
  },
  {
    kind: 'article',
    label: 'Điều 4.',
    text: 'Chế độ báo cáo. Thành viên báo cáo kết quả thực hiện nhiệm vụ trước ngày 25 hằng tháng; cơ quan thường trực tổng hợp, báo cáo Ban Chỉ đạo.',
  },
]

export const projectsWanted: Block[] = [
  text(
    'Thực hiện kết luận tại phiên họp thứ nhất của Tổ công tác, để sử dụng hiệu quả nguồn lực đã phân bổ cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số, tránh tình trạng có tiền nhưng không có dự án phù hợp, Ủy ban nhân dân tỉnh yêu cầu:',
  ),
  text(
    '1. Các sở, ban, ngành, Ủy ban nhân dân các xã, phường khẩn trương đề xuất nhiệm vụ, dự án quy mô lớn, gắn với lợi thế của ngành, địa phương; nêu rõ sản phẩm, kết quả cụ thể, kinh phí, thời gian và chỉ tiêu đánh giá hiệu quả.',
  ),
  text(
    '2. Sở Khoa học và Công nghệ tổng hợp, phân loại, tham mưu Tổ công tác lựa chọn; báo cáo Ủy ban nhân dân tỉnh trong tháng 9 năm 2025.',
  ),
  text('3. Sở Tài chính cân đối, bố trí vốn kịp thời cho nhiệm vụ, dự án đã được phê duyệt.'),
  text('Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.'),
]
