import type { Refusal } from './refusal.ts'

/** Refusals of search, work files, exports and notifications. */
export const aroundRefusals = {
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
    vi: 'Chưa kết thúc được hồ sơ: còn {documents} văn bản và {tasks} nhiệm vụ chưa xong. Hãy giải quyết xong hoặc đưa chúng ra khỏi hồ sơ.',
    en: 'The file cannot be closed: {documents} documents and {tasks} tasks in it are still open. Finish them or take them out of the file.',
    ur: 'فائل بند نہیں ہو سکتی: اس میں {documents} دستاویزات اور {tasks} کام ابھی باقی ہیں۔ انہیں مکمل کریں یا فائل سے نکالیں۔',
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
