import type { Refusal } from './refusal.ts'

/** Refusals about what posts need, what people have learnt, and courses. */
export const staffingRefusals = {
  'staffing.unknown-code': {
    status: 422,
    vi: 'Không có ngành đào tạo hay chứng chỉ nào mang mã {code} trong danh mục.',
    en: 'The lists hold no field of training or certificate with the code {code}.',
    ur: 'فہرستوں میں کوڈ {code} کا کوئی شعبۂ تعلیم یا سند نہیں۔',
  },
  'staffing.later': {
    status: 422,
    vi: 'Ngày này chưa đến. Văn bằng, chứng chỉ và kết quả chỉ ghi khi đã có.',
    en: 'That day is still to come. Degrees, certificates and results are recorded once they are there.',
    ur: 'یہ تاریخ ابھی نہیں آئی۔ اسناد اور نتائج ملنے کے بعد درج ہوتے ہیں۔',
  },
  'staffing.recorded-already': {
    status: 409,
    vi: 'Văn bằng, chứng chỉ này cấp cùng ngày đã được ghi.',
    en: 'The same degree or certificate of that day is recorded already.',
    ur: 'اسی تاریخ کی یہی سند پہلے سے درج ہے۔',
  },
  'staffing.withdrawn-already': {
    status: 409,
    vi: 'Văn bằng, chứng chỉ này đã được rút.',
    en: 'This degree or certificate was withdrawn already.',
    ur: 'یہ سند پہلے ہی واپس لی جا چکی ہے۔',
  },
  'staffing.demands-nothing': {
    status: 422,
    vi: 'Quy tắc phải đòi hỏi ít nhất một điều: ngành đào tạo, trình độ hoặc chứng chỉ.',
    en: 'A rule must ask for something: a field of training, a level or a certificate.',
    ur: 'قاعدے میں کچھ شرط ہونی چاہیے: شعبۂ تعلیم، درجہ یا سند۔',
  },
  'staffing.later-requirement': {
    status: 409,
    vi: 'Sau ngày đó đã đặt yêu cầu khác cho vị trí này. Hãy bỏ yêu cầu ấy hoặc chọn ngày sau đó.',
    en: 'Another requirement of this post is already set after that day. End it, or choose a later day.',
    ur: 'اس تاریخ کے بعد اس عہدے کی دوسری شرط طے ہے۔ اسے ختم کریں یا بعد کی تاریخ چنیں۔',
  },
  'staffing.ended-already': {
    status: 409,
    vi: 'Yêu cầu này đã kết thúc trước ngày ấy.',
    en: 'This requirement ends before that day already.',
    ur: 'یہ شرط اس تاریخ سے پہلے ہی ختم ہے۔',
  },
  'staffing.not-in-post': {
    status: 422,
    vi: '{count, plural, other {# người}} hiện không giữ vị trí đã chọn: {names}. Hãy bỏ khỏi danh sách.',
    en: '{count, plural, one {# person does not hold} other {# people do not hold}} the post chosen: {names}. Take them off the list.',
    ur: '{count, plural, one {# فرد} other {# افراد}} منتخب عہدے پر نہیں: {names}۔ انہیں فہرست سے نکالیں۔',
  },
  'staffing.nothing-missing': {
    status: 422,
    vi: 'Vị trí của {count, plural, other {# người}} không thiếu điều khóa học này cấp: {names}. Hãy bỏ khỏi danh sách hoặc chọn khóa khác.',
    en: 'The {count, plural, one {post of # person does} other {posts of # people do}} not miss what this course gives: {names}. Take them off the list or choose another course.',
    ur: '{count, plural, one {# فرد} other {# افراد}} کے عہدے کو اس کورس کی کمی نہیں: {names}۔ انہیں نکالیں یا دوسرا کورس چنیں۔',
  },
  'staffing.in-course-already': {
    status: 409,
    vi: '{count, plural, other {# người}} đã có trong khóa học như vậy: {names}.',
    en: '{count, plural, one {# person is} other {# people are}} in such a course already: {names}.',
    ur: '{count, plural, one {# فرد} other {# افراد}} پہلے ہی ایسے کورس میں ہیں: {names}۔',
  },
  'staffing.course-cancelled': {
    status: 409,
    vi: 'Khóa học này đã bị hủy.',
    en: 'This course was called off.',
    ur: 'یہ کورس منسوخ ہو چکا ہے۔',
  },
  'staffing.before-course': {
    status: 422,
    vi: 'Kết quả không thể có trước ngày khai giảng ({from}).',
    en: 'There is no result before the course begins ({from}).',
    ur: 'کورس شروع ہونے ({from}) سے پہلے نتیجہ نہیں ہو سکتا۔',
  },
  'staffing.result-known': {
    status: 409,
    vi: 'Kết quả đã ghi thì giữ nguyên. Ghi nhầm thì rút chứng chỉ ở hồ sơ đào tạo của người học.',
    en: 'A result once written stays. A mistake is put right by withdrawing the certificate on the person’s record.',
    ur: 'درج شدہ نتیجہ برقرار رہتا ہے۔ غلطی ہو تو فرد کے ریکارڈ سے سند واپس لیں۔',
  },
} as const satisfies Record<string, Refusal>
