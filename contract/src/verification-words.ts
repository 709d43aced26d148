export interface Words {
  vi: string
  en: string
  ur: string
}

/** What a clerk reads about one signature: what it is, and what to do. */
export const verdicts = {
  valid: {
    vi: 'Hợp lệ: đúng người ký, nội dung nguyên vẹn, thời điểm ký được chứng thực.',
    en: 'Valid: the signer is known, the content is whole, the time of signing is proven.',
    ur: 'درست: دستخط کنندہ معلوم ہے، مواد سلامت ہے، دستخط کا وقت ثابت ہے۔',
  },
  'valid-unproven-time': {
    vi: 'Hợp lệ, nhưng thời điểm ký chỉ do người ký tự khai, chưa có dấu thời gian.',
    en: 'Valid, but the time of signing is only what the signer says; no time-stamp proves it.',
    ur: 'درست، مگر دستخط کا وقت صرف دستخط کنندہ کا بیان ہے؛ کوئی ٹائم اسٹیمپ اسے ثابت نہیں کرتا۔',
  },
  incomplete: {
    vi: 'Chưa kiểm tra được: còn thiếu tệp mà chữ ký này ký.',
    en: 'Not checked yet: the file that this signature is over is missing.',
    ur: 'ابھی جانچا نہیں گیا: وہ فائل نہیں جس پر یہ دستخط ہے۔',
  },
  'revocation-unknown': {
    vi: 'Chưa kết luận: chữ ký đúng và nguyên vẹn, nhưng chưa biết chứng thư có bị thu hồi hay không. Hãy kiểm tra lại sau.',
    en: 'Not decided yet: the signature is right and the content whole, but it is not known whether the certificate was revoked. Check again later.',
    ur: 'ابھی فیصلہ نہیں: دستخط درست اور مواد سلامت ہے، مگر معلوم نہیں کہ سرٹیفکیٹ منسوخ ہوا یا نہیں۔ بعد میں دوبارہ جانچیں۔',
  },
  changed: {
    vi: 'Không hợp lệ: tệp đã bị thay đổi sau khi ký. Không tiếp nhận; hãy đề nghị nơi gửi gửi lại.',
    en: 'Not valid: the file was changed after signing. Do not accept it; ask the sender to send it again.',
    ur: 'درست نہیں: دستخط کے بعد فائل بدلی گئی۔ قبول نہ کریں؛ بھیجنے والے سے دوبارہ بھیجنے کو کہیں۔',
  },
  'not-trusted': {
    vi: 'Chưa tin cậy: chữ ký nguyên vẹn nhưng chứng thư không thuộc danh sách tin cậy.',
    en: 'Not trusted: the content is whole, but the certificate does not lead to the list of those trusted.',
    ur: 'ناقابلِ اعتماد: مواد سلامت ہے، مگر سرٹیفکیٹ قابلِ اعتماد فہرست تک نہیں پہنچتا۔',
  },
  revoked: {
    vi: 'Không hợp lệ: chứng thư đã bị thu hồi trước thời điểm ký được chứng thực.',
    en: 'Not valid: the certificate was revoked before the time that is proven for the signature.',
    ur: 'درست نہیں: دستخط کے ثابت شدہ وقت سے پہلے سرٹیفکیٹ منسوخ ہو چکا تھا۔',
  },
  expired: {
    vi: 'Không hợp lệ: chứng thư không còn, hoặc chưa có, hiệu lực vào thời điểm ký được chứng thực.',
    en: 'Not valid: the certificate was no longer, or not yet, in force at the time that is proven for the signature.',
    ur: 'درست نہیں: دستخط کے ثابت شدہ وقت پر سرٹیفکیٹ کی میعاد ختم تھی یا شروع نہیں ہوئی تھی۔',
  },
  'wrong-purpose': {
    vi: 'Không hợp lệ: chứng thư không được cấp để ký văn bản.',
    en: 'Not valid: the certificate was not issued for signing documents.',
    ur: 'درست نہیں: سرٹیفکیٹ دستاویزات پر دستخط کے لیے جاری نہیں ہوا۔',
  },
  'weak-algorithm': {
    vi: 'Không hợp lệ: thuật toán hoặc độ dài khóa không còn an toàn.',
    en: 'Not valid: the algorithm or the length of the key is no longer safe.',
    ur: 'درست نہیں: الگورتھم یا کلید کی لمبائی اب محفوظ نہیں۔',
  },
  'bad-timestamp': {
    vi: 'Không hợp lệ: dấu thời gian không phải của chữ ký này hoặc đã bị sửa.',
    en: 'Not valid: the time-stamp is not of this signature, or was tampered with.',
    ur: 'درست نہیں: ٹائم اسٹیمپ اس دستخط کا نہیں، یا اس میں ردوبدل ہوا ہے۔',
  },
  broken: {
    vi: 'Không hợp lệ: nội dung được ký không còn nguyên vẹn, hoặc chữ ký bị giả.',
    en: 'Not valid: what was signed is not as it was, or the signature is forged.',
    ur: 'درست نہیں: جس پر دستخط ہوئے وہ ویسا نہیں رہا، یا دستخط جعلی ہے۔',
  },
  unreadable: {
    vi: 'Không đọc được chữ ký: cấu trúc sai chuẩn.',
    en: 'The signature cannot be read: its structure is wrong.',
    ur: 'دستخط پڑھا نہیں جا سکتا: اس کی ساخت غلط ہے۔',
  },
} as const satisfies Record<string, Words>

