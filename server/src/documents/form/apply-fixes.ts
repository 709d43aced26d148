import { checkSheet } from './check-sheet.ts'
import type { FormFacts } from './facts.ts'
import type { Fix, LetterSet, ParagraphSet } from './fix.ts'
import { replaceParts } from './package.ts'
import { type BlockSource, type DocxSheet, type RunSource, readDocx } from './read-docx.ts'
import { attribute, child, escapeXml, type Node } from './xml.ts'

interface Edit {
  part: string
  start: number
  end: number
  text: string
}

/** Rounds after which it ends in any case: one mended thing may uncover another. */
const mostRounds = 6

/**
 * Mends a DOCX: the findings that are named, or all that are safe to mend. Everything else in it stays as it is: parts that are not changed byte for
 * byte, and in those that are each character that no fix is about.
 */
export async function fixDocx(
  bytes: Buffer,
  facts: FormFacts,
  keys?: readonly string[],
): Promise<{ docx: Buffer; fixed: number }> {
  let docx = bytes
  let fixed = 0
  for (let round = 0; round < mostRounds; round++) {
    const sheet = readDocx(docx)
    const { findings } = await checkSheet(sheet, facts)
    const chosen = findings.filter((one) => one.fixable && (!keys || keys.includes(one.key)))
    const next =
      chosen.length > 0
        ? applyFixes(
            sheet,
            chosen.flatMap((one) => one.fixes),
          )
        : docx
    if (next.equals(docx)) break
    docx = next
    fixed += chosen.length
    // What was named is named by its place in the file that was seen: once.
    if (keys) break
  }
  return { docx, fixed }
}

export function applyFixes(sheet: DocxSheet, fixes: Fix[]): Buffer {
  const edits = [
    ...pageEdits(sheet, fixes),
    ...letterEdits(sheet, fixes),
    ...paragraphEdits(sheet, fixes),
    ...textEdits(sheet, fixes),
  ]
  const changed = new Map<string, string>()
  for (const part of new Set(edits.map((edit) => edit.part))) {
    const before = sheet.xml.get(part) ?? ''
    const xml = edited(
      before,
      edits.filter((edit) => edit.part === part),
    )
    if (xml !== before) changed.set(part, xml)
  }
  return changed.size === 0 ? sheet.package.bytes : replaceParts(sheet.package, changed)
}

/** Where two changes meet, the first is made; the other is found again in the next round. */
function edited(xml: string, edits: Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue
    pieces.push(xml.slice(at, edit.start), edit.text)
    at = edit.end
  }
  return pieces.join('') + xml.slice(at)
}

const twips = (mm: number) => Math.round(mm * 56.6929)

// Element by element in the order that the schema asks for.
const letterOrder =
  'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath'.split(
    ' ',
  )
const paragraphOrder =
  'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange'.split(
    ' ',
  )
const sectionOrder =
  'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange'.split(
    ' ',
  )

/** The properties of something with some of them set anew. */
function withProperties(
  xml: string,
  holder: Node | null,
  tag: string,
  order: string[],
  set: Map<string, string>,
): string {
  const places = new Map(order.map((name, at) => [`w:${name}`, at]))
  const kept = (holder?.children ?? [])
    .filter((one) => !set.has(one.name))
    .map((one) => ({ at: places.get(one.name) ?? order.length, text: xml.slice(one.start, one.end) }))
  const all = [...kept, ...[...set].map(([name, text]) => ({ at: places.get(name) ?? order.length, text }))]
  const inside = all
    .sort((a, b) => a.at - b.at)
    .map((one) => one.text)
    .join('')
  return `<${tag}${holder?.attributes.replace(/\/$/u, '') ?? ''}>${inside}</${tag}>`
}

