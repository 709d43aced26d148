import { sql } from 'kysely'
import type { Database } from '../platform/database/index.ts'
import type { EventProblem } from '../platform/events/index.ts'

const words: Record<EventProblem['what'], [vi: string, en: string]> = {
  'event-altered': ['sự kiện bị sửa', 'event altered'],
  'event-missing': ['sự kiện bị mất', 'event missing'],
  'event-added': ['sự kiện bị chèn thêm', 'event added'],
  'event-reordered': ['sự kiện bị đổi chỗ', 'event moved from here'],
  'seal-altered': ['niêm phong bị sửa', 'seal altered'],
  'seal-missing': ['niêm phong bị mất', 'seal missing'],
  'link-doubled': ['mắt xích bị lặp', 'link doubled'],
  'checkpoint-missing': ['điểm niêm phong bị mất', 'checkpoint missing'],
  'checkpoint-altered': ['điểm niêm phong bị sửa', 'checkpoint altered'],
  'checkpoint-signature': ['chữ ký của điểm niêm phong sai', 'checkpoint’s signature wrong'],
  'checkpoint-key': ['điểm niêm phong ký bằng khóa lạ', 'checkpoint signed with an unknown key'],
  'checkpoint-differs': ['chuỗi khác với điểm niêm phong', 'chain differs from a checkpoint'],
}

/** One finding in a line: what, in which agency's chain, at which place, which event. An export alone knows no names. */
export function tellProblem(
  { what, agency, seq, upto, eventId }: EventProblem,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const place = upto !== undefined && upto !== seq ? `${seq}–${upto}` : `${seq}`
  return [what, ...words[what], agency && names.get(agency), agency, place, eventId].filter(Boolean).join(' · ')
}

/** The same of many, with the agencies named as the database knows them. */
export async function tellProblems(owner: Database, problems: readonly EventProblem[]): Promise<string[]> {
  const ids = [...new Set(problems.flatMap(({ agency }) => agency ?? []))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from unit_known where id = any (${ids}::uuid[])`.execute(owner)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return problems.map((one) => tellProblem(one, names))
}
