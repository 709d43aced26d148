/** What the parsers found wrong inside a file, in the reader's words: they say it in English, with what they found in place of `{}`. */
interface Said {
  vi: string
  ur: string
  /** Where it is more than what the parser says. */
  en?: string
}

const faults: Record<string, Said> = {
  // ASN.1, certificates, PKCS#12, CMS
  'ended too early': { vi: 'bị cắt cụt', ur: 'درمیان میں ختم' },
  'tag number too high': { vi: 'số thẻ quá lớn', ur: 'ٹیگ نمبر بہت بڑا' },
  'nested too deep': { vi: 'lồng nhau quá sâu', ur: 'بہت گہری تہہ' },
  'no length': { vi: 'thiếu độ dài', ur: 'لمبائی نہیں' },
  'length too long': { vi: 'độ dài quá lớn', ur: 'لمبائی بہت زیادہ' },
  'longer than what is there': {
    vi: 'ghi độ dài lớn hơn phần còn lại, có thể tệp bị cắt cụt',
    ur: 'لکھی لمبائی موجود بائٹس سے زیادہ، شاید فائل کٹ گئی',
  },
  'indefinite length of a primitive value': { vi: 'giá trị đơn không ghi độ dài', ur: 'سادہ قدر بغیر لمبائی کے' },
  'a group was expected': { vi: 'đáng ra là một nhóm giá trị', ur: 'یہاں گروہ ہونا تھا' },
  'too many parts': { vi: 'quá nhiều thành phần', ur: 'بہت زیادہ اجزا' },
  'extension {} twice': { vi: 'phần mở rộng {} lặp lại', ur: 'توسیع {} دو بار' },
  'extension {}': { vi: 'phần mở rộng {} không đọc được', ur: 'توسیع {} پڑھی نہیں جا سکی' },
  'attribute {} twice': { vi: 'thuộc tính {} lặp lại', ur: 'خاصیت {} دو بار' },
  'signature algorithm {}': { vi: 'thuật toán ký {} không hỗ trợ', ur: 'دستخط کا طریقہ {} معلوم نہیں' },
  'signature algorithm': { vi: 'thuật toán ký', ur: 'دستخط کا طریقہ' },
  'digest {}': { vi: 'hàm băm {} không hỗ trợ', ur: 'ہیش {} معلوم نہیں' },
  digest: { vi: 'hàm băm', ur: 'ہیش' },
  'encryption {}': { vi: 'cách mã hóa {} không hỗ trợ', ur: 'خفیہ کاری {} معلوم نہیں' },
  encryption: { vi: 'cách mã hóa', ur: 'خفیہ کاری' },
  'unknown cipher': { vi: 'cách mã hóa không hỗ trợ', ur: 'نامعلوم خفیہ کاری' },
  'PBKDF2 expected': { vi: 'đáng ra là PBKDF2', ur: 'PBKDF2 ہونا تھا' },
  'too many rounds': { vi: 'số vòng lặp quá lớn', ur: 'بہت زیادہ چکر' },
  'public key too large': { vi: 'khóa công khai quá lớn', ur: 'عوامی کلید بہت بڑی' },
  'public key': { vi: 'khóa công khai', ur: 'عوامی کلید' },
  'certificate too large': { vi: 'chứng thư quá lớn', ur: 'سرٹیفکیٹ بہت بڑا' },
  'no certificate': { vi: 'không có chứng thư', ur: 'سرٹیفکیٹ نہیں' },
  certificate: { vi: 'chứng thư', ur: 'سرٹیفکیٹ' },
  'CRL too large': { vi: 'danh sách thu hồi quá lớn', ur: 'منسوخی کی فہرست بہت بڑی' },
  'issuing point': { vi: 'điểm phát hành', ur: 'اجرا کا مقام' },
  'no answer': { vi: 'không có câu trả lời', ur: 'جواب نہیں' },
  'ECDSA value': { vi: 'giá trị chữ ký ECDSA', ur: 'ECDSA دستخط کی قدر' },
  'signing certificate': { vi: 'thuộc tính chứng thư người ký', ur: 'دستخط کنندہ کے سرٹیفکیٹ کی خاصیت' },
  'signed data': { vi: 'phần dữ liệu được ký', ur: 'دستخط شدہ حصہ' },
  'no signed data': { vi: 'không phải dữ liệu được ký', ur: 'دستخط شدہ ڈیٹا نہیں' },
  'too many signers': { vi: 'quá nhiều người ký', ur: 'بہت زیادہ دستخط کنندگان' },
  signers: { vi: 'danh sách người ký', ur: 'دستخط کنندگان' },
  signer: { vi: 'người ký', ur: 'دستخط کنندہ' },
  content: { vi: 'nội dung', ur: 'مواد' },
  attribute: { vi: 'thuộc tính', ur: 'خاصیت' },
  extensions: { vi: 'các phần mở rộng', ur: 'توسیعات' },
  extension: { vi: 'phần mở rộng', ur: 'توسیع' },
  subject: { vi: 'chủ thể', ur: 'صاحبِ سرٹیفکیٹ' },
  issuer: { vi: 'nơi cấp', ur: 'جاری کنندہ' },
  name: { vi: 'tên', ur: 'نام' },
  time: { vi: 'thời gian', ur: 'وقت' },
  key: { vi: 'khóa', ur: 'کلید' },
  number: { vi: 'con số', ur: 'عدد' },
  'serial number': { vi: 'số sê-ri', ur: 'سیریل نمبر' },
  'validity of the certificate': { vi: 'thời hạn của chứng thư', ur: 'سرٹیفکیٹ کی مدت' },
  'key of the certificate': { vi: 'khóa của chứng thư', ur: 'سرٹیفکیٹ کی کلید' },
  'the token is of other data': { vi: 'dấu thời gian của dữ liệu khác', ur: 'ٹائم اسٹیمپ کسی اور ڈیٹا کا ہے' },
  'the token answers another request': {
    vi: 'dấu thời gian trả lời yêu cầu khác',
    ur: 'ٹائم اسٹیمپ کسی اور درخواست کا جواب ہے',
  },
  'no time-stamp': { vi: 'không phải dấu thời gian', ur: 'ٹائم اسٹیمپ نہیں' },
  'time-stamp': { vi: 'dấu thời gian', ur: 'ٹائم اسٹیمپ' },
  'time-stamp response': { vi: 'câu trả lời của dịch vụ dấu thời gian', ur: 'ٹائم اسٹیمپ سروس کا جواب' },
  imprint: { vi: 'giá trị băm trong dấu thời gian', ur: 'ٹائم اسٹیمپ کا ہیش' },
  'status {}': { vi: 'dịch vụ từ chối, mã {}', ur: 'سروس نے انکار کیا، کوڈ {}', en: 'the service refused, code {}' },
  // PDF
  'no header': { vi: 'không có dòng đầu %PDF', ur: '%PDF کی پہلی سطر نہیں' },
  'two ways to read it': { vi: 'tệp được dựng để đọc được theo hai cách', ur: 'فائل دو طرح پڑھی جا سکتی ہے' },
  'no catalogue': { vi: 'không có danh mục gốc', ur: 'بنیادی فہرست نہیں' },
  catalogue: { vi: 'danh mục gốc', ur: 'بنیادی فہرست' },
  'no pages': { vi: 'không có trang nào', ur: 'کوئی صفحہ نہیں' },
  'page {}': { vi: 'trang {}', ur: 'صفحہ {}' },
  page: { vi: 'trang', ur: 'صفحہ' },
  'references in a circle': { vi: 'tham chiếu vòng quanh', ur: 'حوالے دائرے میں' },
  'objects in a circle': { vi: 'đối tượng tham chiếu vòng quanh', ur: 'اجزا دائرے میں' },
  'pages in a circle': { vi: 'cây trang tham chiếu vòng quanh', ur: 'صفحات دائرے میں' },
  'fields in a circle': { vi: 'cây trường biểu mẫu tham chiếu vòng quanh', ur: 'فارم کے خانے دائرے میں' },
  'object {} is not where it should be': { vi: 'đối tượng {} không nằm đúng chỗ', ur: 'جزو {} اپنی جگہ پر نہیں' },
  'object {} stands where {} should': {
    vi: 'đối tượng {} nằm ở chỗ của đối tượng {}',
    ur: 'جزو {} جزو {} کی جگہ پر ہے',
  },
  'object {} at two places': { vi: 'đối tượng {} nằm ở hai chỗ', ur: 'جزو {} دو جگہوں پر' },
  'no object stream {}': { vi: 'không có luồng đối tượng {}', ur: 'اجزا کی دھارا {} نہیں' },
  'no object at {}': { vi: 'không có đối tượng ở byte {}', ur: 'بائٹ {} پر کوئی جزو نہیں' },
  'too much compressed data': { vi: 'dữ liệu nén quá lớn', ur: 'سکیڑا ہوا ڈیٹا بہت زیادہ' },
  'compressed data': { vi: 'dữ liệu nén hỏng', ur: 'سکیڑا ہوا ڈیٹا خراب', en: 'compressed data is damaged' },
  'too many pages': { vi: 'quá nhiều trang', ur: 'بہت زیادہ صفحات' },
  'too many objects': { vi: 'quá nhiều đối tượng', ur: 'بہت زیادہ اجزا' },
  'too many sections': { vi: 'bị ghi nối quá nhiều lần', ur: 'بہت زیادہ حصے' },
  'too many signatures': { vi: 'quá nhiều chữ ký', ur: 'بہت زیادہ دستخط' },
  'too much to compare': { vi: 'quá nhiều để đối chiếu', ur: 'موازنے کے لیے بہت زیادہ' },
  'cut off behind byte {}': { vi: 'bị cắt cụt sau byte {}', ur: 'بائٹ {} کے بعد کٹی ہوئی' },
  '“{}” at {}': { vi: '“{}” ở byte {}', ur: '”{}“ بائٹ {} پر' },
  '“{}” in a list at {}': { vi: '“{}” trong danh sách ở byte {}', ur: '”{}“ فہرست میں، بائٹ {} پر' },
  'dictionary at {}': { vi: 'từ điển hỏng ở byte {}', ur: 'بائٹ {} پر لغت خراب' },
  'string without end': { vi: 'chuỗi không có điểm kết thúc', ur: 'متن کا اختتام نہیں' },
  'stream without end': { vi: 'luồng dữ liệu không có điểm kết thúc', ur: 'دھارا کا اختتام نہیں' },
  'no startxref': {
    vi: 'không có startxref ở cuối tệp, có thể tệp bị cắt cụt',
    ur: 'آخر میں startxref نہیں، شاید فائل کٹ گئی',
  },
  'no cross-reference': { vi: 'không có bảng tham chiếu', ur: 'حوالہ جدول نہیں' },
  'no cross-reference at {}': { vi: 'không có bảng tham chiếu ở byte {}', ur: 'بائٹ {} پر حوالہ جدول نہیں' },
  'cross-reference at {}': { vi: 'bảng tham chiếu hỏng ở byte {}', ur: 'بائٹ {} پر حوالہ جدول خراب' },
  'cross-reference': { vi: 'bảng tham chiếu hỏng', ur: 'حوالہ جدول خراب' },
  'no trailer at {}': { vi: 'không có trailer ở byte {}', ur: 'بائٹ {} پر trailer نہیں' },
  trailer: { vi: 'phần trailer hỏng', ur: 'trailer خراب', en: 'the trailer is damaged' },
  'predictor {}': { vi: 'cách nén (predictor {}) không hỗ trợ', ur: 'predictor {} معلوم نہیں' },
  predictor: { vi: 'cách nén (predictor) hỏng', ur: 'predictor خراب' },
  'number expected at {}': { vi: 'đáng ra là con số ở byte {}', ur: 'بائٹ {} پر عدد ہونا تھا' },
  'string at {}': { vi: 'chuỗi hỏng ở byte {}', ur: 'بائٹ {} پر متن خراب' },
  'filter {}': { vi: 'bộ lọc {} không hỗ trợ', ur: 'فلٹر {} معلوم نہیں' },
  encrypted: { vi: 'tệp được mã hóa', ur: 'فائل خفیہ ہے' },
  '{} bytes': { vi: '{} byte ở cuối tệp', ur: 'فائل کے آخر میں {} بائٹ', en: '{} bytes at the end of the file' },
  // XML
  'too large': { vi: 'quá lớn', ur: 'بہت بڑی' },
  'too many elements': { vi: 'quá nhiều phần tử', ur: 'بہت زیادہ عناصر' },
  'Canonical XML 1.1 below xml:base': {
    vi: 'Canonical XML 1.1 dưới xml:base, chương trình không đọc dạng này',
    ur: 'xml:base کے نیچے Canonical XML 1.1 یہاں پڑھی نہیں جاتی',
    en: 'Canonical XML 1.1 below xml:base, which is not read here',
  },
  'took too long': { vi: 'kiểm tra quá lâu', ur: 'جانچ میں بہت وقت لگا' },
  'encoding {}': { vi: 'bảng mã {} không đọc được', ur: 'کوڈ {} پڑھا نہیں جا سکا' },
  'base64 in {}': { vi: 'base64 hỏng trong {}', ur: '{} میں base64 خراب' },
  'unclosed tag: {}': { vi: 'thẻ “{}” chưa đóng', ur: 'ٹیگ ”{}“ بند نہیں' },
  'unmatched closing tag: {}': { vi: 'thẻ đóng “{}” không có thẻ mở', ur: 'بند ہونے والے ٹیگ ”{}“ کا آغاز نہیں' },
  'unexpected close tag': { vi: 'thẻ đóng sai chỗ', ur: 'بند ہونے والا ٹیگ غلط جگہ' },
  'unexpected end': { vi: 'tệp bị cắt cụt giữa chừng', ur: 'فائل درمیان میں ختم' },
  'document must contain a root element': { vi: 'không có phần tử gốc', ur: 'بنیادی عنصر نہیں' },
  'documents may contain only one root': { vi: 'có nhiều phần tử gốc', ur: 'ایک سے زیادہ بنیادی عناصر' },
  'text data outside of root node': { vi: 'có chữ nằm ngoài phần tử gốc', ur: 'بنیادی عنصر سے باہر متن' },
  'disallowed character': { vi: 'ký tự không được phép', ur: 'ممنوع حرف' },
  'disallowed character in {}': { vi: 'ký tự không được phép trong tên', ur: 'نام میں ممنوع حرف' },
  'malformed character entity': { vi: 'thực thể ký tự viết sai', ur: 'حرف کا حوالہ غلط' },
  'malformed comment': { vi: 'chú thích viết sai', ur: 'تبصرہ غلط' },
  'malformed name: {}': { vi: 'tên viết sai: {}', ur: 'نام غلط: {}' },
  'empty entity name': { vi: 'thực thể không có tên', ur: 'بے نام حوالہ' },
  'undefined entity: {}': { vi: 'thực thể “{}” không được khai báo', ur: 'نامعلوم حوالہ ”{}“' },
  'undefined entity': { vi: 'thực thể không được khai báo', ur: 'نامعلوم حوالہ' },
  'duplicate attribute: {}': { vi: 'thuộc tính “{}” lặp lại', ur: 'خاصیت ”{}“ دو بار' },
  'attribute without value': { vi: 'thuộc tính không có giá trị', ur: 'بے قدر خاصیت' },
  'unquoted attribute value': { vi: 'giá trị thuộc tính không có dấu nháy', ur: 'خاصیت کی قدر بغیر واوین' },
  'no whitespace between attributes': { vi: 'thiếu dấu cách giữa các thuộc tính', ur: 'خاصیتوں کے درمیان جگہ نہیں' },
  'unbound namespace prefix: {}': { vi: 'tiền tố {} chưa được khai báo', ur: 'سابقہ {} متعین نہیں' },
  'the string "]]>" is disallowed in char data': { vi: 'chuỗi “]]>” nằm trong nội dung', ur: 'مواد میں ”]]>“' },
  'an XML declaration must be at the start of the document': {
    vi: 'khai báo XML không nằm ở đầu tệp',
    ur: 'XML اعلان فائل کے شروع میں نہیں',
  },
  'XML declaration is incomplete': { vi: 'khai báo XML dang dở', ur: 'XML اعلان نامکمل' },
  // Signing services and devices
  form: { vi: 'biểu mẫu đã được ký', ur: 'دستخط شدہ فارم', en: 'a signed form' },
}

