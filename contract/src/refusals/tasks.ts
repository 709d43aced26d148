import type { Refusal } from './refusal.ts'

/** Refusals of the tasks module. */
export const tasksRefusals = {
  'task.act-not-now': {
    status: 409,
    vi: 'Lúc này không làm được việc này với nhiệm vụ: {because}.',
    en: 'This cannot be done with the task now: {because}.',
    ur: 'اس کام کے ساتھ ابھی یہ نہیں ہو سکتا: {because}۔',
  },
  'task.report-no-pdf': {
    status: 503,
    vi: 'Máy chủ chưa có LibreOffice nên không dựng được PDF từ mẫu của cơ quan. Hãy tải bản DOCX, hoặc báo người vận hành cài LibreOffice.',
    en: 'This server has no working LibreOffice, so the agency’s template cannot become a PDF. Take the DOCX, or ask the operator to install LibreOffice.',
    ur: 'سرور پر LibreOffice دستیاب نہیں، اس لیے ادارے کے سانچے سے PDF نہیں بن سکتی۔ DOCX لیں، یا آپریٹر سے LibreOffice نصب کرنے کو کہیں۔',
  },
  'task.outside-agency': {
    status: 403,
    vi: 'Giao việc hoặc mời phối hợp ngoài cơ quan mình cần quyền giao việc. Hãy chọn người, đơn vị trong cơ quan, hoặc đề nghị lãnh đạo giao.',
    en: 'To ask for work outside your own agency takes the right to assign. Name people or units of your agency, or ask your leader to assign it.',
    ur: 'اپنے ادارے سے باہر کام دینے یا شریک کرنے کے لیے کام سونپنے کا اختیار درکار ہے۔ اپنے ادارے کے افراد یا اکائیاں چنیں، یا اپنے سربراہ سے سونپنے کو کہیں۔',
  },
  'task.reason-needed': {
    status: 422,
    vi: 'Hãy ghi rõ lý do hoặc kết quả.',
    en: 'Write the reason or the result.',
    ur: 'وجہ یا نتیجہ لکھیں۔',
  },
  'task.deadline-past': {
    status: 422,
    vi: 'Thời hạn {date} đã qua. Hãy chọn ngày từ hôm nay trở đi.',
    en: 'The deadline {date} is past. Choose today or later.',
    ur: 'آخری تاریخ {date} گزر چکی۔ آج یا بعد کی تاریخ چنیں۔',
  },
  'task.extension-not-later': {
    status: 422,
    vi: 'Nhiệm vụ đang có thời hạn {date}. Gia hạn phải đến một ngày sau đó.',
    en: 'The deadline is {date}. More time means a later day.',
    ur: 'موجودہ آخری تاریخ {date} ہے۔ مہلت اس کے بعد کی تاریخ تک ہونی چاہیے۔',
  },
  'task.subtasks-open': {
    status: 409,
    vi: 'Còn {count, number} nhiệm vụ con chưa xong. Hãy hoàn thành hoặc hủy chúng trước.',
    en: '{count, plural, one {# subtask is} other {# subtasks are}} still open. Finish or cancel them first.',
    ur: '{count, number} ذیلی کام کھلے ہیں۔ پہلے انہیں مکمل یا منسوخ کریں۔',
  },
} as const satisfies Record<string, Refusal>
