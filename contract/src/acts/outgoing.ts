import type { Act } from './act.ts'

/** Acts on drafts, their review, approval and issuing. */
export const outgoingActs = {
  'document.drafted': { topic: 'informed', vi: 'lập dự thảo', en: 'began the draft', ur: 'نے مسودہ بنایا' },
  'document.draft-changed': {
    topic: 'informed',
    vi: 'sửa thông tin dự thảo',
    en: 'changed the draft’s facts',
    ur: 'نے مسودے کی معلومات بدلیں',
  },
  'document.version-added': {
    topic: 'progress',
    vi: 'tải lên bản {versionNo}[: {note}]',
    en: 'added version {versionNo}[: {note}]',
    ur: 'نے نسخہ {versionNo} شامل کیا[: {note}]',
  },
  'document.commented': {
    topic: 'comment',
    vi: 'góp ý vào dự thảo[, trang {page}]',
    en: 'commented on the draft[, page {page}]',
    ur: 'نے مسودے پر تبصرہ کیا[، صفحہ {page}]',
  },
  'document.comment-resolved': {
    topic: 'comment',
    vi: 'đánh dấu góp ý đã tiếp thu',
    en: 'resolved a comment',
    ur: 'نے تبصرہ نمٹایا',
  },
  'document.comment-reopened': {
    topic: 'comment',
    vi: 'mở lại góp ý',
    en: 'reopened a comment',
    ur: 'نے تبصرہ دوبارہ کھولا',
  },
  'document.submitted': {
    topic: 'asked',
    blocking: true,
    vi: 'trình thẩm định[ (bản {versionNo})]',
    en: 'submitted it for review[ (version {versionNo})]',
    ur: 'نے جائزے کے لیے پیش کیا[ (نسخہ {versionNo})]',
  },
  'document.reviewed': {
    topic: 'progress',
    vi: 'đã thẩm định, đồng ý[: {comment}]',
    en: 'reviewed it and agrees[: {comment}]',
    ur: 'نے جائزہ لے کر اتفاق کیا[: {comment}]',
  },
  'document.draft-returned': {
    topic: 'returned',
    blocking: true,
    vi: 'trả lại dự thảo[: {reason}]',
    en: 'returned the draft[: {reason}]',
    ur: 'نے مسودہ واپس کیا[: {reason}]',
  },
  'document.approved': {
    topic: 'asked',
    blocking: true,
    vi: 'duyệt ban hành[: {comment}]',
    en: 'approved it for issuing[: {comment}]',
    ur: 'نے اجرا کی منظوری دی[: {comment}]',
  },
  'document.issued': {
    topic: 'progress',
    vi: 'ban hành[ {symbol}][, gửi {recipients} nơi]',
    en: 'issued it[ as {symbol}][, to {recipients} recipients]',
    ur: 'نے جاری کی[ {symbol}][، {recipients} وصول کنندگان]',
  },
  'document.answered': {
    topic: 'progress',
    vi: 'trả lời[ bằng {symbol}]',
    en: 'answered it[ by {symbol}]',
    ur: 'نے جواب دیا[ {symbol}]',
  },
  'document.recalled': {
    topic: 'returned',
    blocking: true,
    vi: 'thu hồi văn bản[ {symbol}][: {reason}]',
    en: 'recalled[ {symbol}][: {reason}]',
    ur: 'نے واپس لی[ {symbol}][: {reason}]',
  },
  'document.replaced': {
    topic: 'informed',
    vi: 'thay thế văn bản[ bằng {by}]',
    en: 'replaced the document[ by {by}]',
    ur: 'نے دستاویز تبدیل کی[ {by}]',
  },
  'document.sender-recalled': {
    topic: 'returned',
    blocking: true,
    vi: 'bên gửi thu hồi văn bản[: {reason}]',
    en: 'recalled it as its sender[: {reason}]',
    ur: 'نے بطور مرسل واپس لی[: {reason}]',
  },
  'document.sender-replaced': {
    topic: 'returned',
    blocking: true,
    vi: 'bên gửi thay thế văn bản[ bằng {by}]',
    en: 'replaced it as its sender[ by {by}]',
    ur: 'نے بطور مرسل تبدیل کی[ {by}]',
  },
  'bulk.ended': {
    topic: 'export',
    vi: 'Đã làm xong thao tác hàng loạt[: {done} xong][, {refused} không được]',
    en: 'The bulk act is done[: {done} done][, {refused} refused]',
    ur: 'اجتماعی کارروائی مکمل[: {done} مکمل][، {refused} نامنظور]',
  },
} as const satisfies Record<string, Act>
