/** What an agency lets a finding do: stop the approval, be told, or not be looked for. */
export const levels = ['stop', 'warn', 'off'] as const
export type Level = (typeof levels)[number]

/** A rule of the form of official documents: where it stands in Decree 30/2020, what it does unless the agency says otherwise, what must hold in words. */
export interface FormRule {
  /** Appendix of the decree and item in it: `1 II.3` is item II.3 of Appendix I, `3 1.2` is form 1.2 of Appendix III. */
  article: string
  level: Exclude<Level, 'off'>
  vi: string
  en: string
  ur: string
}

export const rule = (
  article: string,
  level: FormRule['level'],
  words: { vi: string; en: string; ur: string },
): FormRule => ({ article, level, ...words })
