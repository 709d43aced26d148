import type { FormRuleId } from '@mocban/contract/form-rules'
import { appendixAndMarkRules } from './appendix-and-marks.ts'
import { capitalRules } from './capitals.ts'
import { contentRules } from './content.ts'
import { decidingRules } from './deciding.ts'
import { issuerRules } from './issuer.ts'
import { nationalNameRules } from './national-name.ts'
import { numberingRules } from './numbering.ts'
import { paperRules, readableRule } from './paper.ts'
import { placeDateRules } from './place-date.ts'
import { recipientsRules } from './recipients.ts'
import type { Rule } from './rule.ts'
import { signatureRules } from './signature.ts'
import { spellingRules } from './spelling.ts'
import { symbolRules } from './symbol.ts'
import { titleRules } from './title.ts'

/** Every rule of form by its name in the contract. */
export const rules = {
  ...paperRules,
  ...nationalNameRules,
  ...issuerRules,
  ...symbolRules,
  ...placeDateRules,
  ...titleRules,
  ...decidingRules,
  ...contentRules,
  ...numberingRules,
  ...signatureRules,
  ...recipientsRules,
  ...appendixAndMarkRules,
  ...capitalRules,
  ...spellingRules,
  ...readableRule,
} as Record<FormRuleId, Rule>
