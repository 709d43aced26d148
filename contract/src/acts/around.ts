import type { Act } from './act.ts'

/** Acts on work files, and what searches and exports tell. */
export const aroundActs = {
  'access.opened': {
    topic: 'informed',
    vi: 'mở cho {to} xem đến hết ngày {lastDay}[: {reason}]',
    en: 'opened it to {to} until {lastDay}[: {reason}]',
    ur: 'نے اسے {to} کے لیے {lastDay} تک کھولا[: {reason}]',
  },
  'access.closed-again': {
    topic: 'other',
    vi: 'thu hồi việc mở cho {to} xem',
    en: 'closed it again to {to}',
    ur: 'نے اسے {to} پر دوبارہ بند کیا',
  },
  'access.classed': {
    topic: 'other',
    vi: 'đặt vào diện hạn chế {class}[: {reason}]',
    en: 'restricted it to the class {class}[: {reason}]',
    ur: 'نے اسے زمرہ {class} تک محدود کیا[: {reason}]',
  },
  'access.unclassed': {
    topic: 'other',
    vi: 'bỏ khỏi diện hạn chế {class}[: {reason}]',
    en: 'lifted the class {class}[: {reason}]',
    ur: 'نے زمرہ {class} ہٹا دیا[: {reason}]',
  },
  'access.class-made': {
    topic: 'other',
    vi: 'lập diện hạn chế {name}',
    en: 'made the class {name}',
    ur: 'نے زمرہ {name} بنایا',
  },
  'access.class-changed': {
    topic: 'other',
    vi: 'đổi diện hạn chế {name}[ thành {newName}][, loại văn bản: {types}]',
    en: 'changed the class {name}[ to {newName}][, document types: {types}]',
    ur: 'نے زمرہ {name} بدلا[، نیا نام {newName}][، اقسام: {types}]',
  },
  'access.member-added': {
    topic: 'other',
    vi: 'thêm {name} vào diện hạn chế {class}',
    en: 'let {name} belong to the class {class}',
    ur: 'نے {name} کو زمرہ {class} میں شامل کیا',
  },
  'access.member-ended': {
    topic: 'other',
    vi: 'bỏ {name} khỏi diện hạn chế {class}',
    en: 'took {name} out of the class {class}',
    ur: 'نے {name} کو زمرہ {class} سے نکالا',
  },
  'work-file.opened': {
    topic: 'informed',
    vi: 'mở hồ sơ {code}',
    en: 'opened work file {code}',
    ur: 'نے فائل {code} کھولی',
  },
  'work-file.changed': {
    topic: 'informed',
    vi: 'sửa thông tin hồ sơ',
    en: 'changed the file’s facts',
    ur: 'نے فائل کی معلومات بدلیں',
  },
  'work-file.document-added': {
    topic: 'informed',
    vi: 'đưa văn bản vào hồ sơ[ (số thứ tự {ordinal})]',
    en: 'put a document into the file[ (sheet {ordinal})]',
    ur: 'نے دستاویز فائل میں رکھی[ (نمبر {ordinal})]',
  },
  'work-file.document-removed': {
    topic: 'informed',
    vi: 'đưa văn bản ra khỏi hồ sơ[ (số thứ tự {ordinal})]',
    en: 'took a document out of the file[ (sheet {ordinal})]',
    ur: 'نے دستاویز فائل سے نکالی[ (نمبر {ordinal})]',
  },
  'work-file.record-added': {
    topic: 'informed',
    vi: 'gắn nhiệm vụ vào hồ sơ',
    en: 'linked a task to the file',
    ur: 'نے کام فائل سے جوڑا',
  },
  'work-file.record-removed': {
    topic: 'informed',
    vi: 'gỡ nhiệm vụ khỏi hồ sơ',
    en: 'unlinked a task from the file',
    ur: 'نے کام فائل سے ہٹایا',
  },
  'work-file.noted': { topic: 'comment', vi: 'ghi chú: “{text}”', en: 'noted: “{text}”', ur: 'نے نوٹ لکھا: “{text}”' },
  'work-file.person-added': {
    topic: 'informed',
    vi: 'thêm {name} vào hồ sơ',
    en: 'added {name} to the file',
    ur: 'نے {name} کو فائل میں شامل کیا',
  },
  'work-file.closed': { topic: 'progress', vi: 'kết thúc hồ sơ', en: 'closed the file', ur: 'نے فائل بند کی' },
  'work-file.reopened': {
    topic: 'informed',
    vi: 'mở lại hồ sơ[: {reason}]',
    en: 'opened the file again[: {reason}]',
    ur: 'نے فائل دوبارہ کھولی[: {reason}]',
  },
  'search.found': {
    topic: 'search',
    vi: 'Tìm kiếm đã lưu “{name}”: {count} văn bản mới',
    en: 'Saved search “{name}”: {count} new documents',
    ur: 'محفوظ تلاش “{name}”: {count} نئی دستاویزات',
  },
  'export.ready': {
    topic: 'export',
    vi: 'Bản xuất “{name}” đã xong ({rows} dòng)',
    en: 'Export “{name}” is ready ({rows} rows)',
    ur: 'برآمد “{name}” تیار ہے ({rows} سطریں)',
  },
  'export.failed': {
    topic: 'export',
    vi: 'Bản xuất “{name}” không thành công. Hãy thử lại',
    en: 'Export “{name}” failed. Try again',
    ur: 'برآمد “{name}” ناکام ہوئی۔ دوبارہ کوشش کریں',
  },
} as const satisfies Record<string, Act>
