import { appointmentKinds } from '@mocban/contract/organisation-chart'
import { folded, type Known } from './known.ts'
import type { PeopleOfFile } from './people-of-file.ts'
import type { Line } from './tables.ts'

/** Kinds of appointment as the file names them; the codes are understood too. */
export const appointmentWords: Record<(typeof appointmentKinds)[number], string> = {
  main: 'chính',
  concurrent: 'kiêm nhiệm',
  acting: 'quyền, phụ trách',
  secondment: 'biệt phái',
}

/** One line of people: somebody, known by the user name, in a post that stands vacant, or that they hold already. */
export function importPerson(known: Known, people: PeopleOfFile, line: Line): void {
  const fullName = known.text(line, 'fullName', 200)
  const userName = known.text(line, 'userName', 60)
  const unit = known.unit(line, 'agencyCode', 'unit')
  const title = known.text(line, 'title', 200)
  const email = line.cells.email || null
  const word = line.cells.kind ?? ''
  const kind = word
    ? appointmentKinds.find((one) => one === word || folded(appointmentWords[one]) === folded(word))
    : 'main'
  if (!kind) known.fault(line, 'kind', 'unknown-value')
  if (email && (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    return void known.fault(line, 'email', 'email-form')
  if (userName && !/^[a-z][a-z0-9._-]{1,60}$/.test(userName))
    return void known.fault(line, 'userName', 'user-name-form')
  if (!fullName || !userName || !unit || !title || !kind) return
  if (!known.once(line, 'userName', userName, unit.id, title)) return
  const what = `${fullName}: ${title}, ${unit.name}`
  const place = `${unit.id}\n${folded(title)}`
  const person = people.who(userName)
  if (person && (person.service || folded(person.fullName) !== folded(fullName)))
    return void known.fault(line, 'userName', 'another-person')
  if (person && people.holds(person.id, place)) return void known.told(line, 'same', what)
  if (person?.id === known.actor.personId) return void known.fault(line, 'userName', 'yourself')
  const [post] = people.posts(place)
  if (!post) return void known.fault(line, 'title', 'no-such-post')
  if (!post.vacant) return void known.fault(line, 'title', 'no-vacant-post')
  const { id } = person ?? people.enter({ userName, fullName, email })
  people.appoint(id, place, post, { kind, from: known.from })
  known.told(line, 'new', what)
}
