import type { Act } from './act.ts'

/** What the registry is told of exchange with systems outside. Nobody did these; the program tells them. */
export const exchangeActs = {
  'exchange.refused': {
    topic: 'returned',
    vi: 'Thông điệp liên thông của {sender} bị từ chối tự động[: {symbol}]',
    en: 'An exchange message of {sender} was refused by the program[: {symbol}]',
    ur: '{sender} کا تبادلہ پیغام نظام نے مسترد کیا[: {symbol}]',
  },
  'exchange.waiting': {
    topic: 'returned',
    vi: 'Văn bản[ {symbol}] chưa gửi được đến {recipient}; hệ thống đang thử lại',
    en: 'The document[ {symbol}] has not reached {recipient} yet; the program keeps trying',
    ur: 'دستاویز[ {symbol}] ابھی {recipient} تک نہیں پہنچی؛ نظام کوشش کر رہا ہے',
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
    vi: 'Văn bản[ {symbol}] không gửi được đến {recipient}: cần gửi lại hoặc gửi bằng cách khác',
    en: 'The document[ {symbol}] cannot be sent to {recipient}: send it again or otherwise',
    ur: 'دستاویز[ {symbol}] {recipient} کو نہیں بھیجی جا سکی: دوبارہ یا کسی اور طریقے سے بھیجیں',
  },
} as const satisfies Record<string, Act>
