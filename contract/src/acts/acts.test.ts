import { describe, expect, it } from 'vitest'
import { fillSentence } from './act.ts'
import { acts, actWords, tellAct } from './index.ts'

describe('an act in words', () => {
  it('fills values and leaves out what is missing', () => {
    const sentence = 'giao[ cho {to}][, hạn {dueOn}][: {reason}]'
    expect(fillSentence(sentence, { to: ['Sở A', 'Sở B'], dueOn: '2025-08-01' })).toBe(
      'giao cho Sở A, Sở B, hạn 01/08/2025',
    )
    expect(fillSentence(sentence, { to: null, reason: '' })).toBe('giao')
  })

  it('does not read what a person typed as a sentence', () => {
    expect(fillSentence('ghi: “{text}”', { text: '{who} [x]', who: 'không' })).toBe('ghi: “{who} [x]”')
  })

  it('names who did it and for whom', () => {
    const act = {
      kind: 'document.returned',
      who: 'Lê Văn A',
      actingFor: 'Trần B',
      data: { reason: 'sai thẩm quyền' },
      subject: '1/CV',
    }
    expect(tellAct(act, 'vi')).toBe('Lê Văn A (theo ủy quyền của Trần B) trả lại: sai thẩm quyền · 1/CV')
    expect(tellAct({ ...act, kind: 'unknown.kind' }, 'en')).toBe('Lê Văn A (by delegation of Trần B) acted · 1/CV')
  })

  it('keeps a symbol as it is read in a sentence that is written from the right', () => {
    const [kind] = Object.entries(acts).find(([, act]) => /\{symbol\}/.test(act.ur))!
    expect(actWords(kind, { symbol: '15/QĐ-UBND' }, 'ur')).toContain('\u206815/QĐ-UBND\u2069')
    expect(actWords(kind, { symbol: '15/QĐ-UBND' }, 'vi')).not.toContain('\u2068')
  })

  it('is told in every language with the same values', () => {
    const valuesOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort()
    for (const [kind, act] of Object.entries(acts))
      for (const language of ['en', 'ur'] as const)
        for (const value of valuesOf(act[language])) expect(valuesOf(act.vi), `${kind} ${language}`).toContain(value)
  })

  it('tell the state of a delivery in words, not by its code', () => {
    const told = { recipient: 'Sở Y tế', code: '03', note: '' }
    expect(actWords('document.delivery-reported', told, 'vi')).toBe('báo từ Sở Y tế: đã tiếp nhận')
    expect(actWords('document.delivery-reported', { ...told, note: 'gấp' }, 'en')).toBe(
      'reported from Sở Y tế: registered – gấp',
    )
  })
})
