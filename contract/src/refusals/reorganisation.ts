import type { Refusal } from './refusal.ts'

/** Refusals of the reorganisation module. */
export const reorganisationRefusals = {
  'reorganisation.changed': {
    status: 409,
    vi: '{who} {how, select, operation_added {đã thêm thao tác} operation_changed {đã sửa thao tác} operation_removed {đã bỏ thao tác} operation_moved {đã đổi thứ tự thao tác} answered {đã giải quyết vấn đề} person_placed {đã xếp chức vụ cho} people_placed {đã xếp người theo bảng} imported {đã lập lại thao tác từ hai danh sách} abandoned {đã bỏ phương án này} other {đã sửa thông tin phương án}}{about} lúc {when}{more, plural, =0 {} other {, sau # thay đổi khác}}. Việc bạn vừa làm chưa được ghi: hãy xem bản mới rồi làm lại.',
    en: '{who} {how, select, operation_added {added the operation} operation_changed {changed the operation} operation_removed {took out the operation} operation_moved {put the operations in another order} answered {settled the question} person_placed {placed} people_placed {placed people by a table} imported {made the operations from two lists again} abandoned {gave this plan up} other {changed the plan’s facts}}{about} at {when}{more, plural, =0 {} one {, after # other change} other {, after # other changes}}. What you did was not written: look at the plan as it is now, then do it again.',
    ur: '{who} نے {when} پر {how, select, operation_added {عمل شامل کیا} operation_changed {عمل بدلا} operation_removed {عمل نکالا} operation_moved {اعمال کی ترتیب بدلی} answered {سوال طے کیا} person_placed {عہدہ مقرر کیا} people_placed {جدول سے افراد کی جگہ مقرر کی} imported {دو فہرستوں سے اعمال دوبارہ بنائے} abandoned {یہ منصوبہ ترک کیا} other {منصوبے کی معلومات بدلیں}}{about}{more, plural, =0 {} other {، # دیگر تبدیلیوں کے بعد}}۔ آپ کا کام درج نہیں ہوا: نیا نسخہ دیکھ کر دوبارہ کریں۔',
  },
  'reorganisation.not-now': {
    status: 409,
    vi: '{state, select, scheduled {Phương án đã được {who} hẹn thực hiện nên chưa sửa được. Bỏ hẹn ở bước Thực hiện rồi làm tiếp.} carrying_out {{who} đã cho thực hiện phương án này và việc đang chạy, nên không sửa được. Chờ kết quả: không thành thì phương án trở lại để sửa, thành thì sai sót được sửa bằng một phương án khác.} done {Phương án đã thực hiện xong. Sai sót được sửa bằng một phương án khác, không sửa phương án này.} abandoned {{who} đã bỏ phương án này. Hãy lập phương án khác.} other {Phương án đang lập, chưa hẹn thực hiện.}}',
    en: '{state, select, scheduled {{who} has scheduled this plan, so it is not changed now. Take it off the schedule in its last step, then go on.} carrying_out {{who} had this plan carried out and that is running, so it is not changed now. Wait for the result: if it fails the plan can be changed again; if it succeeds a mistake is corrected by another plan.} done {The plan has been carried out. A mistake is corrected by another plan, not in this one.} abandoned {{who} gave this plan up. Begin another.} other {The plan is a draft and not scheduled.}}',
    ur: '{state, select, scheduled {{who} نے یہ منصوبہ شیڈول کیا ہے، اس لیے ابھی نہیں بدلتا۔ آخری مرحلے میں شیڈول منسوخ کر کے آگے بڑھیں۔} carrying_out {{who} نے یہ منصوبہ عمل میں دیا ہے اور کام جاری ہے، اس لیے ابھی نہیں بدلتا۔ نتیجے کا انتظار کریں: ناکام ہو تو منصوبہ پھر بدلا جا سکے گا، کامیاب ہو تو غلطی دوسرے منصوبے سے درست ہوگی۔} done {منصوبہ مکمل ہو چکا۔ غلطی دوسرے منصوبے سے درست ہوتی ہے، اس میں نہیں۔} abandoned {{who} نے یہ منصوبہ ترک کر دیا۔ دوسرا منصوبہ بنائیں۔} other {منصوبہ مسودہ ہے اور شیڈول نہیں۔}}',
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
  'reorganisation.open-again': {
    status: 409,
    vi: 'Sau lần kiểm tra cuối, tổ chức hoặc công việc đã thay đổi nên có {count, plural, other {# vấn đề}} chưa ai giải quyết. Hãy kiểm tra lại, giải quyết rồi thực hiện lại.',
    en: 'Since the last check the organisation or its work has changed, and {count, plural, one {# question is} other {# questions are}} not settled. Check again, settle, then carry it out again.',
    ur: 'آخری جانچ کے بعد تنظیم یا کام بدلا ہے اور {count, plural, one {# سوال} other {# سوالات}} طے نہیں۔ دوبارہ جانچیں، طے کریں، پھر عمل میں لائیں۔',
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
