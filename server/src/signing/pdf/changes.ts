import type { Change, Reason } from '@mocban/contract/verification'
import { compareAnnotations } from './changes-on-pages.ts'
import { type Field, readFields } from './fields.ts'
import type { PdfFile } from './pdf-file.ts'
import { certifiedFor, locks, saysWhatIsOpen } from './permissions.ts'
import { Sameness } from './same-value.ts'
import { Dict, isName, nameOf, textOf, type Value } from './values.ts'

export interface Changes {
  changes: Change[]
  /** Why those that are not allowed are not, and what is worth saying of those that are. */
  reasons: Reason[]
  /** Fields that were filled in though the signer did not say that they are open: a later signature must vouch for them. */
  unvouched: string[]
}

/** Gathers what is found. */
export class Found implements Changes {
  changes: Change[] = []
  reasons: Reason[] = []
  unvouched: string[] = []
  allow(kind: Change['kind'], what: string | null = null, page: number | null = null, reason?: Reason): void {
    this.#note({ kind, allowed: true, page, what }, reason)
  }
  forbid(kind: Change['kind'], reason: Reason, what: string | null = null, page: number | null = null): void {
    this.#note({ kind, allowed: false, page, what }, reason)
  }
  #note(change: Change, reason?: Reason): void {
    if (this.changes.length >= most) return
    const same = (one: Change) => one.kind === change.kind && one.page === change.page && one.what === change.what
    if (!this.changes.some(same)) this.changes.push(change)
    if (reason && !this.reasons.some((one) => JSON.stringify(one) === JSON.stringify(reason))) this.reasons.push(reason)
  }
}
const most = 200

/**
 * What was done to a file between a signature and now. Allowed is what a signed document lives with: more signatures, time-stamps,
 * validation data, fields filled in that are left open (what nobody said to be open needs a later signature that vouches for it). Everything else that a reader could see or run is a change of what was signed:
 * page content, annotations, layers, actions, attachments, by whichever way of writing it (incremental saving, shadow attacks).
 * @throws Malformed
 */
export function changesBetween(before: PdfFile, after: PdfFile, signature: Dict, over?: () => boolean): Changes {
  const found = new Found()
  const sameness = new Sameness(before, after, over)
  const policy = certifiedFor(before)
  compareCatalogues(sameness, found)
  const fields = compareForms(sameness, found, {
    policy,
    locked: (name) => locks(before, signature, name),
    open: saysWhatIsOpen(before, signature),
  })
  comparePages(sameness, found, fields)
  if (!sameness.same(before.trailer.get('Info'), after.trailer.get('Info')))
    found.allow('metadata', 'Info', null, { code: 'changed.metadata' })
  if (!sameness.same(before.trailer.get('Encrypt'), after.trailer.get('Encrypt')))
    found.forbid('structure', { code: 'changed.structure', values: { what: 'Encrypt' } }, 'Encrypt')
  compareWriting(before, after, found)
  return found
}

/** Ways of writing an update in which one reader sees what another does not: nobody who signs writes so. */
function compareWriting(before: PdfFile, after: PdfFile, found: Found): void {
  const place = (file: PdfFile, number: number) => JSON.stringify(file.place(number))
  for (const number of after.doubled)
    if (place(before, number) !== place(after, number))
      found.forbid('structure', { code: 'changed.structure', values: { what: `${number} 0 obj` } }, `${number} 0 obj`)
  if (after.reference.hybrid.some((section) => !before.reference.hybrid.includes(section)))
    found.forbid('structure', { code: 'changed.structure', values: { what: 'XRefStm' } }, 'XRefStm')
}

const harmless = new Set(['Metadata', 'Version', 'StructTreeRoot', 'Lang', 'PieceInfo', 'Type'])
const active = new Set(['OpenAction', 'AA'])

