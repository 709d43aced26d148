import type { TaskRow } from '@mocban/contract/tasks-record'

/** The words of a spreadsheet of tasks, in the language of who asked for it. */

type Words<K extends string> = Record<'vi' | 'en' | 'ur', Record<K, string>>

export const titles = {
  vi: [
    'TT',
    'Nhiệm vụ',
    'Trạng thái',
    'Mức quan trọng',
    'Đơn vị chủ trì',
    'Người chủ trì',
    'Người giao',
    'Thời hạn',
    'Tiến độ (%)',
    'Ngày giao',
    'Ngày nộp kết quả',
    'Vướng mắc',
  ],
  en: [
    'No.',
    'Task',
    'State',
    'Importance',
    'Leading unit',
    'Lead',
    'Assigned by',
    'Deadline',
    'Progress (%)',
    'Assigned on',
    'Delivered on',
    'Standstill',
  ],
  ur: [
    'نمبر',
    'کام',
    'حالت',
    'اہمیت',
    'ذمہ دار یونٹ',
    'ذمہ دار',
    'سپرد کنندہ',
    'آخری تاریخ',
    'پیش رفت (%)',
    'سپردگی کی تاریخ',
    'نتیجے کی تاریخ',
    'رکاوٹ',
  ],
}

export const figureTitles = {
  vi: [
    'Đơn vị',
    'Kỳ trước chuyển sang',
    'Giao trong kỳ',
    'Xong đúng hạn',
    'Xong quá hạn',
    'Đang làm, trong hạn',
    'Đang làm, quá hạn',
    'Có gia hạn',
  ],
  en: ['Unit', 'Carried over', 'Assigned', 'Done on time', 'Done late', 'Open, in time', 'Open, late', 'Extended'],
  ur: ['یونٹ', 'پچھلی مدت سے', 'سپرد', 'بروقت مکمل', 'تاخیر سے مکمل', 'جاری، مدت میں', 'جاری، تاخیر', 'مہلت یافتہ'],
}

export const states: Words<TaskRow['state']> = {
  vi: {
    assigned: 'Mới giao',
    accepted: 'Đang thực hiện',
    blocked: 'Vướng mắc',
    waiting: 'Đang chờ',
    delivered: 'Chờ xác nhận',
    closed: 'Hoàn thành',
    refused: 'Từ chối',
    cancelled: 'Đã hủy',
  },
  en: {
    assigned: 'Assigned',
    accepted: 'In progress',
    blocked: 'Blocked',
    waiting: 'Waiting',
    delivered: 'Delivered',
    closed: 'Closed',
    refused: 'Refused',
    cancelled: 'Cancelled',
  },
  ur: {
    assigned: 'سپرد',
    accepted: 'جاری',
    blocked: 'رکا ہوا',
    waiting: 'منتظر',
    delivered: 'پیش کردہ',
    closed: 'مکمل',
    refused: 'مسترد',
    cancelled: 'منسوخ',
  },
}

export const importances: Words<TaskRow['importance']> = {
  vi: { normal: 'Bình thường', high: 'Quan trọng', key: 'Trọng tâm' },
  en: { normal: 'Normal', high: 'High', key: 'Key' },
  ur: { normal: 'عام', high: 'اہم', key: 'کلیدی' },
}
