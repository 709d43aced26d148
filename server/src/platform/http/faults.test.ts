import { faults, fieldNames } from '@mocban/contract/refusals/faults'
import { date, line, pageQuery, urgency } from '@mocban/contract/values'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createHttp } from './create-http.ts'

const languages = ['vi', 'en', 'ur'] as const

async function served() {
  const http = await createHttp()
  const body = z.strictObject({
    abstract: line(20),
    issuedOn: date,
    urgency,
    pageCount: z.number().int().min(1).max(9).optional(),
    email: z.email().optional(),
    files: z.array(z.object({ name: line(10) })).max(2),
    odd: z.union([z.number(), z.boolean()]).optional(),
  })
  http.post('/it', { schema: { body } }, async () => ({}))
  http.get('/it', { schema: { querystring: z.object(pageQuery) } }, async () => ({}))
  return http
}

const right = { abstract: 'Về việc', issuedOn: '2025-08-01', urgency: 'normal', files: [] }

describe('what is wrong with what was sent', () => {
  it('is said by field and kind, in the words of the reader’s language and none of another', async () => {
    const http = await served()
    const said = async (change: object, language = 'vi') => {
      const headers = { 'accept-language': language }
      const answer = await http.inject({ method: 'POST', url: '/it', headers, payload: { ...right, ...change } })
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.invalid'])
      return answer.json().fields.map((one: { message: string }) => one.message)
    }
    expect(await said({ abstract: '  ' })).toEqual(['Trích yếu còn thiếu'])
    expect(await said({ abstract: undefined, issuedOn: null })).toEqual([
      'Trích yếu còn thiếu',
      'Ngày văn bản còn thiếu',
    ])
    expect(await said({ abstract: 'a'.repeat(21) })).toEqual(['Trích yếu dài quá 20 ký tự'])
    expect(await said({ issuedOn: '2025-02-30' })).toEqual(['Ngày văn bản không phải là một ngày có thật'])
    expect(await said({ urgency: 'x' })).toEqual(['Độ khẩn không phải là một giá trị được dùng'])
    expect(await said({ pageCount: 'x' })).toEqual(['Số trang không phải là số'])
    expect(await said({ pageCount: 10 })).toEqual(['Số trang lớn hơn 9'])
    expect(await said({ email: 'x' })).toEqual(['Thư điện tử viết chưa đúng dạng'])
    expect(await said({ other: 1 })).toEqual(['other là mục không có'])
    expect(await said({ odd: 'x' })).toEqual(['odd chưa đúng'])
    expect(await said({ files: [{ name: 'a' }, { name: '' }] })).toEqual(['Tệp 2 › Tên còn thiếu'])
    expect(await said({ abstract: 'a'.repeat(21) }, 'en')).toEqual(['Abstract is longer than 20 characters'])
    expect(await said({ abstract: '' }, 'ur')).toEqual(['خلاصہ خالی ہے'])
    const query = await http.inject({ method: 'GET', url: '/it?limit=500' })
    expect(query.json().detail).toBe('Thông tin gửi lên chưa đúng: Số dòng mỗi trang lớn hơn 100. Hãy sửa rồi gửi lại.')
    const headers = { 'content-type': 'application/json' }
    const broken = await http.inject({ method: 'POST', url: '/it', headers, payload: '{' })
    expect(broken.json().detail).toBe(
      'Thông tin gửi lên chưa đúng: không đọc được nội dung gửi lên. Hãy sửa rồi gửi lại.',
    )
  })

  it('is well formed in every language', () => {
    for (const language of languages) {
      for (const words of Object.values(faults))
        expect(() => new IntlMessageFormat(words[language], language).format({ limit: 3 })).not.toThrow()
      for (const [field, words] of Object.entries(fieldNames)) expect(words[language], field).not.toBe('')
    }
  })
})