function compareCatalogues(sameness: Sameness, found: Found): void {
  const [before, after] = [sameness.before.root, sameness.after.root]
  const apart = new Set(['Pages', 'AcroForm'])
  for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
    if (apart.has(key) || sameness.same(before.get(key), after.get(key))) continue
    if (key === 'DSS' || key === 'Extensions') found.allow('validation-data')
    else if (harmless.has(key)) found.allow('metadata', key, null, { code: 'changed.metadata' })
    else if (active.has(key)) found.forbid('active-content', { code: 'changed.active-content' }, key)
    else if (key === 'AF') found.forbid('attachment', { code: 'changed.attachment' }, key)
    else if (key === 'Names') compareNames(sameness, found)
    else found.forbid('structure', { code: 'changed.structure', values: { what: key } }, key)
  }
}

function compareNames(sameness: Sameness, found: Found): void {
  const before = sameness.before.dict(sameness.before.root.get('Names')) ?? new Dict()
  const after = sameness.after.dict(sameness.after.root.get('Names')) ?? new Dict()
  for (const key of sameness.differing(before, after))
    if (key === 'EmbeddedFiles') found.forbid('attachment', { code: 'changed.attachment' }, key)
    else if (key === 'JavaScript') found.forbid('active-content', { code: 'changed.active-content' }, key)
    else found.forbid('structure', { code: 'changed.structure', values: { what: key } }, key)
}

/** What the widgets on pages belong to, by the dictionary that the page leads to. */
export interface KnownFields {
  before: Map<Dict, Field>
  after: Map<Dict, Field>
}

interface FormRules {
  policy: 1 | 2 | 3 | null
  locked: (name: string) => boolean
  open: boolean
}

const formHarmless = new Set(['SigFlags', 'NeedAppearances', 'DA', 'Q'])

function compareForms(sameness: Sameness, found: Found, rules: FormRules): KnownFields {
  const { before, after } = sameness
  const [formBefore, formAfter] = [before, after].map((file) => file.dict(file.root.get('AcroForm')) ?? new Dict()) as [
    Dict,
    Dict,
  ]
  for (const key of sameness.differing(formBefore, formAfter)) {
    if (key === 'Fields' || formHarmless.has(key)) continue
    // Fonts and the like may be added for new fields; those that are there must stay.
    if (key === 'DR' && onlyAdded(sameness, formBefore.get(key), formAfter.get(key))) continue
    found.forbid('form-field', { code: 'changed.structure', values: { what: key } }, key)
  }
  const [listBefore, listAfter] = [readFields(before), readFields(after)]
  const [byName, names] = [byOwnName(listBefore), byOwnName(listAfter)]
  for (const [name, field] of names) {
    const was = byName.get(name)
    if (was) compareField(sameness, found, was, field, rules)
    else addedField(sameness, found, field, rules.policy)
  }
  for (const [name, field] of byName) {
    if (names.has(name)) continue
    const signed = field.type === 'Sig' && before.dict(field.value)
    found.forbid(
      'form-field',
      signed ? { code: 'signature.stripped', values: { field: field.name } } : notPermitted(field.name),
      field.name,
    )
  }
  const index = (list: Field[]) =>
    new Map(
      list.flatMap((field) => [
        [field.dict, field] as const,
        ...field.widgets.map(({ dict }) => [dict, field] as const),
      ]),
    )
  return { before: index(listBefore), after: index(listAfter) }
}

/** By their names; of those that share one (or have none), by their order. */
function byOwnName(fields: Field[]): Map<string, Field> {
  const found = new Map<string, Field>()
  const counts = new Map<string, number>()
  for (const field of fields) {
    const count = (counts.get(field.name) ?? 0) + 1
    counts.set(field.name, count)
    found.set(count === 1 ? field.name : `${field.name}\0${count}`, field)
  }
  return found
}

const notPermitted = (field: string): Reason => ({ code: 'changed.form-not-permitted', values: { field } })

function onlyAdded(sameness: Sameness, a: Value | undefined, b: Value | undefined, depth = 0): boolean {
  const before = sameness.before.follow(a)
  const after = sameness.after.follow(b)
  if (before === undefined || before === null || sameness.same(before, after)) return true
  if (!(before instanceof Dict) || !(after instanceof Dict) || depth > 2) return false
  return [...before.entries].every(
    ([key, value]) => onlyAdded(sameness, value, after.get(key), depth + 1) && after.get(key) !== undefined,
  )
}

