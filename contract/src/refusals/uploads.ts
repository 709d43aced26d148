import type { Refusal } from './refusal.ts'

/** Refusals about files that people send. */
export const uploadsRefusals = {
  'file.not-accepted': {
    status: 422,
    vi: 'Không nhận được tệp “{name}”: {reason, select, empty {tệp rỗng} broken {tệp hỏng hoặc chưa tải về đủ} encrypted {tệp được đặt mật khẩu, hãy xin bản không có mật khẩu} not_what_its_name_says {nội dung không phải loại tệp mà tên tệp ghi} kind_not_accepted {loại tệp này không được nhận} macros {tệp có chứa macro} archive_bomb {tệp nén khi giải nén lớn bất thường} too_many_pages {tệp có {pages} trang, nhiều hơn mức {limit} trang; hãy tách tệp} too_heavy {tệp quá nặng để đọc an toàn} too_large {tệp lớn hơn 500 MB} other {tệp không an toàn}}. Các tệp khác và nội dung đã nhập vẫn được giữ.',
    en: 'The file “{name}” cannot be taken: {reason, select, empty {it is empty} broken {it is broken or incomplete} encrypted {it is locked with a password; ask for one without} not_what_its_name_says {its content is not what its name says} kind_not_accepted {files of this kind are not accepted} macros {it contains macros} archive_bomb {it unpacks to an abnormal size} too_many_pages {it has {pages} pages, more than {limit}; split it} too_heavy {it is too heavy to read safely} too_large {it is larger than 500 MB} other {it is not safe}}. Other files and what you typed are kept.',
    ur: 'فائل “{name}” نہیں لی جا سکتی: {reason, select, empty {خالی ہے} broken {خراب یا نامکمل ہے} encrypted {پاس ورڈ سے بند ہے؛ بغیر پاس ورڈ نسخہ منگوائیں} not_what_its_name_says {مواد نام کے مطابق نہیں} kind_not_accepted {اس قسم کی فائل قبول نہیں} macros {اس میں میکرو ہیں} archive_bomb {کھلنے پر غیر معمولی حد تک بڑی ہے} too_many_pages {اس میں {pages} صفحات ہیں، حد {limit} ہے؛ تقسیم کریں} too_heavy {محفوظ طریقے سے پڑھنے کے لیے بہت بھاری ہے} too_large {500 MB سے بڑی ہے} other {محفوظ نہیں}}۔ باقی فائلیں اور آپ کا لکھا محفوظ ہے۔',
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
