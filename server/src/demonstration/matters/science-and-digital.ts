import type { Matter } from './matter.ts'

const scienceMinistry = { name: 'Bộ Khoa học và Công nghệ', abbreviation: 'BKHCN', sign: 'KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG' }

export const scienceAndDigital: Matter[] = [
  {
    key: 'resolution-57', section: 'KGVX', vice: 2, department: 'skhcn', division: 'CĐS', along: ['snv', 'stc', 'vphdnd'], communeDivision: 'VHXH',
    ministry: { ...scienceMinistry, unit: 'CĐSQG' },
    grounds: [
      'Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
      'Nghị quyết số 71/NQ-CP ngày 01 tháng 4 năm 2025 của Chính phủ sửa đổi, bổ sung cập nhật Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW',
      'Luật Khoa học, công nghệ và đổi mới sáng tạo ngày 27 tháng 6 năm 2025',
    ],
    subjects: [
      'đẩy nhanh tiến độ các nhiệm vụ thực hiện Nghị quyết số 57-NQ/TW', 'rà soát các chỉ tiêu khó hoàn thành trong thực hiện Nghị quyết số 57-NQ/TW',
      'đăng ký nhiệm vụ, dự án khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm sau', 'báo cáo kết quả hoạt động của Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
      'chuẩn bị nội dung phiên họp Tổ công tác', 'kiện toàn Ban Chỉ đạo của tỉnh về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số', 'phân công nhiệm vụ cho thành viên Tổ công tác',
      'cập nhật tiến độ nhiệm vụ trên Hệ thống giám sát thực hiện Nghị quyết số 57-NQ/TW', 'bố trí kinh phí cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
      'khắc phục tình trạng có kinh phí nhưng chưa có dự án phù hợp', 'đánh giá mức độ hoàn thành nhiệm vụ chuyển đổi số của người đứng đầu cơ quan, địa phương',
    ],
    context: [
      'Thời gian qua, các cơ quan, địa phương đã tích cực triển khai Nghị quyết số 57-NQ/TW; tuy nhiên, một số nhiệm vụ còn chậm so với kế hoạch, một số chỉ tiêu được dự báo khó đạt nếu không có giải pháp quyết liệt.',
      'Qua theo dõi trên Hệ thống giám sát, tính đến ngày {past} toàn tỉnh còn {n:6-28} nhiệm vụ chưa cập nhật tiến độ, {n:2-9} nhiệm vụ quá hạn thuộc trách nhiệm của {n:3-8} cơ quan, địa phương.',
      'Nguồn lực dành cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm nay đã được phân bổ song số lượng nhiệm vụ, dự án quy mô lớn được đề xuất còn ít, chưa gắn với lợi thế của từng ngành, từng địa phương.',
      'Thời gian chuyển đổi sang mô hình chính quyền địa phương 2 cấp rất ngắn, nhiều văn bản thể chế mới có phạm vi rộng, nội dung phức tạp nên việc tổ chức thực hiện ở một số nơi còn lúng túng.',
    ],
    tasks: [
      'khẩn trương rà soát toàn bộ nhiệm vụ được giao, làm rõ nhiệm vụ đã hoàn thành, đang thực hiện, quá hạn; xác định nguyên nhân và trách nhiệm của tập thể, cá nhân đối với từng nhiệm vụ chậm tiến độ',
      'đề xuất các nhiệm vụ, dự án quy mô lớn về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số gắn với lợi thế của ngành, địa phương, có sản phẩm và kết quả cụ thể để đánh giá hiệu quả',
      'cập nhật đầy đủ, chính xác tiến độ và tài liệu minh chứng lên Hệ thống giám sát trước ngày 25 hằng tháng; người đứng đầu chịu trách nhiệm về số liệu đã cập nhật',
      'tham mưu điều chỉnh, bổ sung Kế hoạch hành động của tỉnh cho phù hợp với mô hình chính quyền địa phương 2 cấp và các văn bản pháp luật mới ban hành',
      'phân công một lãnh đạo và một công chức đầu mối theo dõi; gửi danh sách về Sở Khoa học và Công nghệ trước ngày {soon}',
      'tổng hợp khó khăn, vướng mắc của các đơn vị, đề xuất phương án tháo gỡ theo thẩm quyền, báo cáo Tổ công tác tại phiên họp gần nhất',
      'bố trí kinh phí bảo đảm tối thiểu 3% tổng chi ngân sách hằng năm cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số; ưu tiên nhiệm vụ đã có sản phẩm đầu ra rõ ràng',
      'tập trung hoàn thành 4 nhóm nhiệm vụ trọng tâm: hạ tầng số và đồng bộ dữ liệu; ứng dụng công nghệ mới, nhất là trí tuệ nhân tạo và nền tảng kết nối dữ liệu; nâng cao năng lực số cho cán bộ, công chức, viên chức; tổ chức thực hiện hiệu quả các nghị quyết, kế hoạch',
    ],
    results: [
      'Đã hoàn thành {n:14-46}/{n:48-66} nhiệm vụ được giao, đạt {p:58-92}; còn {n:3-12} nhiệm vụ đang thực hiện trong hạn và {n:1-5} nhiệm vụ quá hạn',
      'Tham mưu Ủy ban nhân dân tỉnh kiện toàn Ban Chỉ đạo và ban hành {n:3-8} kế hoạch, chương trình triển khai nghị quyết; tổ chức {n:2-6} hội nghị quán triệt với trên {n:400-2600} lượt cán bộ, công chức tham dự',
      'Hệ thống quản lý văn bản và điều hành công việc đã được nâng cấp, hoàn thành cài đặt, cấu hình, hiệu chỉnh theo mô hình chính quyền địa phương 2 cấp; tỷ lệ văn bản ký số đạt {p:94-100}',
      'Đã tiếp nhận {n:12-60} đề xuất nhiệm vụ của các cơ quan, địa phương, doanh nghiệp, trong đó {n:4-18} đề xuất có quy mô cấp tỉnh',
      'Công tác thông tin, tuyên truyền được thực hiện thường xuyên trên cổng thông tin điện tử và hệ thống truyền thanh cơ sở với {n:60-320} tin, bài',
      'Kinh phí bố trí cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số đạt {money:40-420}, đã giải ngân {p:31-78}',
    ],
    problems: [
      'Nhân lực công nghệ thông tin ở cấp xã, phường không đồng đều; nhiều nơi bố trí người chưa đúng chuyên môn',
      'Một số văn bản thể chế mới có phạm vi rộng, nội dung phức tạp, gây lúng túng khi thực hiện',
      'Một số chỉ tiêu của Nghị quyết số 57-NQ/TW khó hoàn thành trong năm do chưa có phương pháp thống kê thống nhất',
      'Việc đề xuất nhiệm vụ, dự án còn dàn trải, thiếu sản phẩm cụ thể nên chưa sử dụng hết nguồn lực đã phân bổ',
    ],
    proposals: [
      'xem xét, điều chỉnh thời hạn hoàn thành đối với {n:2-5} nhiệm vụ phụ thuộc hướng dẫn của bộ, ngành Trung ương',
      'bổ sung biên chế công chức phụ trách chuyển đổi số cho {n:8-30} xã, phường còn thiếu',
      'giao một cơ quan đầu mối hướng dẫn phương pháp thu thập, tính toán các chỉ tiêu',
    ],
  },
  {
    key: 'science-tasks', section: 'KGVX', vice: 2, department: 'skhcn', division: 'QLKH', along: ['stc', 'sgddt', 'snnmt'], communeDivision: 'KT',
    ministry: { ...scienceMinistry, unit: 'KHCNĐP' },
    grounds: [
      'Luật Khoa học, công nghệ và đổi mới sáng tạo ngày 27 tháng 6 năm 2025',
      'Nghị định số 267/2025/NĐ-CP của Chính phủ quy định về chương trình, nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo',
      'Thông tư số 36/2025/TT-BKHCN ngày 26 tháng 11 năm 2025 của Bộ trưởng Bộ Khoa học và Công nghệ',
    ],
    subjects: [
      'đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh', 'thành lập Hội đồng tư vấn xác định nhiệm vụ khoa học và công nghệ cấp tỉnh', 'kiểm tra tiến độ thực hiện các nhiệm vụ khoa học và công nghệ',
      'phê duyệt danh mục nhiệm vụ khoa học và công nghệ đặt hàng', 'nghiệm thu nhiệm vụ khoa học và công nghệ cấp tỉnh', 'điều chỉnh thời gian thực hiện nhiệm vụ khoa học và công nghệ',
      'phối hợp đặt hàng nhiệm vụ với viện nghiên cứu, trường đại học và doanh nghiệp', 'đăng ký, lưu giữ kết quả thực hiện nhiệm vụ khoa học và công nghệ', 'báo cáo ứng dụng kết quả nghiên cứu vào sản xuất và đời sống',
      'thẩm định kinh phí nhiệm vụ khoa học và công nghệ',
    ],
    context: [
      'Hiện nay trên địa bàn tỉnh đang triển khai các nhiệm vụ khoa học và công nghệ ở các cấp; phần lớn bám sát nhu cầu của ngành, địa phương, bước đầu có sản phẩm được chuyển giao.',
      'Thực hiện định hướng hoạt động khoa học và công nghệ năm tới, Sở Khoa học và Công nghệ đã thông báo rộng rãi và tiếp nhận đề xuất của các tổ chức, cá nhân trong và ngoài tỉnh.',
      'Qua kiểm tra {n:6-24} nhiệm vụ tại hiện trường, một số đơn vị chủ trì giải ngân chậm, hồ sơ chứng từ chưa đầy đủ, sản phẩm dạng I chưa đạt số lượng theo hợp đồng.',
      'Việc xác định nhiệm vụ cần xuất phát từ bài toán thực tiễn của ngành và địa phương, có địa chỉ ứng dụng rõ ràng và cam kết tiếp nhận kết quả.',
    ],
    tasks: [
      'rà soát, lựa chọn vấn đề cấp thiết để đề xuất nhiệm vụ theo mẫu phiếu ban hành kèm theo Thông tư; mỗi đề xuất nêu rõ mục tiêu, nội dung, sản phẩm, đơn vị sử dụng và dự kiến kinh phí',
      'tra cứu trùng lặp với các nhiệm vụ đã và đang thực hiện trên cơ sở dữ liệu quốc gia trước khi trình Hội đồng tư vấn',
      'đôn đốc các tổ chức chủ trì hoàn thiện báo cáo, sản phẩm và hồ sơ quyết toán; kiên quyết xử lý nhiệm vụ quá hạn không có lý do chính đáng',
      'bố trí cán bộ, mặt bằng, vùng nguyên liệu phối hợp với tổ chức chủ trì xây dựng mô hình trình diễn tại {place}',
      'tổ chức nghiệm thu cấp cơ sở trước ngày {soon}, hoàn thiện hồ sơ đề nghị nghiệm thu cấp tỉnh theo quy định',
      'thẩm định nội dung, kinh phí theo phương thức khoán đến sản phẩm cuối cùng; báo cáo kết quả trước ngày {soon}',
      'tiếp nhận kết quả nghiên cứu, xây dựng kế hoạch nhân rộng và báo cáo hiệu quả ứng dụng hằng năm',
    ],
    results: [
      'Theo dõi, quản lý {n:90-131} nhiệm vụ các cấp; đã nghiệm thu {n:9-28} nhiệm vụ, trong đó {n:2-8} nhiệm vụ xếp loại xuất sắc',
      'Tiếp nhận {n:18-96} đề xuất nhiệm vụ; Hội đồng tư vấn thống nhất đề nghị đưa vào danh mục đặt hàng {n:6-22} nhiệm vụ',
      'Làm việc với {n:4-14} viện nghiên cứu, trường đại học và {n:6-30} doanh nghiệp để đặt hàng nhiệm vụ phục vụ công nghiệp bán dẫn, nông nghiệp công nghệ cao và quản lý đô thị',
      'Chuyển giao {n:3-16} quy trình kỹ thuật, {n:2-9} mô hình cho các hợp tác xã; năng suất bình quân tăng {p:8-24} so với đối chứng',
      'Kinh phí thực hiện {money:6-58}, trong đó nguồn ngoài ngân sách chiếm {p:18-46}',
      'Kết quả nghiên cứu được công bố trên {n:8-40} bài báo, đào tạo {n:2-12} thạc sĩ, {n:1-4} tiến sĩ',
    ],
    problems: [
      'Một số tổ chức chủ trì chậm báo cáo định kỳ, năng lực quản lý tài chính còn hạn chế', 'Địa chỉ ứng dụng của một số đề xuất chưa rõ, cam kết tiếp nhận kết quả còn hình thức',
      'Việc chuyển tiếp từ quy định cũ sang quy định mới làm chậm khâu thẩm định kinh phí', 'Chuyên gia đầu ngành trong một số lĩnh vực mới còn thiếu',
    ],
    proposals: [
      'cho phép gia hạn thời gian thực hiện {n:1-4} nhiệm vụ đến hết quý I năm sau', 'phê duyệt danh mục đặt hàng đợt {n:2-4} để kịp tổ chức tuyển chọn trong năm', 'bổ sung kinh phí sự nghiệp khoa học {money:2-14} từ nguồn dự phòng',
    ],
  },
  {
    key: 'community-teams', section: 'KGVX', vice: 2, department: 'skhcn', division: 'CĐS', along: ['snv', 'ttpvhcc'], communeDivision: 'VHXH',
    ministry: { ...scienceMinistry, unit: 'CĐSQG' },
    grounds: [
      'Quyết định số 146/QĐ-TTg ngày 28 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Đề án nâng cao nhận thức, phổ cập kỹ năng và phát triển nguồn nhân lực chuyển đổi số',
      'Hướng dẫn của Bộ Khoa học và Công nghệ về tổ chức hoạt động Tổ công nghệ số cộng đồng theo mô hình chính quyền địa phương 2 cấp',
    ],
    subjects: [
      'triển khai Tổ công nghệ số cộng đồng tại các xã, phường', 'kiện toàn Tổ công nghệ số cộng đồng sau sắp xếp đơn vị hành chính', 'tập huấn kỹ năng số cho thành viên Tổ công nghệ số cộng đồng',
      'hỗ trợ người dân nộp hồ sơ trực tuyến và sử dụng chữ ký số cá nhân', 'phát động phong trào Bình dân học vụ số', 'báo cáo hoạt động của Tổ công nghệ số cộng đồng', 'hỗ trợ hộ kinh doanh chuyển đổi số, sử dụng hóa đơn điện tử',
      'phổ cập chữ ký số cho người dân trưởng thành', 'kinh phí hoạt động của Tổ công nghệ số cộng đồng',
    ],
    context: [
      'Tổ công nghệ số cộng đồng là cánh tay nối dài của chính quyền cơ sở, đến từng ngõ, gõ từng nhà hướng dẫn người dân sử dụng dịch vụ công trực tuyến, thanh toán không dùng tiền mặt và kỹ năng an toàn trên môi trường mạng.',
      'Sau khi thực hiện mô hình chính quyền địa phương 2 cấp, thành viên Tổ công nghệ số cộng đồng ở nhiều thôn, tổ dân phố có thay đổi, cần được kiện toàn và tập huấn lại.',
      'Tại một số xã, tỷ lệ người dân có chữ ký số cá nhân mới đạt {p:9-31}, thấp hơn bình quân chung của tỉnh.',
    ],
    tasks: [
      'kiện toàn Tổ công nghệ số cộng đồng ở 100% thôn, tổ dân phố, mỗi tổ có từ 5 đến 9 thành viên, nòng cốt là đoàn viên thanh niên, giáo viên, cán bộ hưu trí am hiểu công nghệ',
      'tổ chức ra quân vào thứ Bảy hằng tuần hỗ trợ người dân cài đặt VNeID, nộp hồ sơ trực tuyến, đăng ký chữ ký số tại Trung tâm Phục vụ hành chính công và nhà văn hóa thôn',
      'xây dựng tài liệu, video ngắn hướng dẫn kỹ năng số bằng ngôn ngữ dễ hiểu, chú trọng đồng bào dân tộc thiểu số và người cao tuổi',
      'phối hợp với các doanh nghiệp viễn thông, ngân hàng cấp miễn phí chữ ký số cá nhân cho người dân thực hiện thủ tục hành chính',
      'lập danh sách thành viên, gửi về Sở Khoa học và Công nghệ trước ngày {soon} để cấp tài khoản học trực tuyến',
      'biểu dương tổ, cá nhân tiêu biểu; bố trí kinh phí chi hỗ trợ xăng xe, liên lạc cho thành viên theo khả năng ngân sách',
      'hỗ trợ ít nhất {n:20-120} hộ kinh doanh chuyển từ thuế khoán sang kê khai, sử dụng hóa đơn điện tử khởi tạo từ máy tính tiền',
    ],
    results: [
      'Đã kiện toàn {n:9-34} Tổ công nghệ số cộng đồng với {n:60-260} thành viên, phủ kín 100% thôn, tổ dân phố',
      'Hướng dẫn {n:900-7800} lượt người dân nộp hồ sơ trực tuyến; tỷ lệ hồ sơ trực tuyến đạt {p:72-97}', 'Cấp mới {n:300-4200} chữ ký số cá nhân; lũy kế tỷ lệ người trưởng thành có chữ ký số đạt {p:24-61}',
      'Tổ chức {n:3-18} buổi ra quân, {n:2-9} lớp tập huấn với {n:120-900} lượt người tham gia', 'Hỗ trợ {n:18-260} hộ kinh doanh mở tài khoản bán hàng trực tuyến, đưa {n:3-22} sản phẩm OCOP lên sàn thương mại điện tử',
      '{n:4-30} điểm hỗ trợ dịch vụ công trực tuyến được đặt tại nhà văn hóa thôn, bưu điện văn hóa xã',
    ],
    problems: [
      'Thành viên tổ kiêm nhiệm, chưa có kinh phí hỗ trợ thường xuyên', 'Người cao tuổi, đồng bào vùng cao thiếu thiết bị thông minh', 'Vùng lõm sóng tại một số thôn của {place} chưa được phủ hết',
    ],
    proposals: ['ban hành mức chi hỗ trợ hoạt động của Tổ công nghệ số cộng đồng thống nhất toàn tỉnh', 'hỗ trợ máy tính bảng cho các điểm hỗ trợ dịch vụ công trực tuyến', 'chỉ đạo doanh nghiệp viễn thông phủ sóng {n:3-9} thôn còn lõm sóng'],
  },
  {
    key: 'digital-infrastructure', section: 'KGVX', vice: 2, department: 'skhcn', division: 'TTCNTT', along: ['ttpvhcc', 'stc'], communeDivision: 'VP',
    ministry: { ...scienceMinistry, unit: 'CNTT' },
    grounds: [
      'Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023', 'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
      'Nghị định số 23/2025/NĐ-CP ngày 21 tháng 02 năm 2025 của Chính phủ quy định về chữ ký điện tử và dịch vụ tin cậy',
    ],
    subjects: [
      'vận hành Trung tâm tích hợp dữ liệu tỉnh', 'kết nối đường truyền giữa hai trung tâm dữ liệu phục vụ các phần mềm dùng chung', 'nâng cấp Hệ thống quản lý văn bản và điều hành công việc',
      'cài đặt, cấu hình hệ thống theo mô hình chính quyền địa phương 2 cấp', 'bảo đảm an toàn thông tin mạng dịp nghỉ lễ', 'sao lưu, phục hồi dữ liệu các hệ thống thông tin dùng chung', 'cấp chứng thư số chuyên dùng công vụ',
      'rà soát trang thiết bị công nghệ thông tin tại các xã, phường', 'kiểm tra lỗ hổng bảo mật trên các hệ thống thông tin', 'tích hợp, chia sẻ dữ liệu qua nền tảng LGSP của tỉnh', 'tạm dừng hệ thống để bảo trì, nâng cấp',
    ],
    context: [
      'Trung tâm tích hợp dữ liệu tỉnh được duy trì hoạt động ổn định; đường truyền giữa hai trung tâm dữ liệu đã được kết nối, phục vụ các phần mềm dùng chung của tỉnh.',
      'Hệ thống quản lý văn bản và điều hành công việc có {n:8200-12400} tài khoản đang hoạt động, trung bình mỗi ngày xử lý {n:6200-11800} lượt văn bản đi, đến.',
      'Qua giám sát phát hiện {n:3-18} máy tính tại {n:2-9} đơn vị kết nối tới địa chỉ IP có dấu hiệu mã độc.',
      'Thiết bị công nghệ thông tin tại nhiều xã, phường được trang bị từ trước năm 2018, cấu hình thấp, chưa đáp ứng yêu cầu ký số và họp trực tuyến.',
    ],
    tasks: [
      'bảo đảm trực kỹ thuật 24/7, giám sát đường truyền, máy chủ, nguồn điện; kịp thời chuyển hệ thống sang trung tâm dự phòng khi có sự cố', 'rà soát tài khoản, phân quyền trên hệ thống; khóa ngay tài khoản của người nghỉ hưu, chuyển công tác',
      'thống kê nhu cầu cấp mới, gia hạn, thu hồi chứng thư số của cơ quan, tổ chức và cá nhân, gửi về Sở Khoa học và Công nghệ trước ngày {soon}', 'cập nhật bản vá, gỡ bỏ phần mềm không có bản quyền, cài đặt phần mềm phòng, chống mã độc quản lý tập trung trên 100% máy trạm',
      'thực hiện sao lưu dữ liệu hằng ngày, diễn tập phục hồi ít nhất mỗi quý một lần và lập biên bản kết quả', 'kết nối các cơ sở dữ liệu chuyên ngành qua nền tảng tích hợp, chia sẻ dữ liệu của tỉnh; không yêu cầu người dân cung cấp lại thông tin đã có',
      'bố trí phòng máy chủ, máy phát điện dự phòng và lịch trực; báo cáo ngay sự cố qua đầu mối ứng cứu', 'sử dụng chữ ký số cơ quan và cá nhân đối với 100% văn bản điện tử đủ điều kiện',
    ],
    results: [
      'Trung tâm tích hợp dữ liệu vận hành ổn định, độ sẵn sàng đạt {p:99-100}; không để xảy ra sự cố mất dữ liệu', 'Hoàn thành kết nối hai đường truyền {n:2-10} Gbps giữa hai trung tâm dữ liệu; thời gian chuyển đổi dự phòng dưới {n:3-15} phút',
      'Đã cấp {n:400-3600} chứng thư số, thu hồi {n:20-380} chứng thư số của người chuyển công tác', 'Phát hiện, xử lý {n:4-60} lỗ hổng, trong đó {n:1-6} lỗ hổng mức cao; gỡ mã độc trên {n:12-140} máy trạm',
      'Kết nối {n:9-24} hệ thống thông tin qua nền tảng LGSP với {n:120-900} nghìn giao dịch trong kỳ', 'Hoàn thành cấu hình sơ đồ tổ chức, tài khoản, sổ văn bản cho 99 xã, phường và {n:14-17} sở, ban, ngành',
    ],
    problems: ['Thiết bị tại {n:12-46} xã, phường đã hết khấu hao', 'Nhân lực an toàn thông tin của tỉnh mỏng, chưa có chế độ đãi ngộ phù hợp', 'Một số phần mềm chuyên ngành của Trung ương chưa mở giao diện kết nối'],
    proposals: ['bổ sung {money:3-26} để thay thế thiết bị cho các xã, phường', 'chấp thuận thuê dịch vụ giám sát an toàn thông tin {n:12-36} tháng', 'làm việc với bộ chủ quản để mở giao diện chia sẻ dữ liệu'],
  },
  {
    key: 'artificial-intelligence', section: 'KGVX', vice: 2, department: 'skhcn', division: 'CĐS', along: ['stc', 'sxd', 'bqlkcn', 'ttpvhcc'], communeDivision: 'TTPVHCC',
    ministry: { ...scienceMinistry, unit: 'CĐSQG' },
    grounds: ['Luật Trí tuệ nhân tạo năm 2025', 'Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị', 'Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông'],
    subjects: [
      'thí điểm ứng dụng trí tuệ nhân tạo hỗ trợ giải quyết thủ tục hành chính lĩnh vực đầu tư', 'ứng dụng trí tuệ nhân tạo trong kiểm tra hồ sơ cấp giấy phép xây dựng', 'góp ý phương án ứng dụng trí tuệ nhân tạo trong cơ quan nhà nước',
      'xây dựng bộ dữ liệu hỏi đáp cho trợ lý ảo phục vụ công chức', 'tập huấn sử dụng trí tuệ nhân tạo cho cán bộ, công chức, viên chức', 'đánh giá kết quả thí điểm trợ lý ảo', 'quy định sử dụng công cụ trí tuệ nhân tạo an toàn',
    ],
    context: [
      'Tỉnh đã triển khai giải pháp ứng dụng trí tuệ nhân tạo hỗ trợ thủ tục hành chính trong lĩnh vực đầu tư và xây dựng; bước đầu rút ngắn thời gian kiểm tra thành phần hồ sơ.',
      'Trợ lý ảo chỉ đưa ra gợi ý kèm căn cứ pháp luật, công chức là người quyết định và chịu trách nhiệm về kết quả giải quyết.',
      'Nhu cầu sử dụng công cụ trí tuệ nhân tạo của công chức tăng nhanh, tiềm ẩn nguy cơ lộ, lọt thông tin nếu không có quy định rõ ràng.',
    ],
    tasks: [
      'lựa chọn {n:3-10} thủ tục có số lượng hồ sơ lớn để thí điểm; thống nhất tiêu chí đánh giá độ chính xác, thời gian tiết kiệm và mức độ hài lòng', 'cung cấp hồ sơ mẫu đã ẩn danh thông tin cá nhân để huấn luyện, kiểm thử; nghiêm cấm đưa thông tin bí mật nhà nước, dữ liệu cá nhân vào công cụ công cộng',
      'tổ chức tập huấn cho công chức trực tiếp tiếp nhận, thẩm định hồ sơ trước ngày {soon}', 'theo dõi, ghi nhận trường hợp gợi ý sai, thiếu căn cứ; phản hồi hằng tuần để hiệu chỉnh', 'báo cáo kết quả thí điểm, đề xuất nhân rộng hoặc dừng trước ngày {soon}',
      'rà soát, chuẩn hóa bộ câu hỏi – trả lời của ngành phục vụ trợ lý ảo, gắn với văn bản còn hiệu lực',
    ],
    results: [
      'Đã hỗ trợ kiểm tra {n:240-1900} hồ sơ, phát hiện {n:36-310} hồ sơ thiếu thành phần ngay khi tiếp nhận', 'Thời gian kiểm tra bình quân giảm từ {n:45-90} phút xuống {n:8-25} phút mỗi hồ sơ', 'Tỷ lệ gợi ý được công chức chấp nhận đạt {p:71-94}; {p:3-12} phải sửa và {p:2-9} bị bác bỏ',
      'Tập huấn {n:3-14} lớp cho {n:180-1500} cán bộ, công chức, viên chức về kỹ năng sử dụng trí tuệ nhân tạo', 'Xây dựng bộ {n:800-4200} câu hỏi – trả lời, cập nhật theo văn bản mới',
    ],
    problems: ['Dữ liệu hồ sơ lịch sử chưa được số hóa đồng bộ', 'Chưa có định mức kinh phí thuê dịch vụ trí tuệ nhân tạo', 'Một số công chức còn tâm lý e ngại, sử dụng mang tính hình thức'],
    proposals: ['cho phép kéo dài thời gian thí điểm thêm {n:3-6} tháng', 'mở rộng sang lĩnh vực đất đai, môi trường', 'ban hành quy định tạm thời về sử dụng công cụ trí tuệ nhân tạo trong cơ quan nhà nước'],
  },
  {
    key: 'luc-ngan-orange', section: 'KGVX', vice: 2, department: 'skhcn', division: 'SHTTBX', along: ['snnmt', 'sct'], communeDivision: 'KT',
    ministry: { ...scienceMinistry, unit: 'SHTT' },
    grounds: ['Luật Sở hữu trí tuệ năm 2005, được sửa đổi, bổ sung các năm 2009, 2019, 2022 và 2025', 'Chương trình phát triển tài sản trí tuệ đến năm 2030 ban hành theo Quyết định số 2205/QĐ-TTg ngày 24 tháng 12 năm 2020 của Thủ tướng Chính phủ'],
    subjects: [
      'nghiệm thu dự án quản lý và phát triển chỉ dẫn địa lý “Lục Ngạn” cho sản phẩm cam', 'xây dựng nhãn hiệu chứng nhận cho sản phẩm chủ lực', 'triển khai 2 dự án cấp tỉnh về nhãn hiệu chứng nhận sản phẩm Bắc Giang', 'kiểm soát việc sử dụng chỉ dẫn địa lý “Lục Ngạn”',
      'cấp quyền sử dụng chỉ dẫn địa lý cho hợp tác xã', 'kết nối tiêu thụ cam, bưởi Lục Ngạn niên vụ mới', 'dán tem truy xuất nguồn gốc sản phẩm cây ăn quả', 'khoanh vùng sản xuất cam mang chỉ dẫn địa lý',
    ],
    context: [
      'Vùng cam Lục Ngạn có diện tích {n:1400-2600} ha, sản lượng ước {n:21-46} nghìn tấn; chất lượng quả ổn định, được thị trường ưa chuộng nhưng tình trạng giả mạo nguồn gốc vẫn diễn ra.',
      'Dự án về chỉ dẫn địa lý “Lục Ngạn” cho sản phẩm cam đã hoàn thành các nội dung theo thuyết minh, đang hoàn thiện hồ sơ để nghiệm thu cấp tỉnh.',
      'Việc bảo hộ tài sản trí tuệ cho đặc sản địa phương góp phần nâng giá bán bình quân {p:12-30}, tạo thuận lợi cho xuất khẩu.',
    ],
    tasks: [
      'hoàn thiện bản đồ vùng chỉ dẫn địa lý, quy chế quản lý và bộ tiêu chí chất lượng; tổ chức tự đánh giá trước ngày {soon}', 'rà soát hộ, hợp tác xã đủ điều kiện, lập hồ sơ đề nghị cấp quyền sử dụng chỉ dẫn địa lý',
      'kiểm tra việc in, dán tem truy xuất nguồn gốc; xử lý nghiêm hành vi sử dụng trái phép chỉ dẫn địa lý', 'hướng dẫn nông dân tuân thủ quy trình VietGAP, ghi nhật ký điện tử, bảo đảm thời gian cách ly thuốc bảo vệ thực vật',
      'tổ chức hội nghị kết nối cung cầu, đưa sản phẩm lên sàn thương mại điện tử trong tháng {n:10-12}', 'xây dựng kế hoạch duy trì, phát triển chỉ dẫn địa lý sau khi dự án kết thúc, có phân công và nguồn kinh phí cụ thể',
    ],
    results: [
      'Đã khoanh vùng {n:900-1800} ha tại {n:8-14} xã, phường đủ điều kiện mang chỉ dẫn địa lý', 'Cấp quyền sử dụng chỉ dẫn địa lý cho {n:6-24} hợp tác xã, {n:2-9} doanh nghiệp; phát hành {n:120-900} nghìn tem',
      'Tập huấn {n:8-30} lớp cho {n:400-1600} hộ trồng cam về quy trình canh tác và ghi nhật ký điện tử', 'Giá bán tại vườn đạt {n:18-32} nghìn đồng/kg, cao hơn sản phẩm không dán tem {p:12-28}', 'Kiểm tra {n:12-60} cơ sở, nhắc nhở {n:2-11} cơ sở dán tem chưa đúng quy định',
    ],
    problems: ['Nhận thức về sở hữu trí tuệ của một bộ phận người sản xuất còn hạn chế', 'Diện tích cam già cỗi, nhiễm bệnh vàng lá greening tại {place} chưa được thay thế kịp thời', 'Tình trạng trà trộn sản phẩm từ vùng khác vẫn còn'],
    proposals: ['đẩy nhanh tiến độ nghiệm thu dự án trước niên vụ thu hoạch', 'hỗ trợ {money:1-4} kinh phí in tem và quảng bá', 'phối hợp lực lượng quản lý thị trường kiểm tra đột xuất'],
  },
  {
    key: 'radiation', section: 'KGVX', vice: 2, department: 'skhcn', division: 'SHTTBX', along: ['syt', 'ttpvhcc'], communeDivision: 'TTPVHCC',
    ministry: { ...scienceMinistry, unit: 'ATBXHN' },
    grounds: ['Luật Năng lượng nguyên tử ngày 27 tháng 6 năm 2025', 'Nghị định số 332/2025/NĐ-CP ngày 18 tháng 12 năm 2025 của Chính phủ'],
    subjects: [
      'cấp giấy phép tiến hành công việc bức xạ', 'khai báo thiết bị X-quang chẩn đoán trong y tế', 'bổ sung hồ sơ đề nghị cấp giấy phép tiến hành công việc bức xạ', 'kiểm tra an toàn bức xạ tại cơ sở y tế', 'cấp chứng chỉ nhân viên bức xạ',
      'ứng phó sự cố bức xạ, hạt nhân', 'gia hạn giấy phép sử dụng thiết bị X-quang', 'báo cáo thực trạng an toàn bức xạ', 'công bố thủ tục hành chính lĩnh vực năng lượng nguyên tử',
    ],
    context: [
      'Trên địa bàn tỉnh có {n:96-188} cơ sở sử dụng thiết bị X-quang chẩn đoán trong y tế với {n:160-340} thiết bị đang hoạt động.', 'Phạm vi thẩm quyền cấp phép của tỉnh được mở rộng theo quy định mới, từ X-quang y tế sang thiết bị phát tia X và PET/CT, SPECT/CT.',
      'Qua thẩm định hồ sơ, một số cơ sở chưa có kết quả kiểm định còn hiệu lực, chưa đo liều kế cá nhân đủ 4 lần trong năm.',
    ],
    tasks: [
      'rà soát thiết bị bức xạ đang sử dụng, thực hiện khai báo trong 10 ngày làm việc kể từ ngày có thiết bị', 'hoàn thiện thành phần hồ sơ còn thiếu trước ngày {soon}; quá thời hạn, hồ sơ được trả lại theo quy định', 'bố trí người phụ trách an toàn có chứng chỉ, trang bị liều kế cá nhân cho nhân viên bức xạ',
      'tổ chức kiểm tra {n:8-30} cơ sở theo kế hoạch, không trùng lặp với kế hoạch thanh tra của ngành y tế', 'xây dựng kế hoạch ứng phó sự cố bức xạ cấp cơ sở, diễn tập ít nhất hai năm một lần',
    ],
    results: [
      'Tiếp nhận và cấp {n:2-6} giấy xác nhận khai báo thiết bị X-quang chẩn đoán trong y tế, {n:6-14} giấy phép tiến hành công việc bức xạ, {n:1-3} chứng chỉ nhân viên bức xạ', '100% hồ sơ được giải quyết trước và đúng hạn, thời gian trung bình {n:9-18} ngày',
      'Kiểm tra {n:8-26} cơ sở, yêu cầu khắc phục {n:3-12} nội dung về biển báo, che chắn, liều kế', 'Kết quả đo suất liều tại {n:20-80} vị trí đều nằm trong giới hạn cho phép',
    ],
    problems: ['Quy định mới chưa có mẫu thống nhất cho một số thủ tục', 'Một số phòng khám tư nhân chậm gia hạn giấy phép'],
    proposals: ['hướng dẫn mức phí thẩm định áp dụng trong giai đoạn chuyển tiếp', 'tập huấn nghiệp vụ thẩm định an toàn bức xạ cho cấp tỉnh'],
  },
  {
    key: 'innovation-contest', section: 'KGVX', vice: 2, department: 'skhcn', division: 'CNĐMST', along: ['sgddt', 'sct', 'stc'], communeDivision: 'VHXH',
    ministry: { ...scienceMinistry, unit: 'ĐMST' },
    grounds: ['Nghị định số 268/2025/NĐ-CP của Chính phủ quy định về đổi mới sáng tạo', 'Kế hoạch của Ủy ban nhân dân tỉnh về hỗ trợ hệ sinh thái khởi nghiệp đổi mới sáng tạo'],
    subjects: [
      'tổ chức Cuộc thi Đổi mới sáng tạo và Khởi nghiệp tỉnh Bắc Ninh', 'cử thành viên Ban Giám khảo Cuộc thi Đổi mới sáng tạo và Khởi nghiệp', 'hỗ trợ doanh nghiệp khởi nghiệp sáng tạo', 'xác định dự án đầu tư sử dụng công nghệ lạc hậu',
      'lấy ý kiến về công nghệ của dự án đầu tư', 'thẩm định thuyết minh dự án ứng dụng công nghệ cao', 'công nhận doanh nghiệp khoa học và công nghệ', 'thành lập không gian đổi mới sáng tạo',
    ],
    context: [
      'Cuộc thi Đổi mới sáng tạo và Khởi nghiệp thu hút {n:86-240} dự án của học sinh, sinh viên, doanh nghiệp và nhà sáng chế không chuyên.', 'Hồ sơ dự án có thuyết minh công nghệ phức tạp, cần lấy ý kiến cơ quan chuyên ngành trước khi kết luận.',
      'Các khu công nghiệp của tỉnh đang chuyển dịch sang bán dẫn, điện tử, đòi hỏi thẩm định kỹ công nghệ để không tiếp nhận dây chuyền lạc hậu.',
    ],
    tasks: [
      'phát động cuộc thi trong các trường học, doanh nghiệp; gửi hồ sơ dự thi về Ban Tổ chức trước ngày {soon}', 'có ý kiến bằng văn bản về tuổi thiết bị, mức tiêu hao năng lượng, phát thải và khả năng thay thế của dây chuyền trước ngày {soon}', 'bố trí cố vấn, không gian làm việc và gói hỗ trợ {n:30-200} triệu đồng cho mỗi dự án đoạt giải',
      'rà soát dự án đang hoạt động có dấu hiệu sử dụng công nghệ lạc hậu, nguy cơ gây ô nhiễm, thâm dụng tài nguyên', 'tổ chức hội thảo kết nối nhà đầu tư, quỹ khởi nghiệp với các dự án lọt vào vòng chung kết',
    ],
    results: [
      'Ban Tổ chức nhận {n:86-240} hồ sơ, chọn {n:15-30} dự án vào vòng chung kết, trao {n:8-16} giải', 'Xử lý {n:1-4} hồ sơ xác định dự án đầu tư có hoặc không sử dụng công nghệ lạc hậu; tham gia ý kiến {n:5-22} dự án đầu tư', 'Hỗ trợ {n:6-24} doanh nghiệp đổi mới công nghệ, {n:3-12} doanh nghiệp được chứng nhận doanh nghiệp khoa học và công nghệ',
      'Kết nối {n:4-15} dự án với nhà đầu tư, cam kết rót vốn {money:2-18}',
    ],
    problems: ['Nguồn vốn mồi cho khởi nghiệp còn hạn chế', 'Doanh nghiệp nhỏ và vừa thiếu thông tin về công nghệ mới'],
    proposals: ['thành lập Quỹ đầu tư mạo hiểm của tỉnh', 'bổ sung kinh phí giải thưởng và hỗ trợ sau cuộc thi'],
  },
]
