import type vi from './labels.vi.ts'

const en: Record<keyof typeof vi, string> = {
  class: 'Class',
  classByType: 'By the type of document: {name}',
  classOfAnswered: 'As the document it answers',
  noClass: 'Not restricted',
  classes: 'Confidentiality inside the agency',
}
export default en
