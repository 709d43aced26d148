import { Button } from '@mantine/core'
import type { FormFinding } from '@mocban/contract/form'
import { articleWords, formRules, tellValue } from '@mocban/contract/form-rules'
import { useLanguage, useText } from '../../shell/languages.ts'
import type vi from './messages/vi.ts'

/** One finding: what must hold and where the law says so, what is there, what is wanted, and its fix where that is safe. */
export function Finding({
  finding,
  current,
  onShow,
  onFix,
  busy,
}: {
  finding: FormFinding
  current: boolean
  onShow?: () => void
  onFix?: (() => void) | undefined
  busy?: boolean
}) {
  const t = useText<typeof vi>('form')
  const language = useLanguage()
  const rule = formRules[finding.rule]
  const title = rule[language]
  const stops = finding.level === 'stop'
  return (
    <li className="form-finding" data-level={finding.level} data-current={current || undefined}>
      <div className="form-finding-head">
        {finding.page !== null && onShow ? (
          <button
            type="button"
            className="form-show"
            aria-label={t('show', { what: title })}
            aria-pressed={current}
            onClick={onShow}
          >
            {title}
          </button>
        ) : (
          <span className="form-title">{title}</span>
        )}
        {onFix && (
          <Button
            size="compact-xs"
            variant={stops ? 'filled' : 'default'}
            aria-label={t('fixOne', { what: title })}
            loading={busy ?? false}
            onClick={onFix}
          >
            {t('fix')}
          </Button>
        )}
      </div>
      <dl className="form-values">
        <dt>{t('there')}</dt>
        <dd lang="vi" className="form-there">
          {tellValue(finding.there, language)}
        </dd>
        <dt>{t('wanted')}</dt>
        <dd lang="vi">{tellValue(finding.wanted, language)}</dd>
      </dl>
      <span className="quiet form-article">
        {articleWords(rule.article, language)}
        {finding.page !== null && ` · ${t('page', { page: finding.page })}`}
      </span>
    </li>
  )
}
