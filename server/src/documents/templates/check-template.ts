import { refuse } from '../../platform/http/index.ts'
import { checkDocx } from '../conversion/check-docx.ts'

interface TagError {
  properties?: { errors?: TagError[]; explanation?: string; xtag?: string }
}

/**
 * Refuses a DOCX that could not be filled: none, with macros, or with a tag that is opened and not closed. Better told to the one who brings it than
 * to everybody who drafts with it afterwards.
 */
export async function checkTemplate(bytes: Buffer): Promise<void> {
  if (await checkDocx(bytes)) throw refuse('draft.not-docx')
  const { openTemplate } = await import('./fill-template.ts')
  try {
    openTemplate(bytes)
  } catch (error) {
    const { properties } = error as TagError
    const first = properties?.errors?.[0]?.properties ?? properties
    throw refuse('draft.template-broken', { tag: first?.xtag ? `{${first.xtag}}` : '' })
  }
}
