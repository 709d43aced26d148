import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { checkDocx } from '../conversion/check-docx.ts'
import { compareTexts } from '../conversion/compare-texts.ts'
import { docxParagraphs } from '../conversion/docx-paragraphs.ts'
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

describe('its words, for comparing and for search,', () => {
  it('are read whatever keeps a pattern busy, and whatever letter is named that is none', async () => {
    const busy = `<![CDATA[${'<w:br '.repeat(300_000)}]]>`
    const words = '<w:p><w:r><w:t>Kính gửi &#99999999999; &#xFFFFFFFF; các sở</w:t></w:r></w:p>'
    const docx = await withText(`<w:document><w:body>${busy}${words}</w:body></w:document>`)
    expect(docxParagraphs(docx)).toEqual(['Kính gửi các sở'])
  })

  it('are none where it swells or lies about its size, and nothing else opens it either', async () => {
    const bomb = await withText(`<w:document>${' '.repeat(30_000_000)}</w:document>`)
    expect(docxParagraphs(bomb)).toEqual([])
    bomb.writeUInt32LE(100, bomb.lastIndexOf('word/document.xml') - 46 + 24)
    expect(docxParagraphs(bomb)).toEqual([])
    expect(await checkDocx(bomb)).toBe('too-large')
    expect(await checkDocx(await docxOf(letter()))).toBe(null)
  })

  it('are compared also where two versions have nothing in common', () => {
    const many = (of: string) => Array.from({ length: 30_000 }, (_, n) => `${of} ${n}`)
    expect(compareTexts(many('trước'), many('sau'))).toHaveLength(30_000)
    const [long] = compareTexts([many('trước').join(' ')], [many('sau').join(' ')])
    expect(long).toMatchObject({ kind: 'changed', before: [{ change: 'removed' }], after: [{ change: 'added' }] })
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
