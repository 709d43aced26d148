import type vi from './labels.vi.ts'

const ur: Record<keyof typeof vi, string> = {
  class: 'زمرہ',
  classByType: 'دستاویز کی قسم کے مطابق: {name}',
  classOfAnswered: 'جس دستاویز کا جواب ہے اس کے مطابق',
  noClass: 'محدود نہیں',
  classes: 'ادارے کے اندر رازداری',
}
export default ur
