import { capabilities } from '@mocban/contract/route'
import { sql } from 'kysely'
import { newId } from '../../platform/database/index.ts'
import { heldByPeople } from '../held-by-people.ts'
import { folded, type Known } from './known.ts'
import type { Line } from './tables.ts'

/** Rights as the file names them; the codes are understood too. */
export const capabilityWords: Record<(typeof capabilities)[number], string> = {
  register: 'đăng ký văn bản',
  number: 'cấp số',
  direct: 'chỉ đạo',
  assign: 'giao việc',
  draft: 'soạn thảo',
  review: 'rà soát',
  approve: 'ký duyệt',
  issue: 'phát hành',
  administer: 'quản trị',
  audit: 'kiểm tra',
  exchange: 'liên thông',
}

/** One line of posts: so many of a title and rank in a unit; those that are missing are made, what they may do is set. */
export async function importPost(known: Known, line: Line): Promise<void> {
  const unit = known.unit(line, 'agencyCode', 'unit')
  const title = known.text(line, 'title', 200)
  const leads = known.yes(line, 'leads')
  const rank = numberOf(known, line, 'rank', 9, 99)
  const count = numberOf(known, line, 'count', 1, 200)
  const may = (line.cells.capabilities ?? '')
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((word) => capabilities.find((one) => one === word || folded(capabilityWords[one]) === folded(word)))
  if (may.includes(undefined)) known.fault(line, 'capabilities', 'unknown-value')
  if (!unit || !title || rank === null || count === null || may.includes(undefined)) return
  if (!known.once(line, 'title', unit.id, title, String(rank))) return
  const facts = { title_en: line.cells.titleEn || null, leads, rank, capabilities: may as string[] }
  // As many stand already, and all of them alike: nothing to ask the database for.
  const post = [unit.id, title.toLocaleLowerCase('vi'), rank].join('\n')
  const alike = [post, leads, facts.title_en ?? '', facts.capabilities.toSorted().join(' ')].join('\n')
  const standing = known.standing.get(alike) ?? 0
  if (standing >= count && standing === known.standing.get(post))
    return known.told(line, 'same', `${title}, ${unit.name}`)
  const { rows } = await sql<{ id: string; same: boolean; mine: boolean }>`
    select q.id, (q.title_en, q.leads, q.rank, array(select unnest(q.capabilities) order by 1))
             is not distinct from (${facts.title_en}::text, ${leads}::boolean, ${rank}::smallint, array(select unnest(${facts.capabilities}::text[]) order by 1)) as same,
           exists (select from appointment x where x.position_id = q.id and x.person_id = app.person() and x.valid @> app.today()) as mine
      from position q where q.unit_id = ${unit.id} and q.valid @> ${known.from}::date and lower(q.title) = lower(${title})
         and q.rank = ${rank} and ${heldByPeople}`.execute(known.tx)
  const others = rows.filter((one) => !one.same)
  // Nobody widens by a file either what they hold themselves.
  if (others.some((one) => one.mine)) return void known.fault(line, 'title', 'yourself')
  if (others.length > 0)
    await known.tx
      .updateTable('position')
      .set(facts)
      .where(
        'id',
        'in',
        others.map((one) => one.id),
      )
      .execute()
  const missing = Array.from({ length: Math.max(0, count - rows.length) }, () => ({
    id: newId(),
    unit_id: unit.id,
    agency_id: unit.agencyId,
    title,
    ...facts,
    valid: `[${known.from},)`,
  }))
  if (missing.length > 0) await known.tx.insertInto('position').values(missing).execute()
  known.told(line, missing.length > 0 ? 'new' : others.length > 0 ? 'changed' : 'same', `${title}, ${unit.name}`)
}

function numberOf(known: Known, line: Line, key: string, otherwise: number, most: number): number | null {
  const text = line.cells[key] ?? ''
  if (!text) return otherwise
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : known.fault(line, key, 'unknown-value')
}
