import type { Act } from './act.ts'

/** Acts on drafts, their review, approval and issuing. */
export const outgoingActs = {
  'document.drafted': { topic: 'informed', vi: 'lập dự thảo', en: 'began the draft', ur: 'نے مسودہ بنایا' },
  'draft.created': { topic: 'informed', vi: 'lập dự thảo', en: 'began the draft', ur: 'نے مسودہ بنایا' },
  'draft.changed': {
    topic: 'informed',
    vi: 'sửa thông tin dự thảo',
    en: 'changed the draft’s facts',
    ur: 'نے مسودے کی معلومات بدلیں',
  },
  'draft.version-added': {
    topic: 'progress',
    vi: 'tải lên phiên bản {versionNo}',
    en: 'added version {versionNo}',
    ur: 'نے نسخہ {versionNo} شامل کیا',
  },
  'draft.commented': {
    topic: 'comment',
    vi: 'góp ý[: “{text}”]',
    en: 'commented[: “{text}”]',
    ur: 'نے تبصرہ کیا[: “{text}”]',
  },
  'draft.submitted': {
    topic: 'asked',
    blocking: true,
    vi: 'trình thẩm định[: {note}]',
    en: 'submitted it for review[: {note}]',
    ur: 'نے جائزے کے لیے بھیجا[: {note}]',
  },
  'draft.judged': {
    topic: 'progress',
    vi: 'cho ý kiến thẩm định[: {comment}]',
    en: 'gave a review[: {comment}]',
    ur: 'نے رائے دی[: {comment}]',
  },
  'draft.returned': {
    topic: 'returned',
    blocking: true,
    vi: 'trả lại dự thảo[: {reason}]',
    en: 'returned the draft[: {reason}]',
    ur: 'نے مسودہ واپس کیا[: {reason}]',
  },
  'draft.approved': { topic: 'progress', vi: 'duyệt ban hành', en: 'approved it', ur: 'نے منظوری دی' },
  'document.issued': {
    topic: 'informed',
    vi: 'ban hành[ {symbol}]',
    en: 'issued it[ as {symbol}]',
    ur: 'نے جاری کی[ {symbol}]',
  },
  'document.recalled': {
    topic: 'returned',
    vi: 'thu hồi văn bản[: {reason}]',
    en: 'recalled the document[: {reason}]',
    ur: 'نے دستاویز واپس لی[: {reason}]',
  },
  'document.replaced': {
    topic: 'informed',
    vi: 'thay thế văn bản[ bằng {symbol}]',
    en: 'replaced the document[ by {symbol}]',
    ur: 'نے دستاویز تبدیل کی[ {symbol}]',
  },
  'document.copied': { topic: 'informed', vi: 'cấp bản sao', en: 'made a copy', ur: 'نے نقل بنائی' },
} as const satisfies Record<string, Act>
