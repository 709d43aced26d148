import type { Refusal } from './refusal.ts'

/** What a message is refused for. It is kept as it came; only where somebody has it explained, it is not (`original` is `explained`). */
const ofMessages = {
  'exchange.not-xml': {
    status: 422,
    vi: 'Thông điệp không phải XML đúng quy cách: dòng {line}, cột {column}, trong {element}: {what, select, cut {tệp bị cắt cụt giữa chừng} start {tệp không bắt đầu như XML, có thể là tệp loại khác} other {{what}}}.',
    en: 'The message is not well-formed XML: line {line}, column {column}, in {element}: {what, select, cut {the file breaks off} start {the file does not begin as XML does; it may be of another kind} other {{what}}}.',
    ur: 'پیغام درست XML نہیں: سطر {line}، کالم {column}، {element} میں: {what, select, cut {فائل بیچ میں کٹ گئی ہے} start {فائل XML کی طرح شروع نہیں ہوتی، شاید کسی اور قسم کی ہے} other {{what}}}۔',
  },
  'exchange.doctype': {
    status: 422,
    vi: 'Thông điệp mang DOCTYPE (dòng {line}): thực thể và tệp ngoài không bao giờ được đọc.',
    en: 'The message has a DOCTYPE (line {line}): entities and outside files are never read.',
    ur: 'پیغام میں DOCTYPE ہے (سطر {line}): اینٹیٹی اور بیرونی فائلیں کبھی نہیں پڑھی جاتیں۔',
  },
  'exchange.encoding-wrong': {
    status: 422,
    vi: 'Bảng mã của thông điệp sai: ghi là {encoding}, byte thứ {byte} không đọc được.',
    en: 'The encoding of the message is wrong: it says {encoding}, byte {byte} cannot be read so.',
    ur: 'پیغام کی انکوڈنگ غلط ہے: {encoding} لکھا ہے، بائٹ {byte} نہیں پڑھا جا سکا۔',
  },
  'exchange.too-deep': {
    status: 422,
    vi: 'Thông điệp lồng quá sâu (hơn {most} tầng) tại {element}, dòng {line}.',
    en: 'The message is nested too deep (more than {most}) at {element}, line {line}.',
    ur: 'پیغام {element}، سطر {line} پر حد سے زیادہ گہرا ہے ({most} سے زیادہ)۔',
  },
  'exchange.header-too-large': {
    status: 422,
    vi: 'Phần đầu thông điệp quá lớn (hơn {most}) tại {element}.',
    en: 'The header of the message is too large (more than {most}) at {element}.',
    ur: 'پیغام کا ابتدائی حصہ {element} پر حد سے بڑا ہے ({most} سے زیادہ)۔',
  },
  'exchange.not-edxml': {
    status: 422,
    vi: 'Đây không phải thông điệp edXML theo QCVN 102:2016/BTTTT: phần tử gốc {element}, không gian tên “{namespace}”.',
    en: 'This is no edXML message of QCVN 102:2016/BTTTT: root {element}, namespace “{namespace}”.',
    ur: 'یہ QCVN 102:2016/BTTTT کا edXML پیغام نہیں: جڑ {element}، نیم اسپیس “{namespace}”۔',
  },
  'exchange.element-missing': {
    status: 422,
    vi: 'Thông điệp thiếu {element}.',
    en: 'The message lacks {element}.',
    ur: 'پیغام میں {element} موجود نہیں۔',
  },
  'exchange.element-doubled': {
    status: 422,
    vi: 'Thông điệp có {element} nhiều hơn một lần.',
    en: 'The message has {element} more than once.',
    ur: 'پیغام میں {element} ایک سے زیادہ بار ہے۔',
  },
  'exchange.value-wrong': {
    status: 422,
    vi: 'Giá trị của {element} không hợp lệ: “{value}”.',
    en: 'The value of {element} cannot be: “{value}”.',
    ur: '{element} کی قدر درست نہیں: “{value}”۔',
  },
  'exchange.base64-wrong': {
    status: 422,
    vi: 'Nội dung tệp đính kèm tại {element} không phải base64 trọn vẹn: sai từ ký tự {character}.',
    en: 'The attachment at {element} is not whole base64: wrong from character {character}.',
    ur: '{element} پر منسلک فائل مکمل base64 نہیں: حرف {character} سے غلط۔',
  },
  'exchange.attachment-missing': {
    status: 422,
    vi: 'Thông điệp kê tệp “{name}” ({contentId}) nhưng không mang nội dung.',
    en: 'The message lists the file “{name}” ({contentId}) but does not bring it.',
    ur: 'پیغام میں فائل “{name}” ({contentId}) درج ہے مگر موجود نہیں۔',
  },
  'exchange.attachment-unlisted': {
    status: 422,
    vi: 'Thông điệp mang tệp “{name}” ({contentId}) không có trong bản kê.',
    en: 'The message brings the file “{name}” ({contentId}), which its manifest does not list.',
    ur: 'پیغام میں فائل “{name}” ({contentId}) ہے جو فہرست میں نہیں۔',
  },
  'exchange.attachment-doubled': {
    status: 422,
    vi: 'Thông điệp mang hai tệp cùng mã {contentId}.',
    en: 'The message has two files with the identifier {contentId}.',
    ur: 'پیغام میں شناخت {contentId} والی دو فائلیں ہیں۔',
  },
  'exchange.attachment-unlike': {
    status: 422,
    vi: 'Tệp “{name}” không phải loại tệp mà tên của nó nói: {found, select, unknown {nội dung không phải loại nào được biết} other {nội dung là {found}}}.',
    en: 'The file “{name}” is not what its name says: {found, select, unknown {its content is of no known kind} other {its content is {found}}}.',
    ur: 'فائل “{name}” اپنے نام کے مطابق نہیں: {found, select, unknown {مواد کسی معلوم قسم کا نہیں} other {مواد {found} ہے}}۔',
  },
  'exchange.attachment-too-large': {
    status: 413,
    vi: 'Tệp “{name}” trong thông điệp lớn quá mức cho phép ({most} byte).',
    en: 'The file “{name}” in the message is larger than allowed ({most} bytes).',
    ur: 'پیغام کی فائل “{name}” حد سے بڑی ہے ({most} بائٹ)۔',
  },
  'exchange.sender-unknown': {
    status: 403,
    vi: 'Không rõ cơ quan gửi: mã {senderCode} ({sender}) không có trong danh bạ liên thông hôm nay.',
    en: 'The sender is unknown: the code {senderCode} ({sender}) is not in the directory today.',
    ur: 'بھیجنے والا نامعلوم: کوڈ {senderCode} ({sender}) آج ڈائریکٹری میں نہیں۔',
  },
  'exchange.sender-forged': {
    status: 403,
    vi: 'Thông điệp mang tên {sender} ({senderCode}) nhưng không phải của họ: {because, select, way {đến qua kết nối khác} other {ký bằng chứng thư không có trong danh bạ: {subject}}}.',
    en: 'The message bears the name of {sender} ({senderCode}) but is not theirs: {because, select, way {it came by another way} other {it is signed by a certificate that the directory does not have: {subject}}}.',
    ur: 'پیغام پر {sender} ({senderCode}) کا نام ہے مگر ان کا نہیں: {because, select, way {دوسرے راستے سے آیا} other {ڈائریکٹری میں نہ ہونے والے سرٹیفکیٹ سے دستخط شدہ: {subject}}}۔',
  },
  'exchange.signature-missing': {
    status: 403,
    vi: 'Thông điệp của {sender} phải có chữ ký số nhưng không có.',
    en: 'A message of {sender} must be signed; this one is not.',
    ur: '{sender} کے پیغام پر دستخط لازم ہیں؛ اس پر نہیں۔',
  },
  'exchange.signature-broken': {
    status: 403,
    vi: 'Chữ ký số trên thông điệp của {sender} không khớp: {element} đã bị đổi hoặc không kiểm được.',
    en: 'The signature of the message of {sender} does not hold: {element} was changed or cannot be checked.',
    ur: '{sender} کے پیغام کے دستخط درست نہیں: {element} بدلا گیا یا جانچا نہ جا سکا۔',
  },
  'exchange.clock-wrong': {
    status: 422,
    vi: 'Thời gian trong thông điệp không thể đúng: {element} ghi {at}, bây giờ là {now}. Hãy kiểm tra đồng hồ hai bên.',
    en: 'The time in the message cannot be right: {element} says {at}, it is {now}. Check the clocks of both sides.',
    ur: 'پیغام کا وقت درست نہیں ہو سکتا: {element} میں {at}، ابھی {now} ہے۔ دونوں طرف کی گھڑیاں دیکھیں۔',
  },
  'exchange.recipient-unknown': {
    status: 422,
    vi: 'Không nơi nhận nào trong thông điệp ({recipients}) là cơ quan ở đây.',
    en: 'None of the recipients of the message ({recipients}) is an agency here.',
    ur: 'پیغام کا کوئی وصول کنندہ ({recipients}) یہاں کا ادارہ نہیں۔',
  },
  'exchange.status-of-nothing': {
    status: 409,
    vi: 'Trạng thái {status} của {sender} nói về văn bản {documentId} mà ở đây chưa gửi đi hoặc chưa nhận.',
    en: 'The status {status} of {sender} speaks of the document {documentId}, which was not sent or received here yet.',
    ur: '{sender} کی حالت {status} دستاویز {documentId} کے بارے میں ہے جو یہاں سے بھیجی یا موصول نہیں ہوئی۔',
  },
} as const satisfies Record<string, Refusal>