export type VerdictCode = keyof typeof verdicts
export const verdictCodes = Object.keys(verdicts) as [VerdictCode, ...VerdictCode[]]

/** What was done to a file after it was signed. */
export const changeWords = {
  signature: { vi: 'thêm chữ ký', en: 'a signature was added', ur: 'دستخط شامل ہوا' },
  timestamp: { vi: 'thêm dấu thời gian', en: 'a time-stamp was added', ur: 'ٹائم اسٹیمپ شامل ہوا' },
  'validation-data': { vi: 'thêm dữ liệu xác minh', en: 'validation data was added', ur: 'تصدیقی معلومات شامل ہوئیں' },
  'form-value': { vi: 'điền ô biểu mẫu', en: 'a form field was filled in', ur: 'فارم کا خانہ بھرا گیا' },
  'form-field': {
    vi: 'thêm hoặc sửa ô biểu mẫu',
    en: 'a form field was added or changed',
    ur: 'فارم کا خانہ شامل یا تبدیل ہوا',
  },
  annotation: {
    vi: 'thêm hoặc sửa chú thích',
    en: 'an annotation was added or changed',
    ur: 'حاشیہ شامل یا تبدیل ہوا',
  },
  'page-content': { vi: 'sửa nội dung trang', en: 'the content of a page was changed', ur: 'صفحے کا مواد بدلا گیا' },
  'pages-added': { vi: 'thêm trang', en: 'pages were added', ur: 'صفحات شامل ہوئے' },
  'pages-removed': { vi: 'bớt trang', en: 'pages were removed', ur: 'صفحات حذف ہوئے' },
  attachment: {
    vi: 'thêm hoặc sửa tệp đính kèm',
    en: 'an attached file was added or changed',
    ur: 'منسلک فائل شامل یا تبدیل ہوئی',
  },
  metadata: {
    vi: 'ghi lại thuộc tính tệp',
    en: 'properties of the file were written again',
    ur: 'فائل کی خصوصیات دوبارہ لکھی گئیں',
  },
  'active-content': { vi: 'thêm mã lệnh', en: 'a script was added', ur: 'اسکرپٹ شامل ہوا' },
  structure: { vi: 'sửa cấu trúc tệp', en: 'the structure of the file was changed', ur: 'فائل کی ساخت بدلی گئی' },
} as const satisfies Record<string, Words>
