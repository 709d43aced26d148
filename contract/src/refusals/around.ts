import type { Refusal } from './refusal.ts'

/** Refusals of search, work files, exports and notifications. */
export const aroundRefusals = {
  'access.not-yours': {
    status: 403,
    vi: 'Chỉ người đang giữ, người soạn thảo, người giao hoặc lãnh đạo cấp trên mới mở hay hạn chế được. Hãy đề nghị người đó.',
    en: 'Only whoever holds it, drafted it, assigned it or leads above opens or restricts it. Ask them.',
    ur: 'اسے صرف وہی کھول یا محدود کر سکتا ہے جس کے پاس ہے، جس نے تیار کیا، سونپا یا جو اوپر سربراہ ہے۔ اُن سے کہیں۔',
  },
  'access.day-past': {
    status: 422,
    vi: 'Ngày hết hạn mở đã qua. Hãy chọn từ hôm nay trở đi.',
    en: 'The last day is past. Choose today or later.',
    ur: 'آخری دن گزر چکا ہے۔ آج یا بعد کا دن چنیں۔',
  },
  'access.open-already': {
    status: 409,
    vi: 'Đã mở cho {name} rồi. Muốn đổi thời hạn, hãy thu hồi lần mở cũ trước.',
    en: 'It is open to {name} already. To change until when, withdraw that first.',
    ur: 'یہ پہلے ہی {name} کے لیے کھلا ہے۔ مدت بدلنی ہو تو پہلے وہ واپس لیں۔',
  },
  'access.closes-to-yourself': {
    status: 422,
    vi: 'Bạn không thuộc diện “{name}” và chỉ thấy hồ sơ này với tư cách lãnh đạo cấp trên, nên không tự đặt được. Hãy đề nghị người đang giữ.',
    en: 'You do not belong to “{name}” and see this only as a leader above: you would close it to yourself. Ask whoever holds it.',
    ur: 'آپ ”{name}“ میں شامل نہیں اور اسے صرف اوپر کے سربراہ کے طور پر دیکھتے ہیں: یہ آپ پر ہی بند ہو جائے گا۔ جس کے پاس ہے اُس سے کہیں۔',
  },
  'access.name-taken': {
    status: 409,
    vi: 'Cơ quan đã có diện “{name}”. Hãy đặt tên khác.',
    en: 'The agency has a class “{name}” already. Choose another name.',
    ur: 'ادارے میں ”{name}“ پہلے سے موجود ہے۔ دوسرا نام رکھیں۔',
  },
  'access.type-taken': {
    status: 409,
    vi: 'Một loại văn bản đã chọn thuộc diện khác. Mỗi loại chỉ gắn với một diện.',
    en: 'A type chosen carries another class already. A type carries one class.',
    ur: 'چنی گئی ایک قسم پہلے ہی دوسرے زمرے سے وابستہ ہے۔ ہر قسم کا ایک ہی زمرہ ہوتا ہے۔',
  },
  'access.belongs-already': {
    status: 409,
    vi: '{name} đã thuộc diện này.',
    en: '{name} belongs to it already.',
    ur: '{name} پہلے ہی اس میں شامل ہے۔',
  },
  'search.too-many-saved': {
    status: 422,
    vi: 'Bạn đã lưu {most} tìm kiếm. Hãy bỏ bớt rồi lưu lại.',
    en: 'You have saved {most} searches. Forget some, then save again.',
    ur: 'آپ {most} تلاشیں محفوظ کر چکے ہیں۔ کچھ ہٹا کر دوبارہ محفوظ کریں۔',
  },
  'work-file.closed': {
    status: 409,
    vi: 'Hồ sơ {code} đã kết thúc. Hãy mở lại hồ sơ rồi thực hiện.',
    en: 'Work file {code} is closed. Open it again first.',
    ur: 'فائل {code} بند ہے۔ پہلے اسے دوبارہ کھولیں۔',
  },
  'work-file.not-empty-of-work': {
    status: 409,
    vi: 'Chưa kết thúc được hồ sơ: còn {documents, plural, =0 {{tasks} nhiệm vụ} other {{documents} văn bản{tasks, plural, =0 {} other { và # nhiệm vụ}}}} chưa xong. Hãy giải quyết xong hoặc đưa chúng ra khỏi hồ sơ.',
    en: 'The file cannot be closed: {documents, plural, =0 {} one {# document} other {# documents}}{tasks, plural, =0 {} one {{documents, plural, =0 {} other { and }}# task} other {{documents, plural, =0 {} other { and }}# tasks}} in it not finished yet. Finish or take out what is open.',
    ur: 'فائل بند نہیں ہو سکتی: اس میں {documents, plural, =0 {} one {# دستاویز} other {# دستاویزات}}{tasks, plural, =0 {} other {{documents, plural, =0 {} other { اور }}# کام}} ابھی باقی ہیں۔ انہیں مکمل کریں یا فائل سے نکالیں۔',
  },
  'work-file.already-there': {
    status: 409,
    vi: 'Văn bản này đã có trong hồ sơ {code}.',
    en: 'This document is in file {code} already.',
    ur: 'یہ دستاویز پہلے سے فائل {code} میں ہے۔',
  },
  'export.too-many': {
    status: 429,
    vi: 'Bạn đang có {most} bản xuất chưa xong. Hãy chờ xong rồi xuất tiếp.',
    en: 'You have {most} exports under way. Wait for one to end.',
    ur: 'آپ کی {most} برآمدات جاری ہیں۔ کسی ایک کے مکمل ہونے کا انتظار کریں۔',
  },
  'export.not-ready': {
    status: 409,
    vi: 'Bản xuất này chưa xong hoặc đã hết hạn lưu.',
    en: 'This export is not ready, or is no longer kept.',
    ur: 'یہ برآمد ابھی تیار نہیں یا اب محفوظ نہیں۔',
  },
} as const satisfies Record<string, Refusal>
