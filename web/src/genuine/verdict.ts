import type { GenuineAnswer } from '@mocban/contract/genuine'
import type { words } from './words.ts'

type Words = (typeof words)['vi']
/** yes: it is what was issued; no: it is not; unsure: nothing is known, or a file is still to be chosen. */
export interface Verdict {
  tone: 'yes' | 'no' | 'unsure'
  head: keyof Words
  more: keyof Words
}

/** What an answer means to the one who asked with a code, with a file, or with both. */
export function verdictOf(answer: GenuineAnswer, asked: { code: boolean; file: boolean }): Verdict {
  if (!answer.issued)
    return asked.code
      ? { tone: 'no', head: 'noCode', more: 'noCodeMore' }
      : { tone: 'no', head: 'noFile', more: 'noFileMore' }
  if (!asked.file) return { tone: 'unsure', head: 'foundCode', more: 'foundCodeMore' }
  if (answer.file === 'other') return { tone: 'no', head: 'other', more: 'otherMore' }
  const head = answer.file === 'attachment' ? 'attachment' : 'same'
  return answer.issued.state === 'in-force'
    ? { tone: 'yes', head, more: `${head}More` }
    : { tone: 'unsure', head, more: 'notInForce' }
}
