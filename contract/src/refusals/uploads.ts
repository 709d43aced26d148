import type { Refusal } from './refusal.ts'

/** Refusals about files that people send. */
export const uploadsRefusals = {
  'file.not-accepted': {
    status: 422,
    vi: 'Không nhận được tệp “{name}”: {code, select, empty {tệp rỗng} broken {tệp hỏng hoặc chưa tải về đủ} encrypted {tệp được đặt mật khẩu, hãy xin bản không có mật khẩu} not-what-its-name-says {nội dung không phải loại tệp mà tên tệp ghi} kind-not-accepted {loại tệp này không được nhận} macros {tệp có chứa macro} archive-bomb {tệp nén khi giải nén lớn bất thường} too-many-pages {tệp có {pages} trang, nhiều hơn mức {limit} trang; hãy tách tệp} too-heavy {tệp quá nặng để đọc an toàn} too-large {tệp lớn hơn 500 MB} other {tệp không an toàn}}. Các tệp khác và nội dung đã nhập vẫn được giữ.',
    en: 'The file “{name}” cannot be taken: {code, select, empty {it is empty} broken {it is broken or incomplete} encrypted {it is locked with a password; ask for one without} not-what-its-name-says {its content is not what its name says} kind-not-accepted {files of this kind are not accepted} macros {it contains macros} archive-bomb {it unpacks to an abnormal size} too-many-pages {it has {pages} pages, more than {limit}; split it} too-heavy {it is too heavy to read safely} too-large {it is larger than 500 MB} other {it is not safe}}. Other files and what you typed are kept.',
    ur: 'فائل “{name}” نہیں لی جا سکتی: {code, select, empty {خالی ہے} broken {خراب یا نامکمل ہے} encrypted {پاس ورڈ سے بند ہے؛ بغیر پاس ورڈ نسخہ منگوائیں} not-what-its-name-says {مواد نام کے مطابق نہیں} kind-not-accepted {اس قسم کی فائل قبول نہیں} macros {اس میں میکرو ہیں} archive-bomb {کھلنے پر غیر معمولی حد تک بڑی ہے} too-many-pages {اس میں {pages} صفحات ہیں، حد {limit} ہے؛ تقسیم کریں} too-heavy {محفوظ طریقے سے پڑھنے کے لیے بہت بھاری ہے} too-large {500 MB سے بڑی ہے} other {محفوظ نہیں}}۔ باقی فائلیں اور آپ کا لکھا محفوظ ہے۔',
  },
  'upload.incomplete': {
    status: 409,
    vi: 'Tệp chưa tải lên đủ ({offset} trên {size} byte). Hãy tiếp tục tải.',
    en: 'The file has not arrived completely ({offset} of {size} bytes). Go on sending.',
    ur: 'فائل پوری نہیں پہنچی ({size} میں سے {offset} بائٹ)۔ بھیجنا جاری رکھیں۔',
  },
  'file.no-preview': {
    status: 422,
    vi: 'Chưa tạo được bản xem của tệp này. Hãy tải tệp về để mở.',
    en: 'No preview can be made of this file. Download it to open it.',
    ur: 'اس فائل کا پیش منظر نہیں بن سکا۔ کھولنے کے لیے ڈاؤن لوڈ کریں۔',
  },
} as const satisfies Record<string, Refusal>
