import { formRules } from '@mocban/contract/form-rules'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { checkVersion, keepCheck, keptCheck, keyOf } from './check-draft.ts'
import { formLevels } from './form-settings.ts'
import { loadForm } from './load-form.ts'

/**
 * Looks at the form of a draft before it is approved, and keeps what is found: a long document takes its time, and no transaction, with its locks, waits for it.
 * Nothing to do where the agency lets everything pass, where the version was looked at before, or where it is not an approval.
 */
export async function checkBeforeApproval(asMe: AsMe, files: FileStore, reviewId: string): Promise<void> {
  const draft = await asMe(async (tx, actor) => {
    const review = await tx
      .selectFrom('review')
      .where('id', '=', reviewId)
      .where('kind', '=', 'approve')
      .where('state', '=', 'asked')
      .select('document_id')
      .executeTakeFirst()
    if (!review || !(await somethingStops(tx, actor))) return null
    const draft = await loadForm(tx, review.document_id)
    return (await keptCheck(tx, draft, keyOf(draft)))?.result ? null : draft
  })
  if (!draft) return
  const result = await checkVersion(files, draft)
  await asMe((tx) => keepCheck(tx, draft, keyOf(draft), { state: 'done', percent: 100, result }))
}

/**
 * Nobody approves what the agency does not let pass (Decree 30/2020, Art. 12: who was given the form to check answers for it). What was found on these very
 * bytes with these very facts is read; the screen is not asked. @throws form.stops, form.changed-meanwhile
 */
export async function mustKeepForm(tx: Tx, actor: Actor, documentId: string): Promise<void> {
  if (!(await somethingStops(tx, actor))) return
  const draft = await loadForm(tx, documentId)
  const found = (await keptCheck(tx, draft, keyOf(draft)))?.result
  if (!found) throw refuse('form.changed-meanwhile')
  const levels = await formLevels(tx, actor.agencyId)
  const stops = found.findings.filter((one) => levels[one.rule] === 'stop')
  if (stops.length === 0) return
  throw refuse('form.stops', {
    count: stops.length,
    items: [...new Set(stops.map((one) => formRules[one.rule].article.replace(/^\d /u, '')))].join('; '),
    findings: stops.map(({ rule, there, wanted, quote, page }) => ({ rule, there, wanted, quote, page })),
  })
}

const somethingStops = async (tx: Tx, actor: Actor): Promise<boolean> =>
  Object.values(await formLevels(tx, actor.agencyId)).includes('stop')
