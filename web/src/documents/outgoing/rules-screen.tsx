import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import { copyKinds, drafting } from '@mocban/contract/documents-drafting'
import { organisation } from '@mocban/contract/organisation'
import type { RouteAnswer } from '@mocban/contract/route'
import { useState } from 'react'
import { AddresseePicker } from '../../organisation/pickers.tsx'
import { addressOf } from '../../shell/client.ts'
import { useLanguage, useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { useFilters } from '../../shell/navigate.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct, useRoute } from '../../shell/queries.ts'
import { useCan, useMe } from '../../shell/session.tsx'
import type vi from './messages/vi.ts'
import { type TemplateFile, TemplateRow } from './template-row.tsx'

type Rules = RouteAnswer<typeof drafting.rules>

const isCopy = (typeCode: string) => copyKinds.some((kind) => kind === typeCode)

/** How the agency reviews, numbers and writes its documents, by type. */
export default function RulesScreen() {
  const t = useText<typeof vi>('outgoing')
  const language = useLanguage()
  const registry = useCan('issue')
  const [filters, change] = useFilters()
  const { data: types = [] } = useRoute(documents.types, {})
  const { data: rules } = useRoute(drafting.rules, {})
  const setSeries = useAct(drafting.setSeries)
  const replaceTemplate = useAct(drafting.replaceTemplate)
  /** The file that was in force stays where it is kept, so that putting another in its place, or none, is taken back. */
  const putTemplate = (typeCode: string, file: TemplateFile | null, before?: TemplateFile | null) =>
    replaceTemplate.mutate(
      { params: { type: typeCode }, body: { file } },
      {
        onSuccess: ({ unknownTags }) => {
          notify.done(
            t(file ? 'templateReplaced' : 'templateWithdrawn'),
            before === undefined ? undefined : () => putTemplate(typeCode, before),
          )
          if (unknownTags.length > 0)
            notify.problem(new Error(t('templateUnknown', { tags: unknownTags.map((tag) => `{${tag}}`).join(' ') })))
        },
      },
    )
  const offered = types.filter((type) => type.code !== 'khac' && type.code !== 'don-thu')
  const own = (typeCode: string): TemplateFile | null => {
    const found = rules?.templates.find((one) => one.typeCode === typeCode)
    return found ? { sha256: found.sha256, name: found.name, mediaType: found.mediaType } : null
  }
  const nameOf = (type: (typeof types)[number]) =>
    language === 'vi' ? type.name : language === 'en' ? type.nameEn : type.nameUr
  const chosen = filters.type ?? ''
  return (
    <div className="screen" style={{ maxWidth: 900 }}>
      <h1>{t('rules')}</h1>
      <Section title={t('review')}>
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('rulesHint')}
        </p>
        <Select
          label={t('ruleFor')}
          w={340}
          allowDeselect={false}
          searchable
          value={chosen}
          onChange={(value) => change({ type: value || undefined })}
          data={[
            { value: '', label: t('ruleAll') },
            ...offered.map((type) => ({ value: type.code, label: nameOf(type) })),
          ]}
        />
        {rules && <Steps key={chosen + rules.review.length} rules={rules} typeCode={chosen || null} />}
      </Section>
      <Section title={`${t('numbering')} · ${t('templates')}`}>
        <p className="quiet" style={{ marginTop: 0 }}>
          {t('numberingHint')} {!registry && t('numberingBy')}
        </p>
        <table className="table stacks" aria-label={t('numbering')}>
          <tbody>
            {offered.map((type) => (
              <tr key={type.code}>
                <td className="main-cell">{nameOf(type)}</td>
                {isCopy(type.code) ? (
                  <td className="quiet" colSpan={2}>
                    {t('copiesSeries')}
                  </td>
                ) : (
                  <>
                    <td style={{ whiteSpace: 'nowrap' }}>
                      <Switch
                        size="xs"
                        label={t('ownSeries')}
                        aria-label={`${t('ownSeries')}: ${nameOf(type)}`}
                        disabled={!registry}
                        checked={rules?.series.some((one) => one.typeCode === type.code) ?? false}
                        onChange={(event) =>
                          setSeries.mutate({
                            params: { type: type.code },
                            body: { ownSeries: event.currentTarget.checked },
                          })
                        }
                      />
                    </td>
                    <td>
                      {registry && (
                        <TemplateRow
                          name={nameOf(type)}
                          address={addressOf(drafting.template, { params: { type: type.code } })}
                          own={own(type.code)?.name ?? null}
                          replace={(file) => rules && putTemplate(type.code, file, own(type.code))}
                        />
                      )}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  )
}

interface Step {
  key: number
  stepNo: number
  kind: 'drafting-leader' | 'unit' | 'position'
  unitId: string | null
  positionId: string | null
  label: string
}

function Steps({ rules, typeCode }: { rules: Rules; typeCode: string | null }) {
  const t = useText<typeof vi>('outgoing')
  const me = useMe()
  const admin = useCan('administer')
  const { data: units = [] } = useRoute(organisation.units, {})
  const { data: holders = [] } = useRoute(organisation.holders, { query: { agencyId: me.agencyId } })
  const [steps, setSteps] = useState<Step[]>(
    rules.review.filter((rule) => rule.typeCode === typeCode).map((rule, key) => ({ ...rule, key })),
  )
  const save = useAct(drafting.setReview, { done: () => notify.done(t('ruleSaved')) })
  const set = (key: number, changed: Partial<Step>) =>
    setSteps(steps.map((step) => (step.key === key ? { ...step, ...changed } : step)))
  const add = (step: Omit<Step, 'key' | 'stepNo' | 'label'>) =>
    setSteps([
      ...steps,
      {
        ...step,
        label: '',
        key: Math.max(-1, ...steps.map((one) => one.key)) + 1,
        stepNo: Math.max(0, ...steps.map((one) => one.stepNo)) + 1,
      },
    ])
  const who = (step: Step) =>
    step.kind === 'drafting-leader'
      ? t('draftingLeader')
      : step.kind === 'unit'
        ? units.find((unit) => unit.id === step.unitId)?.name
        : holders.find((holder) => holder.positionId === step.positionId)?.title
  return (
    <div style={{ display: 'grid', gap: 6, marginTop: 10 }}>
      {steps.length === 0 && <p className="quiet">{t('ruleEmpty')}</p>}
      {!admin && (
        <ol style={{ margin: 0, paddingInlineStart: 22 }}>
          {steps.map((step) => (
            <li key={step.key} value={step.stepNo} lang="vi">
              {who(step)}
              {step.label && <span className="quiet"> · {step.label}</span>}
            </li>
          ))}
        </ol>
      )}
      {admin &&
        steps.map((step) => (
          <div key={step.key} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
            <NumberInput
              size="xs"
              w={70}
              min={1}
              max={20}
              aria-label={t('reviewStep', { n: step.stepNo })}
              value={step.stepNo}
              onChange={(value) => set(step.key, { stepNo: Number(value) || 1 })}
            />
            <span lang="vi" style={{ flex: 1 }}>
              {who(step)}
            </span>
            <TextInput
              size="xs"
              lang="vi"
              style={{ flex: 1 }}
              aria-label={t('stepLabel')}
              placeholder={t('stepLabel')}
              value={step.label}
              onChange={(event) => set(step.key, { label: event.currentTarget.value })}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('remove', { name: who(step) ?? '' })}
              onClick={() => setSteps(steps.filter((one) => one.key !== step.key))}
            >
              ✕
            </Button>
          </div>
        ))}
      {admin ? (
        <>
          <AddresseePicker
            label={t('addStep')}
            placeholder={t('stepWho')}
            value={[]}
            units={(unit) => unit.agencyId === me.agencyId && !unit.isAgency}
            people={{ agencyId: me.agencyId }}
            onChange={([picked]) =>
              picked &&
              add({
                kind: picked.addressee.positionId ? 'position' : 'unit',
                unitId: picked.addressee.unitId,
                positionId: picked.addressee.positionId ?? null,
              })
            }
          />
          <div style={{ display: 'flex', gap: 8 }}>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => add({ kind: 'drafting-leader', unitId: null, positionId: null })}
            >
              + {t('draftingLeader')}
            </Button>
            <Button
              size="compact-sm"
              loading={save.isPending}
              onClick={() => save.mutate({ body: { typeCode, steps: steps.map(({ key: _, ...step }) => step) } })}
            >
              {t('ruleSave')}
            </Button>
          </div>
        </>
      ) : (
        <p className="quiet">{t('ruleOnlyAdmin')}</p>
      )}
    </div>
  )
}
