import type { Refusal } from './refusal.ts'

/** Refusals of the organisation module. */
export const organisationRefusals = {
  'organisation.no-position': {
    status: 403,
    vi: 'Tài khoản của bạn hiện không giữ chức vụ nào. Hãy liên hệ quản trị.',
    en: 'Your account holds no position at present. Ask the administrator.',
    ur: 'آپ کے اکاؤنٹ کے پاس فی الحال کوئی عہدہ نہیں۔ منتظم سے رابطہ کریں۔',
  },
  'organisation.no-holder': {
    status: 422,
    vi: '{unit} hiện chưa có người nhận việc này. Hãy chọn đơn vị hoặc người khác.',
    en: '{unit} has nobody at present who can take this. Choose another unit or person.',
    ur: '{unit} میں فی الحال یہ کام لینے والا کوئی نہیں۔ کوئی اور اکائی یا شخص چنیں۔',
  },
  'calendar.week-past': {
    status: 422,
    vi: 'Tuần làm việc không đặt lùi về trước được, vì các thời hạn đã tính theo lịch cũ. Hãy chọn ngày từ hôm nay trở đi.',
    en: 'A working week cannot be set for the past: terms were counted by the old one. Choose today or later.',
    ur: 'کام کا ہفتہ ماضی سے مقرر نہیں ہو سکتا کیونکہ مدتیں پرانے حساب سے گنی جا چکی ہیں۔ آج یا بعد کی تاریخ چنیں۔',
  },
} as const satisfies Record<string, Refusal>
