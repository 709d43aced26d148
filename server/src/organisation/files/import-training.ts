import { trainingLevels } from '@mocban/contract/organisation-staffing-terms'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { certificateDays } from '../staffing/record-qualification.ts'
import { folded, type Known } from './known.ts'
import type { Line } from './tables.ts'

/** Levels as the file names them; the codes are understood too. */
const levelWords: Record<(typeof trainingLevels)[number], string> = {
  intermediate: 'trung cấp',
  college: 'cao đẳng',
  university: 'đại học',
  master: 'thạc sĩ',
  doctor: 'tiến sĩ',
}

/** 15/6/2010, 2010-06-15 with or without midnight behind it, or a spreadsheet's number of days since the end of 1899 → 2010-06-15. */
function dayOf(written: string): string | null {
  const text = written.replace(/[ T]0?0:00(:00(\.0+)?)?Z?$/, '')
  if (/^[1-9]\d{4}$/.test(text)) return new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10)
  const own = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = own ? `${own[3]}-${own[2]?.padStart(2, '0')}-${own[1]?.padStart(2, '0')}` : text
  const time = Date.parse(day)
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
    ? day
    : null
}

/** One line of training: a degree or a certificate of somebody known by the user name. What stands already stays, but for the day to which it holds. */
export async function importTraining(known: Known, line: Line): Promise<void> {
  const fullName = known.text(line, 'fullName', 200)
  const userName = known.text(line, 'userName', 60)?.toLowerCase()
  const given = known.text(line, 'on', 30)
  const on = given && (dayOf(given) ?? known.fault(line, 'on', 'date-form'))
  const end = line.cells.lastDay || null
  const lastDay = end && (dayOf(end) ?? known.fault(line, 'lastDay', 'date-form'))
  const { field = '', certificate = '', level = '' } = line.cells
  if (Boolean(field) === Boolean(certificate)) return void known.fault(line, 'certificate', 'degree-or-certificate')
  const code = await known.codeOf(field || certificate)
  if (!code) return void known.fault(line, field ? 'field' : 'certificate', 'unknown-value')
  const rank = trainingLevels.find((one) => one === level || folded(levelWords[one]) === folded(level)) ?? null
  if (field && !rank) return void known.fault(line, 'level', level ? 'unknown-value' : 'missing')
  if (!fullName || !userName || !on || (end && !lastDay)) return
  if (lastDay && (field || lastDay < on)) return void known.fault(line, 'lastDay', 'unknown-value')
  if (!known.once(line, 'userName', userName, code, rank ?? '', on)) return
  const what = `${fullName}: ${field || certificate}`
  const mark = [userName, folded(fullName), code, field ? rank : '', on].join('\n')
  if (known.standing.has(`${mark}\n${lastDay ?? ''}`)) return known.told(line, 'same', what)
  const { rows } = await sql<{ id: string; fullName: string; mine: boolean; paperId: string | null }>`
    select h.id, h.full_name as "fullName", h.id in (select app.trained_where_i_administer()) as mine,
           (select q.id from qualification q where q.person_id = h.id and q.withdrawn_at is null and lower(q.valid) = ${on}::date
               and coalesce(q.field_code, q.certificate_code) = ${code} and q.level is not distinct from ${field ? rank : null}::text limit 1) as "paperId"
      from person h where lower(h.user_name) = ${userName}`.execute(known.tx)
  const [person] = rows
  if (!person) return void known.fault(line, 'userName', 'unknown-person')
  if (folded(person.fullName) !== folded(fullName)) return void known.fault(line, 'userName', 'another-person')
  if (!person.mine) return void known.fault(line, 'userName', 'not-yours')
  const valid = field ? `[${on},)` : await certificateDays(known.tx, code, on, lastDay)
  if (person.paperId) {
    if (lastDay) await known.tx.updateTable('qualification').set({ valid }).where('id', '=', person.paperId).execute()
    return known.told(line, lastDay ? 'changed' : 'same', what)
  }
  const paper = field
    ? { field_code: code, level: rank, subject: line.cells.subject ?? '' }
    : { certificate_code: code }
  await known.tx
    .insertInto('qualification')
    .values({
      person_id: person.id,
      institution: line.cells.institution ?? '',
      valid,
      recorded_by: known.actor.personId,
      ...paper,
    })
    .execute()
  known.told(line, 'new', what)
}

/** The training of those that who asks administers, in the words that an import understands. */
export async function exportTraining(tx: Tx): Promise<Record<string, string>[]> {
  const { rows } = await sql<Record<string, string> & { level: keyof typeof levelWords | '' }>`
    select h.full_name as "fullName", h.user_name as "userName", coalesce(f.name, '') as field, coalesce(q.level, '') as level, coalesce(c.name, '') as certificate,
           q.subject, q.institution, to_char(lower(q.valid), 'DD/MM/YYYY') as on, coalesce(to_char(upper(q.valid) - 1, 'DD/MM/YYYY'), '') as "lastDay"
      from qualification q join person h on h.id = q.person_id
      left join training_field f on f.code = q.field_code left join certificate_kind c on c.code = q.certificate_code
     where q.withdrawn_at is null and h.id in (select app.trained_where_i_administer())
     order by h.full_name, h.user_name, q.certificate_code is not null, lower(q.valid), q.id`.execute(tx)
  return rows.map(({ level, ...row }) => ({ ...row, level: level ? levelWords[level] : '' }) as Record<string, string>)
}
