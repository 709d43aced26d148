import type Docxtemplater from 'docxtemplater'
import { refuse } from '../../platform/http/index.ts'
import { checkDocx } from '../conversion/check-docx.ts'

interface TagError {
  properties?: { errors?: TagError[]; explanation?: string; xtag?: string }
}

/**
 * Refuses a DOCX that could not be filled: none, with macros, or with a tag that is opened and not closed. Better told to the one who brings it than
 * to everybody who drafts with it afterwards. Answers the tags that it has.
 */
export async function checkTemplate(bytes: Buffer): Promise<Set<string>> {
  if (await checkDocx(bytes)) throw refuse('draft.not-docx')
  const { openTemplate } = await import('./fill-template.ts')
  try {
    return tagsIn(openTemplate(bytes))
  } catch (error) {
    const { properties } = error as TagError
    const first = properties?.errors?.[0]?.properties ?? properties
    throw refuse('draft.template-broken', { tag: first?.xtag ? `{${first.xtag}}` : '' })
  }
}

const tagsIn = (document: Docxtemplater): Set<string> =>
  new Set([...document.getFullText().matchAll(/\{[#^/]?\s*([^{}\s]+)\s*\}/gu)].map(([, tag]) => tag as string))

/** What a form fills in: the document's parts, and within them each line. */
const known = new Set(
  (
    'superior issuer issuerPlain number notation place day month year abstract urgencyMark oneAddressee manyAddressees addressees ' +
    'grounds decider body recipients drafterMark authority signerName name text label isArticle isHeading isSection isText'
  ).split(' '),
)

/**
 * Checks the template of a document: refused where nothing that a drafter writes would stand in it. Answers the tags that the program does not know,
 * which would stay empty.
 */
export async function checkDocumentTemplate(bytes: Buffer): Promise<string[]> {
  const tags = await checkTemplate(bytes)
  if (!tags.has('abstract') && !tags.has('body')) throw refuse('draft.template-blank')
  return [...tags].filter((tag) => !known.has(tag))
}
