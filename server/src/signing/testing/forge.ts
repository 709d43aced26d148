import { Increment, writeValue } from '../pdf/increment.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { signedFields } from '../pdf/permissions.ts'
import { Dict, dict, Name, Ref, Stream, type Text, textString, type Value } from '../pdf/values.ts'

/** What attackers do to signed PDFs: each takes a file and gives the forged one. */

export type Forgery = (pdf: Buffer) => Buffer

/** Another byte in the place of the first that `find` stands at. */
export const byteAt =
  (find: string, shift = 0): Forgery =>
  (pdf) => {
    const copy = Buffer.from(pdf)
    const at = copy.indexOf(find) + shift
    if (at < shift) throw new Error(`no ${find}`)
    copy[at] = copy[at]! ^ 0x01
    return copy
  }

/** Text in the place of text of the same length. */
export const rewrite =
  (find: RegExp, make: (match: string) => string): Forgery =>
  (pdf) => {
    const text = pdf.toString('latin1')
    const match = find.exec(text)
    if (!match) throw new Error(`no ${find}`)
    const made = make(match[0])
    if (made.length !== match[0].length) throw new Error('another length')
    return Buffer.from(
      text.replace(match[0], () => made),
      'latin1',
    )
  }

/** An incremental update that leaves every byte before it as it was. */
export const update =
  (work: (increment: Increment, file: PdfFile) => void): Forgery =>
  (pdf) => {
    const increment = new Increment(new PdfFile(pdf))
    work(increment, increment.file)
    return increment.bytes()
  }

const pageOf = (file: PdfFile, number = 1) => file.pages()[number - 1]!
const changePage = (
  change: (page: Dict, file: PdfFile, increment: Increment) => Record<string, Value | undefined>,
  number = 1,
) =>
  update((increment, file) => {
    const page = pageOf(file, number)
    increment.replace(page.ref!, page.dict.with(change(page.dict, file, increment)))
  })
const changeRoot = (change: (root: Dict, increment: Increment, file: PdfFile) => Record<string, Value | undefined>) =>
  update((increment, file) => increment.replace(increment.rootRef, file.root.with(change(file.root, increment, file))))

const white = (text: string) =>
  new Stream(new Dict(), Buffer.from(`1 g 0 0 595 842 re f 0 g BT /F1 12 Tf 80 600 Td (${text}) Tj ET`))
const rect = [60, 680, 400, 740]

/** Replaces the object that a page's content is in. */
export const replaceContent = update((increment, file) => {
  const contents = pageOf(file).dict.get('Contents')
  const ref = Array.isArray(contents) ? contents[0] : contents
  if (!(ref instanceof Ref)) throw new Error('no content')
  increment.replace(ref, white('9 000 000 dong'))
})
export const otherContent = changePage((_, __, increment) => ({ Contents: increment.add(white('9 000 000 dong')) }))
export const otherResources = changePage(() => ({ Resources: dict({ Font: dict({}) }) }))
export const turned = changePage(() => ({ Rotate: 180 }))
export const cropped = changePage(() => ({ CropBox: [0, 0, 300, 300] }))
export const pageAction = changePage(() => ({
  AA: dict({ O: dict({ S: new Name('JavaScript'), JS: textString('app.alert(1)') }) }),
}))

const annotation = (kind: string, more: Record<string, Value | undefined> = {}) =>
  changePage((page, file, increment) => ({
    Annots: [
      ...file.list(page.get('Annots')),
      increment.add(
        dict({
          Type: new Name('Annot'),
          Subtype: new Name(kind),
          Rect: rect,
          Contents: textString('9 000 000'),
          ...more,
        }),
      ),
    ],
  }))
export const freeText = annotation('FreeText')
export const stampOver = annotation('Stamp')
export const note = annotation('Text')
/** A widget that belongs to no field of the form. */
export const looseWidget = annotation('Widget', { FT: new Name('Tx'), T: textString('x'), V: textString('9') })
export const noAnnotations = changePage(() => ({ Annots: [] }))

