import { BrokenPackage, openPackage, readPart } from '../form/package.ts'
import { BrokenXml, type Node, readXml, TooLarge, unescapeXml } from '../form/xml.ts'

/**
 * The paragraphs of a DOCX as plain text in reading order, for comparing versions and for search. Empty ones are left out; of a file that cannot be read, or
 * that swells beyond what a text can be, there are none.
 */
export function docxParagraphs(docx: Buffer): string[] {
  try {
    const xml = readPart(openPackage(docx), 'word/document.xml') ?? ''
    return paragraphsOf(xml, readXml(xml))
  } catch (error) {
    if (error instanceof BrokenPackage || error instanceof BrokenXml || error instanceof TooLarge) return []
    throw error
  }
}

function paragraphsOf(xml: string, root: Node): string[] {
  const paragraphs: string[][] = []
  const walk = (node: Node, words: string[]) => {
    for (const one of node.children) {
      if (one.name === 'w:t') words.push(unescapeXml(xml.slice(one.openEnd, one.closeStart)))
      else if (one.name === 'w:tab' || one.name === 'w:br') words.push(' ')
      else if (one.name === 'w:p') {
        const own: string[] = []
        paragraphs.push(own)
        walk(one, own)
      } else walk(one, words)
    }
  }
  walk(root, [])
  return paragraphs
    .map((words) =>
      words
        .join('')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
}
