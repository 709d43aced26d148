import type { Act } from './act.ts'

/** Acts on the working calendar of an agency. */
export const organisationActs = {
  'calendar.day-set': {
    topic: 'other',
    vi: 'đặt lịch ngày {day}[: {name}]',
    en: 'set the day {day}[: {name}]',
    ur: 'نے دن {day} مقرر کیا[: {name}]',
  },
  'calendar.day-taken-back': {
    topic: 'other',
    vi: 'bỏ lịch riêng của ngày {day}',
    en: 'took back the setting of {day}',
    ur: 'نے {day} کی ترتیب واپس لی',
  },
  'calendar.week-set': {
    topic: 'other',
    vi: 'đặt tuần làm việc từ ngày {from}[ theo {basis}]',
    en: 'set the working week from {from}[ by {basis}]',
    ur: 'نے {from} سے کام کا ہفتہ مقرر کیا[ بموجب {basis}]',
  },
  'rules.reminders-set': {
    topic: 'other',
    vi: 'đặt quy tắc nhắc hạn',
    en: 'set when to remind of deadlines',
    ur: 'نے یاد دہانی کے قواعد مقرر کیے',
  },
} as const satisfies Record<string, Act>
