import { roman } from '../docx-numbers.ts'
import { type Block, inCapitals, inked } from '../sheet.ts'
import { type Heading, headingOf, pointLetters } from './headings.ts'
import { aligned, capitals, type Found, type Page, type Rule, type Rules, replaced, styled, textRule } from './rule.ts'

/** Parts, chapters, sections, articles, clauses and points (Appendix I, II.6). */

interface Numbered {
  block: Block
  heading: Heading
  /** The paragraph after it. */
  next: Block | undefined
}
const kept = new WeakMap<Page['parts'], Numbered[]>()
function numbered({ parts }: Page): Numbered[] {
  const known =
    kept.get(parts) ??
    parts.body.flatMap((block, at) => {
      const heading = headingOf(block)
      return heading ? [{ block, heading, next: parts.body[at + 1] }] : []
    })
  kept.set(parts, known)
  return known
}
const ofKind = (kind: Heading['kind']) => (page: Page) => numbered(page).filter((one) => one.heading.kind === kind)
const blocks = (kind: Heading['kind']) => (page: Page) => ofKind(kind)(page).map((one) => one.block)

/** Numbers that do not follow each other. `above` begins a new row. */
function outOfOrder(
  page: Page,
  of: (one: Numbered) => boolean,
  above: (one: Numbered) => boolean,
  write: (value: number) => string,
): Found[] {
  let last = 0
  const found: Found[] = []
  for (const one of numbered(page)) {
    if (above(one)) last = 0
    if (!of(one)) continue
    const { value, written } = one.heading
    // A row may begin anew, as where a text is issued with a decision.
    if (value !== last + 1 && value !== 1)
      found.push({ block: one.block, quote: one.block.text.slice(0, 40), there: written, wanted: write(last + 1) })
    last = value > 0 ? value : last + 1
  }
  return found
}

const order = (kind: Heading['kind'], above: Heading['kind'][], write: (value: number) => string = String): Rule =>
  textRule((page) =>
    outOfOrder(
      page,
      ({ heading }) => heading.kind === kind,
      ({ heading }) => above.includes(heading.kind),
      write,
    ),
  )

const levelsAbove: Record<string, string[]> = {
  Phần: [],
  Chương: [],
  Mục: ['Phần', 'Chương'],
  'Tiểu mục': ['Phần', 'Chương', 'Mục'],
}

/** Another mark behind a number that stands in the text. */
const marked = (kind: Heading['kind'], mark: string): Rule =>
  textRule((page) =>
    ofKind(kind)(page).flatMap(({ block, heading }) =>
      heading.mark === mark || block.label !== '' || heading.mark === ''
        ? []
        : replaced(
            block,
            kind === 'article' ? /(?<=^\s*Điều\s+\d+[a-zđ]?)\s*[.:\-–)]/iu : /(?<=^\s*[\p{L}\d]+)\s*[.)\-:/]/iu,
            () => mark,
          ).slice(0, 1),
    ),
  )

export const numberingRules: Rules = {
  'part.number': textRule((page) =>
    ofKind('part')(page).flatMap(({ block, heading }) => {
      const wantsRoman = heading.word === 'Phần' || heading.word === 'Chương'
      if (/^thứ/iu.test(heading.written) || /^\d/u.test(heading.written) !== wantsRoman) return []
      if (heading.value === 0 || block.label)
        return [{ block, there: heading.written, wanted: wantsRoman ? 'I, II, III' : '1, 2, 3' }]
      return replaced(block, /(?<=^\s*\p{L}+(?:\s+\p{L}{2,})?\s+)(?:[IVXLC]+|\d+)(?=\s*[.:]?(?:\s|$))/u, () =>
        wantsRoman ? roman(heading.value) : String(heading.value),
      ).slice(0, 1)
    }),
  ),
  'part.order': textRule((page) =>
    Object.entries(levelsAbove).flatMap(([word, above]) =>
      outOfOrder(
        page,
        ({ heading }) => heading.word === word && !/^thứ/iu.test(heading.written),
        ({ heading }) => heading.kind === 'part' && above.includes(heading.word ?? ''),
        word === 'Phần' || word === 'Chương' ? roman : String,
      ),
    ),
  ),
  'part.style': {
    needs: ['text', 'type'],
    find: (page) => [
      ...styled(blocks('part'), { bold: true, italic: false }).find(page),
      ...aligned(blocks('part'), 'center').find(page),
    ],
  },
  'part.title': textRule((page) => {
    return ofKind('part')(page).flatMap(({ block, heading, next: below }): Found[] => {
      const next = heading.text ? block : below
      const title = heading.text || next?.text
      if (!title || !next || (next !== block && headingOf(next))) return [{ block, there: '{none}', wanted: '{title}' }]
      if (heading.word === 'Mục' || heading.word === 'Tiểu mục' || inCapitals(title)) return []
      return next === block ? [{ block, there: title, wanted: title.toUpperCase() }] : capitals(() => [next]).find(page)
    })
  }),
  'article.order': order('article', []),
  'article.style': {
    needs: ['text', 'type'],
    find: (page) =>
      ofKind('article')(page).flatMap(({ block, heading }): Found[] => {
        const [run] = inked(block)
        if (!run || (run.bold !== false && run.italic !== true)) return []
        const n = block.runs.indexOf(run)
        // Where the label is in one piece with the text, making the piece bold would make the text bold.
        const alone = run.text.trim().length <= heading.length || block.text.length < 90
        return [
          {
            block,
            quote: block.text.slice(0, heading.length).trim(),
            there: run.italic ? '{italic}' : '{regular}',
            wanted: '{upright}, {bold}',
            fixes: alone ? [{ kind: 'letters', block: block.n, runs: [n], set: { bold: true, italic: false } }] : [],
          },
        ]
      }),
  },
  'article.form': textRule((page) => [
    ...marked('article', '.').find(page),
    ...ofKind('article')(page).flatMap(({ block, heading }) =>
      heading.text === '' ? [{ block, there: block.text, wanted: `Điều ${heading.written}. {title}` }] : [],
    ),
  ]),
  'section.order': order('section', ['part', 'article'], roman),
  'section.style': styled(blocks('section'), { bold: true, italic: false }),
  'clause.order': order('clause', ['part', 'article', 'section']),
  'clause.form': marked('clause', '.'),
  'point.order': order('point', ['part', 'article', 'section', 'clause'], (value) => pointLetters[value - 1] ?? ''),
  'point.form': marked('point', ')'),
}
