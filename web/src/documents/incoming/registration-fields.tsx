import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { documents } from '@mocban/contract/documents'
import type { SuggestedIssuer } from '@mocban/contract/documents-incoming'
import { secrecies, urgencies } from '@mocban/contract/values'
import type { KeyboardEvent, ReactNode } from 'react'
import { ClassSelect } from '../../access/class-select.tsx'
import { DateField } from '../../shell/date-field.tsx'
import { todayInVietnam } from '../../shell/format.ts'
import { useCodeText, useLanguage, useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import type core from '../messages/core.vi.ts'
import type own from '../messages/incoming.vi.ts'
import { type Facts, type Field, missing, type Registration } from './registration.ts'

/** The fields in the order of the paper in the clerk's hand. */
const order: Field[] = [
  'issuerName',
  'symbol',
  'issuedOn',
  'typeCode',
  'classId',
  'abstract',
  'urgency',
  'secrecy',
  'signerName',
  'signerTitle',
  'addressedTo',
  'dueOn',
  'arrivedOn',
  'pageCount',
  'copies',
  'fileCode',
  'note',
]

export interface FieldsProps {
  registration: Registration
  /** Shows what is missing, after a first attempt. */
  checked: boolean
  onType: <F extends Field>(field: F, value: Facts[F]) => void
  onAccept: (field: Field) => void
  onFocus: (field: Field | null) => void
  /** Who else the symbol may name, and to take one of them. */
  issuers?: SuggestedIssuer[]
  onIssuer?: (issuer: SuggestedIssuer) => void
  /** What is registered already has its class from elsewhere. */
  classed?: boolean
}

/** The form of the law's incoming register. Enter accepts what is offered and moves on. */
export function RegistrationFields({
  registration,
  checked,
  onType,
  onAccept,
  onFocus,
  issuers = [],
  onIssuer,
  classed = false,
}: FieldsProps) {
  const t = useText<typeof core & typeof own>('documents')
  const words = useCodeText('documents')
  const shellWords = useCodeText('shell')
  const language = useLanguage()
  const types = useRoute(documents.types, {})
  const { facts, offers } = registration
  const wrong = missing(facts, todayInVietnam())
  const errorOf = (field: Field) => (checked && wrong[field] ? t(wrong[field]) : undefined)

  const labels: Record<Field, string> = {
    issuerName: t('issuer'),
    issuerUnitId: '',
    symbol: t('symbol'),
    issuedOn: t('issuedOn'),
    typeCode: t('type'),
    abstract: t('abstract'),
    urgency: t('urgency'),
    secrecy: t('secrecy'),
    classId: '',
    signerName: t('signer'),
    signerTitle: t('signerTitle'),
    addressedTo: t('addressedTo'),
    dueOn: t('due'),
    arrivedOn: t('arrivedOn'),
    pageCount: t('pages'),
    copies: t('copies'),
    fileCode: t('fileCode'),
    note: t('note'),
  }
  const hintOf = (field: Field): ReactNode => {
    const offer = offers[field]
    if (offer?.term && offer.verdict === 'offered')
      return t('suggestionTerm', { days: offer.term.days, working: String(offer.term.working), from: offer.term.from })
    if (field === 'issuerName' && offer?.from === 'symbol') return t('issuerOfSymbol', { symbol: facts.symbol })
    return offer?.doubtful && offer.verdict === 'offered' ? t('suggestionDoubtful') : undefined
  }
  const classOf = (field: Field) =>
    offers[field]?.verdict !== 'offered' ? '' : offers[field]?.doubtful ? 'offered doubtful' : 'offered'
  const common = (field: Field) => ({
    label: labels[field],
    description: hintOf(field),
    className: `registration-field ${classOf(field)}`,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  })
  const text = (
    field:
      | 'issuerName'
      | 'symbol'
      | 'signerName'
      | 'signerTitle'
      | 'addressedTo'
      | 'pageCount'
      | 'copies'
      | 'fileCode'
      | 'note',
    numeric = false,
  ) => (
    <TextInput
      {...common(field)}
      lang="vi"
      value={facts[field] ?? ''}
      onChange={(event) => onType(field, event.currentTarget.value)}
      error={errorOf(field)}
      required={field === 'issuerName'}
      {...(numeric ? { inputMode: 'numeric' as const } : {})}
    />
  )
  const dateOf = (field: 'issuedOn' | 'dueOn' | 'arrivedOn') => (
    <DateField
      ahead={field === 'dueOn'}
      label={labels[field]}
      value={facts[field]}
      onChange={(value) => onType(field, (value ?? (field === 'arrivedOn' ? '' : null)) as never)}
      description={errorOf(field) ? <span className="late">{errorOf(field)}</span> : hintOf(field)}
      className={`registration-field ${classOf(field)}`}
      required={field === 'arrivedOn'}
    />
  )
  const nameOfType = (one: { name: string; nameEn: string; nameUr: string }) =>
    language === 'en' ? one.nameEn : language === 'ur' ? one.nameUr : one.name

  const inputs: Record<string, ReactNode> = {
    issuerName: (
      <>
        {text('issuerName')}
        {issuers.length > 0 && (
          <div className="registration-issuers" role="group" aria-label={t('issuerMaybe')}>
            <span className="quiet">{t('issuerMaybe')}</span>
            {issuers.map((one) => (
              <Button key={one.name} size="compact-xs" variant="default" lang="vi" onClick={() => onIssuer?.(one)}>
                {one.name}
              </Button>
            ))}
          </div>
        )}
      </>
    ),
    symbol: text('symbol'),
    issuedOn: dateOf('issuedOn'),
    typeCode: (
      <NativeSelect
        {...common('typeCode')}
        value={facts.typeCode}
        onChange={(event) => onType('typeCode', event.currentTarget.value)}
        error={errorOf('typeCode')}
        required
        data={[
          { value: '', label: '—' },
          ...(types.data ?? []).map((one) => ({ value: one.code, label: nameOfType(one) })),
        ]}
      />
    ),
    abstract: (
      <Textarea
        {...common('abstract')}
        lang="vi"
        value={facts.abstract}
        onChange={(event) => onType('abstract', event.currentTarget.value)}
        error={errorOf('abstract')}
        required
        autosize
        minRows={2}
        maxRows={6}
      />
    ),
    urgency: (
      <NativeSelect
        {...common('urgency')}
        value={facts.urgency}
        onChange={(event) => onType('urgency', event.currentTarget.value as Facts['urgency'])}
        data={urgencies.map((one) => ({ value: one, label: shellWords(`urgency.${one}`) }))}
      />
    ),
    secrecy: (
      <NativeSelect
        {...common('secrecy')}
        value={facts.secrecy}
        onChange={(event) => onType('secrecy', event.currentTarget.value as Facts['secrecy'])}
        error={facts.secrecy === 'none' ? undefined : t('secrecyRefused')}
        data={secrecies.map((one) => ({ value: one, label: words(`secrecy.${one}`) }))}
      />
    ),
    classId: !classed && (
      <ClassSelect
        value={facts.classId ?? null}
        typeCode={facts.typeCode}
        onChange={(classId) => onType('classId', classId)}
      />
    ),
    signerName: text('signerName'),
    signerTitle: text('signerTitle'),
    addressedTo: text('addressedTo'),
    dueOn: dateOf('dueOn'),
    arrivedOn: dateOf('arrivedOn'),
    pageCount: text('pageCount', true),
    copies: text('copies', true),
    fileCode: text('fileCode'),
    note: text('note'),
  }

  const moveOn = (field: Field) => (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return
    event.preventDefault()
    onAccept(field)
    focusNext(event.currentTarget)
  }
  const wide = new Set<Field>(['issuerName', 'abstract', 'addressedTo'])
  return (
    <div className="registration-fields">
      {order.map((field) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field inside
        <div
          key={field}
          data-field={field}
          style={wide.has(field) ? { gridColumn: '1 / -1' } : undefined}
          onKeyDown={moveOn(field)}
          onFocus={() => onFocus(field)}
          onBlur={() => onFocus(null)}
        >
          {inputs[field]}
        </div>
      ))}
    </div>
  )
}

/** The next field that can be typed in; after the last, the button that registers. */
function focusNext(from: HTMLElement): void {
  const form = from.closest('form')
  if (!form) return
  const all = [
    ...form.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea, button[type=submit]'),
  ].filter((one) => !(one as HTMLInputElement).disabled && one.offsetParent !== null)
  const own = from.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
  const next = own ? all[all.indexOf(own) + 1] : undefined
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}
