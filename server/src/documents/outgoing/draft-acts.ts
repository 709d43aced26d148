import type { Permission } from '@mocban/contract/documents'

/** What may be done with a draft, as one table that the use cases and the screen read. */
export const draftActs = [
  'submit',
  'judge',
  'issue',
  'change',
  'add-version',
  'comment',
  'withdraw',
  'discard',
  'recall',
  'replace',
  'copy',
] as const
export type DraftAct = (typeof draftActs)[number]

/** What decides about it. */
export interface DraftState {
  travel: string
  state: string
  /** The document belongs to the agency of who asks. */
  own: boolean
  /** Who asks drafted it, or holds the post that did. */
  drafter: boolean
  /** A review is asked of who asks now. */
  asked: boolean
  hasFile: boolean
  hasSigner: boolean
  hasRecipients: boolean
  /** What was approved is the last version (Decree 30/2020, Art. 11: a change after approval goes back to the approver). */
  approvedIsLast: boolean
}

type Rule = [holds: boolean, because: string]

/** May this be done now; if not, the key of the sentence that says why. */
export function canDraft(act: DraftAct, draft: DraftState, capabilities: readonly string[]): Permission {
  const can = (capability: string): Rule => [capabilities.includes(capability), 'no-capability']
  const open = ['draft', 'in-review', 'approved'].includes(draft.state)
  const worksOnIt: Rule = [draft.drafter || draft.asked, 'not-your-draft']
  const rules: Record<DraftAct, Rule[]> = {
    change: [
      [['draft', 'in-review'].includes(draft.state), 'not-a-draft'],
      [draft.drafter, 'not-your-draft'],
    ],
    'add-version': [[open, 'not-a-draft'], worksOnIt],
    submit: [
      [draft.state === 'draft', draft.state === 'in-review' ? 'in-review' : 'not-a-draft'],
      [draft.drafter, 'not-your-draft'],
      [draft.hasFile, 'no-file'],
      [draft.hasSigner, 'no-signer'],
      // Said now, while the drafter can still put it right, not when the registry wants to issue.
      [draft.hasRecipients || draft.travel === 'internal', 'no-recipient'],
    ],
    withdraw: [
      [['in-review', 'approved'].includes(draft.state), 'not-in-review'],
      [draft.drafter, 'not-your-draft'],
    ],
    discard: [
      [draft.state === 'draft', draft.state === 'in-review' ? 'in-review' : 'not-a-draft'],
      [draft.drafter, 'not-your-draft'],
    ],
    judge: [
      [draft.state === 'in-review', 'not-in-review'],
      [draft.asked, 'not-asked'],
    ],
    comment: [[open, 'not-a-draft']],
    issue: [
      [draft.state === 'approved', draft.state === 'issued' ? 'already-issued' : 'not-approved'],
      can('issue'),
      [draft.approvedIsLast, 'changed-after-approval'],
    ],
    recall: [[draft.state === 'issued', 'not-issued'], can('issue')],
    replace: [[['issued', 'recalled'].includes(draft.state), 'not-issued'], can('draft')],
    copy: [[draft.state === 'issued', 'not-issued'], can('draft')],
  }
  const failed = ([[draft.own && draft.travel !== 'incoming', 'other-agency'], ...rules[act]] as Rule[]).find(
    ([holds]) => !holds,
  )
  return failed ? { allowed: false, because: failed[1] } : { allowed: true, because: null }
}
