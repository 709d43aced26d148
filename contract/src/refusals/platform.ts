import type { Refusal } from './refusal.ts'

/** Refusals that any route may give. */
export const platformRefusals = {
  'request.invalid': {
    status: 400,
    vi: 'Thông tin gửi lên chưa đúng: {what}. Hãy sửa rồi gửi lại.',
    en: 'What was sent is not right: {what}. Correct it and send again.',
    ur: 'بھیجی گئی معلومات درست نہیں: {what}۔ درست کر کے دوبارہ بھیجیں۔',
  },
  'request.value-impossible': {
    status: 400,
    vi: 'Trong thông tin gửi lên có ngày, số hoặc ký tự không thể có. Hãy sửa rồi gửi lại; chưa có gì bị thay đổi.',
    en: 'What was sent holds a date, number or character that cannot be. Correct it and send again; nothing was changed.',
    ur: 'بھیجی گئی معلومات میں کوئی ناممکن تاریخ، عدد یا حرف ہے۔ درست کر کے دوبارہ بھیجیں؛ کچھ تبدیل نہیں ہوا۔',
  },
  'request.not-found': {
    status: 404,
    vi: 'Không có nội dung này, hoặc bạn không được xem.',
    en: 'There is no such record, or you may not see it.',
    ur: 'ایسا کوئی ریکارڈ نہیں، یا آپ اسے دیکھ نہیں سکتے۔',
  },
  'request.too-large': {
    status: 413,
    vi: 'Nội dung gửi lên lớn hơn mức cho phép.',
    en: 'What was sent is larger than allowed.',
    ur: 'بھیجا گیا مواد اجازت سے بڑا ہے۔',
  },
  'request.key-reused': {
    status: 422,
    vi: 'Mã chống gửi trùng này đã dùng cho một yêu cầu khác.',
    en: 'This idempotency key was already used for another request.',
    ur: 'یہ کلید کسی اور درخواست میں استعمال ہو چکی ہے۔',
  },
  'session.needed': {
    status: 401,
    vi: 'Phiên làm việc đã hết. Hãy đăng nhập lại; nội dung đang nhập vẫn được giữ.',
    en: 'Your session has ended. Sign in again; what you were typing is kept.',
    ur: 'آپ کا سیشن ختم ہو گیا ہے۔ دوبارہ داخل ہوں؛ آپ کا لکھا محفوظ ہے۔',
  },
  'session.standing-ended': {
    status: 409,
    vi: '{kind, select, delegation {Ủy quyền của {name} ({title})} other {Thời gian bạn giữ chức vụ {title}}} đã kết thúc {whole, select, yes {khi hết ngày {when}} other {lúc {when}}}. Yêu cầu vừa gửi chưa được thực hiện; nội dung đang nhập vẫn được giữ. Bạn làm tiếp ở chức vụ của mình: {own}.',
    en: '{kind, select, delegation {The delegation from {name} ({title})} other {Your time in the post {title}}} ended {whole, select, yes {at the end of {when}} other {at {when}}}. What was just asked for was not done; what you were typing is kept. You go on in your own post: {own}.',
    ur: '{kind, select, delegation {{name} ({title}) کی طرف سے تفویض} other {عہدہ {title} پر آپ کی مدت}} {whole, select, yes {{when} کے اختتام پر} other {{when} پر}} ختم ہو گئی۔ ابھی مانگا گیا کام نہیں ہوا؛ آپ کا لکھا محفوظ ہے۔ آپ اپنے عہدے میں کام جاری رکھیں: {own}۔',
  },
  'session.stale': {
    status: 403,
    vi: 'Việc này không hoàn tác được, nên cần xác nhận lại đúng là bạn. Chưa có gì bị thay đổi.',
    en: 'This cannot be undone, so it needs proof once more that it is you. Nothing was changed.',
    ur: 'یہ کام واپس نہیں ہو سکتا، اس لیے دوبارہ تصدیق درکار ہے۔ کچھ تبدیل نہیں ہوا۔',
  },
  'capability.needed': {
    status: 403,
    vi: 'Chức vụ của bạn chưa được giao quyền làm việc này.',
    en: 'Your position does not carry the right to do this.',
    ur: 'آپ کے عہدے کو یہ کام کرنے کا اختیار نہیں۔',
  },
  /** `act`: what was done, as it stands after the name of who did it. */
  'record.changed': {
    status: 409,
    vi: '{by, select, yourself {Lúc {when} chính bạn đã {act}, ở một cửa sổ hay một lần bấm khác.} somebody {Lúc {when} {who} đã {act}.} nobody {Lúc {when}: {act}.} other {Nội dung này vừa được thay đổi.}} Việc của bạn chưa được ghi; điều bạn nhập vẫn còn. Hãy xem bản mới rồi làm lại.',
    en: '{by, select, yourself {At {when} you yourself {act}, in another window or by another press.} somebody {At {when} {who} {act}.} nobody {At {when}: {act}.} other {This was changed just now.}} Your act was not written; what you typed is still here. Look at the new version, then act again.',
    ur: '{by, select, yourself {{when} پر خود آپ {act}، کسی دوسری ونڈو یا دوسری بار دبانے سے۔} somebody {{when} پر {who} {act}۔} nobody {{when}: {act}۔} other {یہ ابھی تبدیل ہوا۔}} آپ کا کام درج نہیں ہوا؛ جو آپ نے لکھا وہ موجود ہے۔ نیا نسخہ دیکھ کر دوبارہ کریں۔',
  },
  'program.failed': {
    status: 500,
    vi: 'Chương trình gặp lỗi; chưa có gì bị thay đổi. Hãy thử lại, và báo quản trị mã {request}.',
    en: 'The program failed; nothing was changed. Try again, and give the administrator the code {request}.',
    ur: 'پروگرام میں خرابی ہوئی؛ کچھ تبدیل نہیں ہوا۔ دوبارہ کوشش کریں اور منتظم کو کوڈ {request} بتائیں۔',
  },
  'database.away': {
    status: 503,
    vi: 'Cơ sở dữ liệu tạm thời chưa trả lời. Chương trình sẽ tự nối lại; hãy thử lại sau ít giây, việc đã gửi không bị ghi hai lần.',
    en: 'The database is not answering for now. The program reconnects by itself; try again in a few seconds, what was sent is not written twice.',
    ur: 'ڈیٹابیس فی الحال جواب نہیں دے رہا۔ پروگرام خود دوبارہ جڑے گا؛ چند سیکنڈ بعد پھر کوشش کریں، بھیجا گیا کام دو بار درج نہیں ہوگا۔',
  },
  'request.crossed': {
    status: 503,
    vi: 'Việc này vướng một việc khác đang ghi cùng lúc; chưa có gì bị thay đổi. Hãy thử lại.',
    en: 'This met another act that was writing at the same moment; nothing was changed. Try again.',
    ur: 'یہ کام اسی لمحے درج ہونے والے دوسرے کام سے ٹکرا گیا؛ کچھ تبدیل نہیں ہوا۔ دوبارہ کوشش کریں۔',
  },
} as const satisfies Record<string, Refusal>
