import type { Act } from './act.ts'

/** What the registry is told of exchange with systems outside. Nobody did these; the program tells them. */
export const exchangeActs = {
  'exchange.refused': {
    topic: 'returned',
    vi: 'Thông điệp liên thông của {sender} bị từ chối tự động[: {symbol}]',
    en: 'An exchange message of {sender} was refused by the program[: {symbol}]',
    ur: '{sender} کا تبادلہ پیغام نظام نے مسترد کیا[: {symbol}]',
  },
  'exchange.stray-mail': {
    topic: 'returned',
    vi: 'Thư của {sender} trong hộp thư liên thông không đưa được thông điệp nào vào hệ thống',
    en: 'A mail of {sender} in the mailbox of exchange brought no message',
    ur: 'تبادلے کے میل باکس میں {sender} کی ڈاک سے کوئی پیغام نہیں آیا',
  },
  'exchange.unfetched': {
    topic: 'returned',
    blocking: true,
    vi: 'Kết nối liên thông “{way}” không lấy được thông điệp đến; hệ thống tự thử lại',
    en: 'Nothing can be fetched over the exchange way “{way}”; the program keeps trying',
    ur: 'تبادلے کے راستے “{way}” سے آنے والے پیغام نہیں لیے جا سکے؛ نظام کوشش کر رہا ہے',
  },
  'exchange.waiting': {
    topic: 'returned',
    vi: 'Thông điệp[ về văn bản {symbol}] chưa gửi được đến {recipient}; hệ thống đang thử lại',
    en: 'A message[ about {symbol}] has not reached {recipient} yet; the program keeps trying',
    ur: 'پیغام[ {symbol}] ابھی {recipient} تک نہیں پہنچا؛ نظام کوشش کر رہا ہے',
  },
  'exchange.way-down': {
    topic: 'returned',
    blocking: true,
    vi: 'Kết nối liên thông “{way}” đang gián đoạn: {count} thông điệp chờ gửi, hệ thống tự thử lại',
    en: 'The exchange way “{way}” is down: {count} messages wait; the program keeps trying',
    ur: 'تبادلے کا راستہ “{way}” بند ہے: {count} پیغام منتظر ہیں؛ نظام کوشش کر رہا ہے',
  },
  'exchange.undelivered': {
    topic: 'returned',
    blocking: true,
    vi: 'Thông điệp[ về văn bản {symbol}] không gửi được đến {recipient}: cần gửi lại hoặc gửi bằng cách khác',
    en: 'A message[ about {symbol}] cannot be sent to {recipient}: send it again or otherwise',
    ur: 'پیغام[ {symbol}] {recipient} کو نہیں بھیجا جا سکا: دوبارہ یا کسی اور طریقے سے بھیجیں',
  },
  'exchange.sent-again': {
    topic: 'other',
    vi: 'gửi lại[ {symbol}] đến {recipient} qua liên thông',
    en: 'sent[ {symbol}] to {recipient} again by exchange',
    ur: 'نے[ {symbol}] {recipient} کو دوبارہ بھیجا',
  },
  'exchange.sent-otherwise': {
    topic: 'other',
    vi: 'ghi nhận[ {symbol}] đã gửi {recipient} bằng cách khác[: {note}]',
    en: 'noted that[ {symbol}] went to {recipient} otherwise[: {note}]',
    ur: 'نے درج کیا کہ[ {symbol}] {recipient} کو دوسرے طریقے سے گیا[: {note}]',
  },
  'exchange.agency-added': {
    topic: 'other',
    vi: 'thêm {name} ({code}) vào danh bạ liên thông',
    en: 'added {name} ({code}) to the exchange directory',
    ur: 'نے {name} ({code}) کو ڈائریکٹری میں شامل کیا',
  },
  'exchange.agency-changed': {
    topic: 'other',
    vi: 'sửa {name} ({code}) trong danh bạ liên thông',
    en: 'changed {name} ({code}) in the exchange directory',
    ur: 'نے ڈائریکٹری میں {name} ({code}) بدلا',
  },
  'exchange.certificate-added': {
    topic: 'other',
    vi: 'thêm chứng thư của {name}: {subject}',
    en: 'added a certificate of {name}: {subject}',
    ur: 'نے {name} کا سرٹیفکیٹ شامل کیا: {subject}',
  },
  'exchange.certificate-ended': {
    topic: 'other',
    vi: 'chấm dứt chứng thư của {name}: {subject}',
    en: 'ended a certificate of {name}: {subject}',
    ur: 'نے {name} کا سرٹیفکیٹ ختم کیا: {subject}',
  },
  'exchange.directory-imported': {
    topic: 'other',
    vi: 'nhập danh bạ liên thông: thêm {added}, sửa {changed}',
    en: 'imported the exchange directory: {added} added, {changed} changed',
    ur: 'نے ڈائریکٹری درآمد کی: {added} نئے، {changed} بدلے',
  },
  'exchange.group-added': {
    topic: 'other',
    vi: 'lập nhóm nơi nhận “{name}” gồm {count} cơ quan',
    en: 'made the group of recipients “{name}” ({count} agencies)',
    ur: 'نے وصول کنندگان کا گروہ ”{name}“ بنایا ({count} ادارے)',
  },
  'exchange.group-changed': {
    topic: 'other',
    vi: 'sửa nhóm nơi nhận “{name}”, nay gồm {count} cơ quan',
    en: 'changed the group of recipients “{name}” (now {count} agencies)',
    ur: 'نے وصول کنندگان کا گروہ ”{name}“ بدلا (اب {count} ادارے)',
  },
  'exchange.group-removed': {
    topic: 'other',
    vi: 'xóa nhóm nơi nhận “{name}”',
    en: 'deleted the group of recipients “{name}”',
    ur: 'نے وصول کنندگان کا گروہ ”{name}“ حذف کیا',
  },
  'exchange.way-added': {
    topic: 'other',
    vi: 'thiết lập kết nối liên thông {name}',
    en: 'set up the exchange way {name}',
    ur: 'نے تبادلے کا راستہ {name} بنایا',
  },
  'exchange.way-changed': {
    topic: 'other',
    vi: 'sửa kết nối liên thông {name}',
    en: 'changed the exchange way {name}',
    ur: 'نے تبادلے کا راستہ {name} بدلا',
  },
} as const satisfies Record<string, Act>
