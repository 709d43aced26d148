import type { Agency, Division, Holder } from '../province/province.ts'
import { divisionOf } from '../province/province.ts'
import type { Paper } from './paper.ts'
import type { World } from './world.ts'

/** The leader to whom a paper is presented. */
export function leaderFor(world: World, agency: Agency, paper: Paper): Holder {
  const { random } = world
  if (agency.kind === 'province')
    return paper.urgency === 'express' || random.chance(0.12)
      ? (agency.leaders[0] as Holder)
      : random.chance(0.12)
        ? agency.office.head
        : (agency.leaders[paper.matter.vice] as Holder)
  return random.chance(agency.kind === 'department' ? 0.62 : 0.55)
    ? (agency.leaders[0] as Holder)
    : random.pick(agency.leaders.slice(1))
}

/** The division whose field it is. */
export function divisionFor(world: World, agency: Agency, paper: Paper): Division {
  if (agency.kind === 'province') return divisionOf(agency, paper.matter.section)
  if (agency.kind === 'department')
    return agency.key === paper.matter.department
      ? divisionOf(agency, paper.matter.division)
      : world.random.pick(agency.divisions)
  const wanted = paper.matter.communeDivision
  return (
    agency.divisions.find(
      (one) =>
        one.unit.abbreviation === wanted ||
        (wanted === 'KT' && ['KTHTĐT', 'NNPTNT'].includes(one.unit.abbreviation)) ||
        (wanted === 'VHXH' && one.unit.abbreviation === 'LĐTBXH'),
    ) ?? agency.office
  )
}

/** The first specialist of a division carries most, so that somebody's desk is full. */
export function specialistFor(world: World, division: Division): Holder {
  return world.random.chance(0.45) ? (division.specialists[0] as Holder) : world.random.pick(division.specialists)
}

/** Whether work on it ends with a paper of the agency's own. */
export function needsAnswer(world: World, agency: Agency, paper: Paper): boolean {
  if (paper.type === 'to-trinh') return world.random.chance(0.85)
  if (paper.type === 'don-thu') return world.random.chance(0.75)
  if (paper.type === 'bao-cao' || paper.type === 'quyet-dinh' || paper.type === 'thong-bao')
    return world.random.chance(0.12)
  return world.random.chance(agency.kind === 'province' ? 0.5 : agency.kind === 'department' ? 0.55 : 0.3)
}
