import type { Refusal } from './refusal.ts'

/** Refusals of keys, of signing and of time-stamping. */
export const signingRefusals = {
  'signing.password-wrong': {
    status: 422,
    vi: 'Mật khẩu của tệp khóa không đúng.',
    en: 'The password of the key file is wrong.',
    ur: 'کلید فائل کا پاس ورڈ غلط ہے۔',
  },
  'signing.pin-wrong': {
    status: 422,
    vi: 'Mã PIN hoặc mã xác thực không đúng; nhập sai nhiều lần thiết bị sẽ bị khóa.',
    en: 'The PIN or the code is wrong; after several wrong ones the device locks itself.',
    ur: 'PIN یا کوڈ غلط ہے؛ کئی بار غلط ہونے پر آلہ بند ہو جاتا ہے۔',
  },
  'signing.code-spent': {
    status: 422,
    vi: 'Mã xác thực đã dùng cho phần trước; dịch vụ chỉ cho ký {most} chữ ký mỗi lần xác thực. Chưa ký văn bản này: hãy xin mã mới.',
    en: 'The code was used for the part before; the service allows {most} signatures for each authorization. This one is not signed: ask for a new code.',
    ur: 'کوڈ پچھلے حصے پر استعمال ہو چکا؛ سروس ہر اجازت پر {most} دستخط کی اجازت دیتی ہے۔ اس پر دستخط نہیں ہوئے: نیا کوڈ منگوائیں۔',
  },
  'signing.code-missing': {
    status: 422,
    vi: 'Dịch vụ ký từ xa đòi thêm mã xác thực. Hãy xin mã (nếu dịch vụ chưa gửi), nhập mã rồi ký lại. Chưa có gì được ký.',
    en: 'The remote signing service also wants a code. Ask for one (unless it was sent already), enter it and sign again. Nothing was signed.',
    ur: 'ریموٹ دستخطی سروس ایک کوڈ بھی مانگتی ہے۔ کوڈ منگوائیں (اگر نہیں آیا)، درج کریں اور دوبارہ دستخط کریں۔ کچھ بھی دستخط نہیں ہوا۔',
  },
  'signing.pin-locked': {
    status: 423,
    vi: 'Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nơi cấp để mở khóa.',
    en: 'The signing device has locked itself after too many wrong PINs. Ask whoever issued it to unlock it.',
    ur: 'بار بار غلط PIN کے باعث دستخطی آلہ بند ہو گیا ہے۔ جاری کنندہ سے کھلوائیں۔',
  },
  'signing.key-unreadable': {
    status: 422,
    vi: 'Không đọc được tệp khóa: {because}.',
    en: 'The key file cannot be read: {because}.',
    ur: 'کلید فائل پڑھی نہیں جا سکتی: {because}۔',
  },
  'signing.key-old-cipher': {
    status: 422,
    vi: 'Tệp khóa được mã hóa theo cách cũ, không còn an toàn ({cipher}), nên không được đọc. Hãy chuyển sang cách mới bằng hai lệnh: openssl pkcs12 -legacy -in cu.p12 -out khoa.pem -nodes; openssl pkcs12 -export -in khoa.pem -out moi.p12; rồi xóa khoa.pem và tải moi.p12 lên.',
    en: 'The key file is encrypted in an old way that is no longer safe ({cipher}), so it is not read. Convert it with two commands: openssl pkcs12 -legacy -in old.p12 -out key.pem -nodes; openssl pkcs12 -export -in key.pem -out new.p12; then delete key.pem and upload new.p12.',
    ur: 'کلید فائل پرانے، غیر محفوظ طریقے ({cipher}) سے خفیہ ہے، اس لیے نہیں پڑھی گئی۔ دو احکام سے تبدیل کریں: openssl pkcs12 -legacy -in old.p12 -out key.pem -nodes؛ openssl pkcs12 -export -in key.pem -out new.p12؛ پھر key.pem حذف کریں اور new.p12 اپ لوڈ کریں۔',
  },
  'signing.key-not-found': {
    status: 404,
    vi: 'Không tìm thấy khóa ký “{label}”.',
    en: 'There is no signing key “{label}”.',
    ur: 'دستخطی کلید ”{label}“ نہیں ملی۔',
  },
  'signing.device-unavailable': {
    status: 503,
    vi: 'Không kết nối được thiết bị hoặc dịch vụ ký: {because}. Chưa có gì được ký.',
    en: 'The signing device or service cannot be reached: {because}. Nothing was signed.',
    ur: 'دستخطی آلے یا سروس سے رابطہ نہیں ہوا: {because}۔ کچھ بھی دستخط نہیں ہوا۔',
  },
  'signing.service-refused': {
    status: 422,
    vi: 'Dịch vụ ký từ xa từ chối: {because}.',
    en: 'The remote signing service refused: {because}.',
    ur: 'ریموٹ دستخطی سروس نے انکار کیا: {because}۔',
  },
  'signing.key-does-not-fit': {
    status: 422,
    vi: 'Khóa ký không khớp với chứng thư, nên không có gì được ký.',
    en: 'The signing key does not belong to its certificate, so nothing was signed.',
    ur: 'دستخطی کلید اپنے سرٹیفکیٹ سے نہیں ملتی، اس لیے کچھ دستخط نہیں ہوا۔',
  },
  'signing.certificate-not-in-force': {
    status: 422,
    vi: 'Chứng thư ký chỉ có hiệu lực từ {from} đến {to}.',
    en: 'The signing certificate is in force only from {from} to {to}.',
    ur: 'دستخطی سرٹیفکیٹ صرف {from} سے {to} تک نافذ ہے۔',
  },
  'signing.certificate-revoked': {
    status: 422,
    vi: 'Chứng thư {name} đã bị thu hồi từ {day}, chữ ký sẽ không ai công nhận nên chưa có gì được ký. Hãy ký bằng khóa khác và báo nơi cấp chứng thư.',
    en: 'The certificate of {name} was revoked on {day}: nobody would accept the signature, so nothing was signed. Sign with another key and ask who issued the certificate.',
    ur: '{name} کا سرٹیفکیٹ {day} کو منسوخ ہو چکا: دستخط کوئی نہ مانے گا، اس لیے کچھ دستخط نہیں ہوا۔ کسی اور کلید سے دستخط کریں اور جاری کنندہ سے پوچھیں۔',
  },
  'signing.pdf-unreadable': {
    status: 422,
    vi: 'Không ký được tệp PDF này vì cấu trúc của nó hỏng hoặc bị khóa ({because}). Hãy mở bằng chương trình soạn thảo hay trình đọc PDF, lưu hoặc in ra một tệp PDF mới rồi tải lên thành bản mới của dự thảo.',
    en: 'This PDF cannot be signed because its structure is damaged or locked ({because}). Open it in your editor or PDF reader, save or print it to a new PDF and upload that as a new version of the draft.',
    ur: 'اس پی ڈی ایف پر دستخط نہیں ہو سکتا کیونکہ اس کی ساخت خراب یا مقفل ہے ({because})۔ اسے اپنے ایڈیٹر یا پی ڈی ایف ریڈر میں کھولیں، نئی پی ڈی ایف میں محفوظ یا پرنٹ کریں اور مسودے کے نئے نسخے کے طور پر اپ لوڈ کریں۔',
  },
  'signing.xml-unreadable': {
    status: 422,
    vi: 'Không ký được tệp XML này: {because}.',
    en: 'This XML cannot be signed: {because}.',
    ur: 'اس ایکس ایم ایل پر دستخط نہیں ہو سکتا: {because}۔',
  },
  'signing.closed-by-signature': {
    status: 409,
    vi: 'Người ký trước đã khóa tệp này (DocMDP mức 1): thêm chữ ký hay con dấu sẽ làm chữ ký của họ mất giá trị, nên chưa có gì được ký. Hãy duyệt và phát hành nguyên tệp, không ký thêm; hoặc xin người ký một tệp cho phép ký tiếp.',
    en: 'Whoever signed this file before has closed it (DocMDP level 1): another signature or seal would make theirs worthless, so nothing was signed. Approve and issue the file as it is, without signing; or ask the signer for one that may be signed further.',
    ur: 'پہلے دستخط کنندہ نے یہ فائل بند کر دی ہے (DocMDP درجہ 1): مزید دستخط یا مہر ان کے دستخط کو بے اثر کر دے گی، اس لیے کچھ دستخط نہیں ہوا۔ فائل کو جوں کا توں، بغیر دستخط، منظور اور جاری کریں؛ یا دستخط کنندہ سے ایسی فائل منگوائیں جس پر مزید دستخط ہو سکیں۔',
  },
  'signing.changes-not-permitted': {
    status: 409,
    vi: 'Chữ ký trước trên tệp không cho phép thêm: {because}.',
    en: 'An earlier signature on the file does not permit this: {because}.',
    ur: 'فائل پر پہلے کا دستخط اس کی اجازت نہیں دیتا: {because}۔',
  },
  'signing.field-taken': {
    status: 409,
    vi: 'Ô ký “{field}” đã có chữ ký.',
    en: 'The field “{field}” is signed already.',
    ur: 'خانہ ”{field}“ پر پہلے ہی دستخط ہے۔',
  },
  'signing.timestamp-failed': {
    status: 503,
    vi: 'Không lấy được dấu thời gian: {because}. Văn bản chưa được ký.',
    en: 'No time-stamp could be had: {because}. The document was not signed.',
    ur: 'ٹائم اسٹیمپ نہیں ملا: {because}۔ دستاویز پر دستخط نہیں ہوا۔',
  },
  'signing.revocation-missing': {
    status: 503,
    vi: 'Không lấy được trạng thái thu hồi của chứng thư {name}, nên chưa lưu được dữ liệu xác minh dài hạn.',
    en: 'The revocation state of the certificate {name} could not be had, so the data for long-term verification is not there yet.',
    ur: 'سرٹیفکیٹ {name} کی منسوخی کی حالت نہیں ملی، اس لیے طویل مدتی تصدیقی معلومات محفوظ نہیں ہوئیں۔',
  },
} as const satisfies Record<string, Refusal>
