import { aroundRefusals } from './around.ts'
import { documentsRefusals } from './documents.ts'
import { outgoingRefusals } from './documents-outgoing.ts'
import { exchangeRefusals } from './exchange.ts'
import { filesRefusals } from './files.ts'
import { organisationRefusals } from './organisation.ts'
import { platformRefusals } from './platform.ts'
import type { Refusal } from './refusal.ts'
import { reorganisationRefusals } from './reorganisation.ts'
import { signInRefusals } from './sign-in.ts'
import { signingRefusals } from './signing.ts'
import { signingUseRefusals } from './signing-use.ts'
import { staffingRefusals } from './staffing.ts'
import { tasksRefusals } from './tasks.ts'
import { uploadsRefusals } from './uploads.ts'

/** Every refusal of the API by its stable code. */
export const refusals = {
  ...aroundRefusals,
  ...platformRefusals,
  ...filesRefusals,
  ...uploadsRefusals,
  ...signInRefusals,
  ...signingRefusals,
  ...signingUseRefusals,
  ...organisationRefusals,
  ...staffingRefusals,
  ...documentsRefusals,
  ...outgoingRefusals,
  ...tasksRefusals,
  ...reorganisationRefusals,
  ...exchangeRefusals,
} as const satisfies Record<string, Refusal>

export type RefusalCode = keyof typeof refusals
