import { type FormFacts, isLetter } from './facts.ts'
import { type Block, fold, inCapitals, inked, isEmpty, type Sheet } from './sheet.ts'
import { pairOf, type Signature, signatureOf } from './signatures.ts'

/** The components of an official document, found on its page by what they say and where they stand. */
export interface Parts {
  country: Block | null
  motto: Block | null
  superior: Block[]
  issuer: Block[]
  symbol: Block | null
  date: Block | null
  urgency: Block | null
  /** The head as it stands beside each other: everything above the text. */
  head: Block[]
  type: Block | null
  /** Of a named document below its type; of a letter after "V/v". */
  abstract: Block[]
  decider: Block[]
  /** "Kính gửi", and those that follow it one a line. */
  addressee: Block | null
  addressees: Block[]
  grounds: Block[]
  /** QUYẾT ĐỊNH:, QUYẾT NGHỊ: */
  verb: Block | null
  /** Text without tables. */
  body: Block[]
  recipientsLabel: Block | null
  recipients: Block[]
  /** Authority and title above the name of who signs for the agency. */
  authority: Block[]
  signer: Block | null
  /** That one and, in minutes or a contract, the other beside it. */
  signatures: Signature[]
  /** Each with the lines that follow it. */
  appendices: Block[][]
}

const urgencies = ['khan', 'thuongkhan', 'hoatoc']
const mottoFold = 'doclaptudohanhphuc'
const countryFold = 'conghoaxahoichunghiavietnam'

