import { footRules } from './form-rules/foot.ts'
import { headRules } from './form-rules/head.ts'
import type { FormRule } from './form-rules/rule.ts'
import { textRules } from './form-rules/text.ts'

export { type Level, levels } from './form-rules/rule.ts'

/** Every rule of the form of official documents, in the order in which they stand on the page. */
export const formRules = { ...headRules, ...textRules, ...footRules } as const satisfies Record<string, FormRule>
export type FormRuleId = keyof typeof formRules
export const formRuleIds = Object.keys(formRules) as [FormRuleId, ...FormRuleId[]]

/** The part of the page that a rule is about: what stands before the point of its name. */
export const partOf = (id: FormRuleId): string => id.slice(0, id.indexOf('.'))

/** Where a rule stands in Decree 30/2020, in words. */
export function articleWords(article: string, language: 'vi' | 'en' | 'ur'): string {
  const [appendix, item] = article.split(' ')
  // Appendix III is made of forms, which are numbered by themselves.
  if (appendix === '3')
    return {
      vi: `Phụ lục III, Mẫu ${item}`,
      en: `Appendix III, form ${item}`,
      ur: `ضمیمہ \u2066III\u2069، نمونہ \u2066${item}\u2069`,
    }[language]
  const roman = appendix === '2' ? 'II' : 'I'
  if (language === 'vi') return `Phụ lục ${roman}, mục ${item}`
  return language === 'en' ? `Appendix ${roman}, ${item}` : `ضمیمہ \u2066${roman}, ${item}\u2069`
}

/** Words that stand in what was found and what is wanted: `{bold}, {italic}`. */
const words: Record<string, Record<'vi' | 'en' | 'ur', string>> = {
  none: { vi: 'không có', en: 'nothing', ur: 'کچھ نہیں' },
  some: { vi: 'có', en: 'there', ur: 'موجود' },
  written: {
    vi: 'viết đủ, không để chỗ trống',
    en: 'written out, nothing left open',
    ur: 'پورا لکھا ہو، کوئی جگہ خالی نہیں',
  },
  bold: { vi: 'đậm', en: 'bold', ur: 'موٹا' },
  regular: { vi: 'không đậm', en: 'not bold', ur: 'غیر موٹا' },
  italic: { vi: 'nghiêng', en: 'italic', ur: 'ترچھا' },
  upright: { vi: 'đứng', en: 'upright', ur: 'سیدھا' },
  capitals: { vi: 'in hoa', en: 'capitals', ur: 'بڑے حروف' },
  lower: { vi: 'chữ thường', en: 'small letters', ur: 'چھوٹے حروف' },
  left: { vi: 'canh trái', en: 'to the left', ur: 'بائیں' },
  right: { vi: 'canh phải', en: 'to the right', ur: 'دائیں' },
  center: { vi: 'canh giữa', en: 'centred', ur: 'وسط میں' },
  both: { vi: 'canh đều hai lề', en: 'justified', ur: 'دونوں طرف برابر' },
  line: { vi: 'đường kẻ ngang, nét liền', en: 'a solid line', ur: 'مسلسل لکیر' },
  onRight: { vi: 'bên phải', en: 'on the right', ur: 'دائیں جانب' },
  onLeft: { vi: 'bên trái', en: 'on the left', ur: 'بائیں جانب' },
  inHead: { vi: 'trong phần đầu trang', en: 'in the head', ur: 'سرنامے کے اندر' },
  belowText: { vi: 'dưới nội dung', en: 'below the text', ur: 'متن کے نیچے' },
  belowHead: {
    vi: 'dưới phần đầu trang, trên nội dung',
    en: 'below the head, above the text',
    ur: 'سرنامے کے نیچے، متن کے اوپر',
  },
  landscape: { vi: 'ngang', en: 'landscape', ur: 'افقی' },
  portrait: { vi: 'dọc', en: 'upright', ur: 'عمودی' },
  atLeast: { vi: 'tối thiểu', en: 'at least', ur: 'کم از کم' },
  nowIs: { vi: 'nay là', en: 'now', ur: 'اب' },
  title: { vi: 'tiêu đề', en: 'a title', ur: 'عنوان' },
  hidden: { vi: 'không hiển thị', en: 'not shown', ur: 'ظاہر نہ ہو' },
  shown: { vi: 'có hiển thị', en: 'shown', ur: 'ظاہر' },
  header: { vi: 'lề trên, canh giữa', en: 'top margin, centred', ur: 'اوپری حاشیہ، وسط' },
  footer: { vi: 'lề dưới', en: 'bottom margin', ur: 'نچلا حاشیہ' },
  decomposed: { vi: 'dấu tổ hợp', en: 'combining marks', ur: 'جدا اعراب' },
  ends: { vi: 'không còn từ', en: 'ended on', ur: 'ختم' },
  noStop: { vi: 'không có dấu chấm', en: 'no full stop', ur: 'نقطہ نہیں' },
  scan: { vi: 'bản chụp', en: 'a scan', ur: 'اسکین' },
  text: { vi: 'có lớp chữ', en: 'text', ur: 'متن' },
  perLine: { vi: 'mỗi nơi một dòng', en: 'one a line', ur: 'ہر ایک سطر' },
}

/** What was found, or is wanted, in the reader's language. */
export const tellValue = (value: string, language: 'vi' | 'en' | 'ur'): string =>
  value.replace(/\{(\w+)\}/g, (whole, word: string) => words[word]?.[language] ?? whole)
