import type { Act } from './act.ts'

/** Acts on what posts need, what people have learnt, and courses. */
export const staffingActs = {
  'qualification.recorded': {
    topic: 'informed',
    vi: 'ghi văn bằng, chứng chỉ {what} của {name}[, cấp ngày {on}]',
    en: 'recorded {what} of {name}[, given on {on}]',
    ur: 'نے {name} کی سند {what} درج کی[، تاریخ {on}]',
  },
  'qualification.withdrawn': {
    topic: 'informed',
    vi: 'rút văn bằng, chứng chỉ {what} ghi nhầm của {name}[: {reason}]',
    en: 'withdrew {what} of {name}, recorded by mistake[: {reason}]',
    ur: 'نے {name} کی غلط درج سند {what} واپس لی[: {reason}]',
  },
  'staffing.rule-set': {
    topic: 'other',
    vi: 'đặt yêu cầu chuyên môn cho chức danh {title}[ ở {unit}][ từ ngày {from}]',
    en: 'set what posts titled {title} need[ in {unit}][ from {from}]',
    ur: 'نے {title} کے عہدوں کی شرط مقرر کی[ {unit} میں][ {from} سے]',
  },
  'staffing.requirement-set': {
    topic: 'other',
    vi: 'đặt yêu cầu chuyên môn cho vị trí {title}[, {unit}][ từ ngày {from}]',
    en: 'set what the post {title} needs[, {unit}][ from {from}]',
    ur: 'نے عہدہ {title} کی شرط مقرر کی[، {unit}][ {from} سے]',
  },
  'staffing.requirement-ended': {
    topic: 'other',
    vi: 'bỏ yêu cầu chuyên môn đối với {title}[ từ ngày {on}]',
    en: 'ended the requirement for {title}[ as of {on}]',
    ur: 'نے {title} کی شرط ختم کی[ {on} سے]',
  },
  'staffing.term-saved': {
    topic: 'other',
    vi: 'lưu danh mục {name} ({code})',
    en: 'saved the term {name} ({code})',
    ur: 'نے فہرست میں {name} ({code}) محفوظ کیا',
  },
  'staffing.boundaries-set': {
    topic: 'other',
    vi: 'nhập địa giới của {count} đơn vị[ từ ngày {from}][ đến hết ngày {lastDay}]',
    en: 'brought in the outlines of {count} units[ as of {from}][ until {lastDay}]',
    ur: 'نے {count} اکائیوں کی حدود درآمد کیں[ {from} سے][ {lastDay} تک]',
  },
  'course.planned': {
    topic: 'informed',
    vi: 'lập khóa học {course}[ từ ngày {from}][ đến hết ngày {lastDay}] cho {count} người',
    en: 'planned the course {course}[ from {from}][ to {lastDay}] for {count} people',
    ur: 'نے کورس {course} طے کیا[ {from} سے][ {lastDay} تک] {count} افراد کے لیے',
  },
  'course.joined': {
    topic: 'informed',
    vi: 'thêm {count} người vào khóa học {course}',
    en: 'put {count} more people into the course {course}',
    ur: 'نے کورس {course} میں {count} افراد شامل کیے',
  },
  'course.cancelled': {
    topic: 'informed',
    vi: 'hủy khóa học {course}[: {reason}]',
    en: 'called off the course {course}[: {reason}]',
    ur: 'نے کورس {course} منسوخ کیا[: {reason}]',
  },
  'course.results-written': {
    topic: 'informed',
    vi: 'ghi kết quả khóa học {course}: {passed} đạt, {failed} không đạt, {withdrawn} thôi học',
    en: 'wrote the results of the course {course}: {passed} passed, {failed} failed, {withdrawn} left',
    ur: 'نے کورس {course} کے نتائج درج کیے: {passed} کامیاب، {failed} ناکام، {withdrawn} چھوڑ گئے',
  },
} as const satisfies Record<string, Act>
