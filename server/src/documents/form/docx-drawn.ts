import type { ParagraphLook } from './docx-looks.ts'
import type { Block } from './sheet.ts'

/** The line that a paragraph of a DOCX draws, as a border of its own or as a shape, with what the file tells of its length and place. */

const shapes = /prst="(?:line|straightConnector1)"|<v:line[\s/>]|o:connectortype="straight"/u
const drawsLine = (xml: string): boolean => shapes.test(xml)

/** @param room the width of what the paragraph stands in, in mm */
export function drawnIn(xml: string, look: ParagraphLook, room: number | null): Block['drawn'] {
  if (look.ruled) {
    if (room === null) return { length: null, off: null, border: true }
    const [left, right] = [look.left ?? 0, look.right ?? 0]
    return { length: tenth(room - left - right), off: tenth((left - right) / 2), border: true }
  }
  if (!drawsLine(xml)) return null
  // Word writes a shape twice: as it draws it, and for older programs.
  const [first, ...rest] = xml.match(/<wp:(anchor|inline)\b[\s\S]*?<\/wp:\1>/gu) ?? []
  const told = first && rest.length === 0 && shapes.test(first) ? drawing(first, room) : first ? null : vml(xml, room)
  return { length: told?.length ?? null, off: told?.off ?? null, border: false }
}

const tenth = (mm: number) => Math.round(mm * 10) / 10
interface Told {
  length: number | null
  off: number | null
}

function drawing(xml: string, room: number | null): Told {
  const whole = Number(/<wp:extent\b[^>]*\bcx="(\d+)"/u.exec(xml)?.[1]) / 36_000
  const { from: start, length } = xml.includes('<wpg:') ? inGroup(xml, whole) : { from: 0, length: whole }
  const place = /<wp:positionH\b[^>]*relativeFrom="(\w+)"[^>]*>\s*<wp:(align|posOffset)>\s*([\w-]+)/u.exec(xml)
  if (!Number.isFinite(length + start)) return { length: null, off: null }
  const [, from, how, value] = place ?? []
  const inColumn = from === 'column' || from === 'margin'
  if (!inColumn || room === null) return { length: tenth(length), off: null }
  if (how === 'align')
    return { length: tenth(length), off: value === 'center' ? tenth(start + length / 2 - whole / 2) : null }
  return { length: tenth(length), off: tenth(Number(value) / 36_000 + start + length / 2 - room / 2) }
}

/** The one line of a group, which draws in units of its own; of several, or of groups in groups, nothing is told. */
function inGroup(xml: string, whole: number): { from: number; length: number } {
  const [group, ...more] = xml.match(/<wpg:grpSpPr\b[\s\S]*?<\/wpg:grpSpPr>/gu) ?? []
  const [line, ...others] = (xml.match(/<wps:wsp\b[\s\S]*?<\/wps:wsp>/gu) ?? []).filter((one) => shapes.test(one))
  const number = (text: string | undefined, pattern: RegExp) => Number(pattern.exec(text ?? '')?.[1] ?? Number.NaN)
  const unit = whole / number(group, /<a:chExt\b[^>]*\bcx="(\d+)"/u)
  if (more.length + others.length > 0) return { from: Number.NaN, length: Number.NaN }
  return {
    from: (number(line, /<a:off\b[^>]*\bx="(-?\d+)"/u) - number(group, /<a:chOff\b[^>]*\bx="(-?\d+)"/u)) * unit,
    length: number(line, /<a:ext\b[^>]*\bcx="(\d+)"/u) * unit,
  }
}

/** An older shape: from one point to another, or a box of a width. */
function vml(xml: string, room: number | null): Told {
  // A group draws in units of its own.
  if (xml.includes('<v:group')) return { length: null, off: null }
  const from = inUnits(/<v:line\b[^>]*\bfrom="([^",]+)/u.exec(xml)?.[1])
  const to = inUnits(/<v:line\b[^>]*\bto="([^",]+)/u.exec(xml)?.[1])
  if (from !== null && to !== null)
    return { length: tenth(Math.abs(to - from)), off: room === null ? null : tenth((from + to) / 2 - room / 2) }
  const style = /<v:shape\b[^>]*\bstyle="([^"]*)"/u.exec(xml)?.[1] ?? ''
  const width = inUnits(/(?:^|;)\s*width:([^;]+)/u.exec(style)?.[1])
  const left = inUnits(/(?:^|;)\s*margin-left:([^;]+)/u.exec(style)?.[1])
  if (width === null) return { length: null, off: null }
  return { length: tenth(width), off: left === null || room === null ? null : tenth(left + width / 2 - room / 2) }
}

const units: Record<string, number> = {
  pt: 25.4 / 72,
  in: 25.4,
  cm: 10,
  mm: 1,
  pc: 25.4 / 6,
  px: 25.4 / 96,
  '': 25.4 / 96,
}
export function inUnits(text: string | undefined): number | null {
  const [, value, unit] = /^\s*(-?[\d.]+)\s*(pt|in|cm|mm|pc|px|)\s*$/u.exec(text ?? '') ?? []
  return value === undefined ? null : Number(value) * (units[unit ?? ''] ?? 1)
}
