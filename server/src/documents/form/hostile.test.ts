import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { checkSheet } from './check-sheet.ts'
import { BrokenPackage, openPackage, readPart, replaceParts } from './package.ts'
import { readDocx } from './read-docx.ts'
import { letter, para } from './testing/good-papers.ts'
import { docxOf } from './testing/paper.ts'
import { BrokenXml, readXml, TooLarge } from './xml.ts'

/** Files that are made to exhaust or mislead the reader. */

const withText = async (text: string) => {
  const zip = await JSZip.loadAsync(await docxOf(letter()))
  zip.file('word/document.xml', text)
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

describe('a hostile DOCX', () => {
  it('that swells when unpacked is too large', async () => {
    const bomb = await withText(`<w:document><w:body>${' '.repeat(30_000_000)}</w:body></w:document>`)
    expect(() => readDocx(bomb)).toThrow(TooLarge)
  })

  it('whose directory lies about its size is not unpacked further than allowed', async () => {
    const bomb = await withText(`<w:document>${' '.repeat(30_000_000)}</w:document>`)
    // Its line of the directory, which stands at the end.
    const at = bomb.lastIndexOf('word/document.xml') - 46
    bomb.writeUInt32LE(100, at + 24)
    expect(() => readDocx(bomb)).toThrow(TooLarge)
  })

  it('with entities of its own, open elements or no end is broken', async () => {
    for (const text of [
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document><w:body>&a;</w:body></w:document>',
      '<w:document><w:body><w:p></w:body></w:document>',
      '<w:document><w:body w:a="',
      '<w:document></w:document></w:document>',
    ]) {
      const docx = await withText(text)
      expect(() => readDocx(docx), text).toThrow(BrokenXml)
    }
    expect(() => readDocx(Buffer.from('PK\u0003\u0004 nothing'))).toThrow(BrokenPackage)
  })

  it('nested without end is too large', () => {
    expect(() => readXml('<w:tbl>'.repeat(100_000))).toThrow(TooLarge)
  })

  it('with paragraphs made to keep a pattern busy is looked at all the same', async () => {
    const paper = letter()
    const headSpaces = paper.headLeft[3]
    if (headSpaces) headSpaces.text = `Số: ${' '.repeat(60_000)}x/${' '.repeat(60_000)}SKHCN`
    paper.text.push(para(`${'a, '.repeat(30_000)}.`), para('. '.repeat(40_000)), para('Điều 1 '.repeat(20_000)))
    const { rules } = await checkSheet(readDocx(await docxOf(paper)), paper.facts)
    expect(rules).toBeGreaterThan(60)
  })
})

describe('a package', () => {
  it('keeps what is not changed as it is packed, and its directory true', async () => {
    const before = await docxOf(letter())
    const docx = openPackage(before)
    const changed = replaceParts(docx, new Map([['word/document.xml', '<w:document/>']]))
    const zip = await JSZip.loadAsync(changed, { checkCRC32: true })
    expect(await zip.file('word/document.xml')?.async('string')).toBe('<w:document/>')
    expect(Object.keys(zip.files)).toEqual(Object.keys((await JSZip.loadAsync(before)).files))
    expect(readPart(openPackage(changed), 'word/header1.xml')).toBe(readPart(docx, 'word/header1.xml'))
  })
})