export const pageAdded = update((increment, file) => {
  const pages = file.root.get('Pages') as Ref
  const tree = file.dict(pages)!
  const added = increment.add(
    dict({ Type: new Name('Page'), Parent: pages, MediaBox: [0, 0, 595, 842], Contents: increment.add(white('new')) }),
  )
  increment.replace(pages, tree.with({ Kids: [...file.list(tree.get('Kids')), added], Count: file.pages().length + 1 }))
})
export const pageRemoved = update((increment, file) => {
  const pages = file.root.get('Pages') as Ref
  increment.replace(
    pages,
    file.dict(pages)!.with({ Kids: file.list(file.dict(pages)!.get('Kids')).slice(0, 1), Count: 1 }),
  )
})
export const pagesSwapped = update((increment, file) => {
  const pages = file.root.get('Pages') as Ref
  increment.replace(pages, file.dict(pages)!.with({ Kids: [...file.list(file.dict(pages)!.get('Kids'))].reverse() }))
})
/** Replace: another tree of pages behind the same catalogue. */
export const otherPages = changeRoot((_, increment) => {
  const page = increment.add(
    dict({ Type: new Name('Page'), MediaBox: [0, 0, 595, 842], Contents: increment.add(white('all new')) }),
  )
  return { Pages: increment.add(dict({ Type: new Name('Pages'), Kids: [page, page], Count: 2 })) }
})
export const openAction = changeRoot(() => ({
  OpenAction: dict({ S: new Name('JavaScript'), JS: textString('app.alert(1)') }),
}))
export const namedScript = changeRoot((_, increment) => ({
  Names: dict({
    JavaScript: dict({
      Names: [textString('a'), increment.add(dict({ S: new Name('JavaScript'), JS: textString('1') }))],
    }),
  }),
}))
export const attachment = changeRoot((_, increment) => ({
  Names: dict({
    EmbeddedFiles: dict({
      Names: [textString('a.txt'), increment.add(dict({ Type: new Name('Filespec'), F: textString('a.txt') }))],
    }),
  }),
}))
export const layers = changeRoot(() => ({ OCProperties: dict({ OCGs: [], D: dict({ BaseState: new Name('OFF') }) }) }))
export const otherView = changeRoot(() => ({ PageLabels: dict({ Nums: [0, dict({ S: new Name('D'), St: 7 })] }) }))

/** The form gets a field that lies over the text. */
export const fieldAdded = update((increment, file) => {
  const page = pageOf(file)
  const widget = increment.add(
    dict({
      Type: new Name('Annot'),
      Subtype: new Name('Widget'),
      FT: new Name('Tx'),
      T: textString('over'),
      V: textString('9'),
      Rect: rect,
      P: page.ref!,
    }),
  )
  increment.replace(page.ref!, page.dict.with({ Annots: [...file.list(page.dict.get('Annots')), widget] }))
  const form = file.dict(file.root.get('AcroForm'))!
  increment.replace(
    increment.rootRef,
    file.root.with({ AcroForm: form.with({ Fields: [...file.list(form.get('Fields')), widget] }) }),
  )
})

const changeField = (change: Record<string, Value | undefined>, which = 0) =>
  update((increment, file) => {
    const { field } = signedFields(file)[which]!
    increment.replace(field.ref!, field.dict.with(change))
  })
/** The signature taken out of its field. */
export const stripped = changeField({ V: undefined })
export const movedSignature = changeField({ Rect: [0, 0, 595, 842] })
export const otherAppearance = update((increment, file) => {
  const { field } = signedFields(file)[0]!
  increment.replace(
    field.ref!,
    field.dict.with({
      AP: dict({
        N: increment.add(new Stream(dict({ Subtype: new Name('Form'), BBox: [0, 0, 9, 9] }), Buffer.from('1 g'))),
      }),
    }),
  )
})
/** Its own dictionary replaced, with the value that was there. */
export const replacedDictionary = update((increment, file) => {
  const { signature, value } = signedFields(file)[0]!
  increment.replace(value as Ref, signature.with({ Reason: textString('something else') }))
})
export const fieldsGone = changeRoot((_, __, file) => ({
  AcroForm: file.dict(file.root.get('AcroForm'))!.with({ Fields: [] }),
}))

