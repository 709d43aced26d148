import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { form } from '@mocban/contract/form'
import { articleWords, type FormRuleId, formRules, type Level, levels, partOf } from '@mocban/contract/form-rules'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useCan } from '../../shell/session.tsx'
import './form.css'
import type vi from './messages/vi.ts'

interface Row {
  rule: FormRuleId
  level: Level
  own: boolean
}

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase()

/** What each rule of form does in the agency: stop an approval, be told, or not be looked for. */
export default function FormRulesScreen() {
  const t = useText<typeof vi>('form')
  const words = useCodeText('form')
  const language = useLanguage()
  const admin = useCan('administer')
  const [filters, change] = useFilters()
  const { data: rows = [] } = useRoute(form.rules, {})
  const wanted = bare(filters.q ?? '')
  const found = rows.filter(
    ({ rule }) =>
      !wanted ||
      bare(`${formRules[rule][language]} ${words(`part.${partOf(rule)}`)} ${rule} ${formRules[rule].article}`).includes(
        wanted,
      ),
  )
  const parts = [...new Set(found.map(({ rule }) => partOf(rule)))]
  return (
    <div className="screen" style={{ maxWidth: 900 }}>
      <h1>{t('rules')}</h1>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('rulesHint')} {!admin && t('rulesOnlyAdmin')}
      </p>
      <TextInput
        label={t('rulesFilter')}
        maw={340}
        mb={14}
        value={filters.q ?? ''}
        onChange={(event) => change({ q: event.currentTarget.value || undefined })}
      />
      {rows.length > 0 && found.length === 0 && <p className="empty">{t('rulesNone')}</p>}
      {parts.map((part) => (
        <Section key={part} title={words(`part.${part}`)}>
          <table className="table stacks form-levels" aria-label={words(`part.${part}`)}>
            <tbody>
              {found
                .filter(({ rule }) => partOf(rule) === part)
                .map((row) => (
                  <RuleRow key={row.rule} row={row} admin={admin} />
                ))}
            </tbody>
          </table>
        </Section>
      ))}
    </div>
  )
}

function RuleRow({ row, admin }: { row: Row; admin: boolean }) {
  const t = useText<typeof vi>('form')
  const words = useCodeText('form')
  const language = useLanguage()
  const rule = formRules[row.rule]
  const set = useAct(form.setRule)
  const put = (level: Level | null) =>
    set.mutate(
      { params: { rule: row.rule }, body: { level } },
      {
        onSuccess: () =>
          notify.done(t('saved', { what: rule[language], level: words(`level.${level ?? rule.level}`) })),
      },
    )
  return (
    <tr>
      <td className="main-cell">
        {rule[language]}
        <div className="quiet" style={{ fontSize: 12 }}>
          {articleWords(rule.article, language)}
          {row.own && ` · ${t('own')}`}
        </div>
      </td>
      <td>
        {admin ? (
          <>
            {row.own && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('reset', { what: rule[language] })}
                onClick={() => put(null)}
              >
                ↺
              </Button>
            )}
            <SegmentedControl
              size="xs"
              aria-label={t('level', { what: rule[language] })}
              value={row.level}
              disabled={set.isPending}
              onChange={(level) => put(level === rule.level ? null : (level as Level))}
              data={levels.map((level) => ({ value: level, label: words(`level.${level}`) }))}
            />
          </>
        ) : (
          words(`level.${row.level}`)
        )}
      </td>
    </tr>
  )
}
