import type { Words } from './verification-words.ts'

/** Why; sentences in ICU. */
export const reasons = {
  'signature.digest-differs': {
    vi: 'Nội dung được ký không còn đúng như lúc ký (giá trị băm khác).',
    en: 'What was signed is not what is there now (its digest differs).',
    ur: 'جس پر دستخط ہوئے وہ اب ویسا نہیں (ہیش مختلف ہے)۔',
  },
  'signature.value-wrong': {
    vi: 'Giá trị chữ ký không do khóa của chứng thư này tạo ra.',
    en: 'The value of the signature was not made with the key of this certificate.',
    ur: 'دستخط کی قدر اس سرٹیفکیٹ کی کلید سے نہیں بنی۔',
  },
  'signature.malformed': {
    vi: 'Cấu trúc chữ ký sai chuẩn: {where}.',
    en: 'The structure of the signature is wrong: {where}.',
    ur: 'دستخط کی ساخت غلط ہے: {where}۔',
  },
  'signature.certificate-missing': {
    vi: 'Chữ ký không kèm chứng thư của người ký.',
    en: 'The signature does not carry its signer’s certificate.',
    ur: 'دستخط میں دستخط کنندہ کا سرٹیفکیٹ شامل نہیں۔',
  },
  'signature.certificate-substituted': {
    vi: 'Chứng thư kèm theo không phải chứng thư mà chữ ký ràng buộc.',
    en: 'The certificate that comes along is not the one that the signature names.',
    ur: 'ساتھ آیا سرٹیفکیٹ وہ نہیں جس کا دستخط میں ذکر ہے۔',
  },
  'signature.unsupported': {
    vi: 'Loại chữ ký hoặc thuật toán chưa được hỗ trợ: {what}.',
    en: 'This kind of signature or algorithm is not supported: {what}.',
    ur: 'دستخط یا الگورتھم کی یہ قسم معاون نہیں: {what}۔',
  },
  'range.wrong': {
    vi: 'Vùng byte được ký không khớp với tệp ({where}): sau khi ký, tệp đã bị một phần mềm khác ghi lại, hoặc bị dựng để che giấu nội dung.',
    en: 'The signed range of bytes does not fit the file ({where}): another program wrote the file anew after it was signed, or it was built to hide something.',
    ur: 'دستخط شدہ بائٹس کی حد فائل سے میل نہیں کھاتی ({where}): دستخط کے بعد کسی اور پروگرام نے فائل دوبارہ لکھی، یا اسے کچھ چھپانے کے لیے بنایا گیا۔',
  },
  'range.part-only': {
    vi: 'Chữ ký chỉ bao phủ một phần nội dung.',
    en: 'The signature covers only a part of the content.',
    ur: 'دستخط مواد کے صرف ایک حصے پر ہے۔',
  },
  'signature.stripped': {
    vi: 'Trường ký “{field}” có nhắc đến chữ ký nhưng chữ ký đã bị gỡ.',
    en: 'The field “{field}” once held a signature that was taken out.',
    ur: 'خانے ”{field}“ میں دستخط تھا جو نکال دیا گیا۔',
  },
  'changed.page-content': {
    vi: 'Nội dung trang {page} đã bị thay đổi sau khi ký.',
    en: 'The content of page {page} was changed after signing.',
    ur: 'دستخط کے بعد صفحہ {page} کا مواد بدلا گیا۔',
  },
  'changed.pages': {
    vi: 'Sau khi ký có trang được thêm, bớt hoặc đổi chỗ.',
    en: 'Pages were added, removed or moved after signing.',
    ur: 'دستخط کے بعد صفحات شامل، حذف یا منتقل ہوئے۔',
  },
  'changed.annotation': {
    vi: 'Trang {page} có chú thích được thêm hoặc sửa sau khi ký ({what}).',
    en: 'An annotation on page {page} was added or changed after signing ({what}).',
    ur: 'دستخط کے بعد صفحہ {page} پر حاشیہ شامل یا تبدیل ہوا ({what})۔',
  },
  'changed.form-value': {
    vi: 'Sau khi ký, ô “{field}” được điền là “{value}”; chữ ký cho phép việc này.',
    en: 'The field “{field}” was filled in with “{value}” after signing; the signature permits it.',
    ur: 'دستخط کے بعد خانہ ”{field}“ میں ”{value}“ بھرا گیا؛ دستخط اس کی اجازت دیتا ہے۔',
  },
  'changed.form-unvouched': {
    vi: 'Sau khi ký, ô “{field}” được điền là “{value}” mà người ký không nói là để trống, và không có chữ ký nào sau đó xác nhận.',
    en: 'The field “{field}” was filled in with “{value}” after signing; the signer did not leave it open, and no later signature vouches for it.',
    ur: 'دستخط کے بعد خانہ ”{field}“ میں ”{value}“ بھرا گیا؛ دستخط کنندہ نے اسے کھلا نہیں چھوڑا تھا، اور بعد کا کوئی دستخط اس کی تصدیق نہیں کرتا۔',
  },
  'changed.form-not-permitted': {
    vi: 'Sau khi ký, ô “{field}” bị thay đổi ngoài phạm vi chữ ký cho phép.',
    en: 'The field “{field}” was changed after signing beyond what the signature permits.',
    ur: 'دستخط کے بعد خانہ ”{field}“ دستخط کی اجازت سے باہر بدلا گیا۔',
  },
  'changed.signature-covers': {
    vi: 'Hình của một chữ ký thêm sau che phần lớn trang {page}.',
    en: 'The picture of a later signature covers much of page {page}.',
    ur: 'بعد کے دستخط کی تصویر صفحہ {page} کا بڑا حصہ ڈھانپتی ہے۔',
  },
  'changed.attachment': {
    vi: 'Tệp đính kèm trong PDF đã bị thêm hoặc sửa sau khi ký.',
    en: 'A file inside the PDF was added or changed after signing.',
    ur: 'دستخط کے بعد پی ڈی ایف کے اندر کوئی فائل شامل یا تبدیل ہوئی۔',
  },
  'changed.active-content': {
    vi: 'Sau khi ký có mã lệnh hoặc hành động tự chạy được thêm vào.',
    en: 'A script or an automatic action was added after signing.',
    ur: 'دستخط کے بعد کوئی اسکرپٹ یا خودکار عمل شامل ہوا۔',
  },
  'changed.structure': {
    vi: 'Cấu trúc tệp đã bị thay đổi sau khi ký ({what}).',
    en: 'The structure of the file was changed after signing ({what}).',
    ur: 'دستخط کے بعد فائل کی ساخت بدلی گئی ({what})۔',
  },
  'changed.metadata': {
    vi: 'Thuộc tính của tệp (tiêu đề, ngày) được ghi lại sau khi ký; nội dung không đổi.',
    en: 'Properties of the file (title, dates) were written again after signing; the content is the same.',
    ur: 'دستخط کے بعد فائل کی خصوصیات (عنوان، تاریخیں) دوبارہ لکھی گئیں؛ مواد وہی ہے۔',
  },
  'changed.unreadable': {
    vi: 'Không đối chiếu được phần thêm vào sau khi ký: {where}.',
    en: 'What was added after signing cannot be compared: {where}.',
    ur: 'دستخط کے بعد شامل حصے کا موازنہ نہیں ہو سکتا: {where}۔',
  },
  'changed.added': {
    vi: 'Sau chữ ký này tệp chỉ được thêm chữ ký, dấu thời gian hoặc dữ liệu xác minh.',
    en: 'After this signature only signatures, time-stamps or validation data were added.',
    ur: 'اس دستخط کے بعد صرف دستخط، ٹائم اسٹیمپ یا تصدیقی معلومات شامل ہوئیں۔',
  },
  'chain.no-issuer': {
    vi: 'Không tìm thấy chứng thư của cơ quan cấp: {issuer}.',
    en: 'The certificate of the issuer is not known: {issuer}.',
    ur: 'جاری کنندہ کا سرٹیفکیٹ معلوم نہیں: {issuer}۔',
  },
  'chain.not-anchored': {
    vi: 'Chuỗi chứng thư kết thúc ở {name}, không thuộc danh sách tin cậy.',
    en: 'The chain of certificates ends at {name}, which is not on the list of those trusted.',
    ur: 'سرٹیفکیٹس کا سلسلہ {name} پر ختم ہوتا ہے جو قابلِ اعتماد فہرست میں نہیں۔',
  },
  'chain.broken': {
    vi: 'Chứng thư {name} không thật sự do cơ quan ghi trên đó cấp.',
    en: 'The certificate {name} was not really issued by whom it names.',
    ur: 'سرٹیفکیٹ {name} حقیقتاً اس ادارے نے جاری نہیں کیا جس کا نام اس پر ہے۔',
  },
  'chain.not-an-issuer': {
    vi: '{name} không có quyền cấp chứng thư.',
    en: '{name} has no right to issue certificates.',
    ur: '{name} کو سرٹیفکیٹ جاری کرنے کا حق نہیں۔',
  },
  'chain.constraint': {
    vi: 'Chứng thư {name} trái với giới hạn mà cơ quan cấp trên đặt ra.',
    en: 'The certificate {name} breaks a limit that an issuer above it set.',
    ur: 'سرٹیفکیٹ {name} اوپر کے جاری کنندہ کی حد کے خلاف ہے۔',
  },
  'chain.not-valid-then': {
    vi: 'Chứng thư cấp trên {name} không có hiệu lực vào thời điểm đó.',
    en: 'The issuer’s certificate {name} was not in force at that time.',
    ur: 'جاری کنندہ کا سرٹیفکیٹ {name} اس وقت نافذ نہیں تھا۔',
  },
  'chain.anchor-not-for-this': {
    vi: '{name} có trong danh sách tin cậy nhưng không cho mục đích này.',
    en: '{name} is on the list of those trusted, but not for this purpose.',
    ur: '{name} قابلِ اعتماد فہرست میں ہے مگر اس مقصد کے لیے نہیں۔',
  },
  'certificate.expired': {
    vi: 'Chứng thư hết hiệu lực từ {on}.',
    en: 'The certificate ended on {on}.',
    ur: 'سرٹیفکیٹ کی میعاد {on} کو ختم ہوئی۔',
  },
  'certificate.not-yet-valid': {
    vi: 'Chứng thư chỉ có hiệu lực từ {on}.',
    en: 'The certificate is in force only from {on}.',
    ur: 'سرٹیفکیٹ صرف {on} سے نافذ ہے۔',
  },
  'certificate.purpose': {
    vi: 'Chứng thư được cấp cho mục đích khác: {has}.',
    en: 'The certificate was issued for another purpose: {has}.',
    ur: 'سرٹیفکیٹ کسی اور مقصد کے لیے جاری ہوا: {has}۔',
  },
  'certificate.strange-name': {
    vi: 'Tên trong chứng thư có ký tự ẩn hoặc gây nhầm lẫn; hãy đọc kỹ tên đã làm sạch.',
    en: 'The name in the certificate has hidden or misleading characters; read the cleaned name with care.',
    ur: 'سرٹیفکیٹ کے نام میں چھپے یا گمراہ کن حروف ہیں؛ صاف کیا ہوا نام غور سے پڑھیں۔',
  },
  'revocation.revoked': {
    vi: 'Chứng thư bị thu hồi từ {on}.',
    en: 'The certificate was revoked on {on}.',
    ur: 'سرٹیفکیٹ {on} کو منسوخ ہوا۔',
  },
  'revocation.revoked-later': {
    vi: 'Chứng thư bị thu hồi từ {on}, sau thời điểm ký được chứng thực nên chữ ký vẫn có giá trị.',
    en: 'The certificate was revoked on {on}, after the proven time of signing, so the signature stands.',
    ur: 'سرٹیفکیٹ {on} کو منسوخ ہوا، دستخط کے ثابت شدہ وقت کے بعد، اس لیے دستخط قائم ہے۔',
  },
  'revocation.issuer-revoked': {
    vi: 'Chứng thư của cơ quan cấp {name} đã bị thu hồi từ {on}.',
    en: 'The certificate of the issuer {name} was revoked on {on}.',
    ur: 'جاری کنندہ {name} کا سرٹیفکیٹ {on} کو منسوخ ہوا۔',
  },
  'revocation.unknown': {
    vi: 'Không có nguồn tin cậy nào cho biết chứng thư {name} có bị thu hồi hay không.',
    en: 'No trusted source tells whether the certificate {name} was revoked.',
    ur: 'کوئی قابلِ اعتماد ذریعہ نہیں بتاتا کہ سرٹیفکیٹ {name} منسوخ ہوا یا نہیں۔',
  },
  'algorithm.digest-weak': {
    vi: 'Thuật toán băm {digest} không còn an toàn.',
    en: 'The digest algorithm {digest} is no longer safe.',
    ur: 'ہیش الگورتھم {digest} اب محفوظ نہیں۔',
  },
  'algorithm.key-weak': {
    vi: 'Khóa {key} quá yếu.',
    en: 'The key {key} is too weak.',
    ur: 'کلید {key} بہت کمزور ہے۔',
  },
  'time.unproven': {
    vi: 'Thời điểm ký do người ký tự khai.',
    en: 'The time of signing is what the signer says.',
    ur: 'دستخط کا وقت دستخط کنندہ کا اپنا بیان ہے۔',
  },
  'time.claim-differs': {
    vi: 'Thời điểm người ký khai ({claimed}) khác xa dấu thời gian ({proven}).',
    en: 'The time that the signer says ({claimed}) is far from the time-stamp ({proven}).',
    ur: 'دستخط کنندہ کا بتایا وقت ({claimed}) ٹائم اسٹیمپ ({proven}) سے بہت مختلف ہے۔',
  },
  'time.future': {
    vi: 'Thời điểm ký ({claimed}) ở sau thời điểm kiểm tra; hãy xem lại đồng hồ.',
    en: 'The time of signing ({claimed}) is later than now; look at the clocks.',
    ur: 'دستخط کا وقت ({claimed}) ابھی سے بعد کا ہے؛ گھڑیاں دیکھیں۔',
  },
  'timestamp.other-data': {
    vi: 'Dấu thời gian thuộc về dữ liệu khác, không phải chữ ký này.',
    en: 'The time-stamp belongs to other data, not to this signature.',
    ur: 'ٹائم اسٹیمپ کسی اور مواد کا ہے، اس دستخط کا نہیں۔',
  },
  'timestamp.malformed': {
    vi: 'Dấu thời gian sai chuẩn: {where}.',
    en: 'The time-stamp is malformed: {where}.',
    ur: 'ٹائم اسٹیمپ کی ساخت غلط ہے: {where}۔',
  },
  'timestamp.unread': {
    vi: 'Có dấu thời gian lưu trữ ở dạng chương trình chưa đọc (Include), nên không được dùng làm bằng chứng.',
    en: 'There is an archive time-stamp in a form that is not read here (Include), so it proves nothing.',
    ur: 'ایک محفوظاتی ٹائم اسٹیمپ ایسی شکل میں ہے جو یہاں پڑھی نہیں جاتی (Include)، اس لیے وہ ثبوت نہیں۔',
  },
  'timestamp.broken': {
    vi: 'Chữ ký của dấu thời gian không đúng.',
    en: 'The signature of the time-stamp is wrong.',
    ur: 'ٹائم اسٹیمپ کا دستخط غلط ہے۔',
  },
  'timestamp.not-trusted': {
    vi: 'Dịch vụ cấp dấu thời gian {name} không được tin cậy vào thời điểm đó.',
    en: 'The time-stamping service {name} was not trusted at that time.',
    ur: 'ٹائم اسٹیمپ سروس {name} اس وقت قابلِ اعتماد نہیں تھی۔',
  },
  'file.malformed': {
    vi: 'Cấu trúc tệp hỏng: {where}. Vì vậy không kết luận được gì về chữ ký, dù trình đọc khác có thể vẫn mở được tệp; hãy xin lại tệp gốc từ nơi gửi.',
    en: 'The structure of the file is damaged: {where}. So nothing can be said about its signatures, though another reader may still open it; ask the sender for the original file.',
    ur: 'فائل کی ساخت خراب ہے: {where}۔ اس لیے دستخطوں کے بارے میں کچھ نہیں کہا جا سکتا، چاہے کوئی اور ریڈر اسے کھول لے؛ بھیجنے والے سے اصل فائل منگوائیں۔',
  },
  'file.empty': {
    vi: 'Tệp rỗng, không có gì để kiểm tra.',
    en: 'The file is empty; there is nothing to check.',
    ur: 'فائل خالی ہے؛ جانچنے کو کچھ نہیں۔',
  },
  'file.container': {
    vi: 'Đây là tệp nén, gói chữ ký (ASiC) hoặc tệp Office; chữ ký bên trong không kiểm tra thẳng được. Với gói chữ ký: hãy giải nén, rồi thả tệp chữ ký trong thư mục META-INF cùng lúc với các tệp còn lại.',
    en: 'This is an archive, a container of signatures (ASiC) or an Office file; what is signed inside cannot be checked as it is. Of a container: unpack it, then drop the signature file of its folder META-INF together with the other files.',
    ur: 'یہ آرکائیو، دستخطوں کا پیکٹ (ASiC) یا Office فائل ہے؛ اندر کے دستخط براہِ راست نہیں جانچے جا سکتے۔ پیکٹ ہو تو اسے کھولیں، پھر META-INF فولڈر کی دستخط کی فائل باقی فائلوں کے ساتھ ایک ہی بار ڈالیں۔',
  },
  'file.other-kind': {
    vi: 'Tệp không phải PDF, XML hay tệp chữ ký (.p7s, .p7m), nên tự nó không mang chữ ký kiểm tra được ở đây. Nếu có tệp chữ ký đi kèm, hãy thả cả hai cùng lúc.',
    en: 'The file is no PDF, XML or signature file (.p7s, .p7m), so it bears no signature that is checked here. Where a signature file came with it, drop both together.',
    ur: 'فائل PDF، XML یا دستخط کی فائل (‎.p7s‎، ‎.p7m‎) نہیں، اس لیے اس میں خود کوئی ایسا دستخط نہیں جو یہاں جانچا جائے۔ ساتھ دستخط کی فائل آئی ہو تو دونوں اکٹھی ڈالیں۔',
  },
  'signature.detached': {
    vi: 'Chữ ký này nằm tách rời tệp được ký: hãy thả cùng lúc tệp được ký và tệp chữ ký (.p7s).',
    en: 'This signature stands apart from what it is over: drop the signed file and the signature file (.p7s) together.',
    ur: 'یہ دستخط اپنی فائل سے الگ ہے: دستخط شدہ فائل اور دستخط کی فائل (‎.p7s‎) اکٹھی ڈالیں۔',
  },
  'xml.file-missing': {
    vi: 'Chữ ký này còn ký cả tệp “{uri}”: hãy thả tệp đó cùng lúc.',
    en: 'This signature is over the file “{uri}” too: drop it together with this one.',
    ur: 'یہ دستخط فائل ”{uri}“ پر بھی ہے: اسے ساتھ ہی ڈالیں۔',
  },
  'file.too-large': {
    vi: 'Tệp vượt giới hạn kiểm tra: {what}.',
    en: 'The file exceeds what is checked: {what}.',
    ur: 'فائل جانچ کی حد سے بڑی ہے: {what}۔',
  },
  'file.doctype': {
    vi: 'Tệp XML có khai báo DOCTYPE nên không được đọc.',
    en: 'The XML has a DOCTYPE and is not read.',
    ur: 'ایکس ایم ایل میں DOCTYPE ہے، اس لیے نہیں پڑھی گئی۔',
  },
  'file.no-signature': {
    vi: 'Tệp không có chữ ký số.',
    en: 'The file has no digital signature.',
    ur: 'فائل میں کوئی ڈیجیٹل دستخط نہیں۔',
  },
  'file.changed-after-last': {
    vi: 'Sau chữ ký cuối cùng, tệp còn được ghi thêm.',
    en: 'The file was written to after its last signature.',
    ur: 'آخری دستخط کے بعد فائل میں مزید لکھا گیا۔',
  },
  'xml.reference-missing': {
    vi: 'Không tìm thấy phần được ký: {uri}.',
    en: 'The part that is signed is not there: {uri}.',
    ur: 'دستخط شدہ حصہ موجود نہیں: {uri}۔',
  },
  'xml.reference-doubled': {
    vi: 'Có nhiều phần cùng mang mã {uri}, không rõ phần nào được ký.',
    en: 'Several parts carry the same identifier {uri}, so it is not clear which one is signed.',
    ur: 'کئی حصوں کا شناختی نام {uri} ایک ہی ہے، واضح نہیں کہ کس پر دستخط ہے۔',
  },
  'xml.transform-refused': {
    vi: 'Không đọc được chữ ký XML chọn nội dung bằng cách nào, nên không biết chữ ký bao phủ những gì: {what}.',
    en: 'How the XML signature picks its content is not read here, so that it is not known what it covers: {what}.',
    ur: 'ایکس ایم ایل دستخط مواد کیسے چنتا ہے یہاں پڑھا نہیں جاتا، اس لیے معلوم نہیں کہ وہ کس پر ہے: {what}۔',
  },
  'xml.left-out': {
    vi: 'Chữ ký không bao phủ: {what}. Phần này có thể đã được thêm hoặc sửa sau khi ký.',
    en: 'The signature leaves out: {what}. This may have been added or changed after signing.',
    ur: 'دستخط میں یہ شامل نہیں: {what}۔ یہ حصہ دستخط کے بعد شامل یا تبدیل ہو سکتا ہے۔',
  },
} as const satisfies Record<string, Words>

export type ReasonCode = keyof typeof reasons
export const reasonCodes = Object.keys(reasons) as [ReasonCode, ...ReasonCode[]]