type Language = 'vi' | 'en' | 'ur'
const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')
const patterns = Object.entries(faults)
  .filter(([said]) => said.includes('{}'))
  .map(([said, words]) => ({ form: new RegExp(`^${escaped(said).replaceAll('\\{\\}', '(.+?)')}$`), words, said }))

/** A fault as a parser tells it (`PDF: no object at 17`, `XML: 3:9: unclosed tag: a.`), said to the reader. What is no sentence of theirs, such as the name of an element, is left as it is. */
export function tellFault(text: string, language: Language): string {
  const [, where = '', rest = text] = /^((?:[A-Z][\w.#-]*|time-stamp): )?(.*)$/s.exec(text) ?? []
  const [, line, column, fault = rest] = /^(?:(\d+):(\d+): )?(.*?)\.?$/s.exec(rest) ?? []
  const told = words(fault, language)
  if (told === null) return text
  const subject = where.startsWith('time-stamp') ? `${words('time-stamp', language) ?? 'time-stamp'}: ` : where
  return subject + (line ? `${places[language](line, column ?? '')}: ` : '') + told
}

const places: Record<Language, (line: string, column: string) => string> = {
  vi: (line, column) => `dòng ${line}, cột ${column}`,
  en: (line, column) => `line ${line}, column ${column}`,
  ur: (line, column) => `سطر ${line}، کالم ${column}`,
}

function words(fault: string, language: Language): string | null {
  const exact = faults[fault]
  if (exact) return exact[language] ?? fault
  for (const { form, words: said, said: english } of patterns) {
    const found = form.exec(fault)
    if (!found) continue
    const values = found.slice(1)
    return (said[language] ?? english).replace(/\{\}/g, () => values.shift() ?? '')
  }
  return null
}
