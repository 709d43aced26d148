import { appointmentKinds } from '@mocban/contract/organisation-chart'
import { sql } from 'kysely'
import { newId } from '../../platform/database/index.ts'
import { folded, type Known } from './known.ts'
import type { Line } from './tables.ts'

/** Kinds of appointment as the file names them; the codes are understood too. */
export const appointmentWords: Record<(typeof appointmentKinds)[number], string> = {
  main: 'chính',
  concurrent: 'kiêm nhiệm',
  acting: 'quyền, phụ trách',
  secondment: 'biệt phái',
}

/** One line of people: somebody, known by the user name, in a post that stands vacant, or that they hold already. */
export async function importPerson(known: Known, line: Line): Promise<void> {
  const fullName = known.text(line, 'fullName', 200)
  const userName = known.text(line, 'userName', 60)
  const unit = known.unit(line, 'agencyCode', 'unit')
  const title = known.text(line, 'title', 200)
  const word = line.cells.kind ?? ''
  const kind = word
    ? appointmentKinds.find((one) => one === word || folded(appointmentWords[one]) === folded(word))
    : 'main'
  if (!kind) known.fault(line, 'kind', 'unknown-value')
  if (userName && !/^[a-z][a-z0-9._-]{1,60}$/.test(userName))
    return void known.fault(line, 'userName', 'user-name-form')
  if (!fullName || !userName || !unit || !title || !kind) return
  if (!known.once(line, 'userName', userName, unit.id, title)) return
  const what = `${fullName}: ${title}, ${unit.name}`
  if (known.standing.has([userName, fullName, unit.id, title.toLocaleLowerCase('vi')].join('\n')))
    return known.told(line, 'same', what)
  const { tx, from } = known
  const person = await tx
    .selectFrom('person')
    .where(sql<boolean>`lower(user_name) = ${userName}`)
    .select(['id', 'full_name as fullName', 'email'])
    .executeTakeFirst()
  if (person && folded(person.fullName) !== folded(fullName))
    return void known.fault(line, 'userName', 'another-person')
  if (person?.id === known.actor.personId && !(await holds(known, person.id, unit.id, title)))
    return void known.fault(line, 'userName', 'yourself')
  if (person && (await holds(known, person.id, unit.id, title))) return known.told(line, 'same', what)
  const { rows } = await sql<{ id: string; vacant: boolean }>`
    select q.id, not exists (select from appointment x where x.position_id = q.id and (upper_inf(x.valid) or upper(x.valid) > ${from}::date)) as vacant
      from position q where q.unit_id = ${unit.id} and q.valid @> ${from}::date and lower(q.title) = lower(${title}) order by 2 desc, q.rank, q.id`.execute(
    tx,
  )
  const post = rows[0]
  if (!post) return void known.fault(line, 'title', 'no-such-post')
  if (!post.vacant) return void known.fault(line, 'title', 'no-vacant-post')
  const personId = person?.id ?? newId()
  if (!person)
    await tx
      .insertInto('person')
      .values({ id: personId, full_name: fullName, user_name: userName, email: line.cells.email || null })
      .execute()
  await tx
    .insertInto('appointment')
    .values({ person_id: personId, position_id: post.id, kind, valid: `[${from},)` })
    .execute()
  known.told(line, 'new', what)
}

async function holds(known: Known, personId: string, unitId: string, title: string): Promise<boolean> {
  const { rows } = await sql`
    select from appointment x join position q on q.id = x.position_id
     where x.person_id = ${personId} and q.unit_id = ${unitId} and lower(q.title) = lower(${title}) and x.valid @> ${known.from}::date`.execute(
    known.tx,
  )
  return rows.length > 0
}
