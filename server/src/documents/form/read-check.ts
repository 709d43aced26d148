import type { FormCheck } from '@mocban/contract/form'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { AsMe } from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { canDraft } from '../outgoing/draft-acts.ts'
import { loadDraft } from '../outgoing/load-draft.ts'
import { checkVersion, type KeptCheck, keepCheck, keptCheck, keyOf, longFile } from './check-draft.ts'
import { formLevels } from './form-settings.ts'
import { type FormDraft, loadForm } from './load-form.ts'
import { textSize } from './package.ts'

export const checkQueue = 'documents.check-form'

/** A version with what was found on it. A short document is looked at now, a long one in the background; asking again tells how far it is. @throws request.not-found */
export async function readCheck(
  asMe: AsMe,
  files: FileStore,
  jobs: Jobs,
  asked: { documentId: string; version?: number | undefined },
): Promise<FormCheck> {
  const { draft, key, kept, levels, mayFix } = await asMe(async (tx, actor) => {
    const draft = await loadForm(tx, asked.documentId, asked.version)
    const key = keyOf(draft)
    return {
      draft,
      key,
      kept: await keptCheck(tx, draft, key),
      levels: await formLevels(tx, actor.agencyId),
      mayFix: mayFixOf(draft, canDraft('add-version', await loadDraft(tx, asked.documentId), actor.capabilities)),
    }
  })
  const answer = (
    state: FormCheck['state'],
    percent: number,
    result: KeptCheck | null,
    at: string | null,
  ): FormCheck => ({
    documentId: draft.documentId,
    versionNo: draft.versionNo,
    of: result?.of ?? (draft.source ? 'docx' : draft.main ? 'pdf' : null),
    state,
    percent,
    checkedAt: at,
    rules: result ? result.rules : 0,
    findings: (result?.findings ?? []).flatMap((one) => {
      const level = levels[one.rule]
      return level === 'off' || level === undefined ? [] : [{ ...one, level }]
    }),
    untold: result?.untold ?? [],
    mayFix,
  })
  if (!draft.main && !draft.source) return answer('none', 0, null, null)
  if (kept?.result) return answer('done', 100, kept.result, kept.at)
  if (kept && !kept.stale) return answer('waiting', kept.percent, null, null)
  if (await isLong(asMe, files, draft)) {
    await asMe(async (tx) => {
      await keepCheck(tx, draft, key, { state: 'waiting', percent: 0, result: null })
      const { documentId, versionNo } = draft
      await jobs.enqueue(tx, checkQueue, { documentId, versionNo }, { key: `${documentId}:${versionNo}` })
    })
    return answer('waiting', 0, null, null)
  }
  const result = await checkVersion(files, draft)
  await asMe((tx) => keepCheck(tx, draft, key, { state: 'done', percent: 100, result }))
  return answer('done', 100, result, new Date().toISOString())
}

/** Only the last version is mended, by who may save the next, and only where there is a DOCX. */
function mayFixOf(draft: FormDraft, may: FormCheck['mayFix']): FormCheck['mayFix'] {
  if (!draft.source) return { allowed: false, because: 'no-docx' }
  if (draft.versionNo !== draft.lastVersion) return { allowed: false, because: 'not-last' }
  return may
}

/** Text of this size and more, in bytes of XML: some hundred pages. */
const longText = 2_000_000

async function isLong(asMe: AsMe, files: FileStore, { main, source }: FormDraft): Promise<boolean> {
  const hashes = [main, source].flatMap((one) => (one ? [one.sha256] : []))
  const sizes = await asMe((tx) => tx.selectFrom('file').where('sha256', 'in', hashes).select('size').execute())
  if (sizes.some((one) => Number(one.size) > longFile)) return true
  return source ? textSize(await files.readAll(source.sha256)) > longText : false
}

/** The background work for a long document; safe to run twice. */
export async function checkInBackground(
  worker: Database,
  files: FileStore,
  { documentId, versionNo }: { documentId: string; versionNo: number },
): Promise<void> {
  const draft = await worker.transaction().execute((tx) => loadForm(tx, documentId, versionNo))
  const key = keyOf(draft)
  if ((await keptCheck(worker, draft, key))?.result) return
  let told = 0
  let telling: Promise<unknown> = Promise.resolve()
  const result = await checkVersion(files, draft, (percent) => {
    if (percent - told < 20) return
    told = percent
    telling = telling.then(() => keepCheck(worker, draft, key, { state: 'waiting', percent, result: null }))
  })
  await telling
  await keepCheck(worker, draft, key, { state: 'done', percent: 100, result })
}
