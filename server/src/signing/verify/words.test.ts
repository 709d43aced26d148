import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tellFault } from '@mocban/contract/parser-faults'
import { reasons } from '@mocban/contract/verification-reasons'
import { verdicts } from '@mocban/contract/verification-words'
import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'

const languages = ['vi', 'en', 'ur'] as const
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

it('every verdict and reason has its sentence in every language, with the same values', () => {
  for (const [code, words] of Object.entries({ ...verdicts, ...reasons }))
    for (const language of languages) {
      expect(words[language].trim(), code).not.toBe('')
      expect(names(words[language]), `${code} ${language}`).toEqual(names(words.vi))
      const values = Object.fromEntries(names(words.vi).map((name) => [name, 'x']))
      expect(new IntlMessageFormat(words[language], language).format(values), code).not.toMatch(/[{}]/)
    }
})

const signing = new URL('../', import.meta.url).pathname

/** What the parsers say, as it stands in their source; what they put in is an x. */
function saidBy(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/new Malformed\((['`])(.*?)\1\)/g)])
    .map(([, , text = '']) => text.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, 'x'))
}

describe('what is wrong inside a file', () => {
  it('is told in the reader’s language, whatever a parser says', () => {
    const all = saidBy(signing)
    expect(all.length).toBeGreaterThan(80)
    // A name alone (ByteRange, DigestMethod x) is the same in every language.
    const sentences = all.filter(
      (one) => /(?:^|: |\s)(?!x\b)[a-z]{2,}/.test(one) && !/^ats-hash-index-v3$|^XML: x$/.test(one),
    )
    const untold = sentences.filter((one) => tellFault(one, 'vi') === one || tellFault(one, 'ur') === one)
    expect(untold).toEqual([])
  })

  it('keeps where it is, and what was found there', () => {
    expect(tellFault('ASN.1: longer than what is there', 'vi')).toBe(
      'ASN.1: ghi độ dài lớn hơn phần còn lại, có thể tệp bị cắt cụt',
    )
    expect(tellFault('PDF: object 7 stands where 9 should', 'vi')).toBe('PDF: đối tượng 7 nằm ở chỗ của đối tượng 9')
    expect(tellFault('21 bytes', 'vi')).toBe('21 byte ở cuối tệp')
    expect(tellFault('21 bytes', 'en')).toBe('21 bytes at the end of the file')
    expect(tellFault('XML: 3:9: unclosed tag: văn-bản.', 'vi')).toBe('XML: dòng 3, cột 9: thẻ “văn-bản” chưa đóng')
    expect(tellFault('PDF: “foo” in a list at 17', 'ur')).toContain('17')
    for (const name of ['ByteRange', 'SignedInfo', 'DigestMethod http://x', 'Sở Thử nghiệm', ''])
      for (const language of ['vi', 'en', 'ur'] as const) expect(tellFault(name, language)).toBe(name)
  })
})