/** What one reader takes and another does not: the same key twice, a reference that leads nowhere for some, one object at two places. */
const rawUpdate =
  (
    objects: (file: PdfFile) => [number, string][],
    entries: (places: [number, number][]) => [number, number][] = (places) => places,
  ): Forgery =>
  (pdf) => {
    const file = new PdfFile(pdf)
    let body = '\n'
    const places = objects(file).map(([number, text]): [number, number] => {
      const at = pdf.length + Buffer.byteLength(body, 'latin1')
      body += `${number} 0 obj\n${text}\nendobj\n`
      return [number, at]
    })
    const rows = entries(places).map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n\r\n`)
    const root = (file.trailer.get('Root') as Ref).number
    const start = pdf.length + Buffer.byteLength(body, 'latin1')
    const tail = `xref\n${rows.join('')}trailer\n<</Size ${file.reference.size + 9}/Root ${root} 0 R/Prev ${file.reference.sections[0]}>>\nstartxref\n${start}\n%%EOF\n`
    return Buffer.concat([pdf, Buffer.from(body + tail, 'latin1')])
  }
const rootText = (file: PdfFile, more: string): [number, string] => {
  const pieces: Buffer[] = []
  writeValue(
    file.root,
    (piece) => pieces.push(piece),
    () => 0,
  )
  const { number } = file.trailer.get('Root') as Ref
  return [number, Buffer.concat(pieces).toString('latin1').replace(/^<</, `<<${more}`)]
}
export const keyTwice = rawUpdate((file) => [rootText(file, '/Pages 9999 0 R\n')])
export const leadsNowhere = rawUpdate((file) => [rootText(file, '/OpenAction 9999 0 R\n')])
export const objectTwice = rawUpdate(
  (file) => [rootText(file, '')],
  ([[number, at] = [0, 0]]) => [
    [number, at],
    [number, at + 1],
  ],
)

/** Garbage behind the end, as some mail programs and attackers leave it. */
export const garbage: Forgery = (pdf) => Buffer.concat([pdf, Buffer.from('\n9 0 obj <</Type/Page>> endobj\n')])

/** A second cross-reference that leads an object to what was planted while nobody saw it (shadow attack, hide and replace). */
export const onlyReference =
  (from: number, offset: (pdf: Buffer) => number): Forgery =>
  (pdf) => {
    const file = new PdfFile(pdf)
    const at = pdf.length
    const root = file.trailer.get('Root') as Ref
    const text = `xref\n${from} 1\n${String(offset(pdf)).padStart(10, '0')} 00000 n\r\ntrailer\n<</Size ${file.reference.size}/Root ${root.number} 0 R/Prev ${file.reference.sections[0]}>>\nstartxref\n${at}\n%%EOF\n`
    return Buffer.concat([pdf, Buffer.from(text)])
  }

/** The value of one file's signature in another's place. */
export const transplanted =
  (other: Buffer): Forgery =>
  (pdf) => {
    const value = (file: Buffer) => signedFields(new PdfFile(file))[0]!.signature.get('Contents') as Text
    const [from, to] = [value(other), value(pdf)]
    const copy = Buffer.from(pdf)
    const hex = other
      .subarray(from.start + 1, from.end - 1)
      .toString('latin1')
      .replace(/(00)+$/, '')
    copy.write(hex.padEnd(to.end - to.start - 2, '0'), to.start + 1, 'latin1')
    return copy
  }
/** Zeros where the value was. */
export const emptied: Forgery = (pdf) => {
  const { start, end } = signedFields(new PdfFile(pdf))[0]!.signature.get('Contents') as Text
  const copy = Buffer.from(pdf)
  copy.fill('0', start + 1, end - 1)
  return copy
}
/** One digit within the value, far enough in to be the bare signature and not its wrapping. */
export const valueChanged: Forgery = (pdf) => {
  const { start, bytes } = signedFields(new PdfFile(pdf))[0]!.signature.get('Contents') as Text
  let last = bytes.length - 1
  while (bytes[last] === 0) last--
  const copy = Buffer.from(pdf)
  const at = start + 1 + (last - 20) * 2
  copy[at] = copy[at] === 0x30 ? 0x31 : 0x30
  return copy
}
