import { z } from 'zod'

/** What the program reads from a file: whether it is safe, its words with their places, and what they say about the document. */

/** A rectangle as fractions of its page, from the top left: independent of the scale at which the page is drawn. */
export const rect = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Rect = z.infer<typeof rect>

/** What an inspection finds in a file. The words for each are in the languages, under `file.<code>`. */
export const findingCodes = [
  'empty',
  'broken',
  'encrypted',
  'not-what-its-name-says',
  'kind-not-accepted',
  'macros',
  'archive-bomb',
  'too-many-pages',
  'too-heavy',
  'too-large',
  'restricted',
  'runs-script',
  'launches-program',
  'carries-files',
  'encrypted-entries',
  'archive-paths',
  'archive-in-archive',
  'name-misleads',
  'no-text',
] as const
export const finding = z.object({
  code: z.enum(findingCodes),
  /** refuse: the file is not taken; warn: it is taken and the person is told. */
  severity: z.enum(['refuse', 'warn']),
  /** Fills the sentence: what was found, what the limit is. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type Finding = z.infer<typeof finding>

export const fileKinds = [
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'doc',
  'xls',
  'ppt',
  'rtf',
  'text',
  'xml',
  'png',
  'jpeg',
  'tiff',
  'zip',
  'executable',
  'html',
  'archive',
  'other',
] as const
export type FileKind = (typeof fileKinds)[number]

export const inspection = z.object({
  kind: z.enum(fileKinds),
  mediaType: z.string(),
  pageCount: z.number().int().nullable(),
  findings: z.array(finding),
})
export type Inspection = z.infer<typeof inspection>

/** A word of a page and where it stands. */
export const word = z.object({
  text: z.string(),
  rect,
  /** 0 to 1, where it was read from a picture. */
  sure: z.number().optional(),
})
export type Word = z.infer<typeof word>
export const pageText = z.object({
  page: z.number().int(),
  /** Where the words come from: the file's own text layer, or reading its picture. */
  source: z.enum(['text-layer', 'ocr', 'none']),
  width: z.number(),
  height: z.number(),
  words: z.array(word),
})
export type PageText = z.infer<typeof pageText>

export const suggestionFields = [
  'symbol',
  'issuedOn',
  'issuerName',
  'superiorName',
  'typeCode',
  'abstract',
  'urgency',
  'secrecy',
  'signerAuthority',
  'signerTitle',
  'signerName',
  'recipients',
  'addressees',
  'dueOn',
] as const
export type SuggestionField = (typeof suggestionFields)[number]

/** A value offered for a field, with the place in the file it rests on. A person decides. */
export const suggestion = z.object({
  field: z.enum(suggestionFields),
  value: z.string(),
  /** 0 to 1: how far the layout and the form of the value agree. */
  confidence: z.number().min(0).max(1),
  page: z.number().int(),
  rects: z.array(rect),
  /** The words as they stand in the file, where the value is derived from them. */
  words: z.string().optional(),
  /** A unit of the province that goes by this name. */
  unitId: z.string().optional(),
  /** A time limit in days that runs from issue or receipt; the date follows from the calendar in force. */
  term: z.object({ days: z.number().int(), working: z.boolean(), from: z.enum(['issued', 'received']) }).optional(),
})
export type Suggestion = z.infer<typeof suggestion>