const ending = {
  vi: '{original, select, explained {Chưa đăng ký gì.} other {Bản gốc được giữ; chưa đăng ký gì.}}',
  en: '{original, select, explained {Nothing was registered.} other {The original is kept; nothing was registered.}}',
  ur: '{original, select, explained {کچھ درج نہیں ہوا۔} other {اصل محفوظ ہے؛ کچھ درج نہیں ہوا۔}}',
}
const ended = (one: Refusal): Refusal => ({
  status: one.status,
  vi: `${one.vi} ${ending.vi}`,
  en: `${one.en} ${ending.en}`,
  ur: `${one.ur} ${ending.ur}`,
})

/** Why a message of another system is not taken in, and what else exchange refuses. `element` names the place in the message. */
export const exchangeRefusals = {
  ...(Object.fromEntries(Object.entries(ofMessages).map(([code, one]) => [code, ended(one)])) as Record<
    keyof typeof ofMessages,
    Refusal
  >),
  'exchange.same-id-other-content': {
    status: 422,
    vi: 'Văn bản mang mã {documentId} đã đến trước với nội dung khác. Bản đến trước giữ nguyên; bản này được giữ lại để đối chiếu, chưa đăng ký gì.',
    en: 'A document with the identifier {documentId} came before with other content. The first stays; this one is kept for comparison, nothing was registered.',
    ur: 'شناخت {documentId} والی دستاویز پہلے مختلف مواد کے ساتھ آ چکی ہے۔ پہلی برقرار ہے؛ یہ موازنے کے لیے محفوظ ہے، کچھ درج نہیں ہوا۔',
  },
  'exchange.way-unknown': {
    status: 403,
    vi: 'Tài khoản này chưa gắn với kết nối liên thông nào đang mở.',
    en: 'This account belongs to no exchange way that is on.',
    ur: 'یہ اکاؤنٹ تبادلے کے کسی فعال راستے سے وابستہ نہیں۔',
  },
  'exchange.way-setting': {
    status: 422,
    vi: 'Kết nối “{way}” thiếu hoặc sai thiết lập: {setting}.',
    en: 'The way “{way}” lacks a setting, or it is wrong: {setting}.',
    ur: 'راستے “{way}” کی ترتیب موجود نہیں یا غلط ہے: {setting}۔',
  },
  'exchange.way-sign-in': {
    status: 503,
    vi: 'Kết nối “{way}” không đăng nhập được bên kia: {said}.',
    en: 'The way “{way}” cannot sign in on the other side: {said}.',
    ur: 'راستہ “{way}” دوسری طرف داخل نہیں ہو سکا: {said}۔',
  },
  'exchange.nobody-answers': {
    status: 503,
    vi: 'Không ai trả lời ở {address} ({said}). Hệ thống tự thử lại.',
    en: 'Nobody answers at {address} ({said}). The program tries again by itself.',
    ur: '{address} پر کوئی جواب نہیں ({said})۔ نظام خود دوبارہ کوشش کرے گا۔',
  },
  'exchange.mailbox-refuses': {
    status: 503,
    vi: 'Máy chủ thư của kết nối “{way}” không cho dùng thư mục “{folder}” ({said}). Thư vẫn nằm nguyên trong hộp.',
    en: 'The mail server of the way “{way}” does not let the folder “{folder}” be used ({said}). The mails lie where they were.',
    ur: 'راستے “{way}” کا میل سرور فولڈر “{folder}” استعمال نہیں کرنے دیتا ({said})۔ ڈاک اپنی جگہ موجود ہے۔',
  },
  'exchange.mailbox-full': {
    status: 503,
    vi: 'Hộp thư của kết nối “{way}” đã đầy hoặc sắp đầy: thư mới có thể không vào được. Hãy xóa bớt thư cũ trong các thư mục “taken”, “refused”, “other”; hệ thống đã giữ bản gốc các thông điệp.',
    en: 'The mailbox of the way “{way}” is full, or nearly: new mail may not come in. Delete old mails in the folders “taken”, “refused” and “other”; the program has kept the messages.',
    ur: 'راستے “{way}” کا میل باکس بھر گیا یا بھرنے کو ہے: نئی ڈاک رک سکتی ہے۔ فولڈروں (taken, refused, other) سے پرانی ڈاک حذف کریں؛ پیغام نظام میں محفوظ ہیں۔',
  },
  'exchange.mailbox-rebuilt': {
    status: 409,
    vi: 'Máy chủ thư báo hộp thư đã được khôi phục hoặc tạo lại lúc {at}. Thư nào đến lại đều được nhận ra, không nhận hai lần; thư bị mất khi khôi phục thì nơi gửi phải gửi lại.',
    en: 'The mail server says that the mailbox was restored or made anew at {at}. Mails that come again are recognised and not taken in twice; what was lost with it their senders must send again.',
    ur: 'میل سرور کے مطابق میل باکس {at} پر بحال یا نیا بنایا گیا۔ دوبارہ آنے والی ڈاک پہچان لی جاتی ہے، دو بار نہیں لی جاتی؛ جو ضائع ہوئی اسے بھیجنے والے دوبارہ بھیجیں۔',
  },
  'exchange.mail-without-message': {
    status: 422,
    vi: 'Thư không kèm thông điệp edXML nào. Thư đã chuyển vào thư mục “other” của hộp thư để người xem.',
    en: 'The mail brings no edXML message. It lies in the folder “other” of the mailbox for somebody to look at.',
    ur: 'ڈاک کے ساتھ کوئی edXML پیغام نہیں۔ وہ میل باکس کے فولڈر “other” میں ہے تاکہ کوئی دیکھ لے۔',
  },
  'exchange.mail-returned': {
    status: 422,
    vi: 'Thư đã gửi bị máy chủ thư trả về, người nhận chưa nhận được. Thông báo trả về nằm trong thư mục “other” của hộp thư.',
    en: 'A mail that was sent came back: the recipient did not get it. The report lies in the folder “other” of the mailbox.',
    ur: 'بھیجی گئی ڈاک واپس آ گئی: وصول کنندہ کو نہیں ملی۔ اطلاع میل باکس کے فولڈر “other” میں ہے۔',
  },
  'exchange.mail-too-large': {
    status: 413,
    vi: 'Thư lớn quá mức cho phép ({most} byte) nên không đọc. Thư đã chuyển vào thư mục “refused” của hộp thư; hãy nhờ nơi gửi gửi qua kết nối khác.',
    en: 'The mail is larger than allowed ({most} bytes) and was not read. It lies in the folder “refused” of the mailbox; ask the sender to use another way.',
    ur: 'ڈاک حد سے بڑی ہے ({most} بائٹ)، پڑھی نہیں گئی۔ وہ میل باکس کے فولڈر “refused” میں ہے؛ بھیجنے والے سے دوسرے راستے کا کہیں۔',
  },
  'exchange.way-certificate': {
    status: 503,
    vi: 'Không thiết lập được kết nối bảo mật với {address}: {because, select, ours {bên kia không nhận chứng thư của hệ thống này} oursNone {hệ thống này không xuất trình chứng thư nào, bên kia đòi có; ghi tệp chứng thư và khóa trong kết nối} oursExpired {chứng thư của hệ thống này đã hết hạn hoặc chưa đến ngày hiệu lực} oursOther {chứng thư của hệ thống này không do cơ quan mà bên kia tin cậy cấp} expired {chứng thư của bên kia đã hết hạn hoặc chưa đến ngày hiệu lực} name {chứng thư của bên kia mang tên khác} other {chứng thư của bên kia không do cơ quan được tin cậy ở đây cấp}} ({said}).',
    en: 'No secure connection to {address}: {because, select, ours {the other side does not accept this system’s certificate} oursNone {this system shows no certificate, and the other side asks for one; enter the files of certificate and key in the way} oursExpired {this system’s certificate has ended or is not valid yet} oursOther {this system’s certificate is of no authority that the other side trusts} expired {the other side’s certificate has ended or is not valid yet} name {the other side’s certificate bears another name} other {the other side’s certificate is of no authority that is trusted here}} ({said}).',
    ur: '{address} سے محفوظ رابطہ نہیں: {because, select, ours {دوسری طرف اس نظام کا سرٹیفکیٹ قبول نہیں کرتی} oursNone {یہ نظام کوئی سرٹیفکیٹ نہیں دکھاتا اور دوسری طرف مانگتی ہے؛ راستے میں سرٹیفکیٹ اور کلید کی فائلیں لکھیں} oursExpired {اس نظام کا سرٹیفکیٹ ختم ہو چکا ہے یا ابھی نافذ نہیں} oursOther {اس نظام کا سرٹیفکیٹ کسی ایسے ادارے کا نہیں جس پر دوسری طرف اعتماد کرتی ہے} expired {دوسری طرف کا سرٹیفکیٹ ختم ہو چکا ہے یا ابھی نافذ نہیں} name {دوسری طرف کے سرٹیفکیٹ پر دوسرا نام ہے} other {دوسری طرف کا سرٹیفکیٹ یہاں کے کسی معتمد ادارے کا نہیں}} ({said})۔',
  },
  'exchange.caller-certificate': {
    status: 403,
    vi: 'Chứng thư mà hệ thống gọi đến xuất trình không được nhận: {because, select, none {không có chứng thư nào} expired {đã hết hạn hoặc chưa đến ngày hiệu lực} name {mang tên {subject}, không phải tên đã ghi cho kết nối này} other {không do cơ quan được tin cậy ở đây cấp}}. Chưa đăng ký gì.',
    en: 'The certificate that the calling system shows is not accepted: {because, select, none {there is none} expired {it has ended or is not valid yet} name {it bears the name {subject}, not the one entered for this way} other {it is of no authority that is trusted here}}. Nothing was registered.',
    ur: 'آنے والے نظام کا سرٹیفکیٹ قبول نہیں: {because, select, none {کوئی سرٹیفکیٹ نہیں} expired {ختم ہو چکا ہے یا ابھی نافذ نہیں} name {اس پر نام {subject} ہے، وہ نہیں جو اس راستے کے لیے لکھا ہے} other {یہاں کے کسی معتمد ادارے کا نہیں}}۔ کچھ درج نہیں ہوا۔',
  },
  'exchange.refused-there': {
    status: 422,
    vi: 'Bên nhận không nhận thông điệp (mã {status} {code}): {said}',
    en: 'The other side does not take the message ({status} {code}): {said}',
    ur: 'دوسری طرف نے پیغام نہیں لیا ({status} {code}): {said}',
  },
  'exchange.way-off': {
    status: 503,
    vi: 'Kết nối “{way}” đang tắt. Thông điệp chờ và tự đi khi quản trị tỉnh bật lại; cần ngay thì gửi bằng cách khác rồi đánh dấu.',
    en: 'The way “{way}” is switched off. The message waits and goes by itself when the administrator of the province switches it on; if it is urgent, send it otherwise and mark it so.',
    ur: 'راستہ “{way}” بند ہے۔ پیغام انتظار میں ہے اور صوبے کا منتظم راستہ کھولے گا تو خود چلا جائے گا؛ جلدی ہو تو دوسرے طریقے سے بھیج کر نشان لگائیں۔',
  },
  'exchange.folder-unusable': {
    status: 503,
    vi: '{doing, select, read {Không đọc được thư mục nhận vào} other {Không ghi được vào thư mục gửi ra}} {folder} trên máy chủ: {because, select, missing {không có thư mục này} file {ở đó có tệp, không phải thư mục} denied {chương trình không có quyền} full {ổ đĩa đã đầy} other {lỗi hệ thống tệp}} ({said}). Quản trị máy chủ tạo thư mục, cấp quyền hoặc sửa đường dẫn trong kết nối; hệ thống tự thử lại.',
    en: '{doing, select, read {The folder for what comes in cannot be read} other {The folder for what goes out cannot be written to}}: {folder} on the server; {because, select, missing {there is no such folder} file {a file is there, no folder} denied {the program has no right to} full {the disk is full} other {the file system failed}} ({said}). Whoever keeps the server makes the folder, gives the right or corrects the path in the way; the program tries again by itself.',
    ur: '{doing, select, read {سرور پر آنے والا فولڈر {folder} پڑھا نہیں جا سکا} other {سرور پر جانے والے فولڈر {folder} میں لکھا نہیں جا سکا}}: {because, select, missing {ایسا کوئی فولڈر نہیں} file {وہاں فائل ہے، فولڈر نہیں} denied {پروگرام کو اجازت نہیں} full {ڈسک بھر گئی ہے} other {فائل سسٹم میں خرابی}} ({said})۔ سرور کا منتظم فولڈر بنائے، اجازت دے یا راستے میں پتہ درست کرے؛ نظام خود دوبارہ کوشش کرے گا۔',
  },
  'exchange.no-way': {
    status: 422,
    vi: '{recipient} chưa có kết nối liên thông nào trong danh bạ. Hãy gửi bằng cách khác rồi đánh dấu, hoặc nhờ quản trị tỉnh thiết lập.',
    en: 'The directory has no way by which {recipient} is reached. Send it otherwise and mark it so, or ask the administrator of the province.',
    ur: 'ڈائریکٹری میں {recipient} تک کوئی راستہ نہیں۔ دوسرے طریقے سے بھیج کر نشان لگائیں، یا صوبے کے منتظم سے کہیں۔',
  },
  'exchange.own-code-missing': {
    status: 422,
    vi: 'Cơ quan gửi chưa có mã định danh điện tử (Quyết định 20/2020) nên không gửi được.',
    en: 'The sending agency has no electronic identifier (Decision 20/2020), so nothing can be sent.',
    ur: 'بھیجنے والے ادارے کا الیکٹرانک شناختی کوڈ نہیں، اس لیے کچھ نہیں بھیجا جا سکتا۔',
  },
  'exchange.program-error': {
    status: 500,
    vi: 'Hệ thống gặp lỗi khi gửi ({said}) và tự thử lại.',
    en: 'The program failed while sending ({said}) and tries again by itself.',
    ur: 'بھیجتے ہوئے نظام میں خرابی ہوئی ({said})؛ دوبارہ کوشش جاری ہے۔',
  },
  'exchange.code-taken': {
    status: 409,
    vi: 'Mã định danh này đã có trong danh bạ vào những ngày ấy.',
    en: 'The directory already has this identifier on those days.',
    ur: 'ان دنوں ڈائریکٹری میں یہ شناختی کوڈ پہلے سے موجود ہے۔',
  },
  'exchange.days-wrong': {
    status: 422,
    vi: 'Ngày cuối không thể trước ngày đầu.',
    en: 'The last day cannot be before the first.',
    ur: 'آخری دن پہلے دن سے پہلے نہیں ہو سکتا۔',
  },
  'exchange.certificate-unreadable': {
    status: 422,
    vi: 'Không đọc được chứng thư: hãy dán chứng thư dạng PEM (BEGIN CERTIFICATE).',
    en: 'The certificate cannot be read: paste it as PEM (BEGIN CERTIFICATE).',
    ur: 'سرٹیفکیٹ پڑھا نہیں جا سکا: اسے PEM (BEGIN CERTIFICATE) کی صورت میں لگائیں۔',
  },
  'exchange.way-taken': {
    status: 409,
    vi: 'Đã có kết nối mang tên này, hoặc tài khoản này đã gắn với kết nối khác.',
    en: 'There is a way of this name already, or the account belongs to another way.',
    ur: 'اس نام کا راستہ پہلے سے ہے، یا اکاؤنٹ کسی اور راستے سے وابستہ ہے۔',
  },
  'exchange.group-taken': {
    status: 409,
    vi: 'Đã có nhóm mang tên này.',
    en: 'There is a group of this name already.',
    ur: 'اس نام کا گروہ پہلے سے ہے۔',
  },
  'exchange.settled-already': {
    status: 409,
    vi: 'Thông điệp này đã gửi xong hoặc đã được xử lý.',
    en: 'This message has gone meanwhile, or was decided already.',
    ur: 'یہ پیغام جا چکا ہے یا اس کا فیصلہ ہو چکا ہے۔',
  },
  'exchange.too-large-for-way': {
    status: 413,
    vi: 'Thông điệp lớn hơn mức kết nối “{way}” gửi được ({most} MB). Hãy gửi bằng cách khác rồi đánh dấu.',
    en: 'The message is larger than the way “{way}” carries ({most} MB). Send it otherwise and mark it so.',
    ur: 'پیغام راستے “{way}” کی حد ({most} MB) سے بڑا ہے۔ دوسرے طریقے سے بھیج کر نشان لگائیں۔',
  },
} as const satisfies Record<string, Refusal>
