import { heldAsWords } from '../held-as.ts'
import type { HeldAs } from '../values.ts'
import { accountActs } from './accounts.ts'
import { type Act, fillSentence } from './act.ts'
import { aroundActs } from './around.ts'
import { deliveryWords } from './delivery-words.ts'
import { documentActs } from './documents.ts'
import { exchangeActs } from './exchange.ts'
import { organisationActs } from './organisation.ts'
import { outgoingActs } from './outgoing.ts'
import { reorganisationActs } from './reorganisation.ts'
import { staffingActs } from './staffing.ts'
import { taskActs } from './tasks.ts'

export { type Act, type Topic, topics } from './act.ts'
export { addressOfAct } from './address.ts'

/** Every act of the program by the kind of its event: how it is told in each language, and what it is about. */
export const acts: Record<string, Act> = {
  ...documentActs,
  ...outgoingActs,
  ...taskActs,
  ...aroundActs,
  ...organisationActs,
  ...accountActs,
  ...staffingActs,
  ...reorganisationActs,
  ...exchangeActs,
}

export interface ToldAct {
  kind: string
  who: string | null
  actingFor: string | null
  subject?: string | null
  data: Record<string, unknown>
}
type Language = 'vi' | 'en' | 'ur'

const behalf = { vi: 'theo ủy quyền của', en: 'by delegation of', ur: 'بہ تفویض' }
const unknownAct = { vi: 'thực hiện một thao tác', en: 'acted', ur: 'نے کارروائی کی' }

/** What was done, as it stands after the name of who did it. */
export const actWords = (kind: string, data: Record<string, unknown>, language: Language): string =>
  fillSentence(
    acts[kind]?.[language] ?? unknownAct[language],
    {
      ...data,
      status: deliveryWords[language][String(data.code)] ?? data.code,
      heldAs: heldAsWords[language][data.kind as NonNullable<HeldAs>],
    },
    language === 'ur',
  )

/** What an act is called where no act is meant: for what stands in it, dots; what may be missing is left out. */
export const actLabel = (kind: string, language: Language): string =>
  (acts[kind]?.[language] ?? unknownAct[language])
    .replace(/\[[^[\]]*\]/g, '')
    .replace(/\{\w+\}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()

/** One sentence: who, for whom, what, on what. */
export function tellAct(act: ToldAct, language: Language): string {
  const who = act.who ? `${act.who}${act.actingFor ? ` (${behalf[language]} ${act.actingFor})` : ''} ` : ''
  return `${who}${actWords(act.kind, act.data, language)}${act.subject ? ` · ${act.subject}` : ''}`
}
