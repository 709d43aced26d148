import type { Refusal } from './refusal.ts'

/** Refusals of signing in and of one's own account. */
export const signInRefusals = {
  'sign-in.wrong': {
    status: 403,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The name or the password is not right.',
    ur: 'نام یا پاس ورڈ درست نہیں۔',
  },
  'sign-in.wait': {
    status: 429,
    vi: 'Đã nhập sai nhiều lần từ máy này. Hãy thử lại sau {seconds, plural, other {# giây}}.',
    en: 'Too many wrong attempts from this computer. Try again in {seconds, plural, one {# second} other {# seconds}}.',
    ur: 'اس کمپیوٹر سے کئی غلط کوششیں ہوئیں۔ {seconds, plural, one {# سیکنڈ} other {# سیکنڈ}} بعد دوبارہ کوشش کریں۔',
  },
  'sign-in.password-wrong': {
    status: 403,
    vi: 'Mật khẩu hiện tại không đúng; mật khẩu chưa được đổi.',
    en: 'The current password is not right; nothing was changed.',
    ur: 'موجودہ پاس ورڈ درست نہیں؛ کچھ تبدیل نہیں ہوا۔',
  },
  'sign-in.password-short': {
    status: 422,
    vi: 'Mật khẩu cần ít nhất {least} ký tự. Một câu ngắn dễ nhớ là đủ.',
    en: 'A password has at least {least} characters. A short sentence that is easy to keep is enough.',
    ur: 'پاس ورڈ میں کم از کم {least} حروف ہوں۔ یاد رہنے والا ایک چھوٹا جملہ کافی ہے۔',
  },
  'sign-in.password-weak': {
    status: 422,
    vi: 'Mật khẩu này dễ bị đoán: đã bị lộ ở nơi khác, là dãy phím liền nhau, hoặc lấy từ tên người, tên cơ quan. Hãy chọn mật khẩu khác.',
    en: 'This password is easily guessed: it was leaked elsewhere, runs along the keyboard, or is made of one’s name or agency. Choose another.',
    ur: 'یہ پاس ورڈ آسانی سے بوجھا جا سکتا ہے: کہیں اور افشا ہو چکا، کی بورڈ کی ترتیب ہے، یا نام یا ادارے سے بنا ہے۔ کوئی اور چنیں۔',
  },
  'sign-in.password-same': {
    status: 422,
    vi: 'Mật khẩu mới phải khác mật khẩu đang dùng.',
    en: 'The new password must differ from the present one.',
    ur: 'نیا پاس ورڈ موجودہ سے مختلف ہونا چاہیے۔',
  },
  'sign-in.one-time-over': {
    status: 403,
    vi: 'Mật khẩu dùng một lần này đã hết hạn. Hãy xin quản trị của cơ quan cấp mật khẩu khác.',
    en: 'This one-time password is no longer valid. Ask your agency’s administrator for another.',
    ur: 'یہ یک بارگی پاس ورڈ ختم ہو چکا۔ اپنے ادارے کے منتظم سے نیا لیں۔',
  },
  'sign-in.begin-again': {
    status: 403,
    vi: 'Bước đăng nhập này đã hết hạn. Hãy đăng nhập lại từ đầu.',
    en: 'This step of signing in is over. Begin again.',
    ur: 'داخلے کا یہ مرحلہ ختم ہو چکا۔ شروع سے داخل ہوں۔',
  },
  'sign-in.code-wrong': {
    status: 403,
    vi: 'Mã không đúng hoặc đã dùng rồi. Hãy nhập mã đang hiện trên điện thoại, hoặc một mã dự phòng chưa dùng.',
    en: 'The code is not right or was used already. Enter the code shown now, or an unused recovery code.',
    ur: 'کوڈ درست نہیں یا پہلے استعمال ہو چکا۔ ابھی دکھایا گیا کوڈ یا غیر استعمال شدہ ریکوری کوڈ لکھیں۔',
  },
  'sign-in.second-factor-needed': {
    status: 403,
    vi: 'Chức vụ này cần xác thực hai lớp. Hãy đăng nhập lại với lớp thứ hai rồi chuyển sang.',
    en: 'This position needs a second factor. Sign in again with one, then change to it.',
    ur: 'اس عہدے کے لیے دوسرا عنصر درکار ہے۔ اس کے ساتھ دوبارہ داخل ہوں، پھر بدلیں۔',
  },
  'sign-in.last-second-factor': {
    status: 409,
    vi: 'Chức vụ của bạn cần xác thực hai lớp; hãy thêm cách khác trước khi bỏ cách này.',
    en: 'Your position needs a second factor; add another before removing this one.',
    ur: 'آپ کے عہدے کے لیے دوسرا عنصر لازم ہے؛ اسے ہٹانے سے پہلے دوسرا شامل کریں۔',
  },
  'sign-in.passkey-wrong': {
    status: 403,
    vi: 'Khóa truy cập này không dùng được ở đây. Hãy dùng khóa khác hoặc mật khẩu.',
    en: 'This passkey does not open this. Use another, or the password.',
    ur: 'یہ پاس کی یہاں کام نہیں کرتی۔ دوسری استعمال کریں یا پاس ورڈ۔',
  },
  'provider.unreachable': {
    status: 503,
    vi: 'Hệ thống định danh {name} chưa trả lời đúng. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.',
    en: 'The identity provider {name} did not answer as it should. Try again, or sign in by password.',
    ur: 'شناختی نظام {name} نے درست جواب نہیں دیا۔ دوبارہ کوشش کریں یا پاس ورڈ سے داخل ہوں۔',
  },
  'provider.inside': {
    status: 403,
    vi: 'Không thấy tên này trên mạng bên ngoài. Hệ thống định danh trong mạng nội bộ do quản trị hệ thống của tỉnh khai báo.',
    en: 'This name is not found on the network outside. A provider within the house’s own network is set up by the province’s administrator.',
    ur: 'یہ نام بیرونی نیٹ ورک پر نہیں ملا۔ اندرونی نیٹ ورک کا شناختی نظام صوبے کا منتظم مقرر کرتا ہے۔',
  },
  'provider.refused': {
    status: 403,
    vi: 'Không đăng nhập được qua hệ thống định danh: câu trả lời không hợp lệ hoặc đã bị từ chối.',
    en: 'Signing in through the provider did not succeed: its answer was not valid, or it refused.',
    ur: 'شناختی نظام کے ذریعے داخلہ نہیں ہوا: جواب درست نہ تھا یا انکار ہوا۔',
  },
  'provider.not-linked': {
    status: 403,
    vi: 'Tài khoản định danh này chưa liên kết với ai. Hãy đăng nhập bằng mật khẩu rồi liên kết trong Thiết lập, hoặc nhờ quản trị của cơ quan.',
    en: 'This provider’s account is linked to nobody. Sign in by password and link it in Settings, or ask your administrator.',
    ur: 'یہ شناختی کھاتہ کسی سے منسلک نہیں۔ پاس ورڈ سے داخل ہو کر ترتیبات میں جوڑیں، یا منتظم سے کہیں۔',
  },
  'provider.linked-already': {
    status: 409,
    vi: 'Đã có liên kết với người khác, hoặc người này đã có liên kết ở hệ thống đó.',
    en: 'It is linked to somebody else already, or the person has a link at this provider.',
    ur: 'یہ پہلے ہی کسی اور سے منسلک ہے، یا اس شخص کا وہاں ربط موجود ہے۔',
  },
  'provider.exists': {
    status: 409,
    vi: 'Hệ thống định danh này đã được khai báo.',
    en: 'This identity provider is set up already.',
    ur: 'یہ شناختی نظام پہلے سے موجود ہے۔',
  },
  'account.not-yours': {
    status: 403,
    vi: 'Người này giữ chức vụ ngoài phạm vi cơ quan bạn quản trị.',
    en: 'This person holds a position outside the agencies that you administer.',
    ur: 'یہ شخص آپ کے زیرِ انتظام اداروں سے باہر عہدہ رکھتا ہے۔',
  },
  'sign-in.not-your-position': {
    status: 403,
    vi: 'Bạn hiện không giữ chức vụ này, hoặc việc ủy quyền đã hết hạn.',
    en: 'You do not hold this position at present, or the delegation has ended.',
    ur: 'آپ فی الحال اس عہدے پر نہیں، یا اختیار کی مدت ختم ہو چکی ہے۔',
  },
  'sign-in.not-proved': {
    status: 403,
    vi: 'Chưa đúng; việc đang làm chưa được thực hiện.',
    en: 'That is not right; what you were doing has not been done.',
    ur: 'یہ درست نہیں؛ آپ کا کام ابھی نہیں ہوا۔',
  },
  'sign-in.rule-laxer': {
    status: 422,
    vi: 'Tỉnh quy định nhiều nhất là {most}; cơ quan chỉ được đặt chặt hơn.',
    en: 'The province allows at most {most}; an agency may only be stricter.',
    ur: 'صوبہ زیادہ سے زیادہ {most} کی اجازت دیتا ہے؛ ادارہ صرف اس سے سخت رکھ سکتا ہے۔',
  },
  'sign-in.cross-site': {
    status: 403,
    vi: 'Yêu cầu đến từ một trang khác nên không được thực hiện.',
    en: 'The request came from another site and was not carried out.',
    ur: 'درخواست کسی دوسری سائٹ سے آئی، اس لیے پوری نہیں کی گئی۔',
  },
} as const satisfies Record<string, Refusal>
