import { z } from 'zod'
import { rect } from './documents-reading.ts'
import { formRuleIds, levels } from './form-rules.ts'
import { route } from './route.ts'
import { id, instant, text } from './values.ts'

/** The form of official documents: a draft checked against Decree 30/2020, Appendices I and II. */

export const formFinding = z.object({
  /** Names it within its version, so that it alone can be fixed. */
  key: z.string(),
  rule: z.enum(formRuleIds),
  level: z.enum(['stop', 'warn']),
  /** Paragraph of the DOCX, or line of the PDF, counted from 0; null where it is about the whole. */
  paragraph: z.number().int().nullable(),
  /** Its place in the page that is shown, where it was found there. */
  page: z.number().int().nullable(),
  rects: z.array(rect),
  quote: z.string(),
  /** What is there and what is wanted; words in braces are told in the reader's language by `tellValue`. */
  there: z.string(),
  wanted: z.string(),
  /** The DOCX can be mended here without a person looking. */
  fixable: z.boolean(),
})
export type FormFinding = z.infer<typeof formFinding>

/** Why something was not looked at: a PDF does not tell it, the page is a picture, the file is too large or broken, the type has a form of its own. */
export const untoldReasons = ['pdf', 'scan', 'too-large', 'broken', 'other-form'] as const

export const formCheck = z.object({
  documentId: id,
  versionNo: z.number().int(),
  /** The file that was looked at. */
  of: z.enum(['docx', 'pdf']).nullable(),
  state: z.enum(['none', 'waiting', 'done']),
  /** Of a long document: share of the work that is done, 0 to 100. */
  percent: z.number().int(),
  checkedAt: instant.nullable(),
  /** How many rules were looked at. */
  rules: z.number().int(),
  findings: z.array(formFinding),
  untold: z.array(z.object({ reason: z.enum(untoldReasons), rules: z.array(z.enum(formRuleIds)) })),
  /** May this person save a version with the fixes; if not, the key of the sentence that says why. */
  mayFix: z.object({ allowed: z.boolean(), because: z.string().nullable() }),
})
export type FormCheck = z.infer<typeof formCheck>

const params = z.object({ id })

export const form = {
  check: route({
    method: 'GET',
    path: '/api/documents/:id/form',
    summary:
      'A version of a draft checked against the form of official documents; a long one is checked in the background',
    needs: 'signed-in',
    params,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    response: formCheck,
    transaction: false,
  }),
  fix: route({
    method: 'POST',
    path: '/api/documents/:id/form/fix',
    summary:
      'Save a new version in which one finding, or every finding that is safe to mend, is mended; nothing else is touched',
    needs: 'signed-in',
    params,
    body: z.object({
      baseVersion: z.number().int().min(1),
      /** Keys of findings; all that can be mended where absent. */
      keys: z.array(text(200)).min(1).max(500).optional(),
    }),
    response: z.object({ versionNo: z.number().int(), fixed: z.number().int(), left: z.number().int() }),
    transaction: false,
  }),
  rules: route({
    method: 'GET',
    path: '/api/documents/form-rules',
    summary: 'What each rule of form does in this agency: stop an approval, be told, or not be looked for',
    needs: 'signed-in',
    response: z.array(z.object({ rule: z.enum(formRuleIds), level: z.enum(levels), own: z.boolean() })),
  }),
  setRule: route({
    method: 'PUT',
    path: '/api/documents/form-rules/:rule',
    summary: 'Let findings of a rule stop an approval, be told, or not be looked for; null: as the program has it',
    needs: 'administer',
    params: z.object({ rule: z.enum(formRuleIds) }),
    body: z.object({ level: z.enum(levels).nullable() }),
    response: z.object({}),
  }),
}
