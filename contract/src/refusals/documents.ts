import type { Refusal } from './refusal.ts'

/** Refusals that more than one part of the documents module gives. */
export const documentsRefusals = {
  'document.secrecy-not-here': {
    status: 422,
    vi: 'Văn bản có độ mật không được đăng ký ở đây (Luật Bảo vệ bí mật nhà nước): chỉ đăng ký trên hệ thống của mạng LAN độc lập. Chưa có gì được lưu.',
    en: 'A classified document may not be registered here (Law on Protection of State Secrets): only on the system of the independent LAN. Nothing was stored.',
    ur: 'خفیہ دستاویز یہاں درج نہیں ہو سکتی (ریاستی رازوں کا قانون): صرف علیحدہ LAN کے نظام پر۔ کچھ محفوظ نہیں ہوا۔',
  },
  'document.already-registered': {
    status: 409,
    vi: 'Văn bản này có thể đã được đăng ký: số đến {number}. Hãy xem văn bản đã có; nếu vẫn là văn bản khác, hãy xác nhận rồi đăng ký.',
    en: 'This document may be registered already, as number {number}. Look at it; if yours is another one, confirm and register.',
    ur: 'یہ دستاویز غالباً پہلے سے درج ہے: نمبر {number}۔ اسے دیکھیں؛ اگر آپ کی دستاویز مختلف ہے تو تصدیق کر کے درج کریں۔',
  },
  'document.files-unknown': {
    status: 422,
    vi: 'Có tệp chưa tải lên xong. Hãy tải lại tệp rồi đăng ký; các ô đã nhập vẫn được giữ.',
    en: 'A file has not been uploaded completely. Upload it again, then register; what you typed is kept.',
    ur: 'کوئی فائل پوری اپ لوڈ نہیں ہوئی۔ دوبارہ اپ لوڈ کر کے درج کریں؛ آپ کا لکھا محفوظ ہے۔',
  },
  'document.date-impossible': {
    status: 422,
    vi: '{field, select, arrivedOn {Ngày đến} dueOn {Thời hạn} other {Ngày văn bản}} không hợp lý: {date}. Ngày văn bản không sau ngày đến, ngày đến không sau hôm nay, thời hạn không trước ngày văn bản, các năm từ 1900 đến 2200.',
    en: 'The date of {field, select, arrivedOn {arrival} dueOn {the deadline} other {the document}} cannot be right: {date}. A document is not dated after it arrived, does not arrive in the future, and is not due before it was written; years are 1900 to 2200.',
    ur: '{field, select, arrivedOn {آمد کی تاریخ} dueOn {آخری تاریخ} other {دستاویز کی تاریخ}} درست نہیں: {date}۔ دستاویز کی تاریخ آمد کے بعد کی نہیں ہو سکتی، آمد مستقبل میں نہیں، اور آخری تاریخ دستاویز سے پہلے کی نہیں؛ سال 1900 تا 2200۔',
  },
  'document.act-not-now': {
    status: 409,
    vi: 'Lúc này không làm được việc này: {because}.',
    en: 'This cannot be done now: {because}.',
    ur: 'یہ کام ابھی نہیں ہو سکتا: {because}۔',
  },
  'document.nobody-named': {
    status: 422,
    vi: 'Hãy chọn đơn vị hoặc người chủ trì trước khi chuyển.',
    en: 'Name a lead unit or person before passing on.',
    ur: 'آگے بھیجنے سے پہلے ذمہ دار اکائی یا شخص چنیں۔',
  },
  'document.arrival-gone': {
    status: 409,
    vi: 'Văn bản này không còn chờ tiếp nhận: đã được đăng ký, từ chối hoặc bên gửi đã thu hồi.',
    en: 'This arrival no longer waits: it was registered, refused, or taken back by its sender.',
    ur: 'یہ آمد اب منتظر نہیں: درج، مسترد یا واپس لی جا چکی ہے۔',
  },
  'document.register-by-itself': {
    status: 422,
    vi: 'Thông tin bên gửi khai chưa đúng với sổ đăng ký ({field}). Hãy mở và đăng ký riêng văn bản này.',
    en: 'What the sender says of it is not as the register wants it ({field}). Open it and register it by itself.',
    ur: 'بھیجنے والے کی دی گئی معلومات رجسٹر کے مطابق نہیں ({field})۔ اسے کھول کر الگ سے درج کریں۔',
  },
  'document.twice-among-chosen': {
    status: 409,
    vi: 'Trong các văn bản đã chọn có văn bản khác trùng với văn bản này: {symbol}. Hãy xem cả hai; nếu vẫn là văn bản khác, hãy xác nhận rồi đăng ký.',
    en: 'Another of those chosen looks the same: {symbol}. Look at both; if they differ, confirm and register.',
    ur: 'منتخب دستاویزات میں ایک اور اسی جیسی ہے: {symbol}۔ دونوں دیکھیں؛ اگر مختلف ہوں تو تصدیق کر کے درج کریں۔',
  },
  'genuine.wait': {
    status: 429,
    vi: 'Đã kiểm tra nhiều lần từ địa chỉ này. Hãy thử lại sau một phút.',
    en: 'This address has checked many times. Try again in a minute.',
    ur: 'اس پتے سے کئی بار جانچ ہو چکی۔ ایک منٹ بعد دوبارہ کوشش کریں۔',
  },
  'register.closed': {
    status: 409,
    vi: 'Sổ đăng ký của năm này đã khóa.',
    en: 'The register of this year is closed.',
    ur: 'اس سال کا رجسٹر بند ہے۔',
  },
} as const satisfies Record<string, Refusal>