export function findParts(sheet: Sheet, facts: FormFacts): Parts {
  const all = sheet.blocks.filter((block) => block.part === 'body')
  const top = all.slice(0, 60)
  const country = top.find((one) => isCountry(one.text)) ?? null
  const motto = top.find((one) => isMotto(one.text)) ?? null
  const beforeText = all.slice(0, firstOfText(all, facts, country))
  const symbol = beforeText.find((one) => /^s[ốo]\s*:?\s*[\d….\s_]*\//iu.test(one.text) && one.side !== 'right') ?? null
  const date = beforeText.find((one) => one !== symbol && isDateLine(one)) ?? null
  const tables = new Set([country, motto, symbol, date].flatMap((one) => (one?.table == null ? [] : [one.table])))
  const head = headOf(beforeText, [country, motto, symbol, date], tables, sheet.kind)
  const left = head.filter((one) => one.side === 'left' && !isEmpty(one))
  const urgency = left.find((one) => urgencies.includes(fold(one.text))) ?? null
  const names = left.filter((one) => one !== urgency && (symbol ? one.n < symbol.n : inCapitals(one.text)))
  const letterAbstract = left.filter((one) => /^v\s*\/?\s*v\b/iu.test(one.text))
  const { superior, issuer } = splitNames(names, facts)
  const rest = all.filter((one) => one.n > Math.max(-1, ...head.map((two) => two.n)))
  const foot = footOf(rest, facts)
  const above = all.filter((one) => one.n < foot.from)
  // A box of a PDF is read behind all that is written on its page.
  const boxed = sheet.kind === 'pdf' ? all.filter((one) => one.n >= foot.from && one.page === 1) : []
  const text = rest.filter((one) => one.n < foot.from)
  const middle = textOf(text, facts)
  return {
    country,
    motto,
    superior,
    issuer,
    symbol,
    date,
    urgency,
    head,
    ...middle,
    ...(middle.addressee ? {} : strayAddressee(isLetter(facts) ? [...above, ...boxed] : above, middle.body)),
    abstract: isLetter(facts)
      ? letterAbstract.length > 0
        ? letterAbstract
        : looseAbstract(left, symbol, urgency)
      : middle.abstract,
    ...foot.parts,
  }
}

/** A component whose letters are nearly these: one with a fault in it is still that component. */
function near(folded: string, wanted: string): boolean {
  if (folded === wanted) return true
  if (folded.length < wanted.length - 6 || folded.length > wanted.length + 6) return false
  const words = wanted === mottoFold ? ['doclap', 'hanhphuc', 'tudo'] : ['conghoa', 'chunghia', 'vietnam']
  return words.filter((word) => folded.includes(word)).length >= 2
}

export const isCountry = (text: string): boolean => near(fold(text), countryFold)
export const isMotto = (text: string): boolean => near(fold(text), mottoFold)

const isDateLine = (block: Block): boolean =>
  block.text.length < 90 &&
  /ng[àa]y.*th[áa]ng.*n[ăa]m/iu.test(block.text) &&
  !/^(căn cứ|v\/v|kính gửi|theo)/iu.test(block.text)

/** Where the text begins at the latest: below the head stands something that never stands in it. What stands above the national name stands in the head all the same. */
function firstOfText(all: Block[], facts: FormFacts, country: Block | null): number {
  const type = fold(facts.typeName)
  const at = all.findIndex(
    (one) =>
      (/^(kính gửi|căn cứ\s|điều 1\b|chương i\b)/iu.test(one.text) && one.n > (country?.n ?? -1)) ||
      (!isLetter(facts) && one.side === 'full' && fold(one.text) === type),
  )
  return at < 0 ? Math.min(all.length, 60) : at
}

function headOf(before: Block[], found: (Block | null)[], tables: Set<number>, kind: Sheet['kind']): Block[] {
  let last = Math.max(-1, ...found.flatMap((one) => (one ? [one.n] : [])))
  // Where it is read row by row, what stands below the symbol comes behind the date.
  const goesOn = (one: Block) =>
    one.table === null &&
    one.side === 'left' &&
    (kind === 'docx' || /^v\s*\/\s*v\b/iu.test(one.text) || urgencies.includes(fold(one.text)))
  for (const one of before) if (last >= 0 && one.n === last + 1 && goesOn(one)) last = one.n
  return before.filter((one) => (one.table !== null && tables.has(one.table)) || one.n <= last)
}

/** Which of the lines top left name the agency above, and which the issuer. */
function splitNames(names: Block[], facts: FormFacts): { superior: Block[]; issuer: Block[] } {
  const wanted = facts.issuer.map(fold)
  const above = facts.superior ? [fold(facts.superior), fold(facts.superior.replace(/^UBND/u, 'ỦY BAN NHÂN DÂN'))] : []
  const own = names.findIndex((one) => wanted.includes(fold(one.text)) || wanted.join('') === fold(one.text))
  if (own >= 0) return { superior: names.slice(0, own), issuer: names.slice(own) }
  const named = names.filter((one) => above.includes(fold(one.text)))
  if (named.length > 0) return { superior: named, issuer: names.filter((one) => !named.includes(one)) }
  const bold = names.findIndex((one) => inked(one).some((run) => run.bold))
  if (bold > 0) return { superior: names.slice(0, bold), issuer: names.slice(bold) }
  return { superior: [], issuer: names }
}

/** A letter's abstract that lacks its "V/v" still stands below the symbol. */
const looseAbstract = (left: Block[], symbol: Block | null, urgency: Block | null): Block[] =>
  symbol
    ? left.filter((one) => one.n > symbol.n && one !== urgency && !isDateLine(one) && !isAddressee(one)).slice(0, 2)
    : []

const isAddressee = (block: Block): boolean => fold(block.text).startsWith('kinhgui')
/** Where nobody looks for it, a sentence may begin with the same words. */
const isAddresseeAnywhere = (block: Block): boolean =>
  isAddressee(block) && (/^k[íi]nh g[ửu]i\s*:/iu.test(block.text) || block.text.length < 12)
const isListed = (block: Block): boolean => /^[-–+•]/u.test(block.label + block.text)
const verbs = ['quyetdinh', 'quyetnghi', 'chithi']
/** One that lacks its colon is still what the grounds end at. */
const isVerb = (block: Block): boolean =>
  verbs.includes(fold(block.text)) && (/:/u.test(block.raw) || inCapitals(block.text))
const isGround = (block: Block): boolean => /^(căn cứ|theo đề nghị|xét|theo)\s/iu.test(block.text)

function textOf(text: Block[], facts: FormFacts) {
  const lines = text.filter((one) => one.table === null || one.side === 'full')
  const type = isLetter(facts) ? null : typeIn(lines, facts)
  const abstract = type ? abstractAfter(lines, type) : []
  const after = Math.max(-1, ...abstract.map((one) => one.n), type?.n ?? -1)
  const below = lines.filter((one) => one.n > after)
  const addressee = below.slice(0, 12).find(isAddressee) ?? null
  const addressees = addressee
    ? takeWhile(
        below.filter((one) => one.n > addressee.n && !isEmpty(one)),
        isListed,
      )
    : []
  const verb = below.find(isVerb) ?? null
  const grounds = groundsIn(below, verb)
  const decider = below.filter(
    (one) => !isEmpty(one) && one !== addressee && one.n < (grounds[0]?.n ?? verb?.n ?? -1) && inCapitals(one.text),
  )
  const taken = new Set([addressee, ...addressees, verb, ...grounds, ...decider])
  const body = below.filter((one) => one.table === null && !isEmpty(one) && !taken.has(one))
  return { type, abstract, decider, addressee, addressees, grounds, verb, body }
}

/** One that stands in a table, in the head, or among the text; with those beside or below it. */
function strayAddressee(above: Block[], body: Block[]): Pick<Parts, 'addressee' | 'addressees' | 'body'> {
  const addressee = above.find(isAddresseeAnywhere) ?? null
  if (!addressee) return { addressee, addressees: [], body }
  const { table, n } = addressee
  const behind = above.filter((one) => one.n > n && one.table === table && !isEmpty(one))
  const listed = takeWhile(behind, isListed)
  const beside = table === null || listed.length > 0 ? listed : behind.filter((one) => one.side !== addressee.side)
  const taken = new Set([addressee, ...beside])
  return {
    addressee,
    // One alone bears no marks of a list.
    addressees: beside.length === 1 && !beside.some(isListed) ? [] : beside,
    body: body.filter((one) => !taken.has(one)),
  }
}

/** The line that names a type: the one wanted, else another that stands where it should. */
function typeIn(lines: Block[], facts: FormFacts): Block | null {
  const first = lines.filter((one) => !isEmpty(one)).slice(0, 4)
  const wanted = fold(facts.typeName)
  const known = facts.typeNames.map(fold)
  return first.find((one) => fold(one.text) === wanted) ?? first.find((one) => known.includes(fold(one.text))) ?? null
}

/** What stands below the type until a gap, a drawn line, or something that is no abstract. */
function abstractAfter(lines: Block[], type: Block): Block[] {
  const found: Block[] = []
  for (const one of lines.filter((line) => line.n > type.n)) {
    if (isEmpty(one)) {
      if (found.length > 0) break
      continue
    }
    if (isAddressee(one) || isVerb(one) || isGround(one) || inCapitals(one.text)) break
    if (/^(điều|chương|phần|mục) [\divx]+/iu.test(one.text) || /^[IVX]+\.\s|^\d+\.\s/u.test(one.text)) break
    if (found.length > 0 && one.align !== 'center') break
    found.push(one)
    if (found.length === 4) break
  }
  return found
}

/** Grounds stand above the verb of a decision; elsewhere a row of them, each ended by a semicolon. */
function groundsIn(below: Block[], verb: Block | null): Block[] {
  const written = below.filter((one) => !isEmpty(one))
  if (verb) return written.filter((one) => one.n < verb.n && isGround(one))
  const first = written.slice(0, 8).findIndex((one) => /^căn cứ\s/iu.test(one.text) && /;$/u.test(one.text))
  return first < 0 ? [] : takeWhile(written.slice(first), isGround)
}

const takeWhile = <T>(list: T[], holds: (one: T) => boolean): T[] => {
  const end = list.findIndex((one) => !holds(one))
  return end < 0 ? list : list.slice(0, end)
}

interface Foot {
  from: number
  parts: Pick<Parts, 'recipientsLabel' | 'recipients' | 'authority' | 'signer' | 'signatures' | 'appendices'>
}

/** What stands below the text: recipients on the left, the signer on the right, appendices behind. */
function footOf(rest: Block[], facts: FormFacts): Foot {
  const label = rest.find((one) => isRecipientsLabel(one) && one.text.length < 30) ?? null
  const pair = pairOf(rest, facts)
  const table = label?.table ?? signingTable(rest)
  const inTable = table === null ? [] : rest.filter((one) => one.table === table)
  const from = Math.min(
    inTable[0]?.n ?? Number.POSITIVE_INFINITY,
    label?.n ?? Number.POSITIVE_INFINITY,
    signingLine(rest, label),
    ...(pair?.blocks ?? []).map((one) => one.n),
  )
  const appendix = rest.findIndex((one) => one.n > from && isAppendix(one))
  const below = rest.filter((one, at) => one.n >= from && (appendix < 0 || at < appendix))
  const right = below.filter((one) => one.side === 'right' && one !== label)
  const signatures = pair?.signatures ?? [signatureOf(right)]
  const taken = pair?.blocks ?? right
  const listed = label
    ? below.filter((one) => one.n > label.n && one.side === label.side && !isEmpty(one) && !taken.includes(one))
    : []
  const recipients = takeWhile(listed, (one) => !isDrafterMark(one))
  return {
    from,
    parts: {
      recipientsLabel: label,
      recipients,
      ...(signatures[0] ?? { authority: [], signer: null }),
      signatures,
      appendices: appendicesIn(rest.slice(appendix < 0 ? rest.length : appendix)),
    },
  }
}

const isRecipientsLabel = (block: Block): boolean => fold(block.text).startsWith('noinhan')
export const isDrafterMark = (block: Block): boolean =>
  /^\p{L}{1,6}\.?\s*\(\s*\d+\s*(b|bản)?\s*\)\.?$/iu.test(block.text)
const isAppendix = (block: Block): boolean => /^ph[ụu]\s*l[ụu]c(\s+[IVXLC\d]+)?\s*[.:]?$/iu.test(block.text)

/** A table of two columns whose right one ends in a name below capitals: the foot of a page that names no recipients. */
function signingTable(rest: Block[]): number | null {
  for (const one of [...rest].reverse())
    if (one.table !== null && one.columns === 2 && one.side === 'right' && inCapitals(one.text) && one.text.length > 4)
      return one.table
  return null
}

/** In a PDF the foot begins where the first of both columns does. */
function signingLine(rest: Block[], label: Block | null): number {
  if (!label || label.table !== null) return Number.POSITIVE_INFINITY
  const beside = rest.filter((one) => one.side === 'right' && inCapitals(one.text) && Math.abs(one.n - label.n) < 12)
  return Math.min(label.n, ...beside.map((one) => one.n))
}

function appendicesIn(rest: Block[]): Block[][] {
  const found: Block[][] = []
  for (const one of rest) {
    if (isAppendix(one)) found.push([one])
    else if (!isEmpty(one)) found.at(-1)?.push(one)
  }
  return found
}
