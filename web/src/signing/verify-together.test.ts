import { expect, it } from 'vitest'
import { together } from './verify-together.ts'

const grouped = (...names: string[]) =>
  together(names.map((name) => ({ name }))).map(({ file, beside }) => [file.name, ...beside.map((one) => one.name)])

it('puts a signature that stands apart beside the file that it is over', () => {
  expect(grouped('a.pdf')).toEqual([['a.pdf']])
  expect(grouped('a.xlsx', 'a.xlsx.p7s')).toEqual([['a.xlsx.p7s', 'a.xlsx']])
  expect(grouped('chu-ky.p7s', 'bang.docx')).toEqual([['chu-ky.p7s', 'bang.docx']])
  // Which of two it is over nobody knows: each is told of by itself.
  expect(grouped('a.docx', 'b.docx', 'c.p7s')).toEqual([['a.docx'], ['b.docx'], ['c.p7s']])
  expect(grouped('a.docx', 'A.DOCX.p7s', 'b.pdf')).toEqual([['A.DOCX.p7s', 'a.docx'], ['b.pdf']])
  expect(grouped('thu.xml', 'phu-luc.bin')).toEqual([['thu.xml', 'phu-luc.bin']])
  expect(grouped('a.pdf', 'a.pdf.p7s')).toEqual([['a.pdf'], ['a.pdf.p7s', 'a.pdf']])
})
