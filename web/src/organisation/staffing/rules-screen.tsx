import { Button } from '@mantine/core'
import { organisation } from '@mocban/contract/organisation'
import { type Requirement, staffing } from '@mocban/contract/organisation-staffing'
import { useState } from 'react'
import { formatDate, formatNumber } from '../../shell/format.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { EmptyState, Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useCan, useMe } from '../../shell/session.tsx'
import type chartVi from '../chart/messages/vi.ts'
import { BoundariesFile } from './boundaries-file.tsx'
import type vi from './messages/vi.ts'
import { tomorrow } from './requirement-dialog.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import './staffing.css'
import { TermLists } from './term-lists.tsx'
import { useStaffingWords } from './words.ts'

/** What posts need, by title; the lists of certificates and fields; the outlines on the map. */
export default function RulesScreen() {
  const t = useText<typeof vi>('staffing')
  const admin = useCan('administer')
  const me = useMe()
  const units = useRoute(organisation.units, admin ? {} : undefined)
  const ofProvince = admin && units.data?.find((one) => one.id === me.agencyId)?.kind === 'province'
  const { data } = useRoute(staffing.requirements, { query: {} })
  const [open, setOpen] = useState<Requirement | 'new' | null>(null)
  return (
    <div className="screen">
      <h1>{t('rulesAndLists')}</h1>
      <Section
        title={t('rules')}
        actions={
          admin && (
            <Button size="xs" onClick={() => setOpen('new')}>
              {t('setRule')}
            </Button>
          )
        }
      >
        <p className="quiet" style={{ maxWidth: 900 }}>
          {t('rulesHint')}
        </p>
        {data?.length === 0 && <EmptyState>{t('noRules')}</EmptyState>}
        {data && data.length > 0 && <Rules rules={data} change={setOpen} />}
      </Section>
      <TermLists mayChange={ofProvince} />
      {ofProvince && <BoundariesFile />}
      {open && (
        <RuleDialog {...(open === 'new' ? {} : { rule: open })} ofProvince={ofProvince} close={() => setOpen(null)} />
      )}
    </div>
  )
}

function Rules({ rules, change }: { rules: Requirement[]; change: (rule: Requirement) => void }) {
  const t = useText<typeof vi>('staffing')
  const chart = useText<typeof chartVi>('chart')
  const language = useLanguage()
  const words = useStaffingWords()
  const end = useAct(staffing.endRequirement, { done: () => notify.done(t('ended')) })
  const acts = rules.some((one) => one.mayChange)
  return (
    <table className="table stacks" aria-label={t('rules')}>
      <thead>
        <tr>
          {(['title', 'unitKinds', 'needs', 'whose', 'fromDay', 'byRule'] as const).map((one) => (
            <th key={one} scope="col">
              {t(one)}
            </th>
          ))}
          {acts && <th scope="col">{t('acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {rules.map((one) => (
          <tr key={one.id}>
            <td className="main-cell">
              <strong lang="vi">{one.titlePattern}</strong>
              {one.unitPattern && (
                <>
                  {' · '}
                  <span lang="vi">{one.unitPattern}</span>
                </>
              )}
            </td>
            <td>
              {one.unitKinds.length === 0
                ? t('allKinds')
                : one.unitKinds.map((kind) => chart(`kind.${kind}`)).join(', ')}
            </td>
            <td>
              {words.demand(one).join('; ')}
              {one.basis && (
                <span className="quiet">
                  {' '}
                  · <span lang="vi">{one.basis}</span>
                </span>
              )}
            </td>
            <td lang={one.agencyName ? 'vi' : undefined}>{one.agencyName ?? t('wholeProvince')}</td>
            <td>
              {formatDate(one.from)}
              {one.until && ` – ${formatDate(one.until)}`}
            </td>
            <td data-named={t('byRule')}>{formatNumber(one.posts, language)}</td>
            {acts && (
              <td>
                {one.mayChange && (
                  <span style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('changeRuleOf', { title: one.titlePattern })}
                      onClick={() => change(one)}
                    >
                      {t('change')}
                    </Button>
                    {!one.until && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('endRuleOf', { title: one.titlePattern })}
                        onClick={() => end.mutate({ params: { id: one.id }, body: { on: tomorrow() } })}
                      >
                        {t('endRule')}
                      </Button>
                    )}
                  </span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
