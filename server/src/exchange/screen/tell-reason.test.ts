import { expect, it } from 'vitest'
import { tellReason } from './tell-reason.ts'

it('what another installation refused is told in the reader’s language, what another system said as it said it', () => {
  const said = 'Thông điệp của Sở A phải có chữ ký số nhưng không có.'
  const values = { status: 422, code: 'exchange.signature-missing', said, extra: { sender: 'Sở A' } }
  const told = tellReason({ code: 'exchange.refused-there', values }, 'ur')?.sentence
  expect(told).toContain('Sở A')
  expect(told).not.toContain('phải có chữ ký số')
  const foreign = { status: 400, code: '-7', said: 'Sai định dạng' }
  expect(tellReason({ code: 'exchange.refused-there', values: foreign }, 'ur')?.sentence).toContain('Sai định dạng')
})
