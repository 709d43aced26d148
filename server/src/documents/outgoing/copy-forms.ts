import type { NumberedAt } from '../conversion/find-blanks.ts'

/** The forms of copy (Decree 30/2020, Art. 25) as they stand on the page. */
export const copyForms: Record<string, string> = { 'sao-y': 'SAO Y', 'sao-luc': 'SAO LỤC', 'trich-sao': 'TRÍCH SAO' }

/** The head of a copy is the original’s: its own number and day are in the block that ends it. */
export const numberedAt = (typeCode: string): NumberedAt => (typeCode in copyForms ? 'end' : 'head')