const isTimestamp = (file: PdfFile, signature: Dict): boolean =>
  isName(file.follow(signature.get('Type')), 'DocTimeStamp') ||
  isName(file.follow(signature.get('SubFilter')), 'ETSI.RFC3161')

function addedField(sameness: Sameness, found: Found, field: Field, policy: 1 | 2 | 3 | null): void {
  const signature = sameness.after.dict(field.value)
  if (field.type !== 'Sig') found.forbid('form-field', notPermitted(field.name), field.name)
  else if (signature && isTimestamp(sameness.after, signature)) found.allow('timestamp', field.name)
  else if (policy === 1) found.forbid('signature', notPermitted(field.name), field.name)
  else found.allow('signature', field.name)
}

const signing = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA'])
const filling = new Set(['V', 'AP', 'AS', 'M', 'RV', 'I', 'MK'])

function compareField(sameness: Sameness, found: Found, was: Field, is: Field, rules: FormRules): void {
  const keys = new Set(sameness.differing(was.dict, is.dict))
  keys.delete('Kids')
  keys.delete('Parent')
  if (was.type !== is.type) keys.add('FT')
  if (!sameness.same(was.value, is.value)) keys.add('V')
  if (was.widgets.length !== is.widgets.length) keys.add('Kids')
  was.widgets.forEach((widget, i) => {
    const now = is.widgets[i]
    if (now && widget.dict !== was.dict)
      for (const key of sameness.differing(widget.dict, now.dict)) if (key !== 'Parent') keys.add(key)
  })
  if (keys.size === 0) return
  const within = (allowed: Set<string>) => [...keys].every((key) => allowed.has(key))
  if (was.type === 'Sig') {
    const signature = sameness.after.dict(is.value)
    const wasSigned = sameness.before.dict(was.value)
    if (wasSigned && !signature)
      found.forbid('signature', { code: 'signature.stripped', values: { field: is.name } }, is.name)
    else if (wasSigned || !signature || !within(signing)) found.forbid('signature', notPermitted(is.name), is.name)
    else if (isTimestamp(sameness.after, signature)) found.allow('timestamp', is.name)
    else if (rules.policy === 1) found.forbid('signature', notPermitted(is.name), is.name)
    else found.allow('signature', is.name)
    return
  }
  if (!within(filling) || rules.policy === 1 || rules.locked(is.name))
    found.forbid('form-value', notPermitted(is.name), is.name)
  else {
    const value = shownValue(sameness.after, is)
    found.allow('form-value', is.name, null, { code: 'changed.form-value', values: { field: is.name, value } })
    if (!rules.open) found.unvouched.push(is.name)
  }
}

/** What a field says now, as it can be told in a line. */
function shownValue(file: PdfFile, { value }: Field): string {
  const now = file.follow(value)
  const shown = textOf(now) ?? nameOf(now) ?? (typeof now === 'number' ? String(now) : '…')
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown
}

const pageHarmless = new Set([
  'Annots',
  'Parent',
  'Metadata',
  'LastModified',
  'PieceInfo',
  'StructParents',
  'Tabs',
  'Type',
])
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate']

function comparePages(sameness: Sameness, found: Found, fields: KnownFields): void {
  const [before, after] = [sameness.before.pages(), sameness.after.pages()]
  if (after.length !== before.length)
    found.forbid(after.length > before.length ? 'pages-added' : 'pages-removed', { code: 'changed.pages' })
  before.forEach((page, i) => {
    const now = after[i]
    if (!now) return
    const number = i + 1
    for (const key of new Set([...page.dict.entries.keys(), ...now.dict.entries.keys()])) {
      if (pageHarmless.has(key) || inheritable.includes(key)) continue
      if (sameness.same(page.dict.get(key), now.dict.get(key))) continue
      if (active.has(key)) found.forbid('active-content', { code: 'changed.active-content' }, key, number)
      else found.forbid('page-content', { code: 'changed.page-content', values: { page: number } }, key, number)
    }
    for (const key of inheritable)
      if (!sameness.same(page.inherited.get(key), now.inherited.get(key)))
        found.forbid('page-content', { code: 'changed.page-content', values: { page: number } }, key, number)
    compareAnnotations(sameness, found, { before: page, after: now, number, fields })
  })
}
