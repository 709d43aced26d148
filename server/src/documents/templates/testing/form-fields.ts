import type { FormFields } from '@mocban/contract/documents-drafting'

/** What a drafter types into the form of a letter; `changes` for what a test is about. */
export const formFields = (changes: Partial<FormFields> = {}): FormFields => ({
  typeCode: 'cong-van',
  abstract: 'triển khai tổ công nghệ số cộng đồng',
  urgency: 'normal',
  addressees: ['Ủy ban nhân dân phường Kinh Bắc'],
  grounds: [],
  body: ['{issuer} đề nghị Ủy ban nhân dân phường triển khai./.'],
  copiesTo: [],
  ...changes,
})
