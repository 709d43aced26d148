import { expect, it } from 'vitest'
import { wholeWords } from './whole-words.ts'

const text = 'Thực hiện Kế hoạch số 15/KH-UBND, chậm nhất ngày 01/08/2025;\ngiao Sở Tài chính.'
const grown = (chosen: string) => {
  const from = text.indexOf(chosen)
  const { from: start, to } = wholeWords(text, from, from + chosen.length)
  return text.slice(start, to)
}

it.each([
  ['ực hiện Kế ho', 'Thực hiện Kế hoạch'],
  ['KH-UB', '15/KH-UBND'],
  ['/08', '01/08/2025'],
  // What was chosen whole stays as it is, without the space at its ends; a mark beside a word is no part of it.
  ['Kế hoạch', 'Kế hoạch'],
  [' chậm nhất ', 'chậm nhất'],
  ['UBND,', '15/KH-UBND,'],
  // From the end of a line on: the word before is not meant.
  [';\ngia', ';\ngiao'],
  ['\ngia', 'giao'],
])('grows %j to %j', (chosen, whole) => expect(grown(chosen)).toBe(whole))

it('says what it added', () => {
  const from = text.indexOf('ài ch')
  expect(wholeWords(text, from, from + 5)).toMatchObject({ before: 'T', after: 'ính' })
  expect(wholeWords(text, 4, 5)).toEqual({ from: 5, to: 5, before: '', after: '' })
})
