import type { Act } from './act.ts'

/** Acts on accounts and on how people sign in. */
export const accountActs = {
  'person.signed-in': { topic: 'other', vi: 'đăng nhập', en: 'signed in', ur: 'داخل ہوئے' },
  'person.password-changed': { topic: 'other', vi: 'đổi mật khẩu', en: 'changed the password', ur: 'نے پاس ورڈ بدلا' },
  'person.session-ended': {
    topic: 'other',
    vi: 'kết thúc phiên đăng nhập ở nơi khác',
    en: 'ended a session elsewhere',
    ur: 'نے دوسری جگہ کا سیشن ختم کیا',
  },
  'person.password-reset': {
    topic: 'other',
    vi: 'cấp mật khẩu dùng một lần[ cho {name}]',
    en: 'gave a one-time password[ to {name}]',
    ur: 'نے[ {name} کو] یک بارگی پاس ورڈ دیا',
  },
  'person.sessions-ended': {
    topic: 'other',
    vi: 'kết thúc mọi phiên đăng nhập[ của {name}]',
    en: 'ended all sessions[ of {name}]',
    ur: 'نے[ {name} کے] تمام سیشن ختم کیے',
  },
  'person.second-factor-added': {
    topic: 'other',
    vi: 'thêm lớp xác thực thứ hai[: {name}]',
    en: 'added a second factor[: {name}]',
    ur: 'نے دوسرا عنصر شامل کیا[: {name}]',
  },
  'person.second-factor-removed': {
    topic: 'other',
    vi: 'bỏ lớp xác thực thứ hai[: {name}]',
    en: 'removed a second factor[: {name}]',
    ur: 'نے دوسرا عنصر ہٹایا[: {name}]',
  },
  'person.second-factors-reset': {
    topic: 'informed',
    vi: 'bỏ mọi lớp xác thực thứ hai[ của {name}]',
    en: 'removed all second factors[ of {name}]',
    ur: 'نے[ {name} کے] تمام دوسرے عناصر ہٹائے',
  },
  'person.recovery-codes-made': {
    topic: 'other',
    vi: 'tạo bộ mã dự phòng mới',
    en: 'made new recovery codes',
    ur: 'نے نئے ریکوری کوڈ بنائے',
  },
  'rules.second-factor-set': {
    topic: 'other',
    vi: 'đặt yêu cầu xác thực hai lớp cho {positions}',
    en: 'set the second factor of {positions}',
    ur: 'نے {positions} کے لیے دوسرا عنصر مقرر کیا',
  },
  'person.linked': {
    topic: 'informed',
    vi: 'liên kết tài khoản[ của {name}] với {provider}',
    en: 'linked the account[ of {name}] with {provider}',
    ur: 'نے[ {name} کا] کھاتہ {provider} سے جوڑا',
  },
  'person.unlinked': {
    topic: 'informed',
    vi: 'bỏ liên kết tài khoản[ của {name}] với {provider}',
    en: 'ended the link of the account[ of {name}] with {provider}',
    ur: 'نے[ {name} کے] کھاتے کا {provider} سے ربط ختم کیا',
  },
  'provider.set': {
    topic: 'other',
    vi: 'khai báo hệ thống định danh {name}',
    en: 'set up the identity provider {name}',
    ur: 'نے شناختی نظام {name} قائم کیا',
  },
  'provider.removed': {
    topic: 'other',
    vi: 'bỏ hệ thống định danh {name}',
    en: 'removed the identity provider {name}',
    ur: 'نے شناختی نظام {name} ہٹایا',
  },
  'service.added': {
    topic: 'other',
    vi: 'thêm tài khoản dịch vụ {name}',
    en: 'added the service account {name}',
    ur: 'نے سروس اکاؤنٹ {name} شامل کیا',
  },
  'service.changed': {
    topic: 'other',
    vi: 'sửa tài khoản dịch vụ {name}',
    en: 'changed the service account {name}',
    ur: 'نے سروس اکاؤنٹ {name} بدلا',
  },
  'service.secret-changed': {
    topic: 'other',
    vi: 'đổi khóa của tài khoản dịch vụ {name}',
    en: 'changed the secret of the service account {name}',
    ur: 'نے سروس اکاؤنٹ {name} کی کلید بدلی',
  },
  'directory.user-set': {
    topic: 'other',
    vi: 'cập nhật người {name} theo danh bạ',
    en: 'set the person {name} by the directory',
    ur: 'نے ڈائریکٹری سے شخص {name} مقرر کیا',
  },
  'directory.user-withdrawn': {
    topic: 'other',
    vi: 'khóa người {name} theo danh bạ',
    en: 'withdrew the person {name} by the directory',
    ur: 'نے ڈائریکٹری سے شخص {name} بند کیا',
  },
  'directory.group-set': {
    topic: 'other',
    vi: 'cập nhật chức vụ {name} theo danh bạ[: thêm {added}][: bớt {removed}]',
    en: 'set the position {name} by the directory[: added {added}][: removed {removed}]',
    ur: 'نے ڈائریکٹری سے عہدہ {name} مقرر کیا[: شامل {added}][: ہٹائے {removed}]',
  },
  'rules.sessions-set': {
    topic: 'other',
    vi: 'đặt thời hạn phiên đăng nhập: nghỉ {idleMinutes} phút, nhiều nhất {absoluteHours} giờ, hỏi lại sau {freshMinutes} phút',
    en: 'set how long sessions last: {idleMinutes} minutes at rest, {absoluteHours} hours at most, asked again after {freshMinutes} minutes',
    ur: 'نے سیشن کی مدت مقرر کی: {idleMinutes} منٹ بے استعمال، زیادہ سے زیادہ {absoluteHours} گھنٹے، {freshMinutes} منٹ بعد دوبارہ تصدیق',
  },
} as const satisfies Record<string, Act>
