import type { Refusal } from './refusal.ts'

/** Refusals of the reorganisation module. */
export const reorganisationRefusals = {
  'reorganisation.changed': {
    status: 409,
    vi: 'Phương án vừa được người khác sửa. Hãy tải lại để xem rồi làm tiếp.',
    en: 'Somebody else has just changed the plan. Load it again and go on from there.',
    ur: 'منصوبہ ابھی کسی اور نے بدلا ہے۔ دوبارہ لوڈ کر کے آگے بڑھیں۔',
  },
  'reorganisation.not-now': {
    status: 409,
    vi: 'Phương án đang ở trạng thái không làm được việc này.',
    en: 'The plan is in a state in which this cannot be done.',
    ur: 'منصوبہ ایسی حالت میں ہے جس میں یہ نہیں ہو سکتا۔',
  },
  'reorganisation.days-reversed': {
    status: 422,
    vi: 'Mã định danh cũ phải còn hiệu lực ít nhất đến ngày sắp xếp. Hãy sửa ngày.',
    en: 'The old codes must hold at least until the day of the reorganisation. Correct the days.',
    ur: 'پرانے کوڈ کم از کم تنظیمِ نو کے دن تک نافذ رہنے چاہییں۔ تاریخیں درست کریں۔',
  },
  'reorganisation.operation-wrong': {
    status: 422,
    vi: 'Thao tác tự mâu thuẫn: đơn vị kế thừa, phòng được chia hoặc đơn vị chính không nằm trong thao tác.',
    en: 'The operation contradicts itself: its heir, a division’s place or its main unit is not part of it.',
    ur: 'یہ عمل خود سے متضاد ہے: وارث، شعبے کی جگہ یا مرکزی اکائی اس کا حصہ نہیں۔',
  },
  'reorganisation.empty': {
    status: 422,
    vi: 'Phương án chưa có thao tác nào.',
    en: 'The plan has no operations yet.',
    ur: 'منصوبے میں ابھی کوئی عمل نہیں۔',
  },
  'reorganisation.not-checked': {
    status: 409,
    vi: 'Phương án chưa được kiểm tra, hoặc đã sửa sau lần kiểm tra cuối. Hãy kiểm tra lại.',
    en: 'The plan has not been checked, or was changed after its last check. Check it again.',
    ur: 'منصوبے کی جانچ نہیں ہوئی یا آخری جانچ کے بعد بدلا گیا۔ دوبارہ جانچیں۔',
  },
  'reorganisation.unresolved': {
    status: 409,
    vi: 'Còn vấn đề chưa giải quyết. Hãy giải quyết từng vấn đề rồi kiểm tra lại.',
    en: 'Something is still unresolved. Settle each question, then check again.',
    ur: 'ابھی کچھ معاملات حل طلب ہیں۔ ہر ایک کو طے کریں پھر دوبارہ جانچیں۔',
  },
  'reorganisation.too-early': {
    status: 409,
    vi: 'Phương án có hiệu lực từ ngày {day}, nên không thực hiện sớm hơn. Có thể hẹn giờ để tự thực hiện.',
    en: 'The plan holds from {day} and is not carried out before. It can be scheduled.',
    ur: 'منصوبہ {day} سے نافذ ہے اور اس سے پہلے عمل میں نہیں آتا۔ اسے شیڈول کیا جا سکتا ہے۔',
  },
  'reorganisation.answer-wrong': {
    status: 422,
    vi: 'Câu trả lời này không hợp với câu hỏi. Hãy chọn một gợi ý hoặc một đơn vị có thật.',
    en: 'This does not answer the question. Choose a suggestion, or a unit there is.',
    ur: 'یہ سوال کا جواب نہیں۔ کوئی تجویز یا موجود اکائی چنیں۔',
  },
  'reorganisation.lists-wrong': {
    status: 422,
    vi: 'Hai danh sách không khớp với nhau hoặc tự mâu thuẫn: {place}, “{value}”.',
    en: 'The lists contradict each other or themselves: {place}, “{value}”.',
    ur: 'فہرستیں آپس میں یا خود سے متضاد ہیں: {place}، ”{value}“۔',
  },
  'reorganisation.not-empty': {
    status: 409,
    vi: 'Phương án đã có thao tác. Hãy chọn thay thế nếu muốn nạp lại từ danh sách.',
    en: 'The plan has operations already. Choose to replace them to make it from lists again.',
    ur: 'منصوبے میں پہلے سے اعمال ہیں۔ فہرستوں سے دوبارہ بنانے کے لیے بدلنا چنیں۔',
  },
  'reorganisation.in-the-way': {
    status: 409,
    vi: 'Chưa thực hiện được và chưa có gì thay đổi: cơ sở dữ liệu không nhận kết quả ({what}). Hãy kiểm tra lại phương án.',
    en: 'It was not carried out and nothing has changed: the result could not stand ({what}). Check the plan again.',
    ur: 'عمل نہیں ہوا اور کچھ نہیں بدلا: نتیجہ قائم نہ رہ سکا ({what})۔ منصوبہ دوبارہ جانچیں۔',
  },
  'reorganisation.busy': {
    status: 409,
    vi: 'Chưa thực hiện được và chưa có gì thay đổi: hệ thống quá bận. Hãy thực hiện lại sau ít phút.',
    en: 'It was not carried out and nothing has changed: too much is being written. Try again in a few minutes.',
    ur: 'عمل نہیں ہوا اور کچھ نہیں بدلا: نظام بہت مصروف ہے۔ چند منٹ بعد دوبارہ کوشش کریں۔',
  },
  'organisation.post-ended': {
    status: 409,
    vi: 'Cơ quan vừa được sắp xếp lại và chức vụ này đã kết thúc, nên việc vừa gửi chưa được ghi. Hãy đăng nhập lại để làm ở chức vụ mới.',
    en: 'The agency has just been reorganised and this post has ended, so what you sent was not recorded. Sign in again to go on in your new post.',
    ur: 'ادارے کی ابھی تنظیمِ نو ہوئی ہے اور یہ عہدہ ختم ہو چکا ہے، اس لیے آپ کی کارروائی درج نہیں ہوئی۔ نئے عہدے میں کام کے لیے دوبارہ سائن ان کریں۔',
  },
} as const satisfies Record<string, Refusal>
