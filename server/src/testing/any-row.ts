import { newId } from '../platform/database/index.ts'

/** What the columns of these tables demand. */
export const anyRow: Record<string, Record<string, unknown>> = {
  unit: { id: newId() },
  unit_version: { kind: 'ward', is_agency: false },
  leave: { valid: '[2025-08-01,2025-08-10)' },
  committee_member: { person_id: '00000000-0000-0000-0000-000000000000', role: 'member' },
  calendar_day: { kind: 'holiday' },
  working_week: { days: '{}', hours: '[]' },
  reorganisation_question: { origin: 'lists', weight: 'must' },
  reorganisation_line: { list: 'people' },
  sign_in_rule: { idle_minutes: 60, absolute_hours: 10, fresh_minutes: 10 },
}
