import { headOf, openPackage, replaceParts } from '../form/package.ts'

/**
 * A DOCX without parts that may name files and addresses to be shown in them: an SVG names pictures that LibreOffice then reads from this machine's disk. Word
 * keeps a plain picture beside each. (Links of the document itself are not followed: see `quiet-office.ts`.)
 */
export function withoutDrawings(docx: Buffer): Buffer {
  const opened = openPackage(docx)
  const drawings = opened.entries.filter((one) => !one.name.startsWith('customXml/') && mayName(headOf(opened, one)))
  const emptied = new Map(drawings.map((one) => [one.name, '']))
  return emptied.size > 0 ? replaceParts(opened, emptied) : docx
}

/** A stream of gzip, and letters of two bytes. */
const hidden = ['\x1f\x8b', '\xff\xfe', '\xfe\xff', '<\0', '\0<']

/** SVG and HTML by their root element, whatever the part is called; and what hides what it is: packed once more, or in letters of two bytes. */
function mayName(head: Buffer): boolean {
  const bytes = head.toString('latin1')
  if (hidden.some((one) => bytes.startsWith(one))) return true
  let text = bytes.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (!text.startsWith('<')) return false
  for (const [begins, ends] of [
    ['<?', '?>'],
    ['<!', '>'],
  ] as const)
    for (; text.startsWith(begins); text = text.trimStart()) {
      const end = text.startsWith('<!--') ? '-->' : ends
      const at = text.indexOf(end)
      // Longer before its root than a part of a document ever is.
      if (at < 0) return true
      text = text.slice(at + end.length)
    }
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text)?.[1]?.toLowerCase()
  return root === undefined || root === 'svg' || root === 'html'
}
