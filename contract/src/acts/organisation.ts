import type { Act } from './act.ts'

/** Acts on the organisation and on the working calendar of an agency. */
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
  'unit.created': {
    topic: 'other',
    vi: 'lập đơn vị {name}[ trực thuộc {parent}][ từ ngày {from}]',
    en: 'created the unit {name}[ under {parent}][ from {from}]',
    ur: 'نے اکائی {name} قائم کی[ {parent} کے تحت][ {from} سے]',
  },
  'unit.changed': {
    topic: 'other',
    vi: 'đổi thông tin đơn vị {name}[ thành {newName}][ từ ngày {from}]',
    en: 'changed the unit {name}[ to {newName}][ from {from}]',
    ur: 'نے اکائی {name} بدلی[ نیا نام {newName}][ {from} سے]',
  },
  'unit.moved': {
    topic: 'other',
    vi: 'chuyển đơn vị {name}[ về trực thuộc {parent}][ từ ngày {from}]',
    en: 'moved the unit {name}[ under {parent}][ from {from}]',
    ur: 'نے اکائی {name} منتقل کی[ {parent} کے تحت][ {from} سے]',
  },
  'unit.ended': {
    topic: 'other',
    vi: 'kết thúc đơn vị {name}[ từ ngày {on}][, {heir} kế thừa][: {reason}]',
    en: 'ended the unit {name}[ as of {on}][, succeeded by {heir}][: {reason}]',
    ur: 'نے اکائی {name} ختم کی[ {on} سے][، جانشین {heir}][: {reason}]',
  },
  'position.created': {
    topic: 'other',
    vi: 'lập chức vụ {title}[, {unit}][ từ ngày {from}]',
    en: 'created the post {title}[, {unit}][ from {from}]',
    ur: 'نے عہدہ {title} قائم کیا[، {unit}][ {from} سے]',
  },
  'position.changed': {
    topic: 'other',
    vi: 'đổi chức vụ {title}[, {unit}]',
    en: 'changed the post {title}[, {unit}]',
    ur: 'نے عہدہ {title} بدلا[، {unit}]',
  },
  'position.ended': {
    topic: 'other',
    vi: 'kết thúc chức vụ {title}[, {unit}][ từ ngày {on}]',
    en: 'ended the post {title}[, {unit}][ as of {on}]',
    ur: 'نے عہدہ {title} ختم کیا[، {unit}][ {on} سے]',
  },
  'person.created': { topic: 'other', vi: 'thêm người {name}', en: 'entered {name}', ur: 'نے {name} کا اندراج کیا' },
  'appointment.begun': {
    topic: 'informed',
    vi: 'giao {name} giữ chức vụ {title}[ ({heldAs})][, {unit}][ từ ngày {from}][ đến hết ngày {lastDay}][ theo {decision}]',
    en: 'put {name} in the post {title}[ ({heldAs})][, {unit}][ from {from}][ to {lastDay}][ by {decision}]',
    ur: 'نے {name} کو عہدہ {title} دیا[ ({heldAs})][، {unit}][ {from} سے][ {lastDay} تک][ بموجب {decision}]',
  },
  'appointment.ended': {
    topic: 'informed',
    vi: 'cho {name} thôi giữ chức vụ {title}[ ({heldAs})][, {unit}][, ngày cuối {lastDay}][: {reason}]',
    en: 'ended the time of {name} as {title}[ ({heldAs})][, {unit}][, last day {lastDay}][: {reason}]',
    ur: 'نے {name} کی بطور {title}[ ({heldAs})] مدت ختم کی[، {unit}][، آخری دن {lastDay}][: {reason}]',
  },
  'appointment.left-open': {
    topic: 'informed',
    blocking: true,
    vi: 'báo {name} thôi làm việc theo danh bạ: chức vụ {title}, {unit} còn {count} việc đang mở, cần bàn giao',
    en: 'reported that {name} left by the directory: open work of the post {title}, {unit} ({count}) waits to be passed on',
    ur: 'نے بتایا کہ ڈائریکٹری کے مطابق {name} جا چکے: عہدہ {title}، {unit} کے {count} کھلے کام حوالگی کے منتظر ہیں',
  },
  'leave.set': {
    topic: 'informed',
    vi: 'ghi {name} nghỉ từ ngày {from} đến hết ngày {lastDay}[: {reason}]',
    en: 'set {name} as away from {from} to {lastDay}[: {reason}]',
    ur: 'نے {name} کی رخصت درج کی {from} تا {lastDay}[: {reason}]',
  },
  'appointment.withdrawn': {
    topic: 'informed',
    vi: 'rút việc giao {name} giữ chức vụ {title}[ ({heldAs})][, {unit}] từ ngày {from}[: {reason}]',
    en: 'took back the appointment of {name} as {title}[ ({heldAs})][, {unit}] from {from}[: {reason}]',
    ur: 'نے {name} کی بطور {title}[ ({heldAs})] تقرری واپس لی[، {unit}] {from} سے[: {reason}]',
  },
  'leave.ended': {
    topic: 'informed',
    vi: 'ghi {name} làm việc lại từ ngày {backOn}',
    en: 'set {name} as back from {backOn}',
    ur: 'نے {name} کی {backOn} سے کام پر واپسی درج کی',
  },
  'committee.member-seated': {
    topic: 'informed',
    vi: 'thêm [{name} làm ]thành viên {committee}[ từ ngày {from}]',
    en: 'seated [{name} as ]a member of {committee}[ from {from}]',
    ur: 'نے [{name} کو ]{committee} کا رکن مقرر کیا[ {from} سے]',
  },
  'committee.member-ended': {
    topic: 'informed',
    vi: 'cho [{name} ]thôi làm thành viên {committee}[, ngày cuối {lastDay}]',
    en: 'ended [{name}’s ]seat on {committee}[, last day {lastDay}]',
    ur: 'نے [{name} کی ]{committee} کی رکنیت ختم کی[، آخری دن {lastDay}]',
  },
  'delegation.given': {
    topic: 'informed',
    vi: 'ủy quyền của {name} ({title}) cho {to} từ ngày {from} đến hết ngày {lastDay}[, trong phạm vi {units}][, với loại văn bản {types}][: {reason}]',
    en: 'let {to} act for {name} ({title}) from {from} to {lastDay}[, within {units}][, for documents of type {types}][: {reason}]',
    ur: 'نے {to} کو {name} ({title}) کی جگہ کام کا اختیار دیا {from} تا {lastDay}[، {units} کے دائرے میں][، دستاویز کی قسم {types}][: {reason}]',
  },
  'delegation.ended': {
    topic: 'informed',
    vi: 'chấm dứt ủy quyền của {name} cho {to}',
    en: 'ended the delegation of {name} to {to}',
    ur: 'نے {name} کی {to} کو تفویض ختم کی',
  },
  'organisation.imported': {
    topic: 'other',
    vi: 'nhập bảng {table} có hiệu lực từ ngày {from}: {new} mới, {changed} đổi, {same} giữ nguyên',
    en: 'imported the table {table} from {from}: {new} new, {changed} changed, {same} the same',
    ur: 'نے جدول {table} درآمد کی {from} سے: {new} نئے، {changed} بدلے، {same} ویسے ہی',
  },
} as const satisfies Record<string, Act>
