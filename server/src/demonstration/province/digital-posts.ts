import type { SeededRandom } from '../seeded-random.ts'
import { NameDraw, userName } from './people-names.ts'
import type { Holder, Person, Post, Province } from './province.ts'
import { divisionOf } from './province.ts'

export const digitalTitle = 'Công chức công nghệ thông tin, chuyển đổi số'

/**
 * Each commune has a post for information technology. As the province reports, many are vacant, held besides another post, or given to two people at
 * once. Added when everything else stands, so that the rest of the province stays what it is.
 */
export function addDigitalPosts(province: Province, random: SeededRandom, taken: Set<string>): void {
  const made = new Date('2025-07-01T00:00:00+07:00')
  const names = new NameDraw(random.of('names'))
  for (const one of province.people) names.take(one.fullName)
  const newcomer = (): Person => {
    const fullName = names.draw()
    const name = userName(fullName, taken)
    const person = { id: random.id(made), fullName, userName: name, email: `${name}@bacninh.example` }
    province.people.push(person)
    return person
  }
  for (const commune of province.communes) {
    const division = divisionOf(commune, 'VHXH')
    const post: Post = {
      id: random.id(made),
      unitId: division.unit.id,
      agencyId: commune.unit.id,
      title: digitalTitle,
      titleEn: 'Information technology and digital transformation officer',
      leads: false,
      rank: 9,
      capabilities: ['draft'],
    }
    province.posts.push(post)
    const held = random.weighted([
      ['own', 64],
      ['besides', 18],
      ['vacant', 13],
      ['two', 5],
    ] as const)
    if (held === 'vacant') continue
    const besides = random.pick(division.specialists)
    const first: Holder =
      held === 'besides' ? { person: besides.person, post, kind: 'concurrent' } : { person: newcomer(), post }
    province.holders.push(first, ...(held === 'two' ? [{ person: newcomer(), post }] : []))
  }
}