/** An element with some of its attributes set, and some taken away. */
function withAttributes(node: Node | null, name: string, set: Record<string, string | null>): string {
  let attributes = node?.attributes.trimEnd() ?? ''
  for (const [key, value] of Object.entries(set)) {
    attributes = attributes.replace(new RegExp(`\\s${key}\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'u'), '')
    if (value !== null) attributes += ` ${key}="${value}"`
  }
  return `<${name}${attributes}/>`
}

function pageEdits(sheet: DocxSheet, fixes: Fix[]): Edit[] {
  const part = 'word/document.xml'
  const xml = sheet.xml.get(part) ?? ''
  return sheet.sectionNodes.flatMap((node, section): Edit[] => {
    const own = fixes.filter((fix) => 'section' in fix && fix.section === section)
    if (own.length === 0) return []
    const page: Partial<Record<string, number>> = Object.assign(
      {},
      ...own.map((fix) => (fix.kind === 'page' ? fix.set : {})),
    )
    const set = new Map<string, string>()
    const size = Object.entries({ 'w:w': page.width, 'w:h': page.height }).flatMap(([key, mm]) =>
      mm === undefined ? [] : [[key, String(twips(mm))]],
    )
    if (size.length > 0) set.set('w:pgSz', withAttributes(child(node, 'w:pgSz'), 'w:pgSz', Object.fromEntries(size)))
    const margins = (['top', 'right', 'bottom', 'left'] as const).flatMap((side) =>
      page[side] === undefined ? [] : [[`w:${side}`, String(twips(page[side]))]],
    )
    if (margins.length > 0)
      set.set('w:pgMar', withAttributes(child(node, 'w:pgMar'), 'w:pgMar', Object.fromEntries(margins)))
    if (own.some((fix) => fix.kind === 'own-first')) set.set('w:titlePg', '<w:titlePg/>')
    if (own.some((fix) => fix.kind === 'numerals'))
      set.set('w:pgNumType', withAttributes(child(node, 'w:pgNumType'), 'w:pgNumType', { 'w:fmt': null }))
    return [{ part, start: node.start, end: node.end, text: withProperties(xml, node, 'w:sectPr', sectionOrder, set) }]
  })
}

function letterEdits(sheet: DocxSheet, fixes: Fix[]): Edit[] {
  const sets = new Map<RunSource, { part: string; set: LetterSet }>()
  for (const fix of fixes) {
    if (fix.kind !== 'letters') continue
    const source = sheet.sources[fix.block]
    for (const at of fix.runs) {
      const run = source?.runs[at]
      if (run && source) sets.set(run, { part: source.part, set: { ...sets.get(run)?.set, ...fix.set } })
    }
  }
  return [...sets].map(([run, { part, set }]) => {
    const xml = sheet.xml.get(part) ?? ''
    const text = withProperties(xml, run.rPr, 'w:rPr', letterOrder, letters(run.rPr, set))
    return run.rPr
      ? { part, start: run.rPr.start, end: run.rPr.end, text }
      : { part, start: run.node.openEnd, end: run.node.openEnd, text }
  })
}

function letters(rPr: Node | null, set: LetterSet): Map<string, string> {
  const made = new Map<string, string>()
  if (set.font)
    made.set(
      'w:rFonts',
      withAttributes(child(rPr, 'w:rFonts'), 'w:rFonts', {
        'w:asciiTheme': null,
        'w:hAnsiTheme': null,
        'w:cstheme': null,
        'w:ascii': set.font,
        'w:hAnsi': set.font,
        'w:cs': set.font,
      }),
    )
  for (const [name, value] of [
    ['b', set.bold],
    ['i', set.italic],
  ] as const)
    if (value !== undefined) {
      made.set(`w:${name}`, value ? `<w:${name}/>` : `<w:${name} w:val="0"/>`)
      if (child(rPr, `w:${name}Cs`)) made.set(`w:${name}Cs`, value ? `<w:${name}Cs/>` : `<w:${name}Cs w:val="0"/>`)
    }
  if (set.colour) made.set('w:color', `<w:color w:val="${set.colour}"/>`)
  if (set.size) {
    made.set('w:sz', `<w:sz w:val="${Math.round(set.size * 2)}"/>`)
    if (child(rPr, 'w:szCs')) made.set('w:szCs', `<w:szCs w:val="${Math.round(set.size * 2)}"/>`)
  }
  return made
}

function paragraphEdits(sheet: DocxSheet, fixes: Fix[]): Edit[] {
  const sets = new Map<BlockSource, ParagraphSet>()
  for (const fix of fixes) {
    const source = fix.kind === 'paragraph' ? sheet.sources[fix.block] : undefined
    if (source && fix.kind === 'paragraph') sets.set(source, { ...sets.get(source), ...fix.set })
  }
  return [...sets].map(([source, set]) => {
    const xml = sheet.xml.get(source.part) ?? ''
    const text = withProperties(xml, source.pPr, 'w:pPr', paragraphOrder, paragraph(source.pPr, set))
    return source.pPr
      ? { part: source.part, start: source.pPr.start, end: source.pPr.end, text }
      : { part: source.part, start: source.node.openEnd, end: source.node.openEnd, text }
  })
}

function paragraph(pPr: Node | null, set: ParagraphSet): Map<string, string> {
  const made = new Map<string, string>()
  if (set.align) made.set('w:jc', `<w:jc w:val="${set.align}"/>`)
  const spacing: Record<string, string | null> = {}
  if (set.before !== undefined)
    Object.assign(spacing, { 'w:before': String(set.before * 20), 'w:beforeAutospacing': null, 'w:beforeLines': null })
  if (set.line !== undefined)
    Object.assign(spacing, { 'w:line': String(Math.round(set.line * 240)), 'w:lineRule': 'auto' })
  if (Object.keys(spacing).length > 0)
    made.set('w:spacing', withAttributes(child(pPr, 'w:spacing'), 'w:spacing', spacing))
  const indents: Record<string, string | null> = {}
  if (set.first !== undefined)
    Object.assign(indents, {
      'w:hanging': null,
      'w:hangingChars': null,
      'w:firstLineChars': null,
      'w:firstLine': String(twips(set.first)),
    })
  for (const [side, other] of [
    ['left', 'start'],
    ['right', 'end'],
  ] as const) {
    const value = set[side]
    if (value === undefined) continue
    for (const name of [side, other]) Object.assign(indents, { [`w:${name}`]: null, [`w:${name}Chars`]: null })
    indents[`w:${side}`] = String(twips(value))
  }
  if (Object.keys(indents).length > 0) made.set('w:ind', withAttributes(child(pPr, 'w:ind'), 'w:ind', indents))
  return made
}

type Text = RunSource['texts'][number]
interface Change {
  from: number
  to: number
  text: string
}

/** Changes of characters: the new ones stand in the look of the first that they replace. */
function textEdits(sheet: DocxSheet, fixes: Fix[]): Edit[] {
  const changes = new Map<number, Change[]>()
  for (const fix of fixes) {
    if (fix.kind !== 'text' && fix.kind !== 'each') continue
    const raw = sheet.blocks[fix.block]?.raw ?? ''
    const texts = sheet.sources[fix.block]?.runs.flatMap((run) => run.texts) ?? []
    const own = changes.get(fix.block) ?? []
    changes.set(fix.block, own)
    if (fix.kind === 'text') own.push(fix)
    else own.push(...texts.map(({ from, to }) => ({ from, to, text: each(raw.slice(from, to), fix.how) })))
  }
  return [...changes].flatMap(([n, list]) => {
    const source = sheet.sources[n]
    const raw = sheet.blocks[n]?.raw ?? ''
    if (!source) return []
    return rewritten(
      source.runs.flatMap((run) => run.texts),
      raw,
      list,
    ).map(({ one, text }): Edit => {
      const space = /^\s|\s$|\s{2}/u.test(text) || attribute(one.node, 'xml:space') === 'preserve'
      const written = `<w:t${space ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</w:t>`
      return { part: source.part, start: one.node.start, end: one.node.end, text: written }
    })
  })
}

const each = (text: string, how: 'composed' | 'capitals') =>
  how === 'composed' ? text.normalize('NFC') : text.toUpperCase()

/** The pieces of text that changes touch, as they are afterwards. Of changes that meet the first is made, the other waits for the next round. */
function rewritten(texts: Text[], raw: string, changes: Change[]): { one: Text; text: string }[] {
  const taken: Change[] = []
  for (const change of [...changes].sort((a, b) => a.from - b.from || b.to - a.to))
    if (change.from >= (taken.at(-1)?.to ?? 0) && changeable(texts, change)) taken.push(change)
  const given = new Set<Change>()
  return texts.flatMap((one) => {
    let text = ''
    let at = one.from
    for (const change of taken) {
      const meets =
        change.from < change.to
          ? change.from < one.to && one.from < change.to
          : change.from >= one.from && change.from <= one.to
      if (!meets) continue
      text += raw.slice(at, Math.max(at, change.from)) + (given.has(change) ? '' : change.text)
      given.add(change)
      at = Math.max(at, Math.min(one.to, change.to))
    }
    text += raw.slice(at, one.to)
    return text === raw.slice(one.from, one.to) ? [] : [{ one, text }]
  })
}

/** A tab or a break among the characters is nobody's to take away. */
function changeable(texts: Text[], { from, to }: Change): boolean {
  if (from === to) return texts.some((one) => one.from <= from && from <= one.to)
  for (let at = from; at < to; at++) if (!texts.some((one) => one.from <= at && at < one.to)) return false
  return true
}
