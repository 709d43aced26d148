/** How an agency's names stand on its documents (Decree 30/2020, Appendix I, II.2, II.4 and II.7). */

export interface IssuingAgency {
  name: string
  kind: string
  abbreviation: string
  /** The agency above it, for bodies that name one. */
  parentName: string | null
}

const committee = /^ủy ban nhân dân\s+(tỉnh|thành phố|phường|xã|đặc khu)\s+(.+)$/iu

/** A People's Committee signs for a collective (TM.) and names no superior. */
export const isCommittee = (agency: Pick<IssuingAgency, 'name'>): boolean => committee.test(agency.name)

/** The issuer's block: a People's Committee in two lines, others in one. */
export function issuerLines(agency: IssuingAgency): string[] {
  const found = committee.exec(agency.name)
  if (!found) return [agency.name.toUpperCase()]
  return ['ỦY BAN NHÂN DÂN', `${found[1]} ${found[2]}`.toUpperCase()]
}

/** The direct superior above the issuer; none for a People's Committee. */
export function superiorLine(agency: IssuingAgency): string | null {
  if (isCommittee(agency) || !agency.parentName) return null
  return agency.parentName.replace(/^ủy ban nhân dân/iu, 'UBND').toUpperCase()
}

/** The place of issue: the province's name for provincial bodies, the commune's own for a commune. */
export function placeOf(agency: IssuingAgency): string {
  const named = committee.exec(agency.name) ?? committee.exec(agency.parentName ?? '')
  return named?.[2] ?? 'Bắc Ninh'
}

/** As the agency calls itself within a sentence. */
export function plainName(agency: IssuingAgency): string {
  return agency.name.replace(/^ủy ban nhân dân/iu, 'Ủy ban nhân dân')
}

/** What an agency calls its head in the decision block: "GIÁM ĐỐC SỞ …", or the committee itself. */
export function deciderLine(agency: IssuingAgency, headTitle: string | null, collective: boolean): string {
  if (collective || !headTitle) return agency.name.toUpperCase()
  const body = agency.name.replace(/^ủy ban nhân dân/iu, 'Ủy ban nhân dân')
  return `${headTitle} ${body}`.toUpperCase()
}

export type Authority = 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q'

export interface Signer {
  title: string
  authority: Authority | null
  /** Title of the agency's head, for whom a deputy (KT.) or an officer (TL., TUQ.) signs. */
  headTitle: string | null
  /** Of a deputy to whom the head of a unit, who signs by order, gave it on (Art. 13, 4): the title of that head. */
  unitHeadTitle?: string | null
  /** Appointed to act as head of their unit: signs what the head signs by order or by authorisation, as acting (Appendix I, II.7). */
  actsAsHead?: boolean
}

/** The lines above a signature (Decree 30/2020, Art. 13 and Appendix I, II.7): for the collective, for the head, by order, by authorisation, acting. */
export function authorityLines(agency: IssuingAgency, signer: Signer): string[] {
  const title = signer.title.toUpperCase()
  const head = (signer.headTitle ?? signer.title).toUpperCase()
  const inUnit = signer.actsAsHead ? `Q. ${title}` : title
  const collective = isCommittee(agency)
  switch (signer.authority) {
    case 'TM':
      return [`TM. ${collective ? 'ỦY BAN NHÂN DÂN' : agency.name.toUpperCase()}`, title]
    case 'KT':
      return [...(collective ? ['TM. ỦY BAN NHÂN DÂN'] : []), `KT. ${head}`, title]
    case 'TL':
      return [`TL. ${head}`, ...(signer.unitHeadTitle ? [`KT. ${signer.unitHeadTitle.toUpperCase()}`] : []), inUnit]
    case 'TUQ':
      return [`TUQ. ${head}`, inUnit]
    case 'Q':
      return [...(collective ? ['TM. ỦY BAN NHÂN DÂN'] : []), `Q. ${title}`]
    default:
      return [title]
  }
}

/**
 * The notation after the number: `<type>-<issuer>`, a letter `<issuer>-<unit or field>` (Decree 30/2020, Appendix I, II.3); a legal document
 * `<year>/<type>-<issuer>`.
 */
export function notationOf(input: {
  typeAbbreviation: string | null
  issuerAbbreviation: string
  unitAbbreviation: string
  /** The year in which a legal document is issued; absent for an administrative one. */
  legalYear?: string | null
}): string {
  if (!input.typeAbbreviation) return `${input.issuerAbbreviation}-${input.unitAbbreviation}`
  const notation = `${input.typeAbbreviation}-${input.issuerAbbreviation}`
  return input.legalYear ? `${input.legalYear}/${notation}` : notation
}

/** Numbers below 10 get a leading 0 (Appendix I, II.3c). */
export const numberText = (number: number): string => String(number).padStart(2, '0')

/** Days below 10 and the months 1 and 2 get a leading 0 (Appendix I, II.4). */
export function dayAndMonth(date: string): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day, month: Number(month) <= 2 ? month : String(Number(month)), year }
}
