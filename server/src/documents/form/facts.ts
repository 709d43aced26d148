import type { IssuingAgency } from '../templates/official-names.ts'

/** A unit's name that holds on the day of the draft, or one that ended before and who took its place. */
export interface UnitName {
  name: string
  /** The last day of the name, and what stands in its place; null where the name holds. */
  until: string | null
  now: string | null
}

/** What the program knows of a draft: what its page is compared with. */
export interface FormFacts {
  typeCode: string
  typeName: string
  typeAbbreviation: string | null
  legal: boolean
  agency: IssuingAgency
  /** Lines of the issuer, the agency above and the place, as templates write them. */
  issuer: string[]
  superior: string | null
  place: string
  abstract: string
  urgency: 'normal' | 'urgent' | 'very-urgent' | 'express'
  /** Null where the draft names no signer yet. */
  signer: { name: string; lines: string[] } | null
  /** The day by which names are judged. */
  day: string
  units: UnitName[]
  /** Names of the types of documents, to tell a wrong type from another line. */
  typeNames: string[]
}

/** A letter names no type; a copy has the form of what it copies. */
export const isLetter = (facts: Pick<FormFacts, 'typeCode'>): boolean => facts.typeCode === 'cong-van'
export const copyTypes = ['sao-y', 'sao-luc', 'trich-sao']
