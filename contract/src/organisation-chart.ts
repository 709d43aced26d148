import { z } from 'zod'
import { unitKinds } from './organisation.ts'
import { route } from './route.ts'
import { date, id, page, pageQuery } from './values.ts'

/** The chart of the organisation as it stood, or will stand, on a day. */

export const appointmentKinds = ['main', 'concurrent', 'acting', 'secondment'] as const
export const committeeRoles = ['head', 'standing-deputy', 'deputy', 'member', 'secretary'] as const

/** A unit in the tree: enough to show its line and to know whether it opens. */
export const chartUnit = z.object({
  id,
  parentId: id.nullable(),
  kind: z.enum(unitKinds),
  isAgency: z.boolean(),
  name: z.string(),
  abbreviation: z.string(),
  /** Who leads it that day. */
  head: z.object({ personId: id, fullName: z.string(), title: z.string() }).nullable(),
  units: z.number().int(),
  posts: z.number().int(),
  vacant: z.number().int(),
})
export type ChartUnit = z.infer<typeof chartUnit>

/** What a search in the chart finds: a unit, or a person in a post; `path` leads to it from the top. */
export const chartFind = z.object({
  unitId: id,
  unitName: z.string(),
  kind: z.enum(unitKinds),
  person: z.object({ id, fullName: z.string(), title: z.string() }).nullable(),
  path: z.array(z.object({ id, name: z.string() })),
  /** A name that it had on another day, where that was found. */
  formerly: z.string().nullable(),
  /** Of a unit that there is not on the day: since when there is, or until when there was. */
  absent: z.object({ from: date.nullable(), until: date.nullable() }).nullable(),
})
export type ChartFind = z.infer<typeof chartFind>

/** The attributes of a unit during one stretch of time; `until` is the first day on which they no longer hold. */
export const unitVersion = z.object({
  from: date,
  until: date.nullable(),
  kind: z.enum(unitKinds),
  isAgency: z.boolean(),
  agencyId: id,
  agencyName: z.string(),
  parentId: id.nullable(),
  parentName: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  abbreviation: z.string(),
  nameEn: z.string(),
  nameUr: z.string().nullable(),
  exchangeCode: z.string().nullable(),
  statisticsCode: z.string().nullable(),
  sealText: z.string().nullable(),
  sealCertificate: z.string().nullable(),
  foundedBy: z.string().nullable(),
  regulations: z.string().nullable(),
  ordinal: z.number().int(),
})
export type UnitVersion = z.infer<typeof unitVersion>

export const postHolder = z.object({
  appointmentId: id,
  personId: id,
  fullName: z.string(),
  kind: z.enum(appointmentKinds),
  from: date,
  until: date.nullable(),
  decision: z.string(),
  /** Their account is closed: what the post holds waits for somebody else. */
  closed: z.boolean(),
  /** Away on that day, or next after it; until the first day back. */
  leave: z.object({ id, from: date, until: date }).nullable(),
  /** Who acts for them at present. */
  represented: z.string().nullable(),
})
export type PostHolder = z.infer<typeof postHolder>

export const unitPost = z.object({
  id,
  title: z.string(),
  titleEn: z.string().nullable(),
  leads: z.boolean(),
  rank: z.number().int(),
  capabilities: z.array(z.string()),
  from: date,
  until: date.nullable(),
  /** Who holds it that day, and who will later: their time begins after it. */
  holders: z.array(postHolder),
})
export type UnitPost = z.infer<typeof unitPost>

export const committeeMember = z.object({
  id,
  role: z.enum(committeeRoles),
  /** A seat that goes with a post names the post, and who holds it that day. */
  positionId: id.nullable(),
  title: z.string().nullable(),
  unitName: z.string().nullable(),
  personId: id.nullable(),
  fullName: z.string().nullable(),
  from: date,
  until: date.nullable(),
})
export type CommitteeMember = z.infer<typeof committeeMember>

/** A unit that became part of another, under its last name, and from when it is the other's. */
export const succession = z.object({ id, name: z.string(), from: date })
export type Succession = z.infer<typeof succession>

/** Everything about a unit on a day, and what it was and will be on others. */
export const unitCard = z.object({
  id,
  on: date,
  /** Absent on a day before it was founded or after it ended. */
  now: unitVersion.nullable(),
  versions: z.array(unitVersion),
  path: z.array(z.object({ id, name: z.string() })),
  /** Who has what it held since it ended, and the units whose heir it is itself. */
  successor: succession.nullable(),
  predecessors: z.array(succession),
  posts: z.array(unitPost),
  members: z.array(committeeMember),
  /** Whether who asks may change it, as of that day: never on a day that is past, nor a unit that is not there then. */
  mayChange: z.boolean(),
})
export type UnitCard = z.infer<typeof unitCard>

export const changeKinds = [
  'created',
  'dissolved',
  'renamed',
  'moved',
  'changed',
  'came',
  'left',
  'transferred',
] as const
/** What is written of a unit beside its name. */
export const writtenFacts = [
  'shortName',
  'abbreviation',
  'nameEn',
  'nameUr',
  'exchangeCode',
  'statisticsCode',
  'sealText',
  'sealCertificate',
  'foundedBy',
  'regulations',
] as const
/** Attributes of a unit, other than its name and its place, whose change is told one by one. */
export const comparedFacts = ['kind', ...writtenFacts] as const
/** One thing that is different between two days. */
export const difference = z.object({
  kind: z.enum(changeKinds),
  unitId: id,
  unitName: z.string(),
  personId: id.nullable(),
  fullName: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Of a unit that changed: each attribute that is another. */
  facts: z
    .array(z.object({ fact: z.enum(comparedFacts), before: z.string().nullable(), after: z.string().nullable() }))
    .nullable(),
})
export type Difference = z.infer<typeof difference>

const on = date.optional()

export const chart = {
  branch: route({
    method: 'GET',
    path: '/api/organisation/chart',
    summary: 'The units directly below a unit on a day; without a unit, the top of the chart',
    needs: 'signed-in',
    query: z.object({ on, parent: id.optional() }),
    response: z.array(chartUnit),
  }),
  search: route({
    method: 'GET',
    path: '/api/organisation/chart/search',
    summary:
      'Units and people on a day by a part of their name, with or without diacritics, and units by a former name',
    needs: 'signed-in',
    query: z.object({ on, q: z.string().trim().min(1).max(100) }),
    response: z.array(chartFind),
  }),
  unit: route({
    method: 'GET',
    path: '/api/organisation/chart/units/:id',
    summary: 'A unit on a day: its attributes through time, its posts with who holds them, its members',
    needs: 'signed-in',
    params: z.object({ id }),
    query: z.object({ on }),
    response: unitCard,
  }),
  differences: route({
    method: 'GET',
    path: '/api/organisation/chart/differences',
    summary:
      'What is different between two days: units created, dissolved, renamed, moved, changed; people who came, left or moved',
    needs: 'signed-in',
    query: z.object({ from: date, to: date, kind: z.enum(changeKinds).optional(), after: pageQuery.after }),
    response: page(difference).extend({
      /** Of each kind, how many there are in all. */
      counts: z.record(z.enum(changeKinds), z.number().int()),
    }),
  }),
}
