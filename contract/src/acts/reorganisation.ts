import type { Act } from './act.ts'

const other = (vi: string, en: string, ur: string): Act => ({ topic: 'other', vi, en, ur })

/** Acts on a plan of reorganisation, and what carrying it out leaves on records and tells people. */
export const reorganisationActs = {
  'reorganisation.created': other(
    'lập phương án sắp xếp {name}[, từ ngày {day}]',
    'began the reorganisation plan {name}[, from {day}]',
    'نے تنظیمِ نو کا منصوبہ {name} شروع کیا[، {day} سے]',
  ),
  'reorganisation.changed': other(
    'sửa phương án sắp xếp {name}',
    'changed the reorganisation plan {name}',
    'نے تنظیمِ نو کا منصوبہ {name} بدلا',
  ),
  'reorganisation.imported': other(
    'nạp phương án sắp xếp {name} từ hai danh sách[: {count} thao tác]',
    'made the reorganisation plan {name} from two lists[: {count} operations]',
    'نے دو فہرستوں سے تنظیمِ نو کا منصوبہ {name} بنایا[: {count} اعمال]',
  ),
  'reorganisation.operation-added': other(
    'thêm một thao tác vào phương án sắp xếp {name}[: {what}]',
    'added an operation to the reorganisation plan {name}[: {what}]',
    'نے تنظیمِ نو کے منصوبے {name} میں ایک عمل شامل کیا[: {what}]',
  ),
  'reorganisation.operation-changed': other(
    'sửa một thao tác của phương án sắp xếp {name}[: {what}]',
    'changed an operation of the reorganisation plan {name}[: {what}]',
    'نے تنظیمِ نو کے منصوبے {name} کا ایک عمل بدلا[: {what}]',
  ),
  'reorganisation.operation-removed': other(
    'bỏ một thao tác khỏi phương án sắp xếp {name}[: {what}]',
    'took an operation out of the reorganisation plan {name}[: {what}]',
    'نے تنظیمِ نو کے منصوبے {name} سے ایک عمل نکالا[: {what}]',
  ),
  'reorganisation.operation-moved': other(
    'đổi thứ tự thao tác của phương án sắp xếp {name}',
    'put the operations of the reorganisation plan {name} in another order',
    'نے تنظیمِ نو کے منصوبے {name} کے اعمال کی ترتیب بدلی',
  ),
  'reorganisation.answered': other(
    'trả lời {count} vấn đề của phương án sắp xếp {name}[: {what}]',
    'settled {count} questions of the reorganisation plan {name}[: {what}]',
    'نے تنظیمِ نو کے منصوبے {name} کے {count} سوال طے کیے[: {what}]',
  ),
  'reorganisation.person-placed': other(
    'bố trí {who} trong phương án sắp xếp {name}',
    'placed {who} in the reorganisation plan {name}',
    'نے تنظیمِ نو کے منصوبے {name} میں {who} کی جگہ مقرر کی',
  ),
  'reorganisation.people-placed': other(
    'bố trí {count} người theo danh sách trong phương án sắp xếp {name}',
    'placed {count} people by a list in the reorganisation plan {name}',
    'نے تنظیمِ نو کے منصوبے {name} میں فہرست سے {count} افراد کی جگہ مقرر کی',
  ),
  'reorganisation.checked': other(
    'cho kiểm tra phương án sắp xếp {name}',
    'had the reorganisation plan {name} checked',
    'نے تنظیمِ نو کے منصوبے {name} کی جانچ کرائی',
  ),
  'reorganisation.scheduled': other(
    'hẹn thực hiện phương án sắp xếp {name} vào ngày {day}',
    'scheduled the reorganisation plan {name} for {day}',
    'نے تنظیمِ نو کا منصوبہ {name} {day} کے لیے شیڈول کیا',
  ),
  'reorganisation.unscheduled': other(
    'hủy hẹn phương án sắp xếp {name}',
    'took the reorganisation plan {name} off the schedule',
    'نے تنظیمِ نو کے منصوبے {name} کا شیڈول منسوخ کیا',
  ),
  'reorganisation.abandoned': other(
    'bỏ phương án sắp xếp {name}',
    'gave up the reorganisation plan {name}',
    'نے تنظیمِ نو کا منصوبہ {name} ترک کیا',
  ),
  'reorganisation.ordered': other(
    'cho thực hiện phương án sắp xếp {name}',
    'had the reorganisation plan {name} carried out',
    'نے تنظیمِ نو کے منصوبے {name} پر عمل کرایا',
  ),
  'reorganisation.carried-out': other(
    'thực hiện xong phương án sắp xếp {name}, có hiệu lực từ ngày {day}',
    'carried out the reorganisation plan {name}, in force from {day}',
    'نے تنظیمِ نو کا منصوبہ {name} مکمل کیا، {day} سے نافذ',
  ),
  'reorganisation.done': other(
    'Phương án sắp xếp “{name}” đã thực hiện xong',
    'The reorganisation plan “{name}” has been carried out',
    'تنظیمِ نو کا منصوبہ ”{name}“ مکمل ہوا',
  ),
  'reorganisation.failed': {
    topic: 'other',
    blocking: true,
    vi: 'Phương án sắp xếp “{name}” chưa thực hiện được và chưa có gì thay đổi: cần xem lại',
    en: 'The reorganisation plan “{name}” could not be carried out and nothing has changed: look at it again',
    ur: 'تنظیمِ نو کے منصوبے ”{name}“ پر عمل نہ ہو سکا اور کچھ نہیں بدلا: دوبارہ دیکھیں',
  },
  'document.succeeded': other(
    'chuyển văn bản từ {from} sang {to} theo sắp xếp tổ chức',
    'passed the document from {from} to {to} by reorganisation',
    'نے تنظیمِ نو کے تحت دستاویز {from} سے {to} کو منتقل کی',
  ),
  'document.draft-sent-back': other(
    'trả dự thảo đã duyệt về người soạn vì {from} đã thành {to}',
    'sent the approved draft back to its drafter, as {from} has become {to}',
    'نے منظور شدہ مسودہ مرتب کو واپس کیا کیونکہ {from} اب {to} ہے',
  ),
  'task.succeeded': other(
    'chuyển nhiệm vụ từ {from} sang {to} theo sắp xếp tổ chức',
    'passed the task from {from} to {to} by reorganisation',
    'نے تنظیمِ نو کے تحت کام {from} سے {to} کو منتقل کیا',
  ),
  'work-file.succeeded': other(
    'chuyển hồ sơ công việc từ {from} sang {to} theo sắp xếp tổ chức',
    'passed the work file from {from} to {to} by reorganisation',
    'نے تنظیمِ نو کے تحت فائل {from} سے {to} کو منتقل کی',
  ),
  'person.moved': {
    topic: 'informed',
    vi: 'chuyển bạn từ {from} sang {to} theo {basis}[; {documents} văn bản đi cùng][; {tasks} nhiệm vụ đi cùng][; {drafts} dự thảo đi cùng][; {reviews} lượt xem xét đi cùng]',
    en: 'moved you from {from} to {to} by {basis}[; {documents} documents come along][; {tasks} tasks come along][; {drafts} drafts come along][; {reviews} reviews come along]',
    ur: 'نے {basis} کے تحت آپ کو {from} سے {to} منتقل کیا[؛ {documents} دستاویزات ساتھ][؛ {tasks} کام ساتھ][؛ {drafts} مسودے ساتھ][؛ {reviews} جائزے ساتھ]',
  },
} as const satisfies Record<string, Act>
