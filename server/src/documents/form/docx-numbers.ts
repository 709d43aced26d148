import { attribute, below, child, type Node } from './xml.ts'

/** The numbers that Word gives to paragraphs by itself: they stand on the page, not in the text. */
export interface Numbers {
  /** The next label of a list at a level; empty for bullets that are no letters. */
  next(numbering: string, level: number): string
}

interface Level {
  format: string
  text: string
  start: number
}

export function readNumbers(root: Node | null): Numbers {
  const abstracts = new Map<string, Map<number, Level>>()
  for (const node of root ? below(root, 'w:abstractNum') : []) {
    const levels = new Map<number, Level>()
    for (const one of node.children.filter((inner) => inner.name === 'w:lvl'))
      levels.set(Number(attribute(one, 'w:ilvl')), {
        format: attribute(child(one, 'w:numFmt'), 'w:val') ?? 'decimal',
        text: attribute(child(one, 'w:lvlText'), 'w:val') ?? '',
        start: Number(attribute(child(one, 'w:start'), 'w:val') ?? 1),
      })
    abstracts.set(attribute(node, 'w:abstractNumId') ?? '', levels)
  }
  const lists = new Map<string, string>()
  for (const node of root ? below(root, 'w:num') : [])
    lists.set(attribute(node, 'w:numId') ?? '', attribute(child(node, 'w:abstractNumId'), 'w:val') ?? '')
  const counts = new Map<string, number[]>()
  return {
    next(numbering, level) {
      const abstract = lists.get(numbering)
      const levels = abstract === undefined ? undefined : abstracts.get(abstract)
      const own = levels?.get(level)
      if (!own || abstract === undefined) return ''
      const count = counts.get(abstract) ?? []
      count[level] = (count[level] ?? own.start - 1) + 1
      count.length = level + 1
      counts.set(abstract, count)
      if (own.format === 'bullet') return /[-–+•*]/u.test(own.text) ? own.text : '-'
      return own.text.replace(/%(\d)/gu, (_, digit: string) => {
        const at = Number(digit) - 1
        const of = levels?.get(at)
        return written(count[at] ?? of?.start ?? 1, of?.format ?? 'decimal')
      })
    },
  }
}

const romans: [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
export function roman(value: number): string {
  let left = value
  let text = ''
  for (const [worth, letters] of romans)
    while (left >= worth) {
      text += letters
      left -= worth
    }
  return text
}

export function fromRoman(text: string): number {
  let value = 0
  let left = text.toUpperCase()
  for (const [worth, letters] of romans)
    while (left.startsWith(letters)) {
      value += worth
      left = left.slice(letters.length)
    }
  return left === '' ? value : 0
}

function written(value: number, format: string): string {
  if (format === 'upperRoman') return roman(value)
  if (format === 'lowerRoman') return roman(value).toLowerCase()
  // Word counts by the Latin alphabet, which has no đ.
  if (format === 'lowerLetter') return String.fromCharCode(96 + (((value - 1) % 26) + 1))
  if (format === 'upperLetter') return String.fromCharCode(64 + (((value - 1) % 26) + 1))
  return format === 'decimalZero' ? String(value).padStart(2, '0') : String(value)
}
