import { type Demand, type StaffedHolder, staffing } from '@mocban/contract/organisation-staffing'
import { useMemo } from 'react'
import { useLanguage, useText } from '../../shell/languages.ts'
import { useRoute } from '../../shell/queries.ts'
import type vi from './messages/vi.ts'

/** Fields of training and certificates, and what posts need and people miss, in the reader's words. */
export function useStaffingWords() {
  const t = useText<typeof vi>('staffing')
  const language = useLanguage()
  const { data } = useRoute(staffing.terms, {})
  return useMemo(() => {
    const fields = data?.fields ?? []
    const certificates = data?.certificates ?? []
    const names = new Map(
      [...fields, ...certificates].map((one) => [one.code, { vi: one.name, en: one.nameEn, ur: one.nameUr }[language]]),
    )
    const name = (code: string | null | undefined) => (code ? (names.get(code) ?? '…') : '')
    const level = (one: Demand['leastLevel']) => (one ? t(`level.${one}`) : '')
    const demand = (one: Demand | null): string[] =>
      one
        ? [
            [one.fields.map(name).join(' / '), one.leastLevel && t('leastLevel', { level: level(one.leastLevel) })]
              .filter(Boolean)
              .join(', '),
            ...one.certificates.map(name),
          ].filter(Boolean)
        : []
    const missing = (holder: StaffedHolder): string[] => [
      ...(holder.lacksField ? [t('lackField')] : []),
      ...(holder.lacksLevel ? [t('lackLevel')] : []),
      ...holder.lacks.map((code) => (holder.lapsed.includes(code) ? t('lapsed', { name: name(code) }) : name(code))),
    ]
    const option = (one: { code: string }) => ({ value: one.code, label: name(one.code) })
    return {
      ready: data !== undefined,
      fields,
      certificates,
      name,
      level,
      demand,
      missing,
      fieldOptions: fields.map(option),
      certificateOptions: certificates.map(option),
    }
  }, [data, language, t])
}

/** A commune as people say it: without the committee that runs it. */
export const placeName = (agencyName: string): string => {
  const short = agencyName.replace(/^Ủy ban nhân dân (?=xã |phường |thị trấn |đặc khu )/, '')
  return short.charAt(0).toLocaleUpperCase('vi') + short.slice(1)
}
