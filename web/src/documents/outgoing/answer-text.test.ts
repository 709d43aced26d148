import type { DocumentRecord } from '@mocban/contract/documents'
import type { DraftView } from '@mocban/contract/documents-outgoing'
import { expect, it } from 'vitest'
import { answerTo, replacementOf } from './answer-text.ts'
import type { DraftText } from './draft-form.tsx'

it('begins what takes the place of a document with what that one said', () => {
  const record = { typeCode: 'cong-van', abstract: 'cung cấp số liệu', urgency: 'urgent' } as DocumentRecord
  const draft = {
    signerPositionId: 'p',
    fields: { body: ['Một', 'Hai'], addressees: ['Phường Kinh Bắc'] },
    recipients: [
      { agencyId: 'a', outsideId: null, name: 'Phường Kinh Bắc', channel: 'in-province' },
      { agencyId: null, outsideId: null, name: 'Cục Chuyển đổi số', channel: 'paper' },
      { agencyId: null, outsideId: 'o', name: 'Bộ Nội vụ', channel: 'exchange' },
    ],
  } as unknown as DraftView
  const { text, recipients } = replacementOf(record, draft)
  expect(text).toMatchObject({
    typeCode: 'cong-van',
    abstract: 'cung cấp số liệu',
    urgency: 'urgent',
    body: 'Một\nHai',
    addressees: 'Phường Kinh Bắc',
    signerPositionId: 'p',
  })
  const brought = replacementOf(record, { ...draft, fields: {} })
  expect(brought.text.addressees).toBe('Phường Kinh Bắc\nCục Chuyển đổi số\nBộ Nội vụ')
  expect(recipients).toEqual([
    { agencyId: 'a', name: 'Phường Kinh Bắc' },
    { name: 'Cục Chuyển đổi số', channel: 'paper' },
    { outsideId: 'o', name: 'Bộ Nội vụ' },
  ])
})

it('answers in a sentence what the other wrote as a heading, and leaves names as they are', () => {
  const body = (abstract: string) =>
    answerTo(
      { abstract, symbol: '1/BNV-TL', issuedOn: null, issuerName: null, urgency: 'normal' } as DocumentRecord,
      'Sở Nội vụ',
      {} as DraftText,
    ).body
  expect(body('Rà soát trạm đo.')).toContain('về việc rà soát trạm đo, Sở Nội vụ')
  expect(body('V/v rà soát trạm đo')).toContain('về việc rà soát trạm đo, Sở Nội vụ')
  expect(body('UBND tỉnh trả lời')).toContain('về việc UBND tỉnh trả lời')
  expect(body('Bắc Ninh rà soát')).toContain('về việc Bắc Ninh rà soát')
})
