import { createHash } from 'node:crypto'
import type { FormCheck, FormFinding } from '@mocban/contract/form'
import { formRuleIds } from '@mocban/contract/form-rules'
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { withCopy } from '../files/stored-file.ts'
import { PdfTooHeavy, PdfUnreadable } from '../reading/pdf-process.ts'
import { checkerVersion, checkSheet } from './check-sheet.ts'
import type { FormDraft } from './load-form.ts'
import { locate } from './locate.ts'
import { BrokenPackage } from './package.ts'
import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import type { Sheet } from './sheet.ts'
import { BrokenXml, TooLarge } from './xml.ts'

/** What is kept of a check; what each finding does is the agency's to say, and is looked up when it is shown. */
export interface KeptCheck {
  of: FormCheck['of']
  findings: Omit<FormFinding, 'level'>[]
  untold: FormCheck['untold']
  rules: number
}

/** From what a check was made: the same bytes of the same draft by the same rules are judged the same. */
export const keyOf = ({ main, source, facts }: FormDraft): string =>
  createHash('sha256')
    .update(JSON.stringify([checkerVersion, main?.sha256, source?.sha256, facts]))
    .digest('hex')

/** Files of this size and more are checked in the background. */
export const longFile = 3_000_000

/** Checks a version by its DOCX where it has one, else by its PDF. A file that cannot be read is said to be so: nothing is guessed. */
export async function checkVersion(
  files: FileStore,
  draft: FormDraft,
  progress: (percent: number) => void = () => {},
): Promise<KeptCheck> {
  const pdf = draft.main ? await pdfSheet(files, draft.main.sha256) : null
  const docx = draft.source ? await docxSheet(files, draft.source.sha256) : null
  progress(20)
  const of = docx ? 'docx' : pdf ? 'pdf' : null
  const sheet = docx ?? pdf
  if (!of || !sheet) return { of, findings: [], untold: [], rules: 0 }
  if ('because' in sheet)
    return { of, findings: [], untold: [{ reason: sheet.because, rules: [...formRuleIds] }], rules: 0 }
  if (docx && pdf && !('because' in pdf)) locate(sheet, pdf)
  const { findings, untold, rules } = await checkSheet(sheet, draft.facts, (percent) =>
    progress(20 + Math.round(percent * 0.8)),
  )
  return { of, findings: findings.map(({ fixes: _, ...one }) => one), untold, rules }
}

type Unread = { because: 'too-large' | 'broken' }

async function docxSheet(files: FileStore, sha256: string): Promise<Sheet | Unread> {
  const bytes = await files.readAll(sha256)
  try {
    return readDocx(bytes)
  } catch (error) {
    if (error instanceof TooLarge) return { because: 'too-large' }
    if (error instanceof BrokenXml || error instanceof BrokenPackage) return { because: 'broken' }
    throw error
  }
}

async function pdfSheet(files: FileStore, sha256: string): Promise<Sheet | Unread> {
  try {
    return await withCopy(files, sha256, (path) => readPdf(path))
  } catch (error) {
    if (error instanceof PdfTooHeavy) return { because: 'too-large' }
    if (error instanceof PdfUnreadable) return { because: 'broken' }
    throw error
  }
}

/** What was found on a version before, if nothing changed since. */
export async function keptCheck(
  db: Kysely<DB>,
  draft: FormDraft,
  key: string,
): Promise<{ state: string; percent: number; result: KeptCheck | null; at: string; stale: boolean } | null> {
  const row = await db
    .selectFrom('form_check')
    .where('document_id', '=', draft.documentId)
    .where('version_no', '=', draft.versionNo)
    .where('key', '=', key)
    .select(['state', 'percent', 'result', 'at'])
    .select(sql<boolean>`at < app.now() - interval '10 minutes'`.as('stale'))
    .executeTakeFirst()
  return row ? { ...row, result: row.result as unknown as KeptCheck | null } : null
}

export async function keepCheck(
  db: Kysely<DB>,
  draft: FormDraft,
  key: string,
  found: { state: 'waiting' | 'done'; percent: number; result: KeptCheck | null },
): Promise<void> {
  const values = {
    key,
    state: found.state,
    percent: found.percent,
    result: found.result ? JSON.stringify(found.result) : null,
    at: sql<string>`app.now()`,
  }
  await db
    .insertInto('form_check')
    .values({ document_id: draft.documentId, version_no: draft.versionNo, ...values })
    .onConflict((conflict) => {
      const set = conflict.columns(['document_id', 'version_no']).doUpdateSet(values)
      // Two may look at once, the worker and who approves: who is still looking does not take away what the other found.
      return found.state === 'done'
        ? set
        : set.where(sql<boolean>`not (form_check.key = ${key} and form_check.state = 'done')`)
    })
    .execute()
}
