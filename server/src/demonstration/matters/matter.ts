/**
 * A matter that agencies write to each other about. Every sentence is hand-written; `{n:3-40}` is a number, `{p:60-99}` a percentage, `{money:2-40}` an
 * amount in billions, `{place}` a commune or ward, `{soon}` a day ahead, `{past}` a day before.
 */
export interface Matter {
  key: string
  /** Section of the Office that follows it, and which vice-chairman (1 to 4) answers for it. */
  section: string
  vice: number
  department: string
  division: string
  /** Departments that work along. */
  along: string[]
  communeDivision: 'KT' | 'VHXH' | 'VP' | 'TTPVHCC'
  ministry: { name: string; abbreviation: string; unit: string; sign: string }
  /** Acts that stand at the head of a document, as they are cited: a law by its day, everything else by number and day (Decree 30/2020, Appendix I, II.6). */
  grounds: string[]
  /** What a document is about; completes "Về việc …" or "V/v …". */
  subjects: string[]
  /** Opening sentences. */
  context: string[]
  /** What is to be done; begins with a verb. */
  tasks: string[]
  /** What was done. */
  results: string[]
  problems: string[]
  proposals: string[]
}

/** Above the name of a deputy minister who signs for the minister. */
export const sign = 'KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG'
export const scienceMinistry = { name: 'Bộ Khoa học và Công nghệ', abbreviation: 'BKHCN', sign }
