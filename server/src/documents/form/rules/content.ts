import type { Block } from '../sheet.ts'
import { headingKind } from './headings.ts'
import {
  aligned,
  type Found,
  once,
  type Page,
  present,
  type Rule,
  type Rules,
  replaced,
  runsWhere,
  sized,
  styled,
  textRule,
} from './rule.ts'

/** Grounds and text (Appendix I, II.6). */

const grounds = ({ parts }: Page) => parts.grounds
const body = ({ parts }: Page) => parts.body
/** A line at a table that says whence it is, in what it counts or what it means is the table's, of which the decree says no size. */
const ofTable = ({ sheet }: Page, block: Block): boolean =>
  /^\(?(nguồn|ghi chú|chú thích|đơn vị( tính)?|đvt)\s*:/iu.test(block.text) &&
  (sheet.kind === 'pdf' || [block.n - 1, block.n + 1].some((at) => (sheet.blocks[at]?.table ?? null) !== null))
const ownText = (page: Page) => body(page).filter((one) => !ofTable(page, one))
const decisions = ['quyet-dinh', 'nghi-quyet', 'quyet-dinh-qppl', 'nghi-quyet-qppl']

/** Paragraphs of the text: those that run over lines, and clauses and points however short. What a heading or a short line looks like is not judged by them. */
const running = ({ parts }: Page) =>
  parts.body.filter((one) => {
    const kind = one.align === 'center' ? 'part' : headingKind(one)
    const numbered = (kind === 'clause' || kind === 'point') && one.text.length > 30
    return kind !== 'part' && (one.text.length > 80 || (numbered && !one.runs.every((run) => run.bold)))
  })

/** Clauses and points of one short line: whether they are justified nobody sees, that they stand at the right everybody. */
const pushed = (page: Page) =>
  page.parts.body.filter((one) => one.align === 'right' && ['clause', 'point'].includes(headingKind(one) ?? ''))

const endMark = (block: Block, mark: string): Found[] =>
  block.text.endsWith(mark) ? [] : replaced(block, /(?<=[^\s;.,:])[\s;.,:]*$/u, () => mark)

/** A law bears no number where it is a ground; everything else bears number and date. */
function incomplete(block: Block): string | null {
  const law = /^căn cứ\s+(luật|bộ luật|pháp lệnh)\s/iu.test(block.text)
  if (law)
    return /\bsố\s*:?\s*\d+\/\d{4}\/(QH|UBTVQH|PL)/u.test(block.text) ? 'Căn cứ Luật … ngày … tháng … năm …' : null
  const other = /^căn cứ\s+(nghị định|thông tư|quyết định|nghị quyết|chỉ thị|kế hoạch)\s/iu.exec(block.text)
  if (!other || (/\bsố\s*:?\s*\d+[-/]/u.test(block.text) && /\bngày\b/u.test(block.text))) return null
  return `Căn cứ ${other[1]} số …/… ngày … tháng … năm … của …`
}

/** Set to what most of the text has. */
const sameSize: Rule = {
  needs: ['text', 'type'],
  find: (page) => {
    const letters = new Map<number, number>()
    for (const block of running(page))
      for (const run of block.runs)
        if (run.size !== null) letters.set(run.size, (letters.get(run.size) ?? 0) + run.text.trim().length)
    // As large as the text may be, where some of it is.
    const may = [...letters].filter(([size]) => !outside(size, 12.7, 14.3))
    const [most] = (may.length > 0 ? may : [...letters]).sort((a, b) => b[1] - a[1])
    if (!most || letters.size < 2) return []
    return running(page).flatMap((block): Found[] => {
      const wrong = runsWhere(block, (run) => run.size !== null && run.size !== most[0])
      const first = wrong[0]
      if (!first) return []
      const runs = wrong.map((one) => one.at)
      return [
        {
          block,
          quote: first.run.text.trim(),
          there: `${first.run.size}`,
          wanted: `${most[0]}`,
          fixes: [{ kind: 'letters', block: block.n, runs, set: { size: most[0] } }],
        },
      ]
    })
  },
}

const bodies = new WeakMap<Page['parts'], Set<Block>>()
function isBody(parts: Page['parts']): Set<Block> {
  const known = bodies.get(parts) ?? new Set(parts.body)
  bodies.set(parts, known)
  return known
}

const layout = (find: (block: Block, page: Page) => Found | null): Rule =>
  once({
    needs: ['text', 'layout'],
    find: (page) => running(page).flatMap((block) => find(block, page) ?? []),
  })

const outside = (value: number, from: number, to: number) => value < from || value > to

export const contentRules: Rules = {
  'grounds.present': textRule(({ parts, facts }) =>
    decisions.includes(facts.typeCode) && parts.grounds.length === 0
      ? [{ block: parts.verb ?? parts.type, there: '{none}', wanted: 'Căn cứ …;' }]
      : [],
  ),
  'grounds.style': styled(grounds, { bold: false, italic: true }),
  'grounds.size': sized(grounds, 13, 14),
  'grounds.end': textRule(({ parts }) =>
    parts.grounds.flatMap((block, at) => endMark(block, at === parts.grounds.length - 1 ? '.' : ';')),
  ),
  'grounds.whole': textRule(({ parts }) =>
    parts.grounds.flatMap((block) => {
      const wanted = incomplete(block)
      return wanted ? [{ block, there: block.text.slice(0, 120), wanted }] : []
    }),
  ),
  'body.present': present(body, '…'),
  'body.size': once(sized(ownText, 13, 14)),
  'body.same-size': once(sameSize),
  'body.justified': once(aligned((page) => [...new Set([...running(page), ...pushed(page)])], 'both')),
  'body.indent': layout((block) => {
    const { first } = block
    if (first === null || block.label !== '' || block.raw.startsWith('\t') || !outside(first, 9.5, 13.3)) return null
    // What hangs on a number or a dash is laid out by hand.
    const fixes: Found['fixes'] =
      first < 0 || (block.left ?? 0) > 1 ? [] : [{ kind: 'paragraph', block: block.n, set: { first: 12.7 } }]
    return { block, there: `${Math.round(first * 10) / 10} mm`, wanted: '10 / 12,7 mm', fixes }
  }),
  'body.gap': layout((block, { sheet, parts }) => {
    const above = sheet.blocks[block.n - 1]
    if (!above || block.before === null || !isBody(parts).has(above)) return null
    const gap = (above.after ?? 0) + block.before
    if (gap >= 5.5) return null
    return {
      block,
      there: `${gap} pt`,
      wanted: '{atLeast} 6 pt',
      fixes: [{ kind: 'paragraph', block: block.n, set: { before: 6 } }],
    }
  }),
  'body.line-spacing': layout((block) => {
    const line = block.line ?? 1
    if (!outside(line, 0.96, 1.54)) return null
    return {
      block,
      there: `${Math.round(line * 100) / 100}`,
      wanted: '1–1,5',
      fixes: [{ kind: 'paragraph', block: block.n, set: { line: line < 1 ? 1 : 1.5 } }],
    }
  }),
  'body.placeholder': textRule(({ parts }) =>
    parts.body.flatMap((block) => {
      const left = /\{[#/]?\w+\}|(?:^|[^,;]\s)(?:…|\.{4,})/u.exec(block.text)
      if (!left) return []
      const around = block.text.slice(Math.max(0, left.index - 50), left.index + 30).trim()
      return [{ block, quote: left[0].trim(), there: around, wanted: '{written}' }]
    }),
  ),
}
