import type { SeededRandom } from '../seeded-random.ts'
import type { Holder, Person, Post, Unit } from './province.ts'

/** What the posts of the demonstration may do. The registry drafts as well: copies (sao y, sao lục, trích sao) are made by it. */
export const may = {
  clerk: ['register', 'number', 'issue', 'draft'],
  leader: ['direct', 'assign', 'approve', 'review'],
  head: ['direct', 'assign', 'review', 'draft'],
  officeHead: ['direct', 'assign', 'review', 'draft', 'approve'],
  specialist: ['draft'],
}

/** Units, posts and people in the order in which they are made: the same for the same seed. */
export class Chart {
  readonly units: Unit[] = []
  readonly posts: Post[] = []
  readonly people: Person[] = []
  readonly holders: Holder[] = []

  constructor(
    private readonly made: Date,
    private readonly ids: SeededRandom,
    /** Who comes into the post of a unit. */
    private readonly whoFor: (of: Unit, key: string) => Pick<Person, 'fullName' | 'userName'>,
  ) {}

  unit(
    facts: Partial<Unit> & Pick<Unit, 'key' | 'kind' | 'name' | 'abbreviation' | 'nameEn'>,
    parent: Unit | null,
  ): Unit {
    const id = this.ids.id(this.made)
    const isAgency = facts.isAgency ?? false
    const one: Unit = {
      id,
      isAgency,
      agencyId: isAgency ? id : (parent?.agencyId ?? id),
      parentId: parent?.id ?? null,
      shortName: facts.name,
      nameUr: null,
      exchangeCode: null,
      statisticsCode: null,
      ordinal: this.units.length,
      ...facts,
    }
    this.units.push(one)
    return one
  }

  /** A post with somebody in it; up to rank 8 it leads its unit. */
  holder(of: Unit, key: string, title: string, titleEn: string, capabilities: string[], rank = 9): Holder {
    const post: Post = {
      id: this.ids.id(this.made),
      unitId: of.id,
      agencyId: of.agencyId,
      title,
      titleEn,
      leads: rank < 9,
      rank,
      capabilities,
    }
    const { fullName, userName } = this.whoFor(of, key)
    const person: Person = { id: this.ids.id(this.made), fullName, userName, email: `${userName}@bacninh.example` }
    this.posts.push(post)
    this.people.push(person)
    const one = { person, post }
    this.holders.push(one)
    return one
  }

  /** The chairman of a People's Committee and the vice-chairmen. */
  committeeLeaders(of: Unit, vices: number, keys = ''): Holder[] {
    return [
      this.holder(of, `${keys}chairman`, 'Chủ tịch', 'Chairman', may.leader, 1),
      ...Array.from({ length: vices }, (_, n) =>
        this.holder(of, `${keys}vice-${n + 1}`, 'Phó Chủ tịch', 'Vice-chairman', may.leader, n + 2),
      ),
    ]
  }
}
