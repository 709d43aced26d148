import type { CommitteeMember } from '@mocban/contract/organisation-chart'
import type vi from './messages/vi.ts'

/** A working group (tổ) and a council (hội đồng) call their heads otherwise than a committee (ban) does: the name tells which it is. */
export function roleKey(role: CommitteeMember['role'], committee: string): keyof typeof vi {
  const body = /^(tổ|hội đồng)\s/i.exec(committee.normalize('NFC'))?.[1]?.toLowerCase()
  if (!body || role === 'member' || role === 'secretary') return `role.${role}`
  return `role.${body === 'tổ' ? 'group' : 'council'}.${role}`
}
