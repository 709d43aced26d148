import { Button, Checkbox, Select, VisuallyHidden } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import type { RouteAnswer } from '@mocban/contract/route'
import { signing } from '@mocban/contract/signing'
import { useRef } from 'react'
import { useLanguage, useText } from '../shell/languages.ts'
import { useAct, useRoute } from '../shell/queries.ts'
import type vi from './messages/vi.ts'

type Rule = RouteAnswer<typeof signing.rules>[number]
const what = ['approval', 'seal'] as const

/** What the agency wants signed before a document goes out: a rule for all types, and the types that have one of their own. */
export function SignatureRules() {
  const t = useText<typeof vi>('signing')
  const language = useLanguage()
  const { data: types } = useRoute(documents.types, {})
  const { data: rules } = useRoute(signing.rules, {})
  const set = useAct(signing.setRule)
  const end = useAct(signing.endRule)
  const adding = useRef<HTMLInputElement>(null)
  if (!rules || !types) return null
  const common = rules.find((rule) => rule.typeCode === null) ?? { typeCode: null, approval: false, seal: false }
  const own = types.flatMap((type) => rules.filter((rule) => rule.typeCode === type.code))
  const nameOf = (code: string | null) => {
    const type = types.find((one) => one.code === code)
    if (!type) return t('ruleAll')
    return language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr
  }
  // Petitions are received, never issued.
  const others = types.filter((type) => type.code !== 'don-thu' && !own.some((rule) => rule.typeCode === type.code))
  const busy = set.isPending || end.isPending
  const takeBack = (type: string) =>
    // The button goes with its row: who works by keyboard stays among the rules.
    end.mutate({ params: { type } }, { onSuccess: () => adding.current?.focus() })
  return (
    <>
      <h3>{t('rules')}</h3>
      <p className="quiet">{t('rulesLead')}</p>
      <table className="table stacks" aria-label={t('rules')}>
        <thead>
          <tr>
            <th scope="col">{t('ruleFor')}</th>
            <th scope="col">{t('ruleApproval')}</th>
            <th scope="col">{t('ruleSeal')}</th>
            <th scope="col">
              <VisuallyHidden>{t('ruleEnd')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {[common, ...own].map((rule) => (
            <RuleRow
              key={rule.typeCode ?? ''}
              rule={rule}
              name={nameOf(rule.typeCode)}
              busy={busy}
              onSet={(body) => set.mutate({ body })}
              onEnd={takeBack}
            />
          ))}
        </tbody>
      </table>
      <Select
        ref={adding}
        mt={12}
        maw={340}
        label={t('ruleAdd')}
        placeholder={t('ruleChoose')}
        searchable
        disabled={others.length === 0}
        // A new row begins as the rule for all, so that adding it changes nothing yet.
        value={null}
        onChange={(typeCode) => typeCode && !busy && set.mutate({ body: { ...common, typeCode } })}
        data={others.map((type) => ({ value: type.code, label: nameOf(type.code) }))}
      />
    </>
  )
}

function RuleRow({
  rule,
  name,
  busy,
  onSet,
  onEnd,
}: {
  rule: Rule
  name: string
  busy: boolean
  onSet: (rule: Rule) => void
  onEnd: (type: string) => void
}) {
  const t = useText<typeof vi>('signing')
  const { typeCode } = rule
  const word = { approval: t('ruleApproval'), seal: t('ruleSeal') }
  return (
    <tr>
      <th scope="row" className="main-cell">
        {name}
      </th>
      {what.map((one) => (
        <td key={one} data-named={word[one]}>
          <Checkbox
            aria-label={`${word[one]}: ${name}`}
            checked={rule[one]}
            // Kept in reach while it is saved, so that the focus stays on it.
            onChange={(event) => !busy && onSet({ ...rule, [one]: event.currentTarget.checked })}
          />
        </td>
      ))}
      <td>
        {typeCode && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`${t('ruleEnd')}: ${name}`}
            onClick={() => !busy && onEnd(typeCode)}
          >
            {t('ruleEnd')}
          </Button>
        )}
      </td>
    </tr>
  )
}
