import { Button, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { staffing } from '@mocban/contract/organisation-staffing'
import type { CertificateKind, TrainingField } from '@mocban/contract/organisation-staffing-terms'
import { useState } from 'react'
import { FormDialog } from '../../shell/form-dialog.tsx'
import { useText } from '../../shell/languages.ts'
import { Section } from '../../shell/marks.tsx'
import { notify } from '../../shell/notices.tsx'
import { useAct } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'
import { useStaffingWords } from './words.ts'

type Term = TrainingField | CertificateKind
const isCertificate = (one: Term): one is CertificateKind => 'monthsValid' in one

/** The lists of certificates and of fields of training; the province's administrators add to them. */
export function TermLists({ mayChange }: { mayChange: boolean }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const [open, setOpen] = useState<{ list: 'certificate' | 'field'; term?: Term } | null>(null)
  const change = (list: 'certificate' | 'field', term: Term) =>
    mayChange && (
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t('changeOf', { name: words.name(term.code) })}
        onClick={() => setOpen({ list, term })}
      >
        {t('change')}
      </Button>
    )
  const add = (list: 'certificate' | 'field', label: string) =>
    mayChange && (
      <Button size="xs" variant="default" aria-label={`${t('add')}: ${label}`} onClick={() => setOpen({ list })}>
        {t('add')}
      </Button>
    )
  return (
    <>
      <Section title={t('certificateList')} actions={add('certificate', t('certificateList'))}>
        <table className="table stacks" aria-label={t('certificateList')}>
          <thead>
            <tr>
              {(['certificate', 'basis', 'monthsValid', 'covers'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ))}
              {mayChange && <th scope="col">{t('acts')}</th>}
            </tr>
          </thead>
          <tbody>
            {words.certificates.map((one) => (
              <tr key={one.code}>
                <td className="main-cell">{words.name(one.code)}</td>
                <td lang="vi">{one.basis}</td>
                <td data-named={t('monthsValid')}>{one.monthsValid ?? t('unlimited')}</td>
                <td data-named={one.covers.length > 0 ? t('covers') : undefined}>
                  {one.covers.map(words.name).join('; ')}
                </td>
                {mayChange && <td>{change('certificate', one)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t('fieldList')} actions={add('field', t('fieldList'))}>
        <p className="quiet" style={{ maxWidth: 900 }}>
          {t('fieldListHint')}
        </p>
        <ul className="staffing-lines" style={{ columnWidth: 380 }}>
          {words.fields.map((one) => (
            <li key={one.code} style={{ paddingInlineStart: one.code.length > 2 ? 18 : 0, breakInside: 'avoid' }}>
              <span className="quiet">{one.code}</span>{' '}
              {one.code.length === 2 ? <strong>{words.name(one.code)}</strong> : words.name(one.code)}{' '}
              {change('field', one)}
            </li>
          ))}
        </ul>
      </Section>
      {open && <TermDialog list={open.list} {...(open.term ? { term: open.term } : {})} close={() => setOpen(null)} />}
    </>
  )
}

function TermDialog({ list, term, close }: { list: 'certificate' | 'field'; term?: Term; close: () => void }) {
  const t = useText<typeof vi>('staffing')
  const words = useStaffingWords()
  const kind = term && isCertificate(term) ? term : undefined
  const [code, setCode] = useState(term?.code ?? '')
  const [names, setNames] = useState({ name: term?.name ?? '', nameEn: term?.nameEn ?? '', nameUr: term?.nameUr ?? '' })
  const [basis, setBasis] = useState(kind?.basis ?? '')
  const [months, setMonths] = useState<number | null>(kind?.monthsValid ?? null)
  const [covers, setCovers] = useState<string[]>(kind?.covers ?? [])
  const done = () => {
    notify.done(t('saved'))
    close()
  }
  const saveCertificate = useAct(staffing.saveCertificate, { done })
  const saveField = useAct(staffing.saveField, { done })
  const params = { code: code.trim() }
  const submit = () =>
    list === 'field'
      ? saveField.mutate({ params, body: names })
      : saveCertificate.mutate({ params, body: { ...names, basis, monthsValid: months, covers } })
  return (
    <FormDialog
      title={t(list === 'field' ? 'field' : 'certificate')}
      act={t('save')}
      busy={saveField.isPending || saveCertificate.isPending}
      close={close}
      submit={submit}
    >
      <TextInput
        label={t('code')}
        required
        disabled={term !== undefined}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {(['name', 'nameEn', 'nameUr'] as const).map((one) => (
        <TextInput
          key={one}
          label={t(one === 'name' ? 'nameVi' : one)}
          required
          {...(one === 'nameUr' ? { lang: 'ur', dir: 'rtl' } : { lang: one === 'nameEn' ? 'en' : 'vi' })}
          value={names[one]}
          onChange={(event) => setNames({ ...names, [one]: event.currentTarget.value })}
        />
      ))}
      {list === 'certificate' && (
        <>
          <TextInput
            label={t('basis')}
            lang="vi"
            value={basis}
            onChange={(event) => setBasis(event.currentTarget.value)}
          />
          <NumberInput
            label={t('monthsValid')}
            placeholder={t('unlimited')}
            min={1}
            max={600}
            value={months ?? ''}
            onChange={(value) => setMonths(Number(value) || null)}
            maw={220}
          />
          <MultiSelect
            label={t('covers')}
            value={covers}
            onChange={setCovers}
            data={words.certificateOptions.filter((one) => one.value !== code)}
          />
        </>
      )}
    </FormDialog>
  )
}
