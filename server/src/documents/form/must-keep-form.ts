import { formRules } from '@mocban/contract/form-rules'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { checkedVersion } from './check-draft.ts'
import { formLevels } from './form-settings.ts'
import { loadForm } from './load-form.ts'

/**
 * Nobody approves what the agency does not let pass (Decree 30/2020, Art. 12: who was given the form to check answers for it). Looked at again on the server,
 * whatever the screen showed. @throws form.stops
 */
export async function mustKeepForm(tx: Tx, actor: Actor, files: FileStore, documentId: string): Promise<void> {
  const levels = await formLevels(tx, actor.agencyId)
  if (!Object.values(levels).includes('stop')) return
  const { findings } = await checkedVersion(tx, files, await loadForm(tx, documentId))
  const stops = findings.filter((one) => levels[one.rule] === 'stop')
  if (stops.length === 0) return
  throw refuse('form.stops', {
    count: stops.length,
    items: [...new Set(stops.map((one) => formRules[one.rule].article.replace(/^\d /u, '')))].join('; '),
    findings: stops.map(({ rule, there, wanted, quote, page }) => ({ rule, there, wanted, quote, page })),
  })
}
