/** The organisation of the demonstration as plain records, with the places from which stories find who does what. */

export interface Unit {
  id: string
  key: string
  kind: string
  isAgency: boolean
  agencyId: string
  parentId: string | null
  name: string
  shortName: string
  abbreviation: string
  nameEn: string
  nameUr: string | null
  exchangeCode: string | null
  statisticsCode: string | null
  ordinal: number
}
export interface Post {
  id: string
  unitId: string
  agencyId: string
  title: string
  titleEn: string
  leads: boolean
  rank: number
  capabilities: string[]
}
export interface Person {
  id: string
  fullName: string
  userName: string
  email: string
}
/** A person in a post. */
export interface Holder {
  person: Person
  post: Post
  /** Besides a post of one's own. */
  kind?: 'concurrent'
}
export interface Division {
  unit: Unit
  head: Holder
  deputies: Holder[]
  specialists: Holder[]
}
export interface Agency {
  key: string
  unit: Unit
  kind: 'province' | 'department' | 'district' | 'commune' | 'ward'
  /** As it stands at the head of its documents. */
  letterhead: { superior: string | null; name: string }
  /** As others write it in a sentence. */
  calledBy: string
  place: string
  leaders: Holder[]
  clerks: Holder[]
  divisions: Division[]
  /** The division that runs the agency's office. */
  office: Division
}
export interface Committee {
  unit: Unit
  members: { holder: Holder; role: 'head' | 'standing-deputy' | 'deputy' | 'member' | 'secretary' }[]
}
export interface Province {
  units: Unit[]
  posts: Post[]
  people: Person[]
  holders: Holder[]
  ubnd: Agency
  departments: Agency[]
  communes: Agency[]
  agencies: Agency[]
  committees: Committee[]
}

export function agencyByKey(province: Province, key: string): Agency {
  const agency = province.agencies.find((one) => one.key === key)
  if (!agency) throw new Error(`no agency ${key}`)
  return agency
}
export function divisionOf(agency: Agency, abbreviation: string): Division {
  return agency.divisions.find((one) => one.unit.abbreviation === abbreviation) ?? (agency.divisions[0] as Division)
}
