import { rule } from './rule.ts'

/** Paper, and the components above the text: boxes 1 to 5 of Appendix I. */
export const headRules = {
  'paper.size': rule('1 I.1', 'stop', { vi: 'Khổ giấy A4', en: 'Paper is A4', ur: 'کاغذ A4 ہو' }),
  'paper.orientation': rule('1 I.2', 'warn', {
    vi: 'Trình bày theo chiều dài trang giấy',
    en: 'Pages stand upright',
    ur: 'صفحہ عمودی ہو',
  }),
  'paper.margin-top': rule('1 I.3', 'stop', { vi: 'Lề trên', en: 'Top margin', ur: 'اوپری حاشیہ' }),
  'paper.margin-bottom': rule('1 I.3', 'stop', { vi: 'Lề dưới', en: 'Bottom margin', ur: 'نچلا حاشیہ' }),
  'paper.margin-left': rule('1 I.3', 'stop', { vi: 'Lề trái', en: 'Left margin', ur: 'بایاں حاشیہ' }),
  'paper.margin-right': rule('1 I.3', 'stop', { vi: 'Lề phải', en: 'Right margin', ur: 'دایاں حاشیہ' }),
  'font.family': rule('1 I.4', 'stop', {
    vi: 'Phông chữ Times New Roman',
    en: 'The face is Times New Roman',
    ur: 'خط Times New Roman ہو',
  }),
  'font.colour': rule('1 I.4', 'warn', { vi: 'Chữ màu đen', en: 'Text is black', ur: 'متن سیاہ ہو' }),
  'font.unicode': rule('1 I.4', 'stop', {
    vi: 'Bảng mã Unicode, không dùng phông TCVN3, VNI',
    en: 'Unicode, no face of the old encodings',
    ur: 'یونیکوڈ، پرانے انکوڈنگ والے خط نہیں',
  }),
  'font.composed': rule('1 I.4', 'warn', {
    vi: 'Dấu tiếng Việt dựng sẵn (Unicode NFC)',
    en: 'Vietnamese marks are composed (Unicode NFC)',
    ur: 'ویتنامی اعراب مرکب ہوں (یونیکوڈ NFC)',
  }),
  'page-number.present': rule('1 I.7', 'warn', {
    vi: 'Văn bản nhiều trang có số trang',
    en: 'Several pages are numbered',
    ur: 'کئی صفحات پر نمبر ہوں',
  }),
  'page-number.place': rule('1 I.7', 'warn', {
    vi: 'Số trang canh giữa ở lề trên',
    en: 'The page number is centred in the top margin',
    ur: 'صفحہ نمبر اوپری حاشیے کے وسط میں ہو',
  }),
  'page-number.size': rule('1 I.7', 'warn', {
    vi: 'Cỡ chữ số trang',
    en: 'Size of the page number',
    ur: 'صفحہ نمبر کا سائز',
  }),
  'page-number.first': rule('1 I.7', 'warn', {
    vi: 'Không hiển thị số trang thứ nhất',
    en: 'The first page shows no number',
    ur: 'پہلے صفحے پر نمبر نہ ہو',
  }),
  'page-number.arabic': rule('1 I.7', 'warn', {
    vi: 'Số trang là chữ số Ả Rập',
    en: 'Page numbers are Arabic numerals',
    ur: 'صفحہ نمبر عربی ہندسوں میں ہوں',
  }),

  'country.present': rule('1 II.1', 'stop', {
    vi: 'Có Quốc hiệu',
    en: 'The national name is there',
    ur: 'قومی نام ہو',
  }),
  'country.wording': rule('1 II.1', 'stop', {
    vi: 'Quốc hiệu đúng chữ, viết in hoa',
    en: 'Words of the national name, in capitals',
    ur: 'قومی نام کے الفاظ، بڑے حروف میں',
  }),
  'country.size': rule('1 II.1', 'warn', {
    vi: 'Cỡ chữ Quốc hiệu',
    en: 'Size of the national name',
    ur: 'قومی نام کا سائز',
  }),
  'country.style': rule('1 II.1', 'warn', {
    vi: 'Quốc hiệu chữ đứng, đậm',
    en: 'The national name is upright and bold',
    ur: 'قومی نام سیدھا اور موٹا ہو',
  }),
  'country.centred': rule('1 II.1', 'warn', {
    vi: 'Quốc hiệu canh giữa',
    en: 'The national name is centred',
    ur: 'قومی نام وسط میں ہو',
  }),
  'country.side': rule('1 I.6', 'stop', {
    vi: 'Quốc hiệu ở phía trên, bên phải trang đầu',
    en: 'The national name stands at the top right of page 1',
    ur: 'قومی نام پہلے صفحے پر اوپر دائیں ہو',
  }),
  'motto.present': rule('1 II.1', 'stop', { vi: 'Có Tiêu ngữ', en: 'The motto is there', ur: 'قومی نعرہ ہو' }),
  'motto.wording': rule('1 II.1', 'stop', {
    vi: 'Tiêu ngữ đúng chữ, chữ cái đầu các cụm từ viết hoa',
    en: 'Words of the motto, each phrase beginning with a capital',
    ur: 'نعرے کے الفاظ، ہر فقرہ بڑے حرف سے',
  }),
  'motto.size': rule('1 II.1', 'warn', { vi: 'Cỡ chữ Tiêu ngữ', en: 'Size of the motto', ur: 'نعرے کا سائز' }),
  'motto.style': rule('1 II.1', 'warn', {
    vi: 'Tiêu ngữ chữ đứng, đậm',
    en: 'The motto is upright and bold',
    ur: 'نعرہ سیدھا اور موٹا ہو',
  }),
  'motto.centred': rule('1 II.1', 'warn', {
    vi: 'Tiêu ngữ canh giữa dưới Quốc hiệu',
    en: 'The motto is centred below the national name',
    ur: 'نعرہ قومی نام کے نیچے وسط میں ہو',
  }),
  'motto.line': rule('1 II.1', 'warn', {
    vi: 'Đường kẻ ngang dưới Tiêu ngữ',
    en: 'A line below the motto',
    ur: 'نعرے کے نیچے لکیر',
  }),

  'superior.name': rule('1 II.2', 'warn', {
    vi: 'Tên cơ quan chủ quản trực tiếp',
    en: 'The agency directly above is named',
    ur: 'براہ راست بالا ادارے کا نام',
  }),
  'superior.style': rule('1 II.2', 'warn', {
    vi: 'Tên cơ quan chủ quản chữ in hoa, đứng, không đậm',
    en: 'The agency above stands in capitals, upright, not bold',
    ur: 'بالا ادارہ بڑے حروف میں، سیدھا، غیر موٹا',
  }),
  'superior.size': rule('1 II.2', 'warn', {
    vi: 'Cỡ chữ tên cơ quan chủ quản',
    en: 'Size of the agency above',
    ur: 'بالا ادارے کا سائز',
  }),
  'issuer.present': rule('1 II.2', 'stop', {
    vi: 'Có tên cơ quan ban hành',
    en: 'The issuing agency is named',
    ur: 'جاری کنندہ ادارے کا نام ہو',
  }),
  'issuer.name': rule('1 II.2', 'stop', {
    vi: 'Tên cơ quan ban hành đúng tên chính thức tại ngày văn bản',
    en: 'The issuing agency by its official name of that day',
    ur: 'جاری کنندہ ادارہ اس دن کے سرکاری نام سے',
  }),
  'issuer.case': rule('1 II.2', 'warn', {
    vi: 'Tên cơ quan ban hành chữ in hoa',
    en: 'The issuing agency stands in capitals',
    ur: 'جاری کنندہ ادارہ بڑے حروف میں',
  }),
  'issuer.size': rule('1 II.2', 'warn', {
    vi: 'Cỡ chữ tên cơ quan ban hành',
    en: 'Size of the issuing agency',
    ur: 'جاری کنندہ ادارے کا سائز',
  }),
  'issuer.style': rule('1 II.2', 'warn', {
    vi: 'Tên cơ quan ban hành chữ đứng, đậm',
    en: 'The issuing agency is upright and bold',
    ur: 'جاری کنندہ ادارہ سیدھا اور موٹا',
  }),
  'issuer.centred': rule('1 II.2', 'warn', {
    vi: 'Tên cơ quan ban hành canh giữa',
    en: 'The issuing agency is centred',
    ur: 'جاری کنندہ ادارہ وسط میں',
  }),
  'issuer.line': rule('1 II.2', 'warn', {
    vi: 'Đường kẻ ngang dưới tên cơ quan ban hành',
    en: 'A line below the issuing agency',
    ur: 'جاری کنندہ ادارے کے نیچے لکیر',
  }),
  'issuer.line-length': rule('1 II.2', 'warn', {
    vi: 'Đường kẻ dưới tên cơ quan ban hành dài bằng 1/3 đến 1/2 dòng chữ',
    en: 'The line below the issuing agency is a third to a half of the words',
    ur: 'جاری کنندہ ادارے کے نیچے لکیر عبارت کی ایک تہائی سے آدھی ہو',
  }),

  'symbol.present': rule('1 II.3', 'stop', { vi: 'Có số, ký hiệu', en: 'The symbol is there', ur: 'علامت ہو' }),
  'symbol.label': rule('1 II.3', 'warn', {
    vi: 'Từ “Số” viết thường, sau có dấu hai chấm',
    en: 'The word “Số” with a colon',
    ur: 'لفظ “Số” اور اس کے بعد رابطہ',
  }),
  'symbol.syntax': rule('1 II.3', 'stop', {
    vi: 'Cấu tạo số, ký hiệu',
    en: 'How the symbol is made up',
    ur: 'علامت کی ساخت',
  }),
  'symbol.type': rule('1 II.3', 'stop', {
    vi: 'Chữ viết tắt tên loại trong ký hiệu',
    en: 'The type’s abbreviation in the symbol',
    ur: 'علامت میں قسم کا مخفف',
  }),
  'symbol.agency': rule('1 II.3', 'stop', {
    vi: 'Chữ viết tắt cơ quan ban hành trong ký hiệu',
    en: 'The issuing agency’s abbreviation in the symbol',
    ur: 'علامت میں ادارے کا مخفف',
  }),
  'symbol.year': rule('1 II.3', 'stop', {
    vi: 'Năm trong số, ký hiệu: chỉ văn bản quy phạm pháp luật',
    en: 'A year in the symbol: of legal documents alone',
    ur: 'علامت میں سال: صرف قانونی دستاویز میں',
  }),
  'symbol.leading-zero': rule('1 II.3', 'warn', {
    vi: 'Số nhỏ hơn 10 có số 0 phía trước',
    en: 'Numbers below 10 begin with 0',
    ur: '10 سے کم عدد سے پہلے 0',
  }),
  'symbol.spaces': rule('1 II.3', 'warn', {
    vi: 'Không cách chữ quanh dấu / và dấu -',
    en: 'No spaces around / and -',
    ur: '/ اور - کے گرد خالی جگہ نہ ہو',
  }),
  'symbol.size': rule('1 II.3', 'warn', {
    vi: 'Cỡ chữ số, ký hiệu',
    en: 'Size of the symbol',
    ur: 'علامت کا سائز',
  }),
  'symbol.style': rule('1 II.3', 'warn', {
    vi: 'Số, ký hiệu chữ đứng, không đậm',
    en: 'The symbol is upright, not bold',
    ur: 'علامت سیدھی، غیر موٹی',
  }),
  'symbol.centred': rule('1 II.3', 'warn', {
    vi: 'Số, ký hiệu canh giữa dưới tên cơ quan',
    en: 'The symbol is centred below the agency',
    ur: 'علامت ادارے کے نیچے وسط میں',
  }),

  'date.present': rule('1 II.4', 'stop', {
    vi: 'Có địa danh và thời gian ban hành',
    en: 'Place and date are there',
    ur: 'مقام اور تاریخ ہو',
  }),
  'date.wording': rule('1 II.4', 'stop', {
    vi: 'Địa danh, ngày … tháng … năm … viết đầy đủ',
    en: 'Place, “ngày … tháng … năm …” in full',
    ur: 'مقام، تاریخ پوری لکھی ہو',
  }),
  'date.place': rule('1 II.4', 'warn', {
    vi: 'Địa danh nơi cơ quan đóng trụ sở',
    en: 'The place is where the agency sits',
    ur: 'مقام جہاں ادارہ واقع ہے',
  }),
  'date.leading-zero': rule('1 II.4', 'warn', {
    vi: 'Ngày nhỏ hơn 10, tháng 1, 2 có số 0 phía trước',
    en: 'Days below 10 and months 1 and 2 begin with 0',
    ur: '10 سے کم دن اور مہینہ 1، 2 سے پہلے 0',
  }),
  'date.real': rule('1 II.4', 'stop', {
    vi: 'Ngày ban hành có thật',
    en: 'The date exists',
    ur: 'تاریخ موجود ہو',
  }),
  'date.size': rule('1 II.4', 'warn', {
    vi: 'Cỡ chữ địa danh, thời gian',
    en: 'Size of place and date',
    ur: 'مقام و تاریخ کا سائز',
  }),
  'date.style': rule('1 II.4', 'warn', {
    vi: 'Địa danh, thời gian chữ nghiêng, không đậm',
    en: 'Place and date are in italics, not bold',
    ur: 'مقام و تاریخ ترچھی، غیر موٹی',
  }),
  'date.centred': rule('1 II.4', 'warn', {
    vi: 'Địa danh, thời gian canh giữa dưới Tiêu ngữ',
    en: 'Place and date are centred below the motto',
    ur: 'مقام و تاریخ نعرے کے نیچے وسط میں',
  }),
}
