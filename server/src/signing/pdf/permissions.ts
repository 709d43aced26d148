import { type Field, readFields } from './fields.ts'
import type { PdfFile } from './pdf-file.ts'
import { Dict, nameOf, textOf, type Value } from './values.ts'

/**
 * What the signatures on a document leave open: 1 nothing, 2 forms and signatures, 3 annotations too; null where none says. A certifying signature says it
 * (DocMDP, 12.8.2.2), or the lock of any field that is signed (12.7.5.5, P); the strictest holds.
 */
export function certifiedFor(file: PdfFile): 1 | 2 | 3 | null {
  const said = [certification(file), ...signedFields(file).map(({ field }) => lockOf(file, field))]
  const levels = said.filter((one) => one !== null)
  return levels.length > 0 ? (Math.min(...levels) as 1 | 2 | 3) : null
}

function lockOf(file: PdfFile, field: Field): 1 | 2 | 3 | null {
  const p = file.follow(file.dict(field.dict.get('Lock'))?.get('P'))
  return p === 1 || p === 2 || p === 3 ? p : null
}

function certification(file: PdfFile): 1 | 2 | 3 | null {
  const signature = file.dict(file.dict(file.root.get('Perms'))?.get('DocMDP'))
  if (!signature) return null
  for (const reference of file.list(signature.get('Reference'))) {
    const given = file.dict(reference)
    if (nameOf(file.follow(given?.get('TransformMethod'))) !== 'DocMDP') continue
    const p = file.follow(file.dict(given?.get('TransformParams'))?.get('P'))
    return p === 1 || p === 3 ? p : 2
  }
  return 2
}

/** Whether a signature says which fields may still be filled in: what it does not lock it leaves open. */
export const saysWhatIsOpen = (file: PdfFile, signature: Dict): boolean =>
  (certifiedFor(file) ?? 0) >= 2 ||
  file
    .list(signature.get('Reference'))
    .some((one) => nameOf(file.follow(file.dict(one)?.get('TransformMethod'))) === 'FieldMDP')

/** Whether a signature locks the field of that name (FieldMDP, 12.8.2.4). */
export function locks(file: PdfFile, signature: Dict, name: string): boolean {
  return file.list(signature.get('Reference')).some((reference) => {
    const given = file.dict(reference)
    if (nameOf(file.follow(given?.get('TransformMethod'))) !== 'FieldMDP') return false
    const parameters = file.dict(given?.get('TransformParams'))
    const listed = file.list(parameters?.get('Fields')).some((one) => within(textOf(file.follow(one)), name))
    const action = nameOf(file.follow(parameters?.get('Action')))
    return action === 'Include' ? listed : action === 'Exclude' ? !listed : true
  })
}
const within = (above: string | null, name: string) =>
  above !== null && (name === above || name.startsWith(`${above}.`))

/** The fields that hold a signature. */
export function signedFields(file: PdfFile): { field: Field; signature: Dict; value: Value | undefined }[] {
  return readFields(file).flatMap((field) => {
    const signature = field.type === 'Sig' ? file.follow(field.value) : null
    return signature instanceof Dict ? [{ field, signature, value: field.value }] : []
  })
}
