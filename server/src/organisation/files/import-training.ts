import { trainingLevels } from '@mocban/contract/organisation-staffing-terms'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { folded, type Known } from './known.ts'
import type { Line } from './tables.ts'
import type { TrainingOfFile } from './training-of-file.ts'

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
export async function importTraining(known: Known, training: TrainingOfFile, line: Line): Promise<void> {
  const fullName = known.text(line, 'fullName', 200)
  const userName = known.text(line, 'userName', 60)?.toLowerCase()
  const given = known.text(line, 'on', 30)
  const on = given && (dayOf(given) ?? known.fault(line, 'on', 'date-form'))
  const end = line.cells.lastDay || null
  const lastDay = end && (dayOf(end) ?? known.fault(line, 'lastDay', 'date-form'))
  const { field = '', certificate = '', level = '', subject = '', institution = '' } = line.cells
  if (Boolean(field) === Boolean(certificate)) return void known.fault(line, 'certificate', 'degree-or-certificate')
  const code = await known.codeOf(field || certificate)
  if (!code) return void known.fault(line, field ? 'field' : 'certificate', 'unknown-value')
  const rank = trainingLevels.find((one) => one === level || folded(levelWords[one]) === folded(level)) ?? null
  if (field && !rank) return void known.fault(line, 'level', level ? 'unknown-value' : 'missing')
  if (!fullName || !userName || !on || (end && !lastDay)) return
  if (lastDay && (field || lastDay < on)) return void known.fault(line, 'lastDay', 'unknown-value')
  if (!known.once(line, 'userName', userName, code, rank ?? '', on)) return
  const person = training.who(userName)
  if (!person) return void known.fault(line, 'userName', 'unknown-person')
  if (folded(person.fullName) !== folded(fullName)) return void known.fault(line, 'userName', 'another-person')
  if (!person.mine) return void known.fault(line, 'userName', 'not-yours')
  const degree = field !== ''
  const paper = { personId: person.id, degree, code, level: degree ? rank : null, on, lastDay, institution }
  const outcome = training.enter({ ...paper, subject: degree ? subject : '' })
  known.told(line, outcome, `${fullName}: ${field || certificate}`)
}

/** The training of those that who asks administers, in the words that an import understands. */
export async function exportTraining(tx: Tx): Promise<Record<string, string>[]> {
  const { rows } = await sql<Record<string, string> & { level: keyof typeof levelWords | '' }>`
    select h.full_name as "fullName", h.user_name as "userName", coalesce(f.name, '') as field, coalesce(q.level, '') as level, coalesce(c.name, '') as certificate,
           q.subject, q.institution, to_char(lower(q.valid), 'DD/MM/YYYY') as on, coalesce(to_char(upper(q.valid) - 1, 'DD/MM/YYYY'), '') as "lastDay"
      from app.trained_of(array(select person_id from qualification where withdrawn_at is null)) t
      join qualification q on q.person_id = t.person_id and t.administered join person h on h.id = q.person_id
      left join training_field f on f.code = q.field_code left join certificate_kind c on c.code = q.certificate_code
     where q.withdrawn_at is null
     order by h.full_name, h.user_name, q.certificate_code is not null, lower(q.valid), q.id`.execute(tx)
  return rows.map(({ level, ...row }) => ({ ...row, level: level ? levelWords[level] : '' }) as Record<string, string>)
}
